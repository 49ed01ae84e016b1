package dev.meridian.twin;

import dev.meridian.agent.Agent;
import dev.meridian.engine.Rule;
import dev.meridian.evidence.DrillRun.Moment;
import dev.meridian.evidence.DrillRun.Sighting;
import dev.meridian.evidence.EventLog;
import dev.meridian.evidence.FaultFacts;
import dev.meridian.evidence.LogEntry;
import dev.meridian.evidence.Phase;
import dev.meridian.evidence.Reason;
import dev.meridian.incident.Telling;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What the agents' event logs tell of one fault. All agents write the same lines as far as they got, and one that
/// was away may have got a later state instead of some of them; what they have together is read. Instants are
/// those of the entries' stamps, which on one machine share a clock.
final class Chronicle {
    private final List<LogEntry> entries;
    private final long faultAt;

    private Chronicle(List<LogEntry> entries, long faultAt) {
        this.entries = entries;
        this.faultAt = faultAt;
    }

    /// Reads the logs of all regions.
    ///
    /// @throws IOException if one cannot be read
    /// @throws Contradiction if two of them say different things of one entry
    static Chronicle read(Twin twin, long faultAt) throws IOException {
        SequencedMap<RegionName, Path> logs = new LinkedHashMap<>();
        twin.places().order().forEach(region -> logs.put(region, Agent.eventLog(twin.directoryOf(region))));
        return new Chronicle(merged(logs), faultAt);
    }

    /// What several agents have written down together.
    ///
    /// @param logs of each; one that has none yet has written nothing
    /// @throws DamagedLog if somebody has touched one
    /// @throws IOException if one cannot be read
    /// @throws Contradiction if two of them say different things of one entry
    static List<LogEntry> merged(SequencedMap<RegionName, Path> logs) throws IOException {
        SortedMap<Long, LogEntry> all = new TreeMap<>();
        for (Map.Entry<RegionName, Path> log : logs.entrySet()) {
            if (!Files.exists(log.getValue())) {
                continue;
            }
            switch (EventLog.read(log.getValue())) {
                case EventLog.Entries found -> add(found.entries(), log.getKey(), all);
                case EventLog.Damaged damaged -> throw new DamagedLog(log.getValue(), damaged.line(), damaged.what());
            }
        }
        return List.copyOf(all.values());
    }

    /// Two agents have decided differently on the same log: a defect of ours, and the worst one there is.
    static final class Contradiction extends RuntimeException {
        private static final long serialVersionUID = 1;

        Contradiction(RegionName region, long index) {
            super("the log of " + region + " has another entry " + index + " than the others");
        }
    }

    private static void add(List<LogEntry> entries, RegionName region, SortedMap<Long, LogEntry> all) {
        for (LogEntry entry : entries) {
            LogEntry same = all.putIfAbsent(entry.index(), entry);
            if (same != null && !same.equals(entry)) {
                throw new Contradiction(region, entry.index());
            }
        }
    }

    long faultAt() {
        return faultAt;
    }

    List<LogEntry> entries() {
        return entries;
    }

    /// When a rule fired first after the fault.
    OptionalLong first(String rule) {
        return find(rule, reason -> true);
    }

    /// How often a rule fired after the fault.
    long count(String rule) {
        return entries.stream()
                .filter(entry -> entry.nanos() >= faultAt)
                .flatMap(entry -> entry.reasons().stream())
                .filter(reason -> reason.rule().equals(rule))
                .count();
    }

    /// Whether users of some region were sent elsewhere after the fault.
    boolean isRerouted() {
        return done("route").isPresent();
    }

    /// Whether an agent of the holder that was started again after the fault renewed the lease before it was over.
    ///
    /// @param valid for how long after it was sent a renewal counts
    boolean isRenewedInTime(RegionName holder, Duration valid) {
        Optional<LogEntry> last = Optional.empty();
        for (LogEntry entry : entries) {
            if (!entry.kind().equals("Renewed") || !entry.by().equals(holder.text())) {
                continue;
            }
            boolean isAnother = last.filter(
                            before -> !Sightings.incarnation(before).equals(Sightings.incarnation(entry)))
                    .isPresent();
            if (entry.nanos() >= faultAt && isAnother) {
                return entry.nanos() - last.orElseThrow().nanos() < valid.toNanos();
            }
            last = Optional.of(entry);
        }
        return false;
    }

    /// What vantages found grey of a region after an instant.
    List<Sighting> sightings(RegionName region, long from) {
        return Sightings.of(entries, region, from);
    }

    private OptionalLong find(String rule, Predicate<Reason> matches) {
        return entries.stream()
                .filter(entry -> entry.nanos() >= faultAt)
                .filter(entry -> entry.reasons().stream()
                        .anyMatch(reason -> reason.rule().equals(rule) && matches.test(reason)))
                .mapToLong(LogEntry::nanos)
                .min();
    }

