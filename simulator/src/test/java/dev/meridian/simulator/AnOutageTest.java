package dev.meridian.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.engine.Rule;
import dev.meridian.outages.Outage;
import dev.meridian.outages.Outages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Public outages of others, replayed: a naive engine breaks in each of them, ours in none. What broke in which
/// world stands in `docs/INCIDENTS.md`; `-Dmeridian.golden.update=true` writes it anew.
class AnOutageTest {
    private static final Path PAGE = Path.of(System.getProperty("meridian.home", ".."), "docs", "INCIDENTS.md");
    private static final boolean UPDATES = Boolean.getBoolean("meridian.golden.update");
    private static final String DEFAULT = "failover.profile=default";
    /// With the leases of that profile a move that loses less can never be promised of an asynchronous copy.
    private static final String ONE_LEASE_MAY_BE_LOST = "objectives.rpo=1m";

    /// The rules that refuse something without being a gate.
    private static final List<Rule> REFUSALS =
            List.of(Rule.LOG_1, Rule.LEASE_1, Rule.ORDER_2, Rule.MOVE_9, Rule.ROLE_4);

    /// @param seeds how many worlds there are of each outage; large scenes are slow
    private record Where(String name, Scene scene, int seeds) {}

    private static List<Where> everywhere() throws IOException {
        List<Where> all = new ArrayList<>();
        for (String file : List.of("quickstart", "two-regions-witness")) {
            all.add(new Where(file, AListedFaultTest.scene(file), 6));
            all.add(new Where(file + " (default)", AListedFaultTest.scene(file, DEFAULT, ONE_LEASE_MAY_BE_LOST), 6));
        }
        for (Scene scene : Scene.all(AListedFaultTest.blueprint("pyairtable"))) {
            all.add(new Where("pyairtable", scene, 3));
        }
        for (Scene scene : Scene.all(AListedFaultTest.blueprint("mahavishnu"))) {
            all.add(new Where("mahavishnu", scene, 3));
        }
        return all;
    }

    private static Stream<Outage> outages() {
        return Outages.all().stream();
    }

    @ParameterizedTest
    @MethodSource("outages")
    void breaks_a_naive_engine_and_not_ours(Outage outage) throws IOException {
        everywhere().parallelStream()
                .filter(where -> Staging.unfit(outage, where.scene()).isEmpty())
                .forEach(where -> {
                    assertThat(wrong(outage, where, Guards.ALL))
                            .as(outage.id() + " in " + where.name())
                            .isEmpty();
                    assertThat(naive(outage, where).findAny())
                            .as(outage.id() + " in " + where.name() + ", naive: an outage in which it does not break "
                                    + outage.naively().breaks() + " is not told rightly")
                            .isPresent();
                });
    }

    @Test
    void is_needed_to_break_the_naive_engine() throws IOException {
        Faults none = new Faults.Staged(
                List.of(), List.of(), Outages.named("k8gb").orElseThrow().expected(), 400 * World.SECOND);
        for (Where where : everywhere()) {
            assertThat(LongStream.rangeClosed(1, where.seeds())
                            .parallel()
                            .mapToObj(seed ->
                                    Simulation.live(where.scene(), NaiveEngine.GUARDS, none, seed, new Story(false)))
                            .filter(result -> !result.otherwise().isEmpty()))
                    .as(where.name())
                    .isEmpty();
        }
    }

    private static boolean isAbout(Outage outage, Result naive) {
        List<String> breaks = outage.naively().breaks();
        return naive.violation()
                .map(broken -> breaks.contains(broken.law()))
                .orElseGet(() -> breaks.stream()
                        .map(AnOutageTest::words)
                        .anyMatch(words -> naive.otherwise().stream().anyMatch(what -> what.contains(words))));
    }

    private static String words(String what) {
        return switch (what) {
            case "moved" -> "had to stay";
            case "stayed" -> "the role moved not at all";
            case "lost" -> "are lost";
            case "interrupted" -> "users waited";
            default -> what + ": ";
        };
    }

