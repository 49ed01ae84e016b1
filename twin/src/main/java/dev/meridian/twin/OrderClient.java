package dev.meridian.twin;

import dev.meridian.agent.HttpConnection;
import dev.meridian.agent.OrderDesk;
import dev.meridian.agent.Ports;
import dev.meridian.engine.Order;
import dev.meridian.incident.Wire;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// Brings people's orders to the agents, past all links like [StatusClient].
///
/// Any agent will do, so one that does not answer is passed over, and one that says that nobody leads the log
/// as far as it is heard. One that has heard the order and cannot say what became of it is not: given twice, a
/// move would be refused as the second one of two.
public final class OrderClient {
    private static final Duration CONNECT = Duration.ofSeconds(1);

    /// Longer than an agent waits for its majority.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private OrderClient() {}

    /// What became of an order.
    public sealed interface Answer {
        /// It is an entry of the log: taken, or refused there.
        record Given(long entry, boolean taken) implements Answer {}

        /// An agent has it and no majority in time: it may still become an entry.
        record InDoubt(String why) implements Answer {}

        /// No agent answers, or nobody led the log: it certainly did not happen.
        record Unheard() implements Answer {}
    }

    /// Gives an order through the first of these places whose agent answers and is led.
    ///
    /// @param numbers of the places in the address plan
    public static Answer give(Collection<Integer> numbers, Order order) {
        for (int number : numbers) {
            // One that stands still would take the order in and never say so.
            Optional<HttpConnection> connection =
                    StatusClient.ask(number).isPresent() ? connect(number) : Optional.empty();
            if (connection.isPresent()) {
                try (HttpConnection open = connection.get()) {
                    Answer answer = give(open, order);
                    if (!(answer instanceof Answer.Unheard)) {
                        return answer;
                    }
                }
            }
        }
        return new Answer.Unheard();
    }

    private static Answer give(HttpConnection open, Order order) {
        try {
            HttpConnection.Response response = open.exchange("POST", "/orders", text(order), PATIENCE);
            return switch (response.status()) {
                case 200 -> {
                    OrderDesk.Given given = Wire.JSON.readValue(response.body(), OrderDesk.Given.class);
                    yield new Answer.Given(given.entry(), given.taken());
                }
                case 400 -> throw new IllegalArgumentException(response.body());
                case 503 -> new Answer.Unheard();
                default -> new Answer.InDoubt("no majority of the agents has taken it in in time");
            };
        } catch (IOException | JacksonException e) {
            return new Answer.InDoubt("the agent that was given it did not answer: " + e.getMessage());
        }
    }

    /// What would become of an order now, by the first agent that says so; empty if none does. Touches nothing.
    public static Optional<OrderDesk.Judged> judge(Collection<Integer> numbers, Order order) {
        return numbers.stream().flatMap(number -> judge(number, order).stream()).findFirst();
    }

    private static Optional<OrderDesk.Judged> judge(int number, Order order) {
        Optional<HttpConnection> connection = connect(number);
        if (connection.isEmpty()) {
            return Optional.empty();
        }
        try (HttpConnection open = connection.get()) {
            HttpConnection.Response response = open.exchange("POST", "/orders/judged", text(order), PATIENCE);
            return response.status() == 200
                    ? Optional.of(Wire.JSON.readValue(response.body(), OrderDesk.Judged.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static String text(Order order) {
        return new String(Wire.bytes(order), StandardCharsets.UTF_8);
    }

    private static Optional<HttpConnection> connect(int number) {
        InetSocketAddress target = new InetSocketAddress(Addresses.host(number), Ports.API);
        try {
            return Optional.of(HttpConnection.open(Addresses.host(number), target, target.getHostString(), CONNECT));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
