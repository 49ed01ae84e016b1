package dev.meridian.twin;

import dev.meridian.agent.Api;
import dev.meridian.agent.HttpConnection;
import dev.meridian.agent.Ports;
import dev.meridian.incident.Wire;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Asks agents for their status, past all links: the eyes of whoever sits in front of the machine.
public final class StatusClient {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private StatusClient() {}

    /// Empty if nobody answers there.
    public static Optional<Api.Status> ask(int number) {
        InetSocketAddress target = new InetSocketAddress(Addresses.host(number), Ports.API);
        try (HttpConnection connection =
                HttpConnection.open(Addresses.host(number), target, target.getHostString(), PATIENCE)) {
            HttpConnection.Response response = connection.exchange("GET", "/status", "", PATIENCE);
            return response.status() == 200
                    ? Optional.of(Wire.JSON.readValue(response.body(), Api.Status.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
