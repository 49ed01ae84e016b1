package dev.meridian.fidelity;

import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.LeadingOrder;
import dev.meridian.engine.Rule;
import dev.meridian.evidence.LogEntry;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Timings.Step;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the log of one drill tells of how long its steps took, in milliseconds.
///
/// An entry is stamped when it is proposed, on one clock for all agents of a twin. When it was *applied* at a
/// place follows from what that place says later: the number of the newest renewal that it has applied, and how
/// long ago it did. So the times of an entry are known at its author, at the leader, and at everybody else, and
/// what is left of the differences after the links' own delays is what a world draws:
///
/// ```
///   commit     applied at the leader − stamped − way to the leader − round trip of the majority
///   notice     applied elsewhere − applied at the leader − way from the leader
///   promise    promise stamped − opening stamped − ways − commit − notice
///   promotion  promotion stamped − grant applied at the candidate
///   route      record stamped − promotion stamped − ways − commit − notice
/// ```
///
/// Where an entry's own times are not known (nobody tells when an opening was applied), the medians of the log's
/// commit and notice stand for them: that widens the step a little and leaves its median. Nothing here is less
/// than 0: a link that was quicker than the topology says is no step.
final class StepTimes {
    /// An agent sees what it has to do this long after it knows of it, in the mean: half of its executor's look.
    private static final double LOOK = 5;

    /// Agents that have just started are slower than those that somebody relies on.
    private static final long BEFORE = 6_000_000_000L;

    private static final double NANOS = 1e6;

    private final Scene scene;
    private final List<LogEntry> lines;
    private final List<Event> events;
    private final Map<Step, List<Double>> samples = new EnumMap<>(Step.class);

    private StepTimes(Drilled drilled) {
        this.scene = drilled.scene();
        this.lines = drilled.incident().lines();
        this.events = drilled.incident().events();
    }

    /// The times that one log tells of its entries: commit and notice. None where nothing was opened.
    static Map<Step, List<Double>> ofLog(Drilled drilled) {
        StepTimes times = new StepTimes(drilled);
        times.last(Rule.MOVE_2).ifPresent(times::entries);
        return times.samples;
    }

    /// The times of what was done, where the role moved once, from a region that does not lead the log.
    ///
    /// @param commit the median of that step in milliseconds, for all logs together
    /// @param notice likewise
    static Map<Step, List<Double>> ofDuties(Drilled drilled, double commit, double notice) {
        StepTimes times = new StepTimes(drilled);
        Optional<Integer> opened = times.last(Rule.MOVE_2);
        Optional<Integer> granted = times.last(Rule.ROLE_2);
        if (drilled.hasMoved() && opened.isPresent() && granted.isPresent()) {
            times.duties(opened.get(), granted.get(), new Usual(commit, notice));
        }
        return times.samples;
    }

    /// The medians that stand for an entry's own times.
    private record Usual(double commit, double notice) {}

