package dev.meridian.raft;

import dev.meridian.units.RegionName;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/// Some members, their disks, and the links between them, in one thread: what is sent comes late, twice, out of
/// order or never; links are cut one way; members die between any two of the things that a [Work] asks for, stand
/// still, and come back with what their disk has. What must hold is asked after each step.
final class RaftWorld {
    static final long MS = 1_000_000;
    private static final int MOST_BYTES = 200;
    private static final int COMPACTED_AFTER = 60;

    /// What is wrong with this world, to see whether its questions notice.
    ///
    /// @param message what becomes of a message on its way
    record Defect(boolean forgetsVotes, boolean forgetsEntries, UnaryOperator<Message> message) {
        static final Defect NONE = new Defect(false, false, message -> message);

        static Defect onTheWay(UnaryOperator<Message> message) {
            return new Defect(false, false, message);
        }
    }

    /// How much goes wrong, one in so many; 0 for never.
    record Climate(int loss, int twice, int crash, long mostDelay) {}

    private record Due(long at, long order, Runnable action) {}

    private final SplittableRandom chance;
    private final Defect defect;
    private final Climate climate;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final List<RegionName> names = new ArrayList<>();
    private final Map<RegionName, Place> places = new LinkedHashMap<>();
    private final boolean[][] cut;
    private final long[][] distance;
    /// What was ever applied anywhere, by index.
    private final List<Entry> committed = new ArrayList<>();
    /// In which term each was, or in an earlier one.
    private final List<Long> committedIn = new ArrayList<>();
    private final Map<Long, RegionName> leaders = new LinkedHashMap<>();
    private long now;
    private long order;
    private long tickets;
    private boolean isCalm;
    private int elections;
    private int snapshotsSent;

    RaftWorld(long seed, int members, Climate climate, Defect defect) {
        chance = new SplittableRandom(seed);
        this.climate = climate;
        this.defect = defect;
        cut = new boolean[members][members];
        distance = new long[members][members];
        for (int i = 0; i < members; i++) {
            names.add(new RegionName("place-" + i));
            for (int j = 0; j < i; j++) {
                distance[i][j] = chance.nextLong(1, climate.mostDelay()) * MS;
                distance[j][i] = distance[i][j];
            }
        }
        names.forEach(name -> places.put(name, new Place(name)));
        places.values().forEach(Place::start);
    }

    /// A member and its disk.
    private final class Place {
        final RegionName name;
        final long offset = chance.nextLong(-1L << 40, 1L << 40);
        Saved disk = Saved.NOTHING;
        Optional<Raft> raft = Optional.empty();
        long applied;
        long wakes = Long.MAX_VALUE;
        long standsStillUntil;

        Place(RegionName name) {
            this.name = name;
        }

        void start() {
            applied = disk.snapshot().index();
            raft = Optional.of(new Raft(new Settings(name, names, Pace.BETWEEN_REGIONS, MOST_BYTES), disk, clock()));
            settle();
        }

        void stop() {
            raft = Optional.empty();
        }

        long clock() {
            return now + offset;
        }

        void receive(Message message) {
            raft.ifPresent(member -> {
                member.receive(message, clock());
                settle();
            });
        }

        boolean propose() {
            boolean isTaken = raft.isPresent() && raft.get().propose(++tickets, payload(tickets), clock());
            if (raft.isPresent()) {
                settle();
            }
            return isTaken;
        }

        void handOver() {
            raft.ifPresent(member -> {
                member.handOver(names.get(chance.nextInt(names.size())), clock());
                settle();
            });
        }

        /// Does what is to be done, and perhaps dies in the middle of it.
        private void settle() {
            Raft member = raft.orElseThrow();
            watch(member);
            Work work = member.work();
            if (!dies()) {
                write(work);
                if (!dies()) {
                    send(work);
                    if (!dies()) {
                        apply(member, work);
                        wakeAt(member.wakesAt() - offset);
                        return;
                    }
                }
            }
            stop();
            // Some are back while those who heard them still wait for others.
            after(chance.nextLong(1, chance.nextBoolean() ? 30 : 4000) * MS, this::start);
        }

        private boolean dies() {
            return !isCalm && climate.crash() > 0 && chance.nextInt(climate.crash()) == 0;
        }

