package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Claim;
import dev.meridian.topology.Events;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// A check of the drills of a file against what stands in the region that is lost: a drill of other regions, or of
/// some parts alone, shows nothing of the rest. A file without drills says nothing of them.
final class UntriedParts {
    private final Subject subject;
    private final Application application;

    private UntriedParts(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
    }

    static void check(Subject subject, List<Finding> findings) {
        new ElsewhereTried(subject).check(findings);
        if (DrillRules.ofTheSystem(subject).isEmpty()) {
            return;
        }
        for (Application application : subject.blueprint().applications().values()) {
            if (application.roles().size() > 1) {
                new UntriedParts(subject, application).finding().ifPresent(findings::add);
            }
        }
    }

    private Optional<Finding> finding() {
        List<Events.Drill> drills = DrillRules.ofTheSystem(subject).stream()
                .filter(this::takesThePrimary)
                .toList();
        SequencedSet<String> there = there();
        SequencedSet<String> untried = new LinkedHashSet<>(there);
        drills.forEach(drill -> untried.removeAll(tried(drill)));
        boolean isAllTried = untried.isEmpty()
                || drills.stream().anyMatch(drill -> drill.of().isEmpty());
        if (there.isEmpty() || isAllTried) {
            return Optional.empty();
        }
        String region = application.primary().text();
        String what = drills.isEmpty()
                ? "no drill has tried the loss of " + region
                : "no drill has tried the loss of " + region + " with " + Listed.names(untried);
        return Optional.of(Finding.of(
                Rule.NEVER_TRIED,
                "drills."
                        + (drills.isEmpty()
                                ? DrillRules.ofTheSystem(subject).getFirst().name()
                                : drills.getLast().name()),
                what,
                drills.isEmpty()
                        ? "the drills of the file took other places, or were of another kind"
                        : "the drills that took " + region + " tried other parts, and these are lost with it too",
                "a drill that takes all of " + region + ", and its result in `drills`"));
    }

    /// Whether a drill takes the primary region away. A planned move tries what the way back tries again.
    private boolean takesThePrimary(Events.Drill drill) {
        boolean isOfIt = drill.application()
                .filter(name -> !name.equals(application.name()))
                .isEmpty();
        boolean isThere = drill.places().isEmpty() || drill.places().contains(application.primary());
        boolean isAMove = drill.disruption() == Claim.About.PLANNED;
        return isOfIt && (isAMove || (isThere && drill.disruption() == Claim.About.REGION));
    }

    /// The parts of the application that stand in its primary region; where others serve beside it, those that
    /// stand nowhere else.
    private SequencedSet<String> there() {
        SequencedSet<String> there = new LinkedHashSet<>();
        boolean isPrimary = application.roles().get(application.primary()) == Role.PRIMARY;
        subject.blueprint().services().values().stream()
                .filter(service -> service.application().equals(application.name())
                        && service.regions().contains(application.primary())
                        && (isPrimary || service.regions().size() == 1))
                .map(Service::name)
                .forEach(there::add);
        subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name())
                        && store.writer().equals(application.primary())
                        && (isPrimary || store.members().size() == 1))
                .map(Store::name)
                .forEach(there::add);
        return there;
    }

    /// What a drill tried: the parts that it names, and what they cannot do without.
    private List<String> tried(Events.Drill drill) {
        List<String> tried = new ArrayList<>(drill.of());
        for (String name : drill.of()) {
            if (subject.blueprint().services().containsKey(name)) {
                Reach reach = Reach.ofService(subject, name);
                tried.addAll(reach.services());
                tried.addAll(reach.stores());
            }
        }
        return tried;
    }
}
