package dev.meridian.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// One line of an [EventLog]: something that happened or was decided, who says so, and why.
///
/// @param index   number of the entry in the log it comes from; strictly increasing, gaps allowed; from 1, and 0
///                for a first line that says what the log is about
/// @param nanos   when, on the monotonic clock that all writers of this log share
/// @param kind    what happened, for example `suspicion`, `granted`, `promoted`
/// @param by      who says so, for example an agent's region
/// @param body    the facts: values are `String`, `Boolean`, `Long`, `Double`, lists and maps of these (a
///                smaller integer becomes a `Long`, a `float` a `Double`); the order of keys is kept, and a map
///                without one is sorted: the same facts are the same bytes
/// @param reasons rules that fired or that held something back
/// @param intents what is to be done because of it
public record LogEntry(
        long index,
        long nanos,
        String kind,
        String by,
        SequencedMap<String, Object> body,
        List<Reason> reasons,
        List<Intent> intents) {

    /// @throws IllegalArgumentException for an index below 0 or a value that a log cannot hold
    public LogEntry {
        if (index < 0) {
            throw new IllegalArgumentException("entries count from 1, or from 0 with a header: " + index);
        }
        body = fields(body);
        reasons = List.copyOf(reasons);
        intents = List.copyOf(intents);
    }

    /// The entry as its line has it, without the hash: the same entries have the same text.
    public String json() {
        return LogLine.text(this);
    }

    /// A copy that nobody can change, of values that a log can hold.
    static SequencedMap<String, Object> fields(Map<?, ?> map) {
        SequencedMap<String, Object> copy = new LinkedHashMap<>();
        Map<?, ?> ordered = map instanceof SequencedMap<?, ?> ? map : new TreeMap<>(map);
        ordered.forEach((key, value) -> copy.put((String) key, plain(value)));
        return Collections.unmodifiableSequencedMap(copy);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean bool -> bool;
            case Byte number -> number.longValue();
            case Short number -> number.longValue();
            case Integer number -> number.longValue();
            case Long number -> number;
            case Float number -> finite(number.doubleValue());
            case Double number -> finite(number);
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(plain(each)));
                yield Collections.unmodifiableList(copy);
            }
            case Map<?, ?> map -> fields(map);
            default ->
                throw new IllegalArgumentException(
                        "a log holds no " + value.getClass().getName());
        };
    }

    private static Double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a log holds no " + value);
        }
        return value;
    }
}
