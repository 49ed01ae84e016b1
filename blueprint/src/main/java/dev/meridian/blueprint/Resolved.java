package dev.meridian.blueprint;

import dev.meridian.topology.Defaults;
import dev.meridian.topology.Message;
import dev.meridian.topology.Origin;
import dev.meridian.topology.Problem;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Words;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What resolving leaves behind besides the records: each value with its origin, the problems, and the hash.
final class Resolved {
    /// What changes nothing, or is in the hash under another path.
    private static final Pattern DESCRIBES = Pattern.compile(String.join(
            "|",
            "meridian|application|include",
            "(environments|waivers|claims|cost)\\..*",
            "regions\\.[^.]+\\.(purpose|role)",
            "applications\\.[^.]+\\.roles\\..*"));

    final Topology topology;
    private final SequencedMap<String, Origins.Value> values = new LinkedHashMap<>();
    private final TreeMap<String, String> canonical = new TreeMap<>();
    private final SequencedSet<String> usual = new LinkedHashSet<>();
    private final SequencedSet<Problem> problems = new LinkedHashSet<>();

    Resolved(Topology topology) {
        this.topology = topology;
    }

    /// What the user said at a path, or else the default of the format; noted either way.
    Optional<String> saidOrDefault(String path) {
        Optional<Setting> said = topology.sources().at(path);
        Optional<String> text = said.map(Setting::text).or(() -> Defaults.at(path));
        text.ifPresent(value -> put(path, value, said.map(Setting::origin).orElseGet(Defaults::origin)));
        return text;
    }

    /// The origin of what the user said at a path.
    Optional<Origin> origin(String path) {
        return topology.sources().at(path).map(Setting::origin);
    }

    void put(String path, String text, Origin origin) {
        values.put(path, new Origins.Value(text, origin));
        canonical.put(canonicalPath(path), canonicalText(text));
    }

    /// A value of a key that this version of the format did not always have, where it is what holds for a file
    /// that says nothing about it: such a file keeps the hash that it had without the key, and logs that name it
    /// can be read.
    void usual(String path, String text, Origin origin) {
        values.put(path, new Origins.Value(text, origin));
        usual.add(canonicalPath(path));
    }

    void derived(String path, String text, String rule) {
        put(path, text, new Origin.Derived(rule));
    }

    void problem(ProblemId id, String path, Message message) {
        problems.add(topology.sources().problem(id, path, "", message));
    }

    /// What somebody may have meant; nothing behind the last problem that is shown, where nobody reads it.
    Optional<String> nearest(String word, Collection<String> candidates) {
        return problems.size() > Problem.MOST ? Optional.empty() : Words.nearest(word, candidates);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    Origins origins() {
        return new Origins(values);
    }

    /// SHA-256 over `path=value` lines in the order of the paths. Texts, orders of keys, layers and short forms
    /// are not in it, values are: what means the same has the same hash.
    String hash() {
        addWhatIsOnlySaid();
        StringBuilder text = new StringBuilder("meridian blueprint 1\n");
        canonical.forEach(
                (path, value) -> text.append(path).append('=').append(value).append('\n'));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// What the file says and no other room reads yet (steps, backups, partitions) counts too; what only describes
    /// the file, accepts a finding, or is promised or paid without changing anything, does not.
    private void addWhatIsOnlySaid() {
        topology.sources().all().forEach((path, setting) -> {
            boolean inherited =
                    !topology.oneApplication() && (path.startsWith("failover.") || path.startsWith("objectives."));
            if (inherited || DESCRIBES.matcher(path).matches()) {
                return;
            }
            boolean changes =
                    !Defaults.at(path).equals(Optional.of(setting.text())) && !usual.contains(canonicalPath(path));
            if (changes) {
                canonical.putIfAbsent(canonicalPath(path), canonicalText(setting.text()));
            }
        });
    }

    /// `1500ms` and `1.5s` are the same time, `99.90%` and `99.9%` the same share.
    private static String canonicalText(String text) {
        if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
            return text;
        }
        return Scalars.time(text)
                .map(Duration::toString)
                .or(() ->
                        Scalars.share(text).stream().mapToObj(Double::toString).findFirst())
                .orElse(text);
    }

    /// The path of a section that belongs to an application: at the root of a file with `application: NAME`.
    String path(String application, String rest) {
        return topology.oneApplication() ? rest : "applications." + application + "." + rest;
    }

    /// The long form of such a path, the same for both ways of writing a file with one application.
    private String canonicalPath(String path) {
        boolean ofApplication =
                path.startsWith("failover.") || path.startsWith("objectives.") || path.startsWith("roles.");
        return topology.oneApplication() && ofApplication
                ? "applications." + topology.applications().firstEntry().getKey() + "." + path
                : path;
    }
}
