package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A printed fix is true as a whole: it names each cause that has to go, and refers to nothing that is not printed
/// beside it.
class AFixTest {
    private static final Pattern ID = Pattern.compile("MER-[0-9]{4}");

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of(
                "examples",
                "assess/src/test/resources/systems",
                "assess/src/test/resources/cases",
                "assess/src/test/resources/findings")) {
            try (Stream<Path> found = Files.list(Read.HOME.resolve(folder))) {
                found.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(files::add);
            }
        }
        return files;
    }

    @Test
    void refers_to_findings_of_the_same_output_alone() throws IOException {
        int read = 0;
        for (Path file : files()) {
            Read one = Read.file(file);
            if (!one.problems().isEmpty()) {
                continue;
            }
            read++;
            List<Finding> findings = one.assessed().findings();
            String ids = findings.stream().map(found -> found.rule().id()).collect(Collectors.joining(" "));
            for (Finding finding : findings) {
                // A waiver quotes the id of a finding that is not there.
                if (finding.rule() == Rule.WAIVER_WITHOUT_FINDING) {
                    continue;
                }
                Matcher named = ID.matcher(finding.statement() + finding.why() + finding.fix());
                while (named.find()) {
                    assertThat(ids)
                            .as(file.getFileName() + ": " + finding.fix())
                            .contains(named.group());
                }
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    private static Read shop(String... sets) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {rto: 10m}
            regions: {westeurope: {role: primary}, northeurope: {role: standby}}
            services: {web: {dependsOn: {orders: hard, carts: hard}}}
            data:
              orders: {kind: postgresql, replication: async}
              carts: {kind: postgresql, replication: async}
            traffic: {entrances: {web: {switch: dns}}}
            failover:
              mode: manual
              control: {in: [northeurope], runs: script}
              human: {notice: 1m, decide: 1m}
              steps: {promote: {takes: 1m}, route: {takes: 1m}}
            """, sets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        data.carts.replication=none                      | `carts` apart, as MER-0107 says
        traffic.entrances.web.switch=none                | the step `tidy` as MER-0187 says; a way to move the users of
        failover.steps.load={in: westeurope, after: promote, before: route, takes: 1m, run: ./load.sh} | \
        the steps `load` and `tidy` as MER-0187 says
        """)
    void names_each_cause_of_a_recovery_without_end_and_what_remains(String set, String named) {
        String both = "failover.steps.tidy={in: lost, after: promote, before: route, takes: 1m, run: ./pg_rewind}";
        Finding one = Found.only(shop(set, both), Rule.RTO_UNATTAINABLE);
        assertThat(one.fix()).contains(named).doesNotContain("that is not all");
        Finding slow = Found.only(shop(set, both, "failover.human={notice: 10m, decide: 5m}"), Rule.RTO_UNATTAINABLE);
        assertThat(slow.fix())
                .contains(named)
                .contains("that is not all: what else has a figure takes")
                .contains("less of `people notice 10m`")
                .doesNotContain("`people 5m`");
    }

    @Test
    void names_every_error_that_denies_the_promise() {
        Finding finding = Found.only(
                shop(
                        "failover.control.in=[westeurope]",
                        "failover.mode=automatic",
                        "failover.vantages.eyes={at: [westeurope]}",
                        "objectives.rto=1m"),
                Rule.RTO_UNATTAINABLE);
        assertThat(finding.fix()).startsWith("first what MER-0122 asks for: ").contains("; what MER-0125 asks for: ");
    }

    @Test
    void names_several_errors_of_one_rule_by_their_places() {
        Finding finding = Found.only(
                shop(
                        "objectives.rto=30s",
                        "failover.steps.promote.takes=5m",
                        "failover.steps.route.takes=2m",
                        "defects={empty: {at: failover.steps.route, says: it is empty},"
                                + " old: {at: failover.steps.promote, says: it names another database}}"),
                Rule.RTO_UNATTAINABLE);
        assertThat(finding.fix())
                .startsWith("first what MER-0212 asks for at `defects.empty` and `defects.old`; then ");
    }

    @Test
    void says_what_puts_the_promise_at_risk_all_the_same() {
        for (String smaller : List.of("{min: 50%, max: 60%}", "{min: 10%, max: 90%}")) {
            Read file = shop("objectives.rto=30s", "regions.northeurope.capacity=" + smaller);
            assertThat(Found.only(file, Rule.RTO_UNATTAINABLE).fix()).endsWith("at risk by MER-0132 all the same");
        }
        Read open = shop("objectives.rto=30s", "regions.northeurope.capacity={min: 50%, max: 100%}");
        assertThat(Found.only(open, Rule.RTO_UNATTAINABLE).fix())
                .as("capacity that nobody has reserved")
                .contains("what can be promised is ")
                .endsWith("at risk by MER-0133 all the same");
        assertThat(Found.only(shop("objectives.rto=30s"), Rule.RTO_UNATTAINABLE).fix())
                .doesNotContain("all the same");
    }

    @Test
    void names_each_term_that_is_alone_above_the_promise() {
        Finding finding =
                Found.only(shop("objectives.rto=30s", "failover.steps.route.takes=2m"), Rule.RTO_UNATTAINABLE);
        assertThat(finding.why())
                .contains("step promote")
                .contains("step route")
                .contains("alone above");
    }
}
