package dev.meridian.host;

/// Process groups: all that one region runs, so that it can be killed at once.
public final class ProcessGroups {
    private ProcessGroups() {}

    /// Makes the calling process the leader of a new session and group, away from its parent's terminal; its
    /// children stay in the group. A process that leads one already stays as it is.
    ///
    /// @return the number of the group, which is this process's id
    public static long lead() {
        long own = ProcessHandle.current().pid();
        if (Libc.setsid() < 0 && of(own) != own) {
            throw new IllegalStateException("setsid(2) failed though this process leads no group");
        }
        return own;
    }

    /// The group of a process, 0 if there is no such process.
    public static long of(long pid) {
        return Math.max(0, Libc.getpgid(Signals.checked(pid)));
    }

    /// Kills every process of a group at once, this one too if it belongs to it.
    public static Signals.Sent kill(long group) {
        return Signals.result(Libc.kill(-Signals.checked(group), Signal.KILL.number()));
    }
}
