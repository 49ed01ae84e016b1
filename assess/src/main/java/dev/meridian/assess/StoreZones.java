package dev.meridian.assess;

import dev.meridian.blueprint.Catalogue;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Provider;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The zones that a store has in one region, as the file declares them: the number of its member there, several
/// members of that region together, or the store's own number.
final class StoreZones {
    /// Words of `via` for Azure storage whose primary copy stays in one data centre (Microsoft Learn, Azure
    /// Storage redundancy: GRS copies locally redundant in the primary region, GZRS over its zones; 2026-11).
    private static final List<String> ONE_DATA_CENTRE = List.of("grs", "ra-grs", "lrs");

    private static final List<String> OVER_ZONES = List.of("gzrs", "ra-gzrs", "zrs");

    private final Subject subject;
    private final Store store;
    private final RegionName region;
    private final Storage.Store said;

    /// In the region of its writer.
    StoreZones(Subject subject, Store store) {
        this(subject, store, store.writer());
    }

    /// @param region a region with a member
    StoreZones(Subject subject, Store store, RegionName region) {
        this.subject = subject;
        this.store = store;
        this.region = region;
        this.said = subject.said(store);
    }

    /// The least number of zones; empty where nothing says one.
    Optional<Integer> least() {
        return ofMembers()
                .or(this::ofRegion)
                .or(() -> said.zones().map(count -> count.least().orElse(1)))
                .or(this::ofWord)
                .or(() -> Optional.of(1).filter(_ -> isInOnePlace()));
    }

    /// Whether the catalogue has no zones for the region, which is one place then, and the file says none either.
    boolean isInOnePlace() {
        return said.zones().isEmpty()
                && here().stream().allMatch(member -> member.zones().isEmpty())
                && ofRegion().isEmpty()
                && Optional.ofNullable(subject.blueprint().regions().get(region)).stream()
                        .anyMatch(found ->
                                Catalogue.zones(found.cloud(), region.text()).equals(OptionalInt.of(0)));
    }

    /// What the region says of the store (`overrides`).
    private Optional<Integer> ofRegion() {
        return subject.value("data." + store.name() + ".zones@" + region)
                .flatMap(Scalars::count)
                .map(count -> count.least().orElse(1));
    }

    /// Whether the whole store is in one zone of its region: the file says so, or the region has no zones.
    boolean isOne() {
        List<Storage.Member> here = here();
        if (here.size() == 1 && here.getFirst().zones().isPresent()) {
            return isOne(here.getFirst().zones());
        }
        boolean several = ofMembers().isPresent();
        return !several
                && (said.zones().isPresent() ? isOne(said.zones()) : ofWord().equals(Optional.of(1)) || isInOnePlace());
    }

    /// Whether a store that its user runs, and that nothing copies elsewhere, is on one machine and so in one
    /// zone: the file gives it one node, or it is a PostgreSQL without a standby. Of any other kind silence says
    /// nothing: most of them are clusters.
    ///
    /// @param away the way back from the loss of its region
    boolean isOneMachine(Comeback.Way away) {
        boolean oneNode = here().size() == 1 && isOne(here().getFirst().nodes());
        boolean alone = oneNode || store.kind() == StoreKind.POSTGRESQL;
        return !store.managed() && !store.byOperator() && away == Comeback.Way.LOST && alone;
    }

    /// Whether a store that its user runs has one node in the region.
    boolean isOneNode() {
        return !store.managed() && here().size() == 1 && isOne(here().getFirst().nodes());
    }

    /// Members of one region that are in one zone each are in different zones, as far as the region has so many.
    private Optional<Integer> ofMembers() {
        List<Storage.Member> here = here();
        if (here.isEmpty() || here.stream().anyMatch(member -> member.zones().isEmpty())) {
            return Optional.empty();
        }
        int sum = here.stream()
                .flatMap(member -> member.zones().stream())
                .mapToInt(count -> count.least().orElse(1))
                .sum();
        if (here.size() == 1) {
            return Optional.of(sum);
        }
        if (isPairOfInstances()) {
            return here.stream()
                    .flatMap(member -> member.zones().stream())
                    .map(count -> count.least().orElse(1))
                    .max(Comparator.naturalOrder());
        }
        return zonesOfRegion().map(zones -> Math.min(zones, sum));
    }

    private Optional<Integer> ofWord() {
        boolean azure = new StoreMechanisms(subject).provider(region).equals(Optional.of(Provider.AZURE));
        return StoreMechanisms.via(store)
                .filter(_ -> azure)
                .map(via -> via.toLowerCase(Locale.ROOT).replace('_', '-'))
                .flatMap(via -> ONE_DATA_CENTRE.contains(via)
                        ? Optional.of(1)
                        : OVER_ZONES.contains(via) ? Optional.of(3) : Optional.empty());
    }

