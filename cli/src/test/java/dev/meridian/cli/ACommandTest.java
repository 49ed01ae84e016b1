package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/// What `meridian` can be asked to do.
@DisplayName("A command")
class ACommandTest {
    @Test
    void has_one_name_in_its_own_help_and_in_that_of_all() {
        String help = Answer.of("--help").out();
        Commands.all().forEach((name, command) -> {
            CommandSpec said = command.get().describe().spec();
            assertThat(said.name()).isEqualTo(name);
            assertThat(help.contains("\n  " + name + " "))
                    .as(name)
                    .isNotEqualTo(said.usageMessage().hidden());
        });
    }

    @Test
    void that_was_mistyped_is_guessed_among_all() {
        Answer answer = Answer.of("simulat", "examples/quickstart.yaml");
        assertThat(answer.exitCode()).isEqualTo(2);
        assertThat(answer.err()).contains("did you mean `simulate`?");
    }
}
