package dev.meridian.cli;

/// A command that only has others: called by itself, it shows them.
final class Overview implements Command {
    private final Description description;

    Overview(String name) {
        description = new Description(name, this);
        description.spec().usageMessage().synopsisSubcommandLabel("COMMAND");
    }

    @Override
    public Description describe() {
        return description;
    }

    @Override
    public Integer call() {
        description.spec().commandLine().usage(System.out);
        return ExitCode.FINE;
    }
}
