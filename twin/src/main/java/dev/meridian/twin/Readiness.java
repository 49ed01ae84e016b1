package dev.meridian.twin;

import dev.meridian.agent.Api;
import dev.meridian.units.RegionName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;

/// Whether a twin that boots is up, by what its agents say.
sealed interface Readiness {
    /// The home holds the role and accepts writes, every standby streams, and every agent knows who leads.
    record Ready() implements Readiness {}

    record NotYet() implements Readiness {}

    /// The role was granted away from its home before anything began. It does not come back by itself, and
    /// what was then done to the home would be done to a standby.
    record Elsewhere(RegionName holder, RegionName home) implements Readiness {
        Twin.CannotBoot complaint(Path directory) {
            return new Twin.CannotBoot(
                    "the role moved to " + holder + " before the twin was up",
                    "a twin begins with the role in its home, " + home
                            + ", which users and faults are meant for; on busy"
                            + " processors its agent may be silent for longer than the file's failover settings bear",
                    "end what else runs and try again; what the processes said is in " + directory);
        }
    }

    /// @param standbys how many have to stream
    /// @param needsProtection whether the synchronous set has to be in force
    /// @param statuses what every agent says; empty for one that does not answer
    static Readiness of(
            RegionName home,
            int standbys,
            boolean needsProtection,
            SequencedMap<RegionName, Optional<Api.Status>> statuses) {
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
        boolean isServing = Optional.ofNullable(statuses.get(home))
                .flatMap(status -> status)
                .filter(it -> it.holder().equals(Optional.of(home)))
                .filter(it -> it.streaming() >= standbys && (it.isProtected() || !needsProtection))
                .isPresent();
        return isUp && isServing ? new Ready() : new NotYet();
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
