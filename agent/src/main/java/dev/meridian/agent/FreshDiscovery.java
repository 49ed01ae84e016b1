package dev.meridian.agent;

import java.util.Optional;
import org.jgroups.Event;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.TCPPING;
import org.jgroups.util.Responses;

/// The library's way of finding others at the start, whose user keeps what was found at the first try for all
/// later ones (`ClientGmsImpl.joinInternal` of JGroups 5.4): one that answered and died in the same second is
/// asked in vain ten times, for 12 s.
///
/// With this one every later try goes by what is answered then.
///
/// Public, with a constructor without parameters, because the library makes it from the name in its configuration.
public final class FreshDiscovery extends TCPPING {
    /// More than a round trip over the longest distance.
    private static final long ANSWER_MILLIS = 600;

    private Optional<Responses> first = Optional.empty();

    /// With the number of the protocol that it replaces, by which messages find it.
    public FreshDiscovery() {
        setId(ClassConfigurator.getProtocolId(TCPPING.class));
    }

    @Override
    public Object down(Event event) {
        Object result = super.down(event);
        if (event.getType() != Event.FIND_INITIAL_MBRS || !(result instanceof Responses found)) {
            return result;
        }
        if (first.isEmpty()) {
            first = Optional.of(found);
        } else {
            found.waitFor(ANSWER_MILLIS);
            first.get().clear();
        }
        return found;
    }
}
