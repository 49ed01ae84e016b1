package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Service;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// Works out what users open, and who of them is sent where. A name that the file does not say is nobody's to
/// write.
final class Entrances {
    /// What Route 53 has; the first is the default of both this and that (Route 53 developer guide, health checks,
    /// 2026-11).
    private static final int SLOW_SECONDS = 30;

    private static final int FAST_SECONDS = 10;
    private static final int FAILURES = 3;

    /// Of zones such as `co.uk`, in which everybody's name has three words.
    private static final List<String> SHARED = List.of("ac", "co", "com", "edu", "gov", "ne", "net", "or", "org");

    private static final int LETTERS_OF_A_COUNTRY = 2;

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

    private static final String NAMES = "traffic.certificates.names.";

    private static final List<String> BEFORE_ENTRANCES = List.of(
            "traffic.cdn.", "traffic.functions.", "traffic.waf.", "traffic.accelerator.", "traffic.certificates.");

    private final Blueprint meant;
    private final Ledger ledger;
    private final Accelerators accelerators;

    Entrances(Blueprint meant, Ledger ledger) {
        this.meant = meant;
        this.ledger = ledger;
        this.accelerators = new Accelerators(ledger);
    }

    List<Entrance> all() {
        List<Entrance> entrances = new ArrayList<>();
        meant.traffic().entrances().forEach((name, entrance) -> {
            Topology.Entrance said = ledger.said().traffic().entrances().get(name);
            Service service = meant.services().get(entrance.service());
            if (said != null && ledger.regions(Cloud.AWS).isEmpty()) {
                left("traffic.entrances." + name + ".", "what opens regions of other clouds than AWS is not written");
            }
            if (said != null
                    && isOurs(said)
                    && service != null
                    && !places(service).isEmpty()) {
                Optional<String> host = said.host();
                host.ifPresent(text -> entrances.add(entrance(said, text, service)));
                if (host.isEmpty()) {
                    left("traffic.entrances." + name + ".", "the file says no `host` for it");
                }
            }
        });
        if (entrances.isEmpty()) {
            String why = ledger.regions(Cloud.AWS).isEmpty()
                    ? "what opens regions of other clouds than AWS is not written"
                    : "no entrance has a `host`";
            BEFORE_ENTRANCES.forEach(section -> left(section, why));
        }
        return entrances;
    }

    private static boolean isOurs(Topology.Entrance said) {
        return said.providers().isEmpty() || said.providers().contains("route53");
    }

    private void left(String section, String why) {
        ledger.said().sources().all().keySet().stream()
                .filter(path -> (path + ".").startsWith(section))
                .forEach(path -> ledger.left(path, why));
    }

    private Entrance entrance(Topology.Entrance said, String host, Service service) {
        String path = "traffic.entrances." + said.name() + ".";
        names(path);
        if (said.providers().equals(List.of("route53"))) {
            ledger.rendered(path + "providers");
        }
        for (String key : List.of("port", "health.path", "loadBalancer.healthChecks", "loadBalancer.affinity")) {
            ledger.rendered("services." + service.name() + "." + key);
        }
        met("services." + service.name() + ".loadBalancer.kind", "alb");
        met("services." + service.name() + ".loadBalancer.tls", "terminate");
        met("traffic.certificates.issuer", "acm");
        met("traffic.certificates.validate", "dns");
        met("traffic.certificates.renew", "automatic");
        met("traffic.certificates.perRegion", "true");
        boolean isSticky = ledger.said()
                .sources()
                .at("services." + service.name() + ".loadBalancer.affinity")
                .filter(setting -> setting.text().equals("sticky"))
                .isPresent();
        boolean isAccelerated = accelerators.leads(said, new LinkedHashSet<>(first(service, places(service))));
        List<Entrance.Choice> choices = isAccelerated ? accelerated(said, service) : choices(said, service);
        Entrance.Lead lead = isAccelerated ? Entrance.Lead.ACCELERATOR : lead(said, choices.size() > 1);
        return new Entrance(
                said.name(),
                host,
                zone(host),
                service.name(),
                service.port(),
                service.healthPath(),
                isSticky,
                choices,
                places(service).size() > 1 ? ofStandby(zone(host)) : List.of(),
                choices.size() > 1 ? Optional.of(check(service)) : Optional.empty(),
                lead,
                new Cdns(ledger)
                        .before(choices.getFirst().policy(), choices.getFirst().region()));
    }

    /// What an accelerator sends users to: all regions, or the second while the first does not serve.
    private List<Entrance.Choice> accelerated(Topology.Entrance said, Service service) {
        Entrance.Policy policy = Accelerators.isByOrder(said) ? Entrance.Policy.FAILOVER : Entrance.Policy.LATENCY;
        return first(service, places(service)).stream()
                .map(region -> choice(policy, region))
                .toList();
    }

    /// Whether each region has a switch beside its check; with one region there is nothing to turn.
    private Entrance.Lead lead(Topology.Entrance said, boolean hasSeveral) {
        String path = "traffic.entrances." + said.name() + ".switch";
        boolean isControlled =
                said.turned().filter(Topology.Switch.ROUTING_CONTROL::equals).isPresent();
        if (isControlled && !hasSeveral) {
            ledger.left(path, "one region serves it: there is none to send users to");
            return Entrance.Lead.RECORDS;
        }
        if (isControlled || said.turned().filter(Topology.Switch.DNS::equals).isPresent()) {
            ledger.rendered(path);
        }
        return isControlled ? Entrance.Lead.CONTROLS : Entrance.Lead.RECORDS;
    }

