package dev.meridian.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.hcl.Block;
import dev.meridian.synthesis.Written;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What becomes of what scanners ask.
@DisplayName("A check")
class ACheckTest {
    @SuppressWarnings("unused")
    private static final List<String> SYSTEMS = Written.SYSTEMS;

    /// What no example has: everything small, and entrances without what the examples put before them.
    private static final String SMALL = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
            services: {web: {port: 8080, health: /health}}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            data: {orders: {kind: postgresql, runs: provider, zones: 1, backup: {keep: 1d}},
              files: {kind: object},
              sessions: {kind: redis, runs: provider, zones: 1},
              find: {kind: opensearch, runs: provider, zones: 1}}
            observability: {logs: {keep: 30d}}
            """;

    /// Firewalls that only count requests.
    private static final String COUNTED =
            SMALL.replace("traffic: {", "traffic: {waf: {ratePerAddress: 2000/min}, cdn: {kind: cloudfront}, ");

    /// A cluster whose services are told a secret.
    private static final String TOLD = SMALL.replace(
            "services: {web: {",
            "secrets: {password: {store: secrets-manager}}\ncompute: {platform: kubernetes}\n"
                    + "services: {web: {secrets: [password], ");

    private static Block database(boolean isPublic) {
        return Block.resource("aws_db_instance", "main").set("publicly_accessible", isPublic);
    }

    private static Security security(Block... blocks) {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("main.tf", List.of(blocks));
        return Security.of(List.of(new Root("regions/x", files)));
    }

    /// Whoever writes a new type finds it here: add a rule or a reason for each check that is named, in the class
    /// of [Book] that it belongs to.
    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void at_whatever_is_written_is_answered(String system) {
        answered(Written.roots(system));
    }

    @Test
    void at_whatever_stands_before_regions_is_answered() {
        answered(Written.roots("edges.yaml", Written.EDGES));
    }

    @Test
    void at_whatever_several_regions_have_together_is_answered() {
        answered(Written.roots("datastore.yaml", Written.DATASTORE));
        answered(Written.roots("keys.yaml", Written.KEYS));
    }

    @Test
    void at_a_global_database_is_answered() {
        answered(Written.roots("global.yaml", Written.GLOBAL_DATABASE));
        answered(Written.roots(
                "global.yaml",
                Written.GLOBAL_DATABASE.replace("keep: 14d", "keep: 1d").replace("limits", "zones: 1, limits")));
    }

    private static void answered(List<Root> roots) {
        SequencedSet<String> open = new LinkedHashSet<>();
        Security security = Security.of(roots);
        assertThat(security.faults()).isEmpty();
        security.open()
                .forEach(answer -> open.add(answer.check().id() + " asks of " + answer.type() + " that "
                        + answer.check().asks()));
        assertThat(open).isEmpty();
    }

    @Test
    void that_does_not_hold_without_a_reason_is_a_fault() {
        assertThat(security(database(true)).faults())
                .contains(
                        "regions/x: aws_db_instance.main is not as CKV_AWS_17 asks: a database has no public address");
        assertThat(security(database(false)).faults()).noneMatch(fault -> fault.contains("CKV_AWS_17"));
        assertThatThrownBy(() -> security(database(true)).sound())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("aws_db_instance.main is not as CKV_AWS_17 asks");
    }

    @Test
    void that_nobody_has_thought_about_is_said_to_be_so() {
        assertThat(security(Block.resource("aws_sqs_queue", "main")).page("x.yaml"))
                .contains("## Not looked at", "- CKV_AWS_27 at `regions/x`, `aws_sqs_queue.main`");
    }

    @Test
    void that_has_a_reason_is_on_the_page_with_it() {
        Block group = Block.resource("aws_cloudwatch_log_group", "main").set("retention_in_days", 30);
        assertThat(security(group).page("x.yaml"))
                .contains("### CKV_AWS_338", "logs are kept for a year", "`aws_cloudwatch_log_group.main`");
    }

    @Test
    void that_is_answered_by_a_reason_is_in_the_table_and_some_estate_needs_the_reason() {
        List<String> ids = Check.ALL.stream().map(Check::id).toList();
        assertThat(ids).doesNotHaveDuplicates();
        SequencedSet<Reason> given = new LinkedHashSet<>();
        Stream.concat(
                        SYSTEMS.stream().map(Written::roots),
                        Stream.of(SMALL, COUNTED, TOLD, Written.DATASTORE, Written.GLOBAL_DATABASE)
                                .map(text -> Written.roots("x.yaml", text)))
                .forEach(roots -> given.addAll(Security.of(roots).stated().keySet()));
        List<Reason> idle = new ArrayList<>(Book.REASONS);
        idle.removeAll(given);
        assertThat(idle).isEmpty();
        Book.REASONS.forEach(reason -> assertThat(ids).containsAll(reason.ids()));
    }
}
