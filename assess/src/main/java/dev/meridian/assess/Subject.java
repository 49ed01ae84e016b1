package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is judged: the file as it was said, and what it resolves to.
public record Subject(Topology topology, Blueprint blueprint) {

    /// The same file with other values: how a repair is tried.
    @FunctionalInterface
    public interface Revisions {
        /// The file as it would be with these assignments on top; empty if it would be refused.
        Optional<Subject> with(List<Finding.Change> changes);
    }

    /// The path of a section that belongs to an application: at the root of a file with `application: NAME`.
    String path(String application, String rest) {
        return topology.oneApplication() ? rest : "applications." + application + "." + rest;
    }

    /// The value that is in force at a path, as text; empty where neither the file nor its version says any.
    Optional<String> value(String path) {
        return blueprint
                .origins()
                .at(path)
                .map(found -> found.text())
                .or(() -> topology.sources().at(path).map(setting -> setting.text()));
    }

    /// Whether somebody else's service or pipeline decides about the application's failover.
    boolean isProviderRun(Application application) {
        return Objects.requireNonNull(topology.applications().get(application.name()))
                .failover()
                .control()
                .flatMap(control -> control.runs())
                .filter(Failover.Runs.PROVIDER::equals)
                .isPresent();
    }
}
