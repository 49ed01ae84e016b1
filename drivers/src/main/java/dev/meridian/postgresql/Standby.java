package dev.meridian.postgresql;

import java.time.Duration;

/// A standby as its upstream sees it.
///
/// @param applicationName the standby's own name
/// @param state `streaming` once it has caught up with what the upstream has on disk
/// @param synchronous whether the upstream waits for it now
/// @param flushed how far the standby has the log on its disk
/// @param replayed how far it can be read there
/// @param replayLag how long a recent commit took to be replayed there; zero when nothing was written
public record Standby(
        String applicationName, String state, boolean synchronous, Lsn flushed, Lsn replayed, Duration replayLag) {
    private static final String STREAMING = "streaming";

    public boolean isStreaming() {
        return state.equals(STREAMING);
    }
}
