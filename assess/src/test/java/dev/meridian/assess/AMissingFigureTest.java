package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A figure that is named as missing decides: with all of those that are named the promise has a verdict, and
/// without any one of them it has none.
class AMissingFigureTest {
    private static final String LEDGER = """
        meridian: 1
        application: bank
        objectives: {disruptions: {zone: {rto: 1m, rpo: 0s}, region: {rpo: 0s}}}
        regions:
          eu-central-1: {role: primary}
          eu-west-1: {role: standby}
          eu-west-3: {role: standby}
          us-east-1: {role: standby}
        services: {desk: {dependsOn: {ledger: hard}}}
        data:
          ledger: %s
        failover: {mode: automatic, control: {runs: operator}, fence: none, lease: none}
        """;

    private static Stream<Path> files() throws IOException {
        Path resources = Read.HOME.resolve("assess/src/test/resources");
        List<Path> files = new ArrayList<>();
        for (Path folder :
                List.of(Read.HOME.resolve("examples"), resources.resolve("cases"), resources.resolve("systems"))) {
            try (Stream<Path> found = Files.list(folder)) {
                found.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
            }
        }
        return files.stream().filter(file -> Read.file(file).problems().isEmpty());
    }

    /// The same outcome with some missing figures at their best.
    private static Outcome known(Outcome outcome, Predicate<Term> isKnown) {
        List<Term> terms =
                outcome.terms().stream().map(term -> known(term, isKnown)).toList();
        SequencedMap<String, Term> losses = new LinkedHashMap<>();
        outcome.losses().forEach((name, term) -> losses.put(name, known(term, isKnown)));
        Span span = losses.isEmpty()
                ? terms.stream().map(Term::span).reduce(Span.ZERO, Span::plus)
                : losses.values().stream().map(Term::span).reduce(Span.ZERO, Span::max);
        return new Outcome(
                span,
                outcome.worst(),
                outcome.founded(),
                terms,
                outcome.knownTerms(),
                losses,
                outcome.bestSum(),
                outcome.planSum(),
                outcome.culprit(),
                outcome.parts());
    }

    private static Term known(Term term, Predicate<Term> isKnown) {
        boolean isMissing = term.isUnknown() || LostZone.isOfUnknownZones(term);
        return isMissing && isKnown.test(LostZone.asMissing(term))
                ? term.with(Span.exactly(term.span().best().orElseThrow()))
                : term;
    }

    @ParameterizedTest
    @MethodSource("files")
    void decides_the_promise(Path file) {
        Subject subject = Read.file(file).subject();
        for (Stake stake : Stake.of(subject)) {
            Outcome outcome = Outcome.of(subject, stake);
            if (outcome.verdict(stake.bound()) == Verdict.UNKNOWN) {
                List<Term> missing = outcome.unknown(stake.bound());
                assertThat(known(outcome, _ -> true).verdict(stake.bound()))
                        .as("%s, with all of %s", stake.path(), missing)
                        .isNotEqualTo(Verdict.UNKNOWN);
                for (Term one : missing) {
                    assertThat(known(outcome, other -> !other.equals(one)).verdict(stake.bound()))
                            .as("%s, without %s", stake.path(), one)
                            .isEqualTo(Verdict.UNKNOWN);
                }
            }
        }
    }

    /// The number of zones, once declared, is never named again, and a promise that it decided has a verdict.
    @ParameterizedTest
    @MethodSource("files")
    void of_zones_decides_once_it_is_declared(Path file) {
        Read read = Read.file(file);
        for (Stake stake : Stake.of(read.subject())) {
            Outcome outcome = Outcome.of(read.subject(), stake);
            List<Term> missing =
                    outcome.verdict(stake.bound()) == Verdict.UNKNOWN ? outcome.unknown(stake.bound()) : List.of();
            List<String> zones = missing.stream()
                    .flatMap(term -> Stream.of(term.source().split("`", -1)))
                    .filter(word -> word.startsWith("data.") && word.endsWith(".zones"))
                    .map(path -> path + "=3")
                    .toList();
            boolean isAlone = missing.stream().allMatch(term -> term.name().startsWith("zones of"));
            if (!zones.isEmpty() && isAlone) {
                Subject spread = read.with(zones.toArray(String[]::new)).subject();
                Outcome then = Stake.of(spread).stream()
                        .filter(stake::isSame)
                        .map(same -> Outcome.of(spread, same))
                        .findFirst()
                        .orElseThrow();
                assertThat(then.unknown(stake.bound()))
                        .as("%s %s", stake.path(), zones)
                        .noneMatch(term -> term.name().startsWith("zones of"));
            }
        }
    }

