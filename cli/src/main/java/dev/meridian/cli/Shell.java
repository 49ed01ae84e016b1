package dev.meridian.cli;

/// Words of a command line that is printed for somebody to copy.
final class Shell {
    private Shell() {}

    /// In quotes where a shell would take it for more than one word or for something else.
    static String word(String text) {
        boolean isPlain = text.matches("[\\w./:=@,%+-]+");
        return isPlain ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
