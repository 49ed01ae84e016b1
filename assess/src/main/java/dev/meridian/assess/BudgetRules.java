package dev.meridian.assess;

import dev.meridian.topology.Costs;
import dev.meridian.topology.Topology;
import dev.meridian.units.CalendarUnit;
import dev.meridian.units.Money;
import dev.meridian.units.RegionName;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A check of stated costs against budgets, and of components that run and are stated to cost nothing. Only
/// amounts of one currency are compared; months and years are converted, twelve to one.
final class BudgetRules {
    /// The row of totals.
    private static final String TOTAL = "sum";

    private final Subject subject;
    private final SequencedMap<String, Costs.Stated> rows;
    private final List<Finding> findings;

    private BudgetRules(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.rows = subject.topology().costs().stated();
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        BudgetRules rules = new BudgetRules(subject, findings);
        if (!rules.rows.isEmpty()) {
            rules.whole();
            subject.topology().regions().values().forEach(rules::region);
            rules.nothing();
        }
    }

    private void whole() {
        Optional<Money> limit = subject.topology().costs().budget().limit();
        Optional<Money> stated = Optional.ofNullable(rows.get(TOTAL))
                .flatMap(Costs.Stated::total)
                .or(() -> limit.flatMap(most -> sum(totals(), most)));
        over("cost.budget.limit", "all components", stated, limit);
    }

    /// The cost of each component: its total, else its parts.
    private List<Money> totals() {
        List<Money> totals = new ArrayList<>();
        rows.forEach((name, row) -> {
            if (!name.equals(TOTAL)) {
                row.total().ifPresentOrElse(totals::add, () -> {
                    row.global().ifPresent(totals::add);
                    totals.addAll(row.perRegion().values());
                });
            }
        });
        return totals;
    }

    private void region(Topology.Region region) {
        Optional<Money> limit = region.regional().budget();
        Optional<Money> stated = Optional.ofNullable(rows.get(TOTAL))
                .flatMap(row -> Optional.ofNullable(row.perRegion().get(region.name())))
                .or(() -> limit.flatMap(most -> sum(column(region.name()), most)));
        over("cost.perRegion.budget.limit@" + region.name(), "the components in " + region.name(), stated, limit);
    }

    private List<Money> column(RegionName region) {
        return rows.entrySet().stream()
                .filter(row -> !row.getKey().equals(TOTAL))
                .flatMap(row -> Optional.ofNullable(row.getValue().perRegion().get(region)).stream())
                .toList();
    }

    /// Empty where one of them cannot be added to the others.
    private static Optional<Money> sum(List<Money> parts, Money like) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Money part : parts) {
            Optional<BigDecimal> amount = as(part, like);
            if (amount.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.add(amount.get());
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Money(sum, like.currency(), like.per()));
    }

    /// The amount over the other's stretch of time.
    private static Optional<BigDecimal> as(Money money, Money like) {
        if (!money.currency().equals(like.currency())) {
            return Optional.empty();
        }
        if (money.per() == like.per()) {
            return Optional.of(money.amount());
        }
        BigDecimal twelve = BigDecimal.valueOf(12);
        if (money.per() == CalendarUnit.MONTH && like.per() == CalendarUnit.YEAR) {
            return Optional.of(money.amount().multiply(twelve));
        }
        return money.per() == CalendarUnit.YEAR && like.per() == CalendarUnit.MONTH
                ? Optional.of(money.amount().divide(twelve, MathContext.DECIMAL64))
                : Optional.empty();
    }

    private void over(String path, String what, Optional<Money> stated, Optional<Money> limit) {
        if (stated.isEmpty() || limit.isEmpty()) {
            return;
        }
        boolean over = as(stated.get(), limit.get())
                .filter(amount -> amount.compareTo(limit.get().amount()) > 0)
                .isPresent();
        if (over) {
            findings.add(Finding.of(
                            Rule.OVER_BUDGET,
                            path,
                            what + " are stated to cost " + stated.get().text() + ", and the budget is "
                                    + limit.get().text(),
                            "the file promises both, and its own figures break the budget",
                            "a larger budget, or less of what costs most")
                    .about(path)
                    .with(new Finding.Arithmetic(
                            stated.get().text() + " > " + limit.get().text(), "cost", List.of())));
        }
    }

    /// A service or store that there is, stated to cost nothing.
    private void nothing() {
        rows.forEach((name, row) -> {
            List<RegionName> in = runsIn(name);
            boolean zero = row.total().filter(BudgetRules::isZero).isPresent();
            List<RegionName> free = in.stream()
                    .filter(region -> Optional.ofNullable(row.perRegion().get(region))
                            .filter(BudgetRules::isZero)
                            .isPresent())
                    .toList();
            if (!in.isEmpty() && (zero || !free.isEmpty())) {
                findings.add(Finding.of(
                        Rule.STATED_TO_COST_NOTHING,
                        "cost.stated." + name + (zero ? ".total" : "." + free.getFirst()),
                        "`" + name + "` runs in " + Listed.regions(zero ? in : free) + " and is stated to cost nothing"
                                + (zero ? "" : " there"),
                        "what runs, keeps data or waits for a failover is on the bill; a budget that rests on 0 for it is"
                                + " too small",
                        "its price, or no row for it while its price is not known"));
            }
        });
    }

    private static boolean isZero(Money money) {
        return money.amount().signum() == 0;
    }

    private List<RegionName> runsIn(String name) {
        if (subject.blueprint().stores().containsKey(name)) {
            return subject.store(name).members();
        }
        Topology.Service service = subject.topology().services().get(name);
        if (service == null) {
            return List.of();
        }
        String owner = subject.service(name).application();
        return Optional.ofNullable(subject.blueprint().applications().get(owner)).stream()
                .flatMap(application -> application.roles().keySet().stream())
                .filter(region -> service.in().isEmpty() || service.in().contains(region))
                .toList();
    }
}
