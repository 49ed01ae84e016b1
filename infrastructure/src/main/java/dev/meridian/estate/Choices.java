package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.topology.Message;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// Works out who of those that open a name is sent to which region of a cloud.
final class Choices {
    /// Where a region is, by how its name begins (Route 53 API reference, geolocation, 2026-11).
    private static final SequencedMap<String, String> CONTINENTS = new LinkedHashMap<>();

    static {
        CONTINENTS.put("us-", "NA");
        CONTINENTS.put("ca-", "NA");
        CONTINENTS.put("mx-", "NA");
        CONTINENTS.put("eu-", "EU");
        CONTINENTS.put("ap-southeast-2", "OC");
        CONTINENTS.put("ap-southeast-4", "OC");
        CONTINENTS.put("ap-southeast-6", "OC");
        CONTINENTS.put("ap-", "AS");
        CONTINENTS.put("me-", "AS");
        CONTINENTS.put("il-", "AS");
        CONTINENTS.put("af-", "AF");
        CONTINENTS.put("sa-", "SA");
    }

    private final Blueprint meant;
    private final Ledger ledger;
    private final Cloud cloud;

    Choices(Blueprint meant, Ledger ledger, Cloud cloud) {
        this.meant = meant;
        this.ledger = ledger;
        this.cloud = cloud;
    }

    /// The regions that a service lives in, in the order of the file.
    List<RegionName> places(Service service) {
        boolean runsElsewhere = Optional.ofNullable(ledger.said().services().get(service.name()))
                .filter(ledger::runsElsewhere)
                .isPresent();
        return runsElsewhere
                ? List.of()
                : ledger.regions(cloud).stream()
                        .filter(service.regions()::contains)
                        .toList();
    }

    /// By the first way of choosing that the file names; by latency where it names none. The others it names are
    /// left: a provider of names has one for each name.
    ///
    /// Among regions that serve: one that stands by gets users while none of those does. Where one region alone
    /// serves, nothing is left to choose, and names go by that order.
    List<Entrance.Choice> of(Topology.Entrance said, Service service) {
        List<RegionName> order = inOrder(service);
        List<RegionName> serving = serving(service);
        String path = "traffic.entrances." + said.name() + ".";
        note(said, path, places(service));
        return switch (policy(said, path, order, serving)) {
            case SIMPLE -> all(Entrance.Policy.SIMPLE, order);
            case FAILOVER -> all(Entrance.Policy.FAILOVER, order);
            case LATENCY -> andWaiting(path, all(Entrance.Policy.LATENCY, serving), order);
            case WEIGHTED -> {
                serving.forEach(region -> ledger.rendered(path + "weights." + region));
                said.weights().keySet().stream()
                        .filter(region -> order.contains(region) && !serving.contains(region))
                        .forEach(region -> ledger.left(
                                path + "weights." + region,
                                "`" + region + "` stands by: it gets all users while no other region serves, and none"
                                        + " while one does"));
                areWeighed(said, path, serving);
                haveUsers(said, path, serving);
                yield andWaiting(path, weighed(said, serving), order);
            }
            case GEOLOCATION ->
                andWaiting(
                        path,
                        order.stream()
                                .filter(serving::contains)
                                .map(Choices::byPlace)
                                .toList(),
                        order);
        };
    }

    private Entrance.Policy policy(
            Topology.Entrance said, String path, List<RegionName> order, List<RegionName> serving) {
        if (order.size() < 2) {
            return Entrance.Policy.SIMPLE;
        }
        Optional<Entrance.Policy> asked =
                said.route().stream().flatMap(route -> policy(route).stream()).findFirst();
        if (serving.size() > 1) {
            return had(path, asked.orElse(Entrance.Policy.LATENCY));
        }
        if (asked.isPresent() && asked.get() != Entrance.Policy.FAILOVER) {
            ledger.withdraw(
                    path + "route",
                    "`" + serving.getFirst() + "` alone serves: names lead to it, and to a region that stands by while"
                            + " it does not");
        }
        return Entrance.Policy.FAILOVER;
    }

    /// Those that users are sent to while they can: all of a cloud in which every region stands by.
    private List<RegionName> serving(Service service) {
        List<RegionName> places = places(service);
        List<RegionName> serving =
                places.stream().filter(region -> !waits(service, region)).toList();
        return serving.isEmpty() ? places : serving;
    }

    private boolean waits(Service service, RegionName region) {
        return Optional.ofNullable(meant.applications().get(service.application()))
                .filter(application -> application.roles().get(region) == Role.STANDBY)
                .isPresent();
    }

    /// Behind those that serve, those that get users while none of them does.
    private List<Entrance.Choice> andWaiting(String path, List<Entrance.Choice> serving, List<RegionName> order) {
        List<RegionName> chosen = serving.stream().map(Entrance.Choice::region).toList();
        List<RegionName> waiting =
                order.stream().filter(region -> !chosen.contains(region)).toList();
        if (cloud != Cloud.AWS) {
            if (!waiting.isEmpty()) {
                ledger.withdraw(
                        path + "host",
                        "names of " + cloud.text() + " choose among regions that serve: where none does, people have to"
                                + " lead it to "
                                + waiting.stream()
                                        .map(region -> "`" + region + "`")
                                        .collect(Collectors.joining(" or "))
                                + "; `route: failover` does so by itself");
            }
            return serving;
        }
        List<Entrance.Choice> all = new ArrayList<>(serving);
        all.addAll(all(Entrance.Policy.FAILOVER, waiting));
        return all;
    }

    private static List<Entrance.Choice> all(Entrance.Policy policy, List<RegionName> regions) {
        return regions.stream().map(region -> choice(policy, region)).toList();
    }

