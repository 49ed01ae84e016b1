package dev.meridian.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `meridian`.
@Command(
        name = "meridian",
        version = "meridian " + Version.TEXT,
        synopsisSubcommandLabel = "COMMAND",
        description = "One file describes an application that lives in several regions; Meridian tells whether its"
                + " promises can hold, and proves it with drills.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  meridian drill examples/quickstart.yaml --fault region-loss:us-east-1",
            "  meridian twin up examples/quickstart.yaml",
            "",
            "Exit codes: 0 fine, 1 an objective was missed, 2 the input is wrong, 3 this machine lacks something,",
            "4 refused for safety, 70 a defect of Meridian."
        },
        subcommands = {DrillCommand.class, TwinCommand.class, SoakCommand.class})
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @SuppressWarnings("UnusedVariable")
    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            // Asked for by scripts all the time; needs no command-line library.
            System.out.println("meridian " + Version.TEXT);
            return;
        }
        System.exit(run(args));
    }

    /// Runs one command; its exit code.
    static int run(String... args) {
        return new CommandLine(new Main())
                .setParameterExceptionHandler(Main::misuse)
                .setExecutionExceptionHandler((defect, line, result) -> defect(defect))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    private static int misuse(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        line.getErr().println("meridian: " + e.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(e, line.getErr());
        line.getErr().println("Try `" + line.getCommandSpec().qualifiedName() + " --help`.");
        return ExitCode.WRONG_INPUT;
    }

    private static int defect(Exception defect) {
        System.err.println("meridian: a defect of Meridian: " + defect);
        for (StackTraceElement element : defect.getStackTrace()) {
            System.err.println("    at " + element);
        }
        System.err.println("Please report it with these lines and the command.");
        return ExitCode.DEFECT;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
