package dev.meridian.twin;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A fault as `--fault` names it: `region-loss:us-east-1`, `blip:us-east-1:43s`,
/// `region-partition:us-east-1@15s..60s`.
///
/// @param kind what is done
/// @param region where
/// @param lasts for how long, where the kind says so or `@a..b` does
/// @param at when, after the load began; the drill's own time where it is not said
public record Fault(Kind kind, RegionName region, Optional<Duration> lasts, Optional<Duration> at) {
    /// What can be done to a region.
    public enum Kind {
        /// All links silent both ways, then its processes are killed; its users' path and its DNS server die
        /// too.
        REGION_LOSS("region-loss", false, true),
        /// `kill -9` of its processes only: peers see connections reset.
        PROCESS_LOSS("process-loss", false, true),
        /// Silent to all others, alive inside.
        REGION_PARTITION("region-partition", false, true),
        /// The agent is stopped (SIGSTOP) for a while.
        AGENT_PAUSE("agent-pause", true, true),
        /// The agent is killed; its supervisor starts it again.
        AGENT_CRASH("agent-crash", false, false),
        /// A partition that is shorter than the hold.
        BLIP("blip", true, false);

        private final String word;
        private final boolean needsDuration;
        private final boolean mustMove;

        Kind(String word, boolean needsDuration, boolean mustMove) {
            this.word = word;
            this.needsDuration = needsDuration;
            this.mustMove = mustMove;
        }

        /// As `--fault` writes it.
        public String word() {
            return word;
        }

        /// Whether the application has to leave the region when it is the primary's.
        public boolean mustMove() {
            return mustMove;
        }
    }

    /// What is wrong with a `--fault`, and what would be right.
    public record Wrong(String what, String why, String fix) {}

    /// Either a fault or what is wrong.
    public sealed interface Parsed {
        record Right(Fault fault) implements Parsed {}

        record Not(Wrong wrong) implements Parsed {}
    }

    private static final Pattern TIME = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m)");

    /// Reads `--fault`; regions are those of the file.
    public static Parsed parse(String text, Collection<RegionName> regions) {
        String[] halves = text.split("@", 2);
        List<String> words = List.of(halves[0].split(":", -1));
        Optional<Kind> kind = List.of(Kind.values()).stream()
                .filter(candidate -> candidate.word.equals(words.getFirst()))
                .findFirst();
        if (kind.isEmpty()) {
            return wrong(
                    "there is no fault `" + words.getFirst() + "`",
                    "faults are "
                            + String.join(
                                    ", ",
                                    List.of(Kind.values()).stream()
                                            .map(Kind::word)
                                            .toList()),
                    "`"
                            + Suggestion.nearest(
                                    words.getFirst(),
                                    List.of(Kind.values()).stream()
                                            .map(Kind::word)
                                            .toList())
                            + ":" + regions.iterator().next() + "`");
        }
        if (words.size() < 2
                || regions.stream().noneMatch(region -> region.text().equals(words.get(1)))) {
            String given = words.size() < 2 ? "no region" : "`" + words.get(1) + "`";
            return wrong(
                    "`" + text + "` names " + given + ", which is not a region of the file",
                    "the file's regions are "
                            + String.join(
                                    ", ", regions.stream().map(RegionName::text).toList()),
                    "`" + kind.get().word + ":"
                            + Suggestion.nearest(
                                    words.size() < 2 ? "" : words.get(1),
                                    regions.stream().map(RegionName::text).toList())
                            + "`");
        }
        return timed(text, kind.get(), new RegionName(words.get(1)), words, halves.length > 1 ? halves[1] : "");
    }

    private static Parsed timed(String text, Kind kind, RegionName region, List<String> words, String range) {
        Optional<Duration> lasts = words.size() > 2 ? duration(words.get(2)) : Optional.empty();
        if (words.size() > 3 || (words.size() == 3 && lasts.isEmpty())) {
            return wrong(
                    "`" + text + "` has something after the region that is not a time",
                    "a time is a number and a unit: 250ms, 43s, 2m",
                    "`" + kind.word + ":" + region + ":10s`");
        }
        Optional<Duration> at = Optional.empty();
        if (!range.isEmpty()) {
            String[] ends = range.split("\\.\\.", -1);
            at = duration(ends[0]);
            Optional<Duration> until = ends.length == 2 ? duration(ends[1]) : Optional.empty();
            boolean isOrdered =
                    until.isEmpty() || (at.isPresent() && until.get().compareTo(at.get()) > 0);
            if (at.isEmpty() || ends.length > 2 || (ends.length == 2 && until.isEmpty()) || !isOrdered) {
                return wrong(
                        "`@" + range + "` is not a time range",
                        "a range is a start, or a start and a later end",
                        "`" + kind.word + ":" + region + "@15s..60s`");
            }
            Optional<Duration> start = at;
            lasts = until.map(end -> end.minus(start.orElseThrow()))
                    .or(() -> words.size() > 2 ? duration(words.get(2)) : Optional.empty());
        }
        if (kind.needsDuration && lasts.isEmpty()) {
            return wrong(
                    "`" + text + "` does not say for how long",
                    "`" + kind.word + "` ends by itself",
                    "`" + kind.word + ":" + region + ":10s`");
        }
        return new Parsed.Right(new Fault(kind, region, lasts, at));
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(matcher.group(1));
        long nanos = switch (matcher.group(2)) {
            case "ms" -> (long) (value * 1e6);
            case "s" -> (long) (value * 1e9);
            default -> (long) (value * 60e9);
        };
        return nanos > 0 && value < 86_400 ? Optional.of(Duration.ofNanos(nanos)) : Optional.empty();
    }

    private static Parsed wrong(String what, String why, String fix) {
        return new Parsed.Not(new Wrong(what, why, fix));
    }

    /// What the file's own figures have against this fault: a blip has to be shorter than the hold, else it is
    /// a partition.
    public Optional<Wrong> contradiction(Blueprint blueprint) {
        Optional<Duration> hold = blueprint.applications().values().stream()
                .findFirst()
                .map(application -> application.failover().hold());
        boolean isTooLong = kind == Kind.BLIP
                && hold.isPresent()
                && lasts.orElse(Duration.ZERO).compareTo(hold.get()) >= 0;
        return isTooLong
                ? Optional.of(new Wrong(
                        "a blip of " + Durations.text(lasts.orElseThrow()) + " is not shorter than failover.hold, "
                                + Durations.text(hold.orElseThrow()),
                        "a blip ends before anything moves; a longer one is a partition",
                        "`region-partition:" + region + "`, or --set failover.profile=default with its hold of 60s"))
                : Optional.empty();
    }

    /// As `--fault` writes it.
    public String text() {
        return kind.word + ":" + region
                + lasts.map(time -> ":" + Durations.text(time)).orElse("")
                + at.map(time -> "@" + Durations.text(time)).orElse("");
    }
}
