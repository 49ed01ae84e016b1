package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.estate.Estates;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Reading;
import dev.meridian.topology.Topology;
import dev.meridian.topology.TopologyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every value of every example that asks for something to be built, said otherwise, one at a time.
@DisplayName("A changed value")
class AChangedValueTest {
    /// Lists of what is there in any case, and of what another line asks for as well: a word less takes nothing
    /// away.
    private static final List<String> IN_ANY_CASE = List.of(
            "observability.dashboards",
            "observability.alarms",
            "operations.documents",
            "security.access.serviceRoles",
            ".route");

    /// Those of which the reference has no word that is not there in any case.
    private static final List<String> ALL_OF_THEM = List.of("network.subnets", "deploy.commands");

    /// How fine a restore has to be: any moment is as fine as that.
    private static final String FINENESS = ".backup.pointInTime";

    /// Values that are two words for one thing where they stand.
    private static final SequencedMap<String, List<String>> SAME = new LinkedHashMap<>();

    static {
        // Keys of KMS whose owner is the customer.
        SAME.put("security.keys.by", List.of("kms", "customer"));
        // Shield Standard is what AWS bears a flood with.
        SAME.put("traffic.ddos", List.of("shield-standard", "provider"));
        // The reference: `standards` where the level is not stated.
        SAME.put("compute.podSecurity", List.of("standards", "restricted"));
        // The rules of OWASP have all that `managed` has.
        SAME.put(
                "traffic.waf.rules",
                List.of(
                        "[owasp-top-10, rate-limit, threat-intelligence]",
                        "[owasp-top-10, rate-limit, threat-intelligence, managed]"));
        // Administrators are among all.
        SAME.put("security.auditLog", List.of("[all-access]", "[all-access, all-administrative-actions]"));
    }

    @ParameterizedTest
    @MethodSource("dev.meridian.synthesis.AnUnwrittenLineTest#examples")
    void changes_what_is_written_or_stands_among_what_is_not(String example) throws IOException {
        Example said = new Example(example);
        OtherValues others = new OtherValues(said.topology);
        SequencedMap<String, String> written = said.with(List.of()).orElseThrow();
        List<String> passedOver = said.values().entrySet().parallelStream()
                .filter(value -> isAsked(plain(value.getKey())) && !isListed(written, value.getKey()))
                .flatMap(value -> passedOver(said, others, value.getKey(), value.getValue()))
                .toList();
        assertThat(passedOver).isEmpty();
    }

    private static String plain(String path) {
        return path.replaceFirst("^regions\\.[^.]+\\.overrides\\.", "");
    }

    private static boolean isAsked(String path) {
        return Unrendered.SECTIONS.stream().anyMatch(section -> path.equals(section) || path.startsWith(section + "."))
                && !Unrendered.JUDGED.matcher(path).matches()
                && !ALL_OF_THEM.contains(path)
                && !path.endsWith(FINENESS);
    }

    private static Stream<String> passedOver(Example said, OtherValues others, String path, String value) {
        // Said by an assignment as well, since where a value stands is no difference.
        SequencedMap<String, String> before = said.with(path, value).orElseThrow();
        List<String> words = Stream.concat(
                        others.of(plain(path), value).stream(),
                        others.takes(plain(path)).startsWith("list")
                                        && IN_ANY_CASE.stream().noneMatch(path::endsWith)
                                ? OtherValues.fewer(value).stream()
                                : Stream.of())
                .filter(other -> !isSame(path, value, other))
                .toList();
        List<String> open = words.stream()
                .filter(other -> said.with(path, other)
                        .filter(after -> !isHeard(before, after, path))
                        .isPresent())
                .toList();
        // What is counted in steps takes another number as it is.
        boolean isCounted = OtherValues.isNumber(value) && open.size() < words.size();
        return isCounted ? Stream.of() : open.stream().map(other -> path + ": " + value + " -> " + other);
    }

    private static boolean isSame(String path, String value, String other) {
        return SAME.getOrDefault(path, List.of()).containsAll(List.of(value, other));
    }

    private static boolean isListed(SequencedMap<String, String> files, String path) {
        return Written.file(files, "UNRENDERED.md").contains("`" + path + "`");
    }

    private static boolean isHeard(
            SequencedMap<String, String> before, SequencedMap<String, String> after, String path) {
        return isListed(after, path)
                || !before.keySet().equals(after.keySet())
                || after.sequencedKeySet().stream()
                        .filter(name -> !name.equals(Lock.NAME) && !name.equals("UNRENDERED.md"))
                        .anyMatch(name -> !Written.file(after, name).equals(before.get(name)));
    }

    private static final class Example {
        private final String name;
        private final String text;
        private final Topology topology;

        private Example(String example) throws IOException {
            name = example + ".yaml";
            text = Files.readString(Written.HOME.resolve("examples").resolve(name));
            topology = read(List.of()).topology().orElseThrow();
        }

        private Reading read(List<Assignment> assignments) {
            return TopologyReader.read(name, text.getBytes(StandardCharsets.UTF_8), Optional.empty(), assignments);
        }

        /// By path.
        private SequencedMap<String, String> values() {
            SequencedMap<String, String> values = new LinkedHashMap<>();
            topology.sources().all().forEach((path, setting) -> values.put(path, setting.text()));
            topology.regions()
                    .forEach((region, one) -> one.overrides()
                            .forEach((path, setting) -> values.put(Estates.own(region, path), setting.text())));
            return values;
        }

        /// What is written; empty where that is refused.
        private Optional<SequencedMap<String, String>> with(String path, String value) {
            return with(List.of(new Assignment.Set(1, path + "=" + value)));
        }

        private Optional<SequencedMap<String, String>> with(List<Assignment> assignments) {
            return read(assignments)
                    .topology()
                    .flatMap(otherwise -> {
                        Resolution resolution = Blueprints.resolve(otherwise);
                        return resolution
                                .blueprint()
                                .flatMap(blueprint -> Synthesis.of(
                                                "a test", name, otherwise, blueprint, Optional.empty())
                                        .repository());
                    })
                    .map(Repository::files);
        }
    }
}
