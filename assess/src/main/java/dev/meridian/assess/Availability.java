package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Topology;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// Holds promises of availability against what suppliers owe and what a failover costs.
///
/// At best no supplier fails but for one region a year, which costs the time to recover at best. As planned every
/// supplier delivers just what he owes: the front that all regions share counts in full, the regions as far as the
/// application can leave them (one loss a year, each as long as the planned recovery, and both regions at once by
/// chance), or in full where it cannot: together with each other place that writes stop without.
final class Availability {
    /// Nobody checks a longer product by hand; each part has a line of its own below.
    private static final int MOST_FACTORS = 20;

    /// Losses of a region per year to plan with: a convention, since nobody publishes a rate (Meridian, 2026-11).
    private static final double LOSSES_PER_YEAR = 1;

    /// The most missing figures that one line names.
    private static final int MOST_NAMED = 4;

    private static final Duration YEAR = Duration.ofHours(8_766);
    private static final Duration MONTH = Duration.ofDays(30);

    private final Subject subject;
    private final List<Promise> promises = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /// Two sides of an availability.
    ///
    /// @param plan empty where a part of it states nothing
    /// @param most the plan as if parts without a figure never failed
    /// @param unknown whether a missing figure is the reason
    private record Reached(
            double best,
            OptionalDouble plan,
            double most,
            boolean unknown,
            String sum,
            String weakest,
            List<Promise.Part> parts) {
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

        /// The figure to plan with, or its upper bound.
        OptionalDouble planned() {
            return plan.isPresent() || !unknown ? plan : OptionalDouble.of(most);
        }
    }

    Availability(Subject subject) {
        this.subject = subject;
        for (Application application : subject.blueprint().applications().values()) {
            ofApplication(application);
        }
        for (Store store : subject.blueprint().stores().values()) {
            ofStore(store);
        }
    }

    /// Each promise with its verdict, for comparing two states of a file.
    SequencedMap<String, Verdict> verdicts() {
        SequencedMap<String, Verdict> verdicts = new LinkedHashMap<>();
        promises.forEach(promise -> verdicts.put(promise.path() + "|" + promise.owner(), promise.verdict()));
        return verdicts;
    }

    List<Promise> promises() {
        return promises;
    }

    List<Finding> findings() {
        return findings;
    }

    private void ofApplication(Application application) {
        Topology.Objectives said = Objects.requireNonNull(
                        subject.topology().applications().get(application.name()))
                .objectives();
        String path = subject.path(application.name(), "objectives");
        Supply supply = Supply.of(subject, application);
        if (said.overall().availability().isPresent()) {
            double promised = said.overall().availability().getAsDouble();
            judge(path + ".availability", application.name(), promised, whole(application, supply));
            budget(application, said, promised, path);
        }
        subject.topology().claims().values().stream()
                .filter(claim -> claim.figures().availability().isPresent() && isAbout(claim, application))
                .forEach(claim -> judge(
                        "claims." + claim.name() + ".availability",
                        "claim " + claim.name(),
                        claim.figures().availability().getAsDouble(),
                        whole(application, supply)));
        ofRegions(application, said.perRegion().availability(), path + ".perRegion.availability", supply);
    }

    /// Whether a claim is about an application as a whole, and says something else than its objectives.
    private boolean isAbout(Claim claim, Application application) {
        String path = subject.path(application.name(), "objectives");
        boolean about = claim.at()
                .map(at -> at.equals(path) || at.equals(path + ".availability"))
                .orElse(subject.blueprint().applications().size() == 1);
        OptionalDouble promised = Objects.requireNonNull(
                        subject.topology().applications().get(application.name()))
                .objectives()
                .overall()
                .availability();
        return about && !promised.equals(claim.figures().availability());
    }

    /// What holds in each region is one promise, but for those that have their own.
    private void ofRegions(Application application, OptionalDouble everywhere, String path, Supply supply) {
        for (RegionName region : application.roles().keySet()) {
            OptionalDouble own =
                    subject.value(path + "@" + region).map(Scalars::share).orElse(OptionalDouble.empty());
            if (own.isPresent()) {
                judge(path + "@" + region, application.name() + " in " + region, own.getAsDouble(), alone(supply));
            }
        }
        if (everywhere.isPresent()) {
            judge(path, application.name() + " in each region", everywhere.getAsDouble(), alone(supply));
        }
    }

    private void ofStore(Store store) {
        OptionalDouble promised = Objects.requireNonNull(
                        subject.topology().stores().get(store.name()))
                .objectives()
                .overall()
                .availability();
        if (promised.isPresent()) {
            List<Supply.Part> part = List.of(Supply.store(subject, store.name()));
            judge(
                    "data." + store.name() + ".objectives.availability",
                    store.name(),
                    promised.getAsDouble(),
                    series(part));
        }
    }