    private List<Entrance.Choice> weighed(Topology.Entrance said, List<RegionName> places) {
        List<Entrance.Choice> choices = new ArrayList<>();
        Weights.of(cloud, places, said.weights()).forEach((region, weight) -> {
            int asked = said.weights().getOrDefault(region, weight);
            choices.add(new Entrance.Choice(
                    Entrance.Policy.WEIGHTED,
                    region,
                    OptionalInt.of(weight),
                    asked == weight ? OptionalInt.empty() : OptionalInt.of(asked),
                    Optional.empty()));
        });
        return choices;
    }

    private void note(Topology.Entrance said, String path, List<RegionName> places) {
        if (said.route().contains(Topology.Route.CLIENT)) {
            ledger.left(
                    path + "route",
                    "a record is chosen for whoever asks, and no client chooses one: it has the name of each region, as"
                            + " in `"
                            + places.stream().map(RegionName::text).findFirst().orElse("eu-west-1") + "."
                            + said.host().orElse("") + "`");
        } else if (said.route().size() == 1
                || (said.route().size() == 2 && said.route().contains(Topology.Route.HEALTH))) {
            ledger.rendered(path + "route");
        }
    }

    /// A problem where some regions have a weight and another that serves has none.
    private void areWeighed(Topology.Entrance said, String path, List<RegionName> places) {
        places.stream()
                .filter(region -> !said.weights().isEmpty() && !said.weights().containsKey(region))
                .findFirst()
                .ifPresent(region -> ledger.problem(
                        path + "weights",
                        new Message(
                                "`" + region + "` has no weight",
                                "it serves like the others, and how many users it is to have is not said",
                                "`" + path + "weights." + region + "`, a number")));
        if (cloud == Cloud.AZURE) {
            said.weights().forEach((region, weight) -> {
                if (weight == 0 && places.contains(region)) {
                    ledger.problem(
                            path + "weights." + region,
                            new Message(
                                    "`" + region + "` has no part of the users",
                                    "Traffic Manager takes weights from 1 on (its REST API, endpoints, 2026-11)",
                                    "`" + region + ": 1`, or more"));
                }
            });
        }
    }

    /// Where nobody says a weight all have the same, and where all weights are zero Route 53 takes them for
    /// the same (Route 53 developer guide, weighted routing, 2026-11).
    private void haveUsers(Topology.Entrance said, String path, List<RegionName> places) {
        if (said.weights().isEmpty()) {
            ledger.withdraw(path + "route", "the file says no weights: each region has as many users as any other");
        } else if (places.stream().allMatch(region -> said.weights().getOrDefault(region, 1) == 0)) {
            ledger.problem(
                    path + "weights",
                    new Message(
                            "no region that serves has a part of the users of `" + said.name() + "`",
                            "each has the weight 0, and a name that leads nowhere is none",
                            "`" + path + "weights." + places.getFirst() + ": 1`, or more"));
        }
    }

    /// What the cloud's own names can do of what is asked (ADR 29).
    private Entrance.Policy had(String path, Entrance.Policy asked) {
        if (cloud == Cloud.GOOGLE && asked == Entrance.Policy.LATENCY) {
            ledger.withdraw(path + "route", "Cloud DNS measures nothing: it goes by where users are");
        }
        if (cloud == Cloud.AZURE && asked == Entrance.Policy.GEOLOCATION) {
            ledger.withdraw(
                    path + "route",
                    "Traffic Manager keeps sending users of a place to its region when that is gone: it goes by latency");
        }
        return cloud != Cloud.AWS && asked == Entrance.Policy.GEOLOCATION ? Entrance.Policy.LATENCY : asked;
    }

    private static Optional<Entrance.Policy> policy(Topology.Route route) {
        return switch (route) {
            case LATENCY -> Optional.of(Entrance.Policy.LATENCY);
            case GEOLOCATION -> Optional.of(Entrance.Policy.GEOLOCATION);
            case WEIGHTED -> Optional.of(Entrance.Policy.WEIGHTED);
            case FAILOVER -> Optional.of(Entrance.Policy.FAILOVER);
            case CLIENT, HEALTH -> Optional.empty();
        };
    }

    private static Entrance.Choice choice(Entrance.Policy policy, RegionName region) {
        return new Entrance.Choice(policy, region, OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    /// The primary region of the application before others that serve, and those before the ones that stand by, in
    /// the order in which the role goes to them.
    List<RegionName> inOrder(Service service) {
        List<RegionName> order = new ArrayList<>(places(service));
        Optional.ofNullable(meant.applications().get(service.application())).ifPresent(application -> {
            List<RegionName> waiting = new ArrayList<>(application.failover().targets());
            waiting.retainAll(order);
            order.stream().filter(region -> !waiting.contains(region)).forEach(waiting::add);
            waiting.removeIf(region -> !waits(service, region));
            order.removeAll(waiting);
            if (order.remove(application.primary())) {
                order.addFirst(application.primary());
            }
            order.addAll(waiting);
        });
        return order;
    }

    private static Entrance.Choice byPlace(RegionName region) {
        Optional<String> continent = CONTINENTS.entrySet().stream()
                .filter(entry -> region.text().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return new Entrance.Choice(
                Entrance.Policy.GEOLOCATION, region, OptionalInt.empty(), OptionalInt.empty(), continent);
    }

    /// What an accelerator sends users to: all regions that serve, or the first of them while it does.
    List<Entrance.Choice> accelerated(Topology.Entrance said, Service service) {
        List<RegionName> order = inOrder(service);
        return Accelerators.isByOrder(said)
                ? all(Entrance.Policy.FAILOVER, order)
                : andWaiting(
                        "traffic.entrances." + said.name() + ".",
                        all(Entrance.Policy.LATENCY, serving(service)),
                        order);
    }
}
