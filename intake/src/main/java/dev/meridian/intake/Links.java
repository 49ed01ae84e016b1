package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What leads from one resource to another: by the value that stands there, or else, where an apply has to make
/// the value first, by the expression that stands there.
final class Links {
    /// Attributes by which resources name each other. A name that several have, such as `id`, is told apart by the
    /// type that is looked for, and then by the region.
    private static final List<String> IDENTITIES = List.of(
            "arn",
            "id",
            "identifier",
            "cluster_identifier",
            "global_cluster_identifier",
            "replication_group_id",
            "global_replication_group_id",
            "name",
            "bucket",
            "bucket_domain_name",
            "bucket_regional_domain_name",
            "dns_name",
            "domain_name",
            "address",
            "endpoint",
            "reader_endpoint",
            "primary_endpoint_address",
            "reader_endpoint_address",
            "configuration_endpoint_address",
            "bootstrap_brokers",
            "bootstrap_brokers_tls",
            "url",
            "zone_id",
            "key_id");

    /// Shorter words may be anything.
    private static final int SHORTEST_MENTION = 12;

    private final Inventory inventory;
    private final SequencedMap<String, List<Resource>> byIdentity = new LinkedHashMap<>();
    private final SequencedMap<String, List<Resource>> byName = new LinkedHashMap<>();

    Links(Inventory inventory) {
        this.inventory = inventory;
        for (Resource resource : inventory.managed()) {
            SequencedSet<String> identities = new LinkedHashSet<>();
            IDENTITIES.forEach(key -> resource.values().text(key).ifPresent(identities::add));
            identities.forEach(text ->
                    byIdentity.computeIfAbsent(text, _ -> new ArrayList<>()).add(resource));
            byName.computeIfAbsent(resource.type() + "." + resource.name(), _ -> new ArrayList<>())
                    .add(resource);
        }
    }

    /// The resources of some types that an attribute leads to.
    ///
    /// @param path of the attribute through nested blocks, joined by dots: `alias.name`
    List<Resource> from(Resource resource, String path, String... types) {
        List<String> keys = List.of(path.split("\\.", -1));
        List<String> wanted = List.of(types);
        List<Resource> found = resource.values().texts(keys).stream()
                .flatMap(text -> named(resource, text, wanted).stream())
                .distinct()
                .toList();
        return found.isEmpty() ? referred(resource, keys, wanted) : found;
    }

    Optional<Resource> one(Resource resource, String path, String... types) {
        return from(resource, path, types).stream().findFirst();
    }

    private List<Resource> named(Resource from, String text, List<String> types) {
        List<Resource> found = byIdentity.getOrDefault(text.strip(), List.of()).stream()
                .filter(resource -> types.contains(resource.type()) && !resource.equals(from))
                .toList();
        List<Resource> near = found.stream()
                .filter(resource -> resource.provider().equals(from.provider()))
                .toList();
        boolean isExact = text.startsWith("arn:") || found.size() < 2 || near.isEmpty();
        return isExact ? found : near;
    }

    private List<Resource> referred(Resource from, List<String> path, List<String> types) {
        List<Resource> found = new ArrayList<>();
        for (Configuration.Target target : inventory.configuration().targets(from, path)) {
            if (!target.isOfData() && types.contains(target.type())) {
                List<Resource> same = byName.getOrDefault(target.type() + "." + target.name(), List.of()).stream()
                        .filter(resource ->
                                Configuration.path(resource.module()).equals(target.module()))
                        .filter(resource -> target.through().stream().allMatch(resource.module()::contains))
                        .toList();
                found.addAll(chosen(from, target, same));
            }
        }
        return found.stream()
                .filter(resource -> !resource.equals(from))
                .distinct()
                .toList();
    }

    /// Of several instances the one that is named, else those of the same module, else of the same key; else all.
    private static List<Resource> chosen(Resource from, Configuration.Target target, List<Resource> instances) {
        List<Resource> named = target.index()
                .map(index -> instances.stream()
                        .filter(resource -> resource.index().equals(Optional.of(index)))
                        .toList())
                .orElse(instances);
        List<Resource> inModule = named.stream()
                .filter(resource -> resource.module().equals(from.module()))
                .toList();
        List<Resource> nearest = inModule.isEmpty() ? named : inModule;
        List<Resource> ofKey = nearest.stream()
                .filter(resource ->
                        resource.index().isPresent() && resource.index().equals(from.index()))
                .toList();
        return ofKey.isEmpty() ? nearest : ofKey;
    }

    /// The resources of some types whose names or addresses stand in a longer text, such as the environment of a
    /// container.
    List<Resource> mentioned(Resource in, String path, List<String> types) {
        List<String> keys = List.of(path.split("\\.", -1));
        SequencedSet<Resource> found = new LinkedHashSet<>();
        for (String text : in.values().texts(keys)) {
            for (String word : text.split("[\\s\"'\\\\,;(){}\\[\\]]+", -1)) {
                found.addAll(named(in, word, types, SHORTEST_MENTION));
                // A host in a connection string: `postgres://shop@HOST:5432/orders`.
                for (String part : word.split("[/:@?&=]+", -1)) {
                    found.addAll(named(in, part, types, SHORTEST_MENTION));
                }
            }
        }
        found.addAll(referred(in, keys, types));
        return List.copyOf(found);
    }

    private List<Resource> named(Resource from, String text, List<String> types, int shortest) {
        return text.length() < shortest ? List.of() : named(from, text, types);
    }

    /// What stands in the way of following an attribute, such as `local.entrances`; empty if nothing does.
    Optional<String> hidden(Resource resource, String path) {
        return inventory.configuration().hidden(resource, List.of(path.split("\\.", -1)));
    }
}
