package dev.meridian.cli;

/// What the launcher runs once to fill the AOT cache: the ways through the code that every start takes.
public final class Rehearsal {
    private Rehearsal() {}

    /// Runs the commands that only look.
    public static void main(String[] args) {
        Main.run("--help");
        Main.run("drill", "--help");
    }
}
