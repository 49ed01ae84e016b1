package dev.meridian.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import dev.meridian.wan.Wan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The replicated log among three regions over real links: what a recovery relies on while members come and go.
@Timeout(120)
class AReplicatedLogTest {
    private static final RegionName EUROPE = new RegionName("eu-west-1");
    private static final RegionName ASIA = new RegionName("ap-southeast-1");
    private static final RegionName AMERICA = new RegionName("us-east-1");
    private static final RegionName AFRICA = new RegionName("af-south-1");
    private static final RegionName CANADA = new RegionName("ca-central-1");
    private static final List<RegionName> THREE = List.of(EUROPE, ASIA, AMERICA);
    private static final List<RegionName> FIVE = List.of(EUROPE, ASIA, AMERICA, AFRICA, CANADA);
    private static final int FIRST_NUMBER = 211;
    private static final Duration BETWEEN = Duration.ofMillis(10);
    /// As much as two elections may take; `ARaftTest` has the bound of one.
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    private List<RegionName> regions = THREE;
    private Wan wan;
    private final Map<RegionName, Member> members = new ConcurrentHashMap<>();
    private final List<Pump> pumps = new ArrayList<>();
    private final AtomicInteger restored = new AtomicInteger();
    private final List<Throwable> defects = new CopyOnWriteArrayList<>();

    private record Member(Consensus consensus, AtomicInteger applied) {}

    @BeforeEach
    void openTheLinks() throws IOException {
        SequencedMap<RegionName, Integer> numbers = new LinkedHashMap<>();
        FIVE.forEach(region -> numbers.put(region, number(region)));
        wan = new Wan(numbers);
        distance(EUROPE, AMERICA, 34);
        distance(EUROPE, ASIA, 85);
        distance(AMERICA, ASIA, 110);
        for (RegionName region : FIVE) {
            wan.carryTcp(region, Ports.RAFT);
        }
    }

    @AfterEach
    void closeAll() throws InterruptedException {
        for (Pump pump : pumps) {
            pump.stop();
        }
        members.values().forEach(member -> member.consensus().close());
        wan.close();
        assertThat(defects).isEmpty();
    }

    @Test
    void bringsALateMemberUpToDateHoweverBusyItIs() throws Exception {
        join(EUROPE);
        join(ASIA);
        await(this::isLed, "a leader whom all know");
        pumps.add(new Pump(members.get(EUROPE).consensus()));
        await(() -> members.get(EUROPE).applied().get() > 100, "a busy log");

        join(AMERICA);

        int reached = members.get(EUROPE).applied().get();
        await(() -> members.get(AMERICA).applied().get() >= reached, "the late member has what the others had");
    }

    @Test
    void hasNoLeaderBeforeAMajorityIsThereAndThenOne() throws Exception {
        join(ASIA);
        TimeUnit.SECONDS.sleep(3);
        assertThat(members.get(ASIA).consensus().leader()).isEmpty();
        assertThat(isCommitted(ASIA)).isFalse();

        join(EUROPE);

        await(() -> isCommitted(ASIA) && isCommitted(EUROPE), "an entry of each");
    }

    @Test
    void losesNothingWhenAMemberGoesAndComesBackThatDoesNotLead() throws Exception {
        joinAll();

        for (RegionName lost : List.of(AMERICA, ASIA, AMERICA)) {
            RegionName other = lost.equals(AMERICA) ? ASIA : AMERICA;
            List<Pump> busy = List.of(
                    new Pump(members.get(EUROPE).consensus()),
                    new Pump(members.get(other).consensus()));
            pumps.addAll(busy);
            wan.silence(lost, true);
            TimeUnit.SECONDS.sleep(3);
            int without = members.get(lost).applied().get();
            wan.heal(lost);
            int reached = members.get(EUROPE).applied().get();
            assertThat(without).isLessThan(reached);
            await(() -> members.get(lost).applied().get() >= reached, lost + " is back");
            TimeUnit.SECONDS.sleep(1);
            for (Pump pump : busy) {
                assertThat(pump.stop()).as("entries that were lost").isEmpty();
            }
        }
    }

