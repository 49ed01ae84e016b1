package dev.meridian.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Who is served first where the processors are busy.
///
/// Linux shares them out among sessions before it does among processes ("autogroup" in sched(7)), and PostgreSQL
/// makes each of its processes a session. So an agent, its supervisor and what they start get together no more
/// than the connection of one user, and a renewal of a lease passes through a dozen of their threads.
public final class Precedence {
    /// About nine times the share of a session that did not ask for any (sched_prio_to_weight of the kernel).
    private static final String NICE = "-10";

    private static final Path OWN_SESSION = Path.of("/proc/self/autogroup");

    private Precedence() {}

    /// Prefers the session of the calling process, which it should lead ([ProcessGroups#lead]). Nothing changes
    /// where the kernel does not group by session, where a control group has shares of its own, or without
    /// CAP_SYS_NICE, which ordinary users lack.
    ///
    /// @return whether the kernel took it
    public static boolean claim() {
        return claim(OWN_SESSION);
    }

    static boolean claim(Path session) {
        try {
            Files.writeString(session, NICE, StandardOpenOption.WRITE);
            return true;
        } catch (IOException absentOrNotPermitted) {
            return false;
        }
    }
}
