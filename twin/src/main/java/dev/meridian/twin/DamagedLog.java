package dev.meridian.twin;

import java.io.IOException;
import java.nio.file.Path;

/// The event log of an agent is not as the agent wrote it.
public final class DamagedLog extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Path log;
    private final int line;
    private final String what;

    DamagedLog(Path log, int line, String what) {
        super(log + ":" + line + ": " + what);
        this.log = log;
        this.line = line;
        this.what = what;
    }

    public Path log() {
        return log;
    }

    /// What is out of place there.
    public String what() {
        return what;
    }

    /// Where, counted from 1.
    public int line() {
        return line;
    }
}
