package dev.meridian.blueprint;

import java.time.Duration;
import java.util.Optional;

/// How an edge carries what it carries, as far as the file says.
///
/// @param lag the lag to plan with
/// @param every how often it copies, with mode `copy`
/// @param via the mechanism in the file's words, for example `streaming`
/// @param strong whether a managed mechanism shows every reader the last write
public record Transport(Optional<Duration> lag, Optional<Duration> every, Optional<String> via, boolean strong) {}
