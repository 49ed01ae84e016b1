package dev.meridian.blueprint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Divides declared waits: probe interval, hold, TTL. Work is never divided, nor is anything that safety rests
/// on (the lease and the fence); what a drill then measures is derived.
public final class FastForward {
    private FastForward() {}

    /// The same file with shorter waits; its hash stays that of what is declared.
    ///
    /// @param times the divisor, from 1
    public static Blueprint by(int times, Blueprint blueprint) {
        SequencedMap<String, Application> applications = new LinkedHashMap<>();
        blueprint.applications().forEach((name, application) -> applications.put(name, by(times, application)));
        return new Blueprint(
                blueprint.topologyHash(),
                applications,
                blueprint.regions(),
                blueprint.services(),
                blueprint.stores(),
                by(times, blueprint.traffic()),
                blueprint.witness(),
                blueprint.near(),
                blueprint.origins());
    }

    private static Traffic by(int times, Traffic traffic) {
        SequencedMap<String, Entrance> entrances = new LinkedHashMap<>();
        traffic.entrances()
                .forEach((name, entrance) -> entrances.put(
                        name, new Entrance(name, entrance.host(), entrance.service(), by(times, entrance.ttl()))));
        return new Traffic(by(times, traffic.ttl()), entrances);
    }

    /// A resolver counts in whole seconds (RFC 1035 §3.2.1).
    private static Duration by(int times, Duration ttl) {
        return Duration.ofSeconds(Math.max(1, ttl.toSeconds() / times));
    }

    private static Application by(int times, Application application) {
        FailoverPolicy failover = application.failover();
        ProbePolicy probes = failover.probes();
        ProbePolicy quicker =
                new ProbePolicy(probes.every().dividedBy(times), probes.timeout(), probes.failures(), probes.window());
        return new Application(
                application.name(),
                application.roles(),
                application.primary(),
                new FailoverPolicy(
                        failover.mode(),
                        failover.profile(),
                        failover.hold().dividedBy(times),
                        failover.lease(),
                        failover.fenceWithin(),
                        freshness(failover, quicker),
                        failover.patience(),
                        failover.cooldown(),
                        failover.storm(),
                        failover.failback(),
                        failover.room(),
                        failover.maxLoss(),
                        failover.withoutQuorum(),
                        failover.degrade(),
                        failover.targets(),
                        quicker,
                        failover.controlIn(),
                        failover.steps()),
                application.objectives());
    }

    /// What follows from the rhythm of the probes follows from the quicker one; what a file says of its own stays.
    private static Duration freshness(FailoverPolicy failover, ProbePolicy quicker) {
        Duration renewEvery = failover.lease().renewEvery();
        return failover.freshness().equals(failover.probes().freshness(renewEvery))
                ? quicker.freshness(renewEvery)
                : failover.freshness();
    }
}
