package dev.meridian.host;

/// Sends signals by kill(2).
public final class Signals {
    private static final int EXISTS = 0;
    private static final int INIT = 1;

    private Signals() {}

    /// What became of a signal.
    public sealed interface Sent {
        /// It was delivered, to a process that may already have ended but was not yet reaped.
        record Delivered() implements Sent {}

        /// There is no such process or group.
        record NoSuchProcess() implements Sent {}

        /// It belongs to another user.
        record NotPermitted() implements Sent {}
    }

    /// Sends a signal to one process. Its id is greater than 1: neither everybody nor the first process is meant.
    public static Sent send(long pid, Signal signal) {
        return result(Libc.kill(checked(pid), signal.number()));
    }

    /// Whether a process or a zombie of this id exists.
    public static boolean exists(long pid) {
        return !(result(Libc.kill(checked(pid), EXISTS)) instanceof Sent.NoSuchProcess);
    }

    static int checked(long id) {
        if (id <= INIT || id > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not a process that may be signalled: " + id);
        }
        return (int) id;
    }

    static Sent result(int returned) {
        return switch (returned) {
            case -Libc.ESRCH -> new Sent.NoSuchProcess();
            case -Libc.EPERM -> new Sent.NotPermitted();
            case 0 -> new Sent.Delivered();
            default -> throw new IllegalStateException("kill(2) failed with error number " + -returned);
        };
    }
}
