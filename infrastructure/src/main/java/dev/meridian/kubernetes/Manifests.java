package dev.meridian.kubernetes;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Fleet;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// All files of a fleet, by their paths below the folder that they are written into; worked out once.
public final class Manifests {
    private static final String NAME = "metadata.name";
    private static final String PATCHES = "/otherwise.yaml";

    private final Fleet fleet;
    private final SequencedMap<String, List<Fields>> files;

    public Manifests(Fleet fleet) {
        this.fleet = fleet;
        this.files = files(fleet);
    }

    /// How they answer what scanners ask: a section of `SECURITY.md`.
    public String security() {
        return Hardening.page(files.values().stream().flatMap(List::stream).toList(), fleet.isIn(Cloud.AWS));
    }

    /// @param head what every file begins with: a comment
    /// @throws AssertionError if one of them does what our own rules forbid: a defect of ours
    public SequencedMap<String, String> texts(String head) {
        List<String> faults = new ArrayList<>();
        files.forEach((path, documents) -> {
            if (!path.endsWith(PATCHES)) {
                documents.forEach(document -> faults.addAll(Hardening.faults(path, document)));
            }
        });
        if (!faults.isEmpty()) {
            throw new AssertionError("what was written is not safe: " + String.join("; ", faults));
        }
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        texts.put("README.md", Notes.of(fleet));
        files.forEach((path, documents) -> texts.put(path, head + Yaml.text(documents)));
        return texts;
    }

    /// What one cluster would have two of. Patches are of what is there already.
    public List<Twice> twice() {
        SequencedSet<Twice> twice = new LinkedHashSet<>();
        for (Fleet.Place place : fleet.places().values()) {
            String overlay = "overlays/" + place.region() + "/";
            SequencedSet<String> there = new LinkedHashSet<>();
            files.forEach((path, documents) -> {
                if (path.startsWith("base/") || (path.startsWith(overlay) && !path.endsWith(PATCHES))) {
                    documents.stream()
                            .filter(document -> document.at("metadata").isPresent() && !there.add(id(document)))
                            .forEach(document -> twice.add(new Twice(word(document, "kind"), word(document, NAME))));
                }
            });
        }
        return List.copyOf(twice);
    }

    /// Two resources of one kind and name.
    public record Twice(String kind, String name) {}

    private static String id(Fields document) {
        return String.join(
                " ",
                word(document, "apiVersion"),
                word(document, "kind"),
                word(document, "metadata.namespace"),
                word(document, NAME));
    }

    private static String word(Fields document, String path) {
        return document.word(path).orElse("");
    }

    private static SequencedMap<String, List<Fields>> files(Fleet fleet) {
        SequencedMap<String, List<Fields>> files = new LinkedHashMap<>();
        Base base = new Base(fleet);
        base.shared().forEach((name, documents) -> files.put("base/" + name, documents));
        fleet.units()
                .values()
                .forEach(unit -> base.service(unit)
                        .forEach((name, documents) ->
                                files.put("base/services/" + unit.name() + "/" + name, documents)));
        fleet.places()
                .values()
                .forEach(place -> new Overlay(fleet, place)
                        .files()
                        .forEach((name, documents) -> files.put("overlays/" + place.region() + "/" + name, documents)));
        if (fleet.rules().isDelivered()) {
            files.put("argo-cd/applicationset.yaml", List.of(Delivery.applications(fleet)));
        }
        if (fleet.rules().isPropagated()) {
            new Propagation(fleet, files).files().forEach((name, documents) -> files.put("karmada/" + name, documents));
        }
        return files;
    }
}