    /// The change that spreads a store in one zone, by the mechanism that its product has for it.
    String mend() {
        if (isInOnePlace()) {
            String zones = "a region with zones in place of " + region + ", which has none";
            return store.members().size() > 1
                    ? zones
                    : zones + ", or a copy of `" + store.name() + "` in another region";
        }
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        if (ofWord().equals(Optional.of(1)) && said.zones().isEmpty()) {
            return "geo-zone-redundant storage (`via: gzrs` or `via: ra-gzrs`)";
        }
        Optional<Provider> provider = mechanisms.provider(region);
        if (provider.isPresent() && mechanisms.isDisk(store)) {
            return ofDisk(provider);
        }
        String name = "`" + store.name() + "`";
        return store.managed()
                ? mechanisms
                        .inZones(store)
                        .map(row -> "`zones: 2` or more (" + row.name() + ")")
                        .orElse("a copy of " + name + " in another zone that takes over (`zones: 2` or more)")
                : "a copy of " + name + " in another zone that can take over (`zones: 2` or more)";
    }

    /// A disk of AWS is in one zone (Amazon EC2 User Guide, Amazon EBS volumes: attached to machines of its zone;
    /// read 2026-11); the others have disks over zones.
    private String ofDisk(Optional<Provider> provider) {
        String over = provider.flatMap(known -> switch (known) {
                    case GOOGLE_CLOUD -> Optional.of("regional disks (`zones: 2`), ");
                    case AZURE -> Optional.of("zone-redundant disks (`zones: 3`, Premium or Standard SSD), ");
                    case AWS, CLOUDFLARE, SOFTWARE -> Optional.<String>empty();
                })
                .orElse("");
        return over + (over.isEmpty() ? "" : "or ") + "a copy of what `" + store.name()
                + "` holds in another zone, and a machine there that serves from it";
    }

    /// The number of machines that the file gives it in the region, one for each member of which it says none.
    int machines() {
        return here().stream()
                .mapToInt(member ->
                        member.nodes().map(count -> count.least().orElse(1)).orElse(1))
                .sum();
    }

    private List<Storage.Member> here() {
        return said.members().values().stream()
                .filter(member -> member.region().equals(region))
                .toList();
    }

    private Optional<Integer> zonesOfRegion() {
        return Optional.ofNullable(subject.topology().regions().get(region))
                .flatMap(found -> found.regional().zones())
                .or(() -> subject.topology().network().zones())
                .map(count -> count.least().orElse(1))
                .or(this::ofCatalogue);
    }

    /// The zones that its provider has in the region; empty where that is one place or nothing is known.
    private Optional<Integer> ofCatalogue() {
        return Optional.ofNullable(subject.blueprint().regions().get(region)).stream()
                .flatMap(found ->
                        Catalogue.zones(found.cloud(), region.text()).stream().boxed())
                .filter(zones -> zones >= 2)
                .findFirst();
    }

    /// Whether a commit waits for another member in the writer's region, so that a lost zone loses nothing.
    boolean isSynchronousInside() {
        List<String> here = here().stream().map(Storage.Member::name).toList();
        return said.replication()
                .filter(replication -> !replication.ifNoStandby().equals(Optional.of(Storage.IfNoStandby.CONTINUE)))
                .map(replication -> replication.edges().values().stream()
                        .anyMatch(edge ->
                                edge.mode().or(replication::mode).equals(Optional.of(Storage.ReplicationMode.SYNC))
                                        && isInside(edge, here)))
                .orElse(false);
    }

    /// The edge to a replica in another zone of the region that no commit waits for, where each member there is in
    /// one zone and no other edge inside the region is synchronous; empty for any other store.
    Optional<Storage.Edge> replicaInside() {
        List<Storage.Member> here = here();
        List<String> names = here.stream().map(Storage.Member::name).toList();
        boolean single = here.stream().allMatch(member -> isOne(member.zones()));
        return said.replication()
                .filter(_ -> here.size() > 1 && single && !isSynchronousInside())
                .flatMap(replication -> replication.edges().values().stream()
                        .filter(edge -> isLater(edge.mode().or(replication::mode)) && isInside(edge, names))
                        .filter(edge -> edge.promotes().orElse(true))
                        .findFirst());
    }

    private static boolean isLater(Optional<Storage.ReplicationMode> mode) {
        return mode.equals(Optional.of(Storage.ReplicationMode.ASYNC))
                || mode.equals(Optional.of(Storage.ReplicationMode.COPY));
    }

    /// Whether its members in the region are instances of a product whose automatic standby is part of an instance
    /// and no member of the file: one of them never replaces another one by itself.
    boolean isPairOfInstances() {
        return store.managed() && replicaInside().isPresent() && new StoreMechanisms(subject).hasStandbyInside(store);
    }

    private static boolean isInside(Storage.Edge edge, List<String> here) {
        return !edge.to().isEmpty()
                && here.containsAll(edge.to())
                && edge.from().stream().anyMatch(here::contains);
    }

    static boolean isOne(Optional<Topology.Count> count) {
        return count.filter(found -> found.most().isPresent() && found.most().getAsInt() == 1)
                .isPresent();
    }
}
