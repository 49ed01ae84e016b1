package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Duties;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.LeadingOrder;
import dev.meridian.engine.State;
import dev.meridian.raft.Pace;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The replicated log, as an order with delays.
///
/// A proposal travels to the leader, which takes it in, and it is committed when a majority can have it, in the
/// order in which it was taken in. A leader that does not reach a majority commits nothing; after a while
/// another place that does takes over, and what the old one had taken in is lost or comes later. Every place
/// applies what is committed after the message about it has come.
final class Log {
    private static final long HEARTBEAT = Pace.BETWEEN_REGIONS.heartbeat().toNanos();
    private static final long PATIENCE = Pace.BETWEEN_REGIONS.patience().toNanos();
    private static final long STAGGER = Pace.BETWEEN_REGIONS.stagger().toNanos();

    /// Whether it would get the votes, the votes.
    private static final int ROUNDS_OF_AN_ELECTION = 2;

    private static final long SETTLED = LeadingOrder.SETTLED.toNanos();

    private static final long NEXT_TRY = 300 * World.MS;

    /// What a follower has missed is sent to it again after so long.
    private static final long CATCH_UP = 50 * World.MS;

    /// Nobody keeps a proposal for longer while the log takes none.
    private static final long LINGERS = 2 * World.SECOND;

    private final World world;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Event> taken = new ArrayList<>();
    /// For each place.
    private final List<Mishaps.Source> lost = new ArrayList<>();

    private final List<Mishaps.Source> twice = new ArrayList<>();
    private State state = State.INITIAL;
    private int leader;
    private long term = 1;
    private long committedLast;
    private boolean isElecting;
    /// Until then it takes nothing.
    private long failsUntil = Long.MIN_VALUE;

    /// A committed entry, what followed from it, and when it was committed.
    static final class Entry {
        final long at;
        final Event event;
        final Decision decision;
        private @Nullable List<Duty> duties;

        Entry(long at, Event event, Decision decision) {
            this.at = at;
            this.event = event;
            this.decision = decision;
        }

        State state() {
            return decision.state();
        }
    }

    Log(World world) {
        this.world = world;
    }

    void begin() {
        leader = world.scene.place(world.scene.leader());
        for (Place place : world.places) {
            lost.add(world.mishaps.source(Mishap.Kind.LOST, place));
            twice.add(world.mishaps.source(Mishap.Kind.TWICE, place));
        }
    }

    int size() {
        return entries.size();
    }

    Entry entry(int index) {
        return entries.get(index - 1);
    }

    List<Entry> entries() {
        return entries;
    }

    /// The newest state of all; places know it later.
    State state() {
        return state;
    }

    State state(int applied) {
        return applied == 0 ? State.INITIAL : entries.get(applied - 1).state();
    }

    /// What is outstanding in a state, worked out once for all places.
    List<Duty> duties(int applied) {
        if (applied == 0) {
            return Duties.outstanding(State.INITIAL, world.policy);
        }
        Entry entry = entries.get(applied - 1);
        List<Duty> duties = entry.duties;
        if (duties == null) {
            List<Duty> before = applied == 1 ? null : entries.get(applied - 2).duties;
            duties = before != null && entry.state().isAsFarAs(state(applied - 1))
                    ? before
                    : Duties.outstanding(entry.state(), world.policy);
            entry.duties = duties;
        }
        return duties;
    }

    // ---- proposing ----

    /// It takes no proposal for so long, and tells nobody which of the last ones it takes afterwards.
    void fail(long nanos) {
        failsUntil = nanos == Long.MAX_VALUE ? nanos : world.now + nanos;
    }

    boolean hasFailedSince(long time) {
        return failsUntil > time;
    }

    void propose(Place by, Event event) {
        if (world.now < failsUntil) {
            if (failsUntil - world.now < LINGERS && world.work.oneIn(2)) {
                world.at(failsUntil + world.work.between(0, World.SECOND), () -> arrive(event, -1));
            }
            return;
        }
        if (world.weather.isRough() && isLost(by, event)) {
            return;
        }
        if (by.number == leader) {
            arrive(event, term);
        } else if (world.links.isOpen(by.number, leader)) {
            world.after(world.links.delay(by.number, leader), new Proposal(this, by.number, leader, event, term));
        }
    }

