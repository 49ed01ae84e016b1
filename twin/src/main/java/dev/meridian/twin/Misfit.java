package dev.meridian.twin;

import dev.meridian.agent.Ports;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Replication;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Something that a file declares and the twin does not run. To drill it as something else would be to measure
/// what nobody has: it is a problem of the file, said before anything boots.
///
/// The twin runs one primary, from which each other member of the store streams by itself; all of them
/// `sync`, with a number to wait for, or all of them `async`.
///
/// @param id stable, as all problems have one
/// @param why what the twin runs
/// @param fix an edit
public record Misfit(String id, String what, String why, String fix) {
    private static final String DISTANCE = "MER-0089";
    private static final String CONTROL = "MER-0093";
    private static final String REPLICATION = "MER-0094";
    private static final String SERVICE = "MER-0097";
    private static final String PLACES = "MER-0098";
    private static final String FAILOVER = "MER-0088";

    private static final String RUNS = "the twin runs one primary and streams from it straight to every other member,"
            + " all `sync` or all `async`; a drill of anything else would measure what the file does not say";

    /// What of the file the twin cannot run; nothing if all is well.
    static List<Misfit> of(Places places) {
        List<Misfit> misfits = new ArrayList<>();
        places(places).ifPresent(misfits::add);
        distance(places).ifPresent(misfits::add);
        control(places).ifPresent(misfits::add);
        replication(places.store()).ifPresent(misfits::add);
        places.service().flatMap(Misfit::port).ifPresent(misfits::add);
        places.service().flatMap(Misfit::health).ifPresent(misfits::add);
        host(places).ifPresent(misfits::add);
        quorum(places).ifPresent(misfits::add);
        return misfits;
    }

    /// A name without a dot: `localhost`, `shop`.
    private static Optional<Misfit> host(Places places) {
        return places.blueprint().traffic().entrances().values().stream()
                .findFirst()
                .filter(entrance -> !entrance.host().contains("."))
                .map(entrance -> new Misfit(
                        SERVICE,
                        "the twin cannot serve `traffic.entrances." + entrance.name() + ": " + entrance.host() + "`",
                        "users ask the DNS servers of the regions for it, which answer for a domain: a name of one label"
                                + " is in none",
                        "a name with its domain, `" + entrance.host() + ".example.com`"));
    }

    private static Optional<Misfit> quorum(Places places) {
        return when(
                places.application().failover().outlivesItsQuorum(places.store()),
                new Misfit(
                        FAILOVER,
                        "the twin cannot run `failover.withoutQuorum: failsafe` with these voters",
                        "those who may be promoted are no majority of them; its agents stop the writes when the control"
                                + " plane has lost its majority",
                        "more votes for those who may be promoted in `failover.control.in`, or"
                                + " `--set failover.withoutQuorum=stop` to drill that instead"));
    }

    /// A step that the file adds to the plan; the blueprint does not have it.
    public static Misfit step(String name) {
        return new Misfit(
                FAILOVER,
                "the twin cannot run `failover.steps." + name + "`",
                "it fences, promotes, routes and verifies; a drill without a step of the file's own would be quicker than"
                        + " the real thing",
                "leave the steps of your own out of the file for drills, and add what they take to what is measured");
    }

    private static Optional<Misfit> places(Places places) {
        int count = places.numbers().size();
        return when(
                count > Addresses.MAX_NUMBER,
                new Misfit(
                        PLACES,
                        count + " places hold `" + places.store().name() + "` or vote on its failover",
                        "every place has one of the addresses 127.1.0.1 to 127.1.0." + Addresses.MAX_NUMBER,
                        "name at most " + Addresses.MAX_NUMBER + " places under `data."
                                + places.store().name() + ".in` and `failover.control.in`"));
    }

    private static Optional<Misfit> distance(Places places) {
        List<RegionName> all = List.copyOf(places.numbers().keySet());
        return all.stream()
                .flatMap(from -> all.stream()
                        .filter(to -> from.compareTo(to) < 0)
                        .filter(to -> places.blueprint().roundTrip(from, to).isEmpty())
                        .map(to -> from + " and " + to))
                .findFirst()
                .map(pair -> new Misfit(
                        DISTANCE,
                        "nobody knows the round trip between " + pair,
                        "the links of the twin take as long as the real ones; a figure that was made up would be in"
                                + " every result",
                        "`near: REGION` on the place of your own, a region of a provider beside it"));
    }

    private static Optional<Misfit> control(Places places) {
        List<RegionName> without = places.withoutControl();
        String names = without.stream().map(RegionName::text).collect(Collectors.joining(", "));
        return when(
                !without.isEmpty(),
                new Misfit(
                        CONTROL,
                        "the control of the failover does not run where data is: " + names,
                        "the twin fences and promotes a database by the agent beside it, and every agent is a voter",
                        "add " + names + " to `failover.control.in`, or leave `failover.control` out"));
    }

