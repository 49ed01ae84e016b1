package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Loss;
import dev.meridian.engine.Engine;
import dev.meridian.engine.Event;
import dev.meridian.engine.Order;
import dev.meridian.engine.Policy;
import dev.meridian.engine.ServerState;
import dev.meridian.engine.Sight;
import dev.meridian.engine.Stamp;
import dev.meridian.engine.State;
import dev.meridian.units.RegionName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// What keeps the role from moving by itself is known while nothing has happened yet, and is what the engine would
/// say if something did.
class ShutGatesTest {
    private static final RegionName US = new RegionName("us-east-1");
    private static final RegionName EU = new RegionName("eu-west-1");
    private static final RegionName AP = new RegionName("ap-southeast-1");
    private static final Order.Signature ANNA =
            new Order.Signature("anna", Optional.empty(), "p3", Duration.ofHours(1));

    private static final Order.Signature BERT =
            new Order.Signature("bert", Optional.empty(), "a test", Duration.ofMinutes(2));

    private static final List<AgentConfig.Peer> PEERS = List.of(
            new AgentConfig.Peer(US, 1, true), new AgentConfig.Peer(EU, 2, true), new AgentConfig.Peer(AP, 3, true));

    private static final Policy REHEARSED =
            Rehearsal.config(Path.of("."), PEERS.getFirst(), PEERS).policy();

    private final Policy policy = withLoss(Duration.ofSeconds(30));
    private State state = State.INITIAL;
    private long sequence;
    private long millis = 60_000;
    private long grantedAt;

    ShutGatesTest() {
        happens(US, stamp -> new Event.Claimed(stamp, 0, OptionalLong.empty()));
        grantedAt = millis;
        passes(3000, US, EU, AP);
    }

    @Test
    void is_none_where_nothing_holds_back() {
        assertThat(shut(US)).isEmpty();
        assertThat(shut(EU)).isEmpty();
        assertThat(shut(AP)).isEmpty();
    }

    @Test
    void is_each_pause_and_the_pin_and_until_when() {
        order(new Order.Pause(ANNA));
        order(new Order.Pin(ANNA, US));
        order(new Order.Pause(BERT));
        passes(60_000, US, EU, AP);

        for (RegionName by : List.of(US, EU, AP)) {
            assertThat(shut(by)).extracting(Api.Shut::rule).containsExactly("MODE-2", "MODE-2", "MODE-3");
        }
        Api.Shut pause = shut(EU).getFirst();
        assertThat(pause.text())
                .startsWith("anna has paused the automatism (p3)")
                .contains("before `resume`", "; 5", "are left");
        assertThat(pause.left().orElseThrow()).isBetween(Duration.ofMinutes(58), Duration.ofMinutes(59));
    }

    @Test
    void is_open_again_when_a_person_resumes_and_when_the_order_has_expired() {
        order(new Order.Pause(ANNA));
        assertThat(shut(EU)).isNotEmpty();
        order(new Order.Resume(ANNA));
        assertThat(shut(EU)).isEmpty();

        order(new Order.Pause(BERT));
        passes(BERT.expires().toMillis() + 2000, US, EU, AP);
        assertThat(shut(EU)).isEmpty();
    }

    /// A pin to where the role may go holds nothing back.
    @Test
    void is_no_pin_to_somebody_who_could_take_over() {
        order(new Order.Pin(ANNA, EU));

        assertThat(shut(AP)).isEmpty();
    }

    @Test
    void is_the_cooldown_after_a_move_until_time_has_passed_or_somebody_has_looked_at_it() {
        moved();
        passes(400, US, EU, AP);

        Api.Shut cooldown = shut(EU).getFirst();
        assertThat(cooldown.rule()).isEqualTo("PACE-1");
        assertThat(cooldown.text()).contains("the last move was 400ms ago", "600ms from now", "`ack`");
        assertThat(cooldown.left()).contains(Duration.ofMillis(600));

        order(new Order.Acknowledge(ANNA));
        assertThat(shut(EU)).isEmpty();
    }

    @Test
    void is_over_with_the_cooldown() {
        moved();
        passes(1500, US, EU, AP);

        assertThat(shut(EU)).isEmpty();
    }

    @Test
    void is_named_beside_the_cooldown_that_goes_on() {
        moved();
        order(new Order.Pause(ANNA));

        assertThat(shut(AP)).extracting(Api.Shut::rule).containsExactly("MODE-2", "PACE-1");
    }

    /// The engine names a gate once; whoever asks is told it as long as it is shut.
    @Test
    void is_told_as_well_while_the_holder_is_silent_and_the_log_has_it_already() {
        moved();
        silent(EU);
        silent(AP);
        silent(EU);

        assertThat(state.held()).isEqualTo("PACE-1");
        assertThat(shut(EU)).extracting(Api.Shut::rule).containsExactly("PACE-1");
    }

