package dev.meridian.units;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name of a region as its provider writes it, for example `eu-west-1`, `europe-west1`, `westeurope`;
/// also the name of the place of a witness.
public record RegionName(String text) implements Comparable<RegionName> {
    private static final Pattern NAME = Pattern.compile("[a-z]([a-z0-9]|-[a-z0-9])*");

    /// The longest name allowed; that of a DNS label (RFC 1035 §2.3.4).
    public static final int MAX_LENGTH = 63;

    /// @throws IllegalArgumentException if `text` is not a name; parse user input with the topology reader instead
    public RegionName {
        if (!isName(text)) {
            throw new IllegalArgumentException("not a region name: " + text);
        }
    }

    /// Whether `text` may name a region: lower-case letters, digits and single hyphens, a letter first.
    public static boolean isName(String text) {
        return text.length() <= MAX_LENGTH && NAME.matcher(text).matches();
    }

    /// As a record's own, but sooner: nearly always it is the same object.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof RegionName(String its) && text.equals(its));
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public int compareTo(RegionName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
