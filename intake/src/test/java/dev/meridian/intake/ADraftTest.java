package dev.meridian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A draft")
class ADraftTest {
    @ParameterizedTest
    @ValueSource(strings = {"plan.json", "terraform.tfstate", "cdk.context.json", "two-cells.json"})
    void of_an_example_is_as_it_was_reviewed_and_is_a_topology(String name) throws IOException {
        Draft draft = Drafts.of(name, Drafts.example(name), Answers.NONE);
        Drafts.check(name + ".yaml", draft.text());
        Drafts.blueprint(draft);
    }

    @Test
    void of_a_plan_and_of_the_state_after_it_have_the_same_regions_stores_and_ways_between_them() {
        Blueprint before = Drafts.blueprint(Drafts.of("plan.json", Drafts.example("plan.json"), Answers.NONE));
        Blueprint after =
                Drafts.blueprint(Drafts.of("terraform.tfstate", Drafts.example("terraform.tfstate"), Answers.NONE));
        assertThat(before.regions().keySet()).isEqualTo(after.regions().keySet());
        assertThat(before.stores()).isEqualTo(after.stores());
        assertThat(before.traffic().entrances()).isEqualTo(after.traffic().entrances());
    }

    @Test
    void of_the_example_finds_the_replica_the_copy_and_the_queue_that_is_in_one_region_only() {
        Blueprint blueprint = Drafts.blueprint(Drafts.of("plan.json", Drafts.example("plan.json"), Answers.NONE));
        RegionName home = new RegionName("us-east-1");
        RegionName other = new RegionName("eu-west-1");
        var orders = Objects.requireNonNull(blueprint.stores().get("orders"));
        assertThat(orders.writer()).isEqualTo(home);
        assertThat(orders.members()).containsExactly(home, other);
        assertThat(orders.replication().mode()).isEqualTo(ReplicationMode.ASYNC);
        assertThat(orders.mayTakeOver()).containsExactly(other);
        assertThat(Objects.requireNonNull(blueprint.stores().get("images"))
                        .replication()
                        .mode())
                .isEqualTo(ReplicationMode.ASYNC);
        assertThat(Objects.requireNonNull(blueprint.stores().get("sessions"))
                        .replication()
                        .mode())
                .isEqualTo(ReplicationMode.UNKNOWN);
        assertThat(Objects.requireNonNull(blueprint.stores().get("mail")).members())
                .containsExactly(home);
    }

    @Test
    void is_the_same_for_a_state_that_terraform_shows_as_for_the_file_that_it_keeps() {
        Plan plan = new Plan().with("aws_db_instance.orders", "aws", """
                        {'arn': 'arn:aws:rds:us-east-1:123456789012:db:orders', 'identifier': 'orders',
                         'engine': 'postgres', 'engine_version': '16.4', 'multi_az': true}""");
        String kept = """
                {"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "x", "outputs": {},
                 "resources": [{"mode": "managed", "type": "aws_db_instance", "name": "orders",
                  "provider": "provider[\\"registry.terraform.io/hashicorp/aws\\"]",
                  "instances": [{"schema_version": 2, "attributes":
                    {"arn": "arn:aws:rds:us-east-1:123456789012:db:orders", "identifier": "orders",
                     "engine": "postgres", "engine_version": "16.4", "multi_az": true}}]}]}""";
        assertThat(Drafts.of(plan.shownState()).text())
                .isEqualTo(Drafts.of(kept).text());
    }

    @Test
    void says_of_each_resource_whether_it_was_read() {
        Draft draft = Drafts.of("plan.json", Drafts.example("plan.json"), Answers.NONE);
        assertThat(draft.form()).isEqualTo(Form.PLAN);
        assertThat(draft.read()).contains(new Draft.Count("aws_db_instance", 2), new Draft.Count("aws_vpc", 2));
        assertThat(draft.notRead())
                .filteredOn(each -> each.type().endsWith("_subnet_group"))
                .extracting(Draft.NotRead::address)
                .containsExactly(
                        "module.primary.aws_db_subnet_group.orders",
                        "module.primary.aws_elasticache_subnet_group.sessions",
                        "module.standby.aws_db_subnet_group.orders",
                        "module.standby.aws_elasticache_subnet_group.sessions");
        assertThat(draft.notRead()).allSatisfy(each -> assertThat(each.why()).isNotBlank());
    }

