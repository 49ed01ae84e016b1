package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.topology.Failover;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The places of declared steps among the phases of a plan. The order has no circle: the reader saw to that.
record StepPlaces(Subject subject, Application application) {
    private SequencedMap<String, Failover.Step> steps() {
        return subject.said(application).failover().steps();
    }

    /// The steps and phases that wait for a step: those that it names. Where the users go to a region in which
    /// nothing runs, they also wait for the programs after `route`.
    List<String> before(Failover.Step step) {
        boolean isFirstStart = step.before().isEmpty()
                && step.after().contains("route")
                && (StepPurpose.startsServices(step) || StepPurpose.isProgramForUsers(step))
                && subject.destination(application)
                        .filter(target -> new Capacity(subject, application).before(target) == 0)
                        .isPresent();
        return isFirstStart ? List.of("verify") : step.before();
    }

    /// The first of several orders that no step of the owner contradicts; else the usual one. The reader has seen
    /// to it that the steps fit the declared order or the usual one.
    List<String> fitting(List<List<String>> orders) {
        return orders.stream().filter(this::fit).findFirst().orElse(RecoveryTime.PHASES);
    }

    private boolean fit(List<String> phases) {
        return steps().values().stream()
                .allMatch(step -> step.builtIn() || latest(step, phases) < earliest(step, phases));
    }

    /// The first phase that cannot begin before a step has ended, directly or by way of other steps().
    int earliest(Failover.Step step, List<String> phases) {
        int first = phases.size();
        for (String name : before(step)) {
            int phase = phases.indexOf(name.replaceFirst("\\..*", ""));
            first = Math.min(first, phase >= 0 ? phase : earliest(Objects.requireNonNull(steps().get(name)), phases));
        }
        for (Failover.Step other : steps().values()) {
            if (!other.builtIn() && other.after().contains(step.name())) {
                first = Math.min(first, earliest(other, phases));
            }
        }
        return first;
    }

    /// The last phase that has to end before a step begins, directly or by way of other steps; -1 for none.
    int latest(Failover.Step step, List<String> phases) {
        int last = -1;
        for (String name : step.after()) {
            int phase = phases.indexOf(name.replaceFirst("\\..*", ""));
            last = Math.max(last, phase >= 0 ? phase : latest(Objects.requireNonNull(steps().get(name)), phases));
        }
        for (Failover.Step other : steps().values()) {
            if (!other.builtIn() && other.before().contains(step.name())) {
                last = Math.max(last, latest(other, phases));
            }
        }
        return last;
    }

    /// The steps of the owner that have to end before a step ends, in their order, and the step itself at last.
    List<Failover.Step> chain(Failover.Step last) {
        SequencedSet<Failover.Step> chain = new LinkedHashSet<>();
        for (Failover.Step other : steps().values()) {
            boolean isBefore =
                    last.after().contains(other.name()) || other.before().contains(last.name());
            if (!other.builtIn() && isBefore) {
                chain.addAll(chain(other));
            }
        }
        chain.add(last);
        return List.copyOf(chain);
    }
}
