package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Duties;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The replicated log, as an order with delays.
///
/// A proposal travels to the leader, which takes it in, and it is committed when a majority can have it, in the
/// order in which it was taken in. A leader that does not reach a majority commits nothing; after a while
/// another place that does takes over, and what the old one had taken in is lost or comes later. Every place
/// applies what is committed after the message about it has come.
final class Log {
    /// From the silence of a leader to the next committed entry: 1.6 to 1.9 s in the median and 2.4 to 2.8 s at
    /// the 95th percentile (measured with jgroups-raft over 70 to 220 ms, ADR 2, 2026-11).
    private static final long SHORTEST_ELECTION = 1_300 * World.MS;

    private static final long LONGEST_ELECTION = 2_900 * World.MS;
    private static final long NEXT_TRY = 300 * World.MS;

    /// To write an entry where it is kept: a few milliseconds with fsync.
    private static final long LONGEST_WRITE = 4 * World.MS;

    private final World world;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Event> taken = new ArrayList<>();
    private State state = State.INITIAL;
    private int leader;
    private long term = 1;
    private long committedLast;
    private boolean isElecting;

    /// A committed entry, what followed from it, and when it was committed.
    static final class Entry {
        final Event event;
        final Decision decision;
        private @Nullable List<Duty> duties;

        Entry(Event event, Decision decision) {
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
        leader = world.scene.leads();
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
            duties = Duties.outstanding(entry.state(), world.policy);
            entry.duties = duties;
        }
        return duties;
    }

    // ---- proposing ----

    void propose(Place by, Event event) {
        if (world.weather.isRough() && world.work.oneIn(30)) {
            world.after(world.work.between(200 * World.MS, 9 * World.SECOND), () -> arrive(event, -1));
        }
        if (world.weather.isRough() && world.work.oneIn(30)) {
            return;
        }
        long sentIn = term;
        if (by.number == leader) {
            world.after(world.work.between(0, LONGEST_WRITE), () -> arrive(event, sentIn));
        } else if (world.links.isOpen(by.number, leader)) {
            int to = leader;
            world.after(world.links.delay(by.number, to), () -> {
                if (world.links.isOpen(by.number, to)) {
                    arrive(event, sentIn);
                }
            });
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
        long when = Math.max(world.now + majorityRoundTrip() + world.work.between(0, LONGEST_WRITE), committedLast);
        committedLast = when;
        long takenIn = term;
        world.at(when, () -> {
            if (takenIn == term && reachesMajority(leader)) {
                commit(event);
            } else if (takenIn == term) {
                taken.add(event);
            } else if (world.work.oneIn(2)) {
                // Some follower had it, and leads now.
                arrive(event, term);
            }
        });
    }

    private void commit(Event event) {
        Decision decision = Engine.decide(state, event, world.policy);
        state = decision.state();
        entries.add(new Entry(event, decision));
        int index = entries.size();
        world.truth.decided(event, decision);
        world.story.note(world.now, () -> Told.entry(index, event, decision));
        for (Place place : world.places) {
            if (place.number == leader) {
                place.learn(index);
            } else if (world.links.isOpen(leader, place.number)) {
                world.after(world.links.delay(leader, place.number), () -> place.learn(index));
            }
        }
    }

    // ---- leading ----

    /// Asked whenever somebody may have gone, or come back.
    void look() {
        if (leads(leader)) {
            flush();
        } else if (!isElecting) {
            isElecting = true;
            world.after(world.work.between(SHORTEST_ELECTION, LONGEST_ELECTION), this::elect);
        }
    }

    private void elect() {
        if (leads(leader)) {
            isElecting = false;
            flush();
            return;
        }
        List<Place> able = world.places.stream()
                .filter(place -> place.isVoter && leads(place.number))
                .toList();
        if (able.isEmpty()) {
            world.after(NEXT_TRY, this::elect);
            return;
        }
        isElecting = false;
        leader = world.work.oneOf(able).number;
        term++;
        taken.removeIf(_ -> world.work.oneIn(2));
        world.note("--- " + place(leader).name + " leads the log");
        flush();
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
        return world.places.get(number);
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

    private long majorityRoundTrip() {
        List<Long> trips = new ArrayList<>();
        for (Place place : world.places) {
            if (place.isVoter
                    && place.number != leader
                    && place.isRunning()
                    && world.links.isOpenBothWays(leader, place.number)) {
                trips.add(world.links.roundTrip(leader, place.number));
            }
        }
        trips.sort(null);
        int others = world.policy.voters().size() / 2;
        return others == 0 || trips.size() < others ? 0 : trips.get(others - 1);
    }
}
