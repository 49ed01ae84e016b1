package dev.meridian.agent;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Decision;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Heard;
import dev.meridian.engine.Moment;
import dev.meridian.engine.Order;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Prose;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Renewal;
import dev.meridian.engine.Rule;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Which gates would keep the role where it is, if its holder fell silent now.
///
/// The gates are the engine's, and it looks at them only when somebody is silent, and names the first that is shut
/// and no other. So it is asked what it would decide if everybody who is heard of had just found the holder silent
/// for long enough; and asked again without what shut that gate, until it would open a recovery or names a gate
/// for which nothing of this kind can be left out. What it says before an offer nobody can know yet, but for a
/// loss that is too large however fresh a copy is: where commits wait for nobody, the holder may acknowledge until
/// it surely stops.
final class ShutGates {
    /// Whoever pauses more often than this has been understood.
    private static final int MOST = 16;

    private final Stamp now;
    private final Policy policy;

    private ShutGates(Stamp now, Policy policy) {
        this.now = now;
        this.policy = policy;
    }

    /// @param now the stamp of whoever asks
    static List<Api.Shut> of(State state, Stamp now, Policy policy) {
        return switch (state.stage()) {
            case State.Stage.Vacant _ -> List.of();
            case State.Stage.Steady _ -> {
                ShutGates gates = new ShutGates(now, policy);
                List<Api.Shut> shut = gates.ifSilent(state);
                gates.tooLossy(state).ifPresent(shut::add);
                yield shut;
            }
            // A person moves it: nothing moves by itself beside that, and nothing has to.
            case State.Stage.Recovering move when move.handover().isPresent() -> List.of();
            case State.Stage.Recovering _ -> underWay(state.held());
        };
    }

    /// What a move that has begun by itself waits for; its facts are in the log.
    private static List<Api.Shut> underWay(String held) {
        return Stream.of(Rule.values())
                .filter(rule -> rule.id().equals(held))
                .map(rule -> new Api.Shut(
                        held,
                        rule.what()
                                + rule.exit()
                                        .map(exit -> " (until: " + exit + ")")
                                        .orElse(""),
                        Optional.empty()))
                .toList();
    }

    private List<Api.Shut> ifSilent(State state) {
        List<Api.Shut> shut = new ArrayList<>();
        Asked asked = new Asked(state.orders(), Duration.ZERO, false);
        Optional<Reason> reason = first(state, asked);
        while (reason.isPresent() && shut.size() < MOST) {
            shut.add(shut(reason.get(), state));
            Optional<Asked> more = asked.without(reason.get());
            if (more.isEmpty()) {
                return shut;
            }
            asked = more.get();
            reason = first(state, asked);
        }
        return shut;
    }

    private Optional<Api.Shut> tooLossy(State state) {
        Optional<Loss> least = Engine.leastLoss(state, now, policy);
        Duration most = state.orders().values().stream()
                .map(State.Standing::order)
                .filter(Order.AcceptLoss.class::isInstance)
                .map(order -> ((Order.AcceptLoss) order).most())
                .reduce(policy.maxLoss(), (one, other) -> one.compareTo(other) > 0 ? one : other);
        return least.filter(loss -> !loss.isWithin(most))
                .map(loss -> new Api.Shut(
                        Rule.LOSS_1.id(),
                        "the loss would be " + loss.text() + "; " + Prose.budget(most) + "; " + Prose.accepting(loss)
                                + " accepts more",
                        Optional.empty()));
    }

    /// What the engine is asked about beside the silence.
    ///
    /// @param orders that are taken for standing
    /// @param waited how long ago the last move is taken for, if it was not longer ago anyway
    /// @param isEverybodyThere whether those who are gone are taken for there
    private record Asked(SequencedMap<Long, State.Standing> orders, Duration waited, boolean isEverybodyThere) {
        /// The same without what shut a gate; empty for what is no single cause.
        Optional<Asked> without(Reason reason) {
            return switch (reason) {
                case Reason.Paused paused -> Optional.of(without(Order.Pause.class, paused.by()));
                case Reason.Pinned pinned -> Optional.of(without(Order.Pin.class, pinned.by()));
                case Reason.CoolingDown cooling -> Optional.of(new Asked(orders, cooling.cooldown(), isEverybodyThere));
                case Reason.TooFewAgree _, Reason.Unheard _ ->
                    Optional.of(new Asked(orders, waited, true)).filter(_ -> !isEverybodyThere);
                default -> Optional.empty();
            };
        }

        private Asked without(Class<? extends Order> kind, Order.Signature by) {
            SequencedMap<Long, State.Standing> left = new LinkedHashMap<>(orders);
            left.values().removeIf(each -> isBy(each, kind, by));
            return new Asked(left, waited, isEverybodyThere);
        }
    }

