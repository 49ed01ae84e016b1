package dev.meridian.simulator;

import dev.meridian.engine.Engine;
import dev.meridian.engine.Guard;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which guards are in force: those of whoever decides, and those of an agent and of what it changes. All of them
/// are, but in the tests that take one out at a time to see that a law notices, or let another one decide.
///
/// @param without guards of an agent that are taken out
/// @param decider who decides
public record Guards(List<OfAgent> without, Decider decider) {
    public Guards {
        without = List.copyOf(without);
    }

    /// As everywhere but in a test.
    public static final Guards ALL = new Guards(List.of(), Engine::decide);

    /// What an agent, or whatever it changes, asks for before something is done.
    enum OfAgent {
        FENCE("watchdog", "a database whose watchdog is not fed is killed"),
        SINK_EPOCH("agent", "a promotion needs a valid lease of its own epoch, and no later promise"),
        OWN_PROMISE("agent", "a ballot is recorded, and receiving stops, before a position is told"),
        OWN_RENEWAL("agent", "a renewal extends the lease only after it was committed"),
        CLOSED("agent", "a database that comes up lets no client in before it is opened"),
        IDLE("agent", "it is opened by a renewal that lets something be written, sent when it was ready"),
        DEAF("agent", "whoever gets no lease in the time of one keeps still, so that somebody else can have the role"),
        CUT_OFF("agent", "so does whoever nobody outside finds, and from whose database no commit can come"),
        OWN_FORK("agent", "a copy that has diverged is kept before another one takes its place"),
        ROUTE_EPOCH("record set", "a change of a smaller epoch than it has seen is refused, however late it comes"),
        STRANGERS("agent", "what a stranger confirms under the name of a standby protects nothing"),
        DOUBT("agent", "one that has just started doubts what was doubted before, until standbys have caught up"),
        UP_TO_DATE("agent", "one that has started again does nothing before the log is applied as far as its own word"),
        STOPPED("agent", "a database that was stopped for a move stays down until the move is over"),
        TOLD_FENCE("agent", "one that was fenced comes back when the log knows how long that took");

        private final String who;
        private final String what;

        OfAgent(String who, String what) {
            this.who = who;
            this.what = what;
        }

        String who() {
            return who;
        }

        String what() {
            return what;
        }
    }

    static Guards without(Guard guard) {
        return new Guards(
                List.of(), (state, event, policy) -> Engine.decideWithout(List.of(guard), state, event, policy));
    }

    static Guards without(OfAgent guard) {
        return new Guards(List.of(guard), Engine::decide);
    }

    /// All but some, by their names in `docs/RULES.md`; empty if there is none of one of them.
    public static Optional<Guards> without(List<String> names) {
        List<Guard> ofTheEngine = Arrays.stream(Guard.values())
                .filter(guard -> names.contains(guard.name()))
                .toList();
        List<OfAgent> ofAgents = Arrays.stream(OfAgent.values())
                .filter(guard -> names.contains(guard.name()))
                .toList();
        return names().containsAll(names)
                ? Optional.of(new Guards(
                        ofAgents, (state, event, policy) -> Engine.decideWithout(ofTheEngine, state, event, policy)))
                : Optional.empty();
    }

    /// The names of all of them.
    public static List<String> names() {
        return Stream.concat(Arrays.stream(Guard.values()), Arrays.stream(OfAgent.values()))
                .map(Enum::name)
                .toList();
    }

    boolean have(OfAgent guard) {
        return !without.contains(guard);
    }
}
