package dev.meridian.topology;

import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
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
/// @param unfenced whether the file says that nothing fences the old primary: `fence: none`
/// @param freshness how old the word of a vantage may be
/// @param patience what is waited for that could be gone on without
/// @param storm no automatic move so soon after a second place fell silent
/// @param maxLoss never promote above it
/// @param targets in order of preference
/// @param after applications that must have moved before
/// @param excludes applications whose moves must not run at the same time
/// @param order the built-in steps in the order of the plan that the file describes, where that is not the usual
///     one; judged only
/// @param witness a place that votes and holds no data
/// @param observes what is watched for it, by its own account
/// @param lock what keeps two sides apart beside the fence
/// @param degrade what readers get while nobody serves
/// @param scale how far the new side grows
public record Failover(
        Optional<Mode> mode,
        Optional<Profile> profile,
        Optional<Duration> hold,
        Lease lease,
        Optional<Duration> fenceWithin,
        boolean unfenced,
        Optional<Duration> freshness,
        Patience patience,
        Optional<Duration> cooldown,
        Optional<Duration> storm,
        Optional<Duration> maxLoss,
        Optional<WithoutQuorum> withoutQuorum,
        List<RegionName> targets,
        List<String> after,
        List<String> excludes,
        List<String> order,
        Optional<Control> control,
        Optional<Witness> witness,
        Optional<Failback> failback,
        Human human,
        SequencedMap<String, Probe> probes,
        SequencedMap<String, Vantage> vantages,
        SequencedMap<String, Trigger> triggers,
        SequencedMap<String, Step> steps,
        List<String> observes,
        Optional<Lock> lock,
        Optional<Degrade> degrade,
        Optional<Scale> scale,
        Requests requests,
        Optional<Drills> drills) {

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

    /// D, m, W, ρ and the rhythm of the lease, and when a holder no longer counts as renewing it.
    ///
    /// @param none whether the file says that there is no lease: `lease: none`
    public record Lease(
            boolean none,
            Optional<Duration> duration,
            Optional<Duration> margin,
            Optional<Duration> challengerWait,
            OptionalDouble drift,
            Optional<Duration> renewEvery,
            Optional<Duration> silentAfter) {}

    /// How long is waited for a copy that catches up, and for a holder that is asked to stop.
    public record Patience(Optional<Duration> catchUp, Optional<Duration> stop) {}

    /// What the writer does without a control plane.
    public enum WithoutQuorum {
        STOP,
        FAILSAFE
    }

    /// Where the control of the failover runs.
    ///
    /// @param stateIn where it keeps what it knows
    /// @param runs what decides and moves; Meridian where empty
    /// @param timeout after how long it ends the whole plan, done or not; never where empty
    public record Control(
            List<RegionName> in,
            List<RegionName> stateIn,
            Optional<Runs> runs,
            List<String> dependsOn,
            Optional<Duration> timeout) {}

    /// The software that decides about a failover and carries it out.
    public enum Runs {
        /// Agents of Meridian, with the lease, the fence and the times of this file.
        MERIDIAN,
        /// A managed service of a cloud, such as an RDS or Azure SQL failover group.
        PROVIDER,
        /// Software beside the store or the entrance: a Kubernetes operator, Patroni, Orchestrator, k8gb.
        OPERATOR,
        /// The owner's pipeline or script.
        SCRIPT;

        /// Whether Meridian's agents have no part in it, so that none of their figures counts.
        public boolean isForeign() {
            return this != MERIDIAN;
        }
    }

    /// The place in which a step runs or writes.
    public sealed interface StepPlace {
        /// The region that is lost: the step cannot end while that region is gone.
        record Lost() implements StepPlace {}

        /// The region that takes over.
        record Target() implements StepPlace {}

        /// One region, whichever is lost.
        record In(RegionName region) implements StepPlace {}
    }

    /// A third place, for the vote that breaks a tie.
    ///
    /// @param near a region of the catalogue that it stands beside, where its own name is not in it
    public record Witness(RegionName region, Optional<RegionName> near) {}

    /// The way back.
    ///
    /// @param window when it may start by itself
    public record Failback(
            Optional<Mode> mode,
            Optional<Duration> after,
            Optional<WeeklyWindow> window,
            SequencedMap<String, Step> steps) {}

    /// The time of people, part of the recovery time wherever they are asked.
    public record Human(Optional<Duration> notice, Optional<Duration> decide) {}

    /// A question that is asked again and again.
    ///
    /// @param to a service, store or external, in the region that is judged
    /// @param host instead of `to`: a literal name
    /// @param accept the HTTP status codes that count as healthy; those of what it asks where empty
    /// @param shallow whether its answer asks no store
    /// @param decides whether its result counts for a verdict; else it only observes
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
            OptionalInt window,
            List<StatusCodes> accept,
            boolean shallow,
            boolean decides) {}

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
    /// @param in where the alarm behind it lives
    /// @param missing what missing figures count as; `unknown` where empty
    /// @param agree how many vantages must agree, `2 of 3`
    public record Trigger(
            String name,
            List<String> when,
            Optional<String> signal,
            Optional<RegionName> in,
            Optional<Missing> missing,
            Optional<Agreement> agree,
            Optional<Duration> lasting,
            Act act) {}

    /// What figures count as that do not arrive.
    public enum Missing {
        FAILING,
        HEALTHY,
        UNKNOWN
    }

    /// So many of so many.
    public record Agreement(int enough, int of) {}

    /// What a trigger does.
    public enum Act {
        FAILOVER,
        NOTIFY,
        IGNORE
    }

    /// A step of the plan. Built-in ones have reserved names and take times and variants only.
    ///
    /// @param after steps that must have ended; empty with `before` for a built-in one
    /// @param in where it runs or writes; empty where the file does not say
    /// @param by what does it; `takes` is how long, and is unknown where empty
    /// @param startedByPeople whether a person starts it, or an alarm does; as the mode says where empty
    /// @param of for a built-in step: times for one store or service
    public record Step(
            String name,
            boolean builtIn,
            List<String> after,
            List<String> before,
            Optional<StepPlace> in,
            Doer by,
            Optional<Boolean> startedByPeople,
            Optional<Takes> takes,
            Optional<Duration> timeout,
            Optional<Action> action,
            Variant graceful,
            Variant forced,
            OnFailure onFailure,
            SequencedMap<String, Times> of) {
        /// What it does where there is no time.
        public Optional<Action> forcedAction() {
            return forced.action().or(() -> action);
        }

        /// How long it takes where there is no time.
        public Optional<Takes> forcedTakes() {
            return forced.takes().or(() -> takes);
        }
    }

    /// What does a step.
    public enum Doer {
        HUMAN,
        /// An agent of Meridian.
        MERIDIAN,
        /// A script of the owner, outside of Meridian's agents.
        SCRIPT,
        /// A job of the owner's pipeline.
        PIPELINE
    }

    /// What a step does: one verb with its argument.
    ///
    /// @param verb `run`, `restart`, `notify`, `warm`, `replay`, `set`, `waitUntil`, or `detach` for a
    ///     built-in step
    /// @param from the store that a cache is warmed from
    public record Action(String verb, String argument, Optional<String> from) {}

    /// How a step differs when there is time (graceful) or none (forced).
    ///
    /// @param takes how long it takes, to plan with; the step's own where empty
    /// @param timeout the longest it may take; the step's own where empty
    public record Variant(boolean skip, Optional<Takes> takes, Optional<Duration> timeout, Optional<Action> action) {}

    /// What a failed step does to the plan.
    public enum OnFailure {
        STOP,
        CONTINUE,
        COMPENSATE
    }

    /// What keeps two sides apart beside the fence. A distributed lock alone does not: its holder can be paused.
    public enum Lock {
        DISTRIBUTED,
        NONE
    }

    /// What is left when regions are missing.
    public enum Degrade {
        GRACEFUL,
        NONE
    }

    /// How far the new side grows.
    ///
    /// @param to as a fraction, also above 1
    /// @param ofPeak the highest load of so long; that of the moment where empty
    public record Scale(double to, Optional<Duration> ofPeak) {}

    /// How somebody asks for a failover.
    public record Requests(Optional<Boolean> command, Optional<Boolean> api, Optional<Event> event) {}

    /// An event that asks for one.
    ///
    /// @param detailType how it is called
    /// @param fields what it says
    public record Event(String source, Optional<String> detailType, List<String> fields) {}

    /// How often a failover is tried.
    ///
    /// @param every a word or a time, as written
    /// @param perRegion whether each region has its own
    public record Drills(String every, boolean perRegion) {}

    /// The time that a step takes.
    ///
    /// @param least the shortest of a range
    /// @param most the time to plan with; the same as `least` where the file gives one time
    public record Takes(Duration least, Duration most) {
        /// One time instead of a range.
        public static Takes exactly(Duration time) {
            return new Takes(time, time);
        }
    }

    /// The software or the people that promote one store.
    public enum Promoter {
        /// A person: the time of people counts for this store, also where the application moves automatically.
        HUMAN,
        /// The managed service of the store, by itself.
        PROVIDER,
        /// Software beside the store, by itself.
        OPERATOR,
        /// The owner's script, as a part of the plan.
        SCRIPT,
        /// A job of the owner's pipeline, as a part of the plan.
        PIPELINE
    }

    /// A built-in step for one store or service.
    ///
    /// @param by what promotes the store, where it differs from the application; `promote` only
    /// @param timeout the longest it may take
    /// @param takes how long it takes, to plan with
    /// @param graceful its times when there is time; those of this record where empty
    /// @param forced its times when there is none; likewise
    public record Times(
            Optional<Promoter> by,
            Optional<Duration> timeout,
            Optional<Takes> takes,
            VariantTimes graceful,
            VariantTimes forced) {
        /// How long it takes where there is no time.
        public Optional<Takes> forcedTakes() {
            return forced.takes().or(() -> takes);
        }
    }

    /// The times of one variant of a step.
    public record VariantTimes(Optional<Duration> timeout, Optional<Takes> takes) {}
}