    @Test
    void that_needs_more_regions_says_so() throws IOException {
        Scene two = AListedFaultTest.scene("two-regions-witness");
        assertThat(Staging.unfit(Outages.named("vitess-20199").orElseThrow(), two))
                .hasValue("vitess-20199 needs 3 regions with a copy of the data, and `orders` has 2");
        assertThat(Staging.unfit(Outages.named("github-2018").orElseThrow(), two))
                .isEmpty();
    }

    @Test
    void is_told_on_a_page() throws IOException {
        Where where = new Where("quickstart", AListedFaultTest.scene("quickstart", DEFAULT), 6);
        StringBuilder rows = new StringBuilder();
        for (Outage outage : Outages.all()) {
            Result naive = naive(outage, where).findFirst().orElseThrow();
            rows.append("| `%s` | %s | %s | %s | %s (seed %d) | %s |%n"
                    .formatted(
                            outage.id(),
                            outage.date(),
                            links(outage),
                            naivety(outage),
                            broke(naive),
                            naive.seed(),
                            held(live(outage, where, Guards.ALL, 1))));
        }
        String page = page(rows.toString());
        if (UPDATES) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    /// Worlds in which a naive engine breaks what the outage is about.
    private static Stream<Result> naive(Outage outage, Where where) {
        return wrong(outage, where, NaiveEngine.of(outage)).filter(result -> isAbout(outage, result));
    }

    private static Stream<Result> wrong(Outage outage, Where where, Guards guards) {
        return LongStream.rangeClosed(1, where.seeds())
                .parallel()
                .mapToObj(seed -> live(outage, where, guards, seed))
                .filter(result -> !result.otherwise().isEmpty());
    }

    private static Result live(Outage outage, Where where, Guards guards, long seed) {
        Staging staging = Staging.of(outage, where.scene());
        return Simulation.live(staging.scene(), guards, staging.faults(), seed, new Story(false));
    }

    private static String links(Outage outage) {
        String first = "[" + outage.title() + "](" + outage.sources().getFirst() + ")";
        return first
                + outage.sources().stream()
                        .skip(1)
                        .map(source -> ", [more](" + source + ")")
                        .collect(Collectors.joining());
    }

    private static String naivety(Outage outage) {
        List<String> lacks = outage.naively().lacks().stream()
                .map(guard -> "`" + guard + "`")
                .toList();
        String without = "without " + String.join(", ", lacks);
        return switch (outage.naively().judges()) {
            case CAREFULLY -> without;
            case HASTILY -> "the first impression";
            case BY_A_PROBE -> "what answers a probe is well";
        };
    }

    private static String broke(Result naive) {
        return naive.violation()
                .map(broken -> broken.what())
                .orElseGet(() -> naive.otherwise().stream()
                        .filter(what -> !what.endsWith("did not speak"))
                        .collect(Collectors.joining("; ")));
    }

    private static String held(Result ours) {
        String rules = Arrays.stream(Rule.values())
                .filter(rule -> rule.holdsBack() || REFUSALS.contains(rule))
                .map(Rule::id)
                .filter(ours.rules()::containsKey)
                .collect(Collectors.joining(", "));
        return rules.isEmpty() ? "no rule had to: no quorum found it silent" : rules;
    }

    private static String page(String rows) {
        return """
                # Public outages, replayed

                Written by `AnOutageTest` from the texts in
                [`dev.meridian.outages`](../simulator/src/main/resources/dev/meridian/outages); why they are as they are:
                [ADR 9](adr/0009-public-outages-as-texts.md). The table is of `examples/quickstart.yaml` with
                `failover.profile=default`; the test plays all of them with other files and settings too. One is played
                with a file of yours by `./meridian simulate FILE --incident NAME`.

                What is naive is another thing in each of them, and its text names it (`naively`): Meridian's own engine
                and agents without the guards that are named (`./meridian simulate FILE --incident NAME --without GUARD`
                takes out one), or an engine that believes its first impression: the region that would take over looks at
                the primary, and when it does not find it well the role is its own. What it broke is what the outage was
                about: a law (`I1`: one side writes), or what must come of it. With Meridian's engine every law held in the same worlds, and what must
                come did; the last column has the rules that held it back ([what they say](RULES.md)).

                | Name | Date | What happened | Naive | What that broke | What held ours back |
                |---|---|---|---|---|---|
                %s""".formatted(rows);
    }
}
