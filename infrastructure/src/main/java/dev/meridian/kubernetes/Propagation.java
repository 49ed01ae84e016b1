package dev.meridian.kubernetes;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.ShortName;
import dev.meridian.units.RegionName;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The manifests as Karmada takes them, where the file has it: each resource once, as the first region has it, by
/// which policy it is given to the clusters of its regions, and what others of them have otherwise. Clusters are
/// found by the labels that Argo CD finds them by.
///
/// Karmada gives out and moves nothing: copies stay where they are while it does not reach a cluster. Who serves
/// is decided by regions that agree, never by what one control plane can reach (ADR 20).
final class Propagation {
    private static final String API = "policy.karmada.io/v1alpha1";

    /// How many copies there are is the scaler's to say, in each cluster for itself. Without the mark it is what
    /// the control plane takes for said, which is one (Karmada, resource interpreter, retain, 2026-11).
    private static final String SCALED = "resourcetemplate.karmada.io/retain-replicas";

    /// Namespaces go to every cluster that Karmada has, unless they say so (Karmada, namespace management,
    /// 2026-11).
    private static final String APART = "namespace.karmada.io/skip-auto-propagation";

    /// What a cluster is marked with that is not reached, for as long as that is so.
    private static final List<String> AWAY = List.of("cluster.karmada.io/not-ready", "cluster.karmada.io/unreachable");

    /// Karmada marks what it gives with the name of its policy, as the value of a label (Kubernetes documentation,
    /// labels, 2026-11).
    private static final int LONGEST_NAME = 63;

    private final Fleet fleet;
    private final SequencedMap<String, SequencedMap<RegionName, Fields>> resources = new LinkedHashMap<>();

    /// @param written all other manifests, by path
    Propagation(Fleet fleet, SequencedMap<String, List<Fields>> written) {
        this.fleet = fleet;
        Built built = new Built(fleet, written);
        for (Fleet.Place place : fleet.places().values()) {
            built.in(place)
                    .forEach((id, resource) -> resources
                            .computeIfAbsent(id, _ -> new LinkedHashMap<>())
                            .put(place.region(), marked(resource)));
        }
    }

    private static Fields marked(Fields resource) {
        return switch (resource.word("kind").orElse("")) {
            case "Deployment" -> Labels.marked(resource, "labels", SCALED, "true");
            case "Namespace" -> Labels.marked(resource, "labels", APART, "true");
            default -> resource;
        };
    }

    SequencedMap<String, List<Fields>> files() {
        SequencedMap<String, List<Fields>> files = new LinkedHashMap<>();
        files.put(
                "resources.yaml",
                resources.values().stream()
                        .map(regions -> regions.firstEntry().getValue())
                        .toList());
        files.put("propagation.yaml", propagated());
        List<Fields> otherwise = otherwise();
        if (!otherwise.isEmpty()) {
            files.put("otherwise.yaml", otherwise);
        }
        files.putFirst("kustomization.yaml", List.of(Kustomization.of(List.copyOf(files.sequencedKeySet()))));
        return files;
    }

    /// One policy for what is in the same regions, and one more for what is in no namespace.
    private List<Fields> propagated() {
        List<Fields> policies = new ArrayList<>();
        for (boolean isOfCluster : List.of(true, false)) {
            SequencedMap<List<RegionName>, List<Fields>> selectors = new LinkedHashMap<>();
            resources.values().forEach(regions -> {
                Fields first = regions.firstEntry().getValue();
                if (isOfCluster(first) == isOfCluster) {
                    selectors
                            .computeIfAbsent(List.copyOf(regions.sequencedKeySet()), _ -> new ArrayList<>())
                            .add(selector(first));
                }
            });
            selectors.forEach((regions, chosen) -> policies.add(
                    policy("PropagationPolicy", name(regions), isOfCluster).set("spec", given(regions, chosen))));
        }
        return policies;
    }

    private static boolean isOfCluster(Fields resource) {
        return resource.at("metadata.namespace").isEmpty();
    }

    /// One for what is in the namespace, or for what is in none.
    private Fields policy(String kind, String name, boolean isOfCluster) {
        return isOfCluster
                ? Fields.of()
                        .set("apiVersion", API)
                        .set("kind", "Cluster" + kind)
                        .set("metadata", Fields.of().set("name", named(fleet.namespace() + "-" + name)))
                : Labels.resource(API, kind, named(name), fleet.namespace());
    }

    private String name(List<RegionName> regions) {
        return regions.size() == fleet.places().size()
                ? "everywhere"
                : "in-" + regions.stream().map(RegionName::text).collect(Collectors.joining("-and-"));
    }

    private static String named(String name) {
        return ShortName.dashed(name, LONGEST_NAME);
    }

    private static Fields selector(Fields resource) {
        Fields selector = Fields.of()
                .set("apiVersion", resource.word("apiVersion").orElse(""))
                .set("kind", resource.word("kind").orElse(""));
        Optional<String> namespace = resource.word("metadata.namespace");
        return (namespace.isPresent() ? selector.set("namespace", namespace.get()) : selector)
                .set("name", resource.word("metadata.name").orElse(""));
    }

    private Fields given(List<RegionName> regions, List<Fields> selectors) {
        return Fields.of()
                .set("resourceSelectors", Value.items(selectors))
                .set(
                        "conflictResolution",
                        Value.text("Overwrite"),
                        "What `kubectl apply -k` has put there becomes Karmada's.")
                .set("preserveResourcesOnDeletion", new Value.Flag(true), "What Karmada forgets goes on running.")
                .set(
                        "placement",
                        Fields.of()
                                .set("clusterAffinity", in(regions))
                                .set(
                                        "clusterTolerations",
                                        Value.items(stays()),
                                        "Nothing is moved from a cluster that is not reached."));
    }

    private Fields in(List<RegionName> regions) {
        Fields labels = Fields.of().set("estate", fleet.namespace());
        Fields among = Fields.of()
                .set("key", "region")
                .set("operator", "In")
                .set(
                        "values",
                        Value.texts(regions.stream().map(RegionName::text).toList()));
        return Fields.of()
                .set(
                        "labelSelector",
                        Fields.of().set("matchLabels", labels).set("matchExpressions", Value.items(among)));
    }

    private static List<Fields> stays() {
        return AWAY.stream()
                .map(mark ->
                        Fields.of().set("key", mark).set("operator", "Exists").set("effect", "NoExecute"))
                .toList();
    }

    /// One policy for each resource that is not the same in all of its regions.
    private List<Fields> otherwise() {
        List<Fields> policies = new ArrayList<>();
        resources.values().forEach(regions -> {
            Fields first = regions.firstEntry().getValue();
            List<Fields> rules = new ArrayList<>();
            regions.forEach((region, resource) -> {
                List<Fields> changes = Changes.between(first, resource);
                if (!changes.isEmpty()) {
                    rules.add(Fields.of()
                            .set("targetCluster", in(List.of(region)))
                            .set("overriders", Fields.of().set("plaintext", Value.items(changes))));
                }
            });
            if (!rules.isEmpty()) {
                policies.add(overriding(first, rules));
            }
        });
        return policies;
    }

    private Fields overriding(Fields resource, List<Fields> rules) {
        String kind = resource.word("kind").orElse("").toLowerCase(Locale.ROOT);
        String name = kind + "-" + resource.word("metadata.name").orElse("");
        return policy("OverridePolicy", name, isOfCluster(resource))
                .set(
                        "spec",
                        Fields.of()
                                .set("resourceSelectors", Value.items(selector(resource)))
                                .set("overrideRules", Value.items(rules)));
    }
}
