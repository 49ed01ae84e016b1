package dev.meridian.engine;

import dev.meridian.bounds.Loss;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// What really happens, and the laws that must hold at every instant of it. The engine never sees any of this.
final class Truth {
    private final World world;
    private final Map<Entry, Long> acknowledged = new LinkedHashMap<>();
    private final Set<Entry> lost = new HashSet<>();
    private final Map<RegionName, Long> silentWordAt = new LinkedHashMap<>();
    private Epoch newestWritten = Epoch.NONE;
    private Epoch newestGranted = Epoch.NONE;
    private long movedAt = Long.MIN_VALUE;
    private long entries;
    private boolean isSilenceOpen;
    int moves;
    int refusals;

    /// One committed transaction.
    record Entry(long number, Epoch epoch, boolean isBeat, long nanos) {}

    Truth(World world) {
        this.world = world;
    }

    Entry entry(Epoch epoch, boolean isBeat, long nanos) {
        return new Entry(++entries, epoch, isBeat, nanos);
    }

    void wrote(Site site, Entry entry) {
        require(
                !newestWritten.supersedes(entry.epoch()),
                () -> "I4: " + site.name + " writes under epoch " + entry.epoch() + " after epoch " + newestWritten);
        newestWritten = entry.epoch();
    }

    void acknowledged(Site site, Entry entry) {
        require(
                !newestWritten.supersedes(entry.epoch()),
                () -> "I1: " + site.name + " acknowledges under epoch " + entry.epoch() + " after epoch "
                        + newestWritten);
        acknowledged.put(entry, world.now);
    }

    void check() {
        int writers = 0;
        for (Site site : world.sites.values()) {
            writers += site.database.canWrite() ? 1 : 0;
        }
        int counted = writers;
        require(counted <= 1, () -> "I1: " + counted + " sides can write");
    }

    // ---- after every entry ----

    void decided(Event event, Decision decision) {
        for (Reason reason : decision.reasons()) {
            switch (reason) {
                case Reason.FirstGrant grant -> granted(grant.epoch(), decision.state());
                case Reason.Granted grant -> moved(grant, decision.state());
                case Reason.RecoveryOpened opened -> opened(opened, event);
                case Reason.SilenceSeen _ -> {
                    require(!isSilenceOpen, () -> "DETECT-1 twice in one silence");
                    isSilenceOpen = true;
                }
                case Reason.LossTooLarge _ -> refusals++;
                default -> {}
            }
        }
        hear(event, decision);
        require(
                decision.intents().equals(Duties.added(before(), decision.state(), world.policy)),
                () -> "intents are the duties that were added");
    }

    private State before() {
        return world.state(world.log.size() - 1);
    }

    private void hear(Event event, Decision decision) {
        boolean isNew = decision.reasons().stream().noneMatch(Reason.Repeated.class::isInstance);
        if (isNew && event instanceof Event.Observed observed) {
            boolean isSilent = decision.state()
                    .holder()
                    .map(holder -> finds(observed, holder))
                    .orElse(false);
            if (isSilent) {
                silentWordAt.put(event.stamp().by(), world.now);
            } else {
                silentWordAt.remove(event.stamp().by());
            }
        }
        Optional<RegionName> holder = decision.state().holder();
        long saying = holder.map(region -> world.policy.vantagesOf(region).stream()
                        .filter(silentWordAt::containsKey)
                        .count())
                .orElse(0L);
        if (holder.isPresent() && saying < world.policy.vantageQuorum(holder.get())) {
            isSilenceOpen = false;
        }
    }

    private static boolean finds(Event.Observed word, RegionName subject) {
        return word.sights().stream()
                .anyMatch(sight -> sight.subject().equals(subject) && sight.verdict() == Sight.Verdict.SILENT);
    }

