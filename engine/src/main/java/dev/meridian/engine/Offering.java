package dev.meridian.engine;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.State.Stage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Survivors are asked: what there is to look at before one of them is offered the role.
record Offering(Evidence evidence, Stage.Recovering recovering) {
    Policy policy() {
        return evidence.policy();
    }

    State state() {
        return evidence.state();
    }

    Duration waited() {
        return evidence.waited(recovering.suspect());
    }

    /// How old the newest renewal becomes before the preferred candidate is no longer waited for.
    Duration patience() {
        return recovering.patience().orElseGet(() -> waited().plus(Gates.CATCH_UP));
    }

    /// Somebody who could be offered the role, and how far its copy goes.
    record Candidate(RegionName region, long position) {}

    /// Those who may take over, have promised and are heard of: the most advanced first, then in the policy's
    /// order.
    List<Candidate> heard() {
        return policy().targets().stream()
                .filter(target ->
                        Gates.isHeardOf(target, evidence) || !evidence.rules().have(Guard.HEARD))
                .flatMap(target -> Optional.ofNullable(recovering.promises().get(target)).stream())
                .map(promise -> new Candidate(promise.stamp().by(), promise.position()))
                .sorted(Comparator.comparingLong(Candidate::position).reversed())
                .toList();
    }

    /// Those of them that have room for the load.
    List<Candidate> roomy() {
        return heard().stream()
                .filter(one ->
                        evidence.hasRoom(one.region()) || !evidence.rules().have(Guard.CAPACITY))
                .toList();
    }

    /// Those who could be offered the role now, the best first; of a handover the one that a person named. After
    /// it those that have all of it come first, and among them the one that handed it over is second.
    List<Candidate> candidates() {
        if (recovering.handover().isEmpty()) {
            return roomy();
        }
        List<Candidate> heard = heard();
        RegionName to = recovering.handover().get().to();
        List<Candidate> named =
                heard.stream().filter(one -> one.region().equals(to)).toList();
        return recovering.yielded().isEmpty() ? named : afterHandover(heard, named);
    }

    private List<Candidate> afterHandover(List<Candidate> heard, List<Candidate> named) {
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

    /// What the promotion of the best of them would cost.
    Loss loss() {
        Candidate best = candidates().getFirst();
        boolean isWhole = recovering.yielded().isPresent()
                && (best.position() >= recovering.yielded().getAsLong()
                        || !evidence.rules().have(Guard.HANDED));
        return isWhole ? new Loss.HandedOver(recovering.yielded().getAsLong()) : Gates.loss(this, best);
    }

    /// What keeps the old side from writing: the lease, if nothing better does.
    Fence fence() {
        if (recovering.yielded().isPresent()) {
            return Fence.RECEIPT;
        }
        return Gates.isAttested(this) ? Fence.ATTESTATION : Fence.LEASE;
    }

    /// The budget of the file, or what a person has accepted for this move.
    Duration budget() {
        return state().orders().values().stream()
                .filter(evidence::enables)
                .flatMap(standing ->
                        standing.order() instanceof Order.AcceptLoss accept ? Stream.of(accept.most()) : Stream.empty())
                .reduce(policy().maxLoss(), (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
}
