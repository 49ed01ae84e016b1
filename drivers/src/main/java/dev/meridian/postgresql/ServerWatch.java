package dev.meridian.postgresql;

import java.nio.file.Path;
import java.util.Optional;

/// The server of a data directory, for whoever asks for it many times a second. [Server#adopt] searches each
/// time; a server that was found once is held on to here for as long as it works there.
public final class ServerWatch {
    private final Path dataDirectory;
    private Optional<Server> found = Optional.empty();

    public ServerWatch(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /// The server that runs there now, whoever started it; empty if none does.
    public synchronized Optional<Server> look() {
        if (found.filter(Server::worksHere).isEmpty()) {
            found = Server.adopt(dataDirectory);
        }
        return found;
    }

    /// Whether one runs there and accepts connections.
    public boolean isReady() {
        return look().filter(Server::saysReady).isPresent();
    }
}
