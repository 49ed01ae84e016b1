package dev.meridian.postgresql;

import dev.meridian.host.Privileges;
import java.nio.file.Path;

/// What servers are made of on this machine.
///
/// @param binaries the directory that holds `bin/postgres` ([Binaries#unpack])
/// @param cacheRoot where the template of data directories is kept ([CacheRoot#find()])
/// @param runAs as whom servers run ([Privileges#find()])
public record Installation(Path binaries, Path cacheRoot, Privileges.RunAs runAs) {
    String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }
}