    /// One region, as its users see it.
    private static Reached alone(Supply supply) {
        List<Supply.Part> parts = new ArrayList<>(supply.front());
        parts.addAll(supply.region());
        Reached serving = series(parts);
        List<Supply.Part> all = new ArrayList<>(parts);
        all.addAll(supply.operating());
        List<Promise.Part> shown = new ArrayList<>(serving.parts());
        if (all.isEmpty()) {
            return serving;
        }
        shown.add(Promise.Part.of(
                "to operate, with "
                        + String.join(
                                ", ",
                                supply.operating().stream()
                                        .map(Supply.Part::name)
                                        .toList()),
                "100%",
                Supply.product(all).stream()
                        .mapToObj(Availability::percent)
                        .findFirst()
                        .orElse("not bounded"),
                "needed to change or scale, not to serve; not part of the promise",
                derived("to operate", "the product of what serves and what operates")));
        return new Reached(
                serving.best(),
                serving.plan(),
                serving.most(),
                serving.unknown(),
                serving.sum(),
                serving.weakest(),
                shown);
    }

    private static Reached series(List<Supply.Part> parts) {
        OptionalDouble product = Supply.product(parts);
        String sum = parts.isEmpty() ? "nothing" : factors(parts);
        String weakest = Supply.weakest(parts).map(Supply.Part::name).orElse("");
        return new Reached(1, product, Supply.most(parts), product.isEmpty(), sum, weakest, parts(parts));
    }

    private static Promise.Origin derived(String name, String why) {
        return new Promise.Origin(name, Term.Basis.DERIVED, why, Optional.empty());
    }

