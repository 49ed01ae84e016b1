package dev.meridian.simulator;

import dev.meridian.engine.Event;
import dev.meridian.engine.ProbeWindow;
import dev.meridian.engine.Renewal;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Sight.Verdict;
import dev.meridian.engine.State;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a place sees of the one that holds the role, and the entries that say so: steadily while nothing
/// changes, at once when the verdict does, and quickly for as long as it is bad.
final class Vantage {
    private static final long LOOK = 25 * World.MS;
    private static final long STEADY = 500 * World.MS;
    private static final long ALARMED = 100 * World.MS;

    /// Each half of a flap.
    private static final long FLAP = World.SECOND;

    /// A vantage that was itself held up for so long forgets what it saw.
    private static final long HELD_UP = World.SECOND;

    /// How often an agent looks at its own database.
    private static final long MONITOR = 100 * World.MS;

    /// A thread that looks every so often is late by so much at most.
    private static final long LATE = 4 * World.MS;

    /// An answer of a service or a database that is well, beyond the round trip.
    private static final long LONGEST_WORK = 3 * World.MS;

    private static final Duration LIE = Duration.ofHours(1);

    private final World world;
    private final Place place;
    private final long every;
    private final long timeout;
    private final Probe[] probes;
    private Optional<Place> subject = Optional.empty();
    private Verdict verdict = Verdict.UNKNOWN;
    private long verdictSince;
    private long reportedAt;
    private boolean hasSpoken;
    private ServerState server = ServerState.NONE;
    private long serverSince;
    private long watch;
    private boolean isFlapping;
    private boolean isBlind;
    private final Runnable tick = this::tick;
    private final Runnable report = this::report;

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
        /// The service's health page: well where writes are taken. Where they pile up no connection is left
        /// for it.
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
        server = ServerState.NONE;
        serverSince = place.nanos();
        reportedAt = place.nanos() - STEADY;
        hasSpoken = false;
        follow();
        place.whenRunning(world.work.between(0, ALARMED), tick);
    }

    /// The agent was stopped: silence that nobody listened to is no evidence.
    void wasHeldUp(long nanos) {
        if (nanos > HELD_UP) {
            server = ServerState.NONE;
            subject = Optional.empty();
            follow();
        }
    }

    /// Its word is silent and well in turn, whatever it sees.
    void flap(boolean is) {
        isFlapping = is;
    }

    /// New connections find nobody.
    void blind(boolean is) {
        isBlind = is;
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
            place.whenRunning(timeout + world.work.between(0, LOOK), new Look(this, mine));
        });
    }

    /// Slots that end without an answer are seen when they end.
    private record Look(Vantage by, long ofWatch) implements Runnable {
        @Override
        public void run() {
            if (ofWatch == by.watch) {
                by.judge(0);
                by.place.whenRunning(by.every, this);
            }
        }
    }

    /// @param within how much later what has changed is reported at most: a look comes before every word
    private void judge(long within) {
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
            if (within == 0) {
                report();
            } else {
                place.whenRunning(world.work.between(0, within), report);
            }
        }
    }

    private void tick() {
        look(place.database.state());
        boolean isAlarmed = verdict == Verdict.SILENT || verdict == Verdict.GREY || isFlapping;
        long due = reportedAt + (isAlarmed ? ALARMED : STEADY);
        if (place.nanos() >= due) {
            report();
            due = reportedAt + ALARMED;
        }
        long rest = Math.clamp(due - place.nanos(), World.MS, ALARMED);
        place.whenRunning(rest + world.work.between(0, LATE), tick);
    }

    /// For how long its own database has done what it does: a standby that hears nothing begins anew.
    private void look(ServerState now) {
        boolean isDeaf =
                now == ServerState.STANDBY && !(subject.isPresent() && place.database.replication.hears(subject.get()));
        if (now != server || isDeaf) {
            server = now;
            serverSince = place.nanos();
        }
    }

    private Verdict said() {
        if (!place.honesty.lies()) {
            return verdict;
        }
        return verdict == Verdict.SILENT && !place.honesty.calms() ? Verdict.HEALTHY : Verdict.SILENT;
    }

    /// Whoever lies has waited for long, or for no time at all.
    private Duration lied(Duration age) {
        if (place.honesty.calms()) {
            return Duration.ZERO;
        }
        return place.honesty.lies() ? age.plus(LIE) : age;
    }

    /// What is down is a standby, and the other way round; what is neither has nothing to gain.
    private static ServerState lied(ServerState is) {
        return switch (is) {
            case STANDBY -> ServerState.DOWN;
            case DOWN, MUTE -> ServerState.STANDBY;
            case PRIMARY, NONE -> is;
        };
    }

    private static int lied(int room) {
        return room < 100 ? 100 : 40;
    }

    private void report() {
        look(place.database.state());
        reportedAt = place.nanos();
        State state = place.state();
        List<Sight> sights = subject.map(target -> List.of(sight(target))).orElse(List.of());
        say(new Event.Observed(
                place.stamp(),
                sights,
                state.renewal().map(Renewal::index).orElse(0L),
                lied(Duration.ofNanos(place.renewalAge())),
                lied(Duration.ofNanos(place.grantAge())),
                place.honesty.lies() ? lied(place.database.state()) : place.database.state(),
                Duration.ofNanos(place.nanos() - serverSince),
                OptionalInt.of(place.honesty.lies() ? lied(place.platform.room()) : place.platform.room()),
                world.wallSeconds()));
    }

    /// Before the log has a word of this start, no duty is done here: later ones go through the others as well.
    private void say(Event.Observed word) {
        place.propose(word);
        if (hasSpoken && !place.state().knows(word.stamp())) {
            world.log.relay(place, word);
        }
        hasSpoken = true;
    }

    private Sight sight(Place target) {
        long now = place.nanos();
        if (!isFlapping) {
            return new Sight(target.name, said(), lied(Duration.ofNanos(now - verdictSince)), List.of());
        }
        Verdict shown = (now / FLAP) % 2 == 0 ? Verdict.SILENT : Verdict.HEALTHY;
        return new Sight(target.name, shown, Duration.ofNanos(now % FLAP), List.of());
    }

    /// An answer under way.
    private record Answer(Probe to, long asked, Reply reply) implements Runnable {
        @Override
        public void run() {
            to.answered(asked, reply);
        }
    }

    /// One question that is asked again and again.
    private final class Probe {
        private final Kind kind;
        private final Runnable ask = this::ask;
        private ProbeWindow window;
        private Place target;
        private long mine;
        private long due;

        Probe(Kind kind) {
            this.kind = kind;
            this.window = new ProbeWindow(world.scene.probes(), 0);
            this.target = place;
        }

        void begin(Place of, long ofWatch) {
            target = of;
            mine = ofWatch;
            window = new ProbeWindow(world.scene.probes(), place.nanos());
            due = place.nanos();
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
            Reply reply = reply();
            long trip = kind == Kind.REPLICATION
                    ? 0
                    : world.links.delay(place.number, target.number) + world.links.delay(target.number, place.number);
            long took = trip + world.work.between(0, LONGEST_WORK);
            if (reply == Reply.NONE || took > timeout) {
                again(timeout);
                return;
            }
            place.whenRunning(took, new Answer(this, mine, reply));
            again(took);
        }

        /// Seldom questions keep to the clock of their place, as slots do.
        private void again(long took) {
            due += every;
            long rest = every >= timeout ? due - place.nanos() : every;
            place.whenRunning(Math.max(rest, took + World.MS), ask);
        }

        private void answered(long asked, Reply reply) {
            boolean isHeard = kind == Kind.REPLICATION || world.links.isOpenBothWays(place.number, target.number);
            if (asked != watch || !isHeard) {
                return;
            }
            long at = place.nanos();
            if (reply == Reply.GOOD && (kind == Kind.REPLICATION || target.isAlive())) {
                window.answered(kind == Kind.REPLICATION ? heard() : at);
            } else {
                window.refused(at);
            }
            judge(LOOK);
        }

        /// When our own copy had heard from its primary for the last time when somebody looked at it last.
        private long heard() {
            long looked = world.now - world.work.between(0, MONITOR);
            return place.nanos() - (world.now - Math.min(place.database.replication.reception.heardAt(), looked));
        }

        private Reply reply() {
            Database database = target.database;
            if (kind == Kind.REPLICATION) {
                return place.database.replication.isStreamingFrom(target) ? Reply.GOOD : Reply.REFUSED;
            }
            if (isBlind || !world.links.isOpenBothWays(place.number, target.number)) {
                return Reply.NONE;
            }
            if (!target.isAlive()) {
                return Reply.REFUSED;
            }
            return switch (kind) {
                case HTTP ->
                    database.isMute() || database.isSaturated()
                            ? Reply.NONE
                            : database.canWrite() ? Reply.GOOD : Reply.REFUSED;
                case READ -> database.isMute() ? Reply.NONE : database.takesReads() ? Reply.GOOD : Reply.REFUSED;
                case WRITE ->
                    database.isMute() || (database.canWrite() && !database.commits.canBe())
                            ? Reply.NONE
                            : database.canWrite() ? Reply.GOOD : Reply.REFUSED;
                case REPLICATION -> throw new AssertionError(kind);
            };
        }
    }
}
