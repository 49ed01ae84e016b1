package dev.meridian.twin;

import dev.meridian.agent.Ports;
import dev.meridian.blueprint.Misfit;
import dev.meridian.blueprint.Service;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a file declares and the twin does not run, beside what [Misfit] has of whatever runs a file.
public final class Misfits {
    private static final String DISTANCE = "MER-0089";
    private static final String CONTROL = "MER-0093";
    private static final String SERVICE = "MER-0097";
    private static final String PLACES = "MER-0098";

    private Misfits() {}

    /// What of the file the twin cannot run; nothing if all is well.
    static List<Misfit> of(Places places) {
        List<Misfit> misfits = new ArrayList<>();
        places(places).ifPresent(misfits::add);
        distance(places).ifPresent(misfits::add);
        control(places).ifPresent(misfits::add);
        misfits.addAll(Misfit.of(places.store(), places.application().failover(), Misfit.Runner.TWIN));
        places.service().flatMap(Misfits::port).ifPresent(misfits::add);
        places.service().flatMap(Misfits::health).ifPresent(misfits::add);
        host(places).ifPresent(misfits::add);
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

    /// A step that the file adds to the plan; the blueprint does not have it.
    public static Misfit step(String name) {
        return new Misfit(
                Misfit.FAILOVER,
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
}
