package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.units.CalendarUnit;
import dev.meridian.units.Money;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Works out what `cost` asks for of what AWS bills: budgets, what bills are divided by, who hears of a jump.
final class Spending {
    private static final String WHOLE = "cost.budget.";
    private static final String REGIONAL = "cost.perRegion.budget.";
    private static final String LIMIT = "limit";
    private static final String ALERTS = "alerts";
    private static final String ANOMALIES = "anomalies";
    private static final String TAGS = "tags";
    private static final String NO_MONTH = "the file says no limit for a month";

    /// What budgets count in (AWS Cost Management guide, budgets, 2026-11): what AWS bills in.
    private static final String CURRENCY = "USD";

    private static final String OTHER_CURRENCY = "budgets of AWS count in " + CURRENCY;

    private final Ledger ledger;

    Spending(Ledger ledger) {
        this.ledger = ledger;
    }

    /// A budget tells of a share of itself, and any share of nothing is passed by the first bill: it would ring
    /// from the first day on for ever, whatever is spent.
    void check() {
        ledger.said()
                .costs()
                .budget()
                .limit()
                .filter(Spending::isNothing)
                .ifPresent(limit -> refuse(WHOLE + LIMIT, limit));
        for (RegionName region : ledger.regions(Cloud.AWS)) {
            String path = REGIONAL + LIMIT;
            Optional.ofNullable(ledger.said().regions().get(region))
                    .flatMap(one -> one.regional().budget())
                    .filter(Spending::isNothing)
                    .ifPresent(limit -> refuse(ledger.isOwn(path, region) ? Estates.own(region, path) : path, limit));
        }
    }

    private static boolean isNothing(Money limit) {
        return limit.amount().signum() == 0;
    }

    private void refuse(String path, Money limit) {
        ledger.problem(
                path,
                new Message(
                        "`" + limit.text() + "` is a budget of nothing",
                        "people are told when 80 % of it are spent, which is so from the first bill on",
                        "what it may cost; to hear of whatever is spent, `1 " + limit.currency()
                                + "/month`; without a budget no such line"));
    }

    /// One for all regions together and one for each, as far as the file says so. A budget without a number
    /// is nobody's.
    List<Watch.Budget> budgets() {
        List<Watch.Budget> budgets = new ArrayList<>();
        budget(ledger.said().costs().budget().limit(), Optional.empty()).ifPresent(budgets::add);
        for (RegionName region : ledger.regions(Cloud.AWS)) {
            Optional<Money> limit = Optional.ofNullable(ledger.said().regions().get(region))
                    .flatMap(one -> one.regional().budget());
            budget(limit, Optional.of(region)).ifPresent(budgets::add);
        }
        return budgets;
    }

    private Optional<Watch.Budget> budget(Optional<Money> said, Optional<RegionName> region) {
        String path = region.isPresent() ? REGIONAL : WHOLE;
        Optional<Money> monthly = said.filter(money -> money.per() == CalendarUnit.MONTH);
        Optional<Money> limit = monthly.filter(money -> money.currency().equals(CURRENCY));
        String why = monthly.isPresent() ? OTHER_CURRENCY : NO_MONTH;
        if (limit.isPresent()) {
            ledger.rendered(path + LIMIT);
            ledger.rendered(path + ALERTS);
        } else if (region.isPresent()) {
            ledger.unbuilt(path + LIMIT, region.get(), why);
            ledger.unbuilt(path + ALERTS, region.get(), why);
        } else {
            ledger.left(path + ALERTS, why);
            monthly.ifPresent(_ -> ledger.left(path + LIMIT, why));
        }
        boolean tells = at(path + ALERTS, region).filter("false"::equals).isEmpty();
        return limit.map(money -> new Watch.Budget(money.amount().toPlainString(), money.currency(), region, tells));
    }

    /// Bills are one account's, whatever regions it has. What is asked for of one region is a part of that: a
    /// jump in it is one of the estate, and what is told of a jump names its region (AWS Cost Management
    /// guide, detecting unusual spend, 2026-11).
    Watch.Bills bills() {
        SequencedSet<String> tags = new LinkedHashSet<>();
        boolean hasJumps = false;
        if (!ledger.regions(Cloud.AWS).isEmpty()) {
            hasJumps = looks(Optional.empty());
            tags.addAll(tags(Optional.empty()));
        }
        for (RegionName region : ledger.regions(Cloud.AWS)) {
            hasJumps |= looks(Optional.of(region));
            tags.addAll(tags(Optional.of(region)));
        }
        if (hasJumps) {
            tags.addFirst(Watch.Bills.ESTATE);
        }
        return new Watch.Bills(List.copyOf(tags), hasJumps);
    }

    private boolean looks(Optional<RegionName> region) {
        String path = path(region) + ANOMALIES;
        ledger.rendered(path);
        return at(path, region).filter("true"::equals).isPresent();
    }

    /// Those of them that something carries, and the one of the estate with any. A key that nothing carries
    /// is on no bill, and AWS refuses it.
    private List<String> tags(Optional<RegionName> region) {
        String path = path(region) + TAGS;
        List<String> asked = at(path, region).map(Scalars::words).orElse(List.of());
        List<String> strange = asked.stream()
                .filter(word -> Watch.Bills.CARRIED.stream().noneMatch(word::equalsIgnoreCase))
                .toList();
        ledger.rendered(path);
        if (!strange.isEmpty()) {
            String why =
                    "nothing that is built carries " + quoted(strange) + ", and the file has no value for it; bills"
                            + " are divided by `" + Watch.Bills.ESTATE + "`, the name of the file";
            region.ifPresentOrElse(one -> ledger.unbuilt(path, one, why), () -> ledger.withdraw(path, why));
        }
        return asked.isEmpty()
                ? List.of()
                : Watch.Bills.CARRIED.stream()
                        .filter(tag ->
                                tag.equals(Watch.Bills.ESTATE) || asked.stream().anyMatch(tag::equalsIgnoreCase))
                        .toList();
    }

    private static String quoted(List<String> tags) {
        return "`" + String.join("`, `", tags) + "`";
    }

    private static String path(Optional<RegionName> region) {
        return region.isPresent() ? REGIONAL : WHOLE;
    }

    private Optional<String> at(String path, Optional<RegionName> region) {
        return region.flatMap(one -> ledger.said().sources().at(path, one))
                .or(() -> ledger.said().sources().at(path))
                .map(Setting::text);
    }
}
