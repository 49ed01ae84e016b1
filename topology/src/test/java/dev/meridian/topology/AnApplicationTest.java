package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an application has from the file, and what it says over it.
class AnApplicationTest {
    private static final String FILE = """
            meridian: 1
            applications:
              bookings:
                objectives: {rpo: 1s}
                failover:
                  probes: {front: {port: 8443}}
                  steps: {migrate: {timeout: 9m}}
              invoicing: {}
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: standby}
            services:
              web: {shared: true}
            objectives: {rto: 5m}
            failover:
              probes: {front: {kind: http, to: web, path: /health}}
              steps: {migrate: {run: ./migrate.sh, after: promote, timeout: 5m}}
            environments:
              staging: {overrides: {applications: {invoicing: {failover: {probes: {front: {path: /up}}}}}}}
            waivers:
              slow: {finding: MER-0101, at: applications.bookings.objectives.rto, reason: agreed, expires: 2027-01-31}
            """;

    private static Reading read(String file, String environment, String... assigned) {
        List<Assignment.Set> sets =
                Stream.of(assigned).map(text -> new Assignment.Set(1, text)).toList();
        Optional<String> chosen = environment.isEmpty() ? Optional.empty() : Optional.of(environment);
        return TopologyReader.read("shop.yaml", file.getBytes(StandardCharsets.UTF_8), chosen, sets);
    }

    private static String said(String path, String environment, String... assigned) {
        Reading reading = read(FILE, environment, assigned);
        assertThat(reading.problems().stream().map(Problem::text)).isEmpty();
        return reading.topology().orElseThrow().sources().at(path).orElseThrow().text();
    }

    @ParameterizedTest
    @CsvSource({
        "applications.bookings.objectives.rto, 5m",
        "applications.bookings.failover.probes.front.port, 8443",
        "applications.bookings.failover.probes.front.path, /health",
        "applications.bookings.failover.steps.migrate.timeout, 9m",
        "applications.bookings.failover.steps.migrate.run, ./migrate.sh",
        "applications.invoicing.failover.steps.migrate.timeout, 5m"
    })
    void says_of_an_entry_no_more_than_what_is_different(String path, String value) {
        assertThat(said(path, "")).isEqualTo(value);
    }

    @Test
    void differs_in_an_environment_by_as_little() {
        assertThat(said("applications.invoicing.failover.probes.front.path", "staging"))
                .isEqualTo("/up");
        assertThat(said("applications.invoicing.failover.probes.front.kind", "staging"))
                .isEqualTo("http");
    }

    @Test
    void takes_an_assignment_to_what_it_inherits() {
        String path = "applications.invoicing.failover.probes.front.path";
        assertThat(said(path, "", path + "=/ready")).isEqualTo("/ready");
        assertThat(said("applications.bookings.failover.probes.front.path", "", path + "=/ready"))
                .isEqualTo("/health");
    }

    @Test
    void cannot_leave_out_what_nobody_says() {
        Reading alone = read(FILE.replace("kind: http, ", ""), "");
        assertThat(alone.problems().stream().map(problem -> problem.id() + " " + problem.what()))
                .contains("MER-0025 `applications.bookings.failover.probes.front` lacks `kind`");
    }

    @Test
    void does_not_wait_for_itself_where_all_wait_for_it() {
        Reading reading = read(FILE.replace("failover:\n  probes", "failover:\n  after: bookings\n  probes"), "");
        assertThat(reading.problems().stream().map(Problem::text)).isEmpty();
        Sources sources = reading.topology().orElseThrow().sources();
        assertThat(sources.at("applications.bookings.failover.after")).isEmpty();
        assertThat(sources.at("applications.invoicing.failover.after").map(Setting::text))
                .contains("[bookings]");
    }

    @Test
    void leaves_out_what_it_says_is_absent() {
        String file = FILE.replace("{migrate: {timeout: 9m}}", "{migrate: {absent: true}}")
                .replace("probes: {front: {port: 8443}}", "probes: {front: {onlyIn: [production]}}")
                .replace("environments:\n", "environments:\n  production: {}\n");
        assertThat(paths(file, "staging"))
                .noneMatch(path -> path.startsWith("applications.bookings.failover.steps.migrate"))
                .noneMatch(path -> path.startsWith("applications.bookings.failover.probes.front"))
                .contains("applications.invoicing.failover.steps.migrate.run", "failover.steps.migrate.run");
        assertThat(paths(file, "production")).contains("applications.bookings.failover.probes.front.kind");
        assertThat(paths(FILE, "", "applications.invoicing.failover.steps.migrate.absent=true"))
                .noneMatch(path -> path.startsWith("applications.invoicing.failover.steps.migrate"));
    }

    @Test
    void says_nothing_of_what_an_environment_does_not_have() {
        String file = FILE.replace("front: {kind: http,", "front: {onlyIn: [production], kind: http,")
                .replace("environments:\n", "environments:\n  production: {}\n")
                .replace("{overrides: {applications: {invoicing: {failover: {probes: {front: {path: /up}}}}}}}", "{}");
        String port = "applications.bookings.failover.probes.front.port";
        assertThat(paths(file, "staging")).noneMatch(path -> path.contains("probes.front"));
        assertThat(paths(file, "production", port + "=9443")).contains(port);
    }

    @Test
    void of_an_environment_can_be_assigned_what_no_other_one_has() {
        String file = FILE.replace(
                "{overrides: {",
                "{overrides: {waivers: {now: {finding: MER-0102, reason: trial, expires: 2027-01-31}}, ");
        assertThat(paths(file, "staging", "waivers.now.expires=2027-02-28")).contains("waivers.now.finding");
        assertThat(read(file, "", "waivers.now.expires=2027-02-28").problems())
                .extracting(Problem::id)
                .containsExactly("MER-0023");
    }

    @Test
    void can_be_brought_by_one_assignment_and_changed_by_the_next() {
        String path = "applications.lending.failover.probes.front.path";
        assertThat(said(path, "", "applications.lending={pattern: active-passive}", path + "=/up"))
                .isEqualTo("/up");
    }

    private static Set<String> paths(String file, String environment, String... assigned) {
        Reading reading = read(file, environment, assigned);
        assertThat(reading.problems().stream().map(Problem::text)).isEmpty();
        return reading.topology().orElseThrow().sources().all().keySet();
    }
}
