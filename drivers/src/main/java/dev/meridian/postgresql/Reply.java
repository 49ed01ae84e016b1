package dev.meridian.postgresql;

import java.util.function.Function;

/// What a database made of a request. A lost connection does not say whether a write happened; this type does not
/// either, and its reader has to.
public sealed interface Reply<T> {
    /// It happened, and is as durable as the server was told to make it.
    record Done<T>(T value) implements Reply<T> {}

    /// It happened on this server, but a warning says that its standbys have not confirmed it, or may not have.
    /// Not a success: it may be lost in a failover.
    record NotDurable<T>(String warning) implements Reply<T> {}

    /// It did not happen.
    record CertainlyNot<T>(String why) implements Reply<T> {}

    /// It may have happened, or may still.
    record MaybeDone<T>(String why) implements Reply<T> {}

    /// The same outcome with another value.
    default <U> Reply<U> map(Function<T, U> mapping) {
        return then(value -> new Done<>(mapping.apply(value)));
    }

    /// What `next` makes of the value, or this outcome where there is none.
    default <U> Reply<U> then(Function<T, Reply<U>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case NotDurable<T>(String warning) -> new NotDurable<>(warning);
            case CertainlyNot<T>(String why) -> new CertainlyNot<>(why);
            case MaybeDone<T>(String why) -> new MaybeDone<>(why);
        };
    }
}
