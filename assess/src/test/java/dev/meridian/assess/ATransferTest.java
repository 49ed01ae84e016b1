package dev.meridian.assess;

import static dev.meridian.assess.Found.is;
import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Data of people outside the reach of the law that protects them.
class ATransferTest {
    private static Read clinic(String away, String subjects, String... sets) {
        return Read.of("""
                meridian: 1
                application: clinic
                regions: {%s, %s: {role: standby}}
                services: {desk: {dependsOn: {visits: hard}}}
                data: {visits: {kind: mysql, replication: async, holds: [patients]}}
                compliance: {classes: {patients: {subjects: [%s]}}}
                """.formatted(home(subjects), away, subjects), sets);
    }

    private static String home(String subjects) {
        return switch (subjects) {
            case "GB" -> "eu-west-2: {role: primary}";
            case "BR" -> "sa-east-1: {role: primary}";
            case "CH" -> "eu-central-2: {role: primary}";
            case "JP" -> "ap-northeast-1: {role: primary}";
            case "CN" -> "cn-north-1: {role: primary}";
            case "AU" -> "ap-southeast-2: {role: primary}";
            default -> "eu-central-1: {role: primary}";
        };
    }

    @Test
    void of_eu_data_needs_a_ground_where_no_decision_covers_the_country() {
        for (String away : List.of("ap-southeast-1", "ap-south-1", "af-south-1", "ap-southeast-2")) {
            is(Severity.ERROR, clinic(away, "EU"), Rule.TRANSFER_WITHOUT_GROUND);
            isFree(clinic(away, "EU", "compliance.transfers=[scc]"), Rule.TRANSFER_WITHOUT_GROUND);
            is(Severity.ERROR, clinic(away, "EU", "compliance.transfers=[adequacy]"), Rule.TRANSFER_WITHOUT_GROUND);
        }
        Finding finding = only(clinic("ap-southeast-1", "DE"), Rule.TRANSFER_WITHOUT_GROUND);
        assertThat(finding.statement())
                .isEqualTo("`visits` holds data of people in EU (class `patients`) in ap-southeast-1 (SG), and nothing"
                        + " in the file says on which ground");
        assertThat(finding.why()).contains("Regulation (EU) 2016/679").contains("2026-08");
    }

    @Test
    void of_eu_data_within_the_economic_area_needs_none() {
        for (String away : List.of("eu-west-1", "eu-north-1", "norwayeast", "westeurope")) {
            isFree(clinic(away, "EU"), Rule.TRANSFER_WITHOUT_GROUND);
            isFree(clinic(away, "EU"), Rule.TRANSFER_RESTS_ON_ADEQUACY);
        }
    }

    @Test
    void to_a_country_with_a_decision_is_a_note_with_its_date() {
        for (String away : List.of("eu-west-2", "eu-central-2", "ap-northeast-1", "sa-east-1", "ap-northeast-2")) {
            is(Severity.NOTE, clinic(away, "EU"), Rule.TRANSFER_RESTS_ON_ADEQUACY);
            isFree(clinic(away, "EU"), Rule.TRANSFER_WITHOUT_GROUND);
        }
        assertThat(only(clinic("eu-west-2", "EU"), Rule.TRANSFER_RESTS_ON_ADEQUACY)
                        .why())
                .contains("Decision (EU) 2021/1772")
                .contains("until 2031-12-27");
    }

    @Test
    void to_the_united_states_asks_for_a_fallback() {
        for (String subjects : List.of("EU", "GB", "CH")) {
            is(Severity.WARNING, clinic("us-east-1", subjects), Rule.TRANSFER_RESTS_ON_ADEQUACY);
            isFree(clinic("us-east-1", subjects, "compliance.transfers=[scc]"), Rule.TRANSFER_RESTS_ON_ADEQUACY);
        }
    }

    @Test
    void of_other_people_is_judged_by_their_law() {
        is(Severity.ERROR, clinic("us-east-1", "BR"), Rule.TRANSFER_WITHOUT_GROUND);
        is(Severity.NOTE, clinic("eu-west-1", "BR"), Rule.TRANSFER_RESTS_ON_ADEQUACY);
        is(Severity.ERROR, clinic("ap-east-1", "CN"), Rule.TRANSFER_WITHOUT_GROUND);
        is(Severity.WARNING, clinic("us-west-2", "JP"), Rule.TRANSFER_WITHOUT_GROUND);
        is(Severity.NOTE, clinic("us-west-2", "AU"), Rule.TRANSFER_WITHOUT_GROUND);
        is(Severity.ERROR, clinic("eu-west-1", "RU"), Rule.DATA_HAS_TO_STAY);
        isFree(clinic("us-west-2", "XX"), Rule.TRANSFER_WITHOUT_GROUND);
    }

    @Test
    void of_koreans_is_not_allowed_by_clauses_but_by_consent() {
        assertThat(only(clinic("us-west-2", "KR", "compliance.transfers=[scc]"), Rule.TRANSFER_WITHOUT_GROUND)
                        .fix())
                .contains("by: consent");
        isFree(clinic("us-west-2", "KR", "compliance.transfers=[consent]"), Rule.TRANSFER_WITHOUT_GROUND);
        isFree(clinic("us-west-2", "JP", "compliance.transfers=[scc]"), Rule.TRANSFER_WITHOUT_GROUND);
    }

