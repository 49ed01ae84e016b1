package dev.meridian.security;

import java.util.List;
import java.util.regex.Pattern;

/// What can be asked of a block. A path goes through the blocks in it, through values by name and through every
/// item of a list: `rule.apply_server_side_encryption_by_default.sse_algorithm`. Where it leads to several values,
/// they are all meant. [Place] says whether one holds.
///
/// These are values and no functions, so that a test can take from a resource what each of them looks at, and see
/// that it notices.
sealed interface Condition {
    /// There is a value, and it is one of these.
    record OneOf(String path, List<String> texts) implements Condition {
        public OneOf {
            texts = List.copyOf(texts);
        }
    }

    /// There is a value, and it is like this as a whole.
    ///
    /// @param not a value that is not
    record Matches(String path, Pattern pattern, String not) implements Condition {}

    /// No value there is like this as a whole.
    ///
    /// @param example a value that is
    record Lacks(String path, Pattern pattern, String example) implements Condition {}

    /// No value there is this.
    record Misses(String path, String text) implements Condition {}

    /// Something is said.
    record Said(String path) implements Condition {}

    /// Nothing is said.
    record Silent(String path) implements Condition {}

    /// There is a number, and it is no smaller.
    record AtLeast(String path, long least) implements Condition {}

    /// There is a number, and it is no larger.
    record AtMost(String path, long most) implements Condition {}

    /// One of the values there is this.
    record Has(String path, String text) implements Condition {}

    /// Both are there and are not the same.
    record Differ(String path, String other) implements Condition {}

    /// The value refers to a block of this type, in which this holds.
    record Leads(String path, String type, Condition there) implements Condition {}

    /// A block of this type refers to this one there, and in it this holds.
    record Beside(String type, String path, Condition there) implements Condition {}

    /// A block of this type in another root has there the text that this one has here.
    record Elsewhere(String type, String path, String here) implements Condition {}

    /// In a block of this type, in this root or another, this holds.
    record Somewhere(String type, Condition there) implements Condition {}

    /// There is no block of this type in the root.
    record Without(String type) implements Condition {}

    /// This holds in one of the parts there.
    record Some(String path, Condition part) implements Condition {}

    /// This holds in each of the parts there.
    record Every(String path, Condition part) implements Condition {}

    /// Each of these holds.
    record All(List<Condition> each) implements Condition {
        public All {
            each = List.copyOf(each);
        }
    }

    /// One of these holds.
    record Any(List<Condition> each) implements Condition {
        public Any {
            each = List.copyOf(each);
        }
    }

    static Condition always() {
        return new All(List.of());
    }

    static Condition is(String path, String text) {
        return new OneOf(path, List.of(text));
    }

    static Condition is(String path, boolean value) {
        return is(path, Boolean.toString(value));
    }

    static Condition oneOf(String path, String... texts) {
        return new OneOf(path, List.of(texts));
    }

    /// Where the provider does so by itself: nothing else is said.
    static Condition isOrSilent(String path, String text) {
        return any(new Silent(path), is(path, text));
    }

    static Condition matches(String path, String pattern, String not) {
        return new Matches(path, Pattern.compile(pattern), not);
    }

    static Condition lacks(String path, String text) {
        return new Misses(path, text);
    }

    static Condition lacks(String path, String pattern, String example) {
        return new Lacks(path, Pattern.compile(pattern), example);
    }

    static Condition said(String path) {
        return new Said(path);
    }

    static Condition silent(String path) {
        return new Silent(path);
    }

    static Condition has(String path, String text) {
        return new Has(path, text);
    }

    static Condition leads(String path, String type) {
        return new Leads(path, type, always());
    }

    static Condition leads(String path, String type, Condition there) {
        return new Leads(path, type, there);
    }

    static Condition beside(String type, String path) {
        return new Beside(type, path, always());
    }

    static Condition beside(String type, String path, Condition there) {
        return new Beside(type, path, there);
    }

    static Condition all(Condition... each) {
        return new All(List.of(each));
    }

    static Condition any(Condition... each) {
        return new Any(List.of(each));
    }
}
