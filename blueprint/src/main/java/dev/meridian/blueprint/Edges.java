package dev.meridian.blueprint;

import dev.meridian.topology.Message;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Sources;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Resolves the replication of one store: the headline mode becomes edges from the writer to every other member;
/// edges of the file become one edge per pair.
final class Edges {
    /// Each of a hundred members to each other one.
    private static final int MOST_PAIRS = 10_000;

    private final Resolved resolved;
    private final Storage.Store store;
    private final SequencedMap<String, RegionName> members;
    private final RegionName writer;
    private final String path;

    Edges(Resolved resolved, Storage.Store store, SequencedMap<String, RegionName> members, RegionName writer) {
        this.resolved = resolved;
        this.store = store;
        this.members = members;
        this.writer = writer;
        this.path = "data." + store.name() + ".replication";
    }

    /// Empty where a problem was noted.
    Optional<Replication> replication() {
        boolean alone = new LinkedHashSet<>(members.values()).size() == 1;
        Optional<ReplicationMode> headline =
                store.replication().flatMap(Storage.Replication::mode).map(Edges::mode);
        SequencedMap<String, Storage.Edge> said =
                store.replication().map(Storage.Replication::edges).orElseGet(LinkedHashMap::new);
        if (headline.isEmpty() && said.isEmpty() && alone) {
            resolved.derived(path + ".mode", "none", "it has one member");
            return Optional.of(new Replication(ReplicationMode.NONE, 0, false, List.of()));
        }
        if (headline.isEmpty()
                && (said.isEmpty()
                        || said.values().stream().anyMatch(e -> e.mode().isEmpty()))) {
            silent();
            return Optional.empty();
        }
        if (alone && othersAreElsewhere()) {
            resolved.derived(path + ".mode", "none", "its other members are not in this environment");
            return Optional.of(new Replication(ReplicationMode.NONE, 0, false, List.of()));
        }
        List<Edge> edges = said.isEmpty() ? toEveryOther(headline.orElseThrow()) : expanded(said, headline);
        edges.forEach(this::note);
        ReplicationMode mode = headline.orElseGet(() -> strongest(edges));
        if (resolved.saidOrDefault(path + ".mode").isEmpty()) {
            resolved.derived(path + ".mode", word(mode), "the strongest of its edges");
        }
        int waitFor = waitFor(mode, edges);
        boolean stops = stops(mode, said);
        return Optional.of(new Replication(mode, waitFor, stops, edges));
    }

    /// Whether a store that says how it is copied has nobody to copy to, because the environment has fewer
    /// regions.
    private boolean othersAreElsewhere() {
        boolean fewer = resolved.topology.regions().size()
                < resolved.topology.everyRegion().size();
        return fewer && resolved.topology.environment().isPresent();
    }

    private void silent() {
        resolved.problem(
                ProblemId.SILENT_REPLICATION,
                "data." + store.name(),
                new Message(
                        "`" + store.name() + "` has members in " + Words.list(names(), "and")
                                + " and does not say how its writes get there",
                        "silence is not read as some default: what is lost with a region follows from it",
                        "`replication: sync`, `async` or another mode; `none` if nothing is copied, `unknown` if nobody knows"));
    }

    private List<String> names() {
        return members.values().stream().map(RegionName::text).distinct().toList();
    }

    private List<Edge> toEveryOther(ReplicationMode mode) {
        List<Edge> edges = new ArrayList<>();
        boolean copies = mode != ReplicationMode.NONE && mode != ReplicationMode.UNKNOWN;
        for (RegionName member : new LinkedHashSet<>(members.values())) {
            if (copies && !member.equals(writer)) {
                edges.add(new Edge(member.text(), writer, member, mode, List.of(), List.of(), true, transport()));
            }
        }
        return edges;
    }

    private List<Edge> expanded(SequencedMap<String, Storage.Edge> said, Optional<ReplicationMode> headline) {
        List<Edge> edges = new ArrayList<>();
        long pairs = said.values().stream()
                .mapToLong(edge -> (long) edge.from().size() * ends(edge).size())
                .sum();
        if (pairs > MOST_PAIRS) {
            tooMany(pairs);
            return edges;
        }
        for (Storage.Edge edge : said.values()) {
            ReplicationMode mode =
                    edge.mode().map(Edges::mode).or(() -> headline).orElseThrow();
            toItself(edge);
            List<String> ends = ofMembers(edge, "to", ends(edge));
            for (String from : ofMembers(edge, "from", edge.from())) {
                for (String to : ends) {
                    if (!to.equals(from)) {
                        boolean single = edge.from().size() == 1 && ends.size() == 1;
                        edges.add(pair(
                                edge, mode, new Pair(place(from), place(to), single ? "" : "." + from + "." + to)));
                    }
                }
            }
        }
        return edges;
    }