    /// I7: a quorum of vantages said so within the freshness, seen from when the deciding entry was stamped.
    private void opened(Reason.RecoveryOpened opened, Event event) {
        Site speaker = world.site(event.stamp().by());
        double fresh =
                world.policy.freshness().toNanos() / (1 - world.policy.lease().drift());
        double since = speaker.trueTime(event.stamp().nanos()) - fresh;
        if (event instanceof Event.Observed observed && finds(observed, opened.suspect())) {
            silentWordAt.put(event.stamp().by(), world.now);
        }
        long heard = world.policy.vantagesOf(opened.suspect()).stream()
                .filter(vantage -> silentWordAt.containsKey(vantage) && silentWordAt.get(vantage) >= since)
                .count();
        require(
                heard >= world.policy.vantageQuorum(opened.suspect()),
                () -> "I7: a recovery on the word of " + heard + " fresh vantages");
        require(world.policy.automatic(), () -> "I7: a recovery though a person decides");
    }

    private void granted(Epoch epoch, State state) {
        require(epoch.supersedes(newestGranted) && epoch.number() == state.index(), () -> "I2: epoch " + epoch);
        newestGranted = epoch;
        silentWordAt.clear();
        isSilenceOpen = false;
    }

    private void moved(Reason.Granted grant, State state) {
        granted(grant.epoch(), state);
        moves++;
        Site old = world.site(grant.from());
        require(
                !old.database.canWrite(),
                () -> "I5: " + grant.from() + " can still write when its role is granted away");
        double cooldown =
                world.policy.cooldown().toNanos() / (1 + world.policy.lease().drift());
        require(
                movedAt == Long.MIN_VALUE || world.now - movedAt >= cooldown,
                () -> "I11: two moves within the cooldown");
        movedAt = world.now;
        Store candidate = world.site(grant.holder()).database;
        List<Entry> gone = new ArrayList<>();
        for (Entry entry : acknowledged.keySet()) {
            if (!lost.contains(entry) && !candidate.has(entry)) {
                gone.add(entry);
            }
        }
        lost.addAll(gone);
        checkLoss(grant.loss(), gone);
    }

    private void checkLoss(Loss predicted, List<Entry> gone) {
        require(predicted.isWithin(world.policy.maxLoss()), () -> "I6: " + predicted.text() + " is over the budget");
        if (gone.isEmpty()) {
            return;
        }
        long oldest = gone.stream().mapToLong(acknowledged::get).min().orElseThrow();
        long newest =
                acknowledged.values().stream().mapToLong(Long::longValue).max().orElseThrow();
        require(
                predicted instanceof Loss.AtMost atMost
                        && newest - oldest <= atMost.bound().toNanos(),
                () -> "I6: lost " + (newest - oldest) / World.MS + " ms, predicted " + predicted.text());
    }

    // ---- at the end ----

    /// A region writes, everybody that is left follows it, nothing is outstanding for anybody that is left.
    boolean isWhole() {
        State state = world.state();
        return state.stage() instanceof State.Stage.Steady
                && world.sites.values().stream().anyMatch(site -> site.database.canWrite())
                && Duties.outstanding(state, world.policy).stream().allMatch(duty -> world.site(duty.region()).isGone);
    }

    void checkTheEnd() {
        State state = world.state();
        boolean isExplained = world.sites.values().stream().anyMatch(site -> site.isGone)
                && (state.held().equals("LOSS-1")
                        || state.held().equals("MOVE-1")
                        || state.held().equals("MODE-1")
                        || state.held().equals("LEASE-3")
                        || state.held().equals("DETECT-3"));
        require(
                isWhole() || isExplained,
                () -> "I20: not whole long after the faults healed: " + state.stage() + ", held by " + state.held()
                        + ", outstanding " + Duties.outstanding(state, world.policy));
        State again = State.INITIAL;
        for (World.Record record : world.log) {
            Decision decision = Engine.decide(again, record.event(), world.policy);
            require(decision.equals(record.decision()), () -> "I17: the same log decides otherwise");
            again = decision.state();
        }
    }

    void require(boolean holds, Supplier<String> law) {
        if (!holds) {
            throw new Broken(law.get());
        }
    }

    /// A law does not hold.
    static final class Broken extends AssertionError {
        private static final long serialVersionUID = 1;

        Broken(String law) {
            super(law);
        }
    }
}
