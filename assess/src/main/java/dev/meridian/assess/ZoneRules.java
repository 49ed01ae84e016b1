package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Network;
import dev.meridian.topology.Regional;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// A check of parts in one zone under a promise about a lost zone, and of stores whose contents are lost by their
/// own declaration.
final class ZoneRules {
    /// Kinds whose nodes elect a leader, or commit, by a majority of them: Kafka by its controllers (Apache Kafka
    /// documentation, KRaft, Controller: a majority has to be there, three or five; 2026-11).
    private static final List<StoreKind> DECIDE_BY_MAJORITY = List.of(
            StoreKind.KAFKA,
            StoreKind.ETCD,
            StoreKind.RAFT_LOG,
            StoreKind.COCKROACHDB,
            StoreKind.YUGABYTEDB,
            StoreKind.MONGODB);

    private final Subject subject;
    private final List<Finding> findings;

    private ZoneRules(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        ZoneRules rules = new ZoneRules(subject, findings);
        subject.blueprint().stores().values().forEach(rules::store);
        subject.blueprint().applications().values().forEach(rules::services);
        if (subject.blueprint().regions().size() > 1) {
            subject.blueprint().stores().values().forEach(rules::contents);
        }
    }

    private void store(Store store) {
        Storage.Store said = subject.said(store);
        boolean oneNode = said.members().values().stream()
                .anyMatch(member -> StoreZones.isOne(member.nodes())
                        && said.members().values().stream()
                                        .filter(other -> other.region().equals(member.region()))
                                        .count()
                                == 1);
        boolean oneZone = new StoreZones(subject, store).isOne();
        Optional<Stake> covered = WayChoice.stakes(subject, store, Promise.Disruption.ZONE).stream()
                .findFirst();
        Comeback.Way way = subject.wayBack(store, Promise.Disruption.ZONE).way();
        boolean isTold = way == Comeback.Way.LOST || Votes.outliveAnyRegion(store, said);
        if ((!oneNode && !oneZone) || covered.isEmpty() || isTold) {
            return;
        }
        findings.add(Finding.of(
                        Rule.ONE_ZONE,
                        "data." + store.name() + (oneZone ? ".zones" : ".members"),
                        "`" + store.name() + "` " + (oneZone ? "is in one zone" : "has one node in a region")
                                + ", and the promise covers the loss of a zone",
                        way(store, way),
                        oneZone ? new StoreZones(subject, store).mend() : moreNodes(store, said))
                .about(covered.get().path()));
    }

    /// The nodes that a store in one zone needs. A majority that outlives a zone has three, in three zones.
    private static String moreNodes(Store store, Storage.Store said) {
        boolean decides = DECIDE_BY_MAJORITY.contains(store.kind())
                || store.replication().mode() == ReplicationMode.QUORUM
                || !said.voters().isEmpty();
        OptionalInt factor = said.replication()
                .map(Storage.Replication::factor)
                .filter(copies -> copies.isPresent() && copies.getAsInt() < (decides ? 3 : 2))
                .orElse(OptionalInt.empty());
        return (decides
                        ? "three nodes over three zones, since a majority has to be left"
                        : "a second node, in another zone")
                + (factor.isPresent()
                        ? ", and `replication.factor: " + (decides ? 3 : 2) + "`: of " + factor.getAsInt()
                                + (factor.getAsInt() == 1 ? " copy" : " copies") + " more nodes alone save nothing"
                        : "");
    }

    private String way(Store store, Comeback.Way way) {
        return switch (way) {
            case STAYS ->
                new ImpliedZones(subject, store).isStoredOverZones()
                        ? "its storage is in three zones and stays; with its zone it stops until a new instance serves"
                                + " in another one"
                        : "with its zone it stops, its contents are gone, and nothing says when an empty one serves";
            case OWN_ELSEWHERE, WRITABLE -> "with its zone it stops in its region; only other regions go on";
            case PROMOTED, MADE_AGAIN, RESTORED, WITHOUT_QUORUM, LOST ->
                "a lost zone is as bad as the loss of the region for it: what brings it back is "
                        + subject.wayBack(store, Promise.Disruption.ZONE).description();
        };
    }

    /// Services with one copy, or in a region whose network has one zone.
    private void services(Application application) {
        Optional<Stake> covered = subject.stakes().stream()
                .filter(stake -> stake.disruption() == Promise.Disruption.ZONE
                        && stake.objective() == Promise.Objective.RTO
                        && stake.application().equals(application)
                        && !stake.reach().services().isEmpty())
                .findFirst();
        if (covered.isEmpty()) {
            return;
        }
        application.roles().forEach((region, role) -> {
            if (role != Role.STANDBY) {
                copies(covered.get(), region);
                zones(covered.get(), region);
            }
        });
        wayOut(application, covered.get());
    }

    /// Whether a finding is about the one way out of several zones.
    static boolean isWayOut(Finding finding) {
        return finding.at().equals("network.nat");
    }

