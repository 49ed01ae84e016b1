package dev.meridian.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.meridian.answers.Printable;
import dev.meridian.answers.Sarif;
import dev.meridian.answers.WorkflowCommands;
import dev.meridian.evidence.Stamp;
import dev.meridian.incident.Incident;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import dev.meridian.twin.Twin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Whatever keeps a command from its answer, as text on standard error or as JSON on standard output: problems
/// in what the user wrote, a command line that cannot be read, a machine that lacks something, a defect of
/// ours.
final class Complaints {
    private static final String COMMAND_LINE = "MER-0092";
    private static final String MACHINE = "MER-0095";
    private static final String DEFECT = "MER-0096";

    private Complaints() {}

    /// Prints them all; the exit code that they mean.
    static int print(List<Problem> problems, OutputFormat format) {
        switch (format) {
            case TEXT -> text(problems);
            case JSON -> document(problems.stream().map(Complaints::json).toList());
            case SARIF -> {
                text(problems);
                System.out.print(Sarif.of(problems, Version.TEXT));
            }
            case GITHUB -> System.out.print(WorkflowCommands.of(problems));
        }
        return ExitCode.WRONG_INPUT;
    }

    private static void text(List<Problem> problems) {
        problems.forEach(
                problem -> System.err.println(Printable.of(problem).text().stripTrailing()));
    }

    /// A log that cannot be taken as it is, at the line where that shows.
    static Problem ofLog(Path log, Incident.Refused refused) {
        Where where = new Where.InFile(FileNames.shown(log), refused.line(), 1);
        return new Problem(refused.id(), where, refused.what(), Optional.empty(), refused.why(), refused.fix());
    }

    /// A value of an option that the option cannot have.
    ///
    /// @param option as it is written, `--runs`
    static Problem option(String option, String value, String what, String why, String fix) {
        return new Problem(COMMAND_LINE, new Where.InAssignment(option, value), what, Optional.empty(), why, fix);
    }

    /// A command line that names no command or option that there is.
    static int misuse(String what, String fix, OutputFormat format) {
        String why = "the command line has to be one that Meridian knows";
        return complain(COMMAND_LINE, "command line", new Words(what, why, fix), format, ExitCode.WRONG_INPUT);
    }

    /// What ended a command: something that the twin needs and this machine does not give, a file that cannot
    /// be read or written; anything else is ours.
    static int of(Exception e, OutputFormat format) {
        return switch (e) {
            case Twin.CannotBoot cannot ->
                lacks(String.valueOf(cannot.getMessage()), cannot.why(), cannot.fix(), format);
            case IOException io -> lacks(io, format);
            case UncheckedIOException io ->
                lacks(Optional.ofNullable(io.getCause()).orElseGet(() -> new IOException(io)), format);
            default -> defect(e, format);
        };
    }

    /// A file or a connection that failed while a command was at work.
    private static int lacks(IOException e, OutputFormat format) {
        String said = String.valueOf(e.getMessage());
        boolean isFull = said.contains("No space left") || said.contains("quota");
        String what = e instanceof FileSystemException at && at.getReason() == null
                ? at.getFile() + " cannot be read or written"
                : said;
        return lacks(
                what,
                "the command has files to read and to write",
                isFull
                        ? "free some space there, then run the command again"
                        : "see that this user may read and write there, then run the command again",
                format);
    }

    static int lacks(String what, String why, String fix, OutputFormat format) {
        return complain(MACHINE, "this machine", new Words(what, why, fix), format, ExitCode.MACHINE_LACKS);
    }

    /// There is no twin for a command to talk to.
    ///
    /// @param file that one would be started with, as it is shown
    static int noTwin(String why, String file, OutputFormat format) {
        return lacks("no twin is up", why, "`meridian twin up " + file + "` starts one", format);
    }

    /// An order that would be refused.
    static int refused(String what, String why, String fix, OutputFormat format) {
        return complain(COMMAND_LINE, "the order", new Words(what, why, fix), format, ExitCode.REFUSED);
    }

    /// A public outage that none of the file's applications can have.
    static int cannotPlay(String what, String why, String fix, OutputFormat format) {
        return complain(MACHINE, "--incident", new Words(what, why, fix), format, ExitCode.MACHINE_LACKS);
    }

    /// A defect of ours: the frames are what its report needs.
    static int defect(Throwable defect, OutputFormat format) {
        System.err.println("meridian: a defect of Meridian: " + Printable.of(defect.toString()));
        for (StackTraceElement element : defect.getStackTrace()) {
            System.err.println("    at " + element);
        }
        System.err.println("Please report it with these lines and the command.");
        Words words = new Words(
                "a defect of Meridian: " + defect,
                "nothing that a user writes may end like this",
                "report it with the lines of standard error and the command");
        told(DEFECT, "meridian", words, format);
        return ExitCode.DEFECT;
    }

    private record Words(String what, String why, String fix) {}

    private static int complain(String id, String where, Words words, OutputFormat format, int exitCode) {
        if (format == OutputFormat.TEXT || format == OutputFormat.SARIF) {
            System.err.println(where + ": error " + id + ": " + Printable.of(words.what()) + "\n   why: "
                    + Printable.of(words.why()) + "\n   fix: " + Printable.of(words.fix()));
        }
        told(id, where, words, format);
        return exitCode;
    }

    /// The same on standard output, for programs.
    private static void told(String id, String where, Words words, OutputFormat format) {
        String text = words.what() + "\nwhy: " + words.why() + "\nfix: " + words.fix();
        switch (format) {
            case TEXT -> {}
            case JSON -> document(List.of(failure(id, where, words)));
            case SARIF -> System.out.print(Sarif.failure(id, text, Version.TEXT));
            case GITHUB -> System.out.print(WorkflowCommands.failure(id, text));
        }
    }

    private static dev.meridian.evidence.Problem failure(String id, String where, Words words) {
        return new dev.meridian.evidence.Problem(
                id, new dev.meridian.evidence.Problem.Where(where, 1, 1), words.what(), words.why(), words.fix());
    }

    private static void document(List<dev.meridian.evidence.Problem> problems) {
        System.out.println(dev.meridian.evidence.Problem.json(stamp(Optional.empty()), problems)
                .stripTrailing());
    }

    private static dev.meridian.evidence.Problem json(Problem problem) {
        var where = switch (problem.where()) {
            case Where.InFile(String file, int line, int column) ->
                new dev.meridian.evidence.Problem.Where(file, line, column);
            case Where.InAssignment(String label, String path) ->
                new dev.meridian.evidence.Problem.Where(label + ":" + path, 1, 1);
        };
        return new dev.meridian.evidence.Problem(problem.id(), where, problem.what(), problem.why(), problem.fix());
    }

    /// The head of a document that comes of no run.
    ///
    /// @param topologyHash of the file that it is about, if it is about one that could be read
    static Stamp stamp(Optional<String> topologyHash) {
        return new Stamp(
                Version.TEXT,
                Optional.empty(),
                topologyHash,
                Optional.empty(),
                machine(),
                Instant.now(),
                OptionalLong.empty());
    }

    /// This machine, as every document names it.
    static Stamp.Machine machine() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Stamp.Machine(
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                Math.max(0, system.getSystemLoadAverage()));
    }
}
