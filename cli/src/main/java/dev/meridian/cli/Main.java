package dev.meridian.cli;

import dev.meridian.faults.Suggestion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/// `meridian`.
public final class Main {
    private Main() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--version")) {
            // Asked for by scripts all the time; needs no command-line library.
            System.out.println("meridian " + Version.TEXT);
            return;
        }
        System.exit(delivered(run(args)));
    }

    /// An answer that did not arrive as a whole is none: standard error says so, whatever form was asked for.
    /// Whoever closed the pipe has read enough.
    private static int delivered(int exitCode) {
        if (!System.out.checkError()) {
            return exitCode;
        }
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write('\n');
            return exitCode;
        } catch (IOException e) {
            boolean isClosed = String.valueOf(e.getMessage()).contains("Broken pipe");
            return isClosed
                    ? exitCode
                    : Complaints.of(new IOException("standard output: " + e.getMessage(), e), OutputFormat.TEXT);
        }
    }

    /// Runs one command; its exit code.
    static int run(String... args) {
        OutputFormat format = OutputFormat.askedFor(List.of(args));
        try {
            return commands(format, args).execute(args);
        } catch (Error e) {
            return Complaints.defect(e, format);
        }
    }

    /// What can be asked, for whoever reads it: of the command that the words begin with, or of all.
    public static CommandLine commandLine(String... words) {
        CommandLine line = described().line();
        Commands.add(line, words);
        return line;
    }

    private static Description described() {
        Description meridian = new Overview("meridian")
                .describe()
                .says("One file describes an application that lives in several regions; Meridian tells whether its"
                        + " promises can hold, and proves it with drills.")
                .examples(
                        "  meridian init",
                        "  meridian init --from examples/import/plan.json",
                        "  meridian validate examples/quickstart.yaml",
                        "  meridian explain examples/quickstart.yaml failover",
                        "  meridian assess examples/quickstart.yaml",
                        "  meridian synth examples/richesreach.yaml -o out",
                        "  meridian drill examples/quickstart.yaml --fault region-loss:us-east-1",
                        "  meridian replay evidence/20261120T201340Z-region-loss-us-east-1/incident.jsonl",
                        "  meridian twin up examples/quickstart.yaml",
                        "  meridian failover examples/quickstart.yaml --to eu-west-1 --reason \"a test of the handover\"",
                        "",
                        "Exit codes: 0 fine, 1 findings or an objective missed, 2 the input is wrong,",
                        "3 this machine lacks something, 4 refused for safety, 70 a defect of Meridian.");
        meridian.spec()
                .version("meridian " + Version.TEXT)
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .scopeType(ScopeType.INHERIT)
                        .description("Show this help.")
                        .build())
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        return meridian;
    }

    private static CommandLine commands(OutputFormat format, String... args) {
        return commandLine(args)
                .registerConverter(Path.class, new FileNames())
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, words) -> misuse(unknownFirst(e, words), format))
                .setExecutionExceptionHandler((e, _, _) -> Complaints.of(e, format));
    }

    /// Who mistypes an option leaves out the one that was meant: what is unknown explains more than what is
    /// missing.
    private static ParameterException unknownFirst(ParameterException e, String[] words) {
        CommandLine line = e.getCommandLine();
        List<String> unknown = Stream.of(words)
                .takeWhile(word -> !word.equals("--"))
                .filter(word -> word.startsWith("--"))
                .map(word -> word.replaceFirst("=.*", ""))
                .filter(word -> !line.getCommandSpec().optionsMap().containsKey(word))
                .toList();
        return e instanceof MissingParameterException && !unknown.isEmpty()
                ? new UnmatchedArgumentException(line, unknown)
                : e;
    }

    private static int misuse(ParameterException e, OutputFormat format) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String help = "`" + command.qualifiedName() + " --help` shows what there is";
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return Complaints.misuse(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""), help, format);
        }
        String word = unmatched.getUnmatched().getFirst();
        boolean isOption = word.startsWith("-");
        Collection<String> known =
                isOption ? command.optionsMap().keySet() : command.subcommands().keySet();
        String what = isOption
                ? command.qualifiedName() + " has no option `" + word + "`"
                : known.isEmpty()
                        ? "`" + word + "` is one argument too many"
                        : command.qualifiedName() + " has no command `" + word + "`";
        Optional<String> meant = Suggestion.likely(word.replaceFirst("=.*", ""), List.copyOf(known));
        return Complaints.misuse(
                what, meant.map(near -> "did you mean `" + near + "`? ").orElse("") + help, format);
    }
}