    @Test
    void says_what_is_known_only_after_the_apply() {
        Draft draft = Drafts.of("plan.json", Drafts.example("plan.json"), Answers.NONE);
        assertThat(draft.notRead())
                .contains(new Draft.NotRead(
                        "module.primary.aws_ecs_task_definition.web.container_definitions",
                        "aws_ecs_task_definition",
                        "it is known after the apply, and the image with it"));
        assertThat(draft.text()).doesNotContain("image:");
    }

    @Test
    void marks_what_it_had_to_assume_and_lists_it_with_its_path() {
        Draft draft = Drafts.of("plan.json", Drafts.example("plan.json"), Answers.NONE);
        assertThat(draft.assumed())
                .contains(new Draft.Assumed("data.sessions.replication", "nothing there copies one to the other"));
        assertThat(draft.text()).contains("replication: unknown", "# not in the plan: nothing there copies");
        assertThat(draft.assumed()).allSatisfy(each -> assertThat(draft.text()).contains(each.why()));
    }

    @Test
    void of_an_empty_plan_is_a_topology_all_the_same() {
        Draft draft = Drafts.of(new Plan().text());
        assertThat(Drafts.topology(draft).regions().keySet()).containsExactly(new RegionName("unknown"));
        assertThat(draft.assumed()).extracting(Draft.Assumed::path).contains("application");
    }

    @Test
    void takes_what_a_person_says_for_what_no_input_says() {
        Answers answers =
                new Answers(Optional.of("store"), Optional.of("eu-west-1"), Optional.of("5m"), Optional.of("10s"));
        Blueprint blueprint = Drafts.blueprint(Drafts.of("plan.json", Drafts.example("plan.json"), answers));
        assertThat(Objects.requireNonNull(blueprint.applications().get("store")).primary())
                .isEqualTo(new RegionName("eu-west-1"));
        assertThat(Objects.requireNonNull(blueprint.stores().get("shop-orders")).writer())
                .as("who writes is in the plan, whatever the primary is")
                .isEqualTo(new RegionName("us-east-1"));
    }

    @ParameterizedTest
    @CsvSource({"us-east-2, us-east-1", "frankfurt, 'one of'"})
    void with_a_primary_that_the_input_does_not_have_is_refused(String primary, String fix) {
        Answers answers = new Answers(Optional.empty(), Optional.of(primary), Optional.empty(), Optional.empty());
        Intake.Outcome outcome = Intake.read("plan.json", Drafts.example("plan.json"), answers, _ -> true);
        assertThat(outcome).isInstanceOfSatisfying(Intake.Outcome.Refused.class, refused -> {
            assertThat(refused.problem().id()).isEqualTo("MER-0084");
            assertThat(refused.problem().fix()).contains(fix);
        });
    }

    @Test
    void names_no_secret() {
        Plan plan = new Plan().with("aws_db_instance.orders", "aws", """
                {'engine': 'postgres', 'password': 'hunter2', 'username': 'admin', 'identifier': 'orders'}""");
        assertThat(Drafts.of(plan.text()).text()).doesNotContain("hunter2", "admin");
    }

    @Test
    void of_names_that_would_end_a_comment_or_a_text_is_a_topology() {
        Plan plan = new Plan()
                .with("aws_sqs_queue.jobs[\"KEY\"]", "aws", "{'name': 'jobs'}")
                .with("aws_ecs_service.web", "aws", "{'name': 'web', 'desired_count': 2}", """
                        {'task_definition': ['aws_ecs_task_definition.web.arn']}""")
                .with("aws_ecs_task_definition.web", "aws", """
                        {'container_definitions': '[{\\"image\\": \\"a: b # c\\\\n- IMAGE\\"}]'}""");
        Draft draft = Drafts.of(plan.text().replace("KEY", "a\\n  evil: {}\\u2028#\\u001b[31m"));
        assertThat(Objects.requireNonNull(Drafts.topology(draft).services().get("web"))
                        .image()
                        .orElseThrow())
                .contains("a: b # c");
        Drafts.blueprint(draft);
        assertThat(draft.text())
                .doesNotContain("\n  evil")
                .doesNotContain("\u001b")
                .doesNotContain("\u2028");
    }

    @Test
    void keeps_its_lists_as_they_are() {
        Draft draft = Drafts.of("plan.json", Drafts.example("plan.json"), Answers.NONE);
        assertThat(List.of(draft.read(), draft.notRead(), draft.assumed()))
                .allSatisfy(list -> assertThat(list).isUnmodifiable());
    }
}