    /// The factors of a product; of a long one the first by name and the others as one.
    private static String factors(List<Supply.Part> parts) {
        List<Supply.Part> named = parts.size() > MOST_FACTORS ? parts.subList(0, MOST_FACTORS) : parts;
        List<Supply.Part> others = parts.subList(named.size(), parts.size());
        List<String> factors =
                new ArrayList<>(named.stream().map(Availability::text).toList());
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

    private Reached whole(Application application, Supply supply) {
        List<Supply.Part> needed = Needed.parts(subject, application);
        Reached one = alone(supply.with(needed));
        if (!isIndependent(application) || !needed.isEmpty() || isHeld(application)) {
            return one;
        }
        RecoveryTime.Phase whole = Recovery.whole(subject, application);
        Span recovery = whole.span();
        double best = recovery.best().map(time -> 1 - share(time)).orElse(0.0);
        OptionalDouble front = Supply.product(supply.front());
        OptionalDouble region = Supply.product(supply.region());
        if (one.parts().isEmpty()) {
            return one;
        }
        List<Promise.Part> parts = new ArrayList<>(one.parts());
        parts.add(new Promise.Part(
                "one failover a year",
                recovery.best().isPresent() ? percent(best) : "not bounded",
                recovery.plan().map(time -> percent(1 - share(time))).orElse("not bounded"),
                "F × RTO / 8,766 h with F = 1: a convention",
                Optional.empty(),
                whole.terms().stream().map(Promise.Origin::of).toList()));
        boolean known =
                front.isPresent() && region.isPresent() && recovery.plan().isPresent();
        if (!known) {
            String sum = "one failover a year of " + recovery.text() + ", in each region " + one.sum();
            String silent = recovery.plan().isEmpty() ? "one failover a year" : one.weakest();
            boolean unknown = one.unknown() || whole.terms().stream().anyMatch(Term::isUnknown);
            double regions = isMovedByPeople(whole) ? Supply.most(supply.region()) : 1;
            double most = Supply.most(supply.front())
                    * regions
                    * Math.max(0, 1 - recovery.plan().map(Availability::share).orElse(1 - best));
            return new Reached(best, OptionalDouble.empty(), most, unknown, sum, silent, parts);
        }
        if (isMovedByPeople(whole)) {
            double plan = front.getAsDouble()
                    * region.getAsDouble()
                    * Math.max(0, 1 - share(recovery.plan().orElseThrow()));
            String sum = one.sum() + " × (1 − one failover a year of " + recovery.text()
                    + "), because people do not leave a region for a short fault";
            return new Reached(best, OptionalDouble.of(plan), plan, false, sum, one.weakest(), parts);
        }
        double both = (1 - region.getAsDouble()) * (1 - region.getAsDouble());
        double moving = share(recovery.plan().orElseThrow());
        double plan = front.getAsDouble() * Math.max(0, 1 - moving - both);
        double fronts = 1 - front.getAsDouble();
        String weakest = moving >= fronts && moving >= both
                ? "one failover a year"
                : Supply.weakest(fronts >= both ? supply.front() : supply.region())
                        .map(Supply.Part::name)
                        .orElse("one failover a year");
        List<Supply.Part> fronting = supply.front().stream()
                .filter(part -> part.share().orElse(0) < 1)
                .toList();
        String shared = fronting.isEmpty() ? "" : factors(fronting) + " × ";
        String sum = shared + "(1 − one failover a year of " + recovery.text() + " − both regions at once)";
        return new Reached(best, OptionalDouble.of(plan), plan, false, sum, weakest, parts);
    }

    /// Whether people start each move: the shorter faults of a region then count in full.
    private static boolean isMovedByPeople(RecoveryTime.Phase whole) {
        return whole.terms().stream()
                .anyMatch(term -> term.name().startsWith("people")
                        && term.span().plan().filter(time -> !time.isZero()).isPresent());
    }

    /// Whether without its primary's region nobody can decide.
    private boolean isHeld(Application application) {
        return Needed.voters(subject, application).contains(application.primary());
    }

    /// Whether some target does not fail together with the primary.
    private boolean isIndependent(Application application) {
        String metro = Objects.requireNonNull(subject.blueprint().regions().get(application.primary()))
                .metro();
        return application.failover().targets().stream()
                .anyMatch(target -> !Objects.requireNonNull(
                                subject.blueprint().regions().get(target))
                        .metro()
                        .equals(metro));
    }

    private static Duration share(double part, Duration whole) {
        return Duration.ofMillis(Math.round(part * whole.toMillis()));
    }

    /// All of the year, if it takes longer.
    private static double share(Duration recovery) {
        return Math.min(1, LOSSES_PER_YEAR * Durations.seconds(recovery) / Durations.seconds(YEAR));
    }

    private void judge(String path, String owner, double promised, Reached reached) {
        Verdict verdict = reached.verdict(promised);
        String plan = reached.plan().stream()
                .mapToObj(Availability::percent)
                .findFirst()
                .orElse("not bounded");
        promises.add(new Promise(
                path,
                owner,
                Promise.Objective.AVAILABILITY,
                Optional.empty(),
                percent(promised),
                reached.best() > 0 ? percent(reached.best()) : "not bounded",
                plan,
                Optional.empty(),
                verdict,
                reached.parts(),
                Optional.empty()));
        switch (verdict) {
            case ATTAINABLE -> {}
            case NOT_JUDGED -> findings.add(notJudged(path, owner, promised));
            case UNKNOWN -> findings.add(unknown(path, owner, promised, reached));
            case AT_RISK, UNATTAINABLE -> findings.add(finding(path, owner, promised, reached));
        }
    }

    private static Finding notJudged(String path, String owner, double promised) {
        return Finding.of(
                        Rule.NOT_JUDGED,
                        path,
                        "`" + owner + "` promises " + percent(promised)
                                + ", and the file has no service, store or entrance that it could be about",
                        "an availability is judged by the parts that a request needs",
                        "declare `services`, `data` and `traffic.entrances`")
                .about(path);
    }

    private static Finding unknown(String path, String owner, double promised, Reached reached) {
        List<String> missing = reached.parts().stream()
                .flatMap(part -> part.origins().stream())
                .filter(origin -> origin.basis() == Term.Basis.UNKNOWN)
                .map(origin -> origin.name().replaceFirst(" unknown$", ""))
                .distinct()
                .toList();
        List<String> declare = reached.parts().stream()
                .flatMap(part -> part.origins().stream())
                .filter(origin -> origin.basis() == Term.Basis.UNKNOWN)
                .map(origin -> origin.name().replaceFirst(" unknown$", "") + ": " + origin.source())
                .distinct()
                .limit(MOST_NAMED)
                .toList();
        String named = String.join(", ", missing.subList(0, Math.min(MOST_NAMED, missing.size())))
                + (missing.size() > MOST_NAMED ? " and " + (missing.size() - MOST_NAMED) + " more" : "");
        return Finding.of(
                        Rule.FIGURE_UNKNOWN,
                        path,
                        "`" + owner + "` promises " + percent(promised) + ", and nothing is known of: " + named,
                        "no figure is taken from another provider or made up, so the promise is neither confirmed nor"
                                + " refuted",
                        String.join("; ", declare))
                .about(path)
                .with(new Finding.Arithmetic(
                        reached.sum() + " = not bounded, and " + percent(promised) + " is promised",
                        reached.weakest(),
                        List.of()));
    }

    private static Finding finding(String path, String owner, double promised, Reached reached) {
        boolean best = reached.verdict(promised) == Verdict.UNATTAINABLE;
        OptionalDouble figure = best ? OptionalDouble.of(reached.best()) : reached.planned();
        String atMost = !best && reached.plan().isEmpty() && figure.isPresent() ? "at most " : "";
        String side =
                figure.stream().mapToObj(Availability::percent).findFirst().orElse("not bounded");
        boolean never = best && reached.best() <= 0;
        String because = never
                ? "nothing brings it back from the loss of a region, so nothing bounds that outage"
                : best
                        ? "one failover a year leaves " + side
                        : figure.isPresent()
                                ? "what suppliers owe comes to " + atMost + side
                                : "nothing bounds `" + reached.weakest() + "`";
        String why = never
                ? percent(promised) + " leaves " + downtime(promised) + " a year"
                : figure.isPresent()
                        ? percent(promised) + " leaves " + downtime(promised) + " a year, " + side + " takes "
                                + downtime(figure.getAsDouble())
                        : "a part that states no figure can take any time";
        return Finding.of(
                        best ? Rule.AVAILABILITY_UNATTAINABLE : Rule.AVAILABILITY_AT_RISK,
                        path,
                        "`" + owner + "` is promised " + percent(promised) + ", and " + because,
                        why,
                        fix(reached, best, side))
                .about(path)
                .with(new Finding.Arithmetic(
                        (best && !never ? "one failover a year" : reached.sum()) + " = "
                                + (never ? "not bounded" : atMost + side) + " < " + percent(promised),
                        reached.weakest(),
                        List.of()));
    }

    private static String fix(Reached reached, boolean best, String plan) {
        if (best) {
            return reached.best() > 0
                    ? "a quicker recovery, or a promise of " + percent(reached.best())
                    : "something that brings it back at all: see the findings about its stores";
        }
        return reached.planned().isPresent()
                ? "a supplier who owes more in place of `" + reached.weakest()
                        + "`, two of them side by side, or a promise of " + plan
                : "a bound for `" + reached.weakest() + "`: its SLA, or what the findings about recovery ask for";
    }

    /// What the promise leaves in the time over which it is measured, against the promise of a move.
    private void budget(Application application, Topology.Objectives said, double promised, String path) {
        Topology.Cadence measured = said.measured().orElse(Topology.Cadence.MONTHLY);
        Duration term = term(measured);
        Duration budget = Duration.ofSeconds(Math.round((1 - promised) * term.toSeconds()));
        application
                .objectives()
                .rto()
                .filter(rto -> rto.compareTo(budget) > 0)
                .ifPresent(rto -> findings.add(Finding.of(
                                Rule.BUDGET_SMALLER_THAN_A_FAILOVER,
                                path + ".availability",
                                "one failover of " + Durations.text(rto) + " uses up more than the "
                                        + Durations.text(budget) + " that " + percent(promised) + " leaves in "
                                        + text(measured),
                                "(1 − " + percent(promised) + ") × " + factor(measured) + " = " + Durations.text(budget)
                                        + " < rto " + Durations.text(rto),
                                "`rto: " + Durations.text(budget) + "`, or "
                                        + percent(Math.max(0, 1 - rto.toSeconds() / (double) term.toSeconds()))
                                        + (measured == Topology.Cadence.YEARLY
                                                        || rto.compareTo(share(1 - promised, YEAR)) > 0
                                                ? ""
                                                : ", or `measured: yearly`, if that is what is meant"))
                        .about(path + ".rto")
                        .with(new Finding.Arithmetic(
                                "rto " + Durations.text(rto) + " > (1 − " + percent(promised) + ") × "
                                        + factor(measured) + " = " + Durations.text(budget),
                                "rto",
                                List.of()))));
    }

    private static Duration term(Topology.Cadence measured) {
        return switch (measured) {
            case DAILY -> Duration.ofDays(1);
            case WEEKLY -> Duration.ofDays(7);
            case MONTHLY -> MONTH;
            case QUARTERLY -> YEAR.dividedBy(4);
            case YEARLY -> YEAR;
        };
    }

    private static String text(Topology.Cadence measured) {
        return switch (measured) {
            case DAILY -> "a day";
            case WEEKLY -> "a week";
            case MONTHLY -> "30 days";
            case QUARTERLY -> "a quarter";
            case YEARLY -> "a year";
        };
    }

    private static String factor(Topology.Cadence measured) {
        return switch (measured) {
            case DAILY -> "24 h";
            case WEEKLY -> "7 d";
            case MONTHLY -> "30 d";
            case QUARTERLY -> "2,191.5 h";
            case YEARLY -> "8,766 h";
        };
    }

    /// Time without service in a year.
    static String downtime(double share) {
        return Durations.text(Duration.ofSeconds(Math.round((1 - share) * YEAR.toSeconds())));
    }

    /// With as many nines as it has, at most four decimals, rounded down: nothing is promised by rounding.
    static String percent(double share) {
        BigDecimal value = BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(6, RoundingMode.HALF_EVEN)
                .setScale(4, RoundingMode.DOWN);
        return value.stripTrailingZeros().toPlainString() + "%";
    }
}
