package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;

/// How a command that answers people and programs writes its answer.
final class TextOrJson implements CommandPart {
    private OutputFormat format = OutputFormat.TEXT;

    @Override
    public void addTo(Description command) {
        command.takes(option("--output", "FORMAT")
                .says("text or json.")
                .unlessSaid("text")
                .as(OutputFormat.class, new OutputFormat.Reader(), it -> format = it));
    }

    OutputFormat format() {
        return format;
    }
}
