package dev.meridian.wan;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/// Accepts TCP on one address until it is closed; one owner thread.
final class TcpListener implements Listener {
    private static final int BACKLOG = 512;

    private final ServerSocket socket;

    TcpListener(InetSocketAddress at) throws IOException {
        socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(at, BACKLOG);
        } catch (IOException e) {
            socket.close();
            throw new AddressInUse(at, "TCP", e);
        }
    }

    void accept(Consumer<Socket> whenAccepted) {
        while (!socket.isClosed()) {
            try {
                whenAccepted.accept(socket.accept());
            } catch (IOException e) {
                // Otherwise the caller was gone before we looked.
                if (socket.isClosed()) {
                    return;
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a listener cannot be closed", e);
        }
    }
}
