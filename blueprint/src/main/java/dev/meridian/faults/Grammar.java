package dev.meridian.faults;

import dev.meridian.faults.Fault.Kind;
import dev.meridian.faults.Fault.Parsed;
import dev.meridian.faults.Fault.Shape;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One text, read: `KIND[:PLACE][:TIME][@START[..END]]`. What is wrong is told with the reason and a text
/// that would be right for this file.
final class Grammar {
    private static final Pattern MILLIS = Pattern.compile("\\d{1,8}");

    private final String text;
    private final Ground ground;
    private final List<String> words;
    private final Optional<String> range;

    Grammar(String text, Ground ground) {
        String[] halves = text.split("@", 2);
        this.text = text;
        this.ground = ground;
        this.words = List.of(halves[0].split(":", -1));
        this.range = halves.length < 2 ? Optional.empty() : Optional.of(halves[1]);
    }

    Parsed parsed() {
        return kind(words.getFirst()).map(this::parsed).orElseGet(this::unknown);
    }

    private static Optional<Kind> kind(String word) {
        return Stream.of(Kind.values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    private Parsed unknown() {
        List<String> known = Stream.of(Kind.values()).map(Kind::word).toList();
        Kind meant = Suggestion.likely(words.getFirst(), known)
                .flatMap(Grammar::kind)
                .orElse(Kind.REGION_LOSS);
        return wrong(
                "there is no fault `" + words.getFirst() + "`",
                "faults are " + String.join(", ", known),
                "`" + example(meant, ground) + "`");
    }

    private Parsed parsed(Kind kind) {
        return switch (kind.shape()) {
            case OF_A_REGION, OF_A_REGION_AND_A_TIME -> ofARegion(kind);
            case OF_A_LINK, OF_A_SLOW_LINK -> ofALink(kind);
            case OF_THE_CONTROL -> timed(kind, new Scope.Control(), words.subList(1, words.size()));
        };
    }

    // ---- what is struck ----

    /// What stands where the place has to be; empty text if nothing does.
    private String named() {
        return words.size() < 2 ? "" : words.get(1);
    }

    private Parsed ofARegion(Kind kind) {
        Optional<RegionName> region = ground.region(named());
        if (region.isPresent()) {
            return timed(kind, new Scope.Region(region.get()), words.subList(2, words.size()));
        }
        if (ground.witness().filter(witness -> witness.text().equals(named())).isPresent()) {
            return wrong(
                    "`" + text + "` names `" + named() + "`, which is the witness",
                    "a witness votes and serves nobody, so users would see nothing; a fault is judged by what they see",
                    "a fault of a region with users: " + Ground.list(ground.regions()));
        }
        String near = Suggestion.nearest(
                named(), ground.regions().stream().map(RegionName::text).toList());
        return wrong(
                "`" + text + "` names "
                        + (named().isEmpty() ? "no region" : "`" + named() + "`, which is not a region of the file"),
                "the file's regions are " + Ground.list(ground.regions()),
                "`" + example(kind, new Scope.Region(new RegionName(near))) + "`");
    }

    private Parsed ofALink(Kind kind) {
        List<Scope> meant = links(kind);
        if (meant.size() == 1) {
            return timed(kind, meant.getFirst(), words.subList(2, words.size()));
        }
        if (meant.size() > 1) {
            return wrong(
                    "`" + text + "` can be read as "
                            + meant.stream()
                                    .map(scope ->
                                            "the link of " + scope.places().getFirst() + " and "
                                                    + scope.places().getLast())
                                    .collect(Collectors.joining(" or ")),
                    "a hyphen parts the ends of a link and stands in their names as well",
                    kind == Kind.LINK_CUT
                            ? "one direction each: `" + kind.word() + ":"
                                    + oneWay(meant.getFirst()).text() + "`"
                            : "a link whose ends have names of their own");
        }
        if (ground.places().size() < 2) {
            return wrong(
                    "`" + text + "` names no link", "the file has one place, and a link has two ends", "another fault");
        }
        List<String> known =
                ground.pairs().stream().map(pair -> scopeLike(pair).text()).toList();
        int nearest = named().isEmpty() ? 0 : known.indexOf(Suggestion.nearest(named(), known));
        Scope near = scopeLike(ground.pairs().get(nearest));
        return wrong(
                "`" + text + "` names "
                        + (named().isEmpty() ? "no link" : "`" + named() + "`, which is not a link of the file"),
                "a link is two places, `A-B`" + (kind == Kind.LINK_CUT ? ", or one direction of it, `A>B`" : "")
                        + "; the file's places are " + Ground.list(ground.places()),
                "`" + example(kind, kind == Kind.LINK_CUT ? near : both(near)) + "`");
    }

    private List<Scope> links(Kind kind) {
        String[] ends = named().split(">", -1);
        if (ends.length == 2 && kind == Kind.LINK_CUT) {
            Optional<RegionName> from = ground.place(ends[0]);
            Optional<RegionName> to = ground.place(ends[1]);
            return from.isPresent() && to.isPresent() && !from.equals(to)
                    ? List.of(new Scope.Direction(from.get(), to.get()))
                    : List.of();
        }
        return ground.pairs().stream()
                .filter(pair -> pair.text().equals(named()))
                .map(Scope.class::cast)
                .toList();
    }

    /// A suggestion of one direction where one direction was written.
    private Scope scopeLike(Scope.Pair pair) {
        return named().contains(">") ? oneWay(pair) : pair;
    }

    private static Scope oneWay(Scope pair) {
        return new Scope.Direction(pair.places().getFirst(), pair.places().getLast());
    }

    private static Scope both(Scope link) {
        return new Scope.Pair(link.places().getFirst(), link.places().getLast());
    }

    /// One of a kind, struck at the first place that there is.
    static String example(Kind kind, Ground ground) {
        return example(
                kind,
                switch (kind.shape()) {
                    case OF_A_REGION, OF_A_REGION_AND_A_TIME ->
                        new Scope.Region(ground.regions().getFirst());
                    case OF_A_LINK, OF_A_SLOW_LINK ->
                        ground.pairs().isEmpty()
                                ? new Scope.Pair(ground.regions().getFirst(), new RegionName("other"))
                                : ground.pairs().getFirst();
                    case OF_THE_CONTROL -> new Scope.Control();
                });
    }

    // ---- how much, how long, when ----

    /// @param more what follows what is struck, each behind a colon
    private Parsed timed(Kind kind, Scope scope, List<String> more) {
        if (kind.shape() == Shape.OF_A_SLOW_LINK || kind.shape() == Shape.OF_A_REGION_AND_A_TIME) {
            return slowed(kind, scope, more);
        }
        Optional<Duration> lasts = more.isEmpty() ? Optional.empty() : Span.of(more.getFirst());
        if (more.size() > 1 || (more.size() == 1 && lasts.isEmpty())) {
            String behind = switch (kind.shape()) {
                case OF_A_REGION, OF_A_REGION_AND_A_TIME -> "region";
                case OF_A_LINK, OF_A_SLOW_LINK -> "link";
                case OF_THE_CONTROL -> "fault";
            };
            String said = String.join(":", more);
            boolean isTooLong =
                    Span.wrong(said).filter(why -> !why.endsWith("not a time")).isPresent();
            return wrong(
                    "`" + text + "` has `" + said + "` after the " + behind
                            + (isTooLong ? ": " + Span.wrong(said).orElseThrow() : ", which is not a time"),
                    Span.IS,
                    "`" + named(kind, scope) + (kind.ends() ? ":10s" : "") + "`");
        }
        return ranged(new Fault(kind, scope, Optional.empty(), lasts, Optional.empty()));
    }

    private Parsed slowed(Kind kind, Scope scope, List<String> more) {
        Optional<Duration> delay = more.size() == 1 ? delay(more.getFirst()) : Optional.empty();
        if (delay.isPresent()) {
            return ranged(new Fault(kind, scope, delay, Optional.empty(), Optional.empty()));
        }
        boolean isLink = kind.shape() == Shape.OF_A_SLOW_LINK;
        String behind = isLink ? "link, which is not a delay" : "region, which is not a time";
        return wrong(
                more.isEmpty()
                        ? "`" + text + "` does not say by how much"
                        : "`" + text + "` has `" + String.join(":", more) + "` after the " + behind,
                isLink
                        ? "what follows the link are the milliseconds that each direction takes longer, at least 1; for"
                                + " how long is said by a range"
                        : Span.IS,
                "`" + example(kind, scope) + "`, or `" + example(kind, scope) + (kind.ends() ? "@15s..60s`" : "@15s`"));
    }

    private Parsed ranged(Fault fault) {
        if (range.isEmpty()) {
            return lasting(fault);
        }
        String[] ends = range.get().split("\\.\\.", -1);
        Optional<Duration> at = Span.of(ends[0]);
        if (ends.length == 1 && at.isPresent()) {
            return lasting(new Fault(fault.kind(), fault.scope(), fault.delay(), fault.lasts(), at));
        }
        Optional<Duration> until = ends.length == 2 ? Span.of(ends[1]) : Optional.empty();
        Kind kind = fault.kind();
        if (at.isEmpty() || until.isEmpty() || until.get().compareTo(at.get()) <= 0) {
            return notARange(fault, ends, at);
        }
        if (fault.lasts().isPresent()) {
            return wrong(
                    "`" + text + "` says twice for how long",
                    "a time behind the " + (fault.scope() instanceof Scope.Region ? "region" : "fault")
                            + " and the end of a range mean the same",
                    "`" + named(kind, fault.scope()) + "@" + range.get() + "`");
        }
        Duration length = until.get().minus(at.get());
        return lasting(new Fault(kind, fault.scope(), fault.delay(), Optional.of(length), at));
    }

    private Parsed notARange(Fault fault, String[] ends, Optional<Duration> at) {
        Kind kind = fault.kind();
        boolean canHaveEnd = kind.ends() && !kind.mustEnd();
        Optional<String> because = ends.length > 2
                ? Optional.of("it has " + ends.length + " times")
                : Span.wrong(ends[0])
                        .or(() -> Span.wrong(ends[1]))
                        .or(() -> at.flatMap(start -> Span.of(ends[1]).flatMap(end -> Span.wrong(start, end))));
        return wrong(
                "`@" + range.orElse("") + "` is not a time range: " + because.orElseThrow(),
                "a range is a start, or a start and a later end; " + Span.IS,
                "`" + example(kind, fault.scope()) + "@15s" + (canHaveEnd ? "..60s`" : "`"));
    }

    /// Whether a fault of this kind can last as long as it is to.
    private Parsed lasting(Fault fault) {
        Kind kind = fault.kind();
        if (fault.lasts().isPresent() && !kind.ends()) {
            return wrong(
                    "`" + text + "` says when it ends, but `" + kind.word() + "` has no end",
                    "what it kills stays dead, or is its supervisor's business",
                    "`" + new Fault(kind, fault.scope(), Optional.empty(), Optional.empty(), fault.at()).text() + "`");
        }
        if (kind.mustEnd() && fault.lasts().isEmpty()) {
            return wrong(
                    "`" + text + "` does not say for how long",
                    "`" + kind.word() + "` ends by itself",
                    "`" + example(kind, fault.scope()) + "`");
        }
        return new Parsed.Right(fault);
    }

    // ---- leaves ----

    private static String named(Kind kind, Scope scope) {
        return kind.word() + (scope.text().isEmpty() ? "" : ":" + scope.text());
    }

    /// A fault of this kind that could be meant.
    private static String example(Kind kind, Scope scope) {
        String amount = switch (kind.shape()) {
            case OF_A_SLOW_LINK -> ":300";
            case OF_A_REGION_AND_A_TIME -> ":30s";
            case OF_A_REGION, OF_A_LINK, OF_THE_CONTROL -> kind.mustEnd() ? ":10s" : "";
        };
        return named(kind, scope) + amount;
    }

    /// Milliseconds without a unit, or any time of which at least one is left.
    private static Optional<Duration> delay(String text) {
        return Span.of(MILLIS.matcher(text).matches() ? text + "ms" : text).filter(some -> some.toMillis() > 0);
    }

    private static Parsed wrong(String what, String why, String fix) {
        return new Parsed.Not(new Fault.Wrong(what, why, fix));
    }
}