        private void write(Work work) {
            long term = disk.term();
            Optional<RegionName> vote = disk.votedFor();
            if (work.vote().isPresent()) {
                term = work.vote().get().term();
                vote = defect.forgetsVotes()
                        ? Optional.empty()
                        : work.vote().get().votedFor();
            }
            Snapshot snapshot = work.snapshot().orElse(disk.snapshot());
            List<Entry> entries = new ArrayList<>(disk.entries());
            if (work.appended().isPresent()) {
                Work.Appended appended = work.appended().get();
                int before = Math.toIntExact(appended.first() - disk.snapshot().index() - 1);
                entries = work.snapshot().isPresent()
                        ? new ArrayList<>()
                        : new ArrayList<>(entries.subList(0, Math.min(before, entries.size())));
                entries.addAll(appended.entries());
            }
            if (defect.forgetsEntries() && !entries.isEmpty()) {
                entries.removeLast();
            }
            disk = new Saved(term, vote, snapshot, entries);
        }

        private void send(Work work) {
            for (Work.Letter letter : work.letters()) {
                carry(name, letter.to(), letter.message());
            }
        }

        private void apply(Raft member, Work work) {
            work.restored().ifPresent(snapshot -> {
                must(snapshot.state().equals(state(snapshot.index())), name + " was sent another state");
                applied = snapshot.index();
                snapshotsSent++;
            });
            for (Work.Committed one : work.committed()) {
                must(one.index() == applied + 1, name + " applies " + one.index() + " after " + applied);
                applied = one.index();
                if (applied > committed.size()) {
                    committed.add(one.entry());
                    committedIn.add(member.term());
                } else {
                    must(
                            committed.get((int) applied - 1).equals(one.entry()),
                            name + " applies another entry as number " + applied);
                }
            }
            if (member.lastIndex() - disk.snapshot().index() > COMPACTED_AFTER
                    && applied > disk.snapshot().index()) {
                member.compact(state(applied));
                write(member.work());
            }
        }

        /// Sleeps until then, and longer while it stands still.
        private void wakeAt(long instant) {
            wakes = instant;
            at(Math.max(now, instant), () -> {
                if (wakes == instant && raft.isPresent()) {
                    if (standsStillUntil > now) {
                        wakeAt(standsStillUntil);
                    } else {
                        raft.get().tick(clock());
                        settle();
                    }
                }
            });
        }
    }

    /// A stand-in for a state: how far it is and what is in it.
    private Payload state(long index) {
        int hash = committed.subList(0, (int) index).hashCode();
        return Payload.of(ByteBuffer.allocate(12).putLong(index).putInt(hash).array());
    }

    private static Payload payload(long ticket) {
        return Payload.of(ByteBuffer.allocate(8).putLong(ticket).array());
    }

    // ---- what must hold (thesis, figure 3.2) ----

    private void watch(Raft member) {
        if (!member.isLeader()) {
            return;
        }
        RegionName name = member.leader().orElseThrow();
        RegionName known = leaders.putIfAbsent(member.term(), name);
        must(known == null || known.equals(name), known + " and " + name + " lead in term " + member.term());
        if (known == null) {
            elections++;
            long before =
                    committedIn.stream().filter(term -> term < member.term()).count();
            must(member.lastIndex() > before, name + " leads without all that was committed before");
        }
    }

