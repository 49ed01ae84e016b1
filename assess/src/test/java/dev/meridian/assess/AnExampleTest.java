package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said about each file of `examples/` is kept word for word. After a change of words or of arithmetic
/// run the test with `-Dmeridian.golden.update=true` and read the difference.
class AnExampleTest {
    private static final Path KEPT = Read.HOME.resolve("assess/src/test/resources/examples");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Read.HOME.resolve("examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void is_judged_as_it_was(Path file) throws IOException {
        String answer = text(Read.file(file).assessed());
        Path expected = KEPT.resolve(file.getFileName().toString().replace(".yaml", ".expected"));
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.createDirectories(KEPT);
            Files.writeString(expected, answer);
        }
        assertThat(answer).isEqualTo(Files.readString(expected));
    }

    static String text(Assessment assessment) {
        StringBuilder text = new StringBuilder();
        for (Promise promise : assessment.promises()) {
            text.append("%s %s %s %s: best %s, plan %s: %s%n"
                    .formatted(
                            promise.path(),
                            promise.disruption().map(d -> d.text()).orElse("always"),
                            promise.objective().text(),
                            promise.bound(),
                            promise.best(),
                            promise.plan(),
                            promise.verdict().text()));
            promise.basis()
                    .forEach(part -> text.append(
                            "    %s: %s, %s: %s%n".formatted(part.name(), part.best(), part.plan(), part.why())));
        }
        assessment
                .unpromised()
                .forEach(line -> text.append("not promised: ").append(line).append('\n'));
        for (Finding finding : assessment.findings()) {
            text.append("%n%s %s at %s: %s%n"
                    .formatted(finding.severity().text(), finding.rule().id(), finding.at(), finding.statement()));
            finding.arithmetic()
                    .ifPresent(sum -> text.append("   ").append(sum.text()).append('\n'));
            text.append("   why: ").append(finding.why()).append('\n');
            text.append("   fix: ").append(fix(finding)).append('\n');
            List<String> also = finding.also();
            Optional.of(also)
                    .filter(list -> !list.isEmpty())
                    .ifPresent(list -> text.append("   also: ")
                            .append(String.join(", ", list))
                            .append('\n'));
        }
        return text.toString();
    }

    private static String fix(Finding finding) {
        return finding.repair()
                .map(repair -> String.join(
                                " ",
                                repair.changes().stream()
                                        .map(change -> "--set " + change.assignment() + " (was "
                                                + change.from().orElse("not said") + ")")
                                        .toList())
                        + "   after: " + repair.after())
                .orElse(finding.fix());
    }
}
