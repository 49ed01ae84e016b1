package dev.meridian.engine;

import static dev.meridian.engine.Climates.AP;
import static dev.meridian.engine.Climates.EU;
import static dev.meridian.engine.Climates.US;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.AddedStep;
import dev.meridian.blueprint.AddedStep.OnFailure;
import dev.meridian.blueprint.AddedSteps;
import dev.meridian.blueprint.MovePhase;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Steps that a file adds to a move: begun when their time has come, waited for, and ended once.
class AddedStepsTest {
    private static final Order.Signature ADA =
            new Order.Signature("ada", Optional.empty(), "because", Duration.ofMinutes(1));

    @Test
    void the_role_is_not_offered_before_a_step_that_the_file_puts_before_promote() {
        Script script = lost(step("freeze", null, MovePhase.PROMOTE, OnFailure.STOP));
        assertThat(script.outstanding()).contains(perform(EU, script, "freeze"));
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 1700, EU, AP);
        assertThat(script.offered()).isEmpty();
        assertThat(script.state().held()).isEqualTo("STEP-1");
        script.done(perform(EU, script, "freeze"));
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void a_step_after_the_fence_begins_when_every_other_gate_is_open() {
        Script script = lost(step("check", MovePhase.FENCE, MovePhase.PROMOTE, OnFailure.STOP));
        script.promise(EU, 4096).promise(AP, 4096);
        assertThat(script.state().held()).isEqualTo("LEASE-2");
        assertThat(script.outstanding()).noneMatch(Duty.Perform.class::isInstance);
        script.silence(1000, 1700, EU, AP);
        assertThat(script.outstanding()).contains(perform(EU, script, "check"));
        script.done(perform(EU, script, "check"));
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void a_step_is_done_by_whoever_would_be_offered_the_role_where_the_likeliest_is_gone() {
        Script script = lost(step("check", MovePhase.FENCE, MovePhase.PROMOTE, OnFailure.STOP));
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 6_000, AP);
        assertThat(script.state().held()).isEqualTo("STEP-1");
        assertThat(script.outstanding()).contains(perform(AP, script, "check"));
        script.done(perform(AP, script, "check"));
        assertThat(script.offered()).contains(AP);
    }

    @Test
    void a_step_is_done_elsewhere_where_who_was_to_get_the_role_back_is_gone() {
        Script script = calm(step("check", MovePhase.FENCE, MovePhase.PROMOTE, OnFailure.STOP));
        move(script, Order.Variant.GRACEFUL);
        script.say(new Event.Yielded(script.stamp(US), script.ballot(), 4096));
        script.say(new Event.Ordered(script.stamp(AP), new Order.Cancel(ADA)));
        script.promise(EU, 4096).promise(AP, 4096);
        script.silence(1000, 8_000, EU, AP);
        assertThat(script.state().held()).isEqualTo("STEP-1");
        script.done(perform(EU, script, "check"));
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void users_are_sent_there_after_the_steps_before_route_each_after_those_that_it_names() {
        AddedStep warm = step("warm", MovePhase.PROMOTE, MovePhase.ROUTE, OnFailure.STOP);
        AddedStep look = new AddedStep(
                "look",
                Optional.of(MovePhase.PROMOTE),
                List.of("warm"),
                Optional.of(MovePhase.ROUTE),
                true,
                Optional.of(Duration.ofMinutes(2)),
                way(),
                way(),
                OnFailure.STOP);
        Script script = lost(warm, look, step("tell", MovePhase.ROUTE, null, OnFailure.STOP));
        long ballot = script.ballot();
        granted(script);
        assertThat(script.last().reasons()).contains(new Reason.StepsAwaited(List.of("warm", "look"), MovePhase.ROUTE));
        assertThat(script.outstanding()).contains(new Duty.Perform(EU, ballot, "warm"));
        assertThat(Duties.ofPeople(script.state(), script.policy)).isEmpty();

        script.done(new Duty.Perform(EU, ballot, "warm"));
        assertThat(Duties.ofPeople(script.state(), script.policy))
                .extracting(AddedStep::name)
                .containsExactly("look");
        assertThat(script.outstanding()).noneMatch(Duty.Route.class::isInstance);

        order(script, "look");
        assertThat(script.rules()).containsExactly("ORDER-1");
        assertThat(script.outstanding())
                .filteredOn(Duty.Route.class::isInstance)
                .hasSize(3);
        assertThat(script.outstanding()).noneMatch(Duty.Perform.class::isInstance);

        route(script, EU);
        route(script, AP);
        assertThat(script.outstanding())
                .as("the users of the dead cannot be sent, and are not waited for")
                .contains(new Duty.Perform(EU, ballot, "tell"));
    }

    @Test
    void a_step_that_fails_waits_for_a_person_or_is_left_out_as_the_file_says() {
        Script script = lost(
                step("freeze", null, MovePhase.PROMOTE, OnFailure.STOP),
                step("notify", null, MovePhase.PROMOTE, OnFailure.CONTINUE));
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 1700, EU, AP);
        fails(script, "notify");
        assertThat(script.rules()).containsExactly("DUTY-2", "STEP-3");
        fails(script, "freeze");
        assertThat(script.rules()).containsExactly("DUTY-2", "STEP-2");
        assertThat(script.offered()).isEmpty();
        assertThat(script.outstanding())
                .as("it is not tried again by itself")
                .noneMatch(Duty.Perform.class::isInstance);
        assertThat(Duties.ofPeople(script.state(), script.policy))
                .extracting(AddedStep::name)
                .containsExactly("freeze");

        order(script, "notify");
        assertThat(script.rules()).as("it is over").containsExactly("ORDER-2");
        order(script, "freeze");
        assertThat(script.offered()).contains(EU);
    }

