package dev.meridian.topology;

import dev.meridian.units.Cidr;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// The section `network`: what connects services and regions.
///
/// @param cidr the addresses of all regions together; each region's own block, where stated, is within it
/// @param perRegion how many leading bits the addresses of one region share, for example 16
/// @param zones over how many zones of a region it spreads
/// @param nat where private addresses go out
/// @param endpoints whether services of the provider are reached without the internet
public record Network(
        Optional<Cidr> cidr,
        OptionalInt perRegion,
        Optional<Topology.Count> zones,
        List<Subnet> subnets,
        Optional<Nat> nat,
        Optional<Boolean> internetGateway,
        Peering peering,
        Optional<Boolean> transitGateway,
        Optional<Boolean> acls,
        Optional<Boolean> flowLogs,
        Optional<Boolean> endpoints) {

    /// What may stand in a part of a region's addresses.
    public enum Subnet {
        PUBLIC,
        PRIVATE,
        DATABASE
    }

    /// How many ways out there are.
    public enum Nat {
        PER_ZONE,
        PER_REGION,
        NONE
    }

    /// How regions reach each other.
    ///
    /// @param fullMesh whether each is connected to each; empty where the file does not say
    public record Peering(Optional<Boolean> fullMesh, SequencedMap<String, Link> links) {}

    /// A connection between regions: from each of these to each of those. None is transitive: a region that two
    /// links lead to does not pass on what comes in by one of them, unless they are of a hub ([By#TRANSIT]).
    ///
    /// @param by what carries it; peering where empty
    /// @param rtt the time of a packet to the other side and back, at its worst where that is known
    /// @param loss the share of packets that are lost
    public record Link(
            String name,
            List<RegionName> from,
            List<RegionName> to,
            Optional<By> by,
            Optional<Duration> rtt,
            OptionalDouble loss) {}

    /// What carries a connection between regions.
    public enum By {
        PEERING,
        /// A hub, such as a transit gateway or a virtual WAN.
        TRANSIT,
        VPN,
        /// A leased line.
        INTERCONNECT,
        /// The internet, without a tunnel.
        PUBLIC
    }
}
