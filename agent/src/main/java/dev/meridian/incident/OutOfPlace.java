package dev.meridian.incident;

import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Stamp;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Entries that no agent of a log's places writes, though the log's chain and their own form are right. A chain
/// without a key is made right again by whoever edits a line; what the edit did still shows where the entry
/// contradicts the places, itself, or what its author said before. It proves nothing about the rest: whoever
/// forges with care stays within all of this.
///
/// What comes late or twice is not out of place: the replicated log may carry an author's words so (LOG-1). But
/// the author counted them, and read its clock, in one order.
///
/// Give it the entries in their order.
final class OutOfPlace {
    private final List<RegionName> places;
    private final Map<Start, TreeMap<Long, Said>> said = new HashMap<>();

    OutOfPlace(Policy policy) {
        places = Stream.concat(policy.members().stream(), policy.voters().stream())
                .distinct()
                .toList();
    }

    /// What is out of place.
    ///
    /// @param what  it is
    /// @param right what would be right
    record Finding(String what, String right) {}

    /// One start of an agent, with which its clock and its count may begin anew.
    private record Start(RegionName by, long incarnation) {}

    /// @param index of the entry
    private record Said(long index, Event event) {
        private String when() {
            Stamp stamp = event.stamp();
            return "entry " + index + " (sequence " + stamp.sequence() + ") at " + stamp.nanos();
        }
    }

    /// The next entry.
    ///
    /// @return what is out of place in it, if anything is
    Optional<Finding> in(long index, Event event) {
        return place("its author is `" + event.stamp().by() + "`", event.stamp().by())
                .or(() -> time(event))
                .or(() -> seen(index, event.stamp()))
                .or(() -> sights(event))
                .or(() -> clock(event))
                .or(() -> order(new Said(index, event)));
    }

    private Optional<Finding> place(String where, RegionName name) {
        return places.contains(name)
                ? Optional.empty()
                : Optional.of(new Finding(
                        where + ", which is no place of this log",
                        "its places are "
                                + places.stream().map(RegionName::text).collect(Collectors.joining(", "))));
    }

    /// A time that has passed.
    private record Span(String name, Duration length) {}

    private static Optional<Finding> time(Event event) {
        List<Span> spans = new ArrayList<>();
        switch (event) {
            case Event.Observed it -> {
                spans.add(new Span("renewalAge", it.renewalAge()));
                spans.add(new Span("grantAge", it.grantAge()));
                spans.add(new Span("serverFor", it.serverFor()));
                it.sights().forEach(sight -> spans.add(new Span("stableFor", sight.stableFor())));
            }
            case Event.Renewed it ->
                it.fenceMeasured().ifPresent(nanos -> spans.add(new Span("fenceMeasured", Duration.ofNanos(nanos))));
            case Event.Claimed it ->
                it.fenceMeasured().ifPresent(nanos -> spans.add(new Span("fenceMeasured", Duration.ofNanos(nanos))));
            case Event.Promised _, Event.Yielded _, Event.Ordered _, Event.Fulfilled _, Event.Failed _ -> {}
        }
        return spans.stream()
                .filter(span -> span.length().isNegative())
                .findFirst()
                .map(span -> new Finding(
                        "its `" + span.name() + "` is less than nothing: " + span.length(),
                        "a time that has passed is 0 or more"));
    }

    private static Optional<Finding> seen(long index, Stamp stamp) {
        return stamp.seen() >= 0 && stamp.seen() < index
                ? Optional.empty()
                : Optional.of(new Finding(
                        "its author had seen entry " + stamp.seen() + " when it proposed this one, number " + index,
                        "what was seen before an entry has a lower number"));
    }

    private Optional<Finding> sights(Event event) {
        return event instanceof Event.Observed observed
                ? observed.sights().stream()
                        .flatMap(
                                sight -> place("it looks at `" + sight.subject() + "`", sight.subject())
                                        .or(() -> verdict(sight))
                                        .stream())
                        .findFirst()
                : Optional.empty();
    }

    /// A simulated vantage tells no words of its probes: then any verdict may be right.
    private static Optional<Finding> verdict(Sight sight) {
        int probes = sight.probes().size();
        int good = (int) sight.probes().stream().filter(Sight.ProbeWord::good).count();
        List<Sight.Verdict> possible = Sight.Verdict.possible(good, probes);
        return probes == 0 || possible.contains(sight.verdict())
                ? Optional.empty()
                : Optional.of(new Finding(
                        "it finds " + sight.subject() + " " + sight.verdict() + ", and " + good + " of its " + probes
                                + " probes answer",
                        "with these it would be "
                                + possible.stream().map(Enum::name).collect(Collectors.joining(" or "))));
    }

    /// A clock is named by the start of the agent since which it has gone on: one of those that there were. What
    /// an agent has seen happen by it has happened.
    private static Optional<Finding> clock(Event event) {
        if (!(event instanceof Event.Renewed renewed)) {
            return Optional.empty();
        }
        Stamp stamp = renewed.stamp();
        if (renewed.dated() < 1 || renewed.dated() > stamp.incarnation()) {
            return Optional.of(new Finding(
                    "its `clock` is of start " + renewed.dated() + ", and this is start " + stamp.incarnation(),
                    "a clock goes on since this start of the agent or an earlier one, from 1 on"));
        }
        long down = renewed.downSince().orElse(stamp.nanos());
        return down <= stamp.nanos()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "its database is down since " + down + ", and it is said at " + stamp.nanos(),
                        "what is seen has happened before, on the same clock"));
    }

    private Optional<Finding> order(Said next) {
        Stamp stamp = next.event().stamp();
        TreeMap<Long, Said> all =
                said.computeIfAbsent(new Start(stamp.by(), stamp.incarnation()), _ -> new TreeMap<>());
        Said same = all.putIfAbsent(stamp.sequence(), next);
        if (same != null) {
            return same.event().equals(next.event())
                    ? Optional.empty()
                    : Optional.of(new Finding(
                            "it says something else than entry " + same.index() + ", and both are what " + stamp.by()
                                    + " said as number " + stamp.sequence() + " of one start",
                            "an entry that comes a second time is the same"));
        }
        Map.Entry<Long, Said> before = all.lowerEntry(stamp.sequence());
        Map.Entry<Long, Said> after = all.higherEntry(stamp.sequence());
        return before != null && before.getValue().event().stamp().nanos() > stamp.nanos()
                ? Optional.of(back(before.getValue(), next))
                : after != null
                                && stamp.nanos()
                                        > after.getValue().event().stamp().nanos()
                        ? Optional.of(back(next, after.getValue()))
                        : Optional.empty();
    }

    private static Finding back(Said earlier, Said later) {
        return new Finding(
                "the clock of " + later.event().stamp().by() + " goes back: " + earlier.when() + ", then "
                        + later.when(),
                "within one start of an agent, what has a higher sequence is said at no earlier instant of its clock");
    }
}
