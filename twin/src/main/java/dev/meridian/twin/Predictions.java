package dev.meridian.twin;

import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Term;
import dev.meridian.evidence.Origin;
import dev.meridian.evidence.Phase;
import dev.meridian.evidence.Prediction;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.mechanisms.Mechanisms;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What the file's own figures say a recovery takes, before anything runs.
final class Predictions {
    /// Our own agent's habit, see `Vantage`.
    private static final Duration REPORT_EVERY = Duration.ofMillis(100);

    /// PostgreSQL 18 on this class of machine: the synchronous set put in force, promotion, and the agent's own
    /// polling (measured 2026-11: 31 ms for the promotion alone, 0.1 to 0.2 s for all of it).
    private static final Duration PROMOTION = Duration.ofMillis(250);

    private static final Mechanism REPLICA = Mechanisms.all().stream()
            .filter(mechanism -> mechanism.id().equals("rds-cross-region-replica"))
            .findFirst()
            .orElseThrow();

    private static final Prediction.CloudValue RDS = new Prediction.CloudValue(
            "local PostgreSQL 18",
            "Amazon RDS cross-region read replica",
            REPLICA.recovery().plan().orElseThrow(),
            REPLICA.source().cited());

    private Predictions() {}

    static Prediction of(Places places, Optional<Duration> loss) {
        Map<Phase, Prediction.PredictedPhase> phases = new EnumMap<>(Phase.class);
        predicted(places)
                .forEach((name, phase) -> phases.put(
                        Phase.valueOf(name.toUpperCase(Locale.ROOT)),
                        new Prediction.PredictedPhase(
                                wholeMillis(phase.duration()),
                                Origin.DERIVED,
                                phase.why(),
                                name.equals("promote") ? Optional.of(RDS) : Optional.empty())));
        return new Prediction(phases, loss);
    }

    /// As reports write it, rounded up: so that the phases add up to the whole there.
    private static Duration wholeMillis(Duration duration) {
        return Duration.ofMillis(duration.plusNanos(999_999).toMillis());
    }

    private static SequencedMap<String, RecoveryTime.Phase> predicted(Places places) {
        FailoverPolicy failover = places.application().failover();
        RegionName home = places.policy().home();
        RegionName successor = places.policy().targets().stream()
                .filter(target -> !target.equals(home))
                .findFirst()
                .orElse(home);
        List<RegionName> votersOf = places.policy().vantagesOf(home);
        List<RegionName> others = places.store().members().stream()
                .filter(member -> !member.equals(home) && !member.equals(successor))
                .toList();
        Duration nearestStandby = others.stream()
                .map(other -> places.roundTrip(successor, other))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration voters = votersOf.size() < 2 ? Duration.ZERO : places.roundTrip(votersOf.get(0), votersOf.get(1));
        RecoveryTime.Control control = new RecoveryTime.Control(
                Term.exactly("probe", failover.probes().every()),
                Term.exactly("timeout", failover.probes().timeout()),
                failover.probes().failures(),
                Term.exactly("hold", failover.hold()),
                Term.exactly("report", REPORT_EVERY),
                places.policy().silentAfter(),
                Term.exactly("people", Duration.ZERO),
                Optional.of(places.policy().lease()),
                Term.exactly("voters", voters));
        Duration farthest = others.stream()
                .map(other -> places.roundTrip(successor, other))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return RecoveryTime.predict(
                control,
                new RecoveryTime.Successor(
                        Term.exactly("promotion", PROMOTION),
                        Term.exactly("standby", places.policy().waitFor() > 0 ? nearestStandby : Duration.ZERO),
                        Term.exactly("scale", Duration.ZERO),
                        Term.exactly("TTL", places.blueprint().traffic().ttl()),
                        Term.exactly("client timeout", User.PATIENCE),
                        Term.exactly("farthest user", farthest)));
    }
}