    @Test
    void that_keepIn_forbids_has_its_own_finding_only() {
        Read file = clinic("ap-southeast-1", "EU", "compliance.classes.patients.keepIn=[eu-central-1]");
        only(file, Rule.AGAINST_RESIDENCY);
        isFree(file, Rule.TRANSFER_WITHOUT_GROUND);
        only(
                clinic("ap-southeast-1", "EU", "compliance.classes.patients.keepIn=[eu-central-1, ap-southeast-1]"),
                Rule.TRANSFER_WITHOUT_GROUND);
    }

    @Test
    void counts_backups_and_votes_with_data_and_no_witness_without() {
        String one = "data.visits={kind: cockroachdb, holds: [patients], in: [eu-central-1], %s}";
        only(
                clinic("us-west-2", "EU", one.formatted("backup: {every: 1h, copyTo: [us-west-2]}")),
                Rule.TRANSFER_RESTS_ON_ADEQUACY);
        only(
                clinic("eu-west-1", "EU", one.formatted("backup: {every: 1h, copyTo: [ap-south-1]}")),
                Rule.TRANSFER_WITHOUT_GROUND);
        String votes = "replication: quorum, voters: {eu-central-1: 2, us-west-2: {count: 1, data: %s}}";
        isFree(clinic("us-west-2", "EU", one.formatted(votes.formatted("none"))), Rule.TRANSFER_RESTS_ON_ADEQUACY);
        isFree(clinic("eu-west-1", "EU", "failover.witness=us-east-2"), Rule.TRANSFER_RESTS_ON_ADEQUACY);
    }

    @Test
    void is_asked_about_where_a_framework_stands_without_subjects() {
        String file = """
                meridian: 1
                application: clinic
                regions: {eu-central-1: {role: primary}, %s: {role: standby}}
                data: {visits: {kind: mysql, replication: async}}
                compliance: {frameworks: [gdpr, soc2]}
                """;
        for (String away : List.of("us-east-1", "ap-south-1", "eu-west-2")) {
            assertThat(only(Read.of(file.formatted(away)), Rule.TRANSFER_WITHOUT_GROUND)
                            .at())
                    .isEqualTo("compliance.frameworks");
        }
        isFree(Read.of(file.formatted("eu-west-1")), Rule.TRANSFER_WITHOUT_GROUND);
    }

    private static final String DECLARED = "compliance.transfers={care: {from: EU, to: [%s], by: %s%s}}";

    @Test
    void that_is_declared_for_its_countries_is_quiet() {
        isFree(clinic("ap-south-1", "EU", DECLARED.formatted("IN", "scc", "")), Rule.TRANSFER_WITHOUT_GROUND);
        isFree(clinic("us-east-1", "EU", DECLARED.formatted("US", "bcr", "")), Rule.TRANSFER_RESTS_ON_ADEQUACY);
        isFree(clinic("eu-west-2", "EU", DECLARED.formatted("GB", "adequacy", "")), Rule.TRANSFER_RESTS_ON_ADEQUACY);
        is(
                Severity.NOTE,
                clinic("us-east-1", "EU", DECLARED.formatted("US", "dpf", "")),
                Rule.TRANSFER_RESTS_ON_ADEQUACY);
        only(clinic("ap-south-1", "EU", DECLARED.formatted("SG", "scc", "")), Rule.TRANSFER_WITHOUT_GROUND);
        only(clinic("ap-south-1", "EU", DECLARED.formatted("IN", "consent", "")), Rule.TRANSFER_WITHOUT_GROUND);
        only(clinic("ap-south-1", "EU", DECLARED.formatted("IN", "adequacy", "")), Rule.TRANSFER_WITHOUT_GROUND);
    }

    @Test
    void counts_on_its_days_only() {
        Read ended = clinic("ap-south-1", "EU", DECLARED.formatted("IN", "scc", ", until: 2026-11-19"));
        is(Severity.ERROR, ended, Rule.TRANSFER_NOT_IN_FORCE);
        only(ended, Rule.TRANSFER_WITHOUT_GROUND);
        Read later = clinic("ap-south-1", "EU", DECLARED.formatted("IN", "scc", ", since: 2027-01-01"));
        is(Severity.ERROR, later, Rule.TRANSFER_NOT_IN_FORCE);
        only(later, Rule.TRANSFER_WITHOUT_GROUND);
        Read soon = clinic("ap-south-1", "EU", DECLARED.formatted("IN", "scc", ", until: 2026-12-31"));
        is(Severity.WARNING, soon, Rule.TRANSFER_NOT_IN_FORCE);
        isFree(soon, Rule.TRANSFER_WITHOUT_GROUND);
        isFree(
                clinic("ap-south-1", "EU", DECLARED.formatted("IN", "scc", ", until: 2028-12-31")),
                Rule.TRANSFER_NOT_IN_FORCE);
    }
}
