package dev.meridian.agent;

import dev.meridian.postgresql.Cluster;
import dev.meridian.postgresql.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// How a primary stops by itself, so that another one can go on where it ended and it can follow that one with the
/// copy that it has.
final class CleanStop {
    /// A standby that does not confirm is given up by the server after its own time-out; then it is down anyhow.
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private CleanStop() {}

    /// How far its log goes when it has stopped; empty if it is no primary or has not stopped in order.
    ///
    /// @param complaints told what did not work
    static OptionalLong of(Cluster cluster, Consumer<String> complaints) {
        if (cluster.isStandby()) {
            return OptionalLong.empty();
        }
        Server.adopt(cluster.directory()).ifPresent(server -> server.stopFast(LONGEST));
        try {
            return cluster.cleanEnd()
                    .map(last -> OptionalLong.of(last.bytes() + 1))
                    .orElseGet(OptionalLong::empty);
        } catch (IOException e) {
            complaints.accept("the control file cannot be read: " + e.getMessage());
            return OptionalLong.empty();
        }
    }
}
