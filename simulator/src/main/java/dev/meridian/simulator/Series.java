package dev.meridian.simulator;

import dev.meridian.engine.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What many worlds of one scene showed together.
public final class Series {
    /// Whoever sees so many has enough to begin with.
    private static final int MOST_VIOLATIONS = 20;

    private final SequencedMap<String, Integer> rules = new LinkedHashMap<>();
    private final SequencedMap<String, Integer> exits = new LinkedHashMap<>();
    private final SequencedMap<String, Integer> faults = new LinkedHashMap<>();
    private final SequencedMap<String, Figures> phases = new LinkedHashMap<>();
    private final SequencedMap<String, Integer> unwhole = new LinkedHashMap<>();
    private final List<Result> violations = new ArrayList<>();
    private final List<Result> wrong = new ArrayList<>();
    private final Figures recoveries = new Figures();
    private final Figures recoveriesOfRefused = new Figures();
    private final Figures interruptions = new Figures();
    private long worlds;
    private long violated;
    private long right;
    private long refused;
    private long moves;
    private long refusals;
    private long holds;
    private long acknowledged;
    private long lost;
    private double lossSeconds;
    private long events;
    private double seconds;

    /// Of no worlds yet.
    public Series() {}

    /// Counts one more.
    public void add(Result result) {
        worlds++;
        if (result.violation().isPresent()) {
            violated++;
            if (violations.size() < MOST_VIOLATIONS) {
                violations.add(result);
            }
        }
        if (result.otherwise().isEmpty()) {
            right++;
        } else if (wrong.size() < MOST_VIOLATIONS) {
            wrong.add(result);
        }
        refused += result.isRefused() ? 1 : 0;
        moves += result.moves();
        refusals += result.refusals();
        holds += result.holds();
        acknowledged += result.acknowledged();
        lost += result.lost();
        lossSeconds = Math.max(lossSeconds, result.lossSeconds());
        events += result.events();
        seconds += result.seconds();
        recovered(result);
        result.interruptions().forEach(interruptions::add);
        result.rules().forEach((rule, count) -> rules.merge(rule, count, Integer::sum));
        result.exits().forEach((rule, count) -> exits.merge(rule, count, Integer::sum));
        result.faults().forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
        result.unwhole().ifPresent(why -> unwhole.merge(why, 1, Integer::sum));
        result.phases()
                .forEach((phase, time) ->
                        phases.computeIfAbsent(phase, _ -> new Figures()).add(time));
    }

    private void recovered(Result result) {
        if (Double.isNaN(result.recoverySeconds())) {
            return;
        }
        recoveries.add(result.recoverySeconds());
        if (result.isRefused()) {
            recoveriesOfRefused.add(result.recoverySeconds());
        }
    }

    /// How many there were.
    public long worlds() {
        return worlds;
    }

    /// In how many a law did not hold.
    public long violated() {
        return violated;
    }

    /// How many ended without a writer, by why the world itself says that this is right.
    public SequencedMap<String, Integer> unwhole() {
        return Collections.unmodifiableSequencedMap(unwhole);
    }

    /// The first of those.
    public List<Result> violations() {
        return List.copyOf(violations);
    }

    /// In how many all went as it should; of random faults, all in which every law held.
    public long right() {
        return right;
    }

    /// The first in which something went otherwise.
    public List<Result> wrong() {
        return List.copyOf(wrong);
    }

    /// In how many something went otherwise because a move was refused for safety, and none came of it.
    public long refused() {
        return refused;
    }

    /// How often a role moved.
    public long moves() {
        return moves;
    }

    /// How often a move was refused.
    public long refusals() {
        return refusals;
    }

    /// How often a rule held a move back.
    public long holds() {
        return holds;
    }

    /// Writes that were acknowledged.
    public long acknowledged() {
        return acknowledged;
    }

    /// Of these, how many are not in the data that went on.
    public long lost() {
        return lost;
    }

    /// The longest time whose acknowledged writes one move cost.
    public double lossSeconds() {
        return lossSeconds;
    }

    /// How many things happened.
    public long events() {
        return events;
    }

    /// How long all worlds went on, on their own clocks.
    public double seconds() {
        return seconds;
    }

    /// From the last write before each world's first fault to the first after which they go on, in seconds;
    /// infinite where they do not. Worlds in which no location could be measured are left out.
    public List<Double> recoveries() {
        return recoveries.list();
    }

    /// The same of those worlds alone in which the move was refused.
    public List<Double> recoveriesOfRefused() {
        return recoveriesOfRefused.list();
    }

    /// For each move, from the last write before it to the first one after it, in seconds.
    public List<Double> interruptions() {
        return interruptions.list();
    }

    /// The phases of the recoveries, in seconds.
    public SequencedMap<String, List<Double>> phases() {
        SequencedMap<String, List<Double>> all = new LinkedHashMap<>();
        phases.forEach((phase, figures) -> all.put(phase, figures.list()));
        return all;
    }

    /// How often each kind of fault struck.
    public SequencedMap<String, Integer> faults() {
        return new LinkedHashMap<>(faults);
    }

    /// Rules that held a move back in some world and never let it go: a refusal without an exit.
    public List<String> rulesNeverLeft() {
        return Arrays.stream(Rule.values())
                .filter(Rule::holdsBack)
                .map(Rule::id)
                .filter(rule -> rules.containsKey(rule) && !exits.containsKey(rule))
                .toList();
    }

    /// Rules that no world made fire.
    public List<String> rulesNeverFired() {
        return Arrays.stream(Rule.values())
                .map(Rule::id)
                .filter(rule -> !rules.containsKey(rule))
                .toList();
    }
}
