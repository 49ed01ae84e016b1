package dev.meridian.engine;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is to be done, as a function of the state alone: nothing is forgotten by a crash and nothing is done for
/// a state that is over.
public final class Duties {
    private Duties() {}

    /// Everything outstanding, for every region, in the order in which it may be done.
    public static List<Duty> outstanding(State state, Policy policy) {
        List<Duty> duties = new ArrayList<>();
        duties.addAll(Added.duties(state, policy));
        switch (state.stage()) {
            case State.Stage.Vacant _ -> duties.add(new Duty.Claim(policy.home(), 0));
            case State.Stage.Recovering recovering -> recovering(state, recovering, policy, duties);
            case State.Stage.Steady _ -> steady(state, policy, duties);
        }
        return List.copyOf(duties);
    }

    /// The steps that the file adds and that only a person can end now: a person's own, and those that failed.
    public static List<AddedStep> ofPeople(State state, Policy policy) {
        return Added.ofPeople(state, policy);
    }

    /// Those of one region.
    public static List<Duty> of(RegionName region, State state, Policy policy) {
        return outstanding(state, policy).stream()
                .filter(duty -> duty.region().equals(region))
                .toList();
    }

    /// From whom to catch up, and how far that one went: the survivor that the duty names, and those to turn to
    /// where it cannot be reached, the furthest first. Empty if the duty is over.
    public static List<Event.Promised> sources(Duty.CatchUp duty, State state) {
        if (!(state.stage() instanceof State.Stage.Recovering recovering) || recovering.ballot() != duty.ballot()) {
            return List.of();
        }
        Event.Promised told = recovering.promises().get(duty.region());
        return recovering.promises().values().stream()
                .filter(other -> told != null && other.position() > told.position())
                .sorted(Comparator.comparing(
                                (Event.Promised other) -> !other.stamp().by().equals(duty.from()))
                        .thenComparing(Comparator.comparingLong(Event.Promised::position)
                                .reversed()))
                .toList();
    }

    /// What a survivor has promised, where a move is refused for what it may cost: if its copy has grown since
    /// then, it tells that, which is no duty, for it alone knows.
    public static Optional<Event.Promised> refused(RegionName member, State state) {
        return state.stage() instanceof State.Stage.Recovering recovering
                        && state.held().equals(Rule.LOSS_1.id())
                ? Optional.ofNullable(recovering.promises().get(member))
                : Optional.empty();
    }

    static List<Duty> added(State before, State after, Policy policy) {
        if (after.isAsFarAs(before)) {
            return List.of();
        }
        List<Duty> old = outstanding(before, policy);
        return outstanding(after, policy).stream()
                .filter(duty -> !old.contains(duty))
                .toList();
    }

    private static void recovering(State state, State.Stage.Recovering recovering, Policy policy, List<Duty> duties) {
        if (recovering.isYielding()) {
            if (!Added.beforeStop(state, policy).isEmpty()) {
                return;
            }
            RegionName to = recovering.handover().orElseThrow().to();
            duties.add(new Duty.Yield(recovering.suspect(), recovering.ballot(), to));
            return;
        }
        List<RegionName> kin = Gates.kin(state);
        for (RegionName member : kin) {
            if (!member.equals(recovering.suspect()) && !recovering.promises().containsKey(member)) {
                RegionName next = next(member, recovering, kin, policy);
                duties.add(new Duty.Promise(member, recovering.ballot(), next));
            }
        }
        if (recovering.offer().isPresent()) {
            duties.add(new Duty.Claim(recovering.offer().get().candidate(), recovering.ballot()));
            return;
        }
        recovering
                .aheadOfFetcher()
                .ifPresent(ahead -> duties.add(new Duty.CatchUp(
                        recovering.fetcher().orElseThrow(),
                        ahead.stamp().by(),
                        recovering.ballot(),
                        ahead.position())));
    }

    /// From whom a survivor receives after its promise: from the likeliest candidate; that one from the survivor
    /// that would be next; from nobody, which is said by its own name, if there is no such region.
    private static RegionName next(
            RegionName member, State.Stage.Recovering recovering, List<RegionName> kin, Policy policy) {
        RegionName likeliest = recovering.likeliest().orElse(member);
        if (!member.equals(likeliest) || recovering.likeliest().isEmpty()) {
            return likeliest;
        }
        return Stream.concat(policy.targets().stream().filter(kin::contains), kin.stream())
                .filter(other -> !other.equals(member) && !other.equals(recovering.suspect()))
                .findFirst()
                .orElse(member);
    }

    private static void steady(State state, Policy policy, List<Duty> duties) {
        State.Grant grant = state.grant().orElseThrow();
        if (!grant.accepting()) {
            duties.add(new Duty.Promote(grant.holder(), grant.epoch()));
        }
        for (RegionName member : policy.members()) {
            if (member.equals(grant.holder())) {
                continue;
            }
            Epoch followed = state.follows().getOrDefault(member, Epoch.NONE);
            if (followed.equals(grant.epoch())) {
                continue;
            }
            if (grant.lineage().contains(member)) {
                duties.add(new Duty.Follow(member, grant.holder(), grant.epoch()));
            } else if (grant.accepting()) {
                duties.add(new Duty.Rejoin(member, grant.holder(), grant.epoch()));
            }
        }
        if (grant.accepting() && Added.beforeRoute(state, policy).isEmpty()) {
            for (RegionName member : policy.members()) {
                if (!state.routes().getOrDefault(member, Epoch.NONE).equals(grant.epoch())) {
                    duties.add(new Duty.Route(member, grant.holder(), grant.epoch()));
                }
            }
        }
    }
}
