package dev.meridian.synthesis;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Estate;
import dev.meridian.estate.States;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// Says once what has to be moved before anything is applied: a root that does not find its state where it is
/// told to look builds everything a second time. It is known by what an earlier writing made buckets for, and
/// did not.
final class MovedStates {
    private static final String BEFORE_ALL = " with `terraform init -migrate-state`, before anything else is applied "
            + "(user guide, *States that move*)";

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

    /// Who keeps the state of each root that is of no one region or pair.
    static SequencedMap<String, RegionName> keepers(List<Root> roots) {
        SequencedMap<String, RegionName> keepers = new LinkedHashMap<>();
        roots.stream()
                .filter(root -> root.path().startsWith("global"))
                .forEach(root -> root.keeper().ifPresent(keeper -> keepers.put(root.path(), new RegionName(keeper))));
        return keepers;
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
        List<String> others = named(root -> before.settled()
                .keeper(root.path())
                .filter(keeper -> !root.keeper().equals(Optional.of(keeper.text())))
                .isPresent());
        if (!others.isEmpty()) {
            notices.add("another region than before keeps the state of " + String.join(", ", others) + ": move each"
                    + BEFORE_ALL);
        }
        before.settled().pair().stream()
                .filter(region -> !estate.states().buckets().containsKey(region))
                .map(MovedStates::gone)
                .forEach(notices::add);
        return notices;
    }

    /// What was kept elsewhere, from a time when the second region kept the states of all that came after it.
    private Optional<String> moved(RegionName region) {
        List<String> moved = named(root -> root.keeper().equals(Optional.of(region.text())));
        return moved.isEmpty()
                ? Optional.empty()
                : Optional.of("from now on " + region + " keeps the state of " + String.join(", ", moved) + ": apply `"
                        + States.root(region) + "`, and then move each" + BEFORE_ALL);
    }

    /// One of the first two is out of the file.
    private static String gone(RegionName region) {
        return region + " is out of the file, and its bucket out of `" + States.ROOT
                + "`; there the states are of what it still has: destroy that with its last files and let `"
                + States.ROOT + "` forget the bucket before you apply it (user guide, *A region that goes*)";
    }

    /// Of those that were there before.
    private List<String> named(Predicate<Root> which) {
        return roots.stream()
                .filter(root -> has(root.path()) && which.test(root))
                .map(root -> "`" + root.path() + "`")
                .toList();
    }

    private boolean has(String root) {
        return before.files().containsKey("terraform/" + root + "/terraform.tf");
    }
}
