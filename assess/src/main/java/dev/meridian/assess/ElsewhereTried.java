package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A check of drills that were made in another environment, as in staging: where something differs there, what
/// they found is not about the system that the file describes. No promise is held against them.
final class ElsewhereTried {
    /// So many places are named; a sentence with more is read by nobody.
    private static final int NAMED = 3;

    private static final String ABSENT = ".absent";

    private final Subject subject;

    ElsewhereTried(Subject subject) {
        this.subject = subject;
    }

    void check(List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            String path = subject.path(application.name(), "failover.drills.environment");
            subject.value(path)
                    .flatMap(name -> finding(
                            path,
                            "the drills of `" + application.name() + "` are made in `" + name + "`",
                            Optional.of(name)))
                    .ifPresent(findings::add);
        }
        for (Events.Drill drill : subject.topology().drills().values()) {
            drill.environment()
                    .flatMap(name -> finding(
                            "drills." + drill.name() + ".environment",
                            drill.title() + " was made in `" + name + "`",
                            drill.environment()))
                    .ifPresent(findings::add);
        }
    }

    private Optional<Finding> finding(String path, String statement, Optional<String> environment) {
        List<String> differing = DrillRules.differing(subject, environment);
        return differing.isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.of(
                        Rule.NEVER_TRIED,
                        path,
                        statement + ", which differs from what is promised for",
                        "other there: " + places(differing)
                                + "; what a drill shows there it does not show of these parts, and no promise is held"
                                + " against it",
                        "a drill of the system itself, or an environment without these differences"));
    }

    /// What is not there at all comes first.
    private static String places(List<String> differing) {
        List<String> absent = differing.stream()
                .filter(path -> path.endsWith(ABSENT))
                .map(path -> "no `" + path.substring(0, path.length() - ABSENT.length()) + "`")
                .toList();
        List<String> all = Stream.concat(
                        absent.stream(),
                        differing.stream()
                                .filter(path -> !path.endsWith(ABSENT))
                                .map(path -> "`" + path + "`"))
                .toList();
        List<String> named = new ArrayList<>(all.stream().limit(NAMED).toList());
        if (all.size() > NAMED) {
            named.add((all.size() - NAMED) + " more");
        }
        return Listed.plain(named);
    }
}
