package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.agent.Api;
import dev.meridian.engine.Finding;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How the region that holds the role is, in the engine's own word.
class VerdictTest {
    private static final RegionName US = new RegionName("us-east-1");
    private static final RegionName EU = new RegionName("eu-west-1");

    @Test
    void is_that_of_whoever_has_got_furthest() {
        Optional<Verdict> verdict =
                Verdict.of(List.of(status(EU, 7, Optional.of(Finding.DOWN)), status(US, 4, Optional.of(Finding.GREY))));
        assertThat(verdict.orElseThrow().text())
                .isEqualTo("us-east-1 is DOWN: a quorum finds it silent, and it renews no more: the gates decide");
        assertThat(verdict.orElseThrow().json().toString())
                .contains("\"region\":\"us-east-1\"", "\"finding\":\"DOWN\"", "\"text\":\"a quorum finds it silent");
    }

    @Test
    void is_missing_where_nobody_has_ever_held_the_role() {
        assertThat(Verdict.of(List.of(status(EU, 1, Optional.empty())))).isEmpty();
    }

    private static Api.Status status(RegionName region, long index, Optional<Finding> finding) {
        return Statuses.of(region, index, finding.map(_ -> US), List.of(), finding);
    }
}