    @Test
    void is_too_few_who_could_agree() {
        passes(2500, US, EU);

        assertThat(shut(EU)).extracting(Api.Shut::rule).containsExactly("DETECT-2");
        assertThat(shut(EU).getFirst().text())
                .isEqualTo("too few are there to agree about us-east-1, if it fell silent: 1 of the 2 vantages that"
                        + " have to");
    }

    @Test
    void is_named_beside_those_who_are_not_there() {
        order(new Order.Pause(ANNA));
        passes(2500, US, EU);

        assertThat(shut(EU)).extracting(Api.Shut::rule).containsExactly("DETECT-2", "MODE-2");
    }

    /// Where commits wait for nobody; a person may accept the loss.
    @Test
    void is_a_loss_that_is_too_large_however_fresh_a_copy_is() {
        Policy hasty = withLoss(Duration.ofMillis(200));
        assertThat(ShutGates.of(state, stamp(EU), withLoss(Duration.ofSeconds(30))))
                .isEmpty();
        Api.Shut loss = ShutGates.of(state, stamp(EU), hasty).getFirst();
        assertThat(loss.rule()).isEqualTo("LOSS-1");
        assertThat(loss.text()).contains("(D − m)/(1 − ρ) + F", "the budget is 200ms");

        order(new Order.AcceptLoss(ANNA, Duration.ofSeconds(30)));
        assertThat(ShutGates.of(state, stamp(EU), hasty)).isEmpty();
    }

    /// A database that is down, on a machine that has booted: no move would come of it, and nobody would know why.
    @Test
    void is_a_loss_that_nobody_knows_until_two_people_accept_it() {
        happens(
                US,
                stamp -> new Event.Renewed(
                        stamp,
                        state.epoch(),
                        Optional.of(false),
                        OptionalLong.empty(),
                        OptionalLong.of(stamp.nanos()),
                        OptionalLong.of(2)));
        Api.Shut loss = shut(EU).getFirst();
        assertThat(loss.rule()).isEqualTo("LOSS-1");
        assertThat(loss.text())
                .contains(
                        "the loss would be unknown: its machine has booted",
                        "`accept-loss --most any --approved-by NAME` accepts more");

        order(new Order.AcceptLoss(
                new Order.Signature("anna", Optional.of("bert"), "its disk is gone", Duration.ofMinutes(10)),
                Loss.ANY));
        assertThat(shut(EU)).isEmpty();
    }

    // ---- what happens ----

    /// Where commits wait for nobody, and so much may be lost.
    private static Policy withLoss(Duration most) {
        return new Policy(
                REHEARSED.application(),
                REHEARSED.home(),
                REHEARSED.members(),
                REHEARSED.targets(),
                REHEARSED.voters(),
                REHEARSED.automatic(),
                REHEARSED.hold(),
                REHEARSED.lease(),
                REHEARSED.renewEvery(),
                REHEARSED.silentAfter(),
                REHEARSED.cooldown(),
                REHEARSED.storm(),
                REHEARSED.failback(),
                REHEARSED.room(),
                most,
                0,
                REHEARSED.freshness(),
                REHEARSED.steps(),
                REHEARSED.returnWindow(),
                REHEARSED.patience(),
                REHEARSED.unfenced());
    }

    private List<Api.Shut> shut(RegionName by) {
        return ShutGates.of(state, stamp(by), policy);
    }

    private void passes(long more, RegionName... speaking) {
        for (long end = millis + more; millis < end; ) {
            millis += Math.min(200, end - millis);
            for (RegionName each : speaking) {
                happens(each, stamp -> observed(stamp, List.of()));
            }
        }
    }

    private void silent(RegionName by) {
        var sight = new Sight(US, Sight.Verdict.SILENT, Duration.ofMinutes(1), List.of());
        happens(by, stamp -> observed(stamp, List.of(sight)));
    }

    private void order(Order order) {
        happens(AP, stamp -> new Event.Ordered(stamp, order));
        passes(200, US, EU, AP);
    }

    /// As if the role had come here from somewhere just now.
    private void moved() {
        State.Grant grant = state.grant().orElseThrow();
        grantedAt = millis;
        state = new State(
                state.index(),
                state.stage(),
                Optional.of(new State.Grant(grant.epoch(), US, Optional.of(EU), grant.loss(), true, grant.lineage())),
                state.renewal(),
                state.heard(),
                state.reached(),
                state.orders(),
                state.marks());
    }

    private Event observed(Stamp stamp, List<Sight> sights) {
        return new Event.Observed(
                stamp,
                sights,
                1,
                Duration.ofMillis(millis),
                Duration.ofMillis(millis - grantedAt),
                stamp.by().equals(US) ? ServerState.PRIMARY : ServerState.STANDBY,
                Duration.ZERO,
                OptionalInt.empty(),
                0);
    }

    private void happens(RegionName by, Function<Stamp, Event> event) {
        state = Engine.decide(state, event.apply(stamp(by)), policy).state();
    }

    private Stamp stamp(RegionName by) {
        sequence++;
        return new Stamp(by, 1, sequence, millis * 1_000_000, state.index());
    }
}
