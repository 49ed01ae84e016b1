package dev.meridian.simulator;

import dev.meridian.bounds.Doubt;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// The writes of one primary that are not acknowledged yet, and how far its standbys have confirmed: a write is
/// acknowledged when as many of them as the policy asks for have it.
final class Commits {
    private final World world;
    private final Place place;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final long[] confirmed;
    /// Under the names of standbys, by strangers.
    private final long[] borrowed;
    /// Of nobody but whoever sorts in it.
    private final long[] sorted;

    private final Doubt doubt = new Doubt();

    private boolean hasStrangers;

    /// Whether there is a stranger under each name, as of the last look.
    private final boolean[] isStrange;

    /// When the last stranger under each name came, on the one true clock; its word counts when it is gone.
    private final double[] strangerSince;

    private record Waiting(long epoch, long position, Reply to, long number) {}

    /// Who is told what became of a write.
    interface Reply {
        void acknowledged(Place by, long number);

        void failed(Place by, long number);
    }

    Commits(World world, Place place) {
        this.world = world;
        this.place = place;
        this.confirmed = new long[world.scene.places().size()];
        this.borrowed = new long[confirmed.length];
        this.sorted = new long[confirmed.length];
        this.isStrange = new boolean[confirmed.length];
        this.strangerSince = new double[confirmed.length];
        Arrays.fill(strangerSince, Double.POSITIVE_INFINITY);
    }

    /// A write that stands at a position now; `to` is told what becomes of it.
    void add(long epoch, long position, Reply to, long number) {
        Waiting one = new Waiting(epoch, position, to, number);
        if (world.policy.waitFor() == 0) {
            acknowledged(one);
        } else {
            waiting.add(one);
        }
    }

    /// Whether commits can be acknowledged: as many standbys stream as they wait for.
    boolean canBe() {
        return streaming() >= world.policy.waitFor();
    }

    /// How many standbys stream.
    int streaming() {
        int streaming = 0;
        for (Place other : world.places) {
            boolean streams =
                    other != place && other.database.replication.isAttachedTo(place) && world.reach(place, other);
            streaming += streams ? 1 : 0;
        }
        return streaming;
    }

    /// Sessions end: whoever waits hears that it may have been committed or not.
    void cutOff() {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(one -> one.to.failed(place, one.number));
    }

    /// Of a server that has just been promoted.
    void begin() {
        forget();
        lookAnew();
    }

    /// What standbys had confirmed says nothing any more.
    void forget() {
        Arrays.fill(confirmed, 0);
        Arrays.fill(borrowed, 0);
        hasStrangers = false;
    }

    /// Looks who confirms, as the agent does.
    ///
    /// @param position how far the primary's log goes
    void look(long position) {
        boolean isStrangerHere = false;
        for (Place other : world.places) {
            isStrangerHere |= isDoubled(other);
        }
        doubt.look(isStrangerHere, position, OptionalLong.of(durable(false)));
    }

    /// Whether what a stranger has confirmed may be missing from all standbys; empty if nobody can tell yet.
    Optional<Boolean> isDoubted() {
        return doubt.isThere();
    }

    /// Whoever looks from now on does not know what was seen before.
    void lookAnew() {
        doubt.begin();
    }

    void confirmed(Place by, long position) {
        if (position > confirmed[by.number]) {
            confirmed[by.number] = position;
            acknowledge();
        }
    }

    private boolean isDoubled(Place other) {
        return other != place && other.database.ailments.contains(Ailment.DOUBLED);
    }

    /// Strangers have whatever is written at once, and confirm it under the names of standbys.
    void borrowed(long position) {
        if (!place.database.canWrite()) {
            return;
        }
        for (Place other : world.places) {
            boolean isHere = isDoubled(other);
            strangerSince[other.number] = isHere && !isStrange[other.number] ? world.now : strangerSince[other.number];
            isStrange[other.number] = isHere;
            if (isHere && position > borrowed[other.number]) {
                borrowed[other.number] = position;
                hasStrangers = true;
                acknowledge();
            }
        }
    }

    private void acknowledge() {
        if (waiting.isEmpty()) {
            return;
        }
        long durable = durable(true);
        while (!waiting.isEmpty() && waiting.getFirst().position <= durable) {
            acknowledged(waiting.removeFirst());
        }
    }

    private void acknowledged(Waiting one) {
        world.truth.acknowledged(place, one.epoch, one.position, vouchedForSince(one));
        world.showing.acknowledged(place);
        one.to.acknowledged(place, one.number);
    }

    /// When the last of those strangers came who alone vouch for it; empty where standbys do. They may be gone
    /// when it is acknowledged (world 199771 of `quickstart`).
    private OptionalDouble vouchedForSince(Waiting one) {
        boolean isBorrowed = hasStrangers && world.policy.waitFor() > 0 && durable(false) < one.position;
        return isBorrowed
                ? Arrays.stream(strangerSince).filter(Double::isFinite).max()
                : OptionalDouble.empty();
    }

    /// How far as many standbys as a commit waits for have confirmed.
    ///
    /// @param isByName as the database sees it, for which a name is as good as another
    private long durable(boolean isByName) {
        long[] all = sorted;
        int n = 0;
        for (Place other : world.places) {
            if (other != place && other.hasData) {
                long own = confirmed[other.number];
                all[n++] = isByName ? Math.max(own, borrowed[other.number]) : own;
            }
        }
        Arrays.sort(all, 0, n);
        int waitFor = world.policy.waitFor();
        return n < waitFor ? 0 : all[n - waitFor];
    }
}
