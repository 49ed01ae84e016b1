package dev.meridian.synthesis;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Estate;
import dev.meridian.estate.States;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says once what has to be moved before anything is applied: a root that does not find its state where it is
/// told to look builds everything a second time. It is known by what an earlier writing made buckets for, and
/// did not.
final class MovedStates {
    private final Estate estate;
    private final List<Root> roots;
    private final Lock before;

    private MovedStates(Estate estate, List<Root> roots, Lock before) {
        this.estate = estate;
        this.roots = roots;
        this.before = before;
    }

    /// @param roots of AWS
    static List<String> notices(Estate estate, List<Root> roots, Lock before) {
        return before.name().equals(Optional.of(estate.name()))
                ? estate.in(Cloud.AWS)
                        .map(aws -> new MovedStates(aws, roots, before).notices())
                        .orElse(List.of())
                : List.of();
    }

    private List<String> notices() {
        List<String> notices = new ArrayList<>();
        estate.states().further().stream()
                .filter(region -> !has(States.root(region)))
                .forEach(region -> moved(region).ifPresent(notices::add));
        estate.states().pair().stream()
                .filter(region -> has(States.root(region)))
                .map(region ->
                        region + " is one of the first two regions now: `" + States.ROOT + "` has the bucket that `"
                                + States.root(region) + "` made; import what is there before you apply it")
                .forEach(notices::add);
        return notices;
    }

    /// What was kept elsewhere, from a time when the second region kept the states of all that came after it.
    private Optional<String> moved(RegionName region) {
        List<String> moved = roots.stream()
                .filter(root -> root.keeper().equals(Optional.of(region.text())) && has(root.path()))
                .map(root -> "`" + root.path() + "`")
                .toList();
        return moved.isEmpty()
                ? Optional.empty()
                : Optional.of("from now on " + region + " keeps the state of " + String.join(", ", moved) + ": apply `"
                        + States.root(region) + "`, and then move each with `terraform init -migrate-state`, before "
                        + "anything else is applied (user guide, *States that move*)");
    }

    private boolean has(String root) {
        return before.files().containsKey("terraform/" + root + "/terraform.tf");
    }
}
