package dev.meridian.engine;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.State.Stage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Survivors are asked: what there is to look at before one of them is offered the role. Who could be offered it
/// is worked out once: every gate asks.
final class Offering {
    private final Evidence evidence;
    private final Stage.Recovering recovering;
    private final Duration waited;
    private final Optional<Order.Pin> pin;
    private final List<Candidate> heard;
    private final List<Candidate> wanted;
    private final List<Candidate> roomy;
    private final List<Candidate> candidates;

    private Offering(Evidence evidence, Stage.Recovering recovering) {
        this.evidence = evidence;
        this.recovering = recovering;
        this.waited = evidence.waited(recovering.suspect());
        this.heard = heard(evidence, recovering);
        this.pin = pin(evidence, recovering);
        this.wanted = wanted(heard, pin);
        this.roomy = roomy(wanted, evidence);
        this.candidates = recovering
                .handover()
                .map(order -> candidates(order, heard, evidence, recovering))
                .orElse(roomy);
    }

    static Offering of(Evidence evidence, Stage.Recovering recovering) {
        return new Offering(evidence, recovering);
    }

    Evidence evidence() {
        return evidence;
    }

    Stage.Recovering recovering() {
        return recovering;
    }

    /// How long the newest renewal is surely ago.
    Duration waited() {
        return waited;
    }

    /// Those who may take over, have promised and are heard of: the most advanced first, then in the policy's
    /// order.
    List<Candidate> heard() {
        return heard;
    }

    Policy policy() {
        return evidence.policy();
    }

    State state() {
        return evidence.state();
    }

    /// How old the newest renewal becomes before the preferred candidate is no longer waited for.
    Duration patience() {
        return recovering
                .patience()
                .orElseGet(() -> waited.plus(policy().patience().catchUp()));
    }

    /// Somebody who could be offered the role, and how far its copy goes.
    record Candidate(RegionName region, long position) {}

    private static List<Candidate> heard(Evidence evidence, Stage.Recovering recovering) {
        boolean isAnyone = !evidence.rules().have(Guard.HEARD);
        List<Candidate> heard = new ArrayList<>();
        for (RegionName target : evidence.policy().targets()) {
            Event.Promised promise = recovering.promises().get(target);
            if (promise != null && (isAnyone || Gates.isHeardOf(target, evidence))) {
                heard.add(new Candidate(promise.stamp().by(), promise.position()));
            }
        }
        heard.sort(Comparator.comparingLong(Candidate::position).reversed());
        return heard;
    }

    /// Whether where to was named beforehand.
    boolean isOrdered() {
        return recovering.handover().isPresent();
    }

    /// To where alone the role may go by itself.
    Optional<Order.Pin> pin() {
        return pin;
    }

    private static Optional<Order.Pin> pin(Evidence evidence, Stage.Recovering recovering) {
        return recovering.handover().isPresent() || !evidence.rules().have(Guard.STILL_PINNED)
                ? Optional.empty()
                : Gates.pin(evidence);
    }

    /// Those of them who are where the role is pinned to, if it is.
    List<Candidate> wanted() {
        return wanted;
    }

    private static List<Candidate> wanted(List<Candidate> heard, Optional<Order.Pin> pin) {
        return pin.map(Order.Pin::region)
                .map(pinned -> heard.stream()
                        .filter(one -> pinned.equals(one.region()))
                        .toList())
                .orElse(heard);
    }

    /// Those of them that have room for the load.
    List<Candidate> roomy() {
        return roomy;
    }

    private static List<Candidate> roomy(List<Candidate> wanted, Evidence evidence) {
        if (!evidence.rules().have(Guard.CAPACITY)) {
            return wanted;
        }
        List<Candidate> roomy = new ArrayList<>();
        for (Candidate one : wanted) {
            if (evidence.hasRoom(one.region())) {
                roomy.add(one);
            }
        }
        return roomy;
    }

    /// Those who could be offered the role now, the best first; of a handover the one that a person named. After
    /// it those that have all of it come first, and among them the one that handed it over is second.
    List<Candidate> candidates() {
        return candidates;
    }

    private static List<Candidate> candidates(
            Handover order, List<Candidate> heard, Evidence evidence, Stage.Recovering recovering) {
        List<Candidate> named =
                heard.stream().filter(one -> one.region().equals(order.to())).toList();
        return recovering.yielded().isEmpty() ? named : afterHandover(named, heard, evidence, recovering);
    }

    private static List<Candidate> afterHandover(
            List<Candidate> named, List<Candidate> heard, Evidence evidence, Stage.Recovering recovering) {
        RegionName old = recovering.suspect();
        long all = recovering.yielded().orElseThrow();
        Stream<Candidate> back =
                evidence.age(old) == Evidence.Age.FRESH ? Stream.of(new Candidate(old, all)) : Stream.empty();
        Stream<Candidate> ordered = Stream.concat(Stream.concat(named.stream(), back), heard.stream())
                .filter(one -> one.position() >= all)
                .distinct();
        List<Candidate> whole = ordered.toList();
        return whole.isEmpty() ? heard : whole;
    }

