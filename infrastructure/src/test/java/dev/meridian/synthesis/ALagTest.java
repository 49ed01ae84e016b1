package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// When somebody hears that a copy in another region is late.
@DisplayName("A lag")
class ALagTest {
    private static final String TWO = """
            meridian: 1
            application: shop
            objectives: {rpo: 2m}
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services: {web: {port: 8080}}
            data: {files: {kind: object, replication: {mode: async, alarmOnLag: true}},
              events: {kind: kafka, runs: provider, replication: {mode: async, alarmOnLag: 30s}}}
            """;

    private static final SequencedMap<String, String> FILES = Written.of(TWO);
    private static final String LINK = "terraform/links/eu-west-1--us-east-1/";

    @Test
    void of_messages_is_told_where_they_arrive_and_are_counted() {
        assertThat(resource(FILES.get(LINK + "alarms.tf"), "events_there"))
                .containsPattern("\"AWS/Kafka\"\\s+metric_name\\s+= \"ReplicationLatency\"")
                .containsPattern("ReplicatorName = \"shop-eu-west-1-us-east-1-events\"")
                .containsPattern("threshold += 30000\n")
                .contains("data.aws_sns_topic.there.arn")
                .doesNotContain("data.aws_sns_topic.here.arn");
    }

    @Test
    void is_told_too_where_it_is_endless_since_nothing_arrives() {
        String alarms = FILES.get(LINK + "alarms.tf");
        assertThat(resource(alarms, "events_there_failed"))
                .contains("aws.there", "\"ReplicatorFailure\"", "data.aws_sns_topic.there.arn")
                .contains("\"shop-eu-west-1-us-east-1-events\"");
        assertThat(resource(alarms, "files_there_failed"))
                .contains("aws.here", "\"OperationsFailedReplication\"", "data.aws_sns_topic.here.arn")
                .contains("\"to-us-east-1\"");
        assertThat(FILES.get("runbooks/README.md"))
                .containsPattern("shop-events-from-eu-west-1-failed.*replication-lag\\.md");
    }

    private static String resource(String text, String label) {
        int start = text.indexOf("\"" + label + "\" {");
        assertThat(start).as(label).isNotNegative();
        return text.substring(start, text.indexOf("\n}\n", start));
    }

    @Test
    void of_objects_is_counted_by_the_rule_that_copies_them() {
        assertThat(FILES.get(LINK + "alarms.tf"))
                .containsPattern("RuleId += \"to-us-east-1\"")
                .containsPattern("SourceBucket += \"shop-eu-west-1-files-[0-9a-f]{8}\"")
                .containsPattern("DestinationBucket += \"shop-us-east-1-files-[0-9a-f]{8}\"")
                .containsPattern("threshold += 120\n");
        assertThat(FILES.get("terraform/global/copies-eu-west-1/objects-files.tf"))
                .containsPattern("id += \"to-us-east-1\"")
                .contains("metrics {")
                .doesNotContain("replication_time");
    }

    @Test
    void that_nobody_is_to_hear_of_needs_no_root_of_two_regions() {
        SequencedMap<String, String> quiet = Written.of(TWO.replace(", alarmOnLag: true", "")
                .replace("replication: {mode: async, alarmOnLag: 30s}", "replication: none"));
        assertThat(quiet.keySet()).noneMatch(path -> path.startsWith("terraform/links/"));
        assertThat(quiet.get("terraform/global/copies-eu-west-1/objects-files.tf"))
                .doesNotContain("metrics {");
    }

    @Test
    void of_errors_is_told_when_a_long_and_a_short_span_agree() {
        String alarms = Written.example("richesreach").get("terraform/regions/eu-west-1/alarms.tf");
        assertThat(alarms)
                .contains(
                        "ALARM(${aws_cloudwatch_metric_alarm.errors_of_promise[each.key].alarm_name}) AND ALARM(",
                        "RequestCount")
                .containsPattern("hour = \\{\\s+seconds = 3600\\s+above +=\\s0.0144\\s")
                .containsPattern("hour-lately = \\{\\s+seconds = 300\\s+above +=\\s0.0144\\s");
    }
}
