package dev.meridian.kubernetes;

import dev.meridian.yaml.Fields;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a scanner finds fault with only because of what people have called it. A name is theirs to choose,
/// and no defect of what is written: the page says that the check finds it, and why nothing is wrong.
final class Called {
    static final String TILLER = "KSV-0102";

    /// In a name of a setting, whatever stands around them (trivy-checks, 2026-11): what each of these checks
    /// takes for something that others must not read.
    static final SequencedMap<String, List<String>> SECRET = new LinkedHashMap<>();

    static {
        SECRET.put("KSV-01010", List.of("username", "email", "key", "phone", "sha1", "md5"));
        SECRET.put("KSV-0109", List.of("pass", "pw", "secret", "token", "pswrd"));
    }

    /// What those checks do not look for, and no setting may have either.
    private static final List<String> OURS = List.of("credential");

    private Called() {}

    /// The checks that a scanner will say are not met, each with what it finds and why that is no fault.
    static SequencedMap<String, String> found(List<Fields> documents) {
        SequencedMap<String, String> found = new LinkedHashMap<>();
        SequencedSet<String> settings = new LinkedHashSet<>();
        documents.forEach(document -> settings.addAll(settings(document)));
        SECRET.forEach((id, words) -> {
            String named = listed(
                    settings.stream().filter(setting -> hasOne(setting, words)).toList());
            if (!named.isEmpty()) {
                found.put(
                        id,
                        "by their names alone: " + named
                                + " say where a store or a key is and as whom to sign in, and hold"
                                + " no secret; another name of the store would be as asked");
            }
        });
        String tillers =
                listed(documents.stream().flatMap(Called::tiller).distinct().toList());
        if (!tillers.isEmpty()) {
            found.put(
                    TILLER,
                    "by its name alone: " + tillers
                            + " is so called by the file, and nothing that is written gives it rights"
                            + " in a cluster, which is what is wrong with the Tiller of Helm 2");
        }
        return found;
    }

    private static String listed(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    /// What a document tells services, by name.
    static List<String> settings(Fields document) {
        if (document.word("kind").filter("ConfigMap"::equals).isPresent()) {
            return document.at("data").stream()
                    .flatMap(data -> data instanceof Fields settings ? settings.all().stream() : Stream.of())
                    .map(Fields.Field::name)
                    .toList();
        }
        return document.parts("configMapGenerator").stream()
                .flatMap(settings -> settings.words("literals").stream())
                .map(text -> text.substring(0, text.indexOf('=')))
                .toList();
    }

    /// Whether a scanner, or we, would take what it holds for something that others must not read.
    static boolean soundsSecret(String setting) {
        return hasOne(setting, OURS) || SECRET.values().stream().anyMatch(words -> hasOne(setting, words));
    }

    private static boolean hasOne(String setting, List<String> words) {
        String name = setting.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(name::contains);
    }

    /// The images that a check takes for Tiller.
    private static Stream<String> tiller(Fields document) {
        return document.at("spec.template.spec").filter(Fields.class::isInstance).map(Fields.class::cast).stream()
                .flatMap(pod -> pod.parts("containers").stream())
                .flatMap(container -> container.word("image").stream())
                .filter(image -> image.contains("tiller"));
    }
}