    /// @param sentIn the term that its sender knew
    private record Proposal(Log log, int by, int to, Event event, long sentIn) implements Runnable {
        @Override
        public void run() {
            if (log.world.links.isOpen(by, to)) {
                log.arrive(event, sentIn);
            }
        }
    }

    /// Some come once more, late, and some not at all, or only late: more often those that are said once.
    private boolean isLost(Place by, Event event) {
        int one = event instanceof Event.Observed || event instanceof Event.Renewed ? 30 : 8;
        Mishaps.Chance again = twice.get(by.number).next();
        boolean comesAgain = again.dice.oneIn(one);
        long late = again.dice.between(200 * World.MS, 9 * World.SECOND);
        if (comesAgain && again.strikes(() -> "comes again " + late / World.MS + " ms late: " + Told.event(event))) {
            world.after(late, () -> arrive(event, -1));
        }
        Mishaps.Chance never = lost.get(by.number).next();
        return never.dice.oneIn(one) && never.strikes(() -> "lost: " + Told.event(event));
    }

    /// Asks all others to propose it, and to say what came of it: some may hear the leader that the asker
    /// does not.
    void relay(Place by, Event event) {
        for (Place other : world.places) {
            if (other.isVoter && other != by && world.links.isOpen(by.number, other.number)) {
                world.after(world.links.delay(by.number, other.number), () -> other.askers.relay(by, event));
            }
        }
    }

    /// @param sentIn the term that its sender knew; −1 for what wandered about and comes to whoever leads
    private void arrive(Event event, long sentIn) {
        boolean isOld = sentIn >= 0 && sentIn != term;
        if (isOld || !place(leader).isRunning()) {
            return;
        }
        if (!taken.isEmpty() || !reachesMajority(leader)) {
            taken.add(event);
            return;
        }
        commitLater(event);
    }

    private void commitLater(Event event) {
        long when = Math.max(world.now + majorityRoundTrip(leader) + world.takes(Timings.Step.COMMIT), committedLast);
        committedLast = when;
        world.at(when, new Commit(this, event, term));
    }

    /// An entry that a majority has by then.
    private record Commit(Log log, Event event, long takenIn) implements Runnable {
        @Override
        public void run() {
            if (takenIn == log.term && log.leads(log.leader)) {
                log.commit(event);
            } else if (takenIn == log.term) {
                log.taken.add(event);
            } else if (log.world.work.oneIn(2)) {
                // Some follower had it, and leads now.
                log.arrive(event, log.term);
            }
        }
    }

    private void commit(Event event) {
        Decision decision = world.decide(state, event);
        State before = state;
        world.truth.tally().left(before.held(), decision.state().held());
        state = decision.state();
        entries.add(new Entry(world.now, event, decision));
        int index = entries.size();
        world.showing.committed(event, decision);
        if (world.story.isTold()) {
            world.story.entry(world.now, decision, Told.entry(index, event, decision));
        }
        world.truth.decided(event, before, decision);
        world.weather.decided(decision.reasons());
        world.people.decided(decision.reasons());
        if (!before.epoch().equals(state.epoch())) {
            Arrays.stream(world.places).forEach(place -> place.standstill.roleHasMoved());
            handOverLater();
        }
        for (Place place : world.places) {
            if (place.number == leader) {
                place.learn(index);
            } else if (world.links.isOpen(leader, place.number)) {
                world.after(notice(place), new Notice(place, index));
            }
        }
    }

    /// Followers hear what is committed with the next thing that the leader sends them.
    private long notice(Place place) {
        return world.links.delay(leader, place.number) + world.takes(Timings.Step.NOTICE);
    }

