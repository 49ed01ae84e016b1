package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.bounds.Term;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The table of promises, the findings, the automation and the exit code of one assessment say the same, for
/// examples with random changes and for small topologies of every kind of store, cloud and way of copying.
class AnAgreementTest {
    private static final int ROUNDS = 600;

    /// Changes that make a file contradict itself in some part.
    private static final List<String> CHANGES = List.of(
            "data.STORE.replication=none",
            "data.STORE.replication=unknown",
            "data.STORE.replication=async",
            "data.STORE.replication=quorum",
            "data.STORE.replication=multi-primary",
            "data.STORE.replication={mode: async, lag: 1s, via: aurora-global}",
            "data.STORE.replication={mode: async, via: cloud-sql-replica}",
            "data.STORE.runs=self",
            "data.STORE.runs=provider",
            "data.STORE.zones=1",
            "data.STORE.zones=3",
            "data.STORE.disposable=true",
            "data.STORE.recover={rebuild: {from: STORE, takes: 1h}}",
            "failover.mode=automatic",
            "failover.mode=manual",
            "failover.control={in: [REGION]}",
            "failover.control={in: [REGION], runs: provider}",
            "failover.control.runs=provider",
            "failover.triggers={t: {signal: status-page, for: 0s, act: failover}}",
            "failover.steps={hang: {before: promote, run: ./x}}",
            "failover.steps={slow: {before: promote, run: ./x, takes: 1m, timeout: 50m}}",
            "failover.failback={mode: automatic, after: 0s}",
            "network.zones=1",
            "traffic.clients={whenUnknown: assume-primary}",
            "objectives.rto=1m",
            "objectives.rpo=0s",
            "objectives.availability=99.999%",
            "waivers={w: {finding: MER-0107, reason: accepted, expires: 2027-03-01}}",
            "waivers={w: {finding: MER-0101, reason: accepted, expires: 2027-03-01}}");

    private static final List<Read> FILES = new ArrayList<>();

