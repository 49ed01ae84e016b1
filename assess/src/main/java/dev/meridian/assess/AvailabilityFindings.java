package dev.meridian.assess;

import dev.meridian.bounds.Term;
import dev.meridian.topology.Topology;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The findings about promises of availability that do not hold, with their sentences.
final class AvailabilityFindings {
    /// The most missing figures that one line names.
    private static final int MOST_NAMED = 4;

    private AvailabilityFindings() {}

    static Finding notJudged(String path, String owner, double promised) {
        return Finding.of(
                        Rule.NOT_JUDGED,
                        path,
                        "`" + owner + "` promises " + Availability.percent(promised)
                                + ", and the file has no service, store or entrance that it could be about",
                        "an availability is judged by the parts that a request needs",
                        "declare `services`, `data` and `traffic.entrances`")
                .about(path);
    }

    static Finding unknown(String path, String owner, double promised, Availability.Tried tried) {
        ReachedAvailability reached = tried.asItIs();
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
        String named = Listed.first(missing);
        boolean ends = tried.endless().isEmpty();
        String unbounded = "nothing brings it back from the loss of a region, so nothing bounds that outage";
        return Finding.of(
                        Rule.FIGURE_UNKNOWN,
                        path,
                        "`" + owner + "` promises " + Availability.percent(promised)
                                + (ends ? "" : ", and " + unbounded)
                                + (missing.isEmpty()
                                        ? ""
                                        : (ends ? ", and " : "; besides, ") + "nothing is known of: " + named),
                        ends
                                ? "no figure is taken from another provider or made up, so the promise is neither"
                                        + " confirmed nor refuted"
                                : "the outage lasts until the region returns, and nobody publishes how often and how"
                                        + " long a region is lost, so the promise is neither confirmed nor refuted",
                        Stream.concat(tried.endless().stream(), declare.stream())
                                .collect(Collectors.joining("; ")))
                .about(path)
                .with(new Finding.Arithmetic(
                        reached.sum() + " = not bounded, and " + Availability.percent(promised) + " is promised",
                        reached.weakest(),
                        List.of()));
    }

    static Finding of(String path, String owner, double promised, Availability.Tried tried) {
        ReachedAvailability reached = tried.asItIs();
        return reached.verdict(promised) == Verdict.UNATTAINABLE
                ? unattainable(path, owner, promised, tried)
                : atRisk(path, owner, promised, tried);
    }

    private static Finding unattainable(String path, String owner, double promised, Availability.Tried tried) {
        ReachedAvailability reached = tried.asItIs();
        boolean ends = tried.endless().isEmpty();
        String side = Availability.percent(reached.best());
        String leaves = Availability.percent(promised) + " leaves " + Availability.downtime(promised) + " a year";
        return Finding.of(
                        Rule.AVAILABILITY_UNATTAINABLE,
                        path,
                        "`" + owner + "` is promised " + Availability.percent(promised)
                                + (ends
                                        ? ", and one failover a year leaves " + side + " even at best"
                                        : ", and nothing brings it back from the loss of a region before that returns"),
                        ends
                                ? leaves + ", " + side + " takes " + Availability.downtime(reached.best())
                                : leaves + ", and outages of a region took hours: " + side
                                        + " is what one of an hour leaves",
                        ends
                                ? AvailabilityFixes.quicker(promised, tried)
                                : String.join("; ", tried.endless()) + rest(promised, tried))
                .about(path)
                .with(new Finding.Arithmetic(
                        (ends ? "1 − one failover a year at best = " + side : reached.sum() + " = at best " + side)
                                + " < " + Availability.percent(promised),
                        reached.weakest(),
                        List.of()));
    }

    /// What stays below the promise however quick each part comes back.
    private static String rest(double promised, Availability.Tried tried) {
        return tried.atOnce()
                .map(atOnce -> atOnce.apply(tried.supply()))
                .filter(quick -> quick.most() < promised)
                .map(quick -> "; that is not all: what suppliers owe comes to at most "
                        + Availability.percent(quick.most()) + " even then")
                .orElse("");
    }

    /// The change that lets each part come back which never does: an outage without end is not in the figure.
    private static String brought(Availability.Tried tried) {
        return tried.endless().isEmpty()
                ? ""
                : "; besides, nothing bounds the outage of a lost region: " + String.join("; ", tried.endless());
    }

