package dev.meridian.estate;

import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What the clusters of an estate run. It is the same in each of them, but for what [Place] says of one: a region
/// that is added changes nothing that the others have.
///
/// @param namespace that all of it is in
/// @param units by name
/// @param places in the order of the file, those with a cluster
public record Fleet(
        String namespace, Rules rules, SequencedMap<String, Unit> units, SequencedMap<RegionName, Place> places) {
    /// Key Vault, naming rules, 2026-11.
    public static final int LONGEST_VAULT = 24;

    /// The namespace from which policies let Prometheus in: where kube-prometheus puts it (2026-11).
    public static final String MONITORING = "monitoring";

    public Fleet {
        units = new LinkedHashMap<>(units);
        places = new LinkedHashMap<>(places);
    }

    /// Whether somebody has to say more before it runs: from which registry an image comes, or which version of
    /// it.
    public boolean needsRelease() {
        return units.values().stream().anyMatch(unit -> !unit.image().isReleased());
    }

    /// Whether services are told what their region keeps: secrets, or where stores are.
    public boolean fetches() {
        return units.values().stream()
                .anyMatch(unit -> unit.reach().hasAddresses() || !unit.secrets().isEmpty());
    }

    /// The secrets that services may read, by name.
    public List<String> secrets() {
        return units.values().stream()
                .flatMap(unit -> unit.secrets().stream())
                .distinct()
                .toList();
    }

    /// What holds for all services.
    ///
    /// @param podSecurity what containers may do at most: a level of Kubernetes' own
    /// @param hasBudgets whether maintenance leaves enough copies running
    /// @param hasPolicies whether services reach only what they need
    /// @param growsMachines whether groups of machines of AWS follow what services need, by Cluster Autoscaler
    /// @param mesh what calls between services go through; empty for nothing
    /// @param isDelivered whether Argo CD keeps clusters at what is written
    /// @param isPropagated whether Karmada gives it to them
    /// @param network the addresses of all networks together
    public record Rules(
            String podSecurity,
            boolean hasBudgets,
            boolean hasPolicies,
            boolean growsMachines,
            Optional<Mesh> mesh,
            boolean isDelivered,
            boolean isPropagated,
            Cidr network) {}

    /// Istio, as far as it is a matter of what services there are.
    ///
    /// @param isMutual whether both sides of a call prove who they are
    /// @param isBalanced whether calls leave out copies that fail, and stay near
    public record Mesh(boolean isMutual, boolean isBalanced) {}

    /// So many copies of a service a region runs; empty where it runs none.
    public Optional<Unit.Copies> copies(RegionName region, String service) {
        return Optional.ofNullable(places.get(region))
                .flatMap(place -> Optional.ofNullable(place.units().get(service)))
                .flatMap(local -> local.copies()
                        .or(() -> Optional.ofNullable(units.get(service)).map(Unit::copies)));
    }

    /// One cluster.
    ///
    /// @param cloud who operates it
    /// @param site what everything of its region begins with
    /// @param suffix what names end with that everybody shares
    /// @param publicBlocks from where load balancers reach it
    /// @param volumes of which backups are made here
    /// @param units what the region has otherwise, by the name of each service that runs here
    public record Place(
            RegionName region,
            Cloud cloud,
            String site,
            String suffix,
            List<Cidr> publicBlocks,
            List<VolumeBackup> volumes,
            SequencedMap<String, Local> units) {
        public Place {
            publicBlocks = List.copyOf(publicBlocks);
            volumes = List.copyOf(volumes);
            units = new LinkedHashMap<>(units);
        }
    }

    /// A service in one region.
    ///
    /// @param copies empty where they are as many as anywhere
    /// @param size empty where it is the same as anywhere
    /// @param settings what it is told in words: names of its stores
    /// @param addresses of its stores, which nobody knows before they are built
    /// @param isOnSpot whether it runs on machines that the cloud may take away
    /// @param entrances that lead to it
    public record Local(
            Optional<Unit.Copies> copies,
            Optional<Unit.Size> size,
            SequencedMap<String, String> settings,
            List<Address> addresses,
            boolean isOnSpot,
            List<Entrance> entrances) {
        public Local {
            settings = new LinkedHashMap<>(settings);
            addresses = List.copyOf(addresses);
            entrances = List.copyOf(entrances);
        }
    }

    /// Where a store is, as its region remembers it.
    ///
    /// @param setting by which the service is told
    /// @param parameter the name by which the region has it
    public record Address(String setting, String parameter) {}

    /// The name by which a region remembers where a store is.
    ///
    /// @param site what everything there begins with
    public static String parameter(String site, String store) {
        return "/" + site + "/" + store + "/host";
    }

    /// The same of one that may be in another region.
    ///
    /// @param site that remembers it
    public static String parameter(Site site, Settings.Place place) {
        return place.region().equals(site.region())
                ? parameter(site.name(), place.store())
                : parameter(site.name(), place.store() + "/" + place.region());
    }

    /// The same in clouds whose names have no slashes.
    public static String plainParameter(String site, String store) {
        return site + "-" + store + "-host";
    }

    /// The name of the vault that a region of Azure has: everybody's names are of one kind.
    public static String vault(Place place) {
        return ShortName.letters(place.site + "-" + place.suffix, LONGEST_VAULT);
    }

    /// The name of what TLS load balancers of Google Cloud take.
    ///
    /// @param estate what everything begins with
    public static String tls(String estate) {
        return estate + "-tls";
    }

    /// The name of what proves names to clusters of Azure.
    ///
    /// @param estate what everything begins with
    public static String issuer(String estate) {
        return estate + "-names";
    }

    /// The name of a secret that the file names; each region has one of its own.
    ///
    /// @param estate what everything begins with
    public static String secret(String estate, String secret) {
        return estate + "/" + secret;
    }

    /// The same in clouds whose names have no slashes.
    public static String plainSecret(String estate, String secret) {
        return estate + "-" + secret;
    }

    /// Whether some cluster is of this cloud.
    public boolean isIn(Cloud cloud) {
        return places.values().stream().anyMatch(place -> place.cloud() == cloud);
    }
}