    private List<String> ends(Storage.Edge edge) {
        return edge.to().equals(List.of("all")) ? List.copyOf(members.keySet()) : edge.to();
    }

    /// A region of the file need be none of the application's: it may have no role.
    private List<String> ofMembers(Storage.Edge edge, String key, List<String> said) {
        said.stream()
                .filter(name -> !members.containsKey(name))
                .forEach(name -> resolved.problem(
                        ProblemId.UNKNOWN_NAME,
                        Sources.item(path + ".edges." + edge.name() + "." + key, name),
                        new Message(
                                "`" + name + "` holds no copy of `" + store.name() + "`",
                                "its members are " + Words.list(members.keySet(), "and"),
                                "one of these; or a `role` for the region, so that it has members at all")));
        return said.stream().filter(members::containsKey).toList();
    }

    private void tooMany(long pairs) {
        resolved.problem(
                ProblemId.TOO_MANY,
                path + ".edges",
                new Message(
                        String.format(
                                Locale.ROOT,
                                "the edges of `%s` lead between %,d pairs of members, and %,d are the most",
                                store.name(),
                                pairs,
                                MOST_PAIRS),
                        "each pair is a stream of changes of its own",
                        "edges to the members that copy from there, instead of from each to each"));
    }

    /// With several ends an edge goes from each to each other one. An end that no other leads to would only have
    /// itself.
    private void toItself(Storage.Edge edge) {
        for (String to : edge.to()) {
            if (edge.from().equals(List.of(to))) {
                resolved.problem(
                        ProblemId.CONTRADICTION,
                        Sources.item(path + ".edges." + edge.name() + ".to", to),
                        new Message(
                                "the edge `" + edge.name() + "` leads from `" + to + "` to itself",
                                "an edge carries changes from one member to another; this one protects nothing",
                                edge.to().size() > 1
                                        ? "take `" + to + "` out of `to`"
                                        : "`to: MEMBER`, another one of " + Words.list(others(to), "and")));
            }
        }
    }

    private List<String> others(String member) {
        return members.keySet().stream().filter(name -> !name.equals(member)).toList();
    }

    private record Pair(RegionName from, RegionName to, String suffix) {}

    private Edge pair(Storage.Edge said, ReplicationMode mode, Pair pair) {
        boolean lawful = said.keepIn().isEmpty() || said.keepIn().contains(pair.to);
        boolean promotes = said.promotes().orElse(true) && lawful;
        Transport whole = transport();
        Transport own = new Transport(
                said.lag().or(whole::lag),
                said.every().or(whole::every),
                said.via().or(whole::via),
                said.consistency().map(Storage.Consistency.STRONG::equals).orElse(whole.strong()));
        return new Edge(
                said.name() + pair.suffix, pair.from, pair.to, mode, said.carries(), said.omits(), promotes, own);
    }

    /// What every edge inherits.
    private Transport transport() {
        Optional<Storage.Replication> said = store.replication();
        return new Transport(
                said.flatMap(Storage.Replication::lag),
                said.flatMap(Storage.Replication::every),
                said.flatMap(Storage.Replication::via),
                said.flatMap(Storage.Replication::consistency)
                        .filter(Storage.Consistency.STRONG::equals)
                        .isPresent());
    }

    private RegionName place(String member) {
        return Objects.requireNonNull(members.get(member));
    }

    private void note(Edge edge) {
        String at = path + ".edges." + edge.name();
        String rule = store.replication().map(r -> r.edges().isEmpty()).orElse(true)
                ? "`replication` is an edge to every other member"
                : "the edge of the file";
        resolved.derived(at + ".from", edge.from().text(), rule);
        resolved.derived(at + ".to", edge.to().text(), rule);
        resolved.derived(at + ".mode", word(edge.mode()), rule);
        resolved.derived(at + ".promotes", Boolean.toString(edge.promotes()), rule);
        if (!edge.complete()) {
            resolved.derived(at + ".carries", edge.carries() + " without " + edge.omits(), rule);
        }
    }

