package dev.meridian.twin;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.math.BigDecimal;
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
        REGION_LOSS("region-loss", false, false, true),
        /// `kill -9` of its processes only: peers see connections reset.
        PROCESS_LOSS("process-loss", false, false, true),
        /// Silent to all others, alive inside.
        REGION_PARTITION("region-partition", true, false, true),
        /// The agent is stopped (SIGSTOP) for a while.
        AGENT_PAUSE("agent-pause", true, true, true),
        /// The agent is killed; its supervisor starts it again.
        AGENT_CRASH("agent-crash", false, false, false),
        /// A partition that is shorter than the hold.
        BLIP("blip", true, true, false);

        private final String word;
        private final boolean ends;
        private final boolean needsDuration;
        private final boolean mustMove;

        Kind(String word, boolean ends, boolean needsDuration, boolean mustMove) {
            this.word = word;
            this.ends = ends;
            this.needsDuration = needsDuration;
            this.mustMove = mustMove;
        }

        /// As `--fault` writes it.
        public String word() {
            return word;
        }

        /// A fault of this kind that could be meant.
        private String example(String region) {
            return word + ":" + region + (needsDuration ? ":10s" : "");
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

    private static final Pattern TIME = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|s|m)");
    private static final String TIME_IS =
            "a time is a number and a unit, more than 0 and at most a day: 250ms, 43s, 2m";
    private static final Duration LONGEST = Duration.ofDays(1);

    /// How long users are served before a fault that does not say when it comes.
    private static final Duration BEFORE = Duration.ofSeconds(20);

    /// Reads `--fault` for what the twin runs of a file: the place has to be one of its regions, and something
    /// of the application has to run there.
    public static Parsed parse(String text, Places places) {
        Blueprint blueprint = places.blueprint();
        String place = (text.split("@", 2)[0] + "::").split(":", -1)[1];
        if (blueprint.witness().filter(witness -> witness.text().equals(place)).isPresent()) {
            return wrong(
                    "`" + text + "` names `" + place + "`, which is the witness",
                    "a witness votes and serves nobody, so users would see nothing; a drill judges what they see",
                    "a fault of a region with users: "
                            + String.join(
                                    ", ",
                                    places.store().members().stream()
                                            .map(RegionName::text)
                                            .toList()));
        }
        Parsed parsed = parse(text, blueprint.regions().keySet());
        if (parsed instanceof Parsed.Right(Fault fault) && !places.numbers().containsKey(fault.region())) {
            return wrong(
                    "`" + text + "` names `" + fault.region() + "`, where nothing of this drill runs",
                    "the twin runs the regions that hold `" + places.store().name() + "` or vote on its failover: "
                            + String.join(
                                    ", ",
                                    places.numbers().keySet().stream()
                                            .map(RegionName::text)
                                            .toList()),
                    "`"
                            + fault.kind()
                                    .example(places.store().members().getFirst().text()) + "`");
        }
        return parsed;
    }

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
                            + nearest(words.getFirst())
                                    .example(regions.iterator().next().text()) + "`");
        }
        if (words.size() < 2
                || regions.stream().noneMatch(region -> region.text().equals(words.get(1)))) {
            boolean isNamed = words.size() > 1 && !words.get(1).isEmpty();
            return wrong(
                    "`" + text + "` names "
                            + (isNamed ? "`" + words.get(1) + "`, which is not a region of the file" : "no region"),
                    "the file's regions are "
                            + String.join(
                                    ", ", regions.stream().map(RegionName::text).toList()),
                    "`"
                            + kind.get()
                                    .example(Suggestion.nearest(
                                            words.size() < 2 ? "" : words.get(1),
                                            regions.stream()
                                                    .map(RegionName::text)
                                                    .toList()))
                            + "`");
        }
        return timed(text, kind.get(), new RegionName(words.get(1)), words.subList(2, words.size()), halves);
    }

    private static Kind nearest(String word) {
        List<Kind> kinds = List.of(Kind.values());
        String near = Suggestion.nearest(word, kinds.stream().map(Kind::word).toList());
        return kinds.stream().filter(kind -> kind.word.equals(near)).findFirst().orElseThrow();
    }

    /// @param times what follows the region, each behind a colon
    /// @param halves the text before `@`, and the one behind it if there is one
    private static Parsed timed(String text, Kind kind, RegionName region, List<String> times, String[] halves) {
        Optional<Duration> lasts = times.isEmpty() ? Optional.empty() : duration(times.getFirst());
        if (times.size() > 1 || (times.size() == 1 && lasts.isEmpty())) {
            return wrong(
                    "`" + text + "` has `" + String.join(":", times) + "` after the region, which is not a time",
                    TIME_IS,
                    "`" + (kind.ends ? kind.word + ":" + region + ":10s" : kind.word + ":" + region) + "`");
        }
        if (halves.length < 2) {
            return lasting(text, new Fault(kind, region, lasts, Optional.empty()));
        }
        String[] ends = halves[1].split("\\.\\.", -1);
        Optional<Duration> at = duration(ends[0]);
        if (ends.length == 1 && at.isPresent()) {
            return lasting(text, new Fault(kind, region, lasts, at));
        }
        Optional<Duration> until = ends.length == 2 ? duration(ends[1]) : Optional.empty();
        if (at.isEmpty() || until.isEmpty() || until.get().compareTo(at.get()) <= 0) {
            return wrong(
                    "`@" + halves[1] + "` is not a time range",
                    "a range is a start, or a start and a later end; " + TIME_IS,
                    "`" + kind.example(region.text()) + "@15s" + (kind.ends && !kind.needsDuration ? "..60s`" : "`"));
        }
        if (lasts.isPresent()) {
            return wrong(
                    "`" + text + "` says twice for how long",
                    "a time behind the region and the end of a range mean the same",
                    "`" + kind.word + ":" + region + "@" + halves[1] + "`");
        }
        return lasting(text, new Fault(kind, region, Optional.of(until.get().minus(at.get())), at));
    }

    /// Whether a fault of this kind can last as long as it is to.
    private static Parsed lasting(String text, Fault fault) {
        Kind kind = fault.kind;
        if (fault.lasts.isPresent() && !kind.ends) {
            return wrong(
                    "`" + text + "` says when it ends, but `" + kind.word + "` has no end",
                    "what it kills stays dead, or is its supervisor's business",
                    "`" + new Fault(kind, fault.region, Optional.empty(), fault.at).text() + "`");
        }
        if (kind.needsDuration && fault.lasts.isEmpty()) {
            return wrong(
                    "`" + text + "` does not say for how long",
                    "`" + kind.word + "` ends by itself",
                    "`" + kind.example(fault.region.text()) + "`");
        }
        return new Parsed.Right(fault);
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(
                        switch (matcher.group(2)) {
                            case "ms" -> 1_000_000L;
                            case "s" -> 1_000_000_000L;
                            default -> 60_000_000_000L;
                        }));
        boolean isInBounds =
                nanos.compareTo(BigDecimal.ONE) >= 0 && nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) <= 0;
        return isInBounds ? Optional.of(Duration.ofNanos(nanos.longValue())) : Optional.empty();
    }

    private static Parsed wrong(String what, String why, String fix) {
        return new Parsed.Not(new Wrong(what, why, fix));
    }

    /// What the file's own figures have against this fault: a blip has to be shorter than the hold, else it is
    /// a partition.
    public Optional<Wrong> contradiction(Blueprint blueprint) {
        Duration length = lasts.orElse(Duration.ZERO);
        return kind == Kind.BLIP
                ? Places.of(blueprint, 1)
                        .map(places -> places.application().failover().hold())
                        .filter(hold -> length.compareTo(hold) >= 0)
                        .map(hold -> tooLong(length, hold))
                : Optional.empty();
    }

    private Wrong tooLong(Duration length, Duration hold) {
        return new Wrong(
                "a blip of " + Durations.text(length) + " is not shorter than the hold, " + Durations.text(hold)
                        + " (failover.hold, divided by --fast-forward)",
                "a blip ends before anything moves; a longer one is a partition",
                "`region-partition:" + region
                        + "`, a shorter blip, or a longer hold (--set failover.profile=default: 60s)");
    }

    /// Whether the application has to leave its primary's region for it.
    boolean drivesOutOf(RegionName primary) {
        return kind.mustMove() && region.equals(primary);
    }

    /// When it is made, after the load began.
    public Duration start() {
        return at.orElse(BEFORE);
    }

    /// As `--fault` writes it.
    public String text() {
        return kind.word + ":" + region
                + lasts.map(time -> ":" + Durations.text(time)).orElse("")
                + at.map(time -> "@" + Durations.text(time)).orElse("");
    }
}
