package dev.meridian.kubernetes;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.ShortName;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What one region has in the end: base and overlay put together as Kustomize does it.
final class Built {
    private static final String GENERATORS = "configMapGenerator";
    private static final String KUSTOMIZATION = "kustomization.yaml";

    /// By what entries of a list are the same one, where a list of patches does not take the place of the other
    /// (Kubernetes API reference, patch merge keys, 2026-11): of those that overlays change.
    private static final SequencedMap<String, String> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put("containers", "name");
        KEYS.put("ports", "port");
    }

    private final Fleet fleet;
    private final SequencedMap<String, List<Fields>> files;

    /// @param files all that is written, by path
    Built(Fleet fleet, SequencedMap<String, List<Fields>> files) {
        this.fleet = fleet;
        this.files = files;
    }

    /// The resources of a region by what tells them apart in a cluster, in the order of the files.
    SequencedMap<String, Fields> in(Fleet.Place place) {
        String overlay = "overlays/" + place.region() + "/";
        List<String> folders = new ArrayList<>(List.of("base/"));
        place.units().keySet().forEach(name -> folders.add("base/services/" + name + "/"));
        folders.add(overlay);
        SequencedMap<String, Fields> resources = new LinkedHashMap<>();
        SequencedMap<String, SequencedMap<String, String>> settings = new LinkedHashMap<>();
        for (String folder : folders) {
            files.forEach((path, documents) -> {
                if (path.startsWith(folder) && path.indexOf('/', folder.length()) < 0) {
                    documents.forEach(document -> put(path, document, resources, settings));
                }
            });
        }
        settings.forEach((service, said) -> settled(service, said, resources));
        return resources;
    }

    private static void put(
            String path,
            Fields document,
            SequencedMap<String, Fields> resources,
            SequencedMap<String, SequencedMap<String, String>> settings) {
        if (path.endsWith(KUSTOMIZATION)) {
            document.parts(GENERATORS).forEach(generator -> said(generator, settings));
        } else {
            resources.merge(id(document), document, Built::merged);
        }
    }

    private static void said(Fields generator, SequencedMap<String, SequencedMap<String, String>> settings) {
        SequencedMap<String, String> said =
                settings.computeIfAbsent(generator.word("name").orElse(""), _ -> new LinkedHashMap<>());
        generator.words("literals").forEach(literal -> {
            int end = literal.indexOf('=');
            said.put(literal.substring(0, end), literal.substring(end + 1));
        });
    }

    /// The settings of a service by one name in every region, and a mark on its copies that changes with them, so
    /// that these are started anew.
    private void settled(String service, SequencedMap<String, String> said, SequencedMap<String, Fields> resources) {
        Fields data = Fields.of();
        for (var setting : said.entrySet()) {
            data = data.set(setting.getKey(), Value.text(setting.getValue()));
        }
        Fields map =
                Labels.resource("v1", "ConfigMap", service, fleet.namespace()).set("data", data);
        resources.put(id(map), map);
        String text = said.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
        Fields mark = Fields.of().set("settings", ShortName.hash(text));
        Fields copies = Labels.resource("apps/v1", "Deployment", service, fleet.namespace())
                .set(
                        "spec",
                        Fields.of()
                                .set(
                                        "template",
                                        Fields.of().set("metadata", Fields.of().set("annotations", mark))));
        resources.merge(id(copies), copies, Built::merged);
    }

    static String id(Fields document) {
        return String.join(
                " ",
                document.word("apiVersion").orElse(""),
                document.word("kind").orElse(""),
                document.word("metadata.namespace").orElse(""),
                document.word("metadata.name").orElse(""));
    }

    /// What a patch says, and what it does not say as it was.
    private static Fields merged(Fields document, Fields patch) {
        List<Fields.Field> all = new ArrayList<>();
        for (Fields.Field field : document.all()) {
            Optional<Value> said = patch.child(field.name());
            all.add(new Fields.Field(
                    field.name(),
                    said.map(value -> merged(field.name(), field.value(), value))
                            .orElse(field.value()),
                    field.why()));
        }
        patch.all().stream()
                .filter(field -> document.child(field.name()).isEmpty())
                .forEach(all::add);
        return new Fields(all);
    }

    private static Value merged(String name, Value was, Value said) {
        if (was instanceof Fields before && said instanceof Fields after) {
            return merged(before, after);
        }
        String key = KEYS.getOrDefault(name, "");
        if (!key.isEmpty()
                && was instanceof Value.Items(List<Value> before)
                && said instanceof Value.Items(List<Value> after)) {
            return merged(key, before, after);
        }
        return said;
    }

    private static Value merged(String key, List<Value> before, List<Value> after) {
        SequencedMap<String, Value> entries = new LinkedHashMap<>();
        for (Value entry : before) {
            entries.put(word(entry, key), entry);
        }
        for (Value entry : after) {
            entries.merge(word(entry, key), entry, (was, said) -> merged("", was, said));
        }
        return Value.items(List.copyOf(entries.sequencedValues()));
    }

    private static String word(Value entry, String key) {
        return entry instanceof Fields fields ? fields.word(key).orElse("") : "";
    }
}
