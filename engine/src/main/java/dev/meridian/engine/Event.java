package dev.meridian.engine;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One entry of the replicated log. An event says what somebody saw or did; it never says what follows from it.
public sealed interface Event {
    /// Who says so.
    Stamp stamp();

    /// An agent looked around: what it thinks of each region, how old the newest renewal it has seen is, what
    /// its own database does. Sent steadily while all is well (it is also the sign of life of a vantage) and at
    /// once, then quickly, when a verdict changes.
    ///
    /// @param sights verdicts about other regions
    /// @param renewalSeen the number of the newest renewal entry applied here
    /// @param renewalAge how long ago that was, on this agent's clock; the age of another renewal proves
    ///     nothing
    /// @param grantAge how long ago the newest grant was applied here, on this agent's clock
    /// @param server what the local database does
    /// @param serverFor for how long it has done so without a gap; a standby while it receives from its primary
    /// @param room for how much of the load there is capacity that runs or is reserved, in percent; empty if
    ///     nobody says
    /// @param wallSeconds what its wall clock says, in seconds since 1970-01-01T00:00Z; nothing that is about
    ///     safety looks at it
    record Observed(
            Stamp stamp,
            List<Sight> sights,
            long renewalSeen,
            Duration renewalAge,
            Duration grantAge,
            ServerState server,
            Duration serverFor,
            OptionalInt room,
            long wallSeconds)
            implements Event {
        /// Its sight of a region, if that has this verdict.
        public Optional<Sight> sight(RegionName subject, Sight.Verdict verdict) {
            for (Sight sight : sights) {
                if (sight.verdict() == verdict && sight.subject().equals(subject)) {
                    return Optional.of(sight);
                }
            }
            return Optional.empty();
        }
    }

    /// The holder of the role renews its lease. It counts from `stamp.nanos`.
    ///
    /// @param epoch the grant that it renews
    /// @param isProtected whether the synchronous set was in force, and all that was acknowledged before
    ///     has reached it; empty if the agent cannot tell yet: what was said last holds until it can
    /// @param fenceMeasured the longest fence time that this region has measured, if any
    /// @param downSince of an idle one, which keeps the role and lets nothing be written: since when the database
    ///     has been down, on the holder's clock; empty if the database may accept writes by it
    /// @param clock the first start of the holder's agent since its machine booted: a clock goes on while its
    ///     machine does, whatever becomes of agents; empty if nothing is known of others than this start
    record Renewed(
            Stamp stamp,
            Epoch epoch,
            Optional<Boolean> isProtected,
            OptionalLong fenceMeasured,
            OptionalLong downSince,
            OptionalLong clock)
            implements Event {
        /// One that lets the database accept writes.
        public Renewed(Stamp stamp, Epoch epoch, boolean isProtected, OptionalLong fenceMeasured) {
            this(stamp, epoch, Optional.of(isProtected), fenceMeasured, OptionalLong.empty(), OptionalLong.empty());
        }

        /// Which clock it is dated with, by the start of the agent that it has been the same since.
        public long dated() {
            return clock.orElse(stamp.incarnation());
        }

        /// Whether it lets nothing be written.
        public boolean idle() {
            return downSince.isPresent();
        }
    }

    /// A survivor has durably recorded the ballot, has stopped receiving, and only then read its position. It may
    /// promise the same ballot again when it has caught up with another survivor.
    ///
    /// @param ballot the recovery that it promised to
    /// @param position how far its copy goes, in bytes of the log
    /// @param newest heartbeat that this copy has, whoever wrote it
    record Promised(Stamp stamp, long ballot, long position, Optional<Beat> newest) implements Event {
        /// Whether a copy that goes as far as `reached`, or has replayed `beat` by now, has more than was told.
        public boolean isLessThan(long reached, Optional<Beat> beat) {
            return reached > position || (reached == position && beat.isPresent() && isOlderThan(beat.get()));
        }

        private boolean isOlderThan(Beat beat) {
            return newest.filter(it -> !it.clock().equals(beat.clock()) || it.nanos() >= beat.nanos())
                    .isEmpty();
        }
    }

    /// The candidate asks for the role. The entry that is accepted *is* the grant and its number the epoch.
    ///
    /// @param ballot the recovery it was offered in; 0 for the first grant of all
    /// @param fenceMeasured the longest fence time that the candidate's region has measured, if any
    record Claimed(Stamp stamp, long ballot, OptionalLong fenceMeasured) implements Event {}

    /// The holder has stopped its database by itself, for a move that was ordered: it wrote nothing after this
    /// position, and will not before it holds the role anew.
    ///
    /// @param ballot the order's entry
    /// @param position how far its log goes, in bytes
    record Yielded(Stamp stamp, long ballot, long position) implements Event {}

    /// A person ordered something, through this agent.
    record Ordered(Stamp stamp, Order order) implements Event {}

    /// A duty was fulfilled, and observed to be.
    record Fulfilled(Stamp stamp, Duty duty) implements Event {}

    /// A duty failed; it stays outstanding and will be tried again unless the state moves on.
    ///
    /// @param certain whether it is certain that nothing happened
    record Failed(Stamp stamp, Duty duty, String why, boolean certain) implements Event {}
}
