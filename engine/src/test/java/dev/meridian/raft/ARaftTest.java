package dev.meridian.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The log among members that die, stand still and do not hear each other. `-Dmeridian.raft.seeds=` makes more
/// worlds than the usual number.
class ARaftTest {
    private static final int SEEDS = Integer.getInteger("meridian.raft.seeds", 1000);
    private static final int SEEDS_TO_NOTICE = 5000;
    private static final Duration SUFFERING = Duration.ofSeconds(30);
    private static final RaftWorld.Climate FAIR = new RaftWorld.Climate(0, 0, 0, 110);

    private static final RaftWorld.Climate ROUGH = new RaftWorld.Climate(100, 50, 100, 110);

    /// After all is well again: one who waited longest asks, is asked back, and what everybody wants is on its
    /// way.
    private static final Duration SOON = Duration.ofSeconds(4);

    private static RaftWorld world(long seed) {
        SplittableRandom chance = new SplittableRandom(-seed);
        int members = List.of(3, 3, 5, 2, 1).get(chance.nextInt(5));
        var climate = new RaftWorld.Climate(
                List.of(0, 100, 10).get(chance.nextInt(3)),
                List.of(0, 50, 5).get(chance.nextInt(3)),
                List.of(0, 1000, 100).get(chance.nextInt(3)),
                List.of(2L, 40L, 110L).get(chance.nextInt(3)));
        return new RaftWorld(seed, members, climate, RaftWorld.Defect.NONE);
    }

    private static void liveThrough(RaftWorld world) {
        world.suffer(SUFFERING);
        world.calm();
        world.run(SOON);
        world.untilAllCommit(SOON);
    }

    @Test
    void keepsWhatItCommittedInOneOrderWhateverHappensAndGoesOnSoonAfter() {
        LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .forEach(seed -> assertThatCode(() -> liveThrough(world(seed)))
                        .as("seed %d", seed)
                        .doesNotThrowAnyException());
    }

    /// A question that nothing could answer wrongly would say nothing: each of these worlds lacks a safeguard.
    @ParameterizedTest(name = "{0}")
    @MethodSource("defects")
    void missesASafeguardThatIsGone(String what, RaftWorld.Defect defect) {
        assertThat(LongStream.rangeClosed(1, SEEDS_TO_NOTICE)
                        .parallel()
                        .filter(seed -> isNoticed(seed, defect))
                        .findAny())
                .as(what)
                .isPresent();
    }

    private static boolean isNoticed(long seed, RaftWorld.Defect defect) {
        try {
            liveThrough(new RaftWorld(seed, 3, ROUGH, defect));
            return false;
        } catch (AssertionError | IllegalStateException noticed) {
            return true;
        }
    }

    private static Stream<Arguments> defects() {
        return Stream.of(
                Arguments.of("a vote is on disk before it is given", new RaftWorld.Defect(true, false, it -> it)),
                Arguments.of("entries are on disk before that is said", new RaftWorld.Defect(false, true, it -> it)),
                Arguments.of(
                        "a vote is for one",
                        onTheWay(it -> it instanceof Message.RequestVoteAnswer answer
                                ? new Message.RequestVoteAnswer(answer.from(), answer.term(), true)
                                : it)),
                Arguments.of(
                        "a vote is for one that has all",
                        onTheWay(it -> it instanceof Message.RequestVote asked
                                ? new Message.RequestVote(
                                        asked.from(),
                                        asked.term(),
                                        Long.MAX_VALUE,
                                        Long.MAX_VALUE,
                                        asked.isHandedOver())
                                : it)),
                Arguments.of(
                        "a follower has what comes before",
                        onTheWay(it -> it instanceof Message.AppendEntriesAnswer answer
                                ? new Message.AppendEntriesAnswer(
                                        answer.from(),
                                        answer.term(),
                                        true,
                                        answer.previousIndex(),
                                        answer.previousIndex())
                                : it)),
                Arguments.of(
                        "a majority has what is committed",
                        onTheWay(it -> it instanceof Message.AppendEntries sent
                                ? new Message.AppendEntries(
                                        sent.from(),
                                        sent.term(),
                                        sent.previousIndex(),
                                        sent.previousTerm(),
                                        Long.MAX_VALUE,
                                        sent.entries())
                                : it)));
    }

    private static Message boasting(Message message) {
        return switch (message) {
            case Message.PreVote asked ->
                new Message.PreVote(asked.from(), asked.term(), Long.MAX_VALUE, Long.MAX_VALUE);
            case Message.RequestVote asked ->
                new Message.RequestVote(
                        asked.from(), asked.term(), Long.MAX_VALUE, Long.MAX_VALUE, asked.isHandedOver());
            default -> message;
        };
    }

    private static RaftWorld.Defect onTheWay(UnaryOperator<Message> message) {
        return RaftWorld.Defect.onTheWay(message);
    }