    private static Finding atRisk(String path, String owner, double promised, Availability.Tried tried) {
        ReachedAvailability reached = tried.asItIs();
        OptionalDouble figure = reached.planned(promised);
        String atMost = reached.plan().isEmpty() && figure.isPresent() ? "at most " : "";
        String side =
                figure.stream().mapToObj(Availability::percent).findFirst().orElse("not bounded");
        return Finding.of(
                        Rule.AVAILABILITY_AT_RISK,
                        path,
                        "`" + owner + "` is promised " + Availability.percent(promised) + ", and "
                                + (figure.isPresent()
                                        ? "what suppliers owe comes to " + atMost + side
                                        : "nothing bounds `" + reached.weakest() + "`"),
                        figure.isPresent()
                                ? Availability.percent(promised) + " leaves " + Availability.downtime(promised)
                                        + " a year, " + side + " takes "
                                        + Availability.downtime(figure.getAsDouble())
                                        + (atMost.isEmpty() ? "" : ", and an unknown factor can only add to it")
                                : "a part that states no figure can take any time",
                        AvailabilityFixes.of(promised, tried) + brought(tried))
                .about(path)
                .with(new Finding.Arithmetic(
                        reached.sum() + " = " + atMost + side + " < " + Availability.percent(promised),
                        reached.weakest(),
                        List.of()));
    }

    /// A promised time to recover from the loss of a region.
    ///
    /// @param path where the file says it
    record PromisedRecovery(Duration rto, String path) {
        static Optional<PromisedRecovery> of(Topology.Objectives said, Optional<Duration> general, String path) {
            return Optional.ofNullable(said.disruptions().get(Topology.Disruption.REGION))
                    .flatMap(Topology.Bounds::rto)
                    .map(rto -> new PromisedRecovery(rto, path + ".disruptions.region.rto"))
                    .or(() -> general.map(rto -> new PromisedRecovery(rto, path + ".rto")));
        }
    }

    /// Compares the downtime that the promise of availability allows in its period with the promised RTO.
    ///
    /// @param path of the objectives that promise the availability
    /// @param recovery the promised time, of the same objectives or of the application
    /// @param isReached whether the plan of the application recovers from a lost region within a time
    static Optional<Finding> budget(
            Topology.Objectives said, String path, Optional<PromisedRecovery> recovery, Predicate<Duration> isReached) {
        double promised = said.overall().availability().orElseThrow();
        Topology.Cadence measured = said.measured().orElse(Topology.Cadence.MONTHLY);
        Duration term = term(measured);
        Duration budget = Duration.ofSeconds(Math.round((1 - promised) * term.toSeconds()));
        String of = recovery.map(PromisedRecovery::path).orElse("");
        return recovery.map(PromisedRecovery::rto)
                .filter(rto -> rto.compareTo(budget) > 0)
                .map(rto -> Finding.of(
                                Rule.BUDGET_SMALLER_THAN_A_FAILOVER,
                                path + ".availability",
                                "one failover of " + Durations.text(rto) + " uses up more than the "
                                        + Durations.text(budget) + " that " + Availability.percent(promised)
                                        + " leaves in "
                                        + text(measured),
                                "(1 − " + Availability.percent(promised) + ") × " + factor(measured) + " = "
                                        + Durations.text(budget) + " < rto " + Durations.text(rto),
                                (isReached.test(budget)
                                                ? "`rto: " + Durations.text(budget) + "`, or "
                                                : "an availability of ")
                                        + Availability.percent(
                                                Math.max(0, 1 - rto.toSeconds() / (double) term.toSeconds()))
                                        + (measured == Topology.Cadence.YEARLY
                                                        || rto.compareTo(share(1 - promised, Availability.YEAR)) > 0
                                                ? ""
                                                : ", or `measured: yearly`, if that is what is meant"))
                        .about(of)
                        .with(new Finding.Arithmetic(
                                "rto " + Durations.text(rto) + " > (1 − " + Availability.percent(promised) + ") × "
                                        + factor(measured) + " = " + Durations.text(budget),
                                "rto",
                                List.of())));
    }

    private static Duration share(double part, Duration whole) {
        return Duration.ofMillis(Math.round(part * whole.toMillis()));
    }

    /// The period over which an availability is measured.
    static Duration term(Topology.Cadence measured) {
        return switch (measured) {
            case DAILY -> Duration.ofDays(1);
            case WEEKLY -> Duration.ofDays(7);
            case MONTHLY -> Duration.ofDays(30);
            case QUARTERLY -> Availability.YEAR.dividedBy(4);
            case YEARLY -> Availability.YEAR;
        };
    }

    /// The same in words.
    static String text(Topology.Cadence measured) {
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
}
