package dev.meridian.yaml;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Values by name, in their order: a document, or a part of one. It never changes; each method returns one that
/// has more.
public record Fields(List<Field> all) implements Value {
    /// @param why a comment before it; empty for none
    public record Field(String name, Value value, Optional<String> why) {}

    public Fields {
        all = List.copyOf(all);
    }

    public static Fields of() {
        return new Fields(List.of());
    }

    public Fields set(String name, Value value) {
        return with(new Field(name, value, Optional.empty()));
    }

    public Fields set(String name, String text) {
        return set(name, new Value.Text(text));
    }

    public Fields set(String name, long number) {
        return set(name, new Value.Whole(number));
    }

    public Fields set(String name, boolean flag) {
        return set(name, new Value.Flag(flag));
    }

    /// Nothing where there is nothing in it.
    public Fields setUnlessEmpty(String name, Fields value) {
        return value.all().isEmpty() ? this : set(name, value);
    }

    /// With a comment before it.
    public Fields set(String name, Value value, String why) {
        return with(new Field(name, value, Optional.of(why)));
    }

    private Fields with(Field field) {
        Field[] more = all.toArray(new Field[all.size() + 1]);
        more[all.size()] = field;
        return new Fields(List.of(more));
    }

    /// What stands at a path of names, `spec.template.spec`; empty where there is nothing.
    public Optional<Value> at(String path) {
        Optional<Value> here = Optional.of(this);
        for (String name : path.split("\\.", -1)) {
            here = here.isPresent() && here.get() instanceof Fields fields ? fields.child(name) : Optional.empty();
        }
        return here;
    }

    /// What stands at a name, which may have dots in it; empty where there is nothing.
    public Optional<Value> child(String name) {
        for (Field field : all) {
            if (field.name().equals(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /// The same as a text, a number or a truth is written; empty for anything else.
    public Optional<String> word(String path) {
        return at(path).flatMap(value -> switch (value) {
            case Value.Text(String text) -> Optional.of(text);
            case Value.Whole(long number) -> Optional.of(Long.toString(number));
            case Value.Flag(boolean flag) -> Optional.of(Boolean.toString(flag));
            case Value.Items _, Fields _ -> Optional.empty();
        });
    }

    /// The words of a list; none where there is no list.
    public List<String> words(String path) {
        return at(path).stream()
                .flatMap(value -> value instanceof Value.Items(List<Value> items) ? items.stream() : Stream.of())
                .flatMap(value -> value instanceof Value.Text(String text) ? Stream.of(text) : Stream.of())
                .toList();
    }

    /// The parts of a list; none where there is no list.
    public List<Fields> parts(String path) {
        return at(path).stream()
                .flatMap(value -> value instanceof Value.Items(List<Value> items) ? items.stream() : Stream.of())
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .toList();
    }
}
