package dev.meridian.blueprint;

import java.time.Duration;
import java.util.SequencedMap;

/// How users find the application.
///
/// @param ttl how long a resolver may keep an answer, as records that are written have it: that of the version
///     where the file says `unknown`
public record Traffic(Duration ttl, SequencedMap<String, Entrance> entrances) {
    public Traffic {
        entrances = Frozen.copy(entrances);
    }
}
