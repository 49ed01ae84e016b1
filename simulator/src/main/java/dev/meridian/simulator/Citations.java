package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Event;
import dev.meridian.engine.Finding;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Reason;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// What a decision cites is there (I17): the entry that opened a move, the entry of an order, the entry that is a
/// grant; and the verdict that lets the role move by itself (I7).
final class Citations {
    private final Truth truth;
    private final Policy policy;
    private final Set<Long> openings = new LinkedHashSet<>();
    private final Set<Long> orders = new LinkedHashSet<>();

    Citations(Truth truth, Policy policy) {
        this.truth = truth;
        this.policy = policy;
    }

    void decided(Event event, Decision decision) {
        long index = decision.state().index();
        for (Reason reason : decision.reasons()) {
            switch (reason) {
                case Reason.RecoveryOpened it -> {
                    open(it.ballot(), index);
                    rests(Finding.DOWN, event, decision);
                }
                case Reason.ReturnOpened it -> open(it.ballot(), index);
                case Reason.OrderTaken it -> {
                    isThis(it.number(), index, "an order");
                    orders.add(index);
                    openings.add(index);
                }
                case Reason.FirstGrant it -> isThis(it.epoch().number(), index, "a grant");
                case Reason.Granted it -> isThis(it.epoch().number(), index, "a grant");
                case Reason.GivenBack it -> isThis(it.epoch().number(), index, "a grant");
                case Reason.PromiseRecorded it -> isAmong(openings, it.ballot(), "a move");
                case Reason.HandedOver it -> isAmong(openings, it.ballot(), "a move");
                case Reason.HandoverTurned it -> isAmong(openings, it.ballot(), "a move");
                case Reason.HandoverDropped it -> isAmong(openings, it.ballot(), "a move");
                case Reason.RenewalRefused it -> isAmong(openings, it.ballot(), "a move");
                case Reason.OrderOver it -> isAmong(orders, it.number(), "an order");
                default -> {}
            }
        }
    }

    private void rests(Finding on, Event event, Decision decision) {
        Optional<Finding> finding = Finding.of(decision.state(), event.stamp(), policy);
        if (!finding.equals(Optional.of(on))) {
            throw truth.broken("I7", "the role moves by itself though the verdict is " + finding);
        }
    }

    private void open(long ballot, long index) {
        isThis(ballot, index, "a move");
        openings.add(ballot);
    }

    private void isThis(long cited, long index, String what) {
        if (cited != index) {
            throw truth.broken("I17", what + " is said to be entry " + cited + ", and is entry " + index);
        }
    }

    private void isAmong(Set<Long> known, long cited, String what) {
        if (!known.contains(cited)) {
            throw truth.broken("I17", "a reason cites entry " + cited + " as " + what + ", which it is not");
        }
    }
}
