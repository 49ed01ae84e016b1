package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Events;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// The time of a store's way back that drills of this store alone have measured. It stands in place of a time that
/// is not known otherwise; a declared or published one stays. The longest of the newest drills counts. It is no
/// least time: a drill contains the time until it was noticed.
final class MeasuredReturn {
    private MeasuredReturn() {}

    static Comeback of(Subject subject, Store store, Promise.Disruption disruption, Comeback back) {
        if (!back.recovery().isUnknown()) {
            return back;
        }
        return DrillRules.newest(subject).stream()
                .filter(drill -> drill.rto().isPresent()
                        && drill.of().size() == 1
                        && drill.of().contains(store.name())
                        && drill.disruption().name().equals(disruption.name())
                        && drill.application().map(store.application()::equals).orElse(true)
                        && drill.passed().orElse(true))
                .max(Comparator.comparing(drill -> drill.rto().orElseThrow()))
                .map(drill -> new Comeback(back.way(), measured(drill), back.loss(), back.starts()))
                .orElse(back);
    }

    private static Term measured(Events.Drill drill) {
        Duration took = drill.rto().orElseThrow();
        String path = "drills." + drill.name();
        return new Term(
                "drill `" + drill.name() + "`",
                Span.of(Duration.ZERO, took),
                Term.Basis.MEASURED,
                "measured, `" + path + "`"
                        + drill.date().map(day -> " of " + day).orElse(" without a date"),
                Optional.of(path + ".rto"));
    }
}
