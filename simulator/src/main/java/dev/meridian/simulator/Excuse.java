package dev.meridian.simulator;

import dev.meridian.bounds.Lease;
import dev.meridian.bounds.Loss;
import dev.meridian.engine.Beat;
import dev.meridian.engine.Event;
import dev.meridian.engine.HoldersClock;
import dev.meridian.engine.Order;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Renewal;
import dev.meridian.engine.State;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Why a world in which nothing goes wrong any more, though places are gone, may rightly stay without a writer.
/// What the engine says of itself is no reason: it would excuse one that never moves. The world is asked, and the
/// file: who is gone, what a person has ordered, what the copies that are left contain, and what that proves by
/// the arithmetic that anybody can do ([Loss]).
final class Excuse {
    private final World world;
    private final Policy policy;
    private final State state;
    private final Predicate<Place> isGone;

    private Excuse(World world, Predicate<Place> isGone) {
        this.world = world;
        this.policy = world.policy;
        this.state = world.log.state();
        this.isGone = isGone;
    }

    /// Where everything has healed but for places that never come back.
    ///
    /// @return a few words for the report; empty if nothing excuses it
    static Optional<String> of(World world) {
        return of(world, Place::isLost);
    }

    /// @param isGone whether a place can do nothing as things are
    static Optional<String> of(World world, Predicate<Place> isGone) {
        return new Excuse(world, isGone).reason();
    }

    private Optional<String> reason() {
        if (state.stage() instanceof State.Stage.Vacant) {
            return isLost(policy.home()) ? Optional.of("only the home may begin, and it is gone") : Optional.empty();
        }
        RegionName holder = state.holder().orElseThrow();
        if (!isLost(holder)) {
            return LeaseWays.areTooLong(world, world.place(holder))
                    ? Optional.of("the lease is shorter than the ways of its renewals")
                    : Optional.empty();
        }
        if (!policy.automatic()) {
            return Optional.of("a person decides");
        }
        if (isHeldBack()) {
            return Optional.of("a person has paused or pinned it");
        }
        long outside =
                policy.voters().stream().filter(voter -> !voter.equals(holder)).count();
        if (outside < 2) {
            return Optional.of("there is no third opinion");
        }
        if (!lease().oneWriter().holds()) {
            return Optional.of("with this fence two sides could write");
        }
        return noCandidate(world.place(holder));
    }

    private boolean isLost(RegionName region) {
        return isGone.test(world.place(region));
    }

    /// Whether a pause or pin was given that may not have ended yet.
    private boolean isHeldBack() {
        return state.orders().values().stream()
                .anyMatch(standing -> standing.order() instanceof Order.Pause || standing.order() instanceof Order.Pin);
    }

    /// The lease with the longest fence that the holder has told of.
    private Lease lease() {
        OptionalLong measured = state.renewal().map(Renewal::fenceMeasured).orElse(OptionalLong.empty());
        long longest = Math.max(measured.orElse(0), policy.lease().fence().toNanos());
        return policy.lease().withFence(Duration.ofNanos(longest));
    }

    /// Copies that are left and surely of this history: something of the last grant is in them, nothing that the
    /// holder had not, and the log has heard of them. One that was just being made when the holder went has said
    /// nothing yet, and its agent cannot know that it is whole.
    private Stream<Place> copies(Place holder) {
        long epoch = state.epoch().number();
        return Arrays.stream(world.places)
                .filter(place -> place.hasData && !isGone.test(place) && place != holder)
                .filter(this::isHeardOf)
                .filter(place -> place.database.history.reached(epoch) > 0
                        && place.database.history.isPrefixOf(holder.database.history));
    }

    /// Whether the log knows that its copy is of this history: it has followed since the grant, or what was told
    /// before the grant proves it.
    private boolean isHeardOf(Place place) {
        State before = world.log.state(Math.toIntExact(state.epoch().number() - 1));
        return world.truth.followers().has(place, state.epoch())
                || !(before.stage() instanceof State.Stage.Recovering recovering)
                || isProven(place.name, recovering, before);
    }

    /// It had no more than whoever got the role, and nobody can have given it more since: others receive from the
    /// likeliest candidate, which got the role itself, or nobody who was asked had more to give.
    private boolean isProven(RegionName region, State.Stage.Recovering recovering, State before) {
        RegionName chosen = state.holder().orElseThrow();
        long most = told(chosen, recovering).orElse(-1);
        boolean isGiver = recovering.deputy().isEmpty()
                && recovering.likeliest().orElse(chosen).equals(chosen);
        boolean isSettled = chosen.equals(recovering.suspect())
                || isGiver
                || before.grant().orElseThrow().lineage().stream()
                        .filter(member -> !member.equals(recovering.suspect()))
                        .allMatch(member -> told(member, recovering).orElse(Long.MAX_VALUE) <= most);
        return isSettled && told(region, recovering).orElse(Long.MAX_VALUE) <= most;
    }

    /// How far a copy went, by what it told last of all in a recovery, or when it stopped for one.
    private static OptionalLong told(RegionName region, State.Stage.Recovering recovering) {
        if (region.equals(recovering.suspect())) {
            return recovering.yielded();
        }
        Event.Promised promised = recovering.promises().get(region);
        return promised == null ? OptionalLong.empty() : OptionalLong.of(promised.position());
    }

    private Optional<String> noCandidate(Place holder) {
        List<Place> copies = copies(holder).toList();
        List<Place> candidates = copies.stream()
                .filter(place -> policy.targets().contains(place.name))
                .toList();
        if (candidates.isEmpty()) {
            return Optional.of("no copy of this history is left that may take over");
        }
        boolean isProven = candidates.stream()
                .anyMatch(candidate -> loss(candidate, copies).isWithin(policy.maxLoss()));
        return isProven ? Optional.empty() : Optional.of("too much could be lost");
    }

    /// What is provable of a candidate once all that are left have stopped receiving from the holder, and it has
    /// fetched what those have that it reaches.
    private Loss loss(Place candidate, List<Place> copies) {
        Renewal renewal = state.renewal().orElseThrow();
        List<Place> within = copies.stream()
                .filter(copy ->
                        copy.database.position() <= candidate.database.position() || world.reach(candidate, copy))
                .toList();
        int standbys = policy.members().size() - 1;
        if (renewal.isProtected() && Loss.isProvablyNone(within.size(), policy.waitFor(), standbys)) {
            return new Loss.ProvablyNone(within.size(), policy.waitFor(), standbys);
        }
        HoldersClock clock = Objects.requireNonNull(state.holdersClock());
        OptionalLong heartbeat = within.stream()
                .flatMap(copy -> copy.database.newestBeat(state.epoch()).stream())
                .filter(beat -> beat.clock().equals(clock))
                .mapToLong(Beat::nanos)
                .max();
        OptionalLong permitted = renewal.permittedAt();
        return permitted.isPresent() && heartbeat.isPresent()
                ? Loss.fromHeartbeats(lease(), permitted.getAsLong(), heartbeat.getAsLong())
                : new Loss.Unknown("no copy has a heartbeat of the holder");
    }
}
