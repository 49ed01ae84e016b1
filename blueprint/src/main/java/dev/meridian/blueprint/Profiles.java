package dev.meridian.blueprint;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// The named sets of times, by path under `failover`, as a person would write them.
///
/// All three keep the inequality of the lease, `(D − m)/(1 − ρ) + F ≤ W/(1 + ρ)`, with the declared fence F:
///
/// | profile | (D − m)/(1 − ρ) + F | W/(1 + ρ) |
/// |---|---|---|
/// | `quick` | 1251 + 200 = 1451 ms | 1498 ms |
/// | `default` | 8.008 + 3 = 11.008 s | 14.985 s |
/// | `cautious` | 20.020 + 5 = 25.020 s | 29.970 s |
///
/// All have the same patience, since it is a matter of databases and not of haste. To open a stream takes about
/// five round trips, 0.98 s over 170 ms (measured with PostgreSQL 18, 2026-11); between the farthest regions it is
/// twice that. A stop and the round trip in which the standbys confirm took 0.1 to 0.7 s in drills (PostgreSQL 18,
/// 2026-11).
///
/// A probe's `failures` of `window` is a k-of-n verdict, because a person can check it on paper.
public final class Profiles {
    /// For one machine and for drills, where links are simulated and a false alarm costs nothing. Detection
    /// is about two probes; the hold is longer than one probe, so that a single lost packet moves nothing.
    /// The lease spans five renewals: four may be lost on a long link. The drift bound is that of the other
    /// profiles: it is a property of clocks, not of haste.
    static final SequencedMap<String, String> QUICK = values(
            "probes.every", "150ms",
            "probes.timeout", "500ms",
            "probes.failures", "2",
            "probes.window", "3",
            "hold", "300ms",
            "lease.duration", "1500ms",
            "lease.margin", "250ms",
            "lease.wait", "1500ms",
            "lease.drift", "0.1%",
            "lease.renewEvery", "300ms",
            "fence.within", "200ms",
            "cooldown", "5m",
            "patience.catchUp", "2s",
            "patience.stop", "10s",
            "storm", "10s",
            "failback.after", "5m");

    /// For production. Probes every 5 s are the common choice of orchestrators of databases (pg_auto_failover,
    /// orchestrator: 5 s). The hold of 60 s is longer than the 43 s of GitHub's link failure of October 2018,
    /// which a shorter one turned into a promotion and a day of repair; it holds for every replication mode,
    /// because a move that loses nothing still costs everybody their sessions. The cooldown of 30 min leaves
    /// people time to look before anything moves again by itself. A second place that falls silent within five
    /// holds of the first is a storm: one cause behind both, perhaps the observers' own. The way back is open
    /// after as long as the cooldown.
    static final SequencedMap<String, String> DEFAULT = values(
            "probes.every", "5s",
            "probes.timeout", "2s",
            "probes.failures", "3",
            "probes.window", "4",
            "hold", "60s",
            "lease.duration", "10s",
            "lease.margin", "2s",
            "lease.wait", "15s",
            "lease.drift", "0.1%",
            "lease.renewEvery", "1s",
            "fence.within", "3s",
            "cooldown", "30m",
            "patience.catchUp", "2s",
            "patience.stop", "10s",
            "storm", "5m",
            "failback.after", "30m");

    /// For what would rather stand still than move wrongly: twice the hold, and a lease of 30 s with 10 s of
    /// margin,
    /// which outlasts the pauses of a busy host (a stop of ten seconds for storage or migration is not rare).
    static final SequencedMap<String, String> CAUTIOUS = values(
            "probes.every", "10s",
            "probes.timeout", "4s",
            "probes.failures", "3",
            "probes.window", "4",
            "hold", "120s",
            "lease.duration", "30s",
            "lease.margin", "10s",
            "lease.wait", "30s",
            "lease.drift", "0.1%",
            "lease.renewEvery", "3s",
            "fence.within", "5s",
            "cooldown", "60m",
            "patience.catchUp", "2s",
            "patience.stop", "10s",
            "storm", "15m",
            "failback.after", "2h");

    private Profiles() {}

    /// What a profile says, at a path under `failover`; empty where it says nothing.
    public static Optional<String> at(String profile, String path) {
        return Optional.ofNullable(named(profile).get(path));
    }

    /// The set of this name.
    static SequencedMap<String, String> named(String name) {
        return switch (name) {
            case "quick" -> QUICK;
            case "cautious" -> CAUTIOUS;
            case "default" -> DEFAULT;
            default -> throw new AssertionError("the schema let the profile " + name + " pass");
        };
    }

    private static SequencedMap<String, String> values(String... pairs) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return Frozen.copy(map);
    }
}
