package dev.meridian.engine;

/// What the log says of whether standbys have all that a holder has acknowledged, for an agent that cannot tell by
/// itself yet.
public final class Protection {
    private Protection() {}

    /// Said last of the holder's database, if that is known.
    ///
    /// @param now a stamp of the asker's: before the log has an entry of this start of its agent, more of what an
    ///     earlier one said may still come, and nothing is taken for protected
    public static boolean wasSaid(State state, Stamp now) {
        Stamp newest = state.clocks().get(now.by());
        return newest != null
                && newest.incarnation() == now.incarnation()
                && state.renewal().map(Renewal::isProtected).orElse(false);
    }
}
