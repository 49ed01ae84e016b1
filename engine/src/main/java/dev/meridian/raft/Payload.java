package dev.meridian.raft;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes that mean nothing here; nobody changes them once they are one.
public final class Payload {
    /// No bytes.
    public static final Payload NONE = new Payload(new byte[0]);

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @param bytes not to be changed from now on
    public static Payload of(byte[] bytes) {
        return new Payload(bytes);
    }

    /// The bytes themselves, not to be changed.
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Payload its && Arrays.equals(bytes, its.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
