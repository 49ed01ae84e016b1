package dev.meridian.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;

/// What `meridian` can be asked to do. Whoever calls a command by its name has only that one described.
final class Commands {
    /// By their names, in the order in which help shows them.
    private static final SequencedMap<String, Supplier<Command>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("init", InitCommand::new);
        ALL.put("validate", ValidateCommand::new);
        ALL.put("explain", ExplainCommand::new);
        ALL.put("assess", AssessCommand::new);
        ALL.put("synth", SynthCommand::new);
        ALL.put("diff", DiffCommand::new);
        ALL.put("drift", DriftCommand::new);
        ALL.put("simulate", SimulateCommand::new);
        ALL.put("fit", FitCommand::new);
        ALL.put("replay", ReplayCommand::new);
        ALL.put("drill", DrillCommand::new);
        ALL.put("twin", TwinCommand::overview);
        ALL.put("failover", FailoverCommand::new);
        ALL.put("failback", FailbackCommand::new);
        ALL.put("pause", StandingCommands.Pause::new);
        ALL.put("resume", StandingCommands.Resume::new);
        ALL.put("ack", StandingCommands.Acknowledge::new);
        ALL.put("pin", StandingCommands.Pin::new);
        ALL.put("accept-loss", StandingCommands.AcceptLoss::new);
        ALL.put("attest-down", StandingCommands.AttestDown::new);
        ALL.put("cancel", StandingCommands.Cancel::new);
        ALL.put("soak", SoakCommand::new);
    }

    private Commands() {}

    /// All of them, as they are called.
    static SequencedMap<String, Supplier<Command>> all() {
        return new LinkedHashMap<>(ALL);
    }

    /// @param words of the command line; what does not begin with a command needs all of them, to show them or to
    ///     say which one was meant
    static void add(CommandLine line, String... words) {
        Supplier<Command> called = words.length == 0 ? null : ALL.get(words[0]);
        if (called == null) {
            ALL.forEach((name, command) ->
                    line.addSubcommand(name, command.get().describe().spec()));
        } else {
            line.addSubcommand(words[0], called.get().describe().spec());
        }
    }
}