    @BeforeAll
    static void collect() throws IOException {
        for (String folder : List.of(
                "examples",
                "assess/src/test/resources/findings",
                "assess/src/test/resources/cases",
                "assess/src/test/resources/systems")) {
            try (Stream<Path> files = Files.list(Read.HOME.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".yaml")
                                && !file.toString().contains("MER-00"))
                        .sorted()
                        .forEach(file -> FILES.add(Read.file(file)));
            }
        }
    }

    @Test
    void holds_for_every_kind_of_store_on_every_cloud() {
        int judged = 0;
        for (Read file : Generated.all()) {
            if (file.problems().isEmpty()) {
                judged++;
                agrees(file);
            }
        }
        assertThat(judged).as("topologies that could be judged").isGreaterThan(2_000);
    }

    @Test
    void holds_for_examples_with_random_changes() {
        int judged = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            Read file = FILES.get(random.nextInt(FILES.size()));
            for (int change = 0; change <= random.nextInt(3); change++) {
                Read next = file.with(change(file, random));
                file = next.problems().isEmpty() ? next : file;
            }
            judged++;
            agrees(file);
        }
        assertThat(judged).isEqualTo(ROUNDS);
    }

    private static String change(Read file, Random random) {
        Subject subject = file.subject();
        List<String> stores = List.copyOf(subject.topology().stores().keySet());
        String store = stores.isEmpty() ? "none" : stores.get(random.nextInt(stores.size()));
        String region = subject.blueprint().regions().firstEntry().getKey().text();
        return CHANGES.get(random.nextInt(CHANGES.size()))
                .replace("STORE", store)
                .replace("REGION", region);
    }

    private static void agrees(Read file) {
        String what = file.name() + " " + file.sets();
        Subject subject = file.subject();
        Assessment assessment = Assess.of(subject, _ -> Optional.empty(), List.of(), Read.TODAY);
        for (Promise promise : assessment.promises()) {
            String of = what + ": " + promise.path() + " " + promise.verdict();
            switch (promise.verdict()) {
                case UNATTAINABLE -> isExplained(of, subject, promise, assessment);
                case ATTAINABLE -> isFounded(of, subject, promise, assessment);
                case UNKNOWN -> isNamed(of, promise, assessment);
                case AT_RISK, NOT_JUDGED ->
                    assertThat(assessment.findings())
                            .as(of)
                            .anyMatch(finding -> finding.objective().equals(Optional.of(promise.path()))
                                    || finding.at().equals(promise.path())
                                    || repeats(promise, assessment)
                                    || finding.severity() == Severity.ERROR);
            }
            hasOrigins(of, promise);
        }
        for (Automation automation : Automations.of(subject, Optional.empty(), assessment.findings())) {
            if (automation.isArmed()) {
                assertThat(assessment.findings())
                        .as(what + ": armed")
                        .noneMatch(finding -> Denials.disarms(finding)
                                && Denials.concerns(
                                        subject,
                                        finding,
                                        subject.blueprint().applications().get(automation.application())));
            }
        }
    }

    /// An error that counts, or an accepted one that the table shows.
    private static void isExplained(String of, Subject subject, Promise promise, Assessment assessment) {
        List<Finding> against = Agreement.against(subject, promise, assessment.findings());
        boolean counts = against.stream().anyMatch(Finding::counts);
        assertThat(counts || promise.accepted().isPresent() || repeats(promise, assessment))
                .as(of + ": an error that counts, or its acceptance")
                .isTrue();
        if (assessment.isFine()) {
            assertThat(promise.accepted().isPresent() || repeats(promise, assessment))
                    .as(of + ": exit code 0 beside ✗")
                    .isTrue();
        }
    }

    private static boolean repeats(Promise promise, Assessment assessment) {
        return promise.path().startsWith("claims.")
                && assessment.promises().stream()
                        .anyMatch(other -> !other.path().startsWith("claims.")
                                && other.objective() == promise.objective()
                                && other.bound().equals(promise.bound()));
    }

    private static void isFounded(String of, Subject subject, Promise promise, Assessment assessment) {
        boolean hasWorseRow = assessment.promises().stream()
                .anyMatch(other -> other.path().equals(promise.path())
                        && other.owner().equals(promise.owner())
                        && other.verdict() != promise.verdict());
        assertThat(Agreement.against(subject, promise, assessment.findings()).stream()
                        .filter(finding -> finding.rule() != Rule.PROMISES_CONTRADICT)
                        .filter(finding -> (finding.at().equals(promise.path()) && !hasWorseRow)
                                || Denials.speaksAgainst(subject, finding, promise))
                        .map(Finding::statement))
                .as(of + ": no error denies it")
                .isEmpty();
        assertThat(promise.basis()).as(of + ": it rests on something").isNotEmpty();
        assertThat(promise.basis().stream().flatMap(part -> part.origins().stream()))
                .as(of + ": no figure is missing")
                .noneMatch(origin ->
                        origin.basis() == Term.Basis.UNKNOWN && promise.objective() == Promise.Objective.AVAILABILITY);
    }

    private static void isNamed(String of, Promise promise, Assessment assessment) {
        assertThat(assessment.findings())
                .as(of + ": the missing figure is named, with the key that declares it")
                .anyMatch(finding -> ((finding.objective().equals(Optional.of(promise.path()))
                                        || finding.also().contains(promise.path()))
                                && !finding.fix().isEmpty())
                        || finding.rule() == Rule.NOBODY_KNOWS
                        || repeats(promise, assessment));
    }

    /// Declared at a line, published with a source and a month, derived by an arithmetic, or unknown.
    private static void hasOrigins(String of, Promise promise) {
        for (Promise.Part part : promise.basis()) {
            boolean isNothing = part.why().equals("nothing");
            assertThat(part.origins().isEmpty() && !isNothing)
                    .as(of + ": an origin of " + part.name() + ", " + part.why())
                    .isFalse();
            for (Promise.Origin origin : part.origins()) {
                assertThat(origin.source())
                        .as(of + ": the source of " + origin.name())
                        .isNotBlank();
                if (origin.basis() == Term.Basis.SOURCED) {
                    assertThat(origin.source())
                            .as(of + ": the year of the source of " + origin.name())
                            .containsPattern("20[0-9][0-9]");
                }
            }
        }
    }
}
