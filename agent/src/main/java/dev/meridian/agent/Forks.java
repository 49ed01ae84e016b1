package dev.meridian.agent;

import dev.meridian.bounds.Loss;
import dev.meridian.evidence.LossLedger;
import dev.meridian.incident.Wire;
import dev.meridian.postgresql.Cluster;
import dev.meridian.postgresql.Fork;
import dev.meridian.units.Durations;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/// The directories that were kept aside because they may have what nobody else has: each gets a ledger of that
/// beside it, `loss-ledger-<epoch>.json`, which stays when the directory itself is deleted for newer ones.
///
/// A ledger is written once, after the new copy is whole, on a thread of its own: the region that comes back is
/// not kept waiting by the accounts of what it lost.
final class Forks {
    private static final Duration VERB = Duration.ofSeconds(5);
    private static final String LEDGER = "loss-ledger-";
    private static final int MOST_LEDGERS = 20;

    /// Its own tables say nothing about users' writes.
    private static final String OURS = "meridian.";

    private final AgentConfig config;
    private final Sessions sessions;
    private final Function<Epoch, Optional<Left>> moves;

    /// That a role was granted away.
    ///
    /// @param epoch that ended with it
    /// @param loss what the move could cost, as the engine said
    record Left(RegionName from, Epoch epoch, Loss loss) {}

    /// @param moves the grant by which this region's role ended, the newest one up to an epoch
    Forks(AgentConfig config, Sessions sessions, Function<Epoch, Optional<Left>> moves) {
        this.config = config;
        this.sessions = sessions;
        this.moves = moves;
    }

    /// Where the ledgers of a region are.
    ///
    /// @return the newest first
    static List<Path> ledgers(Path regionDirectory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(regionDirectory, LEDGER + "*.json")) {
            files.forEach(found::add);
        }
        found.sort(Comparator.comparingLong(Forks::epoch).reversed().thenComparing(Comparator.reverseOrder()));
        return found;
    }

    private static long epoch(Path ledger) {
        String digits =
                ledger.getFileName().toString().replaceAll("\\D+", " ").strip().split(" ", 2)[0];
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : -1;
    }

    /// Writes the ledgers of those that have none, beside whatever else goes on.
    void account(Cluster cluster, RegionName primary) {
        Thread.ofPlatform().daemon().name("ledger").start(() -> {
            try {
                accountNow(cluster, primary);
            } catch (IOException | RuntimeException e) {
                sessions.complain("no ledger of what the fork has: " + e);
            }
        });
    }

    private synchronized void accountNow(Cluster cluster, RegionName primary) throws IOException {
        List<Path> without = new ArrayList<>();
        for (Path fork : cluster.forks()) {
            if (!Files.exists(ledger(fork))) {
                without.add(fork);
            }
        }
        Optional<Fork.Primary> asked = without.isEmpty()
                ? Optional.empty()
                : sessions.with(primary, VERB, session -> Fork.primary(session, VERB));
        if (asked.isPresent()) {
            for (Path fork : without) {
                Optional<Fork.Beyond> beyond = Fork.beyond(fork, asked.get());
                if (beyond.isPresent()) {
                    write(ledger(fork), ledger(fork, beyond.get()));
                }
            }
        }
        for (Path old : ledgers(config.directory()).stream().skip(MOST_LEDGERS).toList()) {
            Files.deleteIfExists(old);
        }
    }

    private static Path ledger(Path fork) {
        String name = fork.getFileName().toString();
        return fork.resolveSibling(LEDGER + name.substring(name.lastIndexOf(".fork-") + ".fork-".length()) + ".json");
    }

    private static void write(Path file, LossLedger ledger) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, Wire.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(ledger));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private LossLedger ledger(Path fork, Fork.Beyond beyond) {
        Epoch of = new Epoch(epoch(ledger(fork)));
        Optional<Left> left = moves.apply(of);
        List<Fork.Commit> users =
                beyond.commits().stream().filter(commit -> !isOurs(commit)).toList();
        Optional<Fork.Commit> first = users.stream().min(Comparator.comparing(Fork.Commit::when));
        Optional<Fork.Commit> last = users.stream().max(Comparator.comparing(Fork.Commit::when));
        Duration lost = first.isEmpty()
                ? Duration.ZERO
                : Duration.between(first.get().when(), last.orElseThrow().when());
        return new LossLedger(
                LossLedger.SCHEMA_VERSION,
                config.region().text(),
                left.map(it -> it.epoch().number()),
                of.number(),
                beyond.timeline(),
                beyond.parted().toString(),
                beyond.end().toString(),
                beyond.end().minus(beyond.parted()),
                users.size() + beyond.more(),
                beyond.commits().size() - users.size(),
                first.map(commit -> commit.when().toString()),
                last.map(commit -> commit.when().toString()),
                Durations.seconds(lost),
                left.map(it -> it.loss().text()),
                left.flatMap(it -> bound(it.loss())).map(Durations::seconds),
                mayBeAcknowledged(left),
                fork.toString(),
                users.stream().map(Forks::transaction).collect(Collectors.toList()));
    }

    private static boolean isOurs(Fork.Commit commit) {
        return !commit.tables().isEmpty() && commit.tables().stream().allMatch(table -> table.startsWith(OURS));
    }

    private static Optional<Duration> bound(Loss loss) {
        return switch (loss) {
            case Loss.ProvablyNone _, Loss.HandedOver _ -> Optional.of(Duration.ZERO);
            case Loss.AtMost atMost -> Optional.of(atMost.bound());
            case Loss.Unknown _ -> Optional.empty();
        };
    }

    private static boolean mayBeAcknowledged(Optional<Left> left) {
        return left.map(Left::loss)
                .filter(loss -> loss instanceof Loss.ProvablyNone || loss instanceof Loss.HandedOver)
                .isEmpty();
    }

    private static LossLedger.Transaction transaction(Fork.Commit commit) {
        return new LossLedger.Transaction(
                commit.number(), commit.at().toString(), commit.when().toString(), commit.tables());
    }

    /// The newest ledger of a region; empty if it has none.
    static Optional<LossLedger> newest(Path regionDirectory) {
        try (Stream<Path> newest = ledgers(regionDirectory).stream().limit(1)) {
            Optional<Path> file = newest.findFirst();
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Wire.JSON.readValue(Files.readAllBytes(file.get()), LossLedger.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
