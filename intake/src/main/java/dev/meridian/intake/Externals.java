package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Keys as externals of the format: each region has its own, and what is encrypted with one cannot be read without
/// it.
final class Externals {
    private static final String KEY = "aws_kms_key";
    private static final String OF_BUCKET = "aws_s3_bucket_server_side_encryption_configuration";
    private static final List<String> BY_KEY = List.of(
            "kms_key_id",
            "kms_key_arn",
            "kms_master_key_id",
            "server_side_encryption.kms_key_arn",
            "encryption_info.encryption_at_rest_kms_key_arn",
            "encrypt_at_rest.kms_key_id",
            "rule.apply_server_side_encryption_by_default.kms_master_key_id");

    private final Survey survey;
    private final SequencedMap<Resource, String> names = new LinkedHashMap<>();
    private final SequencedMap<String, List<Resource>> alike = new LinkedHashMap<>();

    Externals(Survey survey, Naming.Space space) {
        this.survey = survey;
        SequencedMap<String, String> unique = new LinkedHashMap<>();
        for (Resource key : survey.all(KEY)) {
            survey.notes().read(key);
            String name = unique.computeIfAbsent(wanted(key), wanted -> space.unique(wanted, "key"));
            names.put(key, name);
            alike.computeIfAbsent(name, _ -> new ArrayList<>()).add(key);
        }
    }

    private String wanted(Resource key) {
        List<Resource> aliases = survey.pointingAt("aws_kms_alias", "target_key_id", key);
        aliases.forEach(survey.notes()::read);
        String name = survey.naming()
                .of(
                        key,
                        aliases.stream()
                                .flatMap(alias -> alias.values().text("name").stream())
                                .map(alias -> alias.replaceFirst("^alias/", ""))
                                .findFirst());
        return name.contains("key") || name.contains("kms") ? name : Naming.joined("kms", name);
    }

    /// The externals that something needs because it is encrypted with them.
    SequencedMap<String, Said> needs(Resource store) {
        SequencedMap<String, Said> needs = new LinkedHashMap<>();
        if (names.isEmpty()) {
            return needs;
        }
        List<Resource> sayers = new ArrayList<>(List.of(store));
        sayers.addAll(survey.pointingAt(OF_BUCKET, "bucket", store));
        for (Resource sayer : sayers) {
            for (String attribute : BY_KEY) {
                for (Resource key : survey.links().from(sayer, attribute, KEY)) {
                    Optional.ofNullable(names.get(key))
                            .ifPresent(name ->
                                    needs.put(name, Said.by(store.address() + " is encrypted with it", "hard")));
                }
            }
        }
        return needs;
    }

    /// @param regions all of the application
    List<Sketch.External> all(List<String> regions) {
        List<Sketch.External> all = new ArrayList<>();
        alike.forEach((name, keys) -> {
            SequencedSet<String> in = new LinkedHashSet<>();
            keys.stream().map(survey::region).filter(regions::contains).forEach(in::add);
            all.add(new Sketch.External(
                    name,
                    String.join(", ", keys.stream().map(Resource::address).toList()),
                    in.isEmpty() || in.size() == regions.size()
                            ? Optional.empty()
                            : Optional.of(Page.list(List.copyOf(in)))));
        });
        return all;
    }
}
