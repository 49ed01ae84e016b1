package dev.meridian.wan;

import dev.meridian.units.RegionName;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// One direction of the path between two regions (or of the local path of a region's own users). All settings may
/// be changed at any time and hold for what is sent from then on; silence also holds what is already under way.
///
/// **What a link does to bytes.** A segment first waits for its turn on the wire (bandwidth is shared by
/// everything on the link), then travels for `delay` plus a random part of `jitter`. A lost segment of a TCP
/// stream is repeated, which stalls the stream for a retransmission time that doubles with each further loss (RFC
/// 6298 §5.5; the floor of 200 ms is Linux's `TCP_RTO_MIN`). A lost datagram is gone.
///
/// **Silence.** Nothing leaves the link, neither bytes nor the end of a stream. [#silence()] returns when the last
/// delivery that had already begun is over, so that an instant taken afterwards is after every byte that got
/// through. Once healed, what was held arrives one delay later, as a retransmission would.
public final class Link {
    private static final int SEGMENT_BYTES = 1448;
    private static final long RETRANSMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MOST_RETRANSMIT_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RegionName from;
    private final RegionName to;
    private volatile long delayNanos;
    private volatile long jitterNanos;
    private volatile double loss;
    private volatile long bytesPerSecond;
    private volatile boolean cut;
    private volatile boolean regionSilent;
    private final AtomicLong wireFreeAt = new AtomicLong(Long.MIN_VALUE);
    private final AtomicInteger delivering = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition healed = lock.newCondition();

    Link(RegionName from, RegionName to, Duration delay) {
        this.from = from;
        this.to = to;
        this.delayNanos = delay.toNanos();
    }

    public RegionName from() {
        return from;
    }

    public RegionName to() {
        return to;
    }

    public Duration delay() {
        return Duration.ofNanos(delayNanos);
    }

    /// Sets how long a byte travels, one way.
    public Link delay(Duration oneWay) {
        delayNanos = notNegative(oneWay);
        return this;
    }

    public Duration jitter() {
        return Duration.ofNanos(jitterNanos);
    }

    /// Sets the most that is added to the delay, evenly spread; it never reorders a TCP stream.
    public Link jitter(Duration most) {
        jitterNanos = notNegative(most);
        return this;
    }

    public double loss() {
        return loss;
    }

    /// Sets the probability, 0 to 1, that a segment or datagram is lost.
    public Link loss(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("not a probability: " + probability);
        }
        loss = probability;
        return this;
    }

    /// Bytes per second, 0 for no limit.
    public long bandwidth() {
        return bytesPerSecond;
    }

    /// Sets what the link carries, in bytes per second, shared by all its streams; 0 for no limit.
    public Link bandwidth(long perSecond) {
        if (perSecond < 0) {
            throw new IllegalArgumentException("not a bandwidth: " + perSecond);
        }
        bytesPerSecond = perSecond;
        wireFreeAt.set(Long.MIN_VALUE);
        return this;
    }

    /// Whether nothing leaves this link: it was cut, or the region at one of its ends was silenced.
    public boolean silent() {
        return cut || regionSilent;
    }

    /// Cuts this direction; no byte is delivered after the return.
    public Link silence() {
        cut = true;
        settle();
        return this;
    }

    /// Takes the cut of [#silence()] back; the link stays silent while a region at one of its ends is.
    public Link heal() {
        cut = false;
        wake();
        return this;
    }

    /// The silence of a region, apart from a cut so that healing one does not heal the other. A caller that
    /// silences many links does so first and settles them after.
    void regionSilent(boolean silent) {
        regionSilent = silent;
        wake();
    }

    /// Waits until every delivery that began before the silence is over, at most 100 ms: only a receiver that does
    /// not read can keep one up for longer.
    void settle() {
        long until = System.nanoTime() + SETTLE_NANOS;
        while (silent() && delivering.get() > 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(10_000);
        }
    }

    /// When `bytes` of a TCP stream that are sent now arrive, on the clock of [System#nanoTime()].
    long arrival(int bytes, Link back, RandomGenerator random) {
        return travel(bytes, random) + stall(bytes, delayNanos + back.delayNanos, random);
    }

    /// When a datagram that is sent now arrives; empty if it is lost.
    OptionalLong datagramArrival(int bytes, RandomGenerator random) {
        long arrival = travel(bytes, random);
        return loss > 0 && random.nextDouble() < loss ? OptionalLong.empty() : OptionalLong.of(arrival);
    }

    /// Runs `delivery` as soon as the link is open, once. Blocks for as long as it is silent.
    void deliver(Delivery delivery) throws IOException, InterruptedException {
        while (!deliverNow(delivery)) {
            // In slices, so that no wait is without a deadline; the end of the Wan interrupts it.
            if (awaitOpen(LOOK_AGAIN_NANOS)) {
                sleepUntil(System.nanoTime() + delayNanos);
            }
        }
    }

    /// Runs `delivery` if the link is open.
    boolean deliverNow(Delivery delivery) throws IOException {
        delivering.incrementAndGet();
        try {
            if (silent()) {
                return false;
            }
            delivery.run();
            return true;
        } finally {
            delivering.decrementAndGet();
        }
    }

    /// Waits until the link is open, at most `nanos`.
    boolean awaitOpen(long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (silent() && left > 0) {
                left = healed.awaitNanos(left);
            }
            return !silent();
        } finally {
            lock.unlock();
        }
    }

    static void sleepUntil(long nanoTime) throws InterruptedException {
        long left;
        while ((left = nanoTime - System.nanoTime()) > 0) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException("the link is closing");
            }
        }
    }

    private void wake() {
        lock.lock();
        try {
            healed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long travel(int bytes, RandomGenerator random) {
        long jitter = jitterNanos;
        return leavesWire(bytes) + delayNanos + (jitter > 0 ? random.nextLong(jitter + 1) : 0);
    }

    private long leavesWire(int bytes) {
        long now = System.nanoTime();
        long rate = bytesPerSecond;
        if (rate == 0) {
            return now;
        }
        long takes = (long) (bytes * 1e9 / rate);
        return wireFreeAt.updateAndGet(free -> (free == Long.MIN_VALUE || free - now < 0 ? now : free) + takes);
    }

    private long stall(int bytes, long roundTripNanos, RandomGenerator random) {
        double probability = loss;
        if (probability == 0) {
            return 0;
        }
        int segments = Math.ceilDiv(bytes, SEGMENT_BYTES);
        double anyLost = 1 - Math.pow(1 - probability, segments);
        long stall = 0;
        long timeout = Math.max(RETRANSMIT_NANOS, roundTripNanos);
        double again = anyLost;
        while (random.nextDouble() < again && stall < MOST_RETRANSMIT_NANOS) {
            stall += timeout;
            timeout *= 2;
            again = probability;
        }
        return stall;
    }

    private static long notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("not a delay: " + duration);
        }
        return duration.toNanos();
    }

    @Override
    public String toString() {
        return from + ">" + to;
    }

    /// What happens at the far end of a link.
    interface Delivery {
        void run() throws IOException;
    }
}
