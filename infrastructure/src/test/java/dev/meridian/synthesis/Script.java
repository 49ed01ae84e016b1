package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The scripts that are shipped, run in a folder; programs in its `bin` come before those of the machine.
record Script(Path folder) {
    /// Something that stands in for a program.
    void program(String name, String does) throws IOException {
        Path program = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(program, "#!/bin/sh\n" + does + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /// @param environment names and values
    Shell.Answer run(String name, String... environment) throws IOException, InterruptedException {
        SequencedMap<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < environment.length; i += 2) {
            variables.put(environment[i], environment[i + 1]);
        }
        return run(name, variables);
    }

    /// @param environment what the script is told
    Shell.Answer run(String name, SequencedMap<String, String> environment) throws IOException, InterruptedException {
        SequencedMap<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        Path script = Path.of("src/main/resources/dev/meridian/pipelines", name + ".sh")
                .toAbsolutePath();
        return Shell.run(folder, List.of("bash", script.toString()), variables);
    }
}
