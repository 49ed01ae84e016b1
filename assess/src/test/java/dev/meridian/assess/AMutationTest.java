package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.assess.Finding.Change;
import dev.meridian.bounds.Span;
import dev.meridian.topology.Scalars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Small changes of real files move what is said about them as the arithmetic does: a value that gets better
/// makes no promise worse, and one that gets worse by so much costs so much. Files are the examples and the
/// smallest files of all findings; a failing seed names its file and its change.
class AMutationTest {
    private static final int ROUNDS = 1_500;

    /// Times of which less is better.
    private static final Pattern SHORTER = Pattern.compile(String.join(
            "|",
            ".*failover\\.probes\\.[^.]+\\.(every|timeout)",
            ".*failover\\.probes\\.(every|timeout)",
            ".*failover\\.(hold|fence\\.within)",
            ".*failover\\.human\\.(notice|decide)",
            ".*failover\\.steps\\..*\\.(takes|timeout)",
            "traffic\\.(ttl|clients\\.ignoreTtl|entrances\\.[^.]+\\.ttl)",
            "data\\..*\\.backup\\.(every|pointInTime|restoreTakes)",
            "data\\..*\\.(lag|replication\\.every)",
            "data\\..*\\.recover\\.(replay|rebuild)\\.takes"));

    /// Shares of which more is better.
    private static final Pattern MORE =
            Pattern.compile("regions\\.[^.]+\\.capacity\\.(share|min|max)|external\\.[^.]+\\.sla");

    private static final List<Read> FILES = new ArrayList<>();

