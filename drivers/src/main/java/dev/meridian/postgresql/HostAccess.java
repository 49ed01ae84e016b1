package dev.meridian.postgresql;

import dev.meridian.host.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Whom a server lets in (`pg_hba.conf`). It reads that when it starts, and when it is told to
/// ([Server#reload]): a client that has a session keeps it.
///
/// Everybody has the same name, so a server that is closed lets in nobody but standbys: no agent either.
public enum HostAccess {
    /// Clients and standbys.
    OPEN("host all all 127.0.0.0/8 trust\nhost replication all 127.0.0.0/8 trust\n"),
    /// Standbys alone.
    CLOSED("host replication all 127.0.0.0/8 trust\n");

    private final String text;

    HostAccess(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /// Whether a data directory says so; of one without a readable file nothing is true.
    public boolean isOf(Path dataDirectory) {
        try {
            return Files.readString(file(dataDirectory)).equals(text);
        } catch (IOException none) {
            return false;
        }
    }

    /// Says so in a data directory, whole or not at all.
    ///
    /// @param reader as whom its server runs
    void write(Path dataDirectory, Privileges.RunAs reader) throws IOException {
        Path file = file(dataDirectory);
        Path fresh = file.resolveSibling("pg_hba.conf.new");
        Files.writeString(fresh, text);
        reader.own(fresh);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path file(Path dataDirectory) {
        return dataDirectory.resolve("pg_hba.conf");
    }
}
