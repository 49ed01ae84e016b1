package dev.meridian.evidence;

import java.util.Locale;

/// How an operation failed, from the client's side.
public enum Failure {
    /// Turned away before it could take effect.
    REFUSED,
    /// No answer within the client's deadline: it may have happened.
    TIMEOUT,
    /// The connection broke before the request was complete.
    RESET,
    /// The connection broke after the commit was sent: it may have happened.
    IN_DOUBT,
    /// The server said yes with a warning that it is not as durable as asked for; not a success.
    NOT_DURABLE;

    /// As JSON and reports write it, for example `in-doubt`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
