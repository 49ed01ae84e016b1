package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What documents show of commands that judge files is what these answer: a block of `console` holds
/// commands (`$ ./meridian …`), each with its answer. `-Dmeridian.golden.update=true` writes the answers into
/// the documents.
class AShownAnswerTest {
    private static final Pattern WORD = Pattern.compile("(\"[^\"]*\"|[^ \"])+");
    private static final String FENCE = "```";
    private static final String PROMPT = "$ ./meridian ";

    @BeforeAll
    static void laysOutTheExamples() throws IOException {
        Answer.layOutExamples();
        Answer.remove(Answer.FOLDER.resolve("out"));
    }

    static Stream<Path> documents() {
        return Stream.of("README.md", "docs/USER-GUIDE.md").map(Answer.HOME::resolve);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void is_what_the_command_answers(Path document) throws IOException {
        List<String> shown = Files.readAllLines(document);
        List<String> actual = new ArrayList<>();
        boolean isConsole = false;
        for (String line : shown) {
            boolean isFence = line.startsWith(FENCE);
            boolean isCommand = isConsole && line.startsWith(PROMPT);
            if (isFence) {
                isConsole = line.equals(FENCE + "console");
            }
            if (isFence || !isConsole || isCommand) {
                actual.add(line);
            }
            if (isCommand) {
                actual.addAll(answer(line.substring(PROMPT.length())));
            }
        }
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.writeString(document, String.join("\n", actual) + "\n");
        }
        assertThat(actual).isEqualTo(Files.readAllLines(document));
    }

    private static List<String> answer(String command) {
        Answer answer = Answer.of(words(command));
        assertThat(answer.exitCode())
                .as(command)
                .isIn(ExitCode.FINE, ExitCode.MISSED, ExitCode.WRONG_INPUT, ExitCode.REFUSED);
        return Stream.concat(answer.out().lines(), answer.err().lines()).toList();
    }

    /// As a shell has them: what stands between quotes is one word.
    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toArray(String[]::new);
    }
}