    @Test
    void isLedByTheFirstOfItsMembersAtOnce() {
        for (long seed = 1; seed <= 100; seed++) {
            RaftWorld world = new RaftWorld(seed, 3, FAIR, RaftWorld.Defect.NONE);
            world.calm();
            world.run(Duration.ofSeconds(1));
            assertThat(world.leader())
                    .as("seed %d", seed)
                    .hasValue(world.names().getFirst());
            assertThat(world.elections()).isEqualTo(1);
        }
    }

    /// Silence is noticed after 800 ms; asking, voting and the first entry take a round trip each, 220 ms at most,
    /// and a heartbeat may have been under way.
    @Test
    void goesOnWithoutALeaderThatFellSilent() {
        for (long seed = 1; seed <= 300; seed++) {
            RaftWorld world = led(seed, 3);
            world.cutOff(world.names().getFirst());
            world.run(Duration.ofMillis(800 + 110 + 3 * 220 + 220));
            assertThat(world.elections()).as("elections, seed %d", seed).isEqualTo(2);
            world.healAll();
            world.run(Duration.ofMillis(600));
            assertThat(world.elections())
                    .as("the old leader follows, seed %d", seed)
                    .isEqualTo(2);
            assertThat(world.leader()).as("seed %d", seed).isPresent();
        }
    }

    /// The worst time to be back is when somebody has just asked for votes: he does not get them, has left the
    /// leader's term, and so ends it; all wait once more.
    @Test
    void goesOnSoonAfterTheLeaderWasCutOffForAsLongAsTheOthersArePatient() {
        for (long seed = 1; seed <= 600; seed++) {
            RaftWorld world = led(seed, 3);
            world.cutOff(world.names().getFirst());
            world.run(Duration.ofMillis(600 + seed));
            world.healAll();
            assertThat(world.untilAllCommit(Duration.ofSeconds(4)))
                    .as("seed %d", seed)
                    .isLessThan(Duration.ofMillis(2600));
        }
    }

    @Test
    void keepsItsLeaderWhileOneLinkToHimIsCut() {
        for (long seed = 1; seed <= 300; seed++) {
            RaftWorld world = led(seed, 3);
            RegionName leader = world.names().getFirst();
            world.cutBetween(leader, world.names().get(1 + (int) (seed % 2)));
            world.run(Duration.ofSeconds(10));
            world.healAll();
            world.untilAllCommit(Duration.ofSeconds(2));
            assertThat(world.leader()).as("seed %d", seed).hasValue(leader);
            assertThat(world.elections()).isEqualTo(1);
        }
    }

    @Test
    void isLedByAnotherWhereTheLeaderReachesAMinority() {
        for (long seed = 1; seed <= 300; seed++) {
            RaftWorld world = led(seed, 5);
            for (int other = 2; other < 5; other++) {
                world.cutBetween(world.names().getFirst(), world.names().get(other));
            }
            long before = world.committedOf(world.names().getLast());
            world.run(Duration.ofSeconds(3));
            world.propose(world.names().getLast());
            world.run(Duration.ofSeconds(1));
            assertThat(world.committedOf(world.names().getLast()))
                    .as("seed %d", seed)
                    .isEqualTo(before + 1);
        }
    }

    @Test
    void isHandedOverWithoutLosingAnEntryThatItTook() {
        for (long seed = 1; seed <= 300; seed++) {
            RaftWorld world = led(seed, 3);
            RegionName next = world.names().get(1 + (int) (seed % 2));
            long before = world.committed();
            int taken = 0;
            for (int i = 0; i < 100; i++) {
                if (i == 50) {
                    world.handOver(world.names().getFirst(), next);
                }
                taken += world.propose(world.names().getFirst()) ? 1 : 0;
                world.run(Duration.ofMillis(10));
            }
            world.run(Duration.ofSeconds(1));
            assertThat(world.leader()).as("seed %d", seed).hasValue(next);
            assertThat(world.committed() - before)
                    .as("with the opening one, seed %d", seed)
                    .isEqualTo(taken + 1);
            assertThat(taken)
                    .as("for a vote's time nobody takes any, seed %d", seed)
                    .isGreaterThan(70);
        }
    }

    private static RaftWorld led(long seed, int members) {
        RaftWorld world = new RaftWorld(seed, members, FAIR, RaftWorld.Defect.NONE);
        world.calm();
        world.run(Duration.ofSeconds(2));
        assertThat(world.leader()).hasValue(world.names().getFirst());
        return world;
    }

    @Test
    void bringsWhoWasAwayForLongUpToDateWithASnapshot() {
        RaftWorld world = led(1, 3);
        world.cutOff(world.names().getLast());
        for (int i = 0; i < 500; i++) {
            world.propose(world.names().getFirst());
            world.run(Duration.ofMillis(5));
        }
        world.healAll();
        world.untilAllCommit(Duration.ofSeconds(3));
        assertThat(world.snapshotsSent()).isPositive();
        assertThat(world.leader()).hasValue(world.names().getFirst());
    }
}
