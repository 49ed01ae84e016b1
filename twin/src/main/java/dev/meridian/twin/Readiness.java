package dev.meridian.twin;

import dev.meridian.agent.Api;
import dev.meridian.engine.Policy;
import dev.meridian.units.RegionName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;

/// Whether a twin that boots is up, by what its agents say.
sealed interface Readiness {
    /// The home holds the role and accepts writes, every standby streams, and every agent knows who leads.
    record Ready() implements Readiness {}

    record NotYet() implements Readiness {}

    /// It will not be ready: what a fault would come to says nothing of the file.
    sealed interface Hopeless extends Readiness {
        Twin.Unsettled complaint(Path directory);
    }

    /// The role was granted away from its home before anything began. It does not come back by itself, and
    /// what was then done to the home would be done to a standby.
    record Elsewhere(RegionName holder, RegionName home) implements Hopeless {
        @Override
        public Twin.Unsettled complaint(Path directory) {
            return new Twin.Unsettled(
                    "the role moved to " + holder + " before the twin was up",
                    "a twin begins with the role in its home, " + home
                            + ", which users and faults are meant for; on busy"
                            + " processors its agent may be silent for longer than the file's failover settings bear",
                    directory);
        }
    }

    /// The home's watchdog fenced its database while everything started, and took so long that nothing moves by
    /// itself any more (rule LEASE-3). By what the file declares it would: one that does not is no valid file.
    ///
    /// @param inequality that does not hold, with what was measured
    record Disarmed(RegionName home, String inequality) implements Hopeless {
        @Override
        public Twin.Unsettled complaint(Path directory) {
            return new Twin.Unsettled(
                    "a slow fence disarmed automation before the twin was up: " + inequality,
                    "the database of " + home + " was fenced while everything started, and that took so long on busy"
                            + " processors that no move would be safe; a fault would only show that it is refused",
                    directory);
        }
    }

    /// @param standbys how many have to stream
    /// @param statuses what every agent says; empty for one that does not answer
    static Readiness of(Policy policy, int standbys, SequencedMap<RegionName, Optional<Api.Status>> statuses) {
        RegionName home = policy.home();
        Optional<RegionName> elsewhere = statuses.values().stream()
                .flatMap(Optional::stream)
                .flatMap(status -> status.holder().stream())
                .filter(holder -> !holder.equals(home))
                .findFirst();
        if (elsewhere.isPresent()) {
            return new Elsewhere(elsewhere.get(), home);
        }
        boolean isUp = statuses.values().stream()
                .allMatch(status -> status.filter(
                                it -> it.accepting() && !it.leader().isEmpty())
                        .isPresent());
        Optional<Api.Status> serving = Optional.ofNullable(statuses.get(home))
                .flatMap(status -> status)
                .filter(it -> it.holder().equals(Optional.of(home)))
                .filter(it -> it.streaming() >= standbys && (it.isProtected() || policy.waitFor() == 0));
        if (!isUp || serving.isEmpty()) {
            return new NotYet();
        }
        Api.Automation automation = serving.get().automation();
        return automation.automatic() && !automation.armed()
                ? new Disarmed(home, automation.inequality())
                : new Ready();
    }

    /// Asked again when the first fault strikes: where the role has left its home by then, nobody could say what
    /// came of the fault. A holder that nobody can name is no reason to wait.
    ///
    /// @throws Twin.CannotBoot if it is elsewhere
    static void mustBeAtHome(RegionName home, Optional<RegionName> holder, String fault) throws Twin.CannotBoot {
        RegionName at = holder.orElse(home);
        if (!at.equals(home)) {
            throw new Twin.CannotBoot(
                    "the role was in " + at + " before " + fault + " struck",
                    "the drill is about " + home + "; busy processors may have moved it",
                    "end what else runs and drill again");
        }
    }
}
