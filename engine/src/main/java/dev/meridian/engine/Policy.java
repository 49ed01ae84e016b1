package dev.meridian.engine;

import dev.meridian.blueprint.AddedSteps;
import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.LeasePolicy;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.MovePhase;
import dev.meridian.blueprint.Patience;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Lease;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What the engine may do for one application, resolved: every constant that a rule compares with is a field
/// here.
///
/// @param application whose role it is
/// @param home the region that is granted the role first
/// @param members regions with a copy of the data, in file order
/// @param targets members that may take over, the preferred first and the home last; law and capability are
///     already taken into account
/// @param voters where the control runs, a witness included
/// @param automatic whether the engine may move by itself
/// @param hold how long a verdict must be stable before anything follows from it
/// @param lease the terms of the right to write, with the declared fence time
/// @param renewEvery how often the holder renews
/// @param silentAfter renewals that are younger than this speak against a verdict of silence
/// @param cooldown the shortest time between two automatic moves
/// @param storm no automatic move so soon after a second place fell silent
/// @param failback how long the home has to have followed without a gap before the role goes back by itself; empty
///     if a person brings it back
/// @param room for how much of the load a candidate has to have capacity, in percent; empty if that is not asked
/// @param maxLoss the largest loss, in time, that a promotion may cost
/// @param waitFor how many standbys a commit waits for; 0 when it waits for none
/// @param freshness evidence older than this is no evidence
/// @param steps what the file adds to the plans of moves
/// @param returnWindow when the role may go home by itself; empty for at any time
/// @param patience how long is waited for what could be gone on without
/// @param unfenced other stores of the application: nobody checks an epoch there, so the old side may go on
///     writing to them for as long as it runs
public record Policy(
        String application,
        RegionName home,
        List<RegionName> members,
        List<RegionName> targets,
        List<RegionName> voters,
        boolean automatic,
        Duration hold,
        Lease lease,
        Duration renewEvery,
        Duration silentAfter,
        Duration cooldown,
        Duration storm,
        Optional<Duration> failback,
        OptionalInt room,
        Duration maxLoss,
        int waitFor,
        Duration freshness,
        AddedSteps steps,
        Optional<WeeklyWindow> returnWindow,
        Patience patience,
        List<String> unfenced) {
    public Policy {
        members = List.copyOf(members);
        targets = List.copyOf(targets);
        voters = List.copyOf(voters);
        unfenced = List.copyOf(unfenced);
    }

    /// The same with steps that the file adds.
    public Policy with(AddedSteps added) {
        return new Policy(
                application,
                home,
                members,
                targets,
                voters,
                automatic,
                hold,
                lease,
                renewEvery,
                silentAfter,
                cooldown,
                storm,
                failback,
                room,
                maxLoss,
                waitFor,
                freshness,
                added,
                returnWindow,
                patience,
                unfenced);
    }

    /// The policy that a file resolves to, for the application that owns `store`. Without a declared RPO the
    /// budget is zero: nothing may be lost that nobody said may be lost.
    public static Policy of(Blueprint blueprint, Store store) {
        Application application =
                Objects.requireNonNull(blueprint.applications().get(store.application()));
        FailoverPolicy failover = application.failover();
        LeasePolicy lease = failover.lease();
        return new Policy(
                application.name(),
                store.writer(),
                store.members(),
                targets(failover, store),
                failover.controlIn(),
                failover.mode() == Mode.AUTOMATIC,
                failover.hold(),
                new Lease(
                        lease.duration(),
                        lease.margin(),
                        lease.challengerWait(),
                        lease.drift(),
                        failover.fenceWithin()),
                lease.renewEvery(),
                lease.silentAfter(),
                failover.cooldown(),
                failover.storm(),
                failover.failback().mode() == Mode.AUTOMATIC
                        ? Optional.of(failover.failback().after())
                        : Optional.empty(),
                failover.room(),
                failover.budget(store).orElse(Duration.ZERO),
                store.replication().waitFor(),
                failover.freshness(),
                failover.steps(),
                failover.failback().window(),
                failover.patience(),
                unfenced(blueprint, store));
    }

    private static List<String> unfenced(Blueprint blueprint, Store store) {
        return blueprint.stores().values().stream()
                .filter(other -> other.application().equals(store.application()))
                .map(Store::name)
                .filter(other -> !other.equals(store.name()))
                .toList();
    }

    /// A home that was left and is whole again is also a way out.
    private static List<RegionName> targets(FailoverPolicy failover, Store store) {
        return Stream.concat(
                        failover.targets().stream().filter(store.mayTakeOver()::contains), Stream.of(store.writer()))
                .distinct()
                .toList();
    }

    /// How long a move that nobody ordered may have to wait for steps of the file before a phase of it; those of
    /// which it does not say how long they take are given ten seconds.
    public Duration longestBefore(MovePhase phase) {
        return Added.longestBefore(phase, steps);
    }

    /// How long all steps of the file may take in a move, one after the other.
    public Duration longestSteps() {
        return Added.longest(steps);
    }

    /// Why every move by itself could lose more than the file allows, however fresh a copy is; empty if one could
    /// not. Where a commit waits for a standby none need lose anything.
    public Optional<String> tooDear() {
        Duration least = lease.lastCommitAfter();
        return waitFor > 0 || least.compareTo(maxLoss) <= 0
                ? Optional.empty()
                : Optional.of("a move could always lose " + Durations.text(least) + ", (D − m)/(1 − ρ) + F, and "
                        + Durations.text(maxLoss) + " is allowed");
    }

    /// Those who may take over from a region.
    public List<RegionName> targetsOutside(RegionName region) {
        return targets.stream().filter(target -> !target.equals(region)).toList();
    }

    /// Those whose opinion about `region` counts: everybody but itself.
    public List<RegionName> vantagesOf(RegionName region) {
        return voters.stream().filter(voter -> !voter.equals(region)).toList();
    }

    /// How many vantages must agree about a region: more than half of those outside it, seen or not. With three
    /// places that is both of the other two, so no faulty observer can be tolerated (f = 0).
    public int vantageQuorum(RegionName region) {
        return outside(region) / 2 + 1;
    }

    /// How many observers may be wrong without causing a move: the size of the quorum less the ones that must
    /// be right. None where nobody is outside.
    public int toleratedFaultyObservers(RegionName region) {
        return Math.max(0, outside(region) - vantageQuorum(region));
    }

    int outside(RegionName region) {
        return voters.contains(region) ? voters.size() - 1 : voters.size();
    }
}
