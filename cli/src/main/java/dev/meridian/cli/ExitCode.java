package dev.meridian.cli;

import java.util.List;

/// What a command's end means; the same for every command.
public final class ExitCode {
    /// All is well.
    public static final int FINE = 0;

    /// There are findings, or an objective was missed.
    public static final int MISSED = 1;

    /// What the user wrote is wrong.
    public static final int WRONG_INPUT = 2;

    /// This machine lacks something, or something is in the way.
    public static final int MACHINE_LACKS = 3;

    /// Refused for safety.
    public static final int REFUSED = 4;

    /// A defect of ours.
    public static final int DEFECT = 70;

    /// Interrupted (Ctrl-C): what was found so far is told. The process ends by the signal, nobody returns this.
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /// Of several answers of one command: what is wrong comes before what was rightly refused, and both before
    /// what is fine.
    static int worst(List<Integer> all) {
        return all.contains(MISSED) ? MISSED : all.contains(REFUSED) ? REFUSED : FINE;
    }
}
