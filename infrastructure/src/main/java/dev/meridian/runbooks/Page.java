package dev.meridian.runbooks;

import java.util.Optional;

/// One page.
///
/// @param file its name
/// @param title of it
/// @param when it is opened, in a few words, for the index
/// @param text of it; empty where an estate has nothing that it is about
/// @param without why it is left out then
record Page(String file, String title, String when, Optional<String> text, String without) {
    static Page of(String file, String title, String when, String text) {
        return new Page(file, title, when, Optional.of(text.strip() + "\n"), "");
    }

    static Page none(String file, String title, String without) {
        return new Page(file, title, "", Optional.empty(), without);
    }
}
