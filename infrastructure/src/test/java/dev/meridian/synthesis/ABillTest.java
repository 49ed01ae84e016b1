package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What AWS bills: by which tags it is divided, and who hears that it jumps.
@DisplayName("A bill")
class ABillTest {
    private static final String FILE = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: active}
            services: {web: {image: "shop/web:1", port: 8080, health: /health, replicas: 2..9}}
            data: {files: {kind: volume, runs: provider, replication: none, backup: {keep: 7d}}}
            compute: {platform: kubernetes, nodes: {main: {count: 2..4}}}
            operations: {contacts: {team: team@shop.acme.test}}
            """;

    private static final String ACCOUNT = "terraform/global/account/";
    private static final Pattern OF_BILLS = Pattern.compile("resource \"aws_ce_\\w+\" \"\\w+\" \\{\n(.*)\n");

    private static SequencedMap<String, String> written(String cost) {
        return Written.of(FILE + "cost: {" + cost + "}\n");
    }

    @Test
    void is_divided_by_what_is_on_things_that_are_built_and_by_nothing_else() {
        SequencedMap<String, String> files = written("budget: {tags: [service, name, team]}");
        assertThat(file(files, ACCOUNT + "bills.tf"))
                .contains("tag_key = \"application\"", "tag_key = \"Name\"")
                .doesNotContain("\"service\"", "\"team\"", "managed-by", "aws_ce_anomaly");
        assertThat(file(files, "UNRENDERED.md"))
                .contains(
                        "| `cost.budget.tags` | `[service, name, team]` | nothing that is built carries `service`, `team`");
        SequencedMap<String, String> all = written("perRegion: {budget: {tags: [application, managed-by]}}");
        assertThat(file(all, ACCOUNT + "bills.tf")).contains("tag_key = \"managed-by\"");
        assertThat(file(all, "UNRENDERED.md")).doesNotContain("cost.");
        assertThat(written("budget: {limit: 900 USD/month, alerts: false}"))
                .containsKey(ACCOUNT + "budget.tf")
                .doesNotContainKey(ACCOUNT + "bills.tf");
    }

    /// AWS refuses all of it on the first day, and for ever where another account pays.
    @Test
    void is_asked_for_nothing_before_somebody_says_that_it_is_time() {
        SequencedMap<String, String> files = written("budget: {anomalies: true, tags: [name]}");
        String bills = file(files, ACCOUNT + "bills.tf");
        assertThat(bills).contains("variable \"tags_on_bills\" {").containsPattern("default += false");
        assertThat(OF_BILLS.matcher(bills).results().map(found -> found.group(1).strip()))
                .hasSize(4)
                .allMatch(first -> first.replaceAll(" +", " ").equals("count = var.tags_on_bills ? 1 : 0"));
        assertThat(file(files, "README.md"))
                .contains("echo 'tags_on_bills = true' > terraform/global/account/bills.auto.tfvars");
        assertThat(file(files, "terraform/ORDER").lines()).last().isEqualTo("global/account");
    }

    /// One that looks at all services an account has already, and AWS refuses a second one.
    @Test
    void tells_who_hears_of_costs_that_this_estate_costs_more_at_once_than_before() {
        SequencedMap<String, String> files = written("perRegion: {budget: {limit: 90 USD/month, anomalies: true}}");
        assertThat(file(files, ACCOUNT + "bills.tf"))
                .contains("monitor_type = \"CUSTOM\"", "Values       = [\"shop\"]", "frequency        = \"IMMEDIATE\"")
                .doesNotContain("DIMENSIONAL");
        assertThat(file(files, ACCOUNT + "notices.tf"))
                .contains("\"costalerts.amazonaws.com\"", "\"budgets.amazonaws.com\"", "\"team@shop.acme.test\"");
        assertThat(file(files, "UNRENDERED.md")).doesNotContain("cost.");
        assertThat(file(files, "runbooks/cost-overrun.md")).contains("a jump of 100 USD and 40 %");
        assertThat(written("perRegion: {budget: {limit: 90 USD/month, anomalies: false}}"))
                .doesNotContainKey(ACCOUNT + "bills.tf");
    }

    /// Marks of a template are not those of what is made by it.
    @Test
    void has_machines_and_volumes_of_a_cluster_as_well() {
        String nodes = file(Written.of(FILE), "terraform/regions/eu-west-1/nodes.tf");
        for (String what : List.of("instance", "volume")) {
            assertThat(nodes)
                    .containsPattern("resource_type = \"" + what
                            + "\"\n\n +tags = \\{\n +Name +=.*\n +application = \"shop\"\n +managed-by +=");
        }
        assertThat(nodes).containsPattern("extraVolumeTags = \\{\n +application = \"shop\"");
    }
}
