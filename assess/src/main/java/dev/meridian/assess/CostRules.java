package dev.meridian.assess;

import dev.meridian.topology.Costs;
import dev.meridian.units.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Whether stated figures add up: each row, and each column of the row `sum`. Only what is in one currency and for
/// one stretch of time can be added; a rate of exchange is not in the file, and none is made up.
final class CostRules {
    /// The row of totals.
    private static final String TOTAL = "sum";

    private final List<Finding> findings;

    private CostRules(List<Finding> findings) {
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        CostRules rules = new CostRules(findings);
        SequencedMap<String, Costs.Stated> rows = subject.topology().costs().stated();
        SequencedMap<String, List<Money>> columns = new LinkedHashMap<>();
        List<Money> totals = new ArrayList<>();
        for (var row : rows.entrySet()) {
            if (row.getKey().equals(TOTAL)) {
                continue;
            }
            List<Money> parts = parts(row.getValue());
            rules.compare(
                    "cost.stated." + row.getKey() + ".total",
                    "its parts",
                    parts,
                    row.getValue().total());
            row.getValue()
                    .perRegion()
                    .forEach((region, money) -> columns.computeIfAbsent(region.text(), _ -> new ArrayList<>())
                            .add(money));
            totals.addAll(row.getValue().total().map(List::of).orElse(parts));
        }
        Optional.ofNullable(rows.get(TOTAL)).ifPresent(whole -> {
            whole.perRegion()
                    .forEach((region, money) -> rules.compare(
                            "cost.stated." + TOTAL + "." + region,
                            "the components in " + region,
                            columns.getOrDefault(region.text(), List.of()),
                            Optional.of(money)));
            rules.compare("cost.stated." + TOTAL + ".total", "all components", totals, whole.total());
        });
    }

    private static List<Money> parts(Costs.Stated row) {
        List<Money> parts = new ArrayList<>(row.global().stream().toList());
        parts.addAll(row.perRegion().values());
        return parts;
    }

    private void compare(String path, String what, List<Money> parts, Optional<Money> stated) {
        if (stated.isEmpty() || parts.isEmpty()) {
            return;
        }
        List<String> units = parts.stream().map(CostRules::unit).distinct().toList();
        if (!units.equals(List.of(unit(stated.get())))) {
            findings.add(mixed(path, what, units, stated.get()));
            return;
        }
        BigDecimal sum = parts.stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (stated.get().amount().compareTo(sum) != 0) {
            findings.add(wrong(path, what, sum, stated.get()));
        }
    }

    private static String unit(Money money) {
        return money.currency() + "/" + money.per().text();
    }

    private static Finding mixed(String path, String what, List<String> units, Money stated) {
        return Finding.of(
                        Rule.WRONG_SUM,
                        path,
                        what + " are in " + Listed.plain(units) + ", and cannot be added to " + stated.text(),
                        "a sum is of one currency and one stretch of time; the file has no rate of exchange",
                        "all of them in " + unit(stated))
                .with(Severity.WARNING);
    }

    private static Finding wrong(String path, String what, BigDecimal sum, Money stated) {
        String right = new Money(sum, stated.currency(), stated.per()).text();
        return Finding.of(
                        Rule.WRONG_SUM,
                        path,
                        what + " come to " + right + ", and " + stated.text() + " is stated",
                        "one of the figures is wrong, and whoever reads only the total does not see it",
                        "`" + right + "`, or another figure among the parts")
                .with(new Finding.Arithmetic(right + " ≠ " + stated.text(), "total", List.of()));
    }
}