    /// Whether no promise could change who is offered the role: the first of them has all that was handed over, so
    /// nobody has more, and it is the one that was named, or that one has no copy to take it with, or has had the
    /// time of the order to promise.
    boolean isDecided() {
        if (recovering.yielded().isEmpty() || candidates.isEmpty()) {
            return false;
        }
        Candidate first = candidates.getFirst();
        Handover order = recovering.handover().orElseThrow();
        return first.position() >= recovering.yielded().getAsLong()
                && (first.region().equals(order.to())
                        || evidence.isLost(order.to())
                        || evidence.age(order.given(), order.expires()) == Evidence.Age.GONE);
    }

    /// Who receives from survivors from now on, where the one that did cannot take the role as things are: the
    /// best of those who can, if a survivor that is heard of has something that it lacks. Without that the role
    /// would wait for what nobody fetches. Where a person named the region, no other one is looked for.
    Optional<Reason.Deputised> deputised() {
        Optional<RegionName> fetcher = recovering.fetcher().filter(one -> evidence.isLost(one) || isPassedOver(one));
        if (isOrdered()
                || fetcher.isEmpty()
                || candidates.isEmpty()
                || !evidence.rules().have(Guard.DEPUTY)) {
            return Optional.empty();
        }
        Candidate best = candidates.getFirst();
        return recovering.promises().values().stream()
                .filter(promise -> promise.position() > best.position())
                .map(promise -> promise.stamp().by())
                .filter(member -> Gates.isHeardOf(member, evidence))
                .findFirst()
                .map(ahead -> new Reason.Deputised(fetcher.get(), best.region(), ahead));
    }

    /// Whether nothing but its room, or where the role is pinned to, keeps the role from it.
    private boolean isPassedOver(RegionName region) {
        return isAmong(heard, region) && !isAmong(candidates, region);
    }

    private static boolean isAmong(List<Candidate> some, RegionName region) {
        for (Candidate one : some) {
            if (one.region().equals(region)) {
                return true;
            }
        }
        return false;
    }

    /// What the promotion of the best of them would cost.
    Loss loss() {
        Candidate best = candidates.getFirst();
        boolean isWhole = recovering.yielded().isPresent()
                && (best.position() >= recovering.yielded().getAsLong()
                        || !evidence.rules().have(Guard.HANDED));
        return isWhole ? new Loss.HandedOver(recovering.yielded().getAsLong()) : Bound.of(this, best);
    }

    /// What keeps the old side from writing. Once its lease has surely run out nobody's word is needed, and none
    /// that ends with its order is built on; before, the word of two people stands in for the wait.
    Fence fence() {
        if (recovering.yielded().isPresent()) {
            return Fence.RECEIPT;
        }
        boolean isAttested = Gates.isAttested(this, evidence::enables);
        return isAttested && !Gates.isLeaseOver(this) ? Fence.ATTESTATION : Fence.LEASE;
    }

    /// How long the old side has surely stopped: since its receipt, or since two people vouched for it, for what
    /// they saw may have come about only then. Empty for a lease: its wait has the time to fence in it.
    Optional<Duration> stoppedFor() {
        return switch (fence()) {
            case LEASE -> Optional.empty();
            case RECEIPT ->
                recovering
                        .handover()
                        .flatMap(Handover::receipt)
                        .map(receipt -> evidence.sinceSeen(receipt.given(), recovering.suspect()));
            case ATTESTATION ->
                state().orders().values().stream()
                        .filter(standing -> Gates.attests(standing, this) && evidence.enables(standing))
                        .map(standing -> evidence.sinceSeen(standing.given(), recovering.suspect()))
                        .max(Comparator.naturalOrder());
        };
    }

    /// Whether what an offer rests on still holds, with those of a person's words that count.
    boolean isFounded(State.Offer offer, Predicate<State.Standing> counts) {
        boolean isFenced = offer.fence() != Fence.ATTESTATION
                || (recovering.yielded().isEmpty() && (Gates.isAttested(this, counts) || Gates.isLeaseOver(this)));
        return isFenced && offer.loss().isWithin(budget(counts));
    }

    /// The budget of the file, or what a person has accepted for this move.
    Duration budget() {
        return budget(evidence::enables);
    }

    private Duration budget(Predicate<State.Standing> counts) {
        return budget(state(), policy(), counts);
    }

    /// The same before anything is offered.
    static Duration budget(State state, Policy policy, Predicate<State.Standing> counts) {
        Duration most = policy.maxLoss();
        for (State.Standing standing : state.orders().values()) {
            if (standing.order() instanceof Order.AcceptLoss accept && counts.test(standing)) {
                most = accept.most().compareTo(most) > 0 ? accept.most() : most;
            }
        }
        return most;
    }
}
