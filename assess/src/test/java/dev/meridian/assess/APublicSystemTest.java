package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ten public systems of four kinds of clouds, described by readers with the documents alone. Each row is a
/// mistake or a
/// fact that they wrote down before the file was judged. Sources:
///
/// - 01 Azure/reliable-web-app-pattern-java · 02 Azure/Mission-Critical-Online and the mission-critical baseline
/// of the
///   Azure Architecture Center · 03 rahulvala07/Disaster-Recovery-for-GCP-3-Tier-Architecture · 04 GitLab
///   handbook,
/// Cells
///   Topology Service · 05 Rajan251/labs, lab-5-v1
/// - 06 williamntlam/self-healing-global-transaction-ledger · 07 openova-io/handbook · 08
///   SubhanshuMG/survival-grade-infra · 09 Guidance for a Multi-Region Microservice on AWS · 10 PagerDuty, outage
///   post-mortem of 2013-04-13
class APublicSystemTest {
    private static final Path FOLDER = Read.HOME.resolve("assess/src/test/resources/systems");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            01-training-videos                  | rto region training-videos UNATTAINABLE
            01-training-videos                  | rpo region training-videos AT_RISK
            01-training-videos                  | rto zone training-videos ATTAINABLE
            01-training-videos                  | MER-0143 data.users.backup
            01-training-videos                  | MER-0171 secrets.database.replicate
            02-catalog-stamps                   | rto region catalog ATTAINABLE
            02-catalog-stamps                   | availability always catalog ATTAINABLE
            02-catalog-stamps                   | availability always claim article AT_RISK
            02-catalog-stamps                   | rpo region catalog UNATTAINABLE
            02-catalog-stamps                   | rpo corruption catalog AT_RISK
            03-three-tier                       | rpo region claim no-loss UNATTAINABLE
            03-three-tier                       | rto region three-tier AT_RISK
            03-three-tier                       | MER-0132 regions.asia-south2.capacity
            04-topology-service                 | rpo region topology ATTAINABLE
            04-topology-service                 | rto region topology UNKNOWN
            04-topology-service                 | MER-0180 data.claims
            05-three-clouds                     | availability always payments-platform UNATTAINABLE
            05-three-clouds                     | rpo region payments UNATTAINABLE
            05-three-clouds                     | MER-0122 failover.control.in
            05-three-clouds                     | MER-0149 regions.eastus
            06-ledger-two-region-cockroach      | rto region ledger UNATTAINABLE
            06-ledger-two-region-cockroach      | MER-0126 data.ledger.voters
            06-ledger-two-region-cockroach      | MER-0131 data.transactions
            07-kubernetes-async-pair            | rto region platform AT_RISK
            07-kubernetes-async-pair            | MER-0134 failover.triggers.region-down.missing
            07-kubernetes-async-pair            | MER-0136 failover.control.in
            08-two-clouds-survival              | rto region shop UNATTAINABLE
            08-two-clouds-survival              | MER-0165 data.database.voters
            08-two-clouds-survival              | MER-0138 compute.version
            09-aws-active-active-microservices  | rpo region journey order ATTAINABLE
            09-aws-active-active-microservices  | rpo region journey cart ATTAINABLE
            09-aws-active-active-microservices  | rpo region journey browse UNATTAINABLE
            10-three-datacentres-quorum-outage  | rpo region dispatch ATTAINABLE
            10-three-datacentres-quorum-outage  | MER-0127 data.events.voters
            """)
    void is_judged_as_its_reader_expected(String system, String expected) {
        Assessment assessment = Read.file(FOLDER.resolve(system + ".yaml")).assessed();
        String verdicts = assessment.promises().stream()
                .map(promise -> promise.objective().text() + " "
                        + promise.disruption().map(Promise.Disruption::text).orElse("always")
                        + " " + promise.owner() + " " + promise.verdict())
                .collect(Collectors.joining("\n", "\n", "\n"));
        String findings = assessment.findings().stream()
                .map(finding -> finding.rule().id() + " " + finding.at() + "\n"
                        + finding.also().stream()
                                .map(at -> finding.rule().id() + " " + at)
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n", "\n", "\n"));
        assertThat(Objects.requireNonNull(verdicts) + findings)
                .contains("\n" + expected + (expected.startsWith("MER-") ? "" : "\n"));
    }
}
