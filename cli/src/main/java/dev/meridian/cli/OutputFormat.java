package dev.meridian.cli;

import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The form of an answer.
enum OutputFormat {
    TEXT,
    JSON;

    /// Reads `--output`.
    static final class Reader implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return Stream.of(values())
                    .filter(format -> format.name().equalsIgnoreCase(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("`" + text + "` is not a form; text and json are"));
        }
    }

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
}