    /// A wait for certain standbys, where the twin waits for any so many; the blueprint has only their number.
    public static Misfit waitFor(Store store, String said) {
        return new Misfit(
                REPLICATION,
                "the twin cannot run `waitFor: " + said + "` of `" + store.name() + "`",
                "the twin has a commit wait for any so many standbys, one number for the whole store: here "
                        + store.replication().waitFor(),
                "`waitFor: " + Math.max(1, store.replication().waitFor()) + "` on `data." + store.name()
                        + ".replication`, and none on its edges");
    }

    private static Optional<Misfit> replication(Store store) {
        Replication declared = store.replication();
        String path = "data." + store.name() + ".replication";
        List<RegionName> others = store.members().stream()
                .filter(member -> !member.equals(store.writer()))
                .toList();
        boolean isStreamed = declared.mode() == ReplicationMode.SYNC || declared.mode() == ReplicationMode.ASYNC;
        if (!isStreamed) {
            return when(
                    !others.isEmpty(),
                    new Misfit(
                            REPLICATION,
                            "the twin cannot run `" + path + ": " + word(declared.mode()) + "`",
                            RUNS,
                            "`--set " + path + "=async` to drill that instead"));
        }
        if (declared.mode() == ReplicationMode.SYNC && !declared.stopWithoutStandby()) {
            return Optional.of(new Misfit(
                    REPLICATION,
                    "the twin cannot run `" + path + ".ifNoStandby: continue`",
                    "in the twin a commit waits until a standby has it, however long that takes",
                    "`ifNoStandby: stop`, or `--set " + path + "=async` to drill that instead"));
        }
        return declared.edges().stream()
                .flatMap(edge -> odd(edge, store).stream())
                .findFirst()
                .or(() -> unreached(store, others))
                .map(what -> new Misfit(
                        REPLICATION,
                        "the twin cannot run " + what,
                        RUNS,
                        "an edge `" + word(declared.mode()) + "` from " + store.writer() + " to each of "
                                + others.stream().map(RegionName::text).collect(Collectors.joining(", "))
                                + ", or `" + path + ": " + word(declared.mode()) + "` without edges"));
    }

    private static Optional<String> odd(Edge edge, Store store) {
        String name = "the edge `" + edge.name() + "` of `" + store.name() + "`";
        if (!edge.from().equals(store.writer()) || edge.to().equals(store.writer())) {
            return Optional.of(name + ", from " + edge.from() + " to " + edge.to());
        }
        if (edge.mode() != store.replication().mode()) {
            return Optional.of(name + ", which is " + word(edge.mode()) + " where `" + store.name() + "` is "
                    + word(store.replication().mode()));
        }
        return edge.complete() ? Optional.empty() : Optional.of(name + ", which leaves something out");
    }

    private static Optional<String> unreached(Store store, List<RegionName> others) {
        return others.stream()
                .filter(member -> store.replication().edges().stream()
                        .noneMatch(edge -> edge.to().equals(member)))
                .findFirst()
                .map(member -> "`" + store.name() + "` with a member in " + member + " to which no edge leads");
    }

    private static Optional<Misfit> port(Service service) {
        SequencedMap<Integer, String> own = new TreeMap<>();
        own.put(Ports.POSTGRESQL, "PostgreSQL");
        own.put(Ports.RAFT, "the replicated log");
        own.put(Ports.API, "the agent");
        own.put(Ports.WATCHDOG, "the watchdog");
        own.put(Ports.DNS, "DNS");
        String port = "services." + service.name() + ".port";
        return Optional.ofNullable(own.get(service.port()))
                .map(taken -> new Misfit(
                        SERVICE,
                        "the twin cannot run `" + port + ": " + service.port() + "`: there " + taken + " listens",
                        "every region has one address here, with these ports taken: "
                                + own.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        "`--set " + port + "=8080` for drills"));
    }

    private static Optional<Misfit> health(Service service) {
        Optional<String> page = ServiceStandIn.page(service.healthPath());
        boolean isTaken = page.filter(path -> (path + "/").startsWith(ServiceStandIn.ORDERS + "/"))
                .isPresent();
        return when(
                page.isEmpty() || isTaken,
                new Misfit(
                        SERVICE,
                        "the twin cannot run `services." + service.name() + ".health: " + service.healthPath() + "`",
                        isTaken
                                ? "the stand-in for the service takes orders at `" + ServiceStandIn.ORDERS + "`"
                                : "it is no path that an HTTP request can name",
                        "`--set services." + service.name() + ".health=/health` for drills"));
    }

    private static Optional<Misfit> when(boolean isSo, Misfit misfit) {
        return isSo ? Optional.of(misfit) : Optional.empty();
    }

    private static String word(ReplicationMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
