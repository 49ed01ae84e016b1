package dev.meridian.agent;

import dev.meridian.dns.Answer;
import dev.meridian.dns.Zone;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;

/// Where this region's DNS server sends users: the sink of the `route` duty, which refuses an epoch smaller
/// than one it has seen, and keeps its last answer for as long as nobody gives it a better one; also over its
/// own end, since it may come back alone. Where nobody here ever knew, it says that it does not know: that
/// the home held the role at the beginning says nothing. Only at the very first start, before anything can
/// have been granted, the home is the answer, so that users find it as soon as it serves.
final class Routes {
    private final AgentConfig config;
    private final Path memory;
    private final String origin;
    private static final long LOOK_NANOS = 5_000_000;
    private static final Duration LONGEST_DOUBT = Duration.ofSeconds(6);

    private volatile Epoch epoch = Epoch.NONE;
    private volatile long doubtedAt = System.nanoTime();
    private volatile long doubtsUntil = doubtedAt;
    private volatile long trustAt = Long.MAX_VALUE;
    private volatile Optional<Zone> zone;

    /// @param isFirstStart whether this region's agent was never started before
    Routes(AgentConfig config, boolean isFirstStart) throws IOException {
        this.config = config;
        this.memory = config.directory().resolve("route");
        this.origin = origin(config.hosts());
        this.zone = isFirstStart ? Optional.of(zone(config.policy().home(), Epoch.NONE)) : Optional.empty();
        if (Files.exists(memory)) {
            takeUp(Files.readString(memory));
        }
    }

    private void takeUp(String text) {
        String[] words = text.strip().split(" ", -1);
        boolean isWhole = words.length == 2 && words[0].matches("\\d{1,18}");
        config.peers().stream()
                .map(AgentConfig.Peer::region)
                .filter(region -> isWhole && region.text().equals(words[1]))
                .findFirst()
                .ifPresent(to -> {
                    epoch = new Epoch(Long.parseLong(words[0]));
                    zone = Optional.of(zone(to, epoch));
                });
    }

    /// What it answers from now on; durable before anybody hears of it.
    ///
    /// @throws UncheckedIOException if that cannot be made durable: then it answers as before
    synchronized void point(RegionName to, Epoch newEpoch) {
        if (newEpoch.supersedes(epoch)) {
            try {
                Durable.write(memory, newEpoch + " " + to);
            } catch (IOException e) {
                throw new UncheckedIOException("a route cannot be made durable", e);
            }
            zone = Optional.of(zone(to, newEpoch));
            epoch = newEpoch;
        }
    }

    /// The agent was not there for a while.
    void doubt() {
        doubtedAt = System.nanoTime();
        trustAt = Long.MAX_VALUE;
        doubtsUntil = doubtedAt + LONGEST_DOUBT.toNanos();
    }

    /// An entry of the agent's own was committed as number `index`. One that it proposed before it began to
    /// doubt proves nothing: its answer may have lain there.
    void committed(long proposedAt, long index) {
        if (proposedAt - doubtedAt > 0) {
            trustAt = Math.min(trustAt, index);
        }
    }

    /// The log was applied as far as this state. When that is as far as an entry of the agent's own, it knows
    /// what it missed.
    void applied(State state) {
        if (state.index() >= trustAt) {
            trustAt = Long.MAX_VALUE;
            state.grant().filter(State.Grant::accepting).ifPresent(grant -> point(grant.holder(), grant.epoch()));
            doubtsUntil = System.nanoTime();
        }
    }

    /// What is published; empty if nobody here knows. While in doubt this waits, so that questions are
    /// answered late or not at all.
    Optional<Zone> zone() {
        while (doubtsUntil - System.nanoTime() > 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return zone;
    }

    private Zone zone(RegionName to, Epoch serial) {
        SequencedMap<String, Answer> names = new LinkedHashMap<>();
        Answer answer = new Answer(List.of(Addresses.dialled(config.peer(to).number())), config.ttl());
        config.hosts().forEach(host -> names.put(host, answer));
        return new Zone(origin, serial.number(), names);
    }

    /// The longest domain that all hosts are below: `example.com` for `shop.example.com` and
    /// `api.example.com`.
    static String origin(List<String> hosts) {
        List<String> labels = List.of(hosts.getFirst().split("\\.", -1));
        for (int from = 1; from < labels.size(); from++) {
            String domain = String.join(".", labels.subList(from, labels.size()));
            if (hosts.stream().allMatch(host -> host.endsWith("." + domain))) {
                return domain;
            }
        }
        throw new IllegalArgumentException("these hosts have no domain in common: " + hosts);
    }
}
