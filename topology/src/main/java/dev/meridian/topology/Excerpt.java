package dev.meridian.topology;

/// The line that a problem is about, and the part of it that is wrong.
///
/// @param line the text of the line, without its end
/// @param width how many characters the caret underlines, at least one
/// @param note what stands behind the caret; may be empty
public record Excerpt(String line, int width, String note) {}
