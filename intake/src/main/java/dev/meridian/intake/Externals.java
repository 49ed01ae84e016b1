package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Keys as externals of the format: each region has its own, and what is encrypted with one cannot be read
/// without it.
final class Externals {
    private final SequencedMap<Resource, SequencedMap<String, Said>> needs = new LinkedHashMap<>();
    private final List<Sketch.External> all = new ArrayList<>();

    /// @param users the keys that something is encrypted with, by what it is
    Externals(Survey survey, Naming.Space space, SequencedMap<Resource, SequencedSet<Resource>> users) {
        SequencedMap<String, List<Resource>> alike = new LinkedHashMap<>();
        for (Resource key : survey.all("aws_kms_key")) {
            alike.computeIfAbsent(wanted(survey, key), _ -> new ArrayList<>()).add(key);
        }
        SequencedMap<Resource, String> names = new LinkedHashMap<>();
        alike.forEach((wanted, keys) -> {
            String name = space.unique(wanted, "key");
            keys.forEach(key -> names.put(key, name));
            String origins =
                    String.join(", ", keys.stream().map(Resource::address).toList());
            all.add(new Sketch.External(name, Said.by(origins, "regional")));
        });
        users.forEach((user, keys) -> {
            SequencedMap<String, Said> needed = new LinkedHashMap<>();
            for (Resource key : keys) {
                String name = names.get(key);
                if (name != null) {
                    needed.put(name, Said.by(user.address() + " is encrypted with it", "hard"));
                }
            }
            needs.put(user, needed);
        });
    }

    private static String wanted(Survey survey, Resource key) {
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

    /// By what is encrypted, the externals that it needs.
    SequencedMap<Resource, SequencedMap<String, Said>> needs() {
        return needs;
    }

    List<Sketch.External> all() {
        return all;
    }
}
