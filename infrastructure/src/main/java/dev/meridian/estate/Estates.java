package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.Region;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Defaults;
import dev.meridian.topology.Message;
import dev.meridian.topology.Network.Nat;
import dev.meridian.topology.Network.Subnet;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Topology;
import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Works out what is to be built. What the file says holds; what it leaves open is decided by what the rest of it
/// needs, and every such rule stands beside its decision.
public final class Estates {
    /// Something that the file asks for and that cannot be built.
    public static final String CANNOT_BE_BUILT = "MER-0099";

    /// What EKS, Elastic Load Balancing and RDS take (their user guides, subnets, 2026-11).
    private static final int LEAST_ZONES = 2;

    /// The longest name that everything else can begin with: with a region of 14 letters, a word and a hash
    /// behind it, a bucket has 63 (S3 user guide, bucket naming rules), a role 64 at most (IAM user guide,
    /// quotas; both 2026-11).
    private static final int LONGEST_NAME = 32;

    /// What is written with machines and tasks that start in the networks of AWS.
    private static final List<Compute.Platform> RUN =
            List.of(Compute.Platform.KUBERNETES, Compute.Platform.ECS_FARGATE);

    private final Topology said;
    private final Blueprint meant;
    private final Settled settled;
    private final Ledger ledger;

    private Estates(Topology said, Blueprint meant, Settled settled) {
        this.said = said;
        this.meant = meant;
        this.settled = settled;
        this.ledger = new Ledger(said);
    }

