package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A note about resolvers and runtimes that keep an answer for longer than its TTL, where users follow a failover
/// by DNS within a promised time.
///
/// Sources: AWS SDK for Java developer guide, "Set the JVM TTL for DNS name lookups" (on some configurations the
/// JVM never asks again until it is restarted); reports of 12 min (serverscout.ie, "DNS failover gaps") and 18 min
/// (rack2cloud.com, "Why your DNS failover didn't actually fail over") after a change with a TTL of 60 s; read
/// 2026-11.
final class NameCacheRules {
    /// The longest time that reports of such clients name; a promise above it has room for them.
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private NameCacheRules() {}

    static void check(Subject subject, List<Finding> findings) {
        Topology.Traffic traffic = subject.topology().traffic();
        boolean declared = traffic.clients().ignoreTtl().isPresent();
        boolean isBehindAFront =
                traffic.accelerator().isPresent() || traffic.cdn().isPresent();
        boolean byName = !isBehindAFront
                && subject.blueprint().applications().values().stream()
                        .map(application -> new Fronts(subject, application))
                        .anyMatch(fronts -> fronts.entrances().stream()
                                .anyMatch(
                                        entrance -> isByName(entrance) && fronts.turn(entrance) == Fronts.Turn.NAMES));
        if (declared || !byName || subject.blueprint().regions().size() < 2) {
            return;
        }
        Optional<Stake> promise = subject.stakes().stream()
                .filter(stake -> stake.objective() == Promise.Objective.RTO
                        && stake.disruption() == Promise.Disruption.REGION
                        && !stake.reach().services().isEmpty()
                        && !stake.isClaim())
                .min(Comparator.comparing(Stake::bound));
        promise.filter(stake -> stake.bound().compareTo(LONGEST) < 0)
                .ifPresent(stake -> findings.add(Finding.of(
                                Rule.NAMES_ARE_KEPT,
                                "traffic.clients",
                                "users have to follow a failover by DNS within " + text(stake.bound())
                                        + ", and nothing says how long clients ignore the TTL",
                                "some Java runtimes keep a name until they are restarted, and connection pools keep their"
                                        + " connections (AWS SDK for Java developer guide, 2026-11); reports name 12 and 18 min"
                                        + " after a change with a TTL of 60 s",
                                "`traffic.clients: {ignoreTtl: TIME}` as measured in a drill, `networkaddress.cache.ttl` in Java"
                                        + " clients, or fixed addresses (`traffic.accelerator`)")
                        .about(stake.path())));
    }

    private static boolean isByName(Topology.Entrance entrance) {
        boolean client = entrance.route().equals(List.of(Topology.Route.CLIENT));
        return entrance.host().isPresent() && !client;
    }
}
