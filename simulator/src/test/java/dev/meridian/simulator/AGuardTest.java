package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Guard;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Each guard, taken out: some world has to notice, or the guard is not tested. `docs/RULES.md` says which world
/// does, and which law; `-Dmeridian.golden.update=true` searches anew and writes it.
class AGuardTest {
    private static final Path PAGE = Path.of(System.getProperty("meridian.home", ".."), "docs", "RULES.md");
    private static final boolean UPDATES = Boolean.getBoolean("meridian.golden.update");
    private static final int SEEDS = Integer.getInteger("meridian.guard.seeds", 60_000);
    private static final int BLOCK = 400;
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| .* \\| (\\d+) \\| \\w+ \\|");

    /// @param name of the guard
    /// @param rule that it belongs to, or who has it
    /// @param what it asks for
    private record Mutant(String name, String rule, String what, Guards guards) {}

    private static List<Mutant> mutants() {
        List<Mutant> all = new ArrayList<>();
        for (Guard guard : Guard.values()) {
            all.add(new Mutant(guard.name(), guard.rule().id(), guard.what(), Guards.without(guard)));
        }
        for (Guards.OfAgent guard : Guards.OfAgent.values()) {
            all.add(new Mutant(guard.name(), guard.who(), guard.what(), Guards.without(guard)));
        }
        for (Condition condition : Condition.values()) {
            all.add(new Mutant(condition.name(), "engine", condition.what(), new Guards(List.of(), condition)));
        }
        return all;
    }

    @Test
    void is_missed_by_some_law_when_it_is_gone() throws IOException {
        Map<String, Long> known = known();
        StringBuilder rows = new StringBuilder();
        List<String> missed = new ArrayList<>();
        for (Mutant mutant : mutants()) {
            Optional<Result> broken = find(mutant, known.get(mutant.name()));
            broken.ifPresentOrElse(result -> rows.append(row(mutant, result)), () -> missed.add(mutant.name()));
        }
        String page = page(rows.toString());
        if (UPDATES) {
            Files.writeString(PAGE, page);
        }
        assertThat(missed)
                .as("guards that no world of " + PAGE + " notices to be gone;"
                        + " -Dmeridian.golden.update=true searches others")
                .isEmpty();
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    private static String row(Mutant mutant, Result broken) {
        return "| `%s` | %s | %s | %d | %s |%n"
                .formatted(
                        mutant.name(),
                        mutant.rule(),
                        mutant.what(),
                        broken.seed(),
                        broken.violation().orElseThrow().law());
    }

    @Test
    void belongs_to_a_rule_and_every_reason_has_one_of_its_own() {
        assertThat(Reason.class.getPermittedSubclasses()).hasSameSizeAs(Rule.values());
        assertThat(Arrays.stream(Rule.values()).map(Rule::id).distinct()).hasSameSizeAs(Rule.values());
    }

    private static Optional<Result> find(Mutant mutant, Long known) {
        Optional<Result> here = known == null ? Optional.empty() : live(mutant, known);
        return here.isPresent() || !UPDATES ? here : search(mutant);
    }

    /// Block by block: the processors of all of a range would begin far from its first seed.
    private static Optional<Result> search(Mutant mutant) {
        return LongStream.iterate(1, first -> first <= SEEDS, first -> first + BLOCK)
                .mapToObj(first -> LongStream.range(first, first + BLOCK)
                        .parallel()
                        .mapToObj(seed -> live(mutant, seed))
                        .flatMap(Optional::stream)
                        .findFirst())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// A world that breaks a law without the guard. One that breaks a law with all of them in place is found on
    /// the way, and is no world to pass over.
    private static Optional<Result> live(Mutant mutant, long seed) {
        Optional<Result> broken = Optional.of(live(mutant.guards(), seed))
                .filter(it -> it.violation().isPresent());
        broken.ifPresent(_ -> assertThat(live(Guards.ALL, seed).violation())
                .as("what is broken in world %d with all guards in place", seed)
                .isEmpty());
        return broken;
    }

    private static Result live(Guards guards, long seed) {
        return Simulation.live(Climates.any(seed), guards, Faults.drawn(), seed, new Story(false));
    }

    private static Map<String, Long> known() throws IOException {
        Map<String, Long> seeds = new LinkedHashMap<>();
        for (String line : Files.exists(PAGE) ? Files.readAllLines(PAGE) : List.<String>of()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                seeds.put(row.group(1), Long.valueOf(row.group(2)));
            }
        }
        return seeds;
    }

    private static String page(String guards) {
        StringBuilder rules = new StringBuilder();
        for (Rule rule : Rule.values()) {
            rules.append("| %s | %s | %s |%n"
                    .formatted(rule.id(), rule.what(), rule.exit().orElse("")));
        }
        return """
                # Rules and guards

                Written by `AGuardTest` from `Rule` and `Guard`; what the words mean is in the
                [glossary](GLOSSARY.md), how the engine works in [ADR 2](adr/0002-decisions-from-a-replicated-log.md).

                ## Rules

                Every decision names the rules that led to it, in the event log, in `simulate --trace` and in a
                drill's report. Those with an exit hold a move back; the first one that is shut, in the order of the
                engine's tables, is the one that is named. The ten thousand worlds of the test make every rule fire,
                and every one that holds let go again.

                | Rule | What it says | What lets it go |
                |---|---|---|
                %s
                ## Guards

                Each was taken out in turn. The seed is of a world in which a law was then broken; with all guards in
                place none is. These worlds are the test's own, whose policy and places come of the seed as well
                (`Climates.any`): `simulate FILE --without GUARD --seed SEED` is another world, that of your file, where
                a guard may be missed under another seed or under none. Those of the `engine` are conditions of its code,
                which no option takes out. Every row is lived through again by

                ```sh
                ./mvnw test -pl simulator -am -Dtest=AGuardTest -Dsurefire.failIfNoSpecifiedTests=false
                ```

                | Guard | Rule | What it asks for | Seed | Law |
                |---|---|---|---|---|
                %s""".formatted(rules, guards);
    }
}
