package dev.meridian.evidence;

import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What every client of a drill asked for and was told, on one monotonic clock (`System.nanoTime` of one
/// machine).
///
/// Any thread may write at any time. Each client has a page of its own with its own lock, which in practice
/// only the client's thread takes: a line costs well under a microsecond and about 90 bytes, ten minutes of a
/// thousand writes a second about 55 MB.
///
/// A `key` names one write: the load inserts each key once, or again only to retry a write whose fate it does
/// not know.
public final class Ledger {
    private final SequencedMap<Integer, Page> pages = new LinkedHashMap<>();

    /// @throws IllegalArgumentException if two clients have the same number
    public Ledger(Collection<Client> clients) {
        for (Client client : clients) {
            if (pages.putIfAbsent(client.id(), new Page(client)) != null) {
                throw new IllegalArgumentException("two clients with the number " + client.id());
            }
        }
    }

    /// A client was told that its write is committed.
    ///
    /// @param servedBy the region whose database said so
    /// @param epoch    the epoch under which it said so
    public void acknowledged(int client, long key, RegionName servedBy, Epoch epoch, long sentNanos, long ackNanos) {
        page(client).write(new Write(key, sentNanos, ackNanos, Optional.of(new Yes(servedBy, epoch, true))));
    }

    /// As [#acknowledged], for a write that the client itself committed with less durability than the store
    /// offers (`synchronous_commit = off`): no database promises to keep it, so it can be two-sided but not
    /// lost.
    public void acknowledgedUnsafe(
            int client, long key, RegionName servedBy, Epoch epoch, long sentNanos, long ackNanos) {
        page(client).write(new Write(key, sentNanos, ackNanos, Optional.of(new Yes(servedBy, epoch, false))));
    }

    /// A write was not acknowledged; with `TIMEOUT` and `IN_DOUBT` it may have happened all the same.
    public void failed(int client, long key, long sentNanos, long atNanos, Failure kind) {
        page(client).writeFailed(kind, new Write(key, sentNanos, atNanos, Optional.empty()));
    }

    /// A client got an answer to a read from the region that serves.
    public void readAnswered(int client, RegionName servedBy, long sentNanos, long answeredNanos) {
        page(client).read(new Read(sentNanos, answeredNanos, Optional.of(servedBy), OptionalLong.empty()));
    }

    /// A client got an answer to a read from a copy.
    ///
    /// @param ageNanos how long ago the copy replayed its newest transaction, as it said with the answer
    public void readFromCopy(int client, RegionName servedBy, long sentNanos, long answeredNanos, long ageNanos) {
        page(client).read(new Read(sentNanos, answeredNanos, Optional.of(servedBy), OptionalLong.of(ageNanos)));
    }

    /// A read got none.
    public void readFailed(int client, long sentNanos, long atNanos, Failure kind) {
        page(client).readFailed(kind, new Read(sentNanos, atNanos, Optional.empty(), OptionalLong.empty()));
    }

    /// How many writes were acknowledged so far, for a progress display.
    public long acknowledgedSoFar() {
        return pages.values().stream().mapToLong(Page::acknowledgedSoFar).sum();
    }

    /// The same, of the users of one location.
    public long acknowledgedSoFar(RegionName location) {
        return pages.values().stream()
                .filter(page -> page.client.location().equals(location))
                .mapToLong(Page::acknowledgedSoFar)
                .sum();
    }

    /// Some key that a client was told is committed, for a negative control.
    public OptionalLong anAcknowledgedKey() {
        return accounts().stream()
                .flatMap(account -> account.writes().stream())
                .filter(write -> write.yes().map(Yes::promised).orElse(false))
                .mapToLong(Write::key)
                .min();
    }

    /// A copy of every page, in the order the clients were declared.
    List<Account> accounts() {
        return pages.values().stream().map(Page::account).toList();
    }

    private Page page(int client) {
        Page page = pages.get(client);
        if (page == null) {
            throw new IllegalArgumentException("no client has the number " + client);
        }
        return page;
    }

    /// Who said yes, under which epoch, and whether the client had asked for what the store promises to keep.
    record Yes(RegionName servedBy, Epoch epoch, boolean promised) {}

    record Write(long key, long sentNanos, long endNanos, Optional<Yes> yes) {}

    record Read(long sentNanos, long endNanos, Optional<RegionName> servedBy, OptionalLong ageNanos) {}

    record Account(Client client, List<Write> writes, List<Read> reads, Map<Failure, Long> failures) {}

    private static final class Page {
        private final Client client;
        private final List<Write> writes = new ArrayList<>();
        private final List<Read> reads = new ArrayList<>();
        private final Map<Failure, Long> failures = new EnumMap<>(Failure.class);
        private long acknowledged;

        private Page(Client client) {
            this.client = client;
        }

        private synchronized void write(Write write) {
            writes.add(write);
            acknowledged++;
        }

        private synchronized void writeFailed(Failure kind, Write write) {
            writes.add(write);
            failures.merge(kind, 1L, Long::sum);
        }

        private synchronized void read(Read read) {
            reads.add(read);
        }

        private synchronized void readFailed(Failure kind, Read read) {
            reads.add(read);
            failures.merge(kind, 1L, Long::sum);
        }

        private synchronized long acknowledgedSoFar() {
            return acknowledged;
        }

        private synchronized Account account() {
            return new Account(client, List.copyOf(writes), List.copyOf(reads), new EnumMap<>(failures));
        }
    }
}