    @BeforeAll
    static void collect() throws IOException {
        for (String folder : List.of("examples", "assess/src/test/resources/findings")) {
            try (Stream<Path> files = Files.list(Read.HOME.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".yaml")
                                && !file.toString().contains("MER-00"))
                        .sorted()
                        .forEach(file -> FILES.add(Read.file(file)));
            }
        }
    }

    @Test
    void that_makes_a_value_better_makes_no_promise_worse_and_adds_no_error() {
        int tried = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            Read file = FILES.get(random.nextInt(FILES.size()));
            Subject before = file.subject();
            List<Change> better = better(before, random);
            if (better.isEmpty()) {
                continue;
            }
            Change change = better.get(random.nextInt(better.size()));
            Optional<Subject> after = file.revised(List.of(change));
            if (after.isEmpty()) {
                continue;
            }
            tried++;
            String what = "seed " + seed + ", " + file.name() + " --set " + change.assignment();
            SequencedMap<String, Span> was = spans(before);
            spans(after.get()).forEach((stake, span) -> assertNotWorse(what + ": " + stake, was.get(stake), span));
            assertThat(errors(after.get())).as(what).isSubsetOf(errors(before));
        }
        assertThat(tried).as("how many changes could be made").isGreaterThan(ROUNDS / 3);
    }

    private static void assertNotWorse(String what, Span was, Span is) {
        Span better = Objects.requireNonNull(was, what).min(is);
        assertThat(better).as(what + ": " + was.text() + " → " + is.text()).isEqualTo(is);
    }

    private static List<Change> better(Subject subject, Random random) {
        List<Change> changes = new ArrayList<>();
        SequencedMap<String, String> values = values(subject);
        values.forEach((path, text) -> {
            boolean counts = !path.endsWith("failover.hold")
                    || subject.topology().sources().at(path).isPresent();
            if (counts && SHORTER.matcher(path).matches()) {
                Scalars.time(text).filter(time -> time.toMillis() > 1).ifPresent(time -> {
                    long less = 1 + (long) (random.nextDouble() * time.toMillis());
                    changes.add(new Change(path, Optional.of(text), less + "ms"));
                });
            } else if (MORE.matcher(path).matches()) {
                Scalars.share(text).ifPresent(share -> {
                    double more = share + random.nextDouble() * (1 - share);
                    changes.add(new Change(path, Optional.of(text), "%.4f%%".formatted(more * 100)));
                });
            }
        });
        return changes;
    }

    /// What is in force, by path: said, of a profile or of the version.
    private static SequencedMap<String, String> values(Subject subject) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        subject.topology().sources().all().forEach((path, setting) -> values.put(path, setting.text()));
        subject.blueprint().origins().values().forEach((path, value) -> values.put(path, value.text()));
        return values;
    }

    private static SequencedMap<String, Span> spans(Subject subject) {
        SequencedMap<String, Span> spans = new LinkedHashMap<>();
        for (Stake stake : Stake.of(subject)) {
            spans.put(
                    stake.path() + " " + stake.owner() + " " + stake.disruption(),
                    Outcome.of(subject, stake).span());
        }
        return spans;
    }

    private static List<String> errors(Subject subject) {
        return Structure.findings(subject, Read.TODAY).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> finding.rule().id() + " " + finding.at())
                .toList();
    }

    @Test
    void that_raises_the_interval_of_a_probe_costs_that_much_for_each_failure_that_is_waited_for() {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {rto: 5m}
                regions: {us-east-1: {role: primary}, eu-west-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data: {orders: {kind: postgresql, replication: async}}
                failover:
                  mode: automatic
                  control: {in: [us-east-1, eu-west-1], runs: provider}
                  probes: {site: {kind: http, to: web, every: 10s, failures: 3}}
                """);
        String slower = "failover.probes.site.every=25s";
        assertMoves(file, "objectives.rto", slower, Duration.ofSeconds(30), Duration.ofSeconds(45));
        assertMoves(file, "objectives.rto", "failover.probes.site.failures=4", Duration.ofSeconds(10));
    }

    @Test
    void that_lets_resolvers_keep_an_answer_longer_costs_just_that() {
        Read file = Read.example(
                "minimal",
                "failover.witness=us-west-2",
                "data.orders.replication=async",
                "failover.human={notice: 1m, decide: 1m}");
        assertMoves(file, "objectives.rto", "traffic.ttl=90s", Duration.ofSeconds(60));
        assertMoves(file, "objectives.rto", "failover.hold=70s", Duration.ofSeconds(10));
        assertMoves(file, "objectives.rto", "failover.human={notice: 4m, decide: 1m}", Duration.ofMinutes(3));
    }

    @Test
    void that_makes_backups_rarer_costs_the_whole_interval() {
        Read file = Read.example(
                "minimal",
                "objectives.disruptions.corruption={rpo: 6h}",
                "data.orders.backup.every=4h",
                "data.orders.backup.takes=10m");
        assertMoves(file, "objectives.disruptions.corruption.rpo", "data.orders.backup.every=7h", Duration.ofHours(3));
        assertThat(file.ids()).doesNotContain("MER-0103");
        assertThat(file.with("data.orders.backup.every=7h").ids()).contains("MER-0103");
    }

    private static void assertMoves(Read file, String path, String set, Duration by) {
        assertMoves(file, path, set, by, by);
    }

    /// @param best by how much the best grows
    private static void assertMoves(Read file, String path, String set, Duration best, Duration by) {
        Span before = span(file, path);
        Span after = span(file.with(set), path);
        assertThat(after.best())
                .as(set + " at best")
                .contains(before.best().orElseThrow().plus(best));
        assertThat(after.plan())
                .as(set + " as planned")
                .contains(before.plan().orElseThrow().plus(by));
    }

    private static Span span(Read file, String path) {
        Subject subject = file.subject();
        Stake stake = Stake.of(subject).stream()
                .filter(found -> found.path().equals(path) && found.disruption() != Promise.Disruption.ZONE)
                .findFirst()
                .orElseThrow();
        return Outcome.of(subject, stake).span();
    }

    @Test
    void of_the_structure_brings_the_finding_that_it_deserves() {
        assertBrings("quickstart", "failover.control.in=[us-east-1]", "MER-0122");
        assertBrings("quickstart", "data.orders.replication=none", "MER-0107");
        assertBrings("quickstart", "data.orders.replication=unknown", "MER-0148");
        assertBrings("quickstart", "regions.eu-west-1.capacity={min: 50%, max: 80%}", "MER-0132", "MER-0133");
        assertBrings("quickstart", "data.orders.keepIn=[us-east-1, eu-west-1]", "MER-0129");
        assertBrings("minimal", "failover.mode=automatic", "MER-0136");
        assertBrings("minimal", "objectives.rpo=0s", "MER-0103");
        assertBrings("minimal", "objectives.availability=99.999%", "MER-0108");
        assertBrings("quickstart", "objectives.availability=99.999%", "MER-0106");
    }

    private static void assertBrings(String example, String set, String... ids) {
        List<String> before = Read.example(example).ids();
        List<String> after = Read.example(example, set).ids();
        assertThat(before).as(example).doesNotContain(ids);
        assertThat(after).as(example + " --set " + set).contains(ids);
    }

    @Test
    void that_a_finding_proposes_makes_it_go_away_and_nothing_else_worse() {
        int proposed = 0;
        for (Read file : FILES) {
            Assessment before = file.assessed();
            for (Finding finding : before.findings()) {
                if (finding.repair().isEmpty()) {
                    continue;
                }
                proposed++;
                Finding.Repair repair = finding.repair().get();
                Assessment after = file.with(repair.changes().stream()
                                .map(Change::assignment)
                                .toArray(String[]::new))
                        .assessed();
                String what = file.name() + " " + finding.rule().id() + " " + repair.changes();
                assertThat(after.findings())
                        .as(what)
                        .noneMatch(left -> left.rule() == finding.rule()
                                && left.at().equals(finding.at())
                                && left.severity() == finding.severity());
                assertNotWorse(what, before, after);
            }
        }
        assertThat(proposed).as("how many repairs are proposed").isGreaterThan(8);
    }

    private static void assertNotWorse(String what, Assessment before, Assessment after) {
        for (Promise promise : after.promises()) {
            before.promises().stream()
                    .filter(was -> was.path().equals(promise.path())
                            && was.owner().equals(promise.owner())
                            && was.disruption().equals(promise.disruption()))
                    .forEach(was -> assertThat(promise.verdict())
                            .as(what + ": " + promise.path())
                            .isLessThanOrEqualTo(was.verdict()));
        }
        assertThat(errorsOf(after)).as(what).isSubsetOf(errorsOf(before));
    }

    /// Those of structure; what is said of a promise is compared by its verdict.
    private static List<String> errorsOf(Assessment assessment) {
        return assessment.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .filter(finding -> finding.rule() != Rule.AGAINST_RESIDENCY) // a copy more may be where it must not be
                .filter(finding -> assessment.promises().stream()
                        .noneMatch(promise -> promise.path().equals(finding.at())))
                .map(finding -> finding.rule().id() + " " + finding.at())
                .toList();
    }

    /// Whole things that are better to have than not to have, each for the first store or the application.
    private static final List<String> BETTER_TO_HAVE = List.of(
            "data.STORE.backup={every: 1h, copyTo: all, restoreTakes: 30m}",
            "data.STORE.backup={pointInTime: 5m, copyTo: all}",
            "data.STORE.zones=3",
            "failover.steps.promote={timeout: 3m}",
            "traffic.clients={ignoreTtl: 10s}");

    @Test
    void that_adds_something_better_to_have_makes_no_promise_worse() {
        int tried = 0;
        for (Read file : FILES) {
            Assessment before = file.assessed();
            for (String better : BETTER_TO_HAVE) {
                String store = file.subject().topology().stores().keySet().stream()
                        .findFirst()
                        .orElse("none");
                String change = better.replace("STORE", store);
                String path = change.substring(0, change.indexOf('='));
                boolean said = file.subject().topology().sources().all().keySet().stream()
                        .anyMatch(known -> known.startsWith(path));
                if (said || file.revised(changes(change)).isEmpty()) {
                    continue;
                }
                tried++;
                assertNotWorse(
                        file.name() + " --set " + change,
                        before,
                        file.with(change).assessed());
            }
        }
        assertThat(tried).isGreaterThan(200);
    }

    private static List<Change> changes(String assignment) {
        int is = assignment.indexOf('=');
        return List.of(new Change(assignment.substring(0, is), Optional.empty(), assignment.substring(is + 1)));
    }

    /// The table never says that a promise cannot hold while the list says nothing.
    @Test
    void or_none_a_promise_that_cannot_hold_has_an_error_of_its_own_or_of_one_of_its_stores() {
        for (Read file : FILES) {
            assertTold(file.name(), file.subject(), file.assessed());
            for (String set : List.of(
                    "objectives.disruptions.zone.rto=1s",
                    "objectives.rpo=0s",
                    "objectives.disruptions.corruption={rto: 1s, rpo: 0s}",
                    "objectives.availability=99.9999%")) {
                if (file.revised(changes(set)).isPresent()) {
                    Read other = file.with(set);
                    assertTold(file.name() + " --set " + set, other.subject(), other.assessed());
                }
            }
        }
    }

    private static void assertTold(String what, Subject subject, Assessment assessment) {
        for (Promise promise : assessment.promises()) {
            boolean repeats = promise.path().startsWith("claims.")
                    && assessment.promises().stream()
                            .anyMatch(other -> !other.path().startsWith("claims.")
                                    && other.objective() == promise.objective()
                                    && other.bound().equals(promise.bound()));
            if (promise.verdict() != Verdict.UNATTAINABLE || repeats) {
                continue;
            }
            List<String> stores = Stake.of(subject).stream()
                    .filter(stake -> stake.path().equals(promise.path()))
                    .flatMap(stake -> stake.reach().lost().stream())
                    .toList();
            assertThat(assessment.findings())
                    .as(what + ": " + promise.path() + " " + promise.owner())
                    .anyMatch(finding -> finding.severity() == Severity.ERROR
                            && (finding.at().equals(promise.path())
                                    || finding.objective().equals(Optional.of(promise.path()))
                                    || Denials.denies(subject, finding, promise)
                                    || stores.stream()
                                            .anyMatch(store -> finding.at().startsWith("data." + store))));
        }
    }

    @Test
    void that_says_half_of_what_people_need_bounds_no_less_than_before() {
        Read file = Read.example("minimal", "failover.witness=us-west-2");
        Span silent = span(file, "objectives.rto");
        for (String half :
                List.of("failover.human.notice=5m", "failover.human.decide=5m", "failover.human.notice=0s")) {
            assertThat(span(file.with(half), "objectives.rto").plan()).as(half).isEqualTo(silent.plan());
        }
        assertThat(span(file.with("failover.human.notice=20m"), "objectives.rto")
                        .plan())
                .contains(silent.plan().orElseThrow().plusMinutes(5));
    }

    @Test
    void or_none_a_file_is_judged_the_same_every_time() {
        for (Read file : FILES) {
            assertThat(file.assessed()).as(file.name()).isEqualTo(file.assessed());
        }
    }
}
