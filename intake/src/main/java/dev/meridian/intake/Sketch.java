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
        List<Service> services,
        List<External> externals,
        List<Store> stores,
        List<Secret> secrets,
        Compute compute,
        Network network,
        Traffic traffic,
        Control control,
        List<Environment> environments) {

    /// Times as the format writes them.
    record Objectives(Optional<Said> rto, Optional<Said> rpo) {}

    /// @param isKnown whether the catalogue has a region of this name
    /// @param account the id of the account that its resources belong to
    /// @param capacity its size as a share of the primary's, before and after a failover
    /// @param onlyIn the environments that have it, as a list
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

    /// @param doubts what was assumed about it as a whole
    /// @param secrets their names, as a list
    record Service(
            String name,
            String origin,
            List<String> doubts,
            Program.Facts facts,
            Optional<Said> balancer,
            Optional<String> secrets,
            SequencedMap<String, Said> needs) {}

    /// @param in the regions that have it, where that is not all of them, as a list
    record External(String name, String origin, Optional<String> in) {}

    /// @param origin the resources that it is; empty where its members say that
    /// @param doubt what was assumed about it as a whole
    /// @param in the regions of its members, where they are one per region and nothing else is known of them
    /// @param members otherwise
    /// @param primary the member that takes the writes, where the roles of the regions do not say it
    /// @param switches what a resource says in a word, by path below the store
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
            SequencedMap<String, String> switches,
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
    /// @param copyTo the other regions that get it
    record Backup(Optional<String> keep, List<String> copyTo) {}

    record Secret(String name, String origin, Said replicate, Optional<Said> rotate) {}

    record Compute(Optional<Said> platform, Optional<Said> version, List<Clusters.Machines> nodes) {
        static final Compute NONE = new Compute(Optional.empty(), Optional.empty(), List.of());
    }

    /// @param switches what it has, by key
    record Network(Optional<Said> zones, List<Link> links, SequencedMap<String, Said> switches) {}

    /// Two regions that are connected.
    record Link(String name, String origin, String from, String to) {}

    /// @param cdn the distribution that is read
    /// @param accelerator likewise
    record Traffic(
            Optional<Said> ttl, List<Entrance> entrances, Optional<Resource> cdn, Optional<Resource> accelerator) {
        static final Traffic NONE = new Traffic(Optional.empty(), List.of(), Optional.empty(), Optional.empty());
    }

    /// @param route what decides who is sent where, as a list
    /// @param weights the parts of the users, by region
    /// @param isOfRoute53 whether a record leads here
    /// @param isAlias whether it is an alias that the provider follows
    record Entrance(
            String name,
            Said host,
            String to,
            Optional<String> route,
            SequencedMap<String, String> weights,
            boolean isOfRoute53,
            boolean isAlias) {}

    /// @param runs who decides today, where that is the provider
    /// @param remarks what is known of it and is not enough for a key
    record Control(Optional<Said> runs, List<Probe> probes, List<String> remarks) {}

    record Probe(
            String name,
            Said kind,
            Optional<String> to,
            Optional<String> host,
            Optional<String> port,
            Optional<String> path,
            Optional<Rhythm> rhythm) {}

    record Rhythm(Optional<String> every, Optional<String> failures) {}

    /// @param differs what differs there, by path: `regions.eu-west-1.cidr`
    record Environment(String name, String origin, SequencedMap<String, Said> differs) {}
}
