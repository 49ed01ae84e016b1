package dev.meridian.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a file's own steps stand among what a move does.
class AnAddedStepTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "before: hold                      | -       | FENCE",
                "before: fence                     | -       | FENCE",
                "after: fence, before: promote     | FENCE   | PROMOTE",
                "before: promote.orders            | -       | PROMOTE",
                "after: detect, before: scale.web  | -       | ROUTE",
                "after: promote, before: route     | PROMOTE | ROUTE",
                "after: scale, before: verify      | PROMOTE | -",
                "after: route                      | ROUTE   | -",
                "after: verify                     | ROUTE   | -",
            })
    void follows_one_thing_and_holds_up_another(String place, MovePhase follows, MovePhase holdsUp) {
        AddedStep step = steps("one={" + place + ", run: ./one}").getFirst();
        assertThat(step.follows()).isEqualTo(Optional.ofNullable(follows));
        assertThat(step.holdsUp()).isEqualTo(Optional.ofNullable(holdsUp));
    }

    /// Where Meridian's engine stands in for what carries out a plan, its own order has no room for such a step.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "after: scale, before: promote | -       | PROMOTE",
                "after: route, before: promote | -       | PROMOTE",
                "after: fence, before: promote | FENCE   | PROMOTE",
                "after: promote, before: route | PROMOTE | ROUTE"
            })
    void of_a_plan_that_others_carry_out_goes_before_the_later_of_two_phases(
            String place, MovePhase follows, MovePhase holdsUp) {
        AddedStep step = foreign(
                        "one={" + place + ", run: ./one}",
                        "two={after: one, before: " + place.replaceAll(".* ", "") + ", run: ./two}")
                .getLast();
        assertThat(step.follows()).isEqualTo(Optional.ofNullable(follows));
        assertThat(step.holdsUp()).isEqualTo(Optional.ofNullable(holdsUp));
    }

    @Test
    void gets_its_place_from_the_steps_beside_it_too_and_comes_after_those_that_it_needs() {
        List<AddedStep> steps = steps(
                "last={after: first, before: route, run: ./last}",
                "first={after: promote, run: ./first}",
                "between={after: first, before: last, run: ./between}");
        assertThat(steps).extracting(AddedStep::name).containsExactly("first", "between", "last");
        assertThat(steps).allMatch(step -> step.follows().equals(Optional.of(MovePhase.PROMOTE)));
        assertThat(steps).allMatch(step -> step.holdsUp().equals(Optional.of(MovePhase.ROUTE)));
        assertThat(steps.getLast().after()).containsExactly("first", "between");
    }

    @Test
    void after_verify_comes_after_all_that_are_to_be_over_by_then() {
        List<AddedStep> steps =
                steps("tell={after: verify, run: ./tell}", "warm={after: promote, before: verify, run: ./warm}");
        assertThat(steps).extracting(AddedStep::name).containsExactly("warm", "tell");
        assertThat(steps.getLast().after()).containsExactly("warm");
    }

    @Test
    void says_what_it_does_in_each_variant_and_who_does_it() {
        AddedStep drain = steps(
                        "drain={before: fence, action: {waitUntil: {drained: orders}}, timeout: 2m, forced: skip,"
                                + " onFailure: compensate}")
                .getFirst();
        assertThat(drain.graceful().what()).startsWith("wait until");
        assertThat(drain.graceful().timeout().map(it -> it.toMinutes())).contains(2L);
        assertThat(drain.forced().isLeftOut()).isTrue();
        assertThat(drain.onFailure()).isEqualTo(AddedStep.OnFailure.COMPENSATE);
        AddedStep sign = steps("sign={before: promote, by: human, takes: 5m}").getFirst();
        assertThat(sign.byHuman()).isTrue();
        assertThat(sign.forced().what()).isEqualTo("a person does it");
    }

    private static List<AddedStep> foreign(String... steps) {
        String order = steps[0].contains("after: route") ? "route, promote, scale" : "scale, promote, route";
        return all(Stream.concat(
                Stream.of("failover.control.runs=script", "failover.order=[detect, fence, " + order + "]"),
                Arrays.stream(steps).map(step -> "failover.steps." + step)));
    }

    private static List<AddedStep> steps(String... steps) {
        return all(Arrays.stream(steps).map(step -> "failover.steps." + step));
    }

    private static List<AddedStep> all(Stream<String> sets) {
        String[] set = sets.toArray(String[]::new);
        Application shop = Objects.requireNonNull(
                Resolving.example("quickstart.yaml", set).applications().get("shop"));
        return shop.failover().steps().away();
    }
}
