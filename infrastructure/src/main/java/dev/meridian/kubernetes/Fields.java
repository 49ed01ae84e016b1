package dev.meridian.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Values by name, in their order: a document, or a part of one. It never changes; each method returns one that
/// has more.
record Fields(List<Field> all) implements Value {
    /// @param why a comment before it; empty for none
    record Field(String name, Value value, Optional<String> why) {}

    Fields {
        all = List.copyOf(all);
    }

    static Fields of() {
        return new Fields(List.of());
    }

    /// What every resource begins with.
    ///
    /// @param version of its API, with its group
    static Fields resource(String version, String kind, String name, String namespace) {
        return of().set("apiVersion", version)
                .set("kind", kind)
                .set("metadata", of().set("name", name).set("namespace", namespace));
    }

    Fields set(String name, Value value) {
        return with(new Field(name, value, Optional.empty()));
    }

    Fields set(String name, String text) {
        return set(name, new Value.Text(text));
    }

    Fields set(String name, long number) {
        return set(name, new Value.Whole(number));
    }

    Fields set(String name, boolean flag) {
        return set(name, new Value.Flag(flag));
    }

    /// With a comment before it.
    Fields set(String name, Value value, String why) {
        return with(new Field(name, value, Optional.of(why)));
    }

    private Fields with(Field field) {
        List<Field> more = new ArrayList<>(all);
        more.add(field);
        return new Fields(more);
    }

    /// The same with a label, or an annotation, of its own.
    ///
    /// @param where `labels` or `annotations`
    Fields marked(String where, String key, String value) {
        return new Fields(all.stream()
                .map(field -> field.name().equals("metadata") && field.value() instanceof Fields metadata
                        ? new Field(field.name(), metadata.added(where, key, value), field.why())
                        : field)
                .toList());
    }

    private Fields added(String where, String key, String value) {
        if (at(where).isEmpty()) {
            return set(where, of().set(key, value));
        }
        return new Fields(all.stream()
                .map(field -> field.name().equals(where) && field.value() instanceof Fields marks
                        ? new Field(where, marks.set(key, value), field.why())
                        : field)
                .toList());
    }

    /// What stands at a path of names, `spec.template.spec`; empty where there is nothing.
    Optional<Value> at(String path) {
        Optional<Value> here = Optional.of(this);
        for (String name : path.split("\\.", -1)) {
            here = here.flatMap(value -> value instanceof Fields fields ? fields.child(name) : Optional.empty());
        }
        return here;
    }

    private Optional<Value> child(String name) {
        return all.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .findFirst();
    }

    /// The same as a text, a number or a truth is written; empty for anything else.
    Optional<String> word(String path) {
        return at(path).flatMap(value -> switch (value) {
            case Value.Text(String text) -> Optional.of(text);
            case Value.Whole(long number) -> Optional.of(Long.toString(number));
            case Value.Flag(boolean flag) -> Optional.of(Boolean.toString(flag));
            case Value.Items _, Fields _ -> Optional.empty();
        });
    }

    /// The parts of a list; none where there is no list.
    List<Fields> parts(String path) {
        return at(path).stream()
                .flatMap(value -> value instanceof Value.Items(List<Value> items) ? items.stream() : Stream.of())
                .filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .toList();
    }
}
