package dev.meridian.estate;

import dev.meridian.topology.Layer;
import dev.meridian.topology.Origin;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import java.util.List;
import java.util.Optional;

/// Which names of a file are those of the environment that is written. Each environment is an estate of its own,
/// and two that write records of one name fight over its users: whoever applies the rehearsal would send users of
/// the real thing there. So what the file says for all is the last environment's alone, the one that users open;
/// another one has the names that it says itself.
final class OwnNames {
    /// Where the file does not say in which order environments come, these are the real thing by their name.
    private static final List<String> USUAL = List.of("production", "prod", "live");

    private static final String STAGES = "deploy.stages";

    private final Ledger ledger;

    OwnNames(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Why a name is another environment's, which whoever writes it is told as well; empty for one of its own.
    ///
    /// @param path of the name in the file
    Optional<String> taken(String path) {
        Optional<Setting> said = ledger.said().sources().at(path);
        Optional<String> environment = ledger.said().environment();
        List<String> owners = owners();
        if (said.isEmpty() || environment.isEmpty() || owners.contains(environment.get()) || isOwn(said.get())) {
            return Optional.empty();
        }
        String here = environment.get();
        String why = "`" + said.get().text() + "` is the name of " + owners.getFirst() + ", and " + here
                + " says none of its own (`environments." + here + ".overrides." + path + "`)";
        ledger.notice(said.get().origin().text() + ": not written: " + why
                + "; two environments with one name would fight over its records");
        return Optional.of(why);
    }

    private List<String> owners() {
        List<String> stages = ledger.said()
                .sources()
                .at(STAGES)
                .map(said -> Scalars.words(said.text()))
                .orElse(List.of());
        return stages.isEmpty() ? USUAL : List.of(stages.getLast());
    }

    /// Whether this environment says it, or whoever writes it.
    private static boolean isOwn(Setting said) {
        return switch (said.origin()) {
            case Origin.Declared declared -> declared.layer() instanceof Layer.Environment;
            case Origin.Assigned _ -> true;
            case Origin.Default _, Origin.Profile _, Origin.Derived _, Origin.Sourced _ -> false;
        };
    }
}
