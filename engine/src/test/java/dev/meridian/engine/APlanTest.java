package dev.meridian.engine;

import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What holds for a plan before any move is made with it.
class APlanTest {
    private static final Pattern RULE = Pattern.compile("[A-Z]+-\\d+");

    private static Plan plan(Order.Variant variant) {
        return Plan.of(Climates.quickstart(), US, EU, variant);
    }

    /// Everything that has to be done before it.
    private static Set<String> before(Plan plan, String id) {
        Set<String> all = new LinkedHashSet<>();
        for (Plan.Step step : plan.steps()) {
            if (step.id().equals(id)) {
                for (String earlier : step.after()) {
                    all.add(earlier);
                    all.addAll(before(plan, earlier));
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(Order.Variant.class)
    void takes_each_step_once_and_after_steps_that_it_has(Order.Variant variant) {
        List<String> seen = new ArrayList<>();
        for (Plan.Step step : plan(variant).steps()) {
            assertThat(seen).as(step.id()).doesNotContain(step.id()).containsAll(step.after());
            seen.add(step.id());
        }
    }

    @ParameterizedTest
    @EnumSource(Order.Variant.class)
    void does_nothing_that_has_no_way_back_before_the_old_side_is_fenced_and_the_loss_is_judged(Order.Variant variant) {
        Plan plan = plan(variant);
        String fence = variant == Order.Variant.GRACEFUL ? "yield:" + US : "lease";
        List<Plan.Step> irreversible =
                plan.steps().stream().filter(step -> step.undo().isEmpty()).toList();
        assertThat(irreversible).extracting(Plan.Step::id).contains("claim:" + EU, "promote:" + EU, "route:" + EU);
        assertThat(irreversible)
                .allSatisfy(step -> assertThat(before(plan, step.id())).contains("offer", fence));
    }

    @ParameterizedTest
    @EnumSource(Order.Variant.class)
    void names_the_stores_where_nobody_checks_an_epoch(Order.Variant variant) {
        assertThat(Plan.of(Climates.unfenced("sessions"), US, EU, variant).steps())
                .filteredOn(step -> step.id().startsWith("unfenced:"))
                .singleElement()
                .satisfies(
                        step -> assertThat(step.what()).contains("`sessions`", "us-east-1", "failover.fence.within"));
    }

    @ParameterizedTest
    @EnumSource(Order.Variant.class)
    void offers_the_role_after_what_is_written_where_nobody_checks_an_epoch_has_ended(Order.Variant variant) {
        Plan plan = Plan.of(Climates.unfenced("sessions", "cache"), US, EU, variant);
        assertThat(before(plan, "offer")).contains("unfenced:sessions", "unfenced:cache");
        String stop = variant == Order.Variant.GRACEFUL ? "yield:" + US : "lease";
        assertThat(before(plan, "unfenced:sessions")).contains(stop);
    }

    /// A step that no agent can do would be waited for for ever.
    @ParameterizedTest
    @EnumSource(Order.Variant.class)
    void has_a_duty_for_each_step_of_a_region_and_a_rule_for_each_that_the_log_decides(Order.Variant variant) {
        Set<String> rules = Arrays.stream(Rule.values()).map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
        Set<String> verbs = Arrays.stream(Duty.class.getPermittedSubclasses())
                .map(duty -> duty.getSimpleName().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        for (Plan.Step step : plan(variant).steps()) {
            Matcher rule = RULE.matcher(step.done());
            assertThat(rule.find()).as(step.done()).isTrue();
            assertThat(rules).contains(rule.group());
            step.region().ifPresent(_ -> assertThat(verbs).contains(step.id().split(":", 2)[0]));
        }
    }
}
