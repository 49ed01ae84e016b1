package dev.meridian.cli;

import java.util.ArrayList;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/// How a command is called, what its help says, and what it takes. picocli would read the same from
/// annotations, by reflection at each start: docs/adr/0005-how-it-is-built.md.
final class Description {
    /// Makes the lists of what may be said several times; picocli has nothing else made. Its own factory
    /// looks for Groovy in every jar.
    private static final IFactory LISTS = new IFactory() {
        @Override
        public <T> T create(Class<T> type) {
            return type.cast(new ArrayList<>());
        }
    };

    private final CommandSpec spec;

    Description(String name, Command command) {
        spec = CommandSpec.wrapWithoutInspection(command, LISTS).name(name);
    }

    /// What it does, one line each.
    Description says(String... lines) {
        spec.usageMessage().description(lines);
        return this;
    }

    /// How it is called, and what else there is to know at the end of its help, one line each.
    Description examples(String... lines) {
        spec.usageMessage().footerHeading("%nExamples:%n").footer(lines);
        return this;
    }

    /// Help does not list it.
    Description hidden() {
        spec.usageMessage().hidden(true);
        return this;
    }

    /// Help lists them by their names; arguments come in this order.
    Description takes(CommandPart... parts) {
        for (CommandPart part : parts) {
            part.addTo(this);
        }
        return this;
    }

    /// The commands that it has, in the order in which help shows them.
    Description has(Command... commands) {
        for (Command command : commands) {
            Description description = command.describe();
            spec.addSubcommand(description.spec.name(), description.line());
        }
        return this;
    }

    /// The same as picocli has it.
    CommandSpec spec() {
        return spec;
    }

    /// What reads it from a command line.
    CommandLine line() {
        return new CommandLine(spec, LISTS);
    }
}
