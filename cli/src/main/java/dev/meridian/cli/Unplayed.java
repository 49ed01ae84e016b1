package dev.meridian.cli;

import dev.meridian.blueprint.Misfit;
import dev.meridian.evidence.DrillReport.NotExercised;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.twin.Misfits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedCollection;

/// What a file says of an application's failover that the twin does not play: what would change a drill's figures
/// is a problem, what would not is named in the report.
final class Unplayed {
    private Unplayed() {}

    /// A step that the file adds to the plan: a drill without it would be quicker than the real thing.
    static Optional<Misfit> misfit(Topology said, String application) {
        return failover(said, application).steps().values().stream()
                .filter(step -> !step.builtIn())
                .map(Failover.Step::name)
                .findFirst()
                .map(Misfits::step);
    }

    /// What a report names as not exercised.
    static List<NotExercised> asides(Topology said, String application) {
        Failover failover = failover(said, application);
        List<NotExercised> asides = new ArrayList<>();
        if (failover.human().notice().isPresent() || failover.human().decide().isPresent()) {
            asides.add(new NotExercised(
                    "people", "nobody is asked in a drill; `failover.human` counts where a person decides"));
        }
        if (!failover.steps().isEmpty()) {
            asides.add(new NotExercised(
                    "declared times of steps",
                    "`failover.steps` has times for " + names(failover.steps().sequencedKeySet())
                            + "; here a step takes what it takes"));
        }
        provider(failover).ifPresent(asides::add);
        if (!failover.vantages().isEmpty()) {
            asides.add(new NotExercised(
                    "the file's own vantages",
                    "probes are asked by the agents in the twin's places, not from "
                            + names(failover.vantages().sequencedKeySet())));
        }
        if (!failover.after().isEmpty()) {
            asides.add(new NotExercised(
                    "applications that move before",
                    "a drill runs one application, and does not wait for " + names(failover.after())));
        }
        if (!failover.excludes().isEmpty()) {
            asides.add(new NotExercised(
                    "applications that must not move at the same time",
                    "a drill runs one application, and moves none of " + names(failover.excludes()) + " beside it"));
        }
        if (!failover.triggers().isEmpty()) {
            asides.add(new NotExercised(
                    "the file's own triggers",
                    "in the twin the agents' verdict is what moves the role, not "
                            + names(failover.triggers().sequencedKeySet())));
        }
        return asides;
    }

    private static Optional<NotExercised> provider(Failover failover) {
        return failover.control()
                .flatMap(Failover.Control::runs)
                .filter(Failover.Runs::isForeign)
                .map(runs -> {
                    String word = runs.name().toLowerCase(Locale.ROOT);
                    return new NotExercised(
                            "the " + word + "'s failover",
                            "`failover.control.runs: " + word
                                    + "`; in the twin Meridian's own control decides, with a lease and a fence");
                });
    }

    static Failover failover(Topology said, String application) {
        return Objects.requireNonNull(said.applications().get(application)).failover();
    }

    private static String names(SequencedCollection<String> names) {
        return "`" + String.join("`, `", names) + "`";
    }
}
