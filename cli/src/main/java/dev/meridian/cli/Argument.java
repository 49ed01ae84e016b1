package dev.meridian.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// An option, or an argument that its place tells: how it is written, what help says of it, and who gets
/// its value. Nobody gets one that is neither said nor has a default.
final class Argument {
    /// None has its place.
    private final List<String> names;

    private final String label;
    private String says = "";
    private boolean isRequired;
    private boolean isHidden;
    private Optional<String> unsaid = Optional.empty();

    private Argument(List<String> names, String label) {
        this.names = names;
        this.label = label;
    }

    /// An option without a value.
    static Argument option(String name) {
        return new Argument(List.of(name), "");
    }

    /// @param label what stands for its value in help
    static Argument option(String name, String label) {
        return new Argument(List.of(name), label);
    }

    /// `-o` and `--out`: where an answer goes that is written.
    static Argument out(String label) {
        return new Argument(List.of("-o", "--out"), label);
    }

    /// An argument that has to be there; its place is after those that the command takes already.
    static Argument argument(String label) {
        return new Argument(List.of(), label).required();
    }

    /// One that may be left out.
    static Argument optional(String label) {
        return new Argument(List.of(), label);
    }

    Argument says(String text) {
        says = text;
        return this;
    }

    Argument required() {
        isRequired = true;
        return this;
    }

    /// Help does not show it.
    Argument hidden() {
        isHidden = true;
        return this;
    }

    /// What it is where nothing is said.
    Argument unlessSaid(String value) {
        unsaid = Optional.of(value);
        return this;
    }

    CommandPart flag(Consumer<Boolean> into) {
        return as(boolean.class, into);
    }

    CommandPart text(Consumer<String> into) {
        return as(String.class, into);
    }

    CommandPart path(Consumer<Path> into) {
        return as(Path.class, into);
    }

    CommandPart number(IntConsumer into) {
        return as(int.class, (Integer value) -> into.accept(value));
    }

    /// May be said several times.
    CommandPart texts(Consumer<List<String>> into) {
        return all(String.class, into);
    }

    /// May be said several times.
    CommandPart paths(Consumer<List<Path>> into) {
        return all(Path.class, into);
    }

    private <T> CommandPart all(Class<T> each, Consumer<List<T>> into) {
        return command -> add(command, new Value<>(List.class, each, into));
    }

    /// @param type that picocli can read
    <T> CommandPart as(Class<T> type, Consumer<T> into) {
        return command -> add(command, new Value<>(type, type, into));
    }

    <T> CommandPart as(Class<T> type, ITypeConverter<T> reader, Consumer<T> into) {
        return command -> add(command, new Value<>(type, type, into, reader));
    }

    private void add(Description command, Value<?> value) {
        if (names.isEmpty()) {
            command.spec()
                    .addPositional(
                            positional(command.spec().positionalParameters().size(), value));
        } else {
            command.spec().addOption(option(value));
        }
    }

    private OptionSpec option(Value<?> value) {
        OptionSpec.Builder option = OptionSpec.builder(names.toArray(String[]::new))
                .paramLabel(label)
                .description(says)
                .required(isRequired)
                .hidden(isHidden)
                .type(value.type)
                .auxiliaryTypes(value.each)
                .converters(value.readers)
                .hasInitialValue(false)
                .getter(value)
                .setter(value);
        unsaid.ifPresent(option::defaultValue);
        return option.build();
    }

    private PositionalParamSpec positional(int place, Value<?> value) {
        boolean areMany = value.type != value.each;
        return PositionalParamSpec.builder()
                .index(areMany ? place + "..*" : "" + place)
                .arity(areMany ? "1..*" : isRequired ? "1" : "0..1")
                .paramLabel(label)
                .description(says)
                .required(isRequired)
                .type(value.type)
                .auxiliaryTypes(value.each)
                .hasInitialValue(false)
                .getter(value)
                .setter(value)
                .build();
    }

    /// What picocli has read; it asks for it again to add to a list.
    private static final class Value<T> implements IGetter, ISetter {
        private final Class<?> type;
        private final Class<?> each;
        private final Consumer<T> into;
        private final ITypeConverter<?>[] readers;
        private @Nullable Object last;

        private Value(Class<?> type, Class<?> each, Consumer<T> into, ITypeConverter<?>... readers) {
            this.type = type;
            this.each = each;
            this.into = into;
            this.readers = readers;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <V> @Nullable V get() {
            return (V) last;
        }

        /// Of the type that picocli was told.
        @Override
        @SuppressWarnings("unchecked")
        public <V> V set(V value) {
            last = value;
            into.accept((T) value);
            return value;
        }
    }
}
