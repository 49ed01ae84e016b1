package dev.meridian.postgresql;

import dev.meridian.host.LifeSign;
import java.nio.file.Path;
import java.util.Optional;

/// The server of a data directory, for whoever asks for it many times a second. [Server#adopt] searches each
/// time; a server that was found once is held on to here until its process has gone.
public final class ServerWatch {
    private final Path dataDirectory;
    private Optional<Held> held = Optional.empty();

    private record Held(Server server, LifeSign life) {
        /// One whose directory was moved away is no server of this place any more.
        boolean isHere() {
            return server.worksHere() && life.isThere();
        }
    }

    public ServerWatch(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /// The server that runs there now, whoever started it; empty if none does.
    public synchronized Optional<Server> look() {
        if (held.filter(Held::isHere).isEmpty()) {
            held.ifPresent(it -> it.life().close());
            held = Server.adopt(dataDirectory).flatMap(ServerWatch::hold);
        }
        return held.map(Held::server);
    }

    /// Whether one runs there and accepts connections.
    public boolean isReady() {
        return look().filter(Server::saysReady).isPresent();
    }

    /// What works there after its file was opened, and is still there, is what the file is of.
    private static Optional<Held> hold(Server server) {
        Optional<Held> found = LifeSign.of(server.pid()).map(life -> new Held(server, life));
        boolean isTheSame = found.filter(Held::isHere).isPresent();
        if (!isTheSame) {
            found.ifPresent(it -> it.life().close());
        }
        return isTheSame ? found : Optional.empty();
    }
}
