package dev.meridian.assess;

import dev.meridian.topology.Costs;
import dev.meridian.units.Money;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Whether stated figures add up: each row, and each column of the row `sum`.
final class CostRules {
    /// The row of totals.
    private static final String TOTAL = "sum";

    private CostRules() {}

    static void check(Subject subject, List<Finding> findings) {
        SequencedMap<String, Costs.Stated> rows = subject.topology().costs().stated();
        SequencedMap<String, BigDecimal> columns = new LinkedHashMap<>();
        BigDecimal totals = BigDecimal.ZERO;
        for (var row : rows.entrySet()) {
            if (row.getKey().equals(TOTAL)) {
                continue;
            }
            BigDecimal sum = sum(row.getValue());
            row.getValue()
                    .total()
                    .filter(total -> total.amount().compareTo(sum) != 0)
                    .ifPresent(total ->
                            findings.add(wrong("cost.stated." + row.getKey() + ".total", "its parts", sum, total)));
            row.getValue()
                    .perRegion()
                    .forEach((region, money) -> columns.merge(region.text(), money.amount(), BigDecimal::add));
            totals = totals.add(row.getValue().total().map(Money::amount).orElse(sum));
        }
        Costs.Stated whole = rows.get(TOTAL);
        if (whole != null) {
            whole.perRegion()
                    .forEach((region, money) -> Optional.ofNullable(columns.get(region.text()))
                            .filter(sum -> sum.compareTo(money.amount()) != 0)
                            .ifPresent(sum -> findings.add(wrong(
                                    "cost.stated." + TOTAL + "." + region,
                                    "the components in " + region,
                                    sum,
                                    money))));
            BigDecimal sum = totals;
            whole.total()
                    .filter(total -> total.amount().compareTo(sum) != 0)
                    .ifPresent(total ->
                            findings.add(wrong("cost.stated." + TOTAL + ".total", "all components", sum, total)));
        }
    }

    private static BigDecimal sum(Costs.Stated row) {
        BigDecimal sum = row.global().map(Money::amount).orElse(BigDecimal.ZERO);
        for (Money money : row.perRegion().values()) {
            sum = sum.add(money.amount());
        }
        return sum;
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
