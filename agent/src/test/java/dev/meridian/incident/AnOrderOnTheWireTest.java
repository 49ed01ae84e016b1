package dev.meridian.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.engine.Order;
import dev.meridian.units.RegionName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/// Orders come from outside: what is none must not become an entry, which every agent would have to apply.
class AnOrderOnTheWireTest {
    private static final RegionName AWAY = new RegionName("eu-west-1");
    private static final Order.Signature ONE =
            new Order.Signature("anna", Optional.empty(), "a test", Duration.ofMinutes(10));
    private static final Order.Signature TWO =
            new Order.Signature("anna", Optional.of("bert"), "a test", Duration.ofMillis(1_500));

    static Stream<Order> orders() {
        return Stream.of(
                new Order.Move(ONE, AWAY, Order.Variant.FORCED, "00ff"),
                new Order.Cancel(ONE),
                new Order.Pause(ONE),
                new Order.Resume(TWO),
                new Order.Acknowledge(ONE),
                new Order.Pin(ONE, AWAY),
                new Order.AcceptLoss(ONE, Duration.ofSeconds(30)),
                new Order.AttestDown(TWO, AWAY));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void is_read_as_it_was_written(Order order) {
        assertThat(Wire.order(Wire.bytes(order))).isEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "{\"kind\":\"Pause\"}",
                "{\"kind\":\"Pause\",\"by\":null}",
                "{\"kind\":\"Pause\",\"by\":{\"actor\":\"anna\",\"reason\":\"a test\"}}",
                "{\"kind\":\"Pause\",\"by\":{\"actor\":\"anna\",\"expires\":\"PT1M\"}}",
                "{\"kind\":\"Pause\",\"by\":{\"actor\":null,\"reason\":\"a test\",\"expires\":\"PT1M\"}}",
                "{\"kind\":\"Pause\",\"by\":{\"actor\":\"a\",\"reason\":\"b\",\"expires\":\"PT1M\"},\"more\":1}",
                "{\"kind\":\"Pin\",\"by\":{\"actor\":\"a\",\"reason\":\"b\",\"expires\":\"PT1M\"}}",
                "{\"kind\":\"Pin\",\"by\":{\"actor\":\"a\",\"reason\":\"b\",\"expires\":\"PT1M\"},\"region\":\"No Name\"}",
                "{\"kind\":\"Move\",\"by\":{\"actor\":\"a\",\"reason\":\"b\",\"expires\":\"PT1M\"},\"to\":\"eu-west-1\"}",
                "{\"kind\":\"Conquer\",\"by\":{\"actor\":\"a\",\"reason\":\"b\",\"expires\":\"PT1M\"}}"
            })
    void that_is_none_is_refused_before_it_becomes_an_entry(String text) {
        assertThatThrownBy(() -> Wire.order(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfAny(JacksonException.class, IllegalArgumentException.class);
    }
}
