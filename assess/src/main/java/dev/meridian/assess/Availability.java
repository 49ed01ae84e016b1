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
    /// Losses of a region per year to plan with: a convention, since nobody publishes a rate (Meridian, 2026-11).
    private static final double LOSSES_PER_YEAR = 1;

    static final Duration YEAR = Duration.ofHours(8_766);

    private final Subject subject;
    private final List<Promise> promises = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

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
            AvailabilityFindings.budget(application, said, promised, path).ifPresent(findings::add);
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

    /// Whether a claim is about the whole application and differs from its objectives.
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
                judge(
                        path + "@" + region,
                        application.name() + " in " + region,
                        own.getAsDouble(),
                        ReachedAvailability.alone(supply));
            }
        }
        if (everywhere.isPresent()) {
            judge(
                    path,
                    application.name() + " in each region",
                    everywhere.getAsDouble(),
                    ReachedAvailability.alone(supply));
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
                    ReachedAvailability.series(part));
        }
    }

    private ReachedAvailability whole(Application application, Supply supply) {
        List<Supply.Part> needed = Needed.parts(subject, application);
        ReachedAvailability one = ReachedAvailability.alone(supply.with(needed));
        boolean stays = !isIndependent(application) || !needed.isEmpty() || isHeld(application);
        if (stays || one.parts().isEmpty()) {
            return one;
        }
        RecoveryTime.Phase whole = Recovery.whole(subject, application);
        Span recovery = whole.span();
        double best = recovery.best().map(time -> 1 - share(time)).orElse(0.0);
        List<Promise.Part> parts = new ArrayList<>(one.parts());
        parts.add(new Promise.Part(
                "one failover a year",
                recovery.best().isPresent() ? percent(best) : "not bounded",
                recovery.plan().map(time -> percent(1 - share(time))).orElse("not bounded"),
                "F × RTO / 8,766 h with F = 1: a convention",
                Optional.empty(),
                whole.terms().stream().map(Promise.Origin::of).toList()));
        boolean known = Supply.product(supply.front()).isPresent()
                && Supply.product(supply.region()).isPresent()
                && recovery.plan().isPresent();
        if (!known) {
            return notKnown(supply, one, whole, parts);
        }
        return isMovedByPeople(whole) ? byPeople(supply, one, recovery, parts) : moving(supply, recovery, parts);
    }

    /// An availability of which a part states nothing.
    private static ReachedAvailability notKnown(
            Supply supply, ReachedAvailability one, RecoveryTime.Phase whole, List<Promise.Part> parts) {
        Span recovery = whole.span();
        double best = recovery.best().map(time -> 1 - share(time)).orElse(0.0);
        String sum = "one failover a year of " + recovery.text() + ", in each region " + one.sum();
        String silent = recovery.plan().isEmpty() ? "one failover a year" : one.weakest();
        boolean unknown = one.unknown() || whole.terms().stream().anyMatch(Term::isUnknown);
        double regions = isMovedByPeople(whole) ? Supply.most(supply.region()) : 1;
        double most = Supply.most(supply.front())
                * regions
                * Math.max(0, 1 - recovery.plan().map(Availability::share).orElse(1 - best));
        return new ReachedAvailability(best, OptionalDouble.empty(), most, unknown, sum, silent, parts);
    }

    /// People do not leave a region for a short fault, so its SLA counts in full.
    private static ReachedAvailability byPeople(
            Supply supply, ReachedAvailability one, Span recovery, List<Promise.Part> parts) {
        double plan = Supply.most(supply.front())
                * Supply.most(supply.region())
                * Math.max(0, 1 - share(recovery.plan().orElseThrow()));
        String sum = one.sum() + " × (1 − one failover a year of " + recovery.text()
                + "), because people do not leave a region for a short fault";
        double best = recovery.best().map(time -> 1 - share(time)).orElse(0.0);
        return new ReachedAvailability(best, OptionalDouble.of(plan), plan, false, sum, one.weakest(), parts);
    }

    /// An application that leaves a region by itself.
    private static ReachedAvailability moving(Supply supply, Span recovery, List<Promise.Part> parts) {
        double best = recovery.best().map(time -> 1 - share(time)).orElse(0.0);
        double front = Supply.most(supply.front());
        double region = Supply.most(supply.region());
        double both = (1 - region) * (1 - region);
        double moving = share(recovery.plan().orElseThrow());
        double plan = front * Math.max(0, 1 - moving - both);
        double fronts = 1 - front;
        String weakest = moving >= fronts && moving >= both
                ? "one failover a year"
                : Supply.weakest(fronts >= both ? supply.front() : supply.region())
                        .map(Supply.Part::name)
                        .orElse("one failover a year");
        List<Supply.Part> fronting = supply.front().stream()
                .filter(part -> part.share().orElse(0) < 1)
                .toList();
        String shared = fronting.isEmpty() ? "" : ReachedAvailability.factors(fronting) + " × ";
        String sum = shared + "(1 − one failover a year of " + recovery.text() + " − both regions at once)";
        return new ReachedAvailability(best, OptionalDouble.of(plan), plan, false, sum, weakest, parts);
    }

    /// Whether people start each move. A fault that is shorter than their move counts in full.
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

    /// All of the year, if it takes longer.
    private static double share(Duration recovery) {
        return Math.min(1, LOSSES_PER_YEAR * Durations.seconds(recovery) / Durations.seconds(YEAR));
    }

    private void judge(String path, String owner, double promised, ReachedAvailability reached) {
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
            case NOT_JUDGED -> findings.add(AvailabilityFindings.notJudged(path, owner, promised));
            case UNKNOWN -> findings.add(AvailabilityFindings.unknown(path, owner, promised, reached));
            case AT_RISK, UNATTAINABLE -> findings.add(AvailabilityFindings.of(path, owner, promised, reached));
        }
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
