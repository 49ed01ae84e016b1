package dev.meridian.cli;

import java.util.List;
import java.util.Locale;

/// The form of an answer.
enum OutputFormat {
    TEXT,
    JSON;

    /// The form that a command line asks for, as far as can be told when the command line itself is wrong.
    static OutputFormat askedFor(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean isNext = argument.equals("--output") && i + 1 < arguments.size();
            String form = isNext ? arguments.get(i + 1) : argument.startsWith("--output=") ? argument.substring(9) : "";
            if (form.equalsIgnoreCase("json")) {
                return JSON;
            }
        }
        return TEXT;
    }

    /// As `--output` writes it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