    private Optional<Integer> last(Rule rule) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).reasons().stream().anyMatch(reason -> reason.rule().equals(rule.id()))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    // ---- entries ----

    private void entries(int opened) {
        long since = stamped(opened) - BEFORE;
        int granted = last(Rule.ROLE_2).orElse(events.size());
        // Later another place may lead the log, and nothing in it says since when.
        long until = granted < events.size() ? stamped(granted) + LeadingOrder.SETTLED.toNanos() : Long.MAX_VALUE;
        Map<Long, Map<RegionName, Long>> applied = applied();
        applied.forEach((index, at) -> {
            int i = (int) (index - 1);
            if (stamped(i) < since || stamped(i) > until || !(events.get(i) instanceof Event.Renewed)) {
                return;
            }
            Optional<RegionName> lost = i > granted ? Optional.of(oldHolder()) : Optional.empty();
            Long atLeader = at.get(scene.leader());
            if (atLeader == null || lost.equals(Optional.of(scene.leader()))) {
                return;
            }
            RegionName by = events.get(i).stamp().by();
            add(Step.COMMIT, (atLeader - stamped(i)) / NANOS - way(by, scene.leader()) - majority(lost));
            at.forEach((place, when) -> {
                if (!place.equals(scene.leader())) {
                    add(Step.NOTICE, (when - atLeader) / NANOS - way(scene.leader(), place));
                }
            });
        });
    }

    /// When each renewal was applied at each place that spoke of it as the newest.
    private Map<Long, Map<RegionName, Long>> applied() {
        Map<Long, Map<RegionName, Long>> all = new LinkedHashMap<>();
        for (Event event : events) {
            if (event instanceof Event.Observed word && word.renewalSeen() > 0) {
                long at = word.stamp().nanos() - word.renewalAge().toNanos();
                all.computeIfAbsent(word.renewalSeen(), _ -> new LinkedHashMap<>())
                        .merge(word.stamp().by(), at, Math::min);
            }
        }
        return all;
    }

    // ---- duties ----

    private void duties(int opened, int granted, Usual usual) {
        if (oldHolder().equals(scene.leader())) {
            return;
        }
        for (int i = opened; i < granted; i++) {
            if (events.get(i) instanceof Event.Promised told) {
                add(
                        Step.PROMISE,
                        between(opened, i) - known(opened, told.stamp().by(), usual));
            }
        }
        promotion(granted).ifPresent(done -> {
            RegionName candidate = events.get(done).stamp().by();
            grantApplied(candidate, granted)
                    .ifPresent(from -> add(Step.PROMOTION, (stamped(done) - from) / NANOS - LOOK));
            for (int i = done; i < events.size(); i++) {
                if (events.get(i) instanceof Event.Fulfilled(var stamp, Duty.Route _)
                        && !stamp.by().equals(oldHolder())) {
                    add(Step.ROUTE, between(done, i) - known(done, stamp.by(), usual));
                }
            }
        });
    }

    private Optional<Integer> promotion(int granted) {
        for (int i = granted; i < events.size(); i++) {
            if (events.get(i) instanceof Event.Fulfilled(var _, Duty.Promote _)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private double between(int from, int to) {
        return (stamped(to) - stamped(from)) / NANOS;
    }

    /// From an entry's stamp to where a place begins to do what follows from it, as usual.
    private double known(int entry, RegionName place, Usual usual) {
        boolean isLeader = place.equals(scene.leader());
        return way(events.get(entry).stamp().by(), scene.leader())
                + majority(Optional.of(oldHolder()))
                + way(scene.leader(), place)
                + usual.commit()
                + (isLeader ? 0 : usual.notice())
                + LOOK;
    }

    /// When a place had applied the grant, as it says afterwards.
    private OptionalLong grantApplied(RegionName place, int granted) {
        return events.stream()
                .skip(granted)
                .filter(event -> event.stamp().by().equals(place))
                .flatMap(event -> event instanceof Event.Observed word
                        ? Optional.of(word).stream()
                        : Optional.<Event.Observed>empty().stream())
                .filter(word -> word.renewalSeen() > granted)
                .mapToLong(word -> word.stamp().nanos() - word.grantAge().toNanos())
                .findFirst();
    }

    // ---- leaves ----

    private long stamped(int i) {
        return events.get(i).stamp().nanos();
    }

    private RegionName oldHolder() {
        return scene.policy().home();
    }

    private double way(RegionName from, RegionName to) {
        return scene.oneWay(from, to).toNanos() / NANOS;
    }

    /// The round trip in which the leader hears from as many voters as it needs beside itself.
    private double majority(Optional<RegionName> lost) {
        List<Double> trips = scene.policy().voters().stream()
                .filter(voter -> !voter.equals(scene.leader()) && !lost.equals(Optional.of(voter)))
                .map(voter -> way(scene.leader(), voter) + way(voter, scene.leader()))
                .sorted()
                .toList();
        int others = scene.policy().voters().size() / 2;
        return others == 0 || trips.size() < others ? 0 : trips.get(others - 1);
    }

    private void add(Step step, double millis) {
        samples.computeIfAbsent(step, _ -> new ArrayList<>()).add(Math.max(0, millis));
    }
}
