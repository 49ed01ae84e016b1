package dev.meridian.evidence;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Works out what users saw from a [Ledger] and the facts of a fault.
///
/// The old side is what the first primary acknowledged under its last epoch or an earlier one; the new
/// side is every other acknowledgement. A role may move more than once in a run: a write is two-sided also when
/// another region has acknowledged one under a later epoch before it. All figures compare instants of one
/// monotonic clock.
public final class Outcomes {
    private final FaultFacts facts;
    private final List<Ledger.Account> accounts;
    /// The first acknowledgement of every region under every epoch.
    private final List<Ledger.Write> firsts;

    private final Map<Side, Long> lastOfSide;

    /// A region under one grant; all that the old side acknowledged before the fault is one.
    private record Side(RegionName region, Epoch epoch) {}

    private Outcomes(Ledger ledger, FaultFacts facts) {
        this.facts = facts;
        this.accounts = ledger.accounts();
        this.firsts = List.copyOf(acknowledgements()
                .collect(Collectors.toMap(
                        ack -> ack.yes().orElseThrow(),
                        ack -> ack,
                        BinaryOperator.minBy(Comparator.comparingLong(Ledger.Write::endNanos)),
                        LinkedHashMap::new))
                .values());
        this.lastOfSide = acknowledgements()
                .collect(Collectors.toMap(this::side, Ledger.Write::endNanos, Math::max, LinkedHashMap::new));
    }

    /// Every figure of a run. The ledger may still be written to; what is written later is not in it.
    public static Outcome measure(Ledger ledger, FaultFacts facts) {
        return new Outcomes(ledger, facts).outcome();
    }

    private Outcome outcome() {
        OptionalLong firstNew = acknowledgements()
                .filter(ack -> !isOld(ack))
                .mapToLong(Ledger.Write::endNanos)
                .min();
        OptionalLong lastOld = acknowledgements()
                .filter(this::isOld)
                .mapToLong(Ledger.Write::endNanos)
                .max();
        Optional<Answers.Interruption> worst = worst(answers(true));
        Optional<Duration> rto = worst.flatMap(Outcomes::length);
        return new Outcome(
                rto,
                worst(answers(false)).flatMap(Outcomes::length),
                copyReads(),
                worst.map(this::phases).orElseGet(LinkedHashMap::new),
                writes(firstNew),
                fence(firstNew),
                downtime(),
                new Outcome.Span(
                        optional(worst.map(Answers.Interruption::effect)),
                        optional(worst.flatMap(Answers.Interruption::sustained)),
                        lastOld,
                        firstNew),
                clients(firstNew),
                series());
    }

    // --- times to recover

    private SequencedSet<RegionName> survivingLocations() {
        SequencedSet<RegionName> locations = new LinkedHashSet<>();
        users().map(account -> account.client().location())
                .filter(location -> !facts.deadLocations().contains(location))
                .forEach(locations::add);
        return locations;
    }

    /// Of every surviving location where anybody asked.
    private List<Answers> answers(boolean writes) {
        List<Answers> answers = new ArrayList<>();
        for (RegionName location : survivingLocations()) {
            if (!isAsked(location, writes)) {
                continue;
            }
            List<Long> instants = new ArrayList<>();
            users().filter(account -> account.client().location().equals(location))
                    .forEach(account -> {
                        if (writes) {
                            account.writes().stream()
                                    .filter(write -> write.yes().isPresent())
                                    .forEach(write -> instants.add(write.endNanos()));
                        } else {
                            account.reads().stream()
                                    .filter(read -> read.servedBy().isPresent())
                                    .forEach(read -> instants.add(read.endNanos()));
                        }
                    });
            answers.add(new Answers(location, instants, facts.times().loadEnd()));
        }
        return answers;
    }

    private boolean isAsked(RegionName location, boolean writes) {
        return users().filter(account -> account.client().location().equals(location))
                .anyMatch(account -> !(writes ? account.writes() : account.reads()).isEmpty());
    }

    /// A location that never recovered is worse than any that did.
    private Optional<Answers.Interruption> worst(List<Answers> answers) {
        return answers.stream()
                .map(each -> each.interruption(facts.times().fault()))
                .max(Comparator.comparing(each -> length(each).orElse(Duration.ofSeconds(Long.MAX_VALUE))));
    }

