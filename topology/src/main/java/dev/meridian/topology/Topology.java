package dev.meridian.topology;

import dev.meridian.units.Cidr;
import dev.meridian.units.Rate;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// A topology file as its user wrote it, after its layers. Empty means "not said": defaults, profiles and
/// inheritance are the blueprint's. Maps are in file order. References between entries lead somewhere.
///
/// What is written out again and decides nothing (`security`, `observability`, `operations`, `deploy`, `secrets`,
/// edge functions and the like) has no record: it is checked as all else is and found by its path in [Sources].
///
/// @param version of the format: the value of `meridian`
/// @param oneApplication whether the file has the one-application form `application: NAME`
/// @param objectives the root's; each application's own are already merged over a copy of them
/// @param failover the root's; likewise
/// @param fates events that take several places together
/// @param incidents outages that have happened
/// @param defects parts that are known not to work
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
        Compute compute,
        Network network,
        Traffic traffic,
        Failover failover,
        Compliance compliance,
        Costs costs,
        SequencedMap<String, Waiver> waivers,
        SequencedMap<String, Claim> claims,
        SequencedMap<String, Events.Fate> fates,
        SequencedMap<String, Events.Incident> incidents,
        SequencedMap<String, Events.Drill> drills,
        SequencedMap<String, Events.Defect> defects,
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
    /// @param metro the city whose fate it shares, as the catalogue calls it
    /// @param purpose what it is there for, in words
    /// @param capacity of a standby, as a share of the primary
    /// @param quota the most that the account may start here
    /// @param overrides what this region says otherwise, by path
    /// @param regional what may differ by region, as this one sees it
    public record Region(
            RegionName name,
            Optional<Role> role,
            Optional<String> provider,
            Optional<RegionName> near,
            Optional<String> jurisdiction,
            Optional<String> metro,
            Optional<String> purpose,
            Optional<Cidr> cidr,
            Optional<Capacity> capacity,
            Quota quota,
            Optional<Boolean> promotable,
            Optional<String> account,
            SequencedMap<String, Setting> overrides,
            Regional regional) {}

    /// A standby's size before (`min`) and after (`max`) a failover, each as a fraction of the primary's.
    public record Capacity(OptionalDouble share, OptionalDouble min, OptionalDouble max) {}

    /// The most that the provider lets an account run in a region at one time. Empty where the file does not say.
    ///
    /// @param machines the most machines
    /// @param vcpus the most virtual processors of all of them together
    public record Quota(OptionalInt machines, OptionalInt vcpus) {}

    /// Whose resources a region's are.
    public record Account(String name, Optional<String> provider, Optional<String> id, Optional<String> deployRole) {}

    /// The platform of a service: its own, or that of `compute`. Empty where the file names neither.
    public Optional<Compute.Platform> platform(Service service) {
        return service.platform().or(compute::platform);
    }

    /// The same in one region, whose `overrides` may name another one.
    public Optional<Compute.Platform> platform(Service service, RegionName region) {
        return Optional.ofNullable(regions.get(region))
                .flatMap(own -> own.regional().platform(service))
                .or(() -> platform(service));
    }

    /// The platforms of a service in these regions, each once, in their order; Kubernetes where none is named.
    public List<Compute.Platform> platforms(Service service, Collection<RegionName> in) {
        return in.stream()
                .map(region -> platform(service, region).orElse(Compute.Platform.KUBERNETES))
                .distinct()
                .toList();
    }

    /// A program that is part of an application.
    ///
    /// @param application its owner; empty where the file has one application
    /// @param shared used by several applications and moved by none
    /// @param in the regions in which it runs; empty means every region of its application
    /// @param platform what it runs on, where that is not `compute.platform`
    /// @param onlyInFailover whether no copy of it runs until a failover starts it in the region that takes over
    /// @param stateful whether each copy keeps data on a volume that belongs to it
    /// @param volume the store of kind `volume` that holds this data
    /// @param health how to ask whether it can serve
    /// @param runsOn the group of nodes that it runs on
    /// @param secrets names of the secrets that it may read
    public record Service(
            String name,
            Optional<String> application,
            boolean shared,
            Optional<String> image,
            List<RegionName> in,
            Optional<Compute.Platform> platform,
            boolean onlyInFailover,
            boolean stateful,
            Optional<String> volume,
            OptionalInt port,
            Health health,
            Optional<Count> replicas,
            Optional<String> runsOn,
            List<String> secrets,
            SequencedMap<String, Need> dependsOn) {
        /// The path of [#health].
        public Optional<String> healthPath() {
            return health.path();
        }
    }

    /// An HTTP request that is answered with an accepted code while a service can serve.
    ///
    /// @param path empty where the file does not say; the blueprint then asks for `/`
    /// @param port the service's own port where empty
    /// @param accept the accepted status codes; 200 alone where empty
    public record Health(Optional<String> path, OptionalInt port, List<StatusCodes> accept) {}

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
    /// @param in the regions that have it; all where empty
    public record External(
            String name,
            OptionalDouble sla,
            Optional<Scope> scope,
            Optional<RegionName> controlIn,
            List<RegionName> in) {}

    /// How far a thing's failure reaches.
    public enum Scope {
        GLOBAL,
        REGIONAL
    }

    /// What is promised. `rto` and `rpo` are for the loss of a zone or a region.
    ///
    /// @param overall what holds for the application, wherever it runs
    /// @param perRegion what holds in each region as its users see it, unless [Regional] says otherwise
    /// @param measured over which time it is judged
    /// @param disruptions other bounds for one kind of disruption
    public record Objectives(
            Optional<Duration> rto,
            Optional<Duration> rpo,
            Levels overall,
            Levels perRegion,
            Optional<Cadence> measured,
            SequencedMap<Disruption, Bounds> disruptions) {}

    /// Promises about service that is running.
    ///
    /// @param availability at least, as a fraction
    /// @param latency at most, by tier; `users` is what users wait for
    /// @param throughput at least, by what is counted
    /// @param concurrent at least, by what is there at one time
    /// @param errors at most, as a fraction of requests
    public record Levels(
            OptionalDouble availability,
            SequencedMap<String, Latency> latency,
            SequencedMap<String, Rate> throughput,
            SequencedMap<String, Integer> concurrent,
            OptionalDouble errors) {}

    /// Upper bounds of one latency.
    ///
    /// @param bound where nobody says which statistic is meant
    /// @param of the part of all requests that it is promised for
    public record Latency(
            Optional<Duration> bound,
            Optional<Duration> average,
            Optional<Duration> p50,
            Optional<Duration> p95,
            Optional<Duration> p99,
            OptionalDouble of) {}

    /// How often, or over how long, by the calendar.
    public enum Cadence {
        DAILY,
        WEEKLY,
        MONTHLY,
        QUARTERLY,
        YEARLY
    }

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
    /// @param cdn whose caches stand before it
    /// @param accelerator whose fixed addresses stand before it
    public record Traffic(
            Optional<Ttl> ttl,
            SequencedMap<String, Entrance> entrances,
            SequencedMap<String, UserLocation> users,
            List<RegionName> controlIn,
            Clients clients,
            Optional<Cdn> cdn,
            Optional<Accelerator> accelerator) {}

    /// A name that users open.
    ///
    /// @param zone of names that has its host
    /// @param to the service behind it; the one of the same name where the file does not say
    /// @param route what decides who is sent to which region
    /// @param providers who answers for the name
    /// @param weights the parts of the users, relative to each other
    /// @param turned what is turned to move its users: the key `switch`
    /// @param health the check that its answers go by; empty where the file does not say
    /// @param originFailover which requests a CDN sends on to the next origin; empty where not said
    /// @param behind externals that stand in front of it
    /// @param in the regions in which a proxy or balancer of this entrance stands; every region where empty
    /// @param scope whether the internet reaches it; public where empty
    /// @param ttl of its own; that of the traffic where empty
    /// @param geography the region that answers each continent or country, by code; `default` for all others
    public record Entrance(
            String name,
            Optional<String> application,
            Optional<String> host,
            Optional<String> zone,
            Optional<String> to,
            List<Route> route,
            List<String> providers,
            SequencedMap<RegionName, Integer> weights,
            Optional<Switch> turned,
            Optional<EntranceHealth> health,
            Optional<OriginFailover> originFailover,
            List<String> behind,
            List<RegionName> in,
            Optional<Exposure> scope,
            SequencedMap<String, RegionName> geography,
            Optional<Boolean> alias,
            Optional<Ttl> ttl) {}

    /// The check that the answers of an entrance go by.
    public sealed interface EntranceHealth {
        /// No check is attached: an answer does not change because a region is dead.
        record None() implements EntranceHealth {}

        /// A probe of `failover.probes`.
        record ByProbe(String probe) implements EntranceHealth {}
    }

    /// Who can reach an entrance.
    public enum Exposure {
        PUBLIC,
        /// Private networks alone, through an internal load balancer or a private name.
        INTERNAL
    }

    /// What decides who is sent to which region.
    public enum Route {
        LATENCY,
        GEOLOCATION,
        WEIGHTED,
        FAILOVER,
        CLIENT,
        HEALTH
    }

    /// What is turned to move users.
    public enum Switch {
        DNS,
        ANYCAST,
        CDN_ORIGIN,
        /// Settings of the provider, which are changed where it is controlled.
        PROVIDER_CONTROL,
        /// A switch for each region, which answers from several.
        ROUTING_CONTROL,
        /// Nothing can move its users: one fixed address, or an origin that is disabled.
        NONE
    }

    /// How clients behave that nobody tells; some keep an answer for `ignoreTtl` beyond its TTL.
    public record Clients(Optional<Duration> ignoreTtl, Optional<WhenUnknown> whenUnknown) {}

    /// What clients do while they do not know the primary.
    public enum WhenUnknown {
        WAIT,
        ASSUME_PRIMARY
    }

    /// Caches near the users.
    public record Cdn(Optional<String> kind) {}

    /// Fixed addresses before all regions.
    ///
    /// @param primary the region of its first endpoint
    public record Accelerator(Optional<String> kind, Optional<RegionName> primary) {}

    /// Where users are, and which share of them.
    public record UserLocation(String name, RegionName near, OptionalDouble share) {}

    /// A finding that its owner accepts. It changes the verdict, never the arithmetic, and opens no safety gate.
    public record Waiver(
            String name, String finding, Optional<String> at, String reason, LocalDate expires, Optional<String> by) {}

    /// A named set of overrides.
    public record Environment(String name, SequencedMap<String, Setting> overrides) {}
}
