package dev.meridian.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Duty;
import dev.meridian.engine.Prose;
import dev.meridian.engine.Reason;
import dev.meridian.evidence.LogEntry;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people are advised of depends on what the log said before.
class TellingTest {
    private static final RegionName EU = new RegionName("eu-west-1");
    private static final Reason GREY = new Reason.Grey(EU, List.of(new RegionName("us-east-1")));

    private final Telling telling = new Telling();
    private long index;

    private String told(Reason reason) {
        LogEntry line = new LogEntry(
                ++index,
                index,
                "Observed",
                EU.text(),
                new LinkedHashMap<>(),
                List.of(new dev.meridian.evidence.Reason(reason.rule().id(), Prose.sentence(reason))),
                List.of());
        return telling.of(line).reasons().getFirst().text();
    }

    @Test
    void nobody_is_advised_to_move_a_holder_that_is_still_being_promoted() {
        assertThat(told(GREY)).contains("`failover --graceful` would move it without loss");
        told(new Reason.GivenBack(EU, new Epoch(7)));
        assertThat(told(GREY)).doesNotContain("--graceful").contains("it does not accept writes yet");
        told(new Reason.DutyDone(new Duty.Follow(EU, EU, new Epoch(7))));
        assertThat(told(GREY)).doesNotContain("--graceful");
        told(new Reason.DutyDone(new Duty.Promote(EU, new Epoch(7))));
        assertThat(told(GREY)).contains("`failover --graceful` would move it without loss");
    }
}
