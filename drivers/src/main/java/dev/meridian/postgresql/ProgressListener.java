package dev.meridian.postgresql;

/// Hears how long work goes on. Called often, by the thread that works; must be quick.
@FunctionalInterface
public interface ProgressListener {
    /// Says nothing to anybody.
    ProgressListener SILENT = (what, done, total) -> {};

    /// `done` of `total` bytes of `what` are over; `total` is 0 while it is not known.
    void progress(String what, long done, long total);
}
