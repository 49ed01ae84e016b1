package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Sight.Verdict;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A link may carry one way only: whoever is heard and does not hear does nothing that it is asked for.
class DeafTest {
    private static final Order.Signature ADA =
            new Order.Signature("ada", Optional.of("grace"), "because", Duration.ofMinutes(10));

    private final Script script = Script.steady(Climates.unfenced());
    private final long seen = script.state().index();
    private final long freshness = script.policy.freshness().toMillis();

    private void says(RegionName by) {
        script.say(script.deaf(by, Verdict.HEALTHY, 0, seen));
    }

    private Evidence.Age age(RegionName of) {
        return new Evidence(script.state(), script.stamp(EU), new Rules(script.policy, List.of())).age(of);
    }

    private void goesOn(long until) {
        for (long at = script.now() + 500; at <= until; at += 500) {
            script.at(at).renew(US).sees(US, Verdict.UNKNOWN, 0).sees(EU, Verdict.HEALTHY, at);
            says(AP);
        }
    }

    @Test
    void one_is_not_heard_of_once_it_lacks_what_others_have_known_for_long() {
        goesOn(2 * freshness - 500);
        assertThat(age(AP)).isEqualTo(Evidence.Age.FRESH);
        goesOn(2 * freshness + 2000);
        assertThat(age(AP)).isEqualTo(Evidence.Age.GONE);
        assertThat(age(EU)).isEqualTo(Evidence.Age.FRESH);
        String plan = Plan.of(script.policy, US, AP, Order.Variant.GRACEFUL).hash();
        script.say(new Event.Ordered(script.stamp(EU), new Order.Move(ADA, AP, Order.Variant.GRACEFUL, plan)));
        assertThat(script.rules()).contains("ORDER-2");
    }

    @Test
    void one_is_heard_of_again_as_soon_as_it_has_heard_something() {
        goesOn(2 * freshness + 2000);
        script.sees(AP, Verdict.HEALTHY, 0).sees(EU, Verdict.HEALTHY, 0);
        assertThat(age(AP)).isEqualTo(Evidence.Age.FRESH);
    }

    /// What was said meanwhile comes all at once when the log goes on.
    @Test
    void nobody_is_where_the_log_stood_still() {
        goesOn(2 * freshness - 500);
        for (long at = script.now() + 500; at <= 5 * freshness; at += 500) {
            script.at(at);
            says(EU);
            says(AP);
        }
        assertThat(age(AP)).isNotEqualTo(Evidence.Age.GONE);
        script.sees(EU, Verdict.HEALTHY, 0);
        assertThat(age(AP)).isNotEqualTo(Evidence.Age.GONE);
    }
}
