package dev.meridian.assess;

import dev.meridian.bounds.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Two sides of an availability, with the parts that they are made of.
///
/// @param plan empty where a part of it states nothing
/// @param most the plan as if parts without a figure never failed
/// @param unknown whether a missing figure is the reason
record ReachedAvailability(
        double best,
        OptionalDouble plan,
        double most,
        boolean unknown,
        String sum,
        String weakest,
        List<Promise.Part> parts) {
    /// The most factors that a line spells out; each part has a line of its own in the table.
    private static final int MOST_FACTORS = 20;

    Verdict verdict(double promised) {
        if (best < promised) {
            return Verdict.UNATTAINABLE;
        }
        if (parts.isEmpty()) {
            return Verdict.NOT_JUDGED;
        }
        boolean holds = plan.isPresent() && plan.getAsDouble() >= promised;
        return holds ? Verdict.ATTAINABLE : unknown && most >= promised ? Verdict.UNKNOWN : Verdict.AT_RISK;
    }

    /// The figure to plan with; where a part of it is unknown or has no bound, its upper bound if that alone is
    /// below the promise.
    OptionalDouble planned(double promised) {
        return plan.isPresent() ? plan : most < promised ? OptionalDouble.of(most) : OptionalDouble.empty();
    }

    /// One region, as its users see it; over several clouds the one that reaches least.
    static ReachedAvailability alone(Supply supply) {
        ReachedAvailability serving = supply.regions().size() > 1 ? lowest(supply) : one(supply);
        if (serving.parts().isEmpty() || supply.operating().isEmpty()) {
            return serving;
        }
        List<Supply.Part> all = new ArrayList<>(supply.front());
        all.addAll(supply.region());
        all.addAll(supply.operating());
        List<Promise.Part> shown = new ArrayList<>(serving.parts());
        shown.add(Promise.Part.of(
                "to operate, with "
                        + String.join(
                                ", ",
                                supply.operating().stream()
                                        .map(Supply.Part::name)
                                        .distinct()
                                        .toList()),
                "100%",
                Supply.product(all).stream()
                        .mapToObj(Availability::percent)
                        .findFirst()
                        .orElse("not bounded"),
                "needed to change or scale, not to serve; not part of the promise",
                derived("to operate", "the product of what serves and what operates")));
        return new ReachedAvailability(
                serving.best(),
                serving.plan(),
                serving.most(),
                serving.unknown(),
                serving.sum(),
                serving.weakest(),
                shown);
    }

    private static ReachedAvailability one(Supply supply) {
        List<Supply.Part> parts = new ArrayList<>(supply.front());
        parts.addAll(supply.region());
        return series(parts);
    }

    private static ReachedAvailability lowest(Supply supply) {
        List<Promise.Part> shown = new ArrayList<>(parts(supply.front()));
        List<String> sums = new ArrayList<>();
        supply.regions().forEach((cloud, parts) -> {
            parts(parts).forEach(part -> shown.add(part.of(cloud)));
            sums.add(cloud + ": " + (parts.isEmpty() ? "nothing" : factors(parts)));
        });
        String front = supply.front().isEmpty() ? "" : factors(supply.front()) + " × ";
        double most = Supply.most(supply.front()) * Supply.most(supply.region());
        OptionalDouble plan = supply.isUnknown() ? OptionalDouble.empty() : OptionalDouble.of(most);
        return new ReachedAvailability(
                1,
                plan,
                most,
                plan.isEmpty(),
                front + "the lowest of (" + String.join("; ", sums) + ")",
                one(supply).weakest(),
                shown);
    }

    static ReachedAvailability series(List<Supply.Part> parts) {
        OptionalDouble product = Supply.product(parts);
        String sum = parts.isEmpty() ? "nothing" : factors(parts);
        String weakest = Supply.weakest(parts).map(Supply.Part::name).orElse("");
        return new ReachedAvailability(1, product, Supply.most(parts), product.isEmpty(), sum, weakest, parts(parts));
    }

    private static Promise.Origin derived(String name, String why) {
        return new Promise.Origin(name, Term.Basis.DERIVED, why, Optional.empty());
    }

    /// The factors of a product; of a long one the first by name and the others as one.
    static String factors(List<Supply.Part> parts) {
        List<Supply.Part> named = parts.size() > MOST_FACTORS ? parts.subList(0, MOST_FACTORS) : parts;
        List<Supply.Part> others = parts.subList(named.size(), parts.size());
        List<String> factors =
                new ArrayList<>(named.stream().map(ReachedAvailability::text).toList());
        if (!others.isEmpty()) {
            factors.add(others.size() + " more "
                    + Supply.product(others).stream()
                            .mapToObj(Availability::percent)
                            .findFirst()
                            .orElse("?"));
        }
        return String.join(" × ", factors);
    }

    private static String text(Supply.Part part) {
        return part.name() + " "
                + part.share().stream()
                        .mapToObj(Availability::percent)
                        .findFirst()
                        .orElse("?");
    }

    private static List<Promise.Part> parts(List<Supply.Part> parts) {
        return parts.stream()
                .map(part -> Promise.Part.of(
                        part.name(),
                        "100%",
                        part.share().stream()
                                .mapToObj(Availability::percent)
                                .findFirst()
                                .orElse("unknown"),
                        part.source(),
                        new Promise.Origin(part.name(), basis(part), part.source(), Optional.empty())))
                .toList();
    }

    private static Term.Basis basis(Supply.Part part) {
        if (part.share().isEmpty()) {
            return Term.Basis.UNKNOWN;
        }
        return part.source().startsWith("declared") ? Term.Basis.DECLARED : Term.Basis.SOURCED;
    }
}
