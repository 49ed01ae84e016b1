package dev.meridian.simulator;

import dev.meridian.engine.Policy;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;

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

    private static final long LINKS = 1;
    private static final long WORK = 2;
    private static final long CLOCKS = 3;
    private static final long WEATHER = 4;

    final Scene scene;
    final Policy policy;
    final Guards guards;
    final Dice work;
    final Links links;
    final Log log;
    final Truth truth;
    final Users users;
    final Weather weather;
    final Story story;
    final List<Place> places = new ArrayList<>();
    private final Agenda agenda = new Agenda();
    long now;
    long events;

    World(Scene scene, Guards guards, long seed, Faults faults, Story story) {
        Dice dice = new Dice(seed);
        this.scene = scene;
        this.policy = scene.policy();
        this.guards = guards;
        this.story = story;
        this.work = dice.split(WORK);
        this.links = new Links(scene.distances(), dice.split(LINKS));
        this.truth = new Truth(this);
        this.log = new Log(this);
        Dice clocks = dice.split(CLOCKS);
        for (int i = 0; i < scene.places().size(); i++) {
            places.add(new Place(this, i, scene.places().get(i), clocks));
        }
        this.users = new Users(this);
        this.weather = new Weather(this, faults, dice.split(WEATHER));
    }

    /// Faults for a while, then everything heals, then all has to become whole again.
    void live() {
        places.forEach(Place::begin);
        log.begin();
        users.begin();
        weather.begin();
        long last = weather.endsAt();
        while (!agenda.isEmpty() && agenda.next() <= last) {
            now = agenda.next();
            agenda.take().run();
            events++;
            if ((events & LOOK_EVERY) == 0 && weather.mayEnd()) {
                break;
            }
        }
        truth.checkTheEnd();
    }

    void at(long when, Runnable what) {
        agenda.add(Math.max(when, now), what);
    }

    void after(long delay, Runnable what) {
        agenda.add(now + delay, what);
    }

    Place place(RegionName name) {
        return places.get(scene.place(name));
    }

    /// Whether a message from the one can reach the other now and be answered.
    boolean reach(Place a, Place b) {
        return a.isAlive() && b.isAlive() && (a == b || links.isOpenBothWays(a.number, b.number));
    }

    /// Something about who can hear whom has changed.
    void connectionsChanged() {
        log.look();
    }

    void note(String what) {
        story.note(now, what);
    }
}
