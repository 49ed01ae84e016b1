package dev.meridian.agent;

import dev.meridian.engine.ServerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/// What this region says of itself: for how long its database has done what it does, and how much capacity the
/// platform says there is.
final class Footing {
    private final Path capacity;
    private ServerState server = ServerState.NONE;
    private long since;

    Footing(Path directory) {
        this.capacity = directory.resolve(AgentConfig.CAPACITY);
        this.since = System.nanoTime();
    }

    /// Nobody looked for a while: what happened meanwhile is not known.
    void forget() {
        server = ServerState.NONE;
    }

    /// Looks once more.
    ///
    /// @param isReceiving whether a standby hears from its primary; begins anew as long as it does not
    void look(ServerState now, boolean isReceiving, long nanos) {
        if (now != server || (now == ServerState.STANDBY && !isReceiving)) {
            server = now;
            since = nanos;
        }
    }

    /// How long without a gap.
    Duration lasts(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos - since));
    }

    /// For how much of the load capacity runs or is reserved, in percent: what the platform has written down.
    /// Empty if it has not, or if it cannot be read; nobody guesses it.
    OptionalInt room() {
        try {
            int percent = Integer.parseInt(Files.readString(capacity).strip());
            return percent < 0 ? OptionalInt.empty() : OptionalInt.of(percent);
        } catch (IOException | NumberFormatException e) {
            return OptionalInt.empty();
        }
    }
}
