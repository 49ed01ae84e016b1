package dev.meridian.kubernetes;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What is the same in every region: the namespace with what holds for all of it, and each service.
final class Base {
    private final Fleet fleet;

    Base(Fleet fleet) {
        this.fleet = fleet;
    }

    /// What services have in common, by the name of its file.
    SequencedMap<String, List<Fields>> shared() {
        SequencedMap<String, List<Fields>> files = new LinkedHashMap<>();
        files.put("namespace.yaml", List.of(namespace(), limits()));
        if (fleet.rules().hasPolicies()) {
            files.put("network-policies.yaml", Doors.closed(fleet));
        }
        List<Fields> mesh = Mesh.of(fleet);
        if (!mesh.isEmpty()) {
            files.put("mesh.yaml", mesh);
        }
        files.putFirst("kustomization.yaml", List.of(Kustomization.of(List.copyOf(files.sequencedKeySet()))));
        return files;
    }

    private Fields namespace() {
        String level = fleet.rules().podSecurity();
        Fields labels = Fields.of()
                .set("pod-security.kubernetes.io/enforce", level)
                .set("pod-security.kubernetes.io/warn", "restricted")
                .set("pod-security.kubernetes.io/audit", "restricted");
        if (fleet.rules().mesh().isPresent()) {
            labels = labels.set("istio-injection", "enabled");
        }
        return Fields.of()
                .set("apiVersion", "v1")
                .set("kind", "Namespace")
                .set("metadata", Fields.of().set("name", fleet.namespace()).set("labels", labels));
    }

    /// For what somebody starts by hand and says nothing of: what is written here says it all.
    private Fields limits() {
        Fields limit = Fields.of()
                .set("type", "Container")
                .set("defaultRequest", Fields.of().set("cpu", "100m").set("memory", "128Mi"))
                .set("default", Fields.of().set("cpu", "500m").set("memory", "256Mi"));
        return Labels.resource("v1", "LimitRange", "defaults", fleet.namespace())
                .set(
                        "spec",
                        Fields.of()
                                .set(
                                        "limits",
                                        Value.items(limit),
                                        "For what is started by hand: every service says what it needs."));
    }

    /// One service, by the names of its files.
    SequencedMap<String, List<Fields>> service(Unit unit) {
        Doors doors = new Doors(fleet, unit);
        SequencedMap<String, List<Fields>> files = new LinkedHashMap<>();
        files.put("deployment.yaml", new Containers(unit, fleet.namespace()).all());
        files.put("service.yaml", doors.open());
        files.put(
                "scaling.yaml",
                Scaling.of(unit, fleet.namespace(), fleet.rules().hasBudgets()));
        if (fleet.rules().hasPolicies()) {
            doors.policy().ifPresent(policy -> files.put("network-policy.yaml", List.of(policy)));
        }
        if (!unit.secrets().isEmpty()) {
            files.put("secrets.yaml", Known.secrets(unit, fleet.namespace()));
        }
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("PORT", "" + unit.port());
        files.putFirst(
                "kustomization.yaml",
                List.of(Kustomization.of(List.copyOf(files.sequencedKeySet()))
                        .set(
                                "configMapGenerator",
                                Value.items(Kustomization.settings(unit.name(), fleet.namespace(), settings)))));
        return files;
    }
}
