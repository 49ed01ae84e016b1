package dev.meridian.incident;

import dev.meridian.blueprint.Resolution;
import dev.meridian.engine.Policy;
import dev.meridian.engine.Prose;
import dev.meridian.engine.Reason;
import dev.meridian.evidence.Intent;
import dev.meridian.evidence.LogEntry;
import dev.meridian.incident.Replay.Step;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import dev.meridian.units.Durations;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What the engine would have decided on the same entries if the file had said something else.
///
/// *The trap.* A log goes on after a decision with what that decision brought about: survivors who promised, a new
/// holder who renews. Fed to an engine that decided otherwise, these entries make a world that nobody lived in.
///
/// *What is sound.* A reason has no effect on the world, an intent has. So the worlds part at the first entry with
/// other intents. Where the recorded engine acted there and the other one waits, agents go on to see the same
/// until the recorded move is granted: a promise changes nothing that another agent looks at. Until then the other
/// engine's word counts, without the answers to what it never asked for; beyond it nothing is said but when a
/// running wait would have been over. Where the other engine acts and the recorded one waited, nobody did what it
/// asks for, and its word ends there.
///
/// @param policy     the other one
/// @param changed    what differs between the policies
/// @param difference the first entry on which something else is decided, if only another sentence
/// @param parting    where the worlds part, if they do
public record WhatIf(Policy policy, List<Changed> changed, Optional<Step> difference, Optional<Parting> parting) {
    /// Where one of the two policies has no such component.
    private static final String NOTHING = "nothing";

    public WhatIf {
        changed = List.copyOf(changed);
    }

    /// A component of the policy, by its name, with both values.
    public record Changed(String name, String recorded, String otherwise) {}

    /// Which of the two engines does something at the parting.
    public enum Actor {
        RECORDED,
        OTHERWISE,
        /// Each something else.
        BOTH
    }

    /// Where the worlds part.
    ///
    /// @param at        the first entry with other intents
    /// @param act       the first of the intents that only one of them has
    /// @param after     the entry at which whoever waited there comes to that intent too, if it does
    /// @param held      what the other engine waits for, if it waits to the end
    /// @param following the entries behind it on which either decides something, up to the last whose observations
    ///                  mean anything
    /// @param end       that last entry
    public record Parting(
            Step at,
            Actor actor,
            Intent act,
            Optional<LogEntry> after,
            Optional<Held> held,
            List<Beside> following,
            LogEntry end) {
        public Parting {
            following = List.copyOf(following);
        }

        /// How much later than the one that acts the other one would act: measured where it does so on these
        /// entries, else not before its wait is over; empty where that cannot be told.
        public Optional<Duration> later() {
            return after.map(LogEntry::nanos)
                    .or(() -> held.flatMap(Held::over))
                    .map(nanos -> Duration.ofNanos(nanos - at.recorded().nanos()));
        }
    }

    /// An entry and what the other engine makes of it.
    ///
    /// @param otherwise empty where it would not be there: it answers what was not asked for
    public record Beside(LogEntry recorded, Optional<LogEntry> otherwise) {}

    /// A rule that holds a move back.
    ///
    /// @param at   the entry on which it did so first
    /// @param over when what it waits for has passed by itself, on the log's clock; empty where time is not enough
    public record Held(LogEntry at, String rule, String sentence, Optional<Long> over) {}

    /// What asking came to.
    public sealed interface Answer {}

    /// It could be asked.
    public record Answered(WhatIf whatIf) implements Answer {}

    /// The assignments do not fit.
    public record Unfit(List<Problem> problems) implements Answer {
        public Unfit {
            problems = List.copyOf(problems);
        }
    }

    /// Asks.
    ///
    /// @param replay of the log as it is, which has to be as recorded
    /// @throws Replay.Undecidable if the engine has no answer to an entry
    public static Answer of(Replay replay, List<Assignment.Set> sets) throws Replay.Undecidable {
        Header header = replay.incident().header();
        Resolution resolved = header.written().resolve(sets);
        if (resolved.blueprint().isEmpty()) {
            return new Unfit(resolved.problems());
        }
        for (int some = 1; some <= sets.size(); some++) {
            Optional<String> otherPlaces = header.written()
                    .resolve(sets.subList(0, some))
                    .blueprint()
                    .flatMap(blueprint -> otherPlaces(header, header.policyOf(blueprint)));
            if (otherPlaces.isPresent()) {
                return unfit(sets.get(some - 1), otherPlaces.get());
            }
        }
        return new Answered(
                asked(replay, header.policyOf(resolved.blueprint().get()).orElseThrow()));
    }

    private static Unfit unfit(Assignment.Set set, String what) {
        return new Unfit(List.of(new Problem(
                Incident.NOT_REPLAYABLE,
                new Where.InAssignment(set.label(), set.text()),
                what,
                Optional.empty(),
                "a log has what agents of certain places saw; of other places nobody saw anything",
                "`drill` or `simulate` the file with this assignment")));
    }

    private static Optional<String> otherPlaces(Header header, Optional<Policy> otherwise) {
        return otherwise
                .map(policy -> otherPlaces(header.policy(), policy))
                .orElseGet(() -> Optional.of("there would be no store `" + header.store() + "`"));
    }