    private int waitFor(ReplicationMode mode, List<Edge> edges) {
        if (mode == ReplicationMode.QUORUM) {
            int votes = store.voters().isEmpty()
                    ? members.size()
                    : store.voters().values().stream()
                            .mapToInt(Storage.Voters::count)
                            .sum();
            resolved.derived(
                    path + ".waitFor", Integer.toString(votes / 2), "a majority of " + votes + " votes, less its own");
            return votes / 2;
        }
        if (mode != ReplicationMode.SYNC) {
            resolved.derived(path + ".waitFor", "0", "a commit waits for nobody in mode " + word(mode));
            return 0;
        }
        int standbys = synchronousStandbys(edges);
        resolved.saidOrDefault(path + ".waitFor");
        Storage.WaitFor whom =
                store.replication().flatMap(Storage.Replication::waitFor).orElse(new Storage.WaitFor.Some(1));
        if (whom instanceof Storage.WaitFor.Named(List<String> named) && waitsForWrongOnes(named, edges)) {
            return named.size();
        }
        int wanted = switch (whom) {
            case Storage.WaitFor.Some(int some) -> some;
            case Storage.WaitFor.All() -> standbys;
            case Storage.WaitFor.Named(List<String> named) -> named.size();
        };
        if (wanted > standbys || wanted < 1) {
            tooFewStandbys(wanted, standbys);
        }
        return wanted;
    }

    private void tooFewStandbys(int wanted, int standbys) {
        resolved.problem(
                ProblemId.WRONG_VALUE,
                path + ".waitFor",
                new Message(
                        "a commit cannot wait for " + wanted + " of " + standbys + " standbys",
                        "`" + store.name() + "` has " + standbys + " synchronous standbys of its writer in " + writer,
                        standbys == 0
                                ? "a second region, or `replication: none`"
                                : "`waitFor: " + standbys + "` or less"));
    }

    /// Whether a commit waits for members that never answer it: the writer's own, or one without a `sync` edge.
    private boolean waitsForWrongOnes(List<String> named, List<Edge> edges) {
        boolean wrong = false;
        for (String member : named) {
            RegionName place = place(member);
            boolean standby = edges.stream()
                    .anyMatch(edge -> edge.mode() == ReplicationMode.SYNC
                            && edge.from().equals(writer)
                            && edge.to().equals(place));
            if (!standby) {
                wrong = true;
                resolved.problem(
                        ProblemId.CONTRADICTION,
                        Sources.item(path + ".waitFor", member),
                        new Message(
                                "a commit of `" + store.name() + "` cannot wait for `" + member + "`",
                                place.equals(writer)
                                        ? "it is where the writer is: waiting for itself protects nothing"
                                        : "no `sync` edge leads from the writer in " + writer + " to it",
                                "name a synchronous standby, or `waitFor: 1` for any of them"));
            }
        }
        return wrong;
    }

    private int synchronousStandbys(List<Edge> edges) {
        return (int) edges.stream()
                .filter(edge ->
                        edge.mode() == ReplicationMode.SYNC && edge.from().equals(writer))
                .map(Edge::to)
                .distinct()
                .count();
    }

    /// Edges that say so themselves decide before the store: commits go on if one of them lets them.
    private boolean stops(ReplicationMode mode, SequencedMap<String, Storage.Edge> said) {
        List<Storage.IfNoStandby> own = said.values().stream()
                .flatMap(edge -> edge.ifNoStandby().stream())
                .toList();
        return switch (mode) {
            case SYNC ->
                own.isEmpty()
                        ? resolved.saidOrDefault(path + ".ifNoStandby")
                                .orElse("stop")
                                .equals("stop")
                        : !own.contains(Storage.IfNoStandby.CONTINUE);
            case QUORUM -> true;
            case ASYNC, MULTI_PRIMARY, PROVIDER, COPY, NONE, UNKNOWN -> false;
        };
    }

    private static ReplicationMode strongest(List<Edge> edges) {
        return edges.stream().map(Edge::mode).min(Comparator.naturalOrder()).orElse(ReplicationMode.NONE);
    }

    private static ReplicationMode mode(Storage.ReplicationMode said) {
        return ReplicationMode.valueOf(said.name());
    }

    private static String word(ReplicationMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
