package dev.meridian.topology;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Copies of a service that could not use what they are given: `maxCpu` below `cpu`, `maxMemory` below
/// `memory`. What one region says otherwise may lie above what the file says for all, or below it.
final class Ceilings {
    /// @param given what a copy has, by its key
    /// @param most what it may use, by its key
    private record Pair(String given, String most) {}

    private static final List<Pair> PAIRS = List.of(new Pair("cpu", "maxCpu"), new Pair("memory", "maxMemory"));

    private static final int THOUSANDTHS = 3;

    private final Tree.Block all;
    private final ProblemList problems;

    /// @param all what the file says for all regions
    Ceilings(Tree.Block all, ProblemList problems) {
        this.all = all;
        this.problems = problems;
    }

    /// What holds for all regions.
    void check() {
        check(all);
    }

    /// What one region says otherwise; the rest is as for all.
    void check(Tree.Block seen) {
        seen.block("services")
                .ifPresent(services -> services.entries()
                        .keySet()
                        .forEach(name -> resources(seen, name)
                                .ifPresent(resources -> PAIRS.forEach(pair -> check(name, resources, pair)))));
    }

    private static Optional<Tree.Block> resources(Tree.Block root, String service) {
        return root.block("services")
                .flatMap(services -> services.block(service))
                .flatMap(block -> block.block("resources"));
    }

    private void check(String service, Tree.Block resources, Pair pair) {
        Optional<Tree.Scalar> given = resources.scalar(pair.given).or(() -> ofAll(service, pair.given));
        Optional<Tree.Scalar> most = resources.scalar(pair.most).or(() -> ofAll(service, pair.most));
        Optional<BigDecimal> least = given.flatMap(Ceilings::amount);
        Optional<BigDecimal> highest = most.flatMap(Ceilings::amount);
        if (least.isEmpty() || highest.isEmpty() || highest.get().compareTo(least.get()) >= 0) {
            return;
        }
        String low = given.orElseThrow().text();
        String high = most.orElseThrow().text();
        problems.add(
                ProblemId.CONTRADICTION,
                atFault(service, given.orElseThrow(), most.orElseThrow(), pair),
                new Message(
                        "a copy of `" + service + "` cannot use what it is given: `" + pair.most + ": " + high + "`",
                        "`" + pair.given + "` is what it has in any case and `" + pair.most
                                + "` the most that it may use, and " + high + " < " + low,
                        "`" + pair.given + ": " + high + "` and `" + pair.most + ": " + low
                                + "`, if they are the wrong way round"));
    }

    /// Where a region says one of the two otherwise, that one.
    private Place atFault(String service, Tree.Scalar given, Tree.Scalar most, Pair pair) {
        boolean isOfAll = isOfAll(service, pair.most, most);
        boolean isGivenByAll = isOfAll(service, pair.given, given);
        return isOfAll && !isGivenByAll ? given.place() : most.place();
    }

    private Optional<Tree.Scalar> ofAll(String service, String key) {
        return resources(all, service).flatMap(resources -> resources.scalar(key));
    }

    private boolean isOfAll(String service, String key, Tree.Scalar scalar) {
        return ofAll(service, key)
                .filter(one -> one.place().equals(scalar.place()))
                .isPresent();
    }

    /// Processors or bytes; empty for what is neither, which has a problem of its own.
    private static Optional<BigDecimal> amount(Tree.Scalar scalar) {
        String text = scalar.text();
        if (!Form.CPUS.accepts(text)) {
            return Scalars.bytes(text).stream().mapToObj(BigDecimal::valueOf).findFirst();
        }
        return Optional.of(
                text.endsWith("m")
                        ? new BigDecimal(text.substring(0, text.length() - 1)).movePointLeft(THOUSANDTHS)
                        : new BigDecimal(text));
    }
}