    private void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + ", at " + now / MS + " ms");
        }
    }

    // ---- links ----

    private void carry(RegionName from, RegionName to, Message message) {
        if (is(climate.loss())) {
            return;
        }
        Message arrives = defect.message().apply(message);
        deliver(from, to, arrives);
        if (is(climate.twice())) {
            deliver(from, to, arrives);
        }
    }

    private void deliver(RegionName from, RegionName to, Message message) {
        int here = names.indexOf(from);
        int there = names.indexOf(to);
        long late = isCalm ? 0 : chance.nextInt(20) == 0 ? chance.nextLong(300 * MS) : chance.nextLong(5 * MS);
        after(distance[here][there] + late, () -> arrive(here, there, message));
    }

    private void arrive(int here, int there, Message message) {
        Place place = places.get(names.get(there));
        if (cut[here][there]) {
            return;
        }
        if (place.standsStillUntil > now) {
            at(place.standsStillUntil, () -> arrive(here, there, message));
        } else {
            place.receive(message);
        }
    }

    private boolean is(int one) {
        return !isCalm && one > 0 && chance.nextInt(one) == 0;
    }

    // ---- time ----

    private void at(long instant, Runnable action) {
        agenda.add(new Due(instant, order++, action));
    }

    private void after(long nanos, Runnable action) {
        at(now + nanos, action);
    }

    private void runUntil(long end) {
        while (!agenda.isEmpty() && agenda.peek().at() <= end) {
            Due next = agenda.remove();
            now = next.at();
            next.action().run();
        }
        now = end;
    }

    // ---- what is done to it ----

    /// Much goes wrong, for so long.
    void suffer(Duration time) {
        long end = now + time.toNanos();
        while (now < end) {
            runUntil(now + chance.nextLong(1, 60) * MS);
            somebody().propose();
            if (chance.nextInt(20) == 0) {
                misfortune();
            }
        }
    }

    private void misfortune() {
        int here = chance.nextInt(names.size());
        int there = chance.nextInt(names.size());
        switch (chance.nextInt(7)) {
            case 0 -> cut[here][there] = true;
            case 1 -> {
                cut[here][there] = true;
                cut[there][here] = true;
            }
            case 2 -> isolate(here, true);
            case 3 -> places.get(names.get(here)).standsStillUntil = now + chance.nextLong(100, 3000) * MS;
            case 4 -> somebody().handOver();
            case 5 -> {
                // As one that handed over, waited in vain and handed over again.
                tellToLead(here);
                tellToLead(there);
            }
            default -> heal();
        }
    }

    private void tellToLead(int one) {
        RegionName from = names.get((one + 1) % names.size());
        Place place = places.get(names.get(one));
        place.raft.ifPresent(member -> place.receive(new Message.TimeoutNow(from, member.term())));
    }

    private void isolate(int one, boolean isCut) {
        for (int other = 0; other < names.size(); other++) {
            cut[one][other] = isCut && other != one;
            cut[other][one] = isCut && other != one;
        }
    }

    private void heal() {
        for (int i = 0; i < names.size(); i++) {
            isolate(i, false);
        }
    }

    /// Nothing goes wrong any more.
    void calm() {
        isCalm = true;
        heal();
        places.values().forEach(place -> place.standsStillUntil = 0);
    }

    void run(Duration time) {
        runUntil(now + time.toNanos());
    }

    private Place somebody() {
        return places.get(names.get(chance.nextInt(names.size())));
    }

    // ---- asking ----

    /// How long it takes until what everybody proposes again and again is applied everywhere, at most `most`.
    Duration untilAllCommit(Duration most) {
        long began = now;
        long end = began + most.toNanos();
        long first = tickets + 1;
        while (now < end && !allHave(first)) {
            places.values().forEach(Place::propose);
            runUntil(now + 10 * MS);
        }
        must(allHave(first), "nothing is committed though nothing goes wrong any more");
        return Duration.ofNanos(now - began);
    }

    /// Whether each member has proposed something since that is applied everywhere.
    private boolean allHave(long firstTicket) {
        long shared =
                places.values().stream().mapToLong(place -> place.applied).min().orElseThrow();
        return names.stream()
                .allMatch(name -> committed.subList(0, (int) shared).stream()
                        .anyMatch(entry -> entry.by().equals(name) && entry.ticket() >= firstTicket));
    }

    /// Who leads, if all agree.
    Optional<RegionName> leader() {
        List<Optional<RegionName>> words = places.values().stream()
                .map(place -> place.raft.flatMap(Raft::leader))
                .distinct()
                .toList();
        return words.size() == 1 ? words.getFirst() : Optional.empty();
    }

    void cutOff(RegionName one) {
        isolate(names.indexOf(one), true);
    }

    void cutBetween(RegionName one, RegionName other) {
        cut[names.indexOf(one)][names.indexOf(other)] = true;
        cut[names.indexOf(other)][names.indexOf(one)] = true;
    }

    void healAll() {
        heal();
    }

    void handOver(RegionName from, RegionName to) {
        Place place = places.get(from);
        must(place.raft.orElseThrow().handOver(to, place.clock()), from + " hands over");
        place.settle();
    }

    boolean propose(RegionName by) {
        return places.get(by).propose();
    }

    List<RegionName> names() {
        return names;
    }

    int elections() {
        return elections;
    }

    int committed() {
        return committed.size();
    }

    int snapshotsSent() {
        return snapshotsSent;
    }

    /// How many of a member's proposals were committed.
    long committedOf(RegionName by) {
        return committed.stream()
                .filter(entry -> !entry.isOpening() && entry.by().equals(by))
                .count();
    }
}
