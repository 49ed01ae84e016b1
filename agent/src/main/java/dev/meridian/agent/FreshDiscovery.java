package dev.meridian.agent;

import java.util.Optional;
import org.jgroups.Event;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.PingData;
import org.jgroups.protocols.TCPPING;
import org.jgroups.util.Responses;

/// The library's way of finding others at the start, whose user keeps what was found at the first try for all
/// later ones (`ClientGmsImpl.joinInternal` of JGroups 5.4): one that answered and died in the same second is
/// asked in vain ten times, for 12 s.
///
/// With this one every later try goes by what is answered then.
///
/// Where nobody in the group answers within the join's time, the library has the first of those who look for it
/// found another group, and merging the two takes some seconds. Whoever knows that the group is there asks again
/// until somebody in it answers. Who knows that it is not there yet does not look.
///
/// Public, with a constructor without parameters, because the library makes it from the name in its configuration.
public final class FreshDiscovery extends TCPPING {
    /// More than a round trip over the longest distance.
    private static final long ANSWER_MILLIS = 600;

    /// After this the group counts as gone, and another one may be founded.
    private static final long LONGEST_WAIT_NANOS = 10_000_000_000L;

    private Optional<Responses> first = Optional.empty();
    private Consensus.Entry entry = Consensus.Entry.AGAIN;

    /// With the number of the protocol that it replaces, by which messages find it.
    public FreshDiscovery() {
        setId(ClassConfigurator.getProtocolId(TCPPING.class));
    }

    @Override
    public Object down(Event event) {
        if (entry == Consensus.Entry.FOUNDING && event.getType() == Event.FIND_INITIAL_MBRS) {
            return new Responses(true).done();
        }
        Object result = super.down(event);
        if (event.getType() != Event.FIND_INITIAL_MBRS || !(result instanceof Responses found)) {
            return result;
        }
        if (first.isEmpty()) {
            first = Optional.of(found);
            if (entry == Consensus.Entry.FIRST) {
                askUntilTheGroupAnswers(event, found);
            }
        } else {
            found.waitFor(ANSWER_MILLIS);
            first.get().clear();
        }
        return found;
    }

    /// What is known of the group before the first look at it.
    void entry(Consensus.Entry known) {
        entry = known;
    }

    private void askUntilTheGroupAnswers(Event question, Responses found) {
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        found.waitFor(ANSWER_MILLIS);
        while (!hasCoordinator(found) && System.nanoTime() < deadline) {
            if (super.down(question) instanceof Responses again) {
                again.waitFor(ANSWER_MILLIS);
                found.add(again, null);
                again.done();
            }
        }
    }

    private static boolean hasCoordinator(Responses responses) {
        for (PingData member : responses) {
            if (member.isCoord()) {
                return true;
            }
        }
        return false;
    }
}
