package dev.meridian.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Catalogue;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is given to be read and cannot be: one located problem, whatever the bytes are.
@DisplayName("An input")
class AnInputTest {
    private static Problem refused(String input) {
        return Drafts.refused(input.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"format_version": "1.2",, "x": 1}  | 1 | 26
            {"planned_values": {"a": tru}}      | 1 | 26
            {"planned_values": {"ä": [1, 2}}    | 1 | 31
            {"planned_values": {}} trailing     | 1 | 24
            """)
    void that_is_broken_is_told_with_its_place(String input, int line, int column) {
        Problem problem = refused(input);
        assertThat(problem.id()).isEqualTo("MER-0080");
        assertThat(problem.where()).isEqualTo(new Where.InFile("input.json", line, column));
        assertThat(problem.what()).startsWith("this is not JSON: ").doesNotContain("Source:", "[", "\n");
        assertThat(problem.text()).contains("^");
    }

    @Test
    void that_ends_in_the_middle_is_told_with_the_place_of_its_end() {
        byte[] plan = Drafts.example("plan.json");
        Problem problem = Drafts.refused(Arrays.copyOf(plan, 5000));
        assertThat(problem.where()).isEqualTo(new Where.InFile("input.json", 1, 5001));
        byte[] state = Drafts.example("terraform.tfstate");
        assertThat(Drafts.refused(Arrays.copyOf(state, 5000)).where())
                .isInstanceOfSatisfying(
                        Where.InFile.class, where -> assertThat(where.line()).isGreaterThan(50));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resource "aws_vpc" "a" {}  | Terraform's own language
            terraform {                | Terraform's own language
            # A comment                | Terraform's own language
            PK..                       | a plan as Terraform keeps it for itself
            meridian: 1                | a topology already
            Resources: {}              | looks like YAML
            hello                      | no object of JSON
            """)
    void that_is_something_else_is_recognised(String input, String what) {
        assertThat(refused(input).what() + refused(input).fix())
                .contains(what.equals("no object of JSON") ? "JSON" : what);
        assertThat(refused(input).fix()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   \n", "[]", "null", "3", "\"text\"", "\u0000\u0001\u0002", "{", "}", "{\"a\"", "[[[["})
    void of_any_other_bytes_is_refused_with_a_sentence(String input) {
        Problem problem = refused(input);
        assertThat(problem.id()).isEqualTo("MER-0080");
        assertThat(problem.what()).isNotBlank();
        assertThat(problem.fix()).isNotBlank();
    }

    @Test
    void that_is_nested_without_an_end_is_refused() {
        assertThat(refused("{\"planned_values\":" + "[".repeat(200_000)).id()).isEqualTo("MER-0080");
        assertThat(refused("{\"a\":".repeat(200_000)).id()).isEqualTo("MER-0080");
    }

    @Test
    void of_more_than_64_mb_is_refused_before_it_is_read() {
        byte[] large = new byte[Intake.LARGEST + 1];
        Arrays.fill(large, (byte) ' ');
        assertThat(Drafts.refused(large).id()).isEqualTo("MER-0082");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                  | MER-0081 | none of what can be read
            {"name": "shop", "version": "1.0.0"}                                | MER-0081 | none of what can be read
            {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {}}         | MER-0081 | a template of CloudFormation
            {"@level": "info", "@message": "Terraform 1.11.4"} {"@level": "x"}  | MER-0081 | the log of `terraform plan -json`
            {"format_version": "1.0", "provider_schemas": {}}                   | MER-0081 | schemas of providers
            {"version": 3, "terraform_version": "0.11.14", "modules": []}       | MER-0083 | state of version 3
            """)
    void of_json_that_is_none_of_the_three_says_what_it_looks_like(String input, String id, String what) {
        assertThat(refused(input).id()).isEqualTo(id);
        assertThat(refused(input).what()).contains(what);
    }

    @Test
    void may_begin_with_a_byte_order_mark() {
        Drafts.blueprint(Drafts.of("\uFEFF" + new Plan().text()));
    }

    @Test
    void may_be_the_whole_of_a_cdk_json() {
        Draft draft = Drafts.of("""
                {"app": "npx ts-node bin/shop.ts", "context": {"shop:regions": {"primary": "eu-west-1"}}}""");
        assertThat(draft.form()).isEqualTo(Form.CDK_CONTEXT);
        assertThat(draft.text()).contains("application: shop", "eu-west-1:");
        Drafts.blueprint(draft);
    }

    @Test
    void of_which_every_name_is_huge_is_told_and_not_written() {
        Plan plan = new Plan();
        for (int i = 0; i < 400; i++) {
            plan.with("aws_sqs_queue.q" + i, "aws", "{'name': 'q" + i + "'}");
        }
        String huge = plan.text().replace("aws_sqs_queue.q1\"", "aws_sqs_queue.q1" + "x".repeat(2_000_000) + "\"");
        assertThat(refused(huge).id()).isEqualTo("MER-0085");
    }

    @Test
    void of_a_large_plan_is_read_in_the_time_that_a_person_waits() {
        Plan plan = new Plan();
        for (int i = 0; i < 2_000; i++) {
            plan.with("module.m" + i + ".aws_sqs_queue.jobs", "aws", "{'name': 'jobs-" + i + "'}")
                    .with("module.m" + i + ".aws_iam_role.jobs", "aws", "{'name': 'jobs-" + i + "'}");
        }
        byte[] content = plan.text().getBytes(StandardCharsets.UTF_8);
        long start = System.nanoTime();
        Intake.Outcome outcome = Intake.read("plan.json", content, Answers.NONE, Catalogue::has);
        assertThat(outcome).isInstanceOf(Intake.Outcome.Drafted.class);
        assertThat((System.nanoTime() - start) / 1_000_000).as("milliseconds").isLessThan(10_000);
    }
}