    /// A NAT gateway of AWS is in one zone (Amazon VPC User Guide, NAT gateway basics: resources of other zones
    /// that share it lose internet access with its zone; read 2026-11). Others have gateways over zones.
    private void wayOut(Application application, Stake covered) {
        List<RegionName> regions = application.roles().keySet().stream()
                .filter(region -> application.roles().get(region) != Role.STANDBY)
                .filter(region -> Objects.requireNonNull(
                                subject.blueprint().regions().get(region))
                        .cloud()
                        .equals("aws"))
                .filter(region -> regional(region)
                        .zones()
                        .or(() -> subject.topology().network().zones())
                        .filter(zones -> !StoreZones.isOne(Optional.of(zones)))
                        .isPresent())
                .toList();
        Network network = subject.topology().network();
        boolean isShared = network.nat().equals(Optional.of(Network.Nat.PER_REGION))
                && !network.endpoints().orElse(false);
        if (isShared && !regions.isEmpty()) {
            findings.add(Finding.of(
                            Rule.ONE_ZONE,
                            "network.nat",
                            "all zones of " + Listed.regions(regions)
                                    + " leave through one NAT gateway, which is in one of them, and the promise covers"
                                    + " the loss of a zone",
                            "with that zone the others lose their way to what is outside the network, stores of the"
                                    + " provider without an endpoint in it among them",
                            "`nat: per-zone`; or `endpoints: provider-services`, where only services of the provider are asked")
                    .about(covered.path()));
        }
    }

    private void copies(Stake covered, RegionName region) {
        regional(region).replicas().forEach((service, count) -> {
            boolean counts = covered.reach().services().contains(service)
                    && !subject.isOnlyInFailover(service)
                    && runsIn(service, region);
            if (counts && StoreZones.isOne(Optional.of(count))) {
                findings.add(Finding.of(
                                Rule.ONE_ZONE,
                                "services." + service + ".replicas",
                                "`" + service + "` has one copy in " + region
                                        + ", and the promise covers the loss of a zone",
                                "with the zone of its copy it stops until a new one is started in another zone",
                                secondCopy(service))
                        .about(covered.path()));
            }
        });
    }

    /// Reports whether a service has copies in a region: `in` names it, or nothing limits where it runs.
    private boolean runsIn(String service, RegionName region) {
        List<RegionName> regions = subject.service(service).regions();
        return regions.isEmpty() || regions.contains(region);
    }

    /// What brings a service back after the loss of a zone. A second copy of one that writes a volume would have
    /// another volume, or none: the volume has to be attached in the other zone.
    private String secondCopy(String service) {
        boolean oneVolume = Optional.ofNullable(subject.topology().services().get(service))
                .filter(said -> said.volume().isPresent()
                        || said.dependsOn().keySet().stream().anyMatch(this::isVolume))
                .isPresent();
        return oneVolume
                ? "a volume over two zones, and a controller that starts the copy in the other one and attaches it"
                : "`replicas: 2` or more, spread over zones";
    }

    private boolean isVolume(String name) {
        return Optional.ofNullable(subject.blueprint().stores().get(name))
                .filter(store -> store.kind() == StoreKind.VOLUME)
                .isPresent();
    }

    private void zones(Stake covered, RegionName region) {
        Optional<Topology.Count> own = regional(region).zones();
        Optional<Topology.Count> zones =
                own.or(() -> subject.topology().network().zones());
        boolean hasNone = Catalogue.zones(
                        Objects.requireNonNull(subject.blueprint().regions().get(region))
                                .cloud(),
                        region.text())
                .equals(OptionalInt.of(0));
        if (StoreZones.isOne(zones)) {
            findings.add(Finding.of(
                            Rule.ONE_ZONE,
                            own.isPresent() ? "regions." + region + ".zones" : "network.zones",
                            "what runs in " + region + " is in one zone, and the promise covers the loss of a zone",
                            "the loss of that zone is the loss of the region for it"
                                    + (hasNone ? "; " + region + " is not divided into zones" : ""),
                            hasNone ? "a region with zones in its place" : "`zones: 2` or more")
                    .about(covered.path()));
        }
    }

    /// A store that is declared disposable and holds something that its users miss.
    private void contents(Store store) {
        Storage.Store said = subject.said(store);
        List<String> purposes = said.use().purposes();
        boolean copies =
                !purposes.isEmpty() && List.of("read-through", "write-through").containsAll(purposes);
        boolean kept = store.replication().edges().stream().anyMatch(edge -> edge.promotes() && edge.complete());
        if (!said.disposable() || copies || kept) {
            return;
        }
        boolean messages = RegionalKinds.carriesMessages(store.kind());
        String missed = missed(store);
        findings.add(Finding.of(
                Rule.CONTENTS_LOST,
                "data." + store.name() + ".disposable",
                "what `" + store.name() + "` holds is lost with its region"
                        + (messages ? ": messages that are not processed yet" : ""),
                "it is declared disposable, so no promise about loss counts it" + missed,
                "nothing, if that is meant; else a copy elsewhere and `disposable: false`"));
    }

    /// What users lose, by the words of the dependencies on it.
    private String missed(Store store) {
        List<String> missed = new ArrayList<>();
        for (Topology.Service service : subject.topology().services().values()) {
            Topology.Need need = service.dependsOn().get(store.name());
            if (need != null) {
                need.without().filter(word -> !missed.contains(word)).ifPresent(missed::add);
            }
        }
        List<String> hard = subject.blueprint().services().values().stream()
                .filter(service -> service.dependsOn().get(store.name()) == Need.HARD)
                .map(service -> service.name())
                .toList();
        return (missed.isEmpty() ? "" : "; its users lose: " + String.join("; ", missed))
                + (hard.isEmpty() ? "" : "; " + Listed.names(hard) + " need it to serve");
    }

    private Regional regional(RegionName region) {
        return Objects.requireNonNull(subject.topology().regions().get(region)).regional();
    }
}
