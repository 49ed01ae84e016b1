package dev.meridian.intake;

import dev.meridian.topology.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Predicate;

/// From the resources of a plan or a state to a sketch: first what there is, then what joins it, then which
/// regions do what, and at last how everything is called.
final class TerraformSketch {
    private static final SequencedMap<String, String> SWITCHES = new LinkedHashMap<>();

    static {
        SWITCHES.put("aws_internet_gateway", "internetGateway");
        SWITCHES.put("aws_ec2_transit_gateway", "transitGateway");
        SWITCHES.put("aws_flow_log", "flowLogs");
    }

    private static final List<String> TAGS = List.of("application", "app", "project", "system", "product");

    private final Inventory inventory;
    private final Said application;
    private final Survey survey;
    private final Networks networks;
    private final Clusters clusters;
    private final Programs programs;
    private final Ways ways;
    private final List<Group> groups;
    private final Roles roles;

    private TerraformSketch(Inventory inventory, Answers answers) {
        this.inventory = inventory;
        this.application =
                answers.application().map(name -> Said.by("as you say", name)).orElseGet(this::application);
        Whereabouts whereabouts = new Whereabouts(inventory);
        SequencedSet<String> regions = new LinkedHashSet<>();
        inventory.managed().forEach(resource -> regions.add(whereabouts.of(resource)));
        this.survey = new Survey(inventory, whereabouts, new Naming(application.value(), List.copyOf(regions)));
        this.networks = new Networks(survey);
        networks.read();
        new Databases(survey).read();
        new ManagedStores(survey).read();
        this.programs = new Programs(survey);
        programs.read();
        this.ways = new Ways(survey, programs);
        ways.read();
        this.groups = Group.of(survey);
        this.roles = new Roles(survey, groups, programs.programs(), ways.ways(), networks.regions());
        this.clusters = new Clusters(survey);
        clusters.read(programs.programs());
    }

    /// Reads an inventory. What is called how is settled when the sketch is drawn.
    static TerraformSketch of(Inventory inventory, Answers answers) {
        return new TerraformSketch(inventory, answers);
    }

    Notes notes() {
        return survey.notes();
    }

    /// The regions of the application, the primary first.
    List<String> regions() {
        return List.copyOf(roles.all().keySet());
    }

    /// @param source how the input is called
    /// @param isKnown whether the catalogue has a region of this name
    Sketch draw(String source, Predicate<String> isKnown, Answers answers) {
        answers.primary().ifPresent(roles::choose);
        Naming.Space space = new Naming.Space();
        Externals externals = new Externals(survey, space);
        Secrets secrets = new Secrets(survey);
        StoreSketches storeSketches = new StoreSketches(survey, roles, space, externals);
        List<Sketch.Store> stores = storeSketches.of(groups);
        ServiceSketches serviceSketches = new ServiceSketches(programs, roles, space, storeSketches, secrets);
        List<Sketch.Service> services = serviceSketches.all();
        TrafficSketches traffic = new TrafficSketches(survey, ways, serviceSketches);
        Sketch sketch = new Sketch(
                inventory.form(),
                source,
                application,
                new Sketch.Objectives(
                        answers.rto().map(rto -> Said.by("as you say", rto)),
                        answers.rpo().map(rpo -> Said.by("as you say", rpo))),
                regions(isKnown, serviceSketches),
                services,
                externals.all(regions()),
                stores,
                secrets.all(),
                clusters.sketch(roles.primary()),
                network(),
                traffic.traffic(),
                new Sketch.Control(traffic.runs(), traffic.probes(Checks.of(survey)), List.of()),
                List.of());
        noteTheRest();
        return sketch;
    }

