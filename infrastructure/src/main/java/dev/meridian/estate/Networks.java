package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.Region;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Defaults;
import dev.meridian.topology.Message;
import dev.meridian.topology.Network.Nat;
import dev.meridian.topology.Network.Subnet;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Topology;
import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Works out the network of each region: which addresses it has, over how many zones it spreads, and what leads in
/// and out.
final class Networks {
    /// What EKS, Elastic Load Balancing and RDS take (their user guides, subnets, 2026-11).
    private static final int LEAST_ZONES = 2;

    /// What is written with machines and tasks that start in the networks of AWS.
    private static final List<Compute.Platform> RUN =
            List.of(Compute.Platform.KUBERNETES, Compute.Platform.ECS_FARGATE);

    private static final String SIZE = "network.perRegion";

    private final Topology said;
    private final Blueprint meant;
    private final Ledger ledger;

    Networks(Topology said, Blueprint meant, Ledger ledger) {
        this.said = said;
        this.meant = meant;
        this.ledger = ledger;
    }

    /// Empty where there is a problem.
    Optional<Site.Network> of(RegionName name) {
        Region region = Optional.ofNullable(meant.regions().get(name)).orElseThrow();
        String path = "regions." + name;
        ledger.rendered(path);
        ledger.rendered(path + ".cidr");
        ledger.rendered(path + ".provider");
        Cidr block = region.cidr().orElseThrow();
        isOfSize(name, block);
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
                                    + ", and a block from /16 to /22, for example" + " `cidr: "
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
                && runs()
                && (wayOut() == Site.WayOut.NONE || !tiers().contains(Site.Tier.PUBLIC))
                && !said.network().endpoints().orElse(false);
        if (isShutIn) {
            boolean isOfNat = wayOut() == Site.WayOut.NONE;
            ledger.problem(
                    isOfNat ? "network.nat" : "network.internetGateway",
                    new Message(
                            "nothing leads out of a network with `" + (isOfNat ? "nat: none" : "internetGateway: false")
                                    + "`",
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
        for (String key : List.of("cidr", "subnets", "nat", "internetGateway", "acls", "flowLogs", "endpoints")) {
            ledger.rendered("network." + key);
        }
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
            ledger.againstWill(path, "false", "networks of other clouds have no gateway that could be left out");
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

    /// Whether a region has as many addresses as the file says of all; a block that it states goes before.
    private void isOfSize(RegionName region, Cidr block) {
        ledger.rendered(SIZE);
        if (said.network().perRegion().orElse(block.prefix()) != block.prefix()) {
            ledger.withdraw(SIZE, "`regions." + region + ".cidr` says another block, " + block + ", which goes before");
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
                || said.network().nat().filter(nat -> nat != Nat.NONE).isPresent()
                || goesOut();
        if (named.contains(Subnet.PUBLIC) || isOpened) {
            tiers.add(Site.Tier.PUBLIC);
        }
        tiers.add(Site.Tier.PRIVATE);
        if (named.contains(Subnet.DATABASE) || !meant.stores().isEmpty()) {
            tiers.add(Site.Tier.DATABASE);
        }
        return tiers;
    }

    /// Whether machines or tasks start there.
    private boolean runs() {
        return said.compute().platform().filter(RUN::contains).isPresent();
    }

    /// Whether machines or tasks fetch what they start from, and nobody says by which way.
    private boolean goesOut() {
        return runs()
                && said.network().nat().isEmpty()
                && said.network().internetGateway().orElse(true)
                && !said.network().endpoints().orElse(false);
    }

    /// One a zone where nobody says: the loss of a zone must not take the way out of the others with it.
    private Site.WayOut wayOut() {
        return switch (said.network().nat().orElse(Nat.PER_ZONE)) {
            case PER_ZONE -> Site.WayOut.PER_ZONE;
            case PER_REGION -> Site.WayOut.PER_REGION;
            case NONE -> Site.WayOut.NONE;
        };
    }
}