    private static Optional<String> otherPlaces(Policy recorded, Policy otherwise) {
        SequencedMap<String, String> before = new LinkedHashMap<>(flat("", Wire.fields(recorded)));
        SequencedMap<String, String> after = flat("", Wire.fields(otherwise));
        return List.of("application", "home", "members", "voters").stream()
                .filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .findFirst()
                .map(name -> "the log would be about other places: `" + name + "` would be " + after.get(name)
                        + ", and it was " + before.get(name));
    }

    private static WhatIf asked(Replay replay, Policy policy) throws Replay.Undecidable {
        Otherwise otherwise = Otherwise.decide(replay.incident(), policy);
        Optional<Step> difference =
                otherwise.steps().stream().filter(step -> !step.isAsRecorded()).findFirst();
        Optional<Step> parting =
                otherwise.steps().stream().filter(Otherwise::hasParted).findFirst();
        return new WhatIf(
                policy,
                changed(replay.incident().header().policy(), policy),
                difference,
                parting.map(at -> parting(at, replay.incident(), otherwise)));
    }

    private static Parting parting(Step at, Incident incident, Otherwise otherwise) {
        List<Intent> recorded = Otherwise.more(at.recorded(), at.replayed());
        List<Intent> other = Otherwise.more(at.replayed(), at.recorded());
        Actor actor = recorded.isEmpty() ? Actor.OTHERWISE : other.isEmpty() ? Actor.RECORDED : Actor.BOTH;
        Intent act = recorded.isEmpty() ? other.getFirst() : recorded.getFirst();
        List<LogEntry> waiting = actor == Actor.RECORDED
                ? otherwise.steps().stream().map(Step::replayed).toList()
                : incident.lines();
        Optional<LogEntry> after = actor == Actor.BOTH
                ? Optional.empty()
                : waiting.stream()
                        .filter(line -> line.index() > at.recorded().index())
                        .filter(line -> line.intents().stream().anyMatch(intent -> isSameAct(intent, act)))
                        .findFirst();
        Optional<Held> held = actor == Actor.RECORDED && after.isEmpty() ? held(otherwise.steps()) : Optional.empty();
        return new Parting(at, actor, act, after, held, otherwise.following(at), otherwise.end());
    }

    /// The same, but for the numbers of the entries that it refers to.
    private static boolean isSameAct(Intent one, Intent other) {
        return withoutNumbers(one).equals(withoutNumbers(other));
    }

    private static Map<String, Object> withoutNumbers(Intent intent) {
        Map<String, Object> facts = new LinkedHashMap<>(intent.facts());
        List.of("ballot", "epoch", "position").forEach(facts::remove);
        return facts;
    }

    /// The rule that the state names at the end, with the figures that it was written down with.
    private static Optional<Held> held(List<Step> steps) {
        String rule = steps.getLast().decision().state().held();
        for (Step step : steps.reversed()) {
            for (Reason reason : step.decision().reasons()) {
                if (reason.rule().id().equals(rule)) {
                    LogEntry line = step.replayed();
                    return Optional.of(new Held(
                            line,
                            rule,
                            Prose.sentence(reason),
                            remaining(reason).map(wait -> line.nanos() + wait.toNanos())));
                }
            }
        }
        return Optional.empty();
    }

    /// How long a rule goes on to wait if nothing but time passes.
    private static Optional<Duration> remaining(Reason reason) {
        if (reason instanceof Reason.HoldRunning running) {
            return Optional.of(running.hold().minus(running.stable()));
        }
        if (reason instanceof Reason.StillRenewing renewing) {
            return Optional.of(renewing.silenceAfter().minus(renewing.age()));
        }
        if (reason instanceof Reason.CoolingDown cooling) {
            return Optional.of(cooling.cooldown().minus(cooling.since()));
        }
        if (reason instanceof Reason.UnfencedRunning running) {
            return Optional.of(running.needed().minus(running.passed()));
        }
        return reason instanceof Reason.LeaseRunning running
                ? Optional.of(running.needed().minus(running.waited()))
                : Optional.empty();
    }

    // ---- what differs ----

    /// A file need not say everything: what it does not have is in the policy of the other one only.
    private static List<Changed> changed(Policy recorded, Policy otherwise) {
        SequencedMap<String, String> before = flat("", Wire.fields(recorded));
        SequencedMap<String, String> after = flat("", Wire.fields(otherwise));
        SequencedSet<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Changed> changed = new ArrayList<>();
        for (String name : names) {
            String was = before.getOrDefault(name, NOTHING);
            String now = after.getOrDefault(name, NOTHING);
            if (!now.equals(was)) {
                changed.add(new Changed(name, was, now));
            }
        }
        return changed;
    }

    private static SequencedMap<String, String> flat(String path, Map<?, ?> block) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        block.forEach((key, value) -> {
            String name = path.isEmpty() ? key.toString() : path + "." + key;
            if (value instanceof Map<?, ?> deeper) {
                values.putAll(flat(name, deeper));
            } else {
                values.put(name, shown(value));
            }
        });
        return values;
    }

    private static String shown(Object value) {
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "nobody"
                    : String.join(", ", list.stream().map(String::valueOf).toList());
        }
        try {
            String text = String.valueOf(value);
            return text.startsWith("PT") ? Durations.text(Duration.parse(text)) : text;
        } catch (DateTimeParseException e) {
            return String.valueOf(value);
        }
    }
}
