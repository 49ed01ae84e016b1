package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// A topology file as its user wrote it, after its layers. Empty means "not said": defaults, profiles and
/// inheritance
/// are the blueprint's. Maps are in file order. References between entries are known to lead somewhere.
///
/// @param version of the format: the value of `meridian`
/// @param oneApplication whether the file has the one-application form `application: NAME`
/// @param objectives the root's; each application's own are already merged over a copy of them
/// @param failover the root's; likewise
/// @param environment the environment whose overrides are in force
/// @param everyRegion the regions that the file declares, those too that this environment does not have
/// @param elsewhere the same file in each of its other environments: what is right here has to be right there
/// @param sources where each value was written
public record Topology(
        int version,
        boolean oneApplication,
        SequencedMap<String, Application> applications,
        Objectives objectives,
        SequencedMap<String, Journey> journeys,
        SequencedMap<RegionName, Region> regions,
        SequencedMap<String, Account> accounts,
        SequencedMap<String, Service> services,
        SequencedMap<String, External> externals,
        SequencedMap<String, Storage.Store> stores,
        Traffic traffic,
        Failover failover,
        SequencedMap<String, Waiver> waivers,
        SequencedMap<String, Environment> environments,
        Optional<String> environment,
        List<RegionName> everyRegion,
        List<Topology> elsewhere,
        Sources sources) {

    /// The unit that moves.
    ///
    /// @param roles where they differ from what the regions say
    /// @param pattern an assertion about roles and edges, checked and never the cause of anything
    public record Application(
            String name,
            SequencedMap<RegionName, Role> roles,
            Optional<Pattern> pattern,
            Objectives objectives,
            Failover failover) {}

    /// What an application does in a region while nothing is wrong.
    public enum Role {
        PRIMARY,
        ACTIVE,
        STANDBY
    }

    /// How an application or a store is spread, by its own account.
    public enum Pattern {
        ACTIVE_ACTIVE,
        ACTIVE_PASSIVE,
        MULTI_ACTIVE
    }

    /// A place with machines, and what differs there.
    ///
    /// @param provider the cloud, where the name does not tell
    /// @param near a known region that this one stands beside, for distance and law
    /// @param capacity of a standby, as a share of the primary
    /// @param overrides what this region says otherwise, by path
    public record Region(
            RegionName name,
            Optional<Role> role,
            Optional<String> provider,
            Optional<RegionName> near,
            Optional<String> jurisdiction,
            Optional<Capacity> capacity,
            Optional<Boolean> promotable,
            Optional<String> account,
            SequencedMap<String, Setting> overrides) {}

    /// A standby's size before (`min`) and after (`max`) a failover, each as a fraction of the primary's.
    public record Capacity(OptionalDouble share, OptionalDouble min, OptionalDouble max) {}

    /// Whose resources a region's are.
    public record Account(String name, Optional<String> provider, Optional<String> id, Optional<String> deployRole) {}

    /// A stateless part of an application.
    ///
    /// @param application its owner; empty where the file has one application
    /// @param shared used by several applications and moved by none
    public record Service(
            String name,
            Optional<String> application,
            boolean shared,
            Optional<String> image,
            OptionalInt port,
            Optional<String> healthPath,
            Optional<Count> replicas,
            SequencedMap<String, Need> dependsOn) {}

    /// A number or a range of it: `3`, `2..10`, `2..`, `..10`.
    public record Count(OptionalInt least, OptionalInt most) {}

    /// A dependency on a service, a store or an external.
    ///
    /// @param without what users lose while it is missing
    public record Need(Strength need, Optional<Reach> in, Optional<String> without) {}

    /// How much something is needed.
    public enum Strength {
        HARD,
        SOFT,
        OPERATE
    }

    /// Which copy of the needed thing will do: the one in the same region, any, or the primary's.
    public enum Reach {
        SAME,
        ANY,
        PRIMARY
    }

    /// Something that others run.
    ///
    /// @param sla its promised availability as a fraction
    /// @param controlIn where its control plane lives
    public record External(String name, OptionalDouble sla, Optional<Scope> scope, Optional<RegionName> controlIn) {}

    /// How far a thing's failure reaches.
    public enum Scope {
        GLOBAL,
        REGIONAL
    }

    /// What users do; a store that it reaches through hard dependencies inherits the strictest of its objectives.
    public record Journey(String name, Optional<String> application, List<String> uses, Objectives objectives) {}

    /// Upper bounds (`rto`, `rpo`) and a lower one (`availability`, a fraction), for the loss of a zone or a
    /// region.
    ///
    /// @param perRegion what holds in each region as its users see it
    /// @param disruptions other bounds for one kind of disruption
    public record Objectives(
            Optional<Duration> rto,
            Optional<Duration> rpo,
            OptionalDouble availability,
            OptionalDouble perRegion,
            SequencedMap<Disruption, Bounds> disruptions) {}

    /// What may happen to an application.
    public enum Disruption {
        ZONE,
        REGION,
        CORRUPTION,
        BAD_DEPLOY
    }

    /// What is promised for one kind of disruption.
    public record Bounds(Optional<Duration> rto, Optional<Duration> rpo) {}

    /// How users find the application.
    ///
    /// @param ttl how long a resolver may keep an answer
    /// @param controlIn where the thing that turns the traffic runs
    public record Traffic(
            Optional<Duration> ttl,
            SequencedMap<String, Entrance> entrances,
            SequencedMap<String, UserLocation> users,
            List<RegionName> controlIn) {}

    /// A name that users open.
    ///
    /// @param to the service behind it; the one of the same name where the file does not say
    public record Entrance(String name, Optional<String> application, Optional<String> host, Optional<String> to) {}

    /// Where users are, and which share of them.
    public record UserLocation(String name, RegionName near, OptionalDouble share) {}

    /// A finding that its owner accepts. It changes the verdict, never the arithmetic, and opens no safety gate.
    public record Waiver(
            String name, String finding, Optional<String> at, String reason, LocalDate expires, Optional<String> by) {}

    /// A named set of overrides.
    public record Environment(String name, SequencedMap<String, Setting> overrides) {}
}
