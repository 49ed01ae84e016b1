package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Event;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Everything there is, one thread, one true time that nobody in it can read.
///
/// Places have an agent, a watchdog and a database each, with a clock of their own; links carry their messages
/// or do not; one replicated log orders what agents say; users write. What goes wrong comes from [Weather] or
/// from a list of faults; what may never happen is in [Truth].
final class World {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;

    /// Whether all is over is asked after so many events, less one.
    private static final long LOOK_EVERY = 63;

    /// Agents are started one after the other: what they do at a steady pace begins at moments of its own.
    private static final long LATEST_BEGINNING = 500 * MS;

    /// Every world begins half a minute before four on a Sunday morning (2026-11-22T03:59:30Z): what is allowed at
    /// certain times only is seen to begin or to end in it.
    private static final long BEGINNING = 1_795_319_970L;

    private static final long LINKS = 1;
    private static final long WORK = 2;
    private static final long CLOCKS = 3;
    private static final long WEATHER = 4;
    private static final long PEOPLE = 5;
    private static final long MISHAPS = 6;
    private static final long CHORES = 7;
    private static final long TAILS = 8;

    final Scene scene;
    final Policy policy;
    final Guards guards;
    /// Whether a seed draws what goes wrong, and not a list.
    final boolean isDrawn;
    final Dice work;
    /// How long services go on after their side was stopped.
    final Dice tails;
    final Mishaps mishaps;
    final Links links;
    final Log log;
    final Truth truth;
    final Users users;
    final Weather weather;
    final Severed severed;
    final People people;
    private final Decrees decrees;
    final Chores chores;
    final Showing showing;
    final Story story;
    /// An array: nearly whatever happens goes through all of them.
    final Place[] places;
    private final Agenda agenda = new Agenda();
    long now;
    long events;
    /// When anything went wrong, or ended, last of all.
    long changedAt;

    World(Scene scene, Guards guards, long seed, Faults faults, Story story) {
        Dice dice = new Dice(seed);
        this.scene = scene;
        this.policy = scene.policy();
        this.guards = guards;
        this.story = story;
        this.work = dice.split(WORK);
        this.tails = dice.split(TAILS);
        this.links = new Links(scene.distances(), dice.split(LINKS));
        this.isDrawn = faults instanceof Faults.Drawn;
        this.mishaps = new Mishaps(this, dice.split(MISHAPS), only(faults));
        this.truth = new Truth(this);
        this.log = new Log(this);
        this.showing = new Showing(this);
        Dice clocks = dice.split(CLOCKS);
        this.places = new Place[scene.places().size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = new Place(this, i, scene.places().get(i), clocks);
        }
        this.users = new Users(this, faults);
        this.weather = new Weather(this, faults, dice.split(WEATHER));
        this.severed = new Severed(this, faults);
        this.people = new People(this, dice.split(PEOPLE));
        this.decrees = new Decrees(this, faults);
        this.chores = new Chores(this, dice.split(CHORES));
    }

    private static Optional<List<String>> only(Faults faults) {
        return faults instanceof Faults.Drawn(Optional<List<String>> only) ? only : Optional.empty();
    }

    /// Faults for a while, then everything heals, then all has to become whole again.
    void live() {
        for (Place place : places) {
            after(work.between(0, LATEST_BEGINNING), place::begin);
        }
        log.begin();
        users.begin();
        weather.begin();
        severed.begin();
        chores.begin();
        people.begin(Weather.QUIET, weather.healsAt());
        decrees.begin();
        long last = weather.endsAt();
        Runnable next = agenda.take(last);
        while (next != null) {
            now = agenda.now();
            next.run();
            events++;
            boolean isOver = (events & LOOK_EVERY) == 0 && weather.mayEnd();
            next = isOver ? null : agenda.take(last);
        }
        truth.checkTheEnd();
    }

    /// What wall clocks say; in seconds they agree.
    long wallSeconds() {
        return BEGINNING + now / SECOND;
    }

    void at(long when, Runnable what) {
        agenda.add(Math.max(when, now), what);
    }

    void after(long delay, Runnable what) {
        agenda.add(now + delay, what);
    }

    /// How long a step takes this time, in nanoseconds.
    long takes(Timings.Step step) {
        return scene.timings().draw(step, work);
    }

    /// The engine's decision, or that of whatever is in its place in worlds that are to show what it is for.
    Decision decide(State state, Event event) {
        return guards.decider().decide(state, event, policy);
    }

    Place place(RegionName name) {
        return places[scene.place(name)];
    }

    /// When something was said.
    double trueTime(Stamp stamp) {
        return place(stamp.by()).clock.trueTime(stamp, 0);
    }

    /// Whether a message from the one can reach the other now and be answered.
    boolean reach(Place a, Place b) {
        return a.isAlive()
                && b.isAlive()
                && !a.standstill.isNow()
                && !b.standstill.isNow()
                && (a == b || links.isOpenBothWays(a.number, b.number));
    }

    /// Something about who can hear whom has changed.
    void connectionsChanged() {
        changedAt = now;
        log.look();
    }

    void note(String what) {
        story.note(now, what);
    }
}