    private static List<Verdict> verdicts(String store) {
        return Read.of(LEDGER.formatted(store)).assessed().promises().stream()
                .map(Promise::verdict)
                .toList();
    }

    /// A majority outlives any zone and any region; a copy that only follows has no vote and decides nothing.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: cockroachdb, runs: operator, in: [eu-central-1, eu-west-1, eu-west-3], replication: {mode:"
                        + " quorum, via: cockroachdb, factor: 1}, voters: {eu-central-1: 1, eu-west-1: 1, eu-west-3: 1}}",
                "{kind: mongodb, runs: operator, members: {a: {region: eu-central-1, nodes: 1}, b: {region: eu-west-1,"
                        + " nodes: 1}, c: {region: eu-west-3, nodes: 1}, far: {region: us-east-1, nodes: 1}}, primary: a,"
                        + " replication: {mode: quorum, via: mongodb, edges: {near: {from: a, to: [b, c]}, abroad: {from:"
                        + " a, to: far, mode: async}}}}",
                "{kind: etcd, runs: operator, in: [eu-central-1, eu-west-1, eu-west-3, us-east-1], primary:"
                        + " eu-central-1, replication: {mode: quorum, via: etcd, edges: {abroad: {from: eu-central-1, to:"
                        + " us-east-1, mode: async}}}, voters: {eu-central-1: 1, eu-west-1: 1, eu-west-3: 1}}",
                "{kind: postgresql, runs: operator, in: [eu-central-1, eu-west-1, eu-west-3, us-east-1], primary:"
                        + " eu-central-1, replication: {mode: quorum, via: patroni, edges: {abroad: {from: eu-central-1,"
                        + " to: us-east-1, mode: async, via: streaming}}}, voters: {eu-central-1: 1, eu-west-1: 1,"
                        + " eu-west-3: 1}}",
                "{kind: yugabytedb, runs: operator, in: [eu-central-1, eu-west-1, eu-west-3, us-east-1],"
                        + " replication: {mode: quorum, via: yugabytedb}, voters: {eu-central-1: 2, eu-west-1: 2,"
                        + " eu-west-3: 1}}"
            })
    void is_none_of_a_majority_that_outlives_any_region(String store) {
        assertThat(verdicts(store)).containsOnly(Verdict.ATTAINABLE);
        assertThat(Read.of(LEDGER.formatted(store)).ids()).doesNotContain("MER-0103", "MER-0163", "MER-0190");
    }

    /// Of votes that stand mostly in one region the zones of that region decide.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{kind: cockroachdb, runs: operator, in: [eu-central-1, eu-west-1], replication: {mode: quorum,"
                        + " via: cockroachdb}, voters: {eu-central-1: 2, eu-west-1: 1}}",
                "{kind: mongodb, runs: operator, members: {a: {region: eu-central-1}, b: {region: eu-central-1},"
                        + " c: {region: eu-west-1}}, primary: a, replication: {mode: quorum, via: mongodb}}"
            })
    void is_one_of_a_majority_in_one_region(String store) {
        assertThat(verdicts(store)).isNotEmpty().anyMatch(verdict -> verdict != Verdict.ATTAINABLE);
    }

    @Test
    void names_the_recovery_in_another_zone_beside_the_zones_where_neither_is_known() {
        String store = "{kind: database, runs: operator, replication: {mode: async, lag: 1s}}";
        assertThat(Read.of(LEDGER.formatted(store)).assessed().findings())
                .filteredOn(finding ->
                        finding.rule() == Rule.FIGURE_UNKNOWN && finding.at().endsWith("zone.rto"))
                .allSatisfy(finding -> assertThat(finding.fix()).contains("data.ledger.zones", "survives a zone"))
                .isNotEmpty();
    }

    /// A store over zones whose provider publishes no time keeps the time unknown, and its zones are known.
    @ParameterizedTest
    @ValueSource(strings = {"", ", zones: 3"})
    void is_the_time_in_another_zone_of_a_store_that_spans_zones_by_itself(String zones) {
        Read read = Read.of("""
            meridian: 1
            application: bank
            objectives: {disruptions: {zone: {rto: 5m}}}
            regions: {us-east-1: {role: active}, us-west-2: {role: active}}
            services: {desk: {dependsOn: {ledger: hard}}}
            data:
              ledger:
                kind: postgresql
                runs: provider
                writes: local
                replication: {mode: quorum, via: aurora-dsql}
                voters: {us-east-1: 1, us-west-2: 1, us-east-2: {count: 1, data: none}}%s
            failover: {mode: manual, control: {runs: script}, fence: none, steps: {promote: {takes: 20m}}}
            """.formatted(zones.isEmpty() ? "" : "\n    zones: 3"));
        assertThat(read.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.FIGURE_UNKNOWN)
                .noneMatch(finding -> finding.statement().contains("zones of"));
        assertThat(read.assessed().promises()).allMatch(promise -> promise.verdict() != Verdict.UNATTAINABLE);
    }

    /// Stores come back side by side: each unknown time is named, and the known one beside them is not.
    @Test
    void names_each_store_whose_time_is_missing_and_no_other() {
        Read read = Read.of("""
            meridian: 1
            application: bank
            objectives: {disruptions: {region: {rto: 1h}}}
            regions: {us-east-1: {role: primary}, us-west-2: {role: standby}}
            services: {desk: {dependsOn: {a: hard, b: hard, c: hard}}}
            data:
              a: {kind: postgresql, runs: provider, replication: {mode: async, via: rds-cross-region-replica}}
              b: {kind: database, runs: operator, replication: {mode: async, lag: 1s}}
              c: {kind: database, runs: operator, replication: {mode: async, lag: 1s}}
            failover: {mode: manual, control: {runs: script}, fence: none, human: {notice: 5m, decide: 5m}}
            """);
        assertThat(read.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.FIGURE_UNKNOWN)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.statement())
                            .contains("promotion of `b`, promotion of `c`")
                            .doesNotContain("RDS");
                    assertThat(finding.fix()).contains("promote.of.b.takes", "promote.of.c.takes");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "mysql", "mongodb", "elasticsearch", "rabbitmq", "kafka"})
    void of_zones_is_missing_of_every_kind_that_the_file_says_nothing_of(String kind) {
        assertThat(zoneVerdicts("kind: " + kind)).containsOnly(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: database, members: {one: {region: eu-west-1, nodes: 1}}",
                "kind: mysql, zones: 1",
                "kind: postgresql"
            })
    void of_zones_is_none_of_what_is_in_one_zone_by_the_words_of_the_file(String store) {
        assertThat(zoneVerdicts(store)).containsOnly(Verdict.UNATTAINABLE);
    }

    private static List<Verdict> zoneVerdicts(String store) {
        return Read.of("""
            meridian: 1
            application: graph
            objectives: {disruptions: {zone: {rto: 4h, rpo: 1h}}}
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: standby}}
            services: {web: {dependsOn: {edges: hard}}}
            data: {edges: {in: [eu-west-1], replication: none, %s}}
            failover: {mode: manual, control: {runs: script}}
            """.formatted(store)).assessed().promises().stream()
                .map(Promise::verdict)
                .distinct()
                .toList();
    }
}
