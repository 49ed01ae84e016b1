package dev.meridian.agent;

import java.util.concurrent.TimeUnit;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.MERGE3;

/// The library's way for parts of the group to find each other again, which asks for their views every
/// `check_interval` and waits a tenth of that for the answers (`MERGE3.ViewConsistencyChecker` of JGroups 5.4).
/// With the interval that is short enough to come back soon, that is less than a round trip over the longest
/// distances, and parts of the group that are that far apart stay apart.
///
/// This one waits as long with `check_interval` at ten times what a round trip takes, and asks more often.
///
/// Public, with a constructor without parameters, because the library makes it from the name in its configuration.
public final class PatientMerge extends MERGE3 {
    /// For `check_interval`: waits 600 ms for an answer; the longest distances take some 400.
    static final long CHECK_MILLIS = 6000;

    private static final long ASKS_EVERY_MILLIS = TimeUnit.SECONDS.toMillis(1);

    /// With the number of the protocol that it replaces, by which messages find it.
    public PatientMerge() {
        setId(ClassConfigurator.getProtocolId(MERGE3.class));
    }

    @Override
    protected synchronized void startViewConsistencyChecker() {
        if (!isViewConsistencyCheckerRunning()) {
            view_consistency_checker = timer.scheduleWithDynamicInterval(new ViewConsistencyChecker() {
                @Override
                public long nextInterval() {
                    return ASKS_EVERY_MILLIS;
                }
            });
        }
    }
}
