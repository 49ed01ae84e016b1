package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Secrets by their names; what they are, nobody reads.
final class Secrets {
    static final String TYPE = "aws_secretsmanager_secret";

    private final Survey survey;
    private final SequencedMap<Resource, String> names = new LinkedHashMap<>();
    private final SequencedMap<String, List<Resource>> alike = new LinkedHashMap<>();

    Secrets(Survey survey) {
        this.survey = survey;
        Naming.Space space = new Naming.Space();
        SequencedMap<String, String> unique = new LinkedHashMap<>();
        survey.each(TYPE, secret -> {
            survey.notes().read(secret);
            String name = unique.computeIfAbsent(survey.name(secret, "name"), wanted -> space.unique(wanted, "secret"));
            names.put(secret, name);
            alike.computeIfAbsent(name, _ -> new ArrayList<>()).add(secret);
        });
    }

    Optional<String> name(Resource secret) {
        return Optional.ofNullable(names.get(secret));
    }

    List<Sketch.Secret> all() {
        List<Sketch.Secret> all = new ArrayList<>();
        alike.forEach((name, secrets) -> all.add(new Sketch.Secret(
                name,
                String.join(", ", secrets.stream().map(Resource::address).toList()),
                replicate(secrets),
                rotate(secrets))));
        return all;
    }

    private Said replicate(List<Resource> secrets) {
        SequencedSet<String> copies = new LinkedHashSet<>();
        secrets.forEach(secret -> secret.values().blocks("replica").stream()
                .flatMap(replica -> replica.text("region").stream())
                .forEach(copies::add));
        return copies.isEmpty() ? Said.by("", "false") : Said.by("to " + String.join(", ", copies), "true");
    }

    private Optional<Said> rotate(List<Resource> secrets) {
        return secrets.stream()
                .flatMap(
                        secret -> survey.pointingAt("aws_secretsmanager_secret_rotation", "secret_id", secret).stream())
                .peek(survey.notes()::read)
                .flatMap(rotation -> {
                    OptionalInt days = rotation.values().blocks("rotation_rules").stream()
                            .map(rules -> rules.whole("automatically_after_days"))
                            .filter(OptionalInt::isPresent)
                            .findFirst()
                            .orElse(OptionalInt.empty());
                    return Said.by(rotation, Times.days(days)).stream();
                })
                .findFirst();
    }
}