    @Test
    void a_graceful_move_asks_the_old_side_to_stop_after_the_steps_before_the_fence() {
        Script script = calm(step("stop-imports", null, MovePhase.FENCE, OnFailure.STOP));
        move(script, Order.Variant.GRACEFUL);
        assertThat(script.rules()).containsExactly("ORDER-1", "STEP-1");
        assertThat(script.outstanding()).containsExactly(perform(EU, script, "stop-imports"));
        script.done(perform(EU, script, "stop-imports"));
        assertThat(script.outstanding()).containsExactly(new Duty.Yield(US, script.ballot(), EU));
    }

    @Test
    void a_graceful_move_does_what_it_can_while_the_old_side_serves() {
        Script script = calm(
                step("warm", null, MovePhase.ROUTE, OnFailure.STOP),
                step("compare", MovePhase.FENCE, MovePhase.PROMOTE, OnFailure.STOP),
                step("tell", null, null, OnFailure.STOP));
        move(script, Order.Variant.GRACEFUL);
        assertThat(script.outstanding()).containsExactly(perform(EU, script, "warm"), perform(EU, script, "tell"));
        script.done(perform(EU, script, "warm"));
        assertThat(script.outstanding()).contains(new Duty.Yield(US, script.ballot(), EU));
    }

    @Test
    void a_failure_that_is_to_be_compensated_gives_a_graceful_move_up() {
        Script script = calm(step("stop-imports", null, MovePhase.FENCE, OnFailure.COMPENSATE));
        move(script, Order.Variant.GRACEFUL);
        fails(script, "stop-imports");
        assertThat(script.rules()).contains("STEP-2", "MOVE-9");
        assertThat(script.state().stage()).isInstanceOf(State.Stage.Steady.class);
        assertThat(script.state().holder()).contains(US);
    }

    @Test
    void what_was_done_in_a_graceful_move_is_not_done_again_when_it_is_forced() {
        Script script = calm(step("stop-imports", null, MovePhase.FENCE, OnFailure.STOP));
        move(script, Order.Variant.GRACEFUL);
        script.done(perform(EU, script, "stop-imports"));
        move(script, Order.Variant.FORCED);
        assertThat(script.rules()).contains("MOVE-10");
        assertThat(script.outstanding()).noneMatch(Duty.Perform.class::isInstance);
    }

    @Test
    void a_move_that_comes_to_nothing_leaves_the_steps_of_the_last_one_where_they_were() {
        Script script = lost(step("tell", MovePhase.PROMOTE, null, OnFailure.STOP));
        long ballot = script.ballot();
        granted(script);
        script.renew(EU);
        Duty tell = new Duty.Perform(EU, ballot, "tell");
        assertThat(script.outstanding()).contains(tell);
        route(script, EU);
        route(script, AP);
        script.at(3000).sees(AP, Sight.Verdict.HEALTHY, 0).sees(EU, Sight.Verdict.UNKNOWN, 0);
        move(script, AP, Order.Variant.GRACEFUL);
        assertThat(script.rules()).contains("ORDER-1");
        assertThat(script.outstanding()).doesNotContain(tell);
        script.say(new Event.Ordered(script.stamp(AP), new Order.Cancel(ADA)));
        assertThat(script.outstanding()).contains(tell);
    }

    @Test
    void a_step_that_a_variant_leaves_out_is_neither_done_nor_planned() {
        AddedStep.Way skipped = new AddedStep.Way(true, "run ./drain", Optional.empty());
        AddedStep drain = new AddedStep(
                "drain",
                Optional.empty(),
                List.of(),
                Optional.of(MovePhase.PROMOTE),
                false,
                Optional.empty(),
                way(),
                skipped,
                OnFailure.STOP);
        Script script = lost(drain);
        assertThat(script.outstanding()).noneMatch(Duty.Perform.class::isInstance);
        assertThat(Plan.of(script.policy, US, EU, Order.Variant.FORCED).steps())
                .noneMatch(step -> step.id().equals("step:drain"));
        assertThat(Plan.of(script.policy, US, EU, Order.Variant.GRACEFUL).steps())
                .anyMatch(step -> step.id().equals("step:drain"));
    }

