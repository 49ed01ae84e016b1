package dev.meridian.dns;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/// One state of everything that a server publishes. Immutable: a change of routes is a new zone with a greater
/// serial.
///
/// @param origin the name below which the server answers, lower case, without the last dot: `meridian.test`
/// @param serial which state this is; published as the serial of the SOA record (modulo 2^32)
/// @param names full names below the origin, without the last dot, and where they point
public record Zone(String origin, long serial, SequencedMap<String, Answer> names) {
    public Zone {
        origin = canonical(origin);
        SequencedMap<String, Answer> copy = new LinkedHashMap<>();
        for (Map.Entry<String, Answer> entry : names.entrySet()) {
            String name = canonical(entry.getKey());
            if (!contains(origin, name)) {
                throw new IllegalArgumentException(name + " is not below " + origin);
            }
            copy.put(name, entry.getValue());
        }
        names = java.util.Collections.unmodifiableSequencedMap(copy);
    }

    /// Whether the server is responsible for this name.
    boolean contains(String name) {
        return contains(origin, name);
    }

    /// Whether the name exists, with addresses of its own or only because a name below it does (RFC 8020).
    boolean exists(String name) {
        return name.equals(origin)
                || names.containsKey(name)
                || names.keySet().stream().anyMatch(known -> known.endsWith("." + name));
    }

    /// A name in the form in which zones keep it.
    static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean contains(String origin, String name) {
        return name.equals(origin) || name.endsWith("." + origin);
    }
}