    private Sketch.Network network() {
        SequencedMap<String, Said> switches = new LinkedHashMap<>();
        SWITCHES.forEach((type, key) -> networks.has(type).ifPresent(said -> switches.put(key, said)));
        Naming.Space space = new Naming.Space();
        List<Sketch.Link> links = new ArrayList<>();
        for (Networks.Peering peering : networks.peerings()) {
            if (regions().contains(peering.from()) && regions().contains(peering.to())) {
                String name = space.unique(peering.origin().name(), peering.to());
                links.add(new Sketch.Link(name, peering.origin().address(), peering.from(), peering.to()));
            } else {
                survey.lost(
                        peering.origin(),
                        "peer_region",
                        "nothing else of " + survey.noun() + " is in one of its regions");
            }
        }
        return new Sketch.Network(Optional.ofNullable(networks.zones().get(roles.primary())), links, switches);
    }

    /// What a region has otherwise than the primary one, by path.
    private SequencedMap<String, Said> differs(String region, ServiceSketches services) {
        SequencedMap<String, Said> differs = new LinkedHashMap<>(services.differs(region));
        differs.putAll(clusters.differs(roles.primary(), region));
        Optional<Said> zones = Optional.ofNullable(networks.zones().get(region));
        Optional<Said> usual = Optional.ofNullable(networks.zones().get(roles.primary()));
        boolean isOther = zones.isPresent() && !zones.map(Said::value).equals(usual.map(Said::value));
        if (isOther && usual.isPresent()) {
            differs.put("network.zones", zones.get());
        }
        return differs;
    }

    private List<Sketch.Region> regions(Predicate<String> isKnown, ServiceSketches services) {
        SequencedMap<String, String> accounts = accounts();
        return roles.all().entrySet().stream()
                .map(role -> new Sketch.Region(
                        role.getKey(),
                        role.getValue(),
                        isKnown.test(role.getKey()),
                        Optional.ofNullable(networks.blocks().get(role.getKey())),
                        Optional.ofNullable(accounts.get(role.getKey())),
                        Optional.empty(),
                        Optional.empty(),
                        differs(role.getKey(), services)))
                .toList();
    }

    /// The name that most resources have in a tag, if more than half of those with tags have it.
    private Said application() {
        SequencedMap<String, Integer> names = new LinkedHashMap<>();
        int tagged = 0;
        for (Resource resource : inventory.managed()) {
            Optional<String> name = tag(resource);
            tagged += name.isPresent() ? 1 : 0;
            name.ifPresent(text -> names.merge(text, 1, Integer::sum));
        }
        int all = tagged;
        return names.entrySet().stream()
                .filter(entry -> entry.getValue() * 2 > all)
                .filter(entry -> Scalars.isName(Naming.plain(entry.getKey())))
                .findFirst()
                .map(entry -> Said.by("a tag of " + entry.getValue() + " resources", Naming.plain(entry.getKey())))
                .orElseGet(() -> Said.assumed("application", "what it is called"));
    }

    private static Optional<String> tag(Resource resource) {
        for (String block : List.of("tags_all", "tags")) {
            Attributes tags = resource.values().block(block).orElse(Attributes.NONE);
            for (String wanted : TAGS) {
                for (String name : tags.names()) {
                    if (name.toLowerCase(Locale.ROOT).equals(wanted)
                            && tags.text(name).isPresent()) {
                        return tags.text(name);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// The account that most of a region's resources belong to.
    private SequencedMap<String, String> accounts() {
        SequencedMap<String, SequencedMap<String, Integer>> seen = new LinkedHashMap<>();
        for (Resource resource : inventory.managed()) {
            resource.values()
                    .text("arn")
                    .flatMap(Whereabouts::accountOfArn)
                    .ifPresent(account -> seen.computeIfAbsent(survey.region(resource), _ -> new LinkedHashMap<>())
                            .merge(account, 1, Integer::sum));
        }
        SequencedMap<String, String> accounts = new LinkedHashMap<>();
        seen.forEach((region, counts) -> counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(most -> accounts.put(region, most.getKey())));
        return accounts;
    }

    private void noteTheRest() {
        for (Resource resource : inventory.managed()) {
            if (!survey.notes().isNoted(resource)) {
                survey.notes().notRead(resource, Unread.why(resource.type()));
            }
        }
    }
}
