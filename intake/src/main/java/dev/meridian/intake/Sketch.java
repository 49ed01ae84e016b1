package dev.meridian.intake;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What is known of a topology, in the order of the format and with the origin of each value; [Pages] writes it
/// down.
///
/// @param source how the input is called
record Sketch(
        Form form,
        String source,
        Said application,
        Objectives objectives,
        List<Region> regions,
        List<String> accounts,
        List<Service> services,
        List<External> externals,
        List<Store> stores,
        Traffic traffic,
        Control control,
        Around around,
        List<Environment> environments) {

    /// Times as the format writes them.
    record Objectives(Optional<Said> rto, Optional<Said> rpo) {}

    /// @param isKnown whether the catalogue has a region of this name
    /// @param account the id of the account that its resources belong to
    /// @param capacity its size as a share of the primary's, before and after a failover
    /// @param differs what differs there, by path: `services.web.replicas`
    record Region(
            String name,
            Said role,
            boolean isKnown,
            Optional<Said> cidr,
            Optional<String> account,
            Optional<Capacity> capacity,
            Optional<Said> onlyIn,
            SequencedMap<String, Said> differs) {}

    record Capacity(Said min, Said max) {}

    record Service(
            String name,
            String origin,
            Optional<Said> image,
            Optional<Said> port,
            Optional<Said> health,
            Optional<Said> replicas,
            SequencedMap<String, Said> needs,
            List<String> doubts) {}

    record External(String name, Said scope) {}

    /// @param origin the resources that it is; empty where its members say that
    /// @param doubt what was assumed about it as a whole
    /// @param in the regions of its members, where they are one per region and nothing else is known of them
    /// @param members otherwise
    /// @param primary the member that takes the writes, where the roles of the regions do not say it
    record Store(
            String name,
            String kind,
            String origin,
            Optional<String> doubt,
            Optional<String> version,
            Optional<String> zones,
            Optional<String> in,
            List<Member> members,
            Optional<Said> primary,
            Optional<Replication> replication,
            Optional<Backup> backup,
            boolean isVersioned,
            SequencedMap<String, Said> needs) {}

    record Member(String name, String region, String origin, Optional<String> nodes, Optional<String> zones) {}

    /// @param via the mechanism; empty where nothing is known to copy
    record Replication(Said mode, Optional<String> via, Optional<String> conflicts, List<Edge> edges) {}

    record Edge(
            String name,
            String from,
            String to,
            String mode,
            String via,
            List<String> carries,
            Optional<String> target,
            String origin) {}

    /// To any moment.
    ///
    /// @param keep for how long
    record Backup(Optional<String> keep) {}

    record Traffic(Optional<Said> ttl, List<Entrance> entrances) {}

    /// @param host empty where the name is none that the format takes
    record Entrance(String name, Optional<Said> host, Said to, Optional<Said> route) {}

    /// @param runs who decides today, where that is the provider
    /// @param remarks what is known of it and is not enough for a key
    record Control(Optional<Said> runs, List<Probe> probes, List<String> remarks) {}

    record Probe(
            String name,
            Said kind,
            Optional<Said> to,
            Optional<Said> host,
            Optional<Said> port,
            Optional<Said> path,
            Optional<Rhythm> rhythm) {}

    record Rhythm(Optional<Said> every, Optional<Said> failures) {}

    /// What the format has keys for that this version does not read yet.
    record Around(
            List<Surroundings.Cluster> clusters,
            List<Surroundings.Peering> peerings,
            List<Surroundings.Secret> secrets) {}

    /// @param cidrs the addresses of each region's network there
    /// @param machines how many a cluster has there
    record Environment(String name, String origin, SequencedMap<String, Said> cidrs, Optional<Said> machines) {}
}