    private static boolean isBy(State.Standing standing, Class<? extends Order> kind, Order.Signature by) {
        return kind.isInstance(standing.order()) && standing.order().by().equals(by);
    }

    private Api.Shut shut(Reason reason, State state) {
        return switch (reason) {
            case Reason.Paused paused -> ordered(paused, left(state, Order.Pause.class, paused.by()));
            case Reason.Pinned pinned -> ordered(pinned, left(state, Order.Pin.class, pinned.by()));
            case Reason.CoolingDown cooling ->
                new Api.Shut(
                        cooling.rule().id(),
                        Prose.sentence(cooling) + ", or as soon as somebody has looked at the last one (`ack`)",
                        Optional.of(cooling.cooldown().minus(cooling.since())));
            case Reason.TooFewAgree few ->
                new Api.Shut(
                        few.rule().id(),
                        "too few are there to agree about " + few.suspect() + ", if it fell silent: "
                                + few.silent().size() + " of the " + few.needed() + " vantages that have to",
                        Optional.empty());
            default -> new Api.Shut(reason.rule().id(), Prose.sentence(reason), Optional.empty());
        };
    }

    private static Api.Shut ordered(Reason reason, Optional<Duration> left) {
        String until = left.map(it -> "; " + Durations.text(it) + " are left").orElse("");
        return new Api.Shut(reason.rule().id(), Prose.sentence(reason) + until, left);
    }

    /// How long an order is in force at most, by the clock of whoever asks; empty if that one has started since.
    private Optional<Duration> left(State state, Class<? extends Order> kind, Order.Signature by) {
        return state.orders().values().stream()
                .filter(standing -> isBy(standing, kind, by))
                .flatMap(
                        standing -> Optional.ofNullable(standing.given().after().get(now.by())).stream())
                .filter(after -> after.incarnation() == now.incarnation())
                .map(after -> by.expires().minusNanos(now.nanos() - after.nanos()))
                .max(Comparator.naturalOrder());
    }

    /// The first gate that is shut; empty if a recovery would be opened.
    private Optional<Reason> first(State state, Asked asked) {
        RegionName holder = state.holder().orElseThrow();
        SequencedMap<RegionName, State.Word> words = new LinkedHashMap<>(state.vantages());
        SequencedMap<RegionName, Stamp> clocks = new LinkedHashMap<>(state.clocks());
        clocks.put(now.by(), now);
        Moment justNow = new Moment(state.index(), clocks, new LinkedHashMap<>());
        words.replaceAll((vantage, word) -> vantage.equals(holder) || (isGone(word) && !asked.isEverybodyThere())
                ? word
                : new State.Word(silent(word.observed(), state, asked.waited()), justNow, justNow, word.hearing()));
        Optional<Event.Observed> own = Optional.ofNullable(words.get(now.by())).map(State.Word::observed);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        State silent = new State(
                state.index(),
                state.stage(),
                state.grant(),
                state.renewal(),
                new Heard(words, state.clocks()),
                state.reached(),
                asked.orders(),
                // The engine does not say again what it said last.
                state.marks().withHeld("").withSilenceSeen(true));
        Decision decision = Engine.decide(silent, said(own.get()), policy);
        return decision.reasons().stream()
                .filter(reason -> reason.rule().holdsBack())
                .findFirst();
    }

    /// Surely older than what counts as evidence: whoever is gone finds nobody silent.
    private boolean isGone(State.Word word) {
        return Optional.ofNullable(word.said().after().get(now.by()))
                .filter(after -> after.incarnation() == now.incarnation())
                .filter(after ->
                        now.nanos() - after.nanos() > policy.freshness().toNanos())
                .isPresent();
    }

    /// Its word if it had found the holder silent since the last renewal, and that for long enough. Of a grant
    /// that it has not heard of yet it tells no age.
    private Event.Observed silent(Event.Observed word, State state, Duration waited) {
        RegionName holder = state.holder().orElseThrow();
        List<Sight> sights = new ArrayList<>(word.sights());
        sights.removeIf(sight -> sight.subject().equals(holder));
        sights.add(new Sight(holder, Sight.Verdict.SILENT, policy.hold(), List.of()));
        boolean knowsGrant = word.renewalSeen() >= state.epoch().number();
        return new Event.Observed(
                word.stamp(),
                sights,
                state.renewal().map(Renewal::index).orElse(0L),
                longer(word.renewalAge(), policy.silentAfter()),
                longer(knowsGrant ? word.grantAge() : Duration.ZERO, waited),
                word.server(),
                word.serverFor(),
                word.room(),
                word.wallSeconds());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private Event.Observed said(Event.Observed word) {
        return new Event.Observed(
                now,
                word.sights(),
                word.renewalSeen(),
                word.renewalAge(),
                word.grantAge(),
                word.server(),
                word.serverFor(),
                word.room(),
                word.wallSeconds());
    }
}
