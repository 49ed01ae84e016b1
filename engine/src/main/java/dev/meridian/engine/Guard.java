package dev.meridian.engine;

/// What stands between a suspicion and two histories. The engine always has all of them; a simulation can take one
/// out, to see that a law of the simulated world notices. One whose absence nobody notices is not tested, or not
/// needed.
public enum Guard {
    QUORUM(Rule.DETECT_2, "more than half of the vantages outside the region have to agree"),
    OWN_CLOCK(Rule.DETECT_2, "a clock tells nothing about stamps of an earlier start of its agent"),
    FRESHNESS(Rule.DETECT_2, "a word that may be too old is no evidence"),
    SEEN(Rule.DETECT_2, "only who had seen a word when it spoke tells by its clock that the word is too old"),
    HEARING(Rule.DETECT_2, "who speaks and hears nothing of the log for long is taken for one that is gone"),
    THIRD_OPINION(Rule.DETECT_3, "somebody outside both the region and its successor has to exist"),
    RENEWALS(Rule.DETECT_5, "a holder that renews is alive, whatever its users see"),
    HOLD(Rule.DETECT_4, "the verdict has to be stable"),
    MODE(Rule.MODE_1, "a person decides where the file says so"),
    COOLDOWN(Rule.PACE_1, "two moves are not made at once"),
    LOOKED(Rule.PACE_1, "who has looked at the last move has not looked at the one after it"),
    STORM(Rule.PACE_2, "nothing moves while places fall silent one after the other"),
    CAPACITY(Rule.ROOM_1, "whoever takes over has room for the load"),
    HOME(Rule.BACK_1, "the way home waits until the home is surely well"),
    WINDOW(Rule.BACK_4, "the role goes home by itself only when the file allows it"),
    ONE_RETURN(Rule.BACK_2, "the way home is tried once"),
    ARMED(Rule.LEASE_3, "the lease's inequality holds"),
    STILL_ARMED(Rule.LEASE_3, "it still holds where an attestation has let the move begin and is over"),
    MEASURED_FENCE(Rule.LEASE_3, "it holds with the measured fence too, if that is longer than the declared one"),
    CANDIDATE(Rule.MOVE_1, "somebody who may take over has to be there before survivors stop receiving"),
    LONGEST_FENCE(
            Rule.LEASE_3, "what was measured stays measured, though an agent that has started again does not know it"),
    HEARD(Rule.MOVE_1, "whoever is offered the role has to be heard of"),
    PROMISES(Rule.PROMISE_3, "everybody who is heard of promises before anybody is chosen who may lack something"),
    LEASE_WAIT(Rule.LEASE_2, "the old lease has surely run out"),
    UNFENCED(Rule.LEASE_5, "what the old side may still write where nobody checks an epoch has surely ended"),
    NEWEST_RENEWAL(Rule.LEASE_2, "only a wait since the newest renewal counts"),
    WITNESSES(Rule.LEASE_2, "as many as may err are not believed about how long the last renewal is ago"),
    DEPUTY(Rule.MOVE_11, "what survivors have is fetched by one that can take the role"),
    LOSS(Rule.LOSS_1, "no more is lost than the budget allows"),
    WITHIN(Rule.LOSS_1, "a copy that is ahead of the candidate proves nothing about the candidate's"),
    PROTECTED(Rule.LOSS_1, "standbys prove nothing about what was acknowledged while the set was not in force"),
    HOLDERS_CLOCK(Rule.LOSS_1, "a heartbeat that was dated with another clock than the newest renewal says nothing"),
    MEASURED_LOSS(Rule.LOSS_1, "the bound counts with the measured fence, if that is longer than the declared one"),
    WITHDRAWAL(Rule.MOVE_5, "an offer to somebody who is gone is made to somebody else"),
    ABORT(Rule.MOVE_3, "a renewal ends the recovery"),
    OFFER(Rule.ROLE_3, "only the one that was offered the role may claim it, in the recovery in which it was offered"),
    EPOCH(Rule.LEASE_1, "only the holder renews, and only its own grant"),
    BALLOT(Rule.PROMISE_2, "only a promise to this recovery counts"),
    KIN(Rule.ROLE_2, "only copies that are surely earlier states of the new holder's may follow it as they are"),
    ONCE(Rule.LOG_1, "an entry counts once"),
    PAUSE(Rule.MODE_2, "nothing moves by itself while a person has paused it"),
    PIN(Rule.MODE_3, "the role goes by itself only to where a person has pinned it"),
    STILL_PAUSED(Rule.MODE_2, "a pause holds what has begun by itself as well, as long as nobody holds the role anew"),
    STILL_PINNED(Rule.MODE_3, "a pin turns what has begun by itself as well, as long as nobody holds the role anew"),
    RECEIPT(Rule.MOVE_7, "only the old side's own word for this very order says that it has stopped"),
    HANDED(
            Rule.MOVE_7,
            "who lacks something of what the old side handed over is not offered the role as if nothing was lost"),
    ORDERED_AWAY(Rule.LEASE_4, "a holder that a person moved away by force renews no more"),
    EXPIRY(Rule.ORDER_3, "an order that may have expired enables nothing"),
    SCOPE(Rule.ORDER_3, "a loss is accepted for one move, an attestation stands for one region that says nothing"),
    ALIVE(Rule.ORDER_2, "nobody attests of a region that it is down while it is heard of"),
    STEPS(Rule.STEP_1, "the role is not offered before the steps that the file wants done by then"),
    FOUNDED(Rule.MOVE_5, "an offer does not outlive what it stood on"),
    SECOND(Rule.ORDER_2, "two people attest, not one");

    private final Rule rule;
    private final String what;

    Guard(Rule rule, String what) {
        this.rule = rule;
        this.what = what;
    }

    /// The rule that it belongs to.
    public Rule rule() {
        return rule;
    }

    /// What it asks for, in a sentence without a full stop.
    public String what() {
        return what;
    }
}