    /// How much of it a place that hears the leader has heard by now, whatever became of the messages about it.
    int heardBy(Place place) {
        if (!hears(place)) {
            return 0;
        }
        long latest = world.now - (place.number == leader ? 0 : CATCH_UP + world.links.roundTrip(leader, place.number));
        int heard = size();
        while (heard > 0 && entry(heard).at > latest) {
            heard--;
        }
        return heard;
    }

    // ---- leading ----

    /// Asked whenever somebody may have gone, or come back.
    void look() {
        if (leads(leader)) {
            flush();
        } else if (!isElecting) {
            isElecting = true;
            world.after(PATIENCE - world.work.between(0, HEARTBEAT), this::nominate);
        }
    }

    /// The first that can get the votes asks for them.
    private void nominate() {
        if (leads(leader)) {
            isElecting = false;
            flush();
            return;
        }
        long wait = 0;
        for (RegionName name : world.scene.order()) {
            Place next = world.place(name);
            if (next.number != leader && leads(next.number)) {
                world.after(wait + ROUNDS_OF_AN_ELECTION * majorityRoundTrip(next.number), () -> elect(next));
                return;
            }
            wait += next.number == leader ? 0 : STAGGER;
        }
        world.after(NEXT_TRY, this::nominate);
    }

    private void elect(Place next) {
        if (leads(leader) || !leads(next.number)) {
            nominate();
            return;
        }
        isElecting = false;
        leader = next.number;
        term++;
        taken.removeIf(_ -> world.work.oneIn(2));
        world.note("--- " + next.name + " leads the log");
        flush();
        handOverLater();
    }

    private void handOverLater() {
        Epoch epoch = state.epoch();
        world.after(SETTLED, () -> handOver(epoch));
    }

    /// Away from the place that has the role: its loss would then need an election too. Nothing is lost by it, and
    /// nothing committed for as long as the votes take.
    private void handOver(Epoch epoch) {
        if (!state.epoch().equals(epoch) || !state.holder().equals(Optional.of(place(leader).name)) || !leads(leader)) {
            return;
        }
        Optional<Place> next = world.scene.order().stream()
                .map(world::place)
                .filter(place -> place.number != leader
                        && leads(place.number)
                        && world.links.isOpenBothWays(leader, place.number))
                .findFirst();
        if (next.isEmpty()) {
            handOverLater();
            return;
        }
        leader = next.get().number;
        committedLast = Math.max(committedLast, world.now + majorityRoundTrip(leader));
        world.note("--- " + next.get().name + " leads the log, handed over");
    }

    private void flush() {
        List<Event> late = List.copyOf(taken);
        taken.clear();
        late.forEach(this::commitLater);
    }

    private boolean leads(int number) {
        return place(number).isRunning() && reachesMajority(number);
    }

    private Place place(int number) {
        return world.places[number];
    }

    private boolean reachesMajority(int from) {
        int reached = 0;
        int all = 0;
        for (Place place : world.places) {
            if (place.isVoter) {
                all++;
                boolean isThere = place.number == from || world.links.isOpenBothWays(from, place.number);
                reached += isThere && place.isRunning() ? 1 : 0;
            }
        }
        return reached * 2 > all;
    }

    /// Whether this place and the leader hear each other and the leader leads: what is committed comes to it.
    boolean hears(Place place) {
        return (place.number == leader || world.links.isOpen(leader, place.number)) && leads(leader);
    }

    /// Whoever leads it now, if anybody does.
    OptionalInt leading() {
        return leads(leader) ? OptionalInt.of(leader) : OptionalInt.empty();
    }

    /// How long it takes a leader, over the links as they are, until a majority has what it took in.
    long majorityRoundTrip(int from) {
        long[] trips = new long[world.places.length];
        int reached = 0;
        for (Place place : world.places) {
            if (place.isVoter
                    && place.number != from
                    && place.isRunning()
                    && world.links.isOpenBothWays(from, place.number)) {
                trips[reached++] = world.links.roundTrip(from, place.number);
            }
        }
        Arrays.sort(trips, 0, reached);
        int others = world.policy.voters().size() / 2;
        return others == 0 || reached < others ? 0 : trips[others - 1];
    }
}
