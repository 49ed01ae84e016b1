package dev.meridian.yaml;

import java.util.Arrays;
import java.util.List;

/// Whatever stands behind a colon or a dash.
public sealed interface Value permits Value.Text, Value.Whole, Value.Flag, Value.Items, Fields {
    /// Words, meant as they are.
    record Text(String text) implements Value {}

    /// A whole number.
    record Whole(long number) implements Value {}

    /// `true` or `false`.
    record Flag(boolean flag) implements Value {}

    /// One below the other.
    record Items(List<Value> all) implements Value {
        public Items {
            all = List.copyOf(all);
        }
    }

    static Value text(String text) {
        return new Text(text);
    }

    static Value items(Value... items) {
        return new Items(Arrays.asList(items));
    }

    static Value items(List<? extends Value> items) {
        return new Items(List.copyOf(items));
    }

    static Value texts(List<String> texts) {
        return new Items(texts.stream().map(Value::text).toList());
    }
}
