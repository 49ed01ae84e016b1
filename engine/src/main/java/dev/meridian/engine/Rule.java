package dev.meridian.engine;

import java.util.Optional;

/// Every rule of the engine, by the name that people and tests refer to; names are stable for ever.
///
/// A rule *records* what happened, *holds* a move back, or *moves* it on. One that holds has an exit: what lets it
/// go again. The gates among them are looked at in the order of [Gates].
public enum Rule {
    ROLE_1("ROLE-1", "the first grant goes to the home that the file names"),
    LOG_1("LOG-1", "an entry that comes a second time, or after a later one of its author, changes nothing"),
    LEASE_1("LEASE-1", "a renewal of a grant that is no longer in force is refused"),
    DETECT_1("DETECT-1", "a quorum of vantages finds the holder silent: the hold begins"),
    DETECT_6("DETECT-6", "the quorum no longer finds it silent: the hold is over"),
    DETECT_2(
            "DETECT-2",
            "too few vantages outside the region find it silent",
            "more of them agree, or it is heard again"),
    DETECT_3(
            "DETECT-3",
            "nobody outside both the region and its successor can be asked",
            "a `failover.witness` in a third place; a person's order only while a majority of the voters is left"),
    DETECT_4("DETECT-4", "the verdict is not stable for `failover.hold` yet", "it stays silent, or is heard again"),
    DETECT_5("DETECT-5", "it renews its lease: it is alive", "its renewals end, or it is heard again"),
    DETECT_7(
            "DETECT-7",
            "some of its probes answer and some do not: nothing is forced",
            "it answers again or falls silent, or a person moves it gracefully"),
    DETECT_8("DETECT-8", "too few vantages outside it are heard of to judge it", "more of them are heard of"),
    MODE_1("MODE-1", "the file leaves the decision to a person", "a person's order, or `failover.mode: automatic`"),
    PACE_1("PACE-1", "the last move is younger than `failover.cooldown`", "time"),
    PACE_2(
            "PACE-2",
            "a second place fell silent not long ago: one cause may be behind both, perhaps the observers' own",
            "`failover.storm` passes without another one, or a person's order"),
    ROOM_1(
            "ROOM-1",
            "no candidate says that it has capacity for the load",
            "capacity comes, or another candidate has it; or a person pauses it, cancels it, and orders a move"),
    BACK_1(
            "BACK-1",
            "the home has not followed without a gap for `failback.after`, with capacity for the load",
            "time, capacity, or a person's order"),
    BACK_4(
            "BACK-4",
            "it is not the time at which the role may go home by itself",
            "the time of `failback.window` comes, or a person's order"),
    BACK_2("BACK-2", "a way home was tried from this grant and given up", "a person's order"),
    BACK_3("BACK-3", "the role goes home by itself, gracefully"),
    LEASE_3(
            "LEASE-3",
            "two sides could write at once with the fence that was declared or measured",
            "lease terms that hold with that fence"),
    MOVE_1(
            "MOVE-1",
            "nobody who may take over is heard of as a standby of this history",
            "a candidate is heard of, or the holder comes back; an order that names one is cancelled or expires"),
    MOVE_2("MOVE-2", "a recovery is opened: survivors are asked to promise"),
    PROMISE_1("PROMISE-1", "a survivor's promise and position are recorded"),
    PROMISE_2("PROMISE-2", "a promise to a recovery that is over counts for nothing"),
    LEASE_2("LEASE-2", "the old holder may still acknowledge writes", "time, or the holder renews"),
    PROMISE_3(
            "PROMISE-3",
            "survivors that are heard of have not all promised",
            "they promise, or are no longer heard of, or, after a handover, the order is over, and the role goes back; one "
                    + "that cannot is ended, with its database or its agent"),
    MOVE_6(
            "MOVE-6",
            "the preferred candidate fetches what another survivor has",
            "it has it, or `failover.patience.catchUp` passed"),
    LOSS_1(
            "LOSS-1",
            "more acknowledged work could be lost than the budget allows, or nobody knows how much",
            "another survivor promises, the holder comes back, or a person accepts the loss; what nobody knows, two"),
    MOVE_4("MOVE-4", "every gate is open: the role is offered"),
    MOVE_5("MOVE-5", "the candidate, or what its offer stood on, is gone: the offer is withdrawn"),
    MOVE_3("MOVE-3", "the holder renewed before anybody claimed its role: the recovery is over"),
    ROLE_2("ROLE-2", "the role is granted to the candidate that it was offered to"),
    ROLE_3("ROLE-3", "a claim that nobody was offered is refused"),
    MODE_2("MODE-2", "a person has paused the automatism", "`resume`, or the pause expires"),
    MODE_3("MODE-3", "a person has pinned the role to a region", "`resume`, or the pin expires"),
    ORDER_1("ORDER-1", "a person's order is taken"),
    ORDER_2("ORDER-2", "a person's order is refused"),
    ORDER_3("ORDER-3", "an order is no longer in force"),
    MOVE_7("MOVE-7", "the old side has stopped by itself and told its last position"),
    MOVE_8("MOVE-8", "a handover becomes an ordinary recovery"),
    MOVE_9("MOVE-9", "a handover is given up, and nothing moved"),
    MOVE_10("MOVE-10", "a graceful move is forced: the old side is no longer waited for"),
    MOVE_11(
            "MOVE-11",
            "the one that fetches what survivors have cannot take the role as things are: another one fetches it"),
    LEASE_4("LEASE-4", "a renewal of a holder that a person moved away by force is refused"),
    LEASE_5(
            "LEASE-5",
            "the old side has stopped, and may still write to stores where nobody checks an epoch, for"
                    + " `failover.fence.within`",
            "time"),
    ROLE_4("ROLE-4", "the role is given back to the one that had handed it over"),
    STEP_1(
            "STEP-1",
            "a step that the file adds has not ended, and what waits for it does not begin",
            "it ends, or a person of a simulated world ends it; nowhere else is a file with steps run (MER-0088)"),
    STEP_2(
            "STEP-2",
            "a step that the file adds failed: a person of a simulated world, the only kind that runs steps, has to"
                    + " end it"),
    STEP_3("STEP-3", "a step that the file adds failed, and the file goes on without it"),
    DUTY_1("DUTY-1", "a duty was done, and observed to be"),
    DUTY_2("DUTY-2", "a duty failed and stays outstanding");

    private final String id;
    private final String what;
    private final Optional<String> exit;

    Rule(String id, String what) {
        this.id = id;
        this.what = what;
        this.exit = Optional.empty();
    }

    Rule(String id, String what, String exit) {
        this.id = id;
        this.what = what;
        this.exit = Optional.of(exit);
    }

    /// Its name, for example `LEASE-2`.
    public String id() {
        return id;
    }

    /// What it says, in a sentence without a full stop.
    public String what() {
        return what;
    }

    /// What lets it go, if it is one that holds a move back.
    public Optional<String> exit() {
        return exit;
    }

    /// Whether it holds a move back.
    public boolean holdsBack() {
        return exit.isPresent();
    }
}
