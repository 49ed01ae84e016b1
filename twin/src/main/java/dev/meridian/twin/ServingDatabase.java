package dev.meridian.twin;

import dev.meridian.agent.Ports;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The database that has the role when the load has stopped: what acknowledged writes are looked for in.
record ServingDatabase(Twin twin, RegionName serving) {
    /// Below this a database can no longer be relied upon to write its log: a few segments of it.
    private static final long FULL = 8_000_000;

    private static final Duration KEYS_DEADLINE = Duration.ofSeconds(20);
    private static final Duration ASK = Duration.ofSeconds(10);

    /// The keys that the serving database holds.
    ///
    /// @throws Twin.CannotBoot if it does not answer: what it holds is not known then, which is not the same as
    ///     nothing
    Set<Long> keys() throws Twin.CannotBoot, IOException, InterruptedException {
        Session.Target target = target();
        long deadline = System.nanoTime() + KEYS_DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            Reply<List<Long>> reply = Session.open(target, ASK).then(session -> {
                try (session) {
                    return session.readAll("select key from orders", row -> row.getLong(1), ASK);
                }
            });
            if (reply instanceof Reply.Done<List<Long>>(List<Long> keys)) {
                return new HashSet<>(keys);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw unanswered();
    }

    private Twin.CannotBoot unanswered() throws IOException {
        String what =
                "the database of " + serving + " does not answer, so nobody can say which acknowledged writes it has";
        if (Files.getFileStore(twin.directory()).getUsableSpace() < FULL) {
            return Twin.CannotBoot.of(new IOException("No space left in " + twin.directory() + ": " + what));
        }
        twin.keepDirectory();
        return new Twin.CannotBoot(
                what,
                "at the end of a drill the keys in the serving database are compared with what users were told",
                "what it said is in " + twin.directoryOf(serving));
    }

    /// Deletes an order behind everybody's back.
    void delete(long key) {
        Session.open(target(), ASK).then(session -> {
            try (session) {
                return session.write("delete from orders where key = ?", ASK, key);
            }
        });
    }

    private Session.Target target() {
        InetAddress host = Addresses.host(twin.places().number(serving));
        return new Session.Target(host, new InetSocketAddress(host, Ports.POSTGRESQL), "postgres", "drill");
    }
}
