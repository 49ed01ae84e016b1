package dev.meridian.agent;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.raft.RAFT;

/// The library's protocol, which brings a follower that lacks entries up to date only when its queue has been
/// empty for `resend_interval` (`RAFT.processQueue` of jgroups-raft 1.1.4). New entries are sent to everybody, but
/// one that joined a moment too late refuses them all for want of those before; and while a recovery is under way,
/// or three agents report at once, the queue is never empty for so long. Such a follower then knows nothing for as
/// long as the others are busy: up to half a minute was seen, in which the primary did not renew its lease.
///
/// This one looks at the clock after each batch as well. It runs on the protocol's own thread, as the log demands.
///
/// Public, with a constructor without parameters, because the library makes it from the name in its configuration.
public final class PunctualRaft extends RAFT {
    private long resentAt = System.nanoTime();

    /// With the number of the protocol that it replaces, by which messages find it.
    public PunctualRaft() {
        setId(ClassConfigurator.getProtocolId(RAFT.class));
    }

    @Override
    protected void process(List<Request> queue) {
        super.process(queue);
        long now = System.nanoTime();
        if (now - resentAt >= TimeUnit.MILLISECONDS.toNanos(resend_interval)) {
            resentAt = now;
            flushCommitTable();
        }
    }
}
