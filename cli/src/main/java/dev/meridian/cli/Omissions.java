package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

import dev.meridian.simulator.Faults;
import dev.meridian.simulator.Guards;
import dev.meridian.simulator.Mishap;
import dev.meridian.simulator.Scene;
import dev.meridian.simulator.Simulation;
import dev.meridian.topology.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What is left out of simulated worlds: mishaps that their seed draws, or a guard.
final class Omissions implements CommandPart {
    private static final String NONE = "none";

    private Optional<String> only = Optional.empty();
    private Optional<String> without = Optional.empty();

    @Override
    public void addTo(Description command) {
        command.takes(
                option("--only", "MISHAPS")
                        .says("Of what the seed draws these alone, by the names that a violation is"
                                + " printed with, parted by commas; `none` for nothing.")
                        .text(it -> only = Optional.of(it)),
                option("--without", "GUARDS")
                        .says("Take a guard out, by its name in docs/RULES.md, to see which law notices;"
                                + " several are parted by commas. The seeds there are of the test's own"
                                + " worlds, not of this file.")
                        .text(it -> without = Optional.of(it)));
    }

    Guards guards() {
        return without.flatMap(_ -> Guards.without(left())).orElse(Guards.ALL);
    }

    private List<String> left() {
        return without.map(names -> List.of(names.split(",", -1))).orElse(List.of());
    }

    Faults drawn() {
        return only.map(_ -> Faults.drawn(ids())).orElseGet(Faults::drawn);
    }

    private List<String> ids() {
        return only.filter(names -> !names.equals(NONE))
                .map(names -> List.of(names.split(",", -1)))
                .orElse(List.of());
    }

    /// The options that another run needs for the same worlds, but for the mishaps.
    String repeated() {
        return without.map(guards -> " --without " + guards).orElse("");
    }

    /// What the options alone have against it.
    ///
    /// @param seed the world, if it is one whose faults are drawn
    void check(Optional<Long> seed, boolean isLogged, List<Problem> problems) {
        if (only.isPresent() && seed.isEmpty()) {
            problems.add(Complaints.option(
                    "--only",
                    only.get(),
                    "mishaps of which world is not said",
                    "a seed draws them, and their names mean something in its world alone",
                    "`--seed 4711 --only " + only.get() + "`, without `--fault` and `--seeds`"));
        }
        ids().stream()
                .filter(id -> !Mishap.isId(id))
                .findFirst()
                .ifPresent(id -> problems.add(Complaints.option(
                        "--only",
                        only.orElse(""),
                        "`" + id + "` names no mishap",
                        "they are named like 3, spite.2, order.1 or lost.us-east-1.17",
                        "names as a violation is printed with them, or `none`")));
        twice("--only", ids(), problems);
        twice("--without", left(), problems);
        left().stream()
                .filter(name -> !Guards.names().contains(name))
                .findFirst()
                .ifPresent(name -> problems.add(Complaints.option(
                        "--without",
                        without.orElse(""),
                        "there is no guard `" + name + "`",
                        "guards are " + String.join(", ", Guards.names()),
                        "`--without FENCE`, or `--without STRANGERS,DOUBT`")));
        if (without.isPresent() && isLogged) {
            problems.add(Complaints.option(
                    "--without",
                    without.get(),
                    "a log that was decided without a guard cannot be replayed",
                    "`replay` decides every entry again, with all guards",
                    "`--trace` instead of `--log`"));
        }
    }

    /// Whoever writes a name twice has meant another one, or counts on more than there is.
    private static void twice(String option, List<String> names, List<Problem> problems) {
        names.stream()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .findFirst()
                .ifPresent(name -> problems.add(Complaints.option(
                        option,
                        String.join(",", names),
                        "`" + name + "` is there twice",
                        "one of a name is left out, or comes, once",
                        "`" + option + " " + String.join(",", new LinkedHashSet<>(names)) + "`")));
    }

    /// A name that nothing has in the world of this seed would leave a world without faults, and look like a cure.
    Optional<Problem> unknown(List<Scene> scenes, long seed) {
        if (ids().isEmpty()) {
            return Optional.empty();
        }
        List<String> there = scenes.stream()
                .flatMap(scene -> Simulation.mishaps(scene, guards(), Faults.drawn(), seed).stream())
                .map(Mishap::id)
                .distinct()
                .toList();
        return ids().stream()
                .filter(id -> !there.contains(id))
                .findFirst()
                .map(id -> Complaints.option(
                        "--only",
                        only.orElse(""),
                        "`" + id + "` does not come in the world of seed " + seed,
                        there.isEmpty()
                                ? "nothing goes wrong in that one"
                                : "in that one come " + String.join(", ", there),
                        there.isEmpty() ? "`--only none`" : "`--only " + there.getFirst() + "`"));
    }
}
