package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// The section `failover`: who may move an application, when, and by which steps.
///
/// @param profile a named set of values for what is not said here
/// @param fenceWithin the declared bound of a fence
/// @param maxLoss never promote above it
/// @param targets in order of preference
/// @param atOnce how many applications may move at the same time
/// @param after applications that must have moved before
/// @param witness a place that votes and holds no data
public record Failover(
        Optional<Mode> mode,
        Optional<Profile> profile,
        Optional<Duration> hold,
        Lease lease,
        Optional<Duration> fenceWithin,
        Optional<Duration> cooldown,
        Optional<Duration> maxLoss,
        Optional<WithoutQuorum> withoutQuorum,
        List<RegionName> targets,
        OptionalInt atOnce,
        List<String> after,
        Optional<Control> control,
        Optional<Witness> witness,
        Optional<Failback> failback,
        Human human,
        SequencedMap<String, Probe> probes,
        SequencedMap<String, Vantage> vantages,
        SequencedMap<String, Trigger> triggers,
        SequencedMap<String, Step> steps) {

    /// Who starts a failover.
    public enum Mode {
        MANUAL,
        APPROVED,
        AUTOMATIC
    }

    /// A named set of values.
    public enum Profile {
        DEFAULT,
        QUICK,
        CAUTIOUS
    }

    /// D, m, W, ρ and the rhythm of the lease.
    public record Lease(
            Optional<Duration> duration,
            Optional<Duration> margin,
            Optional<Duration> challengerWait,
            OptionalDouble drift,
            Optional<Duration> renewEvery) {}

    /// What the writer does without a control plane.
    public enum WithoutQuorum {
        STOP,
        FAILSAFE
    }

    /// Where the control of the failover runs.
    ///
    /// @param runs `provider` where somebody else's service decides
    public record Control(List<RegionName> in, Optional<String> runs, List<String> dependsOn) {}

    /// A third place, for the vote that breaks a tie.
    ///
    /// @param near a region of the catalogue that it stands beside, where its own name is not in it
    public record Witness(RegionName region, Optional<RegionName> near) {}

    /// The way back.
    public record Failback(Optional<Mode> mode, Optional<Duration> after, SequencedMap<String, Step> steps) {}

    /// The time of people, part of the recovery time wherever they are asked.
    public record Human(Optional<Duration> notice, Optional<Duration> decide) {}

    /// A question that is asked again and again.
    ///
    /// @param to a service, store or external, in the region that is judged
    /// @param host instead of `to`: a literal name
    public record Probe(
            String name,
            ProbeKind kind,
            Optional<String> to,
            Optional<String> host,
            OptionalInt port,
            Optional<String> path,
            Optional<Duration> every,
            Optional<Duration> timeout,
            OptionalInt failures,
            OptionalInt window) {}

    /// What a probe asks.
    public enum ProbeKind {
        HTTP,
        HTTPS,
        TCP,
        SQL_READ,
        CANARY_WRITE,
        REPLICATION,
        APPLICATION
    }

    /// Where probes are asked from.
    ///
    /// @param at regions of the file or places outside
    public record Vantage(String name, List<String> at, Optional<String> provider) {}

    /// What makes something happen: failed probes, or a signal that is not the workload's health.
    ///
    /// @param when probes
    /// @param agree how many vantages must agree, `2 of 3`
    public record Trigger(
            String name,
            List<String> when,
            Optional<String> signal,
            Optional<Agreement> agree,
            Optional<Duration> lasting,
            Act act) {}

    /// So many of so many.
    public record Agreement(int enough, int of) {}

    /// What a trigger does.
    public enum Act {
        FAILOVER,
        NOTIFY,
        IGNORE
    }

    /// A step of the plan. Built-in ones have reserved names and take times and a forced variant only.
    ///
    /// @param after steps that must have ended; empty with `before` for a built-in one
    /// @param byHuman whether a person does it, and `takes` is how long
    /// @param of for a built-in step: times for one store or service
    public record Step(
            String name,
            boolean builtIn,
            List<String> after,
            List<String> before,
            boolean byHuman,
            Optional<Duration> takes,
            Optional<Duration> timeout,
            Optional<Action> action,
            Variant graceful,
            Variant forced,
            OnFailure onFailure,
            SequencedMap<String, Times> of) {}

    /// What a step does: one verb with its argument.
    ///
    /// @param verb `run`, `restart`, `notify`, `warm`, `replay`, `set`, `waitUntil`, or `detach` for a
    ///     built-in step
    public record Action(String verb, String argument) {}

    /// How a step differs when there is time (graceful) or none (forced).
    public record Variant(boolean skip, Optional<Duration> timeout, Optional<Action> action) {}

    /// What a failed step does to the plan.
    public enum OnFailure {
        STOP,
        CONTINUE,
        COMPENSATE
    }

    /// The times of a step.
    public record Times(Optional<Duration> timeout, Optional<Duration> takes) {}
}
