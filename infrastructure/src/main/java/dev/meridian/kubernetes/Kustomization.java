package dev.meridian.kubernetes;

import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.List;
import java.util.SequencedMap;

/// What Kustomize puts together.
final class Kustomization {
    private Kustomization() {}

    /// @param resources files and folders, by their paths from here
    static Fields of(List<String> resources) {
        return Fields.of()
                .set("apiVersion", "kustomize.config.k8s.io/v1beta1")
                .set("kind", "Kustomization")
                .set("resources", Value.texts(resources));
    }

    /// What a service is told: a ConfigMap whose name changes with what is in it, so that copies are started anew.
    static Fields settings(String service, String namespace, SequencedMap<String, String> settings) {
        return Fields.of()
                .set("name", service)
                .set("namespace", namespace)
                .set(
                        "literals",
                        Value.texts(settings.entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .toList()));
    }
}
