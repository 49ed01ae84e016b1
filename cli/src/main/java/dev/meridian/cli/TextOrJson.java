package dev.meridian.cli;

import picocli.CommandLine.Option;

/// How a command that answers people and programs writes its answer.
final class TextOrJson {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            converter = OutputFormat.Reader.class,
            description = "text or json.")
    @SuppressWarnings("NullAway.Init")
    private OutputFormat format;

    OutputFormat format() {
        return format;
    }
}
