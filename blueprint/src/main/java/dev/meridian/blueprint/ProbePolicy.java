package dev.meridian.blueprint;

import java.time.Duration;

/// How an observer judges: `failures` of the last `window` probes failed means suspect.
public record ProbePolicy(Duration every, Duration timeout, int failures, int window) {}
