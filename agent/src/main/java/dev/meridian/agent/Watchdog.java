package dev.meridian.agent;

import dev.meridian.host.Boot;
import dev.meridian.host.DieWithParent;
import dev.meridian.host.Precedence;
import dev.meridian.host.ProcessGroups;
import dev.meridian.incident.Wire;
import dev.meridian.postgresql.Server;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// The fence: a process of its own, in a process group of its own, that kills its region's database when it is
/// not fed.
///
/// It is fed only after a renewal was committed by the quorum, and every meal says until when it lasts (`D −
/// m` after the renewal was *proposed*, on the monotonic clock that all processes of a machine share). So it
/// does not matter why the agent does not feed it: stopped, dead, cut off from the quorum, or out of memory.
/// It kills, it does not ask: a server that shuts down politely goes on acknowledging for its open sessions.
///
/// ```
///   DISARMED ──feed(epoch, until)──▶ ARMED ──until has passed──▶ fences ──▶ DISARMED (fenced epoch kept)
///      ▲                              │  ▲
///      └────────disarm(epoch)─────────┘  └─feed(epoch, later)
/// ```
///
/// What it was told last is on disk before it answers, so one that was killed and started again keeps the
/// same deadline. A deadline is an instant of this boot's clock: after another start of the machine the old
/// one means nothing, and whatever runs then was never fed. Nor is one believed that is farther ahead than
/// any lease lasts. How long a fence took at most outlives the machine too ([WatchdogMemory]).
public final class Watchdog {
    private static final Pattern ORDER =
            Pattern.compile("\\S+ (?:ask|disarm -?\\d{1,18}|feed -?\\d{1,18} -?\\d{1,18})\\s*");

    /// What the watchdog holds.
    ///
    /// @param epoch the newest grant it was fed for
    /// @param until the instant at which it fences; [#NEVER] while nothing is guarded
    /// @param longestFence the longest fence so far, in nanoseconds; 0 if none was needed
    record Guard(long epoch, long until, long longestFence) {
        static final long NEVER = Long.MAX_VALUE;

        static final Guard UNFED = new Guard(0, NEVER, 0);

        /// What was over when it came feeds nobody, nor does what nobody can have been granted. Of two meals
        /// of one grant the later counts, whichever comes first.
        ///
        /// @param longest how long a renewal lasts at most
        Guard fed(long newEpoch, long newUntil, long now, Duration longest) {
            boolean isOver = newUntil - now <= 0;
            boolean isOlder =
                    newEpoch < epoch || (newEpoch == epoch && isBelievable(now, longest) && newUntil - until < 0);
            Guard next = new Guard(newEpoch, newUntil, longestFence);
            return isOver || isOlder || !next.isBelievable(now, longest) ? this : next;
        }

        /// Whether a renewal can last until then: no committed one was proposed in the future.
        boolean isBelievable(long now, Duration longest) {
            return until != NEVER && until - now <= longest.toNanos();
        }

        Guard disarmed(long newEpoch) {
            return newEpoch < epoch ? this : new Guard(newEpoch, NEVER, longestFence);
        }

        String text() {
            return epoch + " " + until + " " + longestFence;
        }

        static Guard parse(String text) {
            String[] words = text.strip().split(" ", -1);
            return new Guard(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
        }

        /// As it stands on disk.
        ///
        /// @param boot which start of the machine `until` is an instant of
        String text(String boot) {
            return text() + " " + boot;
        }

        /// What was on disk, as far as it still says something: the grant and the longest fence always, the
        /// deadline if it is of this boot and can be one. A text that a power failure left in pieces says
        /// nothing.
        static Guard remembered(String text, String boot, long now, Duration longest) {
            String[] words = text.strip().split(" ", -1);
            try {
                Guard guard = parse(text);
                boolean isOfThisBoot = words.length == 4 && words[3].equals(boot);
                return isOfThisBoot && guard.isBelievable(now, longest)
                        ? guard
                        : new Guard(guard.epoch(), NEVER, guard.longestFence());
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException torn) {
                return UNFED;
            }
        }
    }

    private static final Duration KILL_DEADLINE = Duration.ofSeconds(5);
    private static final int LONGEST_POLL_MILLIS = 500;
    private static final int UNFED_POLL_MILLIS = 20;

    private final AgentConfig config;
    private final Duration longest;
    private final WatchdogMemory memory;
    private Guard guard;

    private Watchdog(AgentConfig config) throws IOException {
        this.config = config;
        this.longest = config.policy().lease().holderStopsAfter();
        this.memory = new WatchdogMemory(config.directory(), Boot.id(), longest);
        this.guard = memory.recall(System.nanoTime());
    }

    /// Runs until its parent ends.
    public static void main(String[] args) throws IOException {
        ProcessGroups.lead();
        Precedence.claim();
        AgentConfig config = Wire.JSON.readValue(Path.of(args[0]).toFile(), AgentConfig.class);
        Watchdog watchdog = new Watchdog(config);
        // Without a watchdog nothing guards: a database that is alone is worse than one that is down.
        DieWithParent.or(() -> {
            Server.kill(Agent.dataDirectory(config), KILL_DEADLINE);
            Runtime.getRuntime().halt(DieWithParent.STATUS);
        });
        // Load what a fence needs before one is needed: the first use of a class costs more than the kill.
        Server.rehearseKill(Agent.dataDirectory(config));
        // What starting has left is cleared now. The first collection stood still for 93 ms, and the room for what
        // is young was full when a fence looked for whom to kill (2 cores, 2026-11).
        System.gc();
        watchdog.guardForEver();
    }

