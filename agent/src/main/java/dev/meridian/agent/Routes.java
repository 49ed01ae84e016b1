package dev.meridian.agent;

import dev.meridian.dns.Answer;
import dev.meridian.dns.Zone;
import dev.meridian.engine.State;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.locks.LockSupport;

/// Where this region's DNS server sends users: the sink of the `route` duty, which refuses an epoch smaller
/// than one it has seen, and keeps its last answer for as long as nobody gives it a better one.
final class Routes {
    private final AgentConfig config;
    private final String origin;
    private static final long LOOK_NANOS = 5_000_000;
    private static final Duration LONGEST_DOUBT = Duration.ofSeconds(6);

    private volatile Epoch epoch = Epoch.NONE;
    private volatile long doubtedAt = System.nanoTime();
    private volatile long doubtsUntil = doubtedAt;
    private volatile long trustAt = Long.MAX_VALUE;
    private volatile Zone zone;

    Routes(AgentConfig config) {
        this.config = config;
        this.origin = origin(config.hosts());
        this.zone = zone(config.policy().home(), Epoch.NONE);
    }

    synchronized void point(RegionName to, Epoch newEpoch) {
        if (newEpoch.supersedes(epoch)) {
            zone = zone(to, newEpoch);
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

    /// What is published. While in doubt this waits, so that questions are answered late or not at all.
    Zone zone() {
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

    /// The longest domain that all hosts are below: `example.com` for `shop.example.com` and `api.example.com`.
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
