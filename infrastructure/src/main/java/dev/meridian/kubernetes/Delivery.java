package dev.meridian.kubernetes;

import dev.meridian.estate.Fleet;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.List;

/// What keeps clusters at what is written, where the file has Argo CD. Each cluster that Argo CD knows says by
/// its labels which estate and region it is of, and by its annotations where this repository is: nothing here
/// names either.
///
/// With Karmada too, Argo CD keeps its control plane, and that gives to the clusters what it has: the API of
/// Karmada is a cluster to Argo CD (Karmada documentation, working with Argo CD, 2026-11). If both wrote into
/// clusters, each would put back what the other has put there, wherever a release of a region and that of
/// Karmada are not the same, for ever.
final class Delivery {
    /// What the control plane of Karmada is known by, and no cluster.
    static final String PLANE = "control-plane";

    static final String KARMADA = "karmada";

    private Delivery() {}

    /// What is applied: what is written, or what somebody has added to it.
    static String folder(Fleet fleet) {
        return fleet.needsRelease() ? "releases" : "overlays";
    }

    /// The same of what Karmada gives to clusters.
    static String ofKarmada(Fleet fleet) {
        return fleet.needsRelease() ? "releases/" + KARMADA : KARMADA;
    }

    static Fields applications(Fleet fleet) {
        Fields ours = Fields.of().set("estate", fleet.namespace());
        Fields clusters = Fields.of()
                .set(
                        "clusters",
                        Fields.of()
                                .set(
                                        "selector",
                                        Fields.of()
                                                .set(
                                                        "matchLabels",
                                                        fleet.rules().isPropagated()
                                                                ? ours.set(PLANE, KARMADA)
                                                                : ours)));
        return Labels.resource("argoproj.io/v1alpha1", "ApplicationSet", fleet.namespace(), "argocd")
                .set(
                        "spec",
                        Fields.of()
                                .set("goTemplate", true)
                                .set("goTemplateOptions", Value.texts(List.of("missingkey=error")))
                                .set("generators", Value.items(clusters))
                                .set("template", template(fleet))
                                .set(
                                        "syncPolicy",
                                        Fields.of().set("preserveResourcesOnDeletion", true),
                                        "What Argo CD forgets goes on running."));
    }

    private static Fields template(Fleet fleet) {
        boolean isPropagated = fleet.rules().isPropagated();
        String region = "{{ .metadata.labels.region }}";
        Fields source = Fields.of()
                .set("repoURL", "{{ .metadata.annotations.repository }}")
                .set("targetRevision", "{{ .metadata.annotations.revision }}")
                .set("path", "kubernetes/" + (isPropagated ? ofKarmada(fleet) : folder(fleet) + "/" + region));
        Fields policy = Fields.of()
                .set("automated", Fields.of().set("prune", true).set("selfHeal", true))
                .set("syncOptions", Value.texts(List.of("ServerSideApply=true", "PruneLast=true")));
        return Fields.of()
                .set("metadata", Fields.of().set("name", fleet.namespace() + "-" + (isPropagated ? KARMADA : region)))
                .set(
                        "spec",
                        Fields.of()
                                .set("project", "default")
                                .set("source", source)
                                .set(
                                        "destination",
                                        Fields.of()
                                                .set("server", "{{ .server }}")
                                                .set("namespace", fleet.namespace()))
                                .set("syncPolicy", policy));
    }
}