    /// What is to be built, or everything that is in the way.
    ///
    /// @param estate empty exactly where there are problems
    public record Outcome(Optional<Estate> estate, List<Problem> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    /// @param said the file
    /// @param meant what it was resolved to
    /// @param settled what an earlier writing leaves no choice about
    public static Outcome of(Topology said, Blueprint meant, Settled settled) {
        return new Estates(said, meant, settled).work();
    }

    /// The path of what one region says otherwise.
    public static String own(RegionName region, String path) {
        return "regions." + region + ".overrides." + path;
    }

    private Outcome work() {
        String name = name();
        regions(name);
        Parts parts = new Parts(name, meant, ledger, suffix(name));
        SequencedMap<RegionName, Site> sites = new LinkedHashMap<>();
        for (RegionName region : ledger.regions()) {
            place(region).ifPresent(network -> sites.put(region, site(name, region, network, parts)));
        }
        inOrder(sites);
        Optional<Firewall> firewall = parts.firewall();
        if (!ledger.problems().isEmpty()) {
            return new Outcome(Optional.empty(), ledger.problems());
        }
        Pledges.note(ledger, !parts.ofAws().isEmpty());
        Optional<Delivery> delivery = new Deliveries(ledger, parts.ofAws()).one();
        Watch watch = watch(parts, delivery);
        List<Estate.Link> links = parts.links(watch);
        Optional<Fleet> fleet = new Fleets(name, meant, ledger).of(sites, links);
        note(sites);
        return new Outcome(
                Optional.of(new Estate(
                        name,
                        sites,
                        links,
                        parts.streams(),
                        parts.volumes(),
                        parts.backupRegions(),
                        parts.images(),
                        parts.entrances(),
                        parts.accelerator(),
                        firewall,
                        parts.bucket("pages"),
                        parts.bucket("records"),
                        watch,
                        delivery,
                        fleet,
                        new Keepers(name, suffix(name), ledger).all(),
                        new Estate.Coverage(ledger.rendered(), ledger.left(), ledger.notices()))),
                List.of());
    }

    private void note(SequencedMap<RegionName, Site> sites) {
        Papers.note(ledger, sites.values());
        Elsewhere.note(ledger);
    }

    private Watch watch(Parts parts, Optional<Delivery> delivery) {
        boolean hearsOfDrift = delivery.filter(Delivery::looksForDrift).isPresent();
        return new Watches(meant, ledger).one(parts.ofAws(), hearsOfDrift);
    }

    private Site site(String name, RegionName region, Site.Network network, Parts parts) {
        Site.Stores stores = parts.stores(region);
        List<Entrance> entrances = parts.entrances(region);
        return new Site(
                region,
                ledger.cloud(region),
                name + "-" + region,
                network,
                new LogDays(ledger).in(region),
                stores,
                parts.compute(region, network.zones().size()),
                entrances,
                entrances.isEmpty() || ledger.cloud(region) != Cloud.AWS
                        ? Optional.empty()
                        : Optional.of(parts.bucket(region + "-access-logs")),
                parts.isTarget(region) || !stores.isEmpty(),
                suffix(name),
                parts.sharedKey(region));
    }

    /// Those in which something is built.
    private void regions(String estate) {
        Settled order = settled.isOf(estate) ? settled : Settled.NOTHING;
        ledger.founded(order.founders());
        for (RegionName name : order.inOrder(meant.regions().keySet())) {
            Region region = Optional.ofNullable(meant.regions().get(name)).orElseThrow();
            Cloud.of(region.cloud()).ifPresent(cloud -> ledger.builds(name, cloud));
        }
        Reserved.check(estate, ledger);
        Partitions.check(ledger);
        if (ledger.regions().isEmpty()) {
            ledger.problem(
                    "regions",
                    new Message(
                            "no region of this file is one of AWS, Google Cloud or Azure",
                            "roots are written for these",
                            "a region of one of them, for example `eu-west-1`"));
        }
    }

    private void inOrder(SequencedMap<RegionName, Site> sites) {
        boolean canBeBuilt = Estate.inOrder(sites, true).isPresent()
                || (Datastores.areMade(sites.values(), ledger)
                        && Estate.inOrder(sites, false).isPresent());
        if (!ledger.problems().isEmpty() || canBeBuilt) {
            return;
        }
        ledger.problem(
                "data",
                new Message(
                        "each of some regions has a store that follows one in another of them",
                        "a region is built as a whole, after those that its stores follow",
                        "stores that follow each other crosswise with the same `primary`"));
    }

    /// The application's; of several the first one's. Another environment is another estate, beside this one.
    private String name() {
        ledger.rendered("application");
        String application = meant.applications().firstEntry().getKey();
        String name = said.environment()
                .map(environment -> application + "-" + environment)
                .orElse(application);
        if (name.length() > LONGEST_NAME) {
            ledger.problem(
                    "application",
                    new Message(
                            "`" + name + "` has " + name.length() + " letters",
                            "everything that is built is called after it, and names of AWS leave it " + LONGEST_NAME,
                            "a shorter name of the application or the environment"));
        }
        return name;
    }

    private Optional<Site.Network> place(RegionName name) {
        Region region = Optional.ofNullable(meant.regions().get(name)).orElseThrow();
        String path = "regions." + name;
        ledger.rendered(path);
        ledger.rendered(path + ".cidr");
        ledger.rendered(path + ".provider");
        Cidr block = region.cidr().orElseThrow();
        if (!whole().contains(block)) {
            ledger.problem(
                    path + ".cidr",
                    new Message(
                            block + " of " + region.name() + " is not within " + whole(),
                            "the rules of every network know the addresses of all regions together, `network.cidr`",
                            "a `network.cidr` that contains the blocks of all regions"));
            return Optional.empty();
        }
        int zones = zones(region.name());
        if (isTooSmall(region.name(), block) || lacksZones(region, zones) || isShutIn(region.name())) {
            return Optional.empty();
        }
        Optional<List<Site.Zone>> parts = Subnets.of(block, zones);
        if (parts.isEmpty()) {
            ledger.problem(
                    zones > Subnets.MOST_ZONES ? "network.zones" : path + ".cidr",
                    new Message(
                            "the network of " + region.name() + ", " + block + ", does not divide into subnets for "
                                    + zones + " zones",
                            "a network of AWS is a /16 at most, and each zone has a private subnet and two of an eighth and"
                                    + " a thirty-second of it, in at most " + Subnets.MOST_ZONES + " zones",
                            "`network.zones` of at most " + Subnets.MOST_ZONES
                                    + ", and a block from /16 to /23, for example" + " `cidr: "
                                    + Cidr.around(block.address(), 16) + "`"));
            return Optional.empty();
        }
        return Optional.of(network(block, parts.get()));
    }

    /// Whether a cloud whose subnets span all zones cannot divide a block.
    private boolean isTooSmall(RegionName region, Cidr block) {
        boolean isSmall = ledger.cloud(region) != Cloud.AWS && block.prefix() > Ranges.SMALLEST;
        if (isSmall) {
            ledger.problem(
                    "regions." + region + ".cidr",
                    new Message(
                            "the network of " + region + ", " + block + ", is too small",
                            "a region of " + ledger.cloud(region).text()
                                    + " has ranges for pods, machines and stores, and"
                                    + " none of them may be smaller than what a /" + Ranges.SMALLEST + " leaves it",
                            "a block from /16 to /" + Ranges.SMALLEST));
        }
        return isSmall;
    }

    /// Whether a network would spread over more zones than there are, or over fewer than what is in it takes: a
    /// cloud would refuse it half built.
    private boolean lacksZones(Region region, int asked) {
        int known = Catalogue.zones(region.cloud(), region.name().text()).orElse(asked);
        int there = Site.seesAllZones(region.name()) ? known : Math.min(known, LEAST_ZONES);
        if (there < asked) {
            String zones = known == 0
                    ? "no zones"
                    : known + " zones" + (there < known ? ", of which an account sees " + there : "");
            ledger.problem(
                    "regions." + region.name(),
                    new Message(
                            "`" + region.name() + "` has " + zones,
                            "its network, its machines and its stores are spread over " + asked,
                            there == 0
                                    ? "a region with zones"
                                    : "`network.zones: " + there + "`, or that in its `overrides` alone"));
        }
        boolean isAlone = ledger.cloud(region.name()) == Cloud.AWS && asked < LEAST_ZONES;
        if (isAlone) {
            ledger.problem(
                    "network.zones",
                    new Message(
                            "the network of `" + region.name() + "` is in one zone",
                            "a cluster of EKS, a load balancer and the subnets of databases each take two at least",
                            "`network.zones: " + LEAST_ZONES + "`, or more"));
        }
        return there < asked || isAlone;
    }

    /// Whether machines and tasks of AWS would have no way to what they start from: neither out nor to an
    /// endpoint.
    private boolean isShutIn(RegionName region) {
        boolean isShutIn = ledger.cloud(region) == Cloud.AWS
                && said.compute().platform().filter(RUN::contains).isPresent()
                && wayOut() == Site.WayOut.NONE
                && !said.network().endpoints().orElse(false);
        if (isShutIn) {
            ledger.problem(
                    "network.nat",
                    new Message(
                            "nothing leads out of a network with `nat: none`",
                            "machines join their cluster, and fetch images, over services of AWS that they would not reach",
                            "`network.endpoints: provider-services`, or another `nat`"));
        }
        return isShutIn;
    }

    private int zones(RegionName region) {
        ledger.rendered("network.zones");
        return ledger.zones(region);
    }

    private Site.Network network(Cidr block, List<Site.Zone> zones) {
        ledger.rendered()
                .addAll(List.of(
                        "network.cidr",
                        "network.perRegion",
                        "network.subnets",
                        "network.nat",
                        "network.internetGateway",
                        "network.acls",
                        "network.flowLogs",
                        "network.endpoints"));
        SequencedSet<Site.Tier> tiers = tiers();
        isClosed(tiers);
        return new Site.Network(
                block,
                whole(),
                zones,
                tiers,
                tiers.contains(Site.Tier.PUBLIC) ? wayOut() : Site.WayOut.NONE,
                said.network().acls().orElse(false),
                said.network().flowLogs().orElse(false),
                said.network().endpoints().orElse(false));
    }

    /// A problem where there is to be no gateway to the internet and something needs one. Without public
    /// subnets none is built.
    private void isClosed(SequencedSet<Site.Tier> tiers) {
        String path = "network.internetGateway";
        if (said.network().internetGateway().orElse(true)) {
            return;
        }
        if (!ledger.isOf(Cloud.AWS)) {
            ledger.withdraw(path, "networks of other clouds have no gateway that could be left out");
        }
        if (!ledger.regions(Cloud.AWS).isEmpty() && tiers.contains(Site.Tier.PUBLIC)) {
            List<String> needs = new ArrayList<>();
            meant.traffic().entrances().keySet().forEach(name -> needs.add("`traffic.entrances." + name + "`"));
            said.network().nat().filter(nat -> nat != Nat.NONE).ifPresent(_ -> needs.add("`network.nat`"));
            if (said.network().subnets().contains(Subnet.PUBLIC)) {
                needs.add("`public` of `network.subnets`");
            }
            ledger.problem(
                    path,
                    new Message(
                            "there is to be no gateway to the internet, and " + String.join(" and ", needs)
                                    + (needs.size() > 1 ? " need" : " needs") + " one",
                            "users come in by it, and private addresses go out by it",
                            "`internetGateway: true`; or no entrances, `nat: none`, `endpoints: provider-services` and no"
                                    + " public subnets"));
        }
    }

    private Cidr whole() {
        return said.network()
                .cidr()
                .or(() -> Defaults.at("network.cidr").flatMap(Scalars::block))
                .orElseThrow(() -> new AssertionError("the format says which addresses an estate has"));
    }

    /// Those that the file names, and those that the rest of it needs: a public one for names that users open
    /// and for ways out, a private one for services, one for databases where there is a store in a network.
    private SequencedSet<Site.Tier> tiers() {
        SequencedSet<Site.Tier> tiers = new LinkedHashSet<>();
        List<Subnet> named = said.network().subnets();
        boolean isOpened = !meant.traffic().entrances().isEmpty()
                || said.network().internetGateway().orElse(false)
                || said.network().nat().filter(nat -> nat != Nat.NONE).isPresent();
        if (named.contains(Subnet.PUBLIC) || isOpened) {
            tiers.add(Site.Tier.PUBLIC);
        }
        tiers.add(Site.Tier.PRIVATE);
        if (named.contains(Subnet.DATABASE) || !meant.stores().isEmpty()) {
            tiers.add(Site.Tier.DATABASE);
        }
        return tiers;
    }

    /// One a zone where nobody says: the loss of a zone must not take the way out of the others with it.
    private Site.WayOut wayOut() {
        return switch (said.network().nat().orElse(Nat.PER_ZONE)) {
            case PER_ZONE -> Site.WayOut.PER_ZONE;
            case PER_REGION -> Site.WayOut.PER_REGION;
            case NONE -> Site.WayOut.NONE;
        };
    }

    /// Names of buckets are shared by everybody (S3 user guide, bucket naming rules, 2026-11): what users open is
    /// nobody else's, so a hash of it with the name will hardly be anybody's either. Once it is settled it stays,
    /// whatever users open later.
    private String suffix(String name) {
        if (settled.isOf(name) && settled.suffix().isPresent()) {
            return settled.suffix().get();
        }
        StringBuilder text = new StringBuilder(name);
        meant.traffic()
                .entrances()
                .values()
                .forEach(entrance -> text.append('\n').append(entrance.host().toLowerCase(Locale.ROOT)));
        return ShortName.hash(text.toString());
    }
}
