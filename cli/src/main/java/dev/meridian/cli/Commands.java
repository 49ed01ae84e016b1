package dev.meridian.cli;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import picocli.CommandLine;

/// What `meridian` can be asked to do. What a command takes is read from its class by reflection, which for all of
/// them takes a fifth of a short run: whoever calls one by its name has only that one read.
final class Commands {
    /// By their names, in the order in which help shows them.
    private static final SequencedMap<String, Class<?>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("init", InitCommand.class);
        ALL.put("validate", ValidateCommand.class);
        ALL.put("explain", ExplainCommand.class);
        ALL.put("assess", AssessCommand.class);
        ALL.put("synth", SynthCommand.class);
        ALL.put("diff", DiffCommand.class);
        ALL.put("drift", DriftCommand.class);
        ALL.put("simulate", SimulateCommand.class);
        ALL.put("fit", FitCommand.class);
        ALL.put("replay", ReplayCommand.class);
        ALL.put("drill", DrillCommand.class);
        ALL.put("twin", TwinCommand.class);
        ALL.put("failover", FailoverCommand.class);
        ALL.put("failback", FailbackCommand.class);
        ALL.put("pause", StandingCommands.Pause.class);
        ALL.put("resume", StandingCommands.Resume.class);
        ALL.put("ack", StandingCommands.Acknowledge.class);
        ALL.put("pin", StandingCommands.Pin.class);
        ALL.put("accept-loss", StandingCommands.AcceptLoss.class);
        ALL.put("attest-down", StandingCommands.AttestDown.class);
        ALL.put("cancel", StandingCommands.Cancel.class);
        ALL.put("soak", SoakCommand.class);
    }

    private Commands() {}

    /// All of them, as they are called.
    static SequencedMap<String, Class<?>> all() {
        return new LinkedHashMap<>(ALL);
    }

    /// @param words of the command line; what does not begin with a command needs all of them, to show them or to
    ///     say which one was meant
    static void add(CommandLine line, String... words) {
        Class<?> called = words.length == 0 ? null : ALL.get(words[0]);
        if (called == null) {
            ALL.forEach(line::addSubcommand);
        } else {
            line.addSubcommand(words[0], called);
        }
    }
}
