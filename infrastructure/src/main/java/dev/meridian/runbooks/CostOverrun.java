package dev.meridian.runbooks;

import dev.meridian.estate.Watch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What is done when the estate costs more than it should.
final class CostOverrun {
    static final String FILE = "cost-overrun.md";

    private static final Sheet SHEET = Sheet.named("cost-overrun");

    private CostOverrun() {}

    static Page page(Known known) {
        Holes holes = known.holes();
        List<String> lists = new ArrayList<>();
        known.sites().forEach(site -> {
            if (!site.databases().isEmpty()) {
                lists.add("aws rds describe-db-snapshots --region " + site.region()
                        + " --snapshot-type manual --query 'DBSnapshots[].[SnapshotCreateTime, DBSnapshotIdentifier,"
                        + " AllocatedStorage]' --output text");
            }
            lists.add("aws logs describe-log-groups --region " + site.region()
                    + " --query 'reverse(sort_by(logGroups, &storedBytes))[:10].[storedBytes, logGroupName]' --output"
                    + " text");
            if (site.cluster().isPresent()) {
                lists.add("aws eks list-nodegroups --region " + site.region() + " --cluster-name "
                        + site.cluster().get().name() + " --query nodegroups --output text");
            }
        });
        List<String> stated = known.below("cost.stated");
        String text = SHEET.part(
                        "head",
                        holes.and("budget", alarms(known, holes))
                                .and("switch", switched(known))
                                .and("lists", Words.lines(lists)))
                + SHEET.part(
                        "cost",
                        holes.and(
                                "stated",
                                stated.isEmpty()
                                        ? "Nothing: the file has no `cost.stated`."
                                        : stated.stream()
                                                .map(line -> "- " + line)
                                                .collect(Collectors.joining("\n"))));
        return Page.of(FILE, "It costs more than it should", "a budget is passed, or the bill is too high", text);
    }

    /// What tells somebody: a budget, a jump, both or nothing.
    private static String alarms(Known known, Holes holes) {
        Optional<String> budget = budget(known, holes);
        if (!known.estate().watch().bills().hasJumps()) {
            return budget.orElseGet(() -> part("budget none", holes));
        }
        String jumps = part("jumps", holes);
        return budget.map(text -> text + "; " + jumps).orElseGet(() -> jumps + ". " + part("jumps alone", holes));
    }

    private static String part(String name, Holes holes) {
        return SHEET.part(name, holes).strip();
    }

    /// How bills come to know the tag of the estate.
    private static String switched(Known known) {
        return known.estate().watch().bills().isEmpty()
                ? "`aws ce update-cost-allocation-tags-status --cost-allocation-tags-status"
                        + " TagKey=application,Status=Active`"
                : "`tags_on_bills` of `terraform/global/account`, see [README](../README.md)";
    }

    private static Optional<String> budget(Known known, Holes holes) {
        SequencedMap<String, List<String>> names = new LinkedHashMap<>();
        for (Watch.Budget budget : known.estate().watch().budgets()) {
            if (budget.tells()) {
                names.computeIfAbsent(budget.amount() + " " + budget.currency(), _ -> new ArrayList<>())
                        .add("`" + budget.name(known.estate().name()) + "`");
            }
        }
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<String> sums = new ArrayList<>();
        names.forEach((sum, all) ->
                sums.add(Words.and(all) + " (" + sum + " a month" + (all.size() > 1 ? " each" : "") + ")"));
        return Optional.of(part("budget", holes.and("budgets", Words.and(sums))));
    }
}
