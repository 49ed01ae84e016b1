package dev.meridian.host;

import java.io.IOException;
import java.io.InputStream;

/// Ties this process to the one that started it, by the pipe to standard input: however the parent ends, the
/// kernel closes its side. (The parent-death signal of prctl(2) will not do: it fires when the *thread* that
/// started us ends.)
public final class DieWithParent {
    /// The exit status of a process that ended because its parent did, as if by SIGHUP.
    public static final int STATUS = 128 + 1;

    private static final int BUFFER_BYTES = 256;

    private DieWithParent() {}

    /// Halts this process, without shutdown hooks, when standard input ends.
    public static Thread orHalt() {
        return or(() -> Runtime.getRuntime().halt(STATUS));
    }

    /// Runs `action` once when standard input ends. The process must read nothing else from it.
    ///
    /// @return the daemon thread that watches
    public static Thread or(Runnable action) {
        return watch(System.in, action);
    }

    static Thread watch(InputStream parent, Runnable action) {
        return Thread.ofPlatform().daemon().name("die-with-parent").start(() -> {
            awaitEnd(parent);
            action.run();
        });
    }

    private static void awaitEnd(InputStream parent) {
        byte[] ignored = new byte[BUFFER_BYTES];
        try {
            int read;
            do {
                read = parent.read(ignored);
            } while (read >= 0);
        } catch (IOException ended) {
            return;
        }
    }
}
