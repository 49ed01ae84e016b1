package dev.meridian.simulator;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.MovePhase;
import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Lease;
import dev.meridian.engine.LeadingOrder;
import dev.meridian.engine.Policy;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Judgement;
import dev.meridian.faults.Setting;
import dev.meridian.outages.Expectation;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// What a world is made of: one application's role, the places that have a part in it, and how far apart
/// they are.
///
/// @param store whose data it is
/// @param policy what the engine may do
/// @param probes how vantages look
/// @param ttl how long resolvers may keep an answer
/// @param places everybody with a copy of the data or a vote; the regions first, a witness last
/// @param distances how far apart they are
/// @param order in which places lead the log, the first one at the beginning
/// @param timings how long steps take there
public record Scene(
        String store,
        Policy policy,
        ProbePolicy probes,
        Duration ttl,
        List<RegionName> places,
        Distances distances,
        List<RegionName> order,
        Timings timings) {
    /// Where nobody knows how far apart two places are: somewhere between a continent and an ocean.
    private static final Duration UNKNOWN_ROUND_TRIP = Duration.ofMillis(100);

    public Scene {
        places = List.copyOf(places);
    }

    /// The scenes of a file: of each application the first store that can move at all. What its provider runs
    /// is taken for a database with an agent beside it.
    public static List<Scene> all(Blueprint blueprint) {
        List<Scene> scenes = new ArrayList<>();
        for (Application application : blueprint.applications().values()) {
            blueprint.stores().values().stream()
                    .filter(store -> store.application().equals(application.name()))
                    .filter(store ->
                            store.members().size() > 1 && !store.mayTakeOver().isEmpty())
                    .filter(_ -> !application.failover().controlIn().isEmpty())
                    .findFirst()
                    .ifPresent(store -> scenes.add(of(blueprint, application, store)));
        }
        return List.copyOf(scenes);
    }

    private static Scene of(Blueprint blueprint, Application application, Store store) {
        return of(
                store.name(),
                Policy.of(blueprint, store),
                application.failover().probes(),
                blueprint.traffic().ttl(),
                (a, b) -> blueprint.roundTrip(a, b).map(RoundTrip::p50).orElse(UNKNOWN_ROUND_TRIP));
    }

    /// @param roundTrip the median between two places
    static Scene of(
            String store,
            Policy policy,
            ProbePolicy probes,
            Duration ttl,
            BiFunction<RegionName, RegionName, Duration> roundTrip) {
        List<RegionName> places = new ArrayList<>(policy.members());
        policy.voters().stream().filter(voter -> !places.contains(voter)).forEach(places::add);
        Distances distances = new Distances(places, roundTrip);
        return new Scene(
                store, policy, probes, ttl, places, distances, LeadingOrder.of(policy, roundTrip), Timings.assumed());
    }

    /// The same places, where steps take so long.
    public Scene with(Timings other) {
        return new Scene(store, policy, probes, ttl, places, distances, order, other);
    }

    /// How long a message takes from one place to another, in the median and one way.
    ///
    /// @throws IndexOutOfBoundsException for a place that has no part in the scene
    public Duration oneWay(RegionName from, RegionName to) {
        return Duration.ofNanos(distances.oneWay(place(from), place(to)));
    }

    /// The place that leads the log at the beginning.
    public RegionName leader() {
        return order.getFirst();
    }

    /// Whether all places that a fault names have a part in this application.
    public boolean hasPlacesOf(Fault fault) {
        return places.containsAll(fault.scope().places());
    }

    /// Why the move that listed faults call for is refused here, whatever happens, and what would change that;
    /// empty where they call for none, or it is not.
    public Optional<String> refusal(List<Fault> faults) {
        return Judgement.refusal(faults, setting());
    }

    /// Whether these faults ask for a recovery here, to which a promised time applies: users of the primary are
    /// struck, and are to be served again by what happens by itself.
    public boolean recoversFrom(List<Fault> faults) {
        return refusal(faults).isEmpty() && asksForRecovery(faults);
    }

    /// The same, whether or not anything is done about it.
    public boolean asksForRecovery(List<Fault> faults) {
        return Judgement.asksForRecovery(faults, setting());
    }

    /// Whether these faults leave nobody here who could serve, whatever is done.
    public boolean leavesNobody(List<Fault> faults) {
        return Judgement.leavesNobody(faults, setting());
    }

    /// Why nothing moves here by itself, whatever happens; empty if something does.
    public Optional<String> whyNothingMoves() {
        return setting().whyNothingMoves();
    }

    /// Of what must come of an outage, all that is asked here.
    public Expectation asked(Expectation expected) {
        return setting().movesByItself() ? expected : expected.ofWhatStays();
    }

    /// What the right outcome of listed faults depends on.
    Setting setting() {
        Lease lease = policy.lease();
        Duration detect = probes.every().multipliedBy(probes.failures()).plus(probes.timeout());
        Duration stops = Duration.ofNanos((long) (lease.holderStopsAfter().toNanos() / (1 - lease.drift())))
                .plus(lease.fence());
        Duration failover = patience()
                .plus(policy.patience().catchUp())
                .plus(Duration.ofNanos(Steps.PLANNED_PROMOTION))
                .plus(policy.longestBefore(MovePhase.ROUTE))
                .plus(ttl);
        return new Setting(
                policy.home(),
                policy.members(),
                policy.voters(),
                policy.waitFor(),
                policy.automatic(),
                policy.tooDear(),
                new Setting.Times(failover, stops, detect, probes.timeout()),
                (one, other) -> Duration.ofNanos(2 * distances.oneWay(place(one), place(other))));
    }

    /// The same places under another policy.
    Scene with(Policy other) {
        return new Scene(store, other, probes, ttl, places, distances, order, timings);
    }

    int place(RegionName name) {
        return places.indexOf(name);
    }

    /// How long until something moves when all goes well, roughly: what everything else is sized by.
    Duration patience() {
        return probes.every()
                .multipliedBy(probes.failures())
                .plus(probes.timeout())
                .plus(policy.hold())
                .plus(policy.lease().challengerWait());
    }
}