    private void guardForEver() throws IOException {
        InetSocketAddress address = new InetSocketAddress(Addresses.host(config.number()), Ports.WATCHDOG);
        try (DatagramSocket socket = new DatagramSocket(address)) {
            byte[] buffer = new byte[256];
            System.out.println("guards " + config.region());
            while (true) {
                if (guard.until() == Guard.NEVER) {
                    fenceWhatNobodyFeeds();
                } else if (System.nanoTime() - guard.until() >= 0) {
                    fence();
                }
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.setSoTimeout(millisToDeadline());
                try {
                    socket.receive(packet);
                } catch (SocketTimeoutException e) {
                    continue;
                }
                String order = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
                byte[] answer = obey(order).getBytes(StandardCharsets.US_ASCII);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }

    private int millisToDeadline() {
        if (guard.until() == Guard.NEVER) {
            return UNFED_POLL_MILLIS;
        }
        long left = (guard.until() - System.nanoTime() + 999_999) / 1_000_000;
        return Math.clamp(left, 1, LONGEST_POLL_MILLIS);
    }

    /// What somebody else sends is none: whoever guards does not end by it.
    static boolean isOrder(String text) {
        return ORDER.matcher(text).matches();
    }

    private String obey(String order) throws IOException {
        String[] words = order.strip().split(" ", -1);
        if (!isOrder(order)) {
            return words[0] + " what?";
        }
        switch (words[1]) {
            case "feed" ->
                remember(guard.fed(Long.parseLong(words[2]), Long.parseLong(words[3]), System.nanoTime(), longest));
            case "disarm" -> remember(guard.disarmed(Long.parseLong(words[2])));
            default -> {}
        }
        return words[0] + " " + guard.text();
    }

    private void fence() throws IOException {
        long ordered = guard.until();
        if (config.fenceDisabled()) {
            System.out.println(
                    "would fence epoch " + guard.epoch() + " deadline " + ordered + " but the fence is disabled");
            remember(new Guard(guard.epoch(), Guard.NEVER, guard.longestFence()));
            return;
        }
        Server.Stopped outcome = Server.kill(Agent.dataDirectory(config), KILL_DEADLINE);
        long took = System.nanoTime() - ordered;
        System.out.println("fenced epoch " + guard.epoch() + " deadline " + ordered + " took " + took + " " + outcome);
        if (outcome instanceof Server.Stopped.Gone) {
            remember(new Guard(guard.epoch(), Guard.NEVER, Math.max(guard.longestFence(), took)));
        }
    }

    /// A primary that was started, or promoted, when its lease was over already: there is nothing that it may
    /// be fed by.
    private void fenceWhatNobodyFeeds() {
        Path data = Agent.dataDirectory(config);
        boolean isPrimary =
                Files.exists(data.resolve("postmaster.pid")) && !Files.exists(data.resolve("standby.signal"));
        if (isPrimary && !config.fenceDisabled() && Server.adopt(data).isPresent()) {
            System.out.println("killed a primary that nobody feeds: " + Server.kill(data, KILL_DEADLINE));
        }
    }

    private void remember(Guard next) throws IOException {
        if (!next.equals(guard)) {
            memory.keep(guard, next);
            guard = next;
        }
    }

    /// The agent's side: one question at a time, answered within a deadline or not at all.
    static final class Leash implements AutoCloseable {
        private static final int PATIENCE_MILLIS = 200;

        private final DatagramSocket socket;
        private long orders;

        Leash(AgentConfig config) throws IOException {
            var own = Addresses.host(config.number());
            this.socket = new DatagramSocket(new InetSocketAddress(own, 0));
            socket.connect(own, Ports.WATCHDOG);
            socket.setSoTimeout(PATIENCE_MILLIS);
        }

        /// Empty if the watchdog does not answer: then nothing may be unfenced.
        synchronized Optional<Guard> feed(long epoch, long until) {
            return say("feed " + epoch + " " + until)
                    .filter(guard -> guard.epoch() == epoch && guard.until() >= until && guard.until() != Guard.NEVER);
        }

        synchronized Optional<Guard> disarm(long epoch) {
            return say("disarm " + epoch);
        }

        synchronized Optional<Guard> ask() {
            return say("ask");
        }

        /// Every order has a number and its answer has the same: an answer that came too late for its own
        /// order is no answer to the next one.
        private Optional<Guard> say(String order) {
            String number = Long.toString(++orders);
            try {
                byte[] bytes = (number + " " + order).getBytes(StandardCharsets.US_ASCII);
                socket.send(new DatagramPacket(bytes, bytes.length));
                long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
                while (deadline - System.nanoTime() > 0) {
                    DatagramPacket answer = new DatagramPacket(new byte[256], 256);
                    socket.receive(answer);
                    String text = new String(answer.getData(), 0, answer.getLength(), StandardCharsets.US_ASCII);
                    if (text.startsWith(number + " ")) {
                        return Optional.of(Guard.parse(text.substring(number.length() + 1)));
                    }
                }
                return Optional.empty();
            } catch (IOException | RuntimeException e) {
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