    @Test
    void goesOnWhenTheLeaderGoesAndComesBack() throws Exception {
        joinAll();
        wan.silence(EUROPE, true);
        await(
                () -> members.get(ASIA).consensus().leader().equals(AMERICA.text())
                        || members.get(ASIA).consensus().leader().equals(ASIA.text()),
                "another leader");
        await(() -> isCommitted(AMERICA), "an entry without the old leader");

        wan.heal(EUROPE);

        for (RegionName region : regions) {
            await(() -> isCommitted(region), "an entry of " + region);
        }
        int reached = members.get(AMERICA).applied().get();
        await(
                () -> members.values().stream()
                        .allMatch(member -> member.applied().get() >= reached),
                "all have all entries");
    }

    @Test
    void goesOnSoonAfterTheLeaderWasCutOffForAsLongAsTheDetectorTakes() throws Exception {
        joinAll();
        for (long millis : new long[] {800, 900, 1000, 1100}) {
            String leader = members.get(ASIA).consensus().leader();
            wan.silence(new RegionName(leader), true);
            TimeUnit.MILLISECONDS.sleep(millis);
            wan.heal(new RegionName(leader));
            for (RegionName region : regions) {
                await(() -> isCommitted(region), "an entry of " + region);
            }
        }
    }

    @Test
    void keepsItsLeaderAndGoesOnWhileOneLinkToHimIsCut() throws Exception {
        joinAll();
        int before = members.get(EUROPE).applied().get();
        wan.link(EUROPE, AMERICA).silence();
        wan.link(AMERICA, EUROPE).silence();
        pumps.add(new Pump(members.get(ASIA).consensus()));
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() < end) {
            assertThat(members.values()).allMatch(it -> it.consensus().leader().equals(EUROPE.text()));
            TimeUnit.MILLISECONDS.sleep(20);
        }
        wan.link(EUROPE, AMERICA).heal();
        wan.link(AMERICA, EUROPE).heal();

