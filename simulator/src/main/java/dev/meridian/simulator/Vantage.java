package dev.meridian.simulator;

import dev.meridian.engine.Event;
import dev.meridian.engine.ProbeWindow;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Sight.Verdict;
import dev.meridian.engine.State;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a place sees of the one that holds the role, and the entries that say so: steadily while nothing
/// changes, at once when the verdict does, and quickly for as long as it is bad.
final class Vantage {
    private static final long LOOK = 25 * World.MS;
    private static final long STEADY = 500 * World.MS;
    private static final long ALARMED = 100 * World.MS;

    /// A vantage that was itself held up for so long forgets what it saw.
    private static final long HELD_UP = World.SECOND;

    /// An answer of a service or a database that is well, beyond the round trip.
    private static final long LONGEST_WORK = 3 * World.MS;

    private final World world;
    private final Place place;
    private final long every;
    private final long timeout;
    private final Probe[] probes;
    private Optional<Place> subject = Optional.empty();
    private Verdict verdict = Verdict.UNKNOWN;
    private long verdictSince;
    private long reportedAt;
    private long watch;

    Vantage(World world, Place place) {
        this.world = world;
        this.place = place;
        this.every = world.scene.probes().every().toNanos();
        this.timeout = world.scene.probes().timeout().toNanos();
        Kind[] kinds = place.hasData ? Kind.values() : new Kind[] {Kind.HTTP, Kind.READ, Kind.WRITE};
        this.probes = new Probe[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            probes[i] = new Probe(kinds[i]);
        }
    }

    /// What is asked.
    private enum Kind {
        /// The service's health page: well where writes are taken.
        HTTP,
        /// A read of the database.
        READ,
        /// A write that is committed as durably as any.
        WRITE,
        /// Whether our own copy hears from its primary.
        REPLICATION
    }

    /// An answer to come.
    private enum Reply {
        GOOD,
        /// A definite no.
        REFUSED,
        NONE
    }

    void begin() {
        subject = Optional.empty();
        reportedAt = place.nanos() - STEADY;
        follow();
        place.whenRunning(world.work.between(0, ALARMED), this::tick);
    }

    /// The agent was stopped: silence that nobody listened to is no evidence.
    void wasHeldUp(long nanos) {
        if (nanos > HELD_UP) {
            subject = Optional.empty();
            follow();
        }
    }

    /// Looks at whoever holds the role now.
    void follow() {
        Optional<RegionName> wanted = place.state().holder().filter(holder -> !holder.equals(place.name));
        if (wanted.equals(subject.map(now -> now.name))) {
            return;
        }
        subject = wanted.map(world::place);
        verdict = Verdict.UNKNOWN;
        verdictSince = place.nanos();
        long mine = ++watch;
        subject.ifPresent(target -> {
            for (Probe probe : probes) {
                probe.begin(target, mine);
            }
            place.whenRunning(timeout + world.work.between(0, LOOK), () -> look(mine));
        });
    }

    /// Slots that end without an answer are seen when they end.
    private void look(long ofWatch) {
        if (ofWatch == watch) {
            judge();
            place.whenRunning(every, () -> look(ofWatch));
        }
    }

    private void judge() {
        long now = place.nanos();
        int good = 0;
        int bad = 0;
        for (Probe probe : probes) {
            switch (probe.window.word(now)) {
                case GOOD -> good++;
                case BAD -> bad++;
                case UNKNOWN -> {}
            }
        }
        Verdict next = Verdict.of(good, bad, probes.length);
        if (next != verdict) {
            verdict = next;
            verdictSince = now;
            report();
        }
    }

    private void tick() {
        boolean isAlarmed = verdict == Verdict.SILENT || verdict == Verdict.GREY;
        if (place.nanos() - reportedAt >= (isAlarmed ? ALARMED : STEADY)) {
            report();
        }
        place.whenRunning(ALARMED, this::tick);
    }

    private void report() {
        reportedAt = place.nanos();
        State state = place.state();
        List<Sight> sights = subject.map(target -> List.of(
                        new Sight(target.name, verdict, Duration.ofNanos(place.nanos() - verdictSince), List.of())))
                .orElse(List.of());
        place.propose(new Event.Observed(
                place.stamp(),
                sights,
                state.renewal().map(State.Renewal::index).orElse(0L),
                Duration.ofNanos(place.renewalAge()),
                Duration.ofNanos(place.grantAge()),
                place.database.state()));
    }

    /// One question that is asked again and again.
    private final class Probe {
        private final Kind kind;
        private final Runnable ask = this::ask;
        private ProbeWindow window;
        private Place target;
        private long mine;

        Probe(Kind kind) {
            this.kind = kind;
            this.window = new ProbeWindow(world.scene.probes(), 0);
            this.target = place;
        }

        void begin(Place of, long ofWatch) {
            target = of;
            mine = ofWatch;
            window = new ProbeWindow(world.scene.probes(), place.nanos());
            place.whenRunning(world.work.between(0, World.MS), () -> askIn(ofWatch));
        }

        private void askIn(long ofWatch) {
            if (ofWatch == watch) {
                ask();
            }
        }

        private void ask() {
            if (mine != watch) {
                return;
            }
            long asked = mine;
            Reply reply = reply();
            long trip = kind == Kind.REPLICATION
                    ? 0
                    : world.links.delay(place.number, target.number) + world.links.delay(target.number, place.number);
            long took = trip + world.work.between(0, LONGEST_WORK);
            if (reply == Reply.NONE || took > timeout) {
                again(timeout);
                return;
            }
            place.whenRunning(took, () -> answered(asked, reply));
            again(took);
        }

        private void again(long took) {
            place.whenRunning(Math.max(every, took + World.MS), ask);
        }

        private void answered(long asked, Reply reply) {
            if (asked != watch || (kind != Kind.REPLICATION && !world.reach(place, target))) {
                return;
            }
            long at = place.nanos();
            if (reply == Reply.GOOD) {
                window.answered(at);
            } else {
                window.refused(at);
            }
            judge();
        }

        private Reply reply() {
            Database database = target.database;
            if (kind == Kind.REPLICATION) {
                return place.database.hears(target) ? Reply.GOOD : Reply.NONE;
            }
            if (!world.links.isOpenBothWays(place.number, target.number)) {
                return Reply.NONE;
            }
            if (!target.isAlive()) {
                return Reply.REFUSED;
            }
            return switch (kind) {
                case HTTP -> database.isMute() ? Reply.NONE : database.canWrite() ? Reply.GOOD : Reply.REFUSED;
                case READ -> database.isMute() ? Reply.NONE : database.isUp() ? Reply.GOOD : Reply.REFUSED;
                case WRITE ->
                    database.isMute() || (database.canWrite() && !database.isProtected())
                            ? Reply.NONE
                            : database.canWrite() ? Reply.GOOD : Reply.REFUSED;
                case REPLICATION -> throw new AssertionError(kind);
            };
        }
    }
}
