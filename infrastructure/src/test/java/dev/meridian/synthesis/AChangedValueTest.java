package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
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
        String name = example + ".yaml";
        Otherwise said = new Otherwise(
                name, Files.readString(Written.HOME.resolve("examples").resolve(name)));
        OtherValues others = new OtherValues(said.topology());
        SequencedMap<String, String> written = said.asItIs();
        List<String> passedOver = said.values().entrySet().parallelStream()
                .filter(value -> isAsked(plain(value.getKey())) && !Otherwise.isListed(written, value.getKey()))
                .flatMap(value -> passedOver(said, others, value.getKey(), value.getValue()))
                .toList();
        assertThat(passedOver).isEmpty();
    }

    private static String plain(String path) {
        return path.replaceFirst("^regions\\.[^.]+\\.overrides\\.", "");
    }

    private static boolean isAsked(String path) {
        return Otherwise.asks(path) && !ALL_OF_THEM.contains(path) && !path.endsWith(FINENESS);
    }

    private static Stream<String> passedOver(Otherwise said, OtherValues others, String path, String value) {
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
                        .filter(after -> Otherwise.isSame(before, after) && !Otherwise.isListed(after, path))
                        .isPresent())
                .toList();
        // What is counted in steps takes another number as it is.
        boolean isCounted = OtherValues.isNumber(value) && open.size() < words.size();
        return isCounted ? Stream.of() : open.stream().map(other -> path + ": " + value + " -> " + other);
    }

    private static boolean isSame(String path, String value, String other) {
        return SAME.getOrDefault(path, List.of()).containsAll(List.of(value, other));
    }
}
