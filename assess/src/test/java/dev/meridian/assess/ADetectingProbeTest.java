package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The probes that a detection is reckoned by: those of the trigger that starts the plan, and no other entrance's.
class ADetectingProbeTest {
    private static Read shop(String when, String health, String... sets) {
        return Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 1h}
                regions: {eastus: {role: primary}, westus: {role: standby}}
                services: {web: {port: 80}}
                traffic:
                  entrances:
                    web: {providers: [route53], route: [weighted], switch: dns, ttl: 60s, health: none}
                    side: {to: web, providers: [traffic-manager], route: [failover], switch: dns, ttl: 60s, health: %s}
                failover:
                  mode: automatic
                  control: {runs: script}
                  fence: none
                  probes:
                    score: {kind: application, every: 30s, timeout: 2s}
                    profile: {kind: https, to: web, path: /health, every: 60s, failures: 4, timeout: 10s}
                  triggers: {score: {when: [%s], for: 1m, act: failover}}
                  steps: {scale: {takes: 1m}}
                """.formatted(health, when), sets);
    }

    private static String part(Read read, String name) {
        return Found.rto(read).parts().stream()
                .filter(part -> part.name().equals(name))
                .map(part -> part.best() + " " + part.plan() + " " + part.why())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void is_that_of_the_trigger_with_its_own_rhythm() {
        assertThat(part(shop("score", "profile"), "detect"))
                .isEqualTo("0s 32s 1 × every 30s 0s to 30s + timeout 0s to 2s");
        assertThat(part(shop("profile", "profile"), "detect")).startsWith("3m 4m10s 4 × every 1m");
        assertThat(part(shop("score, profile", "profile"), "detect")).startsWith("3m 4m10s");
    }

    /// Users whom another check moves come after that check, however quick the plan is.
    @Test
    void of_another_entrance_counts_for_its_users() {
        assertThat(part(shop("score", "profile"), "verify")).contains("users of `side` by its own check");
        assertThat(part(shop("score", "none"), "verify")).doesNotContain("own check");
        assertThat(Found.rto(shop("score", "profile")).span().plan()).isEqualTo(Optional.of(Duration.parse("PT5M50S")));
    }

    /// A verdict that is told to people moves nobody: what moves users has a rhythm of its own.
    @Test
    void is_none_that_is_only_told_to_people() {
        Read one = shop("score", "none", "failover.triggers.score.act=notify");
        assertThat(part(one, "detect")).startsWith("3m 4m10s 4 × every 1m");
        Read both = one.with("failover.triggers.profile={when: profile, act: notify}");
        assertThat(part(both, "detect")).contains("time to detect").doesNotContain("every");
        Read front = both.with("traffic.entrances.side.health=profile");
        assertThat(part(front, "detect")).contains("4 × every 1m");
    }
}