    private OptionalLong done(String duty) {
        return find("DUTY-1", reason -> reason.text().startsWith(duty));
    }

    /// The one that led to the grant: an earlier recovery may have been aborted.
    private OptionalLong lastBeforeGrant(String rule) {
        OptionalLong granted = first("ROLE-2");
        return entries.stream()
                .filter(entry -> entry.nanos() >= faultAt && entry.nanos() <= granted.orElse(Long.MAX_VALUE))
                .filter(entry -> entry.reasons().stream()
                        .anyMatch(reason -> reason.rule().equals(rule)))
                .mapToLong(LogEntry::nanos)
                .max();
    }

    /// The ends of the phases that the log can tell; `route` ends where the users are. Where the role was granted
    /// to nobody, a suspicion that came to nothing is no phase.
    Map<Phase, Long> phaseEnds(OptionalLong usersArrived) {
        Map<Phase, Long> ends = new EnumMap<>(Phase.class);
        OptionalLong granted = first("ROLE-2");
        if (granted.isPresent()) {
            put(ends, Phase.DETECT, lastBeforeGrant("DETECT-1"));
            put(ends, Phase.HOLD, lastBeforeGrant("MOVE-2"));
            put(ends, Phase.FENCE, granted);
            put(ends, Phase.PROMOTE, done("promote"));
        }
        put(ends, Phase.ROUTE, usersArrived);
        return ends;
    }

    private static void put(Map<Phase, Long> ends, Phase phase, OptionalLong at) {
        at.ifPresent(instant -> ends.put(phase, instant));
    }

    /// Whether nothing was agreed any more soon after the fault: what was under way then may still have been.
    boolean isSilent() {
        return entries.stream().noneMatch(entry -> entry.nanos() > faultAt + 1_000_000_000L);
    }

    /// What the picture marks.
    List<Moment> moments(String fault, Optional<FaultFacts.Fence> fence, OptionalLong healed) {
        List<Moment> moments = new ArrayList<>();
        moments.add(new Moment(faultAt, Moment.Kind.FAULT, fault));
        mark(moments, Moment.Kind.SUSPICION, lastBeforeGrant("DETECT-1"));
        mark(moments, Moment.Kind.VERDICT, lastBeforeGrant("MOVE-2"));
        fence.ifPresent(it -> moments.add(new Moment(it.ordered(), Moment.Kind.FENCE, "")));
        mark(moments, Moment.Kind.PROMISES, lastBeforeGrant("PROMISE-1"));
        mark(moments, Moment.Kind.GRANTED, first("ROLE-2"));
        mark(moments, Moment.Kind.PROMOTED, done("promote"));
        mark(moments, Moment.Kind.ROUTED, done("route"));
        mark(moments, Moment.Kind.HEALED, healed);
        return moments;
    }

    private static void mark(List<Moment> moments, Moment.Kind kind, OptionalLong at) {
        at.ifPresent(instant -> moments.add(new Moment(instant, kind, "")));
    }

    /// Rules that held a move back after the fault, each once, the last ones last.
    List<Reason> heldBack() {
        List<Reason> held = new ArrayList<>();
        Telling telling = new Telling();
        for (LogEntry entry : entries) {
            LogEntry told = telling.of(entry);
            if (entry.nanos() < faultAt) {
                continue;
            }
            for (Reason reason : told.reasons()) {
                if (HOLDING.contains(reason.rule())) {
                    held.removeIf(earlier -> earlier.rule().equals(reason.rule()));
                    held.add(reason);
                }
            }
        }
        return held;
    }

    private static final List<String> HOLDING =
            Arrays.stream(Rule.values()).filter(Rule::holdsBack).map(Rule::id).toList();

    /// How the watchdog of a region fenced for the first time after the fault, if it did.
    static Optional<FaultFacts.Fence> fence(Twin twin, RegionName region, long faultAt) throws IOException {
        Path log = twin.directoryOf(region).resolve("watchdog.log");
        if (!Files.exists(log)) {
            return Optional.empty();
        }
        return Files.readAllLines(log).stream()
                .filter(text -> text.startsWith("fenced ") || text.startsWith("would fence "))
                .filter(text -> number(text, "deadline").orElseThrow() >= faultAt)
                .findFirst()
                .map(Chronicle::fence);
    }

    private static FaultFacts.Fence fence(String line) {
        long ordered = number(line, "deadline").orElseThrow();
        OptionalLong took = number(line, "took");
        return new FaultFacts.Fence(
                ordered, took.isPresent() ? OptionalLong.of(ordered + took.getAsLong()) : OptionalLong.empty());
    }

    private static OptionalLong number(String line, String after) {
        List<String> words = List.of(line.split(" ", -1));
        int at = words.indexOf(after);
        return at < 0 ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(words.get(at + 1)));
    }
}
