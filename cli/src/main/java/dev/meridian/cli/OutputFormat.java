package dev.meridian.cli;

/// The form of an answer.
enum OutputFormat {
    TEXT,
    JSON
}