    private Outcome.CopyReads copyReads() {
        long[] ages = accounts.stream()
                .flatMap(account -> account.reads().stream())
                .flatMapToLong(read -> read.ageNanos().stream())
                .toArray();
        return new Outcome.CopyReads(
                ages.length,
                wholeMillis(Duration.ofNanos(LongStream.of(ages).max().orElse(0))));
    }

    private static Optional<Duration> length(Answers.Interruption interruption) {
        return interruption.sustained().map(end -> Duration.ofMillis(millisBetween(interruption.effect(), end)));
    }

    /// Each phase ends at its logged event, but not before the one in front of it and not after the recovery;
    /// the last ends with the recovery. Boundaries are rounded, not lengths: so the lengths add up to the
    /// whole, exactly.
    private SequencedMap<Phase, Duration> phases(Answers.Interruption worst) {
        SequencedMap<Phase, Duration> lengths = new LinkedHashMap<>();
        if (worst.sustained().isEmpty()) {
            return lengths;
        }
        long whole = millisBetween(worst.effect(), worst.sustained().get());
        long begin = 0;
        for (Phase phase : Phase.values()) {
            Long logged = phase == Phase.VERIFY
                    ? Long.valueOf(worst.sustained().get())
                    : facts.phaseEnds().get(phase);
            long end = logged == null ? begin : Math.clamp(millisBetween(worst.effect(), logged), begin, whole);
            lengths.put(phase, Duration.ofMillis(end - begin));
            begin = end;
        }
        return lengths;
    }

    private Duration downtime() {
        return answers(true).stream()
                .map(each -> each.downtime(facts.times().fault()))
                .max(Comparator.naturalOrder())
                .map(Outcomes::wholeMillis)
                .orElse(Duration.ZERO);
    }

    // --- what became of the writes

    private Outcome.Writes writes(OptionalLong firstNew) {
        long acknowledged = acknowledgements().count();
        List<Ledger.Write> lost = acknowledgements().filter(this::isLost).toList();
        Duration loss = lost.stream()
                .map(this::untilItsSideEnded)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        long twoSided =
                acknowledgements().filter(ack -> isTwoSided(ack, firstNew)).count();
        return new Outcome.Writes(acknowledged, lost.size(), loss, twoSided, forkedKeys(firstNew));
    }

    /// From a write's acknowledgement to the last one of the side that gave it; in a run with several moves there
    /// are several sides that can lose something.
    private Duration untilItsSideEnded(Ledger.Write lost) {
        long last = lastOfSide.getOrDefault(side(lost), lost.endNanos());
        return Duration.ofMillis(millisBetween(lost.endNanos(), last));
    }

    private Side side(Ledger.Write ack) {
        Ledger.Yes yes = ack.yes().orElseThrow();
        return new Side(yes.servedBy(), isOld(ack) ? facts.oldSide().lastEpoch() : yes.epoch());
    }

    private long forkedKeys(OptionalLong firstNew) {
        Set<Long> old = new HashSet<>(facts.keys().changedOnOldSide());
        Set<Long> both = new HashSet<>();
        acknowledgements()
                .filter(this::isOld)
                .filter(ack ->
                        isTwoSided(ack, firstNew) || !facts.keys().surviving().contains(ack.key()))
                .forEach(ack -> old.add(ack.key()));
        acknowledgements().filter(ack -> !isOld(ack) && old.contains(ack.key())).forEach(ack -> both.add(ack.key()));
        return both.size();
    }

    /// From the order to fence to the last acknowledgement of the side that it was for. Where nothing moved, what
    /// that side acknowledges later is its right, not a leak: after the fault was healed, or by a database that
    /// was started again, with the same role and under the same epoch.
    private Optional<Duration> fence(OptionalLong firstNew) {
        return facts.times().fence().map(fence -> {
            boolean isBack = firstNew.isEmpty();
            long healed = isBack ? facts.times().healed().orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
            long stopped = isBack ? fence.stopped().orElse(Long.MAX_VALUE) : Long.MAX_VALUE;
            long last = acknowledgements()
                    .filter(this::isOld)
                    .filter(ack -> ack.endNanos() <= healed && ack.sentNanos() <= stopped)
                    .mapToLong(Ledger.Write::endNanos)
                    .max()
                    .orElse(fence.ordered());
            return Duration.ofMillis(Math.max(0, millisBetween(fence.ordered(), last)));
        });
    }

