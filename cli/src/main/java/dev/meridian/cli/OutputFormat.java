package dev.meridian.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The form of an answer. Every command has the first two; the others are for findings.
enum OutputFormat {
    TEXT,
    JSON,
    SARIF,
    GITHUB;

    /// Reads `--output` of a command that answers as text or as JSON.
    static final class Reader implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return OutputFormat.of(text, List.of(TEXT, JSON));
        }
    }

    /// Reads `--output` of a command that has findings.
    static final class ReaderOfAll implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return OutputFormat.of(text, List.of(values()));
        }
    }

    private static OutputFormat of(String text, List<OutputFormat> forms) {
        String last = forms.getLast().name().toLowerCase(Locale.ROOT);
        String names = forms.subList(0, forms.size() - 1).stream()
                        .map(form -> form.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))
                + " and " + last;
        return forms.stream()
                .filter(form -> form.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("`" + text + "` is not a form; " + names + " are"));
    }

    /// The form that a command line asks for, as far as can be told when the command line itself is wrong.
    static OutputFormat askedFor(List<String> arguments) {
        List<OutputFormat> forms = arguments.contains("assess") ? List.of(values()) : List.of(TEXT, JSON);
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean isNext = argument.equals("--output") && i + 1 < arguments.size();
            String name = isNext ? arguments.get(i + 1) : argument.startsWith("--output=") ? argument.substring(9) : "";
            for (OutputFormat form : forms) {
                if (form.name().equalsIgnoreCase(name)) {
                    return form;
                }
            }
        }
        return TEXT;
    }
}
