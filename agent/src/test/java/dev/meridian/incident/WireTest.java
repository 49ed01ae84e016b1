package dev.meridian.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Beat;
import dev.meridian.engine.Duty;
import dev.meridian.engine.Event;
import dev.meridian.engine.Fence;
import dev.meridian.engine.Handover;
import dev.meridian.engine.Heard;
import dev.meridian.engine.HoldersClock;
import dev.meridian.engine.Marks;
import dev.meridian.engine.Moment;
import dev.meridian.engine.Order;
import dev.meridian.engine.Reached;
import dev.meridian.engine.Renewal;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.engine.TooDear;
import dev.meridian.engine.Undertaking;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
    private static final RegionName EU = new RegionName("eu-west-1");
    private static final RegionName US = new RegionName("us-east-1");
    private static final Stamp STAMP = new Stamp(EU, 3, 17, 123_456_789L, 43);
    private static final Order.Signature SIGNED =
            new Order.Signature("ada", Optional.of("grace"), "a flood", Duration.ofMinutes(10));

    static List<Event> events() {
        return List.of(
                new Event.Observed(
                        STAMP,
                        List.of(new Sight(
                                US,
                                Sight.Verdict.SILENT,
                                Duration.ofNanos(1_234_567),
                                List.of(new Sight.ProbeWord("http", false, "status 503")))),
                        12,
                        Duration.ofMillis(900),
                        Duration.ofHours(2),
                        ServerState.STANDBY,
                        Duration.ofMinutes(3),
                        OptionalInt.of(100),
                        1_795_319_970L),
                new Event.Observed(
                        STAMP,
                        List.of(),
                        12,
                        Duration.ofMillis(900),
                        Duration.ofHours(2),
                        ServerState.NONE,
                        Duration.ZERO,
                        OptionalInt.empty(),
                        1_795_319_970L),
                new Event.Renewed(STAMP, new Epoch(9), true, OptionalLong.empty()),
                new Event.Renewed(STAMP, new Epoch(9), false, OptionalLong.of(41_000_000)),
                new Event.Renewed(
                        STAMP,
                        new Epoch(9),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(7),
                        OptionalLong.of(2)),
                new Event.Promised(STAMP, 44, 24_000_000, Optional.of(new Beat(new HoldersClock(new Epoch(9), 3), 99))),
                new Event.Promised(STAMP, 44, 24_000_000, Optional.empty()),
                new Event.Claimed(STAMP, 44, OptionalLong.empty()),
                new Event.Claimed(STAMP, 44, OptionalLong.of(41_000_000)),
                new Event.Yielded(STAMP, 44, 24_000_000),
                new Event.Ordered(STAMP, new Order.Move(SIGNED, EU, Order.Variant.GRACEFUL, "f00d")),
                new Event.Ordered(STAMP, new Order.AcceptLoss(SIGNED, Duration.ofSeconds(30))),
                new Event.Ordered(STAMP, new Order.AcceptLoss(SIGNED, Loss.ANY)),
                new Event.Ordered(STAMP, new Order.Resume(SIGNED)),
                new Event.Fulfilled(STAMP, new Duty.Promote(EU, new Epoch(50))),
                new Event.Failed(STAMP, new Duty.CatchUp(EU, US, 44, 24_000_688), "not as far yet", false),
                new Event.Failed(STAMP, new Duty.Rejoin(US, EU, new Epoch(50)), "no copy was made", false));
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_entry_reads_back_as_it_was_written(Event event) {
        byte[] bytes = Wire.bytes(event);
        assertThat(Wire.event(bytes, 0, bytes.length)).isEqualTo(event);
    }

    @Test
    void a_snapshot_reads_back_as_it_was_written() {
        Event.Promised promised = new Event.Promised(STAMP, 44, 24_000_000, Optional.empty());
        Event.Observed observed = (Event.Observed) events().getFirst();
        Moment moment = new Moment(43, new LinkedHashMap<>(Map.of(EU, STAMP)), new LinkedHashMap<>(Map.of(US, STAMP)));
        State state = new State(
                51,
                new State.Stage.Recovering(
                        44,
                        US,
                        Optional.of(EU),
                        Optional.of(US),
                        new LinkedHashMap<>(Map.of(EU, promised)),
                        Optional.of(Duration.ofMillis(3600)),
                        Optional.of(new State.Offer(EU, new Loss.ProvablyNone(2, 1, 2), Fence.LEASE, moment)),
                        Optional.of(new Handover(
                                EU,
                                Order.Variant.GRACEFUL,
                                "f00d",
                                moment,
                                Duration.ofMinutes(10),
                                Optional.of(new Handover.Receipt(24_000_000, moment)),
                                true))),
                Optional.of(new State.Grant(
                        new Epoch(9),
                        US,
                        Optional.of(EU),
                        new Loss.AtMost(Duration.ofMillis(1500), "behind"),
                        true,
                        List.of(EU))),
                Optional.of(new Renewal(40, 2, 7, true, OptionalLong.of(3), OptionalLong.of(5))),
                new Heard(
                        new LinkedHashMap<>(
                                Map.of(EU, new State.Word(observed, moment, moment, new State.Hearing(5, 6)))),
                        new LinkedHashMap<>(Map.of(EU, STAMP))),
                new Reached(
                        new LinkedHashMap<>(Map.of(EU, new Epoch(9))), new LinkedHashMap<>(Map.of(US, new Epoch(9)))),
                new LinkedHashMap<>(Map.of(12L, new State.Standing(new Order.AttestDown(SIGNED, US), moment))),
                new Marks(
                        "LEASE-2",
                        true,
                        new Epoch(9),
                        new Undertaking(
                                7,
                                Order.Variant.GRACEFUL,
                                new Epoch(9),
                                Optional.of(EU),
                                new LinkedHashMap<>(Map.of("warm", Undertaking.End.FAILED)),
                                Optional.of(Undertaking.NONE)),
                        Optional.of(new TooDear(
                                new HoldersClock(new Epoch(9), 2),
                                OptionalLong.of(5),
                                new Loss.AtMost(Duration.ofMillis(1500), "behind"),
                                new LinkedHashMap<>(Map.of(EU, promised)),
                                List.of(EU),
                                List.of(EU)))));

        assertThat(Wire.JSON.readValue(Wire.JSON.writeValueAsBytes(state), State.class))
                .isEqualTo(state);
    }
}