    private List<Outcome.ClientResult> clients(OptionalLong firstNew) {
        return accounts.stream()
                .map(account -> {
                    List<Ledger.Write> acks = account.writes().stream()
                            .filter(write -> write.yes().isPresent())
                            .toList();
                    return new Outcome.ClientResult(
                            account.client(),
                            acks.size(),
                            acks.stream().filter(this::isLost).count(),
                            acks.stream()
                                    .filter(ack -> isTwoSided(ack, firstNew))
                                    .count(),
                            account.failures());
                })
                .toList();
    }

    private boolean isOld(Ledger.Write ack) {
        return ack.yes()
                .filter(yes -> yes.servedBy().equals(facts.oldSide().region())
                        && !yes.epoch().supersedes(facts.oldSide().lastEpoch()))
                .isPresent();
    }

    private boolean isLost(Ledger.Write ack) {
        return ack.yes().filter(Ledger.Yes::promised).isPresent()
                && !facts.keys().surviving().contains(ack.key());
    }

    private boolean isTwoSided(Ledger.Write ack, OptionalLong firstNew) {
        boolean isAfterTheMove = firstNew.isPresent() && isOld(ack) && ack.endNanos() > firstNew.getAsLong();
        return isAfterTheMove || firsts.stream().anyMatch(first -> supersedes(first, ack));
    }

    private static boolean supersedes(Ledger.Write first, Ledger.Write ack) {
        Ledger.Yes later = first.yes().orElseThrow();
        Ledger.Yes yes = ack.yes().orElseThrow();
        return later.epoch().supersedes(yes.epoch())
                && !later.servedBy().equals(yes.servedBy())
                && first.endNanos() < ack.endNanos();
    }

    // --- the picture

    private List<Outcome.Series> series() {
        Map<RegionName, List<Ledger.Account>> byLocation = new LinkedHashMap<>();
        users().forEach(account -> byLocation
                .computeIfAbsent(account.client().location(), location -> new ArrayList<>())
                .add(account));
        List<Outcome.Series> series = new ArrayList<>();
        byLocation.forEach((location, there) -> {
            Buckets buckets =
                    new Buckets(facts.times().loadStart(), facts.times().loadEnd());
            there.forEach(account -> account.writes().forEach(buckets::add));
            series.add(new Outcome.Series(location, facts.times().loadStart(), buckets.list()));
        });
        return series;
    }

    private static final class Buckets {
        private final long start;
        private final int[] acknowledged;
        private final int[] failed;
        private final long[] slowest;

        private Buckets(long start, long end) {
            this.start = start;
            int count = Math.toIntExact(Math.max(0, (end - start) / Outcome.Series.BUCKET.toNanos() + 1));
            acknowledged = new int[count];
            failed = new int[count];
            slowest = new long[count];
        }

        private void add(Ledger.Write write) {
            long bucket = Math.floorDiv(write.endNanos() - start, Outcome.Series.BUCKET.toNanos());
            if (bucket < 0 || bucket >= acknowledged.length) {
                return;
            }
            int at = (int) bucket;
            if (write.yes().isPresent()) {
                acknowledged[at]++;
                slowest[at] = Math.max(slowest[at], write.endNanos() - write.sentNanos());
            } else {
                failed[at]++;
            }
        }

        private List<Outcome.Bucket> list() {
            List<Outcome.Bucket> list = new ArrayList<>();
            for (int i = 0; i < acknowledged.length; i++) {
                list.add(new Outcome.Bucket(acknowledged[i], failed[i], wholeMillis(Duration.ofNanos(slowest[i]))));
            }
            return list;
        }
    }

    // --- leaves

    private Stream<Ledger.Account> users() {
        return accounts.stream().filter(account -> account.client().kind() == Client.Kind.USER);
    }

    private Stream<Ledger.Write> acknowledgements() {
        return accounts.stream()
                .flatMap(account -> account.writes().stream())
                .filter(write -> write.yes().isPresent());
    }

    private static OptionalLong optional(Optional<Long> value) {
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }

    private static Duration wholeMillis(Duration duration) {
        return Duration.ofMillis(millisBetween(0, duration.toNanos()));
    }

    private static long millisBetween(long from, long to) {
        return Math.round((to - from) / 1e6);
    }
}