        assertThat(pumps.getFirst().stop()).as("entries that were lost").isEmpty();
        int reached = members.get(EUROPE).applied().get();
        assertThat(reached).isGreaterThan(before + 50);
        await(() -> isCommitted(AMERICA), "an entry of the one that was cut off");
        await(() -> members.get(AMERICA).applied().get() >= reached, "it has what the others had");
    }

    /// One member hears it and is heard by everybody: that must not keep a leader who commits nothing.
    @Test
    void electsAnotherLeaderWhereTheOldOneReachesAMinority() throws Exception {
        regions = FIVE;
        joinAll();
        for (RegionName cutOff : List.of(AMERICA, AFRICA, CANADA)) {
            wan.link(EUROPE, cutOff).silence();
            wan.link(cutOff, EUROPE).silence();
        }

        await(() -> isCommitted(AMERICA), "an entry of one that does not hear the leader");
        assertThat(members.get(AMERICA).consensus().leader()).isNotEqualTo(EUROPE.text());
    }

    @Test
    void takesAMemberBackThatIsStartedAgainBeforeAnybodyKnowsThatItDied() throws Exception {
        joinAll();
        assertThat(isCommitted(EUROPE)).isTrue();
        wan.silence(ASIA, true);
        members.get(ASIA).consensus().close();
        wan.heal(ASIA);

        join(ASIA);

        int reached = members.get(EUROPE).applied().get();
        await(() -> members.get(ASIA).applied().get() >= reached, "it has the entries from before");
        await(() -> isCommitted(ASIA), "an entry of its own");
    }

    @Test
    void hasAllItsEntriesAfterEverybodyStoppedAtOnce() throws Exception {
        joinAll();
        pumps.add(new Pump(members.get(ASIA).consensus()));
        await(() -> members.get(ASIA).applied().get() > 100, "some entries");
        assertThat(pumps.getFirst().stop()).isEmpty();
        int reached = members.get(ASIA).applied().get();
        members.values().forEach(member -> member.consensus().close());

        joinAll();

        for (RegionName region : regions) {
            await(() -> members.get(region).applied().get() >= reached, region + " has them");
        }
    }

    @Test
    void goesOnUnderWhomeverItsLeaderHandsItTo() throws Exception {
        joinAll();
        pumps.add(new Pump(members.get(ASIA).consensus()));

        members.get(EUROPE).consensus().handOver(List.of(AMERICA));

        await(
                () -> members.values().stream()
                        .allMatch(it -> it.consensus().leader().equals(AMERICA.text())),
                "all know the new leader");
        for (RegionName region : regions) {
            await(() -> isCommitted(region), "an entry of " + region);
        }
    }

    /// Three times what a log may grow to.
    @Test
    void sendsOneThatComesLateWhatAllEntriesHaveLedTo() throws Exception {
        join(EUROPE);
        join(ASIA);
        await(this::isLed, "a leader whom all know");
        byte[] large = new byte[100_000];
        for (int i = 0; i < 240; i++) {
            members.get(EUROPE).consensus().propose(large);
            TimeUnit.MILLISECONDS.sleep(5);
        }
        await(() -> members.get(ASIA).applied().get() == 240, "all are applied");
        assertThat(restored).hasValue(0);

        join(AMERICA);

        await(() -> members.get(AMERICA).applied().get() == 240, "as many there");
        assertThat(restored).hasValue(1);
        members.get(ASIA).consensus().close();
        join(ASIA);
        await(() -> members.get(ASIA).applied().get() == 240, "as many after a new start");
        assertThat(restored).hasValue(2);
        assertThat(Files.size(directory.resolve(ASIA.text()).resolve("raft").resolve("log")))
                .isLessThan(9L << 20);
    }

    private boolean isCommitted(RegionName by) {
        try {
            members.get(by).consensus().propose(new byte[] {1}).get(1, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Proposes an entry every few milliseconds and keeps what went wrong.
    private static final class Pump {
        private static final byte[] ENTRY = {1};
        private final Queue<String> lost = new ConcurrentLinkedQueue<>();
        private final Queue<CompletableFuture<byte[]>> underWay = new ConcurrentLinkedQueue<>();
        private final Thread thread;

        Pump(Consensus consensus) {
            thread = Thread.ofPlatform()
                    .start(() -> Rhythm.keep(BETWEEN, () -> {
                        CompletableFuture<byte[]> answer = consensus.propose(ENTRY);
                        underWay.add(answer);
                        answer.whenComplete((bytes, failure) -> {
                            if (failure != null) {
                                lost.add(failure.toString());
                            }
                        });
                    }));
        }

        /// What was lost, entries without an answer included.
        List<String> stop() throws InterruptedException {
            thread.interrupt();
            thread.join();
            long deadline = System.nanoTime() + SOON.toNanos();
            while (!underWay.stream().allMatch(CompletableFuture::isDone) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            underWay.stream().filter(answer -> !answer.isDone()).forEach(answer -> lost.add("no answer"));
            underWay.clear();
            return List.copyOf(lost);
        }
    }

    private void joinAll() throws IOException, InterruptedException {
        for (RegionName region : regions) {
            join(region);
        }
        await(this::isLed, "a leader whom all know");
    }

    private void join(RegionName region) throws IOException, InterruptedException {
        join(region, new ArrayList<>());
    }

    private void join(RegionName region, List<String> told) throws IOException, InterruptedException {
        AtomicInteger applied = new AtomicInteger();
        Consensus.Machine machine = new Consensus.Machine() {
            @Override
            public void begin() {
                applied.set(0);
            }

            @Override
            public byte[] apply(byte[] entry) {
                applied.incrementAndGet();
                return new byte[0];
            }

            @Override
            public byte[] snapshot() {
                return Integer.toString(applied.get()).getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public void restore(byte[] snapshot) {
                applied.set(Integer.parseInt(new String(snapshot, StandardCharsets.UTF_8)));
                restored.incrementAndGet();
            }
        };
        AgentConfig config = Rehearsal.config(
                directory.resolve(region.text()),
                peer(region),
                regions.stream().map(AReplicatedLogTest::peer).toList());
        Consensus consensus = Consensus.join(config, machine, told::add, defects::add);
        members.put(region, new Member(consensus, applied));
    }

    private boolean isLed() {
        return members.values().stream()
                .allMatch(member -> member.consensus().leader().equals(EUROPE.text()));
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private void distance(RegionName here, RegionName there, long millis) {
        wan.link(here, there).delay(Duration.ofMillis(millis));
        wan.link(there, here).delay(Duration.ofMillis(millis));
    }

    private static int number(RegionName region) {
        return FIRST_NUMBER + FIVE.indexOf(region);
    }

    private static AgentConfig.Peer peer(RegionName region) {
        return new AgentConfig.Peer(region, number(region), true);
    }
}
