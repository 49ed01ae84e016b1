package dev.meridian.topology;

import java.util.List;

/// Where the reader gets the files from that a topology names: `include`, and `environments.E.file`. The reader
/// opens nothing itself.
@FunctionalInterface
public interface Library {
    /// No file beside the first one.
    Library NONE = _ -> List.of();

    /// The files that a pattern names, in the order of their names; none if there are none.
    ///
    /// @param pattern a path below the first file's folder, with `*` for any letters of a file's name
    List<Part> matching(String pattern);

    /// One file.
    ///
    /// @param name how messages call it
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    record Part(String name, byte[] content) {}
}
