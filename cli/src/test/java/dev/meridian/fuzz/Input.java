package dev.meridian.fuzz;

import dev.meridian.topology.Assignment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Everything that a user hands over with one command: a file, and what is laid over it.
///
/// @param content the bytes of the file
/// @param environment for `--environment`
/// @param assignments in the order in which they are given
record Input(byte[] content, Optional<String> environment, List<Assignment> assignments) {
    private static final String ENVIRONMENT = "--environment ";
    private static final String SET = "--set ";

    Input {
        assignments = List.copyOf(assignments);
    }

    static Input of(String text) {
        return new Input(text.getBytes(StandardCharsets.UTF_8), Optional.empty(), List.of());
    }

    Input with(byte[] other) {
        return new Input(other, environment, assignments);
    }

    Input with(List<Assignment> others) {
        return new Input(content, environment, others);
    }

    Input in(Optional<String> other) {
        return new Input(content, other, assignments);
    }

    /// The text as far as it is one.
    String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /// A name for its file that no other input has.
    String name() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content);
            digest.update(arguments().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What stands beside the file, an argument or a variable per line; empty if nothing does.
    String arguments() {
        StringBuilder lines = new StringBuilder();
        environment.ifPresent(
                name -> lines.append(ENVIRONMENT).append(escaped(name)).append('\n'));
        for (Assignment assignment : assignments) {
            switch (assignment) {
                case Assignment.Set set -> lines.append(SET).append(escaped(set.text()));
                case Assignment.Variable variable ->
                    lines.append(escaped(variable.name())).append('=').append(escaped(variable.value()));
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    /// The reverse of [#arguments].
    static Input of(byte[] content, String arguments) {
        Optional<String> environment = Optional.empty();
        List<Assignment> assignments = new ArrayList<>();
        int sets = 0;
        for (String line : arguments.lines().toList()) {
            if (line.startsWith(ENVIRONMENT)) {
                environment = Optional.of(unescaped(line.substring(ENVIRONMENT.length())));
            } else if (line.startsWith(SET)) {
                assignments.add(new Assignment.Set(++sets, unescaped(line.substring(SET.length()))));
            } else {
                int equals = line.indexOf('=');
                assignments.add(new Assignment.Variable(
                        unescaped(line.substring(0, equals)), unescaped(line.substring(equals + 1))));
            }
        }
        return new Input(content, environment, assignments);
    }

    /// ASCII on one line, because the file beside is for editors, too.
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '\\' || c < ' ' || c > '~') {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                plain.append((char) Integer.parseInt(text, i + 2, i + 6, 16));
                i += 5;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }
}