    @Test
    void a_plan_names_them_in_front_of_what_waits_for_them_and_its_hash_changes_with_them() {
        Policy policy = Climates.quickstart()
                .with(new AddedSteps(
                        List.of(
                                step("stop-imports", null, MovePhase.FENCE, OnFailure.STOP),
                                step("warm", MovePhase.PROMOTE, MovePhase.ROUTE, OnFailure.STOP),
                                step("tell", MovePhase.ROUTE, null, OnFailure.STOP)),
                        List.of()));
        Plan plan = Plan.of(policy, US, EU, Order.Variant.GRACEFUL);
        assertThat(plan.steps())
                .extracting(Plan.Step::id)
                .containsSubsequence(
                        "step:stop-imports",
                        "yield:us-east-1",
                        "offer",
                        "promote:eu-west-1",
                        "step:warm",
                        "route:us-east-1",
                        "step:tell");
        assertThat(plan.missingBefore("yield:us-east-1", List.of("observe"))).containsExactly("step:stop-imports");
        assertThat(plan.missingBefore("route:ap-southeast-1", List.of("promote:eu-west-1")))
                .contains("step:warm");
        assertThat(plan.hash())
                .isNotEqualTo(Plan.of(Climates.quickstart(), US, EU, Order.Variant.GRACEFUL)
                        .hash());
    }

    /// It would only stop the old side: six steps of unknown length count as a minute.
    @Test
    void a_forced_move_whose_time_is_over_before_its_steps_is_refused() {
        AddedStep[] steps = IntStream.range(0, 6)
                .mapToObj(number -> step("step-" + number, null, MovePhase.PROMOTE, OnFailure.STOP))
                .toArray(AddedStep[]::new);
        Script script = calm(steps);
        move(script, Order.Variant.FORCED);
        assertThat(script.ballot()).isNegative();
        assertThat(script.last().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(Prose.sentence(reason)).contains("take 1m (failover.steps)"));
        Script fewer = calm(steps[0], steps[1]);
        move(fewer, Order.Variant.FORCED);
        assertThat(fewer.ballot()).isPositive();
    }

    @Test
    void a_graceful_move_whose_time_is_over_before_its_steps_says_that_the_old_side_was_not_asked() {
        Script script = calm(step("freeze", null, MovePhase.FENCE, OnFailure.STOP));
        move(script, Order.Variant.GRACEFUL);
        script.calm(script.now() + 62_000, EU, AP);
        assertThat(script.ballot()).isNegative();
        assertThat(script.text()).contains("before `freeze` has ended, and us-east-1 was not asked to stop");
    }

    // ---- the scenes ----

    private static AddedStep step(
            String name, @Nullable MovePhase follows, @Nullable MovePhase holdsUp, OnFailure onFailure) {
        return new AddedStep(
                name,
                Optional.ofNullable(follows),
                List.of(),
                Optional.ofNullable(holdsUp),
                false,
                Optional.empty(),
                way(),
                way(),
                onFailure);
    }

    private static AddedStep.Way way() {
        return new AddedStep.Way(false, "run ./it", Optional.empty());
    }

    private static Script steady(AddedStep... steps) {
        return Script.steady(Climates.quickstart().with(new AddedSteps(List.of(steps), List.of())));
    }

    private static Script calm(AddedStep... steps) {
        return steady(steps).calm(1000, EU, AP);
    }

    /// The holder falls silent; survivors are asked to promise.
    private static Script lost(AddedStep... steps) {
        return steady(steps).silence(1000, 1500, EU, AP);
    }

    private static void granted(Script script) {
        script.promise(EU, 4096).promise(AP, 4096).silence(1000, 1700, EU, AP);
        script.claim(EU, script.ballot());
        script.done(new Duty.Follow(AP, EU, script.state().epoch()));
        script.done(new Duty.Promote(EU, script.state().epoch()));
    }

    private static void route(Script script, RegionName users) {
        script.done(new Duty.Route(users, EU, script.state().epoch()));
    }

    private static Duty.Perform perform(RegionName by, Script script, String step) {
        return new Duty.Perform(by, script.ballot(), step);
    }

    private static void fails(Script script, String step) {
        script.say(new Event.Failed(script.stamp(EU), perform(EU, script, step), "exit status 1", true));
    }

    private static void order(Script script, String step) {
        script.say(new Event.Ordered(script.stamp(AP), new Order.EndStep(ADA, step)));
    }

    private static void move(Script script, Order.Variant variant) {
        move(script, EU, variant);
    }

    private static void move(Script script, RegionName to, Order.Variant variant) {
        RegionName from = script.state().holder().orElseThrow();
        String plan = Plan.of(script.policy, from, to, variant).hash();
        script.say(new Event.Ordered(script.stamp(AP), new Order.Move(ADA, to, variant, plan)));
    }
}