    private void names(String path) {
        for (String key : List.of("host", "alias")) {
            ledger.rendered(path + key);
        }
        if (ledger.isOf(Cloud.AWS)) {
            ledger.rendered(path + "to");
        } else {
            ledger.left(path + "to", "it leads to regions of AWS; nothing opens those of other clouds yet");
        }
    }

    /// Names of the file's certificates are those of what would take over, where they are in the same zone.
    private List<String> ofStandby(String zone) {
        List<String> names = new ArrayList<>();
        ledger.said().sources().all().forEach((path, setting) -> {
            if (path.startsWith(NAMES) && setting.text().endsWith("." + zone)) {
                ledger.rendered(path);
                names.add(setting.text());
            }
        });
        return names;
    }

    private void met(String path, String value) {
        ledger.said()
                .sources()
                .at(path)
                .filter(setting -> setting.text().equals(value))
                .ifPresent(_ -> ledger.rendered(path));
    }

    /// Everything behind the first word, where there are more than a name and what it is registered under.
    static String zone(String host) {
        List<String> words = List.of(host.split("\\.", -1));
        int size = words.size();
        boolean isShared =
                size == 3 && words.getLast().length() == LETTERS_OF_A_COUNTRY && SHARED.contains(words.get(1));
        return size <= 2 || isShared ? host : host.substring(host.indexOf('.') + 1);
    }

    private List<RegionName> places(Service service) {
        return ledger.regions(Cloud.AWS).stream()
                .filter(region -> Optional.ofNullable(meant.applications().get(service.application()))
                        .map(application -> application.roles().containsKey(region))
                        .orElse(true))
                .toList();
    }

    /// By the first way of choosing that the file names; by latency where it names none. The others it names are
    /// left: Route 53 has one for each name.
    private List<Entrance.Choice> choices(Topology.Entrance said, Service service) {
        List<RegionName> places = places(service);
        Entrance.Policy policy = places.size() < 2
                ? Entrance.Policy.SIMPLE
                : said.route().stream()
                        .flatMap(route -> policy(route).stream())
                        .findFirst()
                        .orElse(Entrance.Policy.LATENCY);
        if (said.route().size() == 1
                || (said.route().size() == 2 && said.route().contains(Topology.Route.HEALTH))) {
            ledger.rendered("traffic.entrances." + said.name() + ".route");
        }
        return switch (policy) {
            case SIMPLE -> places.stream().map(region -> choice(policy, region)).toList();
            case LATENCY ->
                places.stream().map(region -> choice(policy, region)).toList();
            case FAILOVER ->
                first(service, places).stream()
                        .limit(2)
                        .map(region -> choice(policy, region))
                        .toList();
            case WEIGHTED -> {
                ledger.rendered("traffic.entrances." + said.name() + ".weights");
                yield places.stream()
                        .map(region -> new Entrance.Choice(
                                policy,
                                region,
                                OptionalInt.of(said.weights().getOrDefault(region, 1)),
                                Optional.empty()))
                        .toList();
            }
            case GEOLOCATION -> byPlace(first(service, places));
        };
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
        return new Entrance.Choice(policy, region, OptionalInt.empty(), Optional.empty());
    }

    /// The primary region of the application before the others.
    private List<RegionName> first(Service service, List<RegionName> places) {
        List<RegionName> order = new ArrayList<>(places);
        Optional.ofNullable(meant.applications().get(service.application()))
                .filter(application -> order.remove(application.primary()))
                .ifPresent(application -> order.addFirst(application.primary()));
        return order;
    }

    /// The first region of each continent has its users, the first of all has everybody else.
    private static List<Entrance.Choice> byPlace(List<RegionName> places) {
        SequencedMap<String, RegionName> continents = new LinkedHashMap<>();
        for (RegionName region : places) {
            CONTINENTS.entrySet().stream()
                    .filter(entry -> region.text().startsWith(entry.getKey()))
                    .findFirst()
                    .ifPresent(entry -> continents.putIfAbsent(entry.getValue(), region));
        }
        List<Entrance.Choice> choices = new ArrayList<>();
        continents.forEach((continent, region) -> choices.add(
                new Entrance.Choice(Entrance.Policy.GEOLOCATION, region, OptionalInt.empty(), Optional.of(continent))));
        choices.add(choice(Entrance.Policy.GEOLOCATION, places.getFirst()));
        return choices;
    }

    /// As the first probe of the service says that Route 53 can carry out.
    private Entrance.Check check(Service service) {
        for (Failover.Probe probe : ledger.said().failover().probes().values()) {
            if (probe.to().filter(service.name()::equals).isPresent()) {
                int seconds = probe.every()
                                .filter(every -> every.compareTo(Duration.ofSeconds(SLOW_SECONDS)) < 0)
                                .isPresent()
                        ? FAST_SECONDS
                        : SLOW_SECONDS;
                return new Entrance.Check(seconds, probe.failures().orElse(FAILURES));
            }
        }
        return new Entrance.Check(SLOW_SECONDS, FAILURES);
    }
}
