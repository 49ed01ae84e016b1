package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.mechanisms.AzureRegionPairs;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The instructions of all findings about the public systems and the examples can be followed: what they assign
/// does what they say, and what they name is there.
class AnInstructionTest {
    /// A path of the file with a value, as an instruction in words writes it.
    private static final Pattern ASSIGNED =
            Pattern.compile("`((?:data|failover|traffic|objectives)\\.[^`=]+)=([^`]+)`");

    private static final Pattern REGION = Pattern.compile("`promotable: true` for (\\S+?),|copyTo: \\[([a-z0-9-]+)\\]");

    static Stream<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("examples", "assess/src/test/resources/systems")) {
            try (Stream<Path> found = Files.list(Read.HOME.resolve(folder))) {
                found.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
            }
        }
        return files.stream().filter(file -> Read.file(file).problems().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void of_a_finding_can_be_followed(Path file) {
        Read read = Read.file(file);
        Subject subject = read.subject();
        List<Finding> findings = read.assessed().findings();
        Map<String, Rule> said = new LinkedHashMap<>();
        for (Finding finding : findings) {
            isAssignable(read, finding);
            staysInPlace(subject, finding);
            if (finding.repair().isEmpty() && finding.fix().length() > 60) {
                Rule other = said.putIfAbsent(finding.fix(), finding.rule());
                assertThat(other == null ? finding.rule() : other)
                        .as("said by two rules: " + finding.fix())
                        .isEqualTo(finding.rule());
            }
        }
    }

    /// Each assignment is one that the file takes, and a repair changes the promise that it is for.
    private static void isAssignable(Read read, Finding finding) {
        finding.repair().ifPresent(repair -> {
            Read mended = read.with(
                    repair.changes().stream().map(Finding.Change::assignment).toArray(String[]::new));
            assertThat(mended.assessed().findings().stream()
                            .filter(other -> other.rule() == finding.rule() && other.severity() == finding.severity())
                            .filter(other -> other.at().equals(finding.at()))
                            .map(Finding::statement))
                    .as(read.name() + " " + finding.rule())
                    .doesNotContain(finding.statement());
        });
        Matcher words = ASSIGNED.matcher(finding.fix());
        while (words.find()) {
            assertThat(read.with(words.group(1) + "=" + words.group(2)).problems())
                    .as(finding.fix())
                    .isEmpty();
        }
    }

    /// Nothing is moved to a target that is not there, and no region is named that cannot be one.
    private static void staysInPlace(Subject subject, Finding finding) {
        boolean hasTarget = subject.blueprint().applications().values().stream()
                .anyMatch(application -> !application.failover().targets().isEmpty());
        if (finding.fix().contains("in: target")) {
            assertThat(hasTarget).as(finding.fix()).isTrue();
        }
        Matcher region = REGION.matcher(finding.fix());
        while (region.find()) {
            String name = region.group(1) == null ? region.group(2) : region.group(1);
            boolean isKnown = subject.blueprint().regions().containsKey(new RegionName(name));
            boolean isPair = subject.blueprint().regions().keySet().stream()
                    .anyMatch(known -> AzureRegionPairs.of(known).equals(Optional.of(new RegionName(name))));
            assertThat(isKnown || isPair).as(finding.fix()).isTrue();
        }
    }
}
