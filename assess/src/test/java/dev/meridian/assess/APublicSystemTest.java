package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Public systems of several kinds of clouds, described by readers with the documents alone. Each row is
/// a mistake or a fact that they wrote down before the file was judged. Sources:
///
/// - 01 Azure/reliable-web-app-pattern-java, 02 Azure/Mission-Critical-Online and the mission-critical baseline of
///   the Azure Architecture Center, 03 rahulvala07/Disaster-Recovery-for-GCP-3-Tier-Architecture, 04 GitLab
///   handbook, Cells Topology Service, 05 Rajan251/labs, lab-5-v1
/// - 06 williamntlam/self-healing-global-transaction-ledger, 07 openova-io/handbook, 08
///   SubhanshuMG/survival-grade-infra, 09 Guidance for a Multi-Region Microservice on AWS, 10 PagerDuty, outage
///   post-mortem of 2013-04-13
/// - 27 kala-techies/aks-multi-region-dr, 28 briandenicola/azure-multi-region-proof-of-concept, 29
///   mzazon/awesome-cloud-projects, 30 willsu/bfg-gke-multi-region-failover, 31 camunda/c8-multi-region, 32 MATIH,
///   disaster recovery, 33 Monzo, Stand-in, 34 brianmlasky-dev/multi-cloud-dr-platform, 35
///   msfidelis/aws-multi-region-disaster-recovery, 36 Wikimedia, Switch Datacenter
/// - 37 Azure-Samples/azure-spring-apps-multi-region, 38 infracodebase/azure-disaster-recovery, 39
///   wapfel20/cloudsql_cross-region_failover_2022, 40 misskecupbung/gcp-dr-cold-standby, 41
///   ogomezso/disaster-recovery-playground, 42 Kubernaut, production readiness, 43
///   syedtariq/multi-cloud-fintech-platform, 44 SkyRoute Ops, 45
///   evansosei0707/Multi-Region-DR-Orchestration-Platform, 46 Datadog, 8 March 2023
/// - 47 Azure Architecture Center, Multi-region web application, 48 the same, N-tier application in several
///   regions, 49 seanchatmangpt/ggen, 50 heggar/adyela, 51 bmscomp/dr, 52 henrigkroine/TEEI-CSR-Platform, 53
///   Rajan251/labs, lab-5-v1, Tier 1 (described anew), 54 higgidv/multi-cloud-portfolio, 55 Vercel, failover of
///   its control plane of 2025-07-24, 56 Botbynetz/Cloud-Infrastructure-Automation
/// - 57 2209aditya, Azure Kubernetes Service disaster recovery strategy, 58 jcornell3/tamshai-enterprise-ai, 59
///   guidance-for-resilient-data-applications-using-amazon-dynamodb, 60 bcgov/sso-switchover-agent, 61
///   gravitational/teleport, multi-region blueprint, 62 jeleel-muibi/hybridops.studio
/// - 63 gbassaragh/APEX, 64 rakeshkumarlb/docFactory, 65 erayguner/servicenow-ai, 66 henriqcod/voketag, 67
///   dislovelhl/acgs2, 68 cglendenning/percona-operator-eks, 69 ShubhamPatel2305/Multi-cloud-DR-pipeline, 70
///   c1oud9/3tier-terraform, 71 cedrickbyrd/securebase-app, 72 GitHub, 21 October 2018
/// - 73 DeepMalh44/ResiliencyPOC, 74 powerstacks-corp/App-Request-Portal-Releases, 75 khai-pi/pi-iac, 76
///   GitLab.com, disaster recovery, 77 jabbala/enterprise-multi-tenant-genai-platform, 78
///   BobbyBlanco400/nexus-cos, 79 bbarnes4318/hoppwhistle, 80 LucaCatalano23/MultiCloud-strategy---Reverse-DR, 81
///   cfeiteira73-cmd/yourgift, 82 Netflix, evacuation of a region
/// - 83 NHSDigital/nbs-appointments-management-service, 84
///   namphuongtran/pulumi-cloud-native-enterprise-platform, 85 Blockprod/AIPROD, 86
///   rishi10912/gcp-dr-multi-region, 87 vfiftyfive/k8spocalypse, 88 kenlasko/k8s, 89 silverdeath366/Cloud-Dr,
///   90 saidulIslam1602/Tele-Doctor, 91 gabriel-devops-portfolio/terraform-infra, 92 Cloudflare, outage of
///   the control plane and analytics of 2023-11-02
/// - 93 abdul-0987654321, a dating app on Azure, 94 rudironsoni/Synaxis, 95 Bayeko/BioNexus-mvp, 96
///   walduae101/siraj, 97 BrianCLong/summit, 98 ultramozg/pulumi, 100 andreaendigital (Gitea in two clouds),
///   101 jromeroa94/aws-cloud-portfolio, 102 OpenStreetMap.org, 103 cloud-sue/pj3_team_multicloud-dr-azure
/// - 104 AgenticPawan/PulseOne, 105 colincmac/aks-multiregion-internal, 106 Valliam/gcp-cell-platform, 107
///   divyamohan1993/vsbs, 108 nikolaospapagiannis/OpenMeet, 109 BudEcosystem/bud-runtime, 110 Salesforce NA14 of
///   May 2016, 111 david-yu/redpanda-operator-stretch-cross-cloud-beta, 112 aipilotbyjd/lnkflow-ai, 113
///   aws-samples/mwaa-disaster-recovery
class APublicSystemTest {
    private static final Path FOLDER = Read.HOME.resolve("assess/src/test/resources/systems");

    /// The verdicts and findings of each system, judged once for all its rows.
    private static final Map<String, String> JUDGED = new ConcurrentHashMap<>();

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
            27-aks-multi-region-dr              | rto region resilientops AT_RISK
            27-aks-multi-region-dr              | rpo region resilientops AT_RISK
            27-aks-multi-region-dr              | MER-0112 failover.order
            27-aks-multi-region-dr              | MER-0140 compute.registry.in
            28-azure-multi-region-poc           | rpo region keys UNATTAINABLE
            28-azure-multi-region-poc           | MER-0131 data.events
            29-gcp-alloydb-spanner-dr           | rto region shared-databases UNATTAINABLE
            29-gcp-alloydb-spanner-dr           | MER-0122
            30-gke-multi-region-failover        | rto region disk-demo UNATTAINABLE
            30-gke-multi-region-failover        | rpo zone disk-demo ATTAINABLE
            30-gke-multi-region-failover        | MER-0134
            31-camunda-dual-region              | rpo region camunda ATTAINABLE
            31-camunda-dual-region              | rto region camunda AT_RISK
            31-camunda-dual-region              | MER-0126
            32-platform-self-run-stores         | rto region journey control-plane UNKNOWN
            32-platform-self-run-stores         | MER-0131
            33-monzo-stand-in                   | rto region bank AT_RISK
            33-monzo-stand-in                   | MER-0131
            34-northstar-multi-cloud            | rto region northstar UNATTAINABLE
            34-northstar-multi-cloud            | rpo region northstar UNATTAINABLE
            34-northstar-multi-cloud            | MER-0120
            35-aws-multi-region-dr              | rto zone sales AT_RISK
            35-aws-multi-region-dr              | rto region sales UNATTAINABLE
            35-aws-multi-region-dr              | MER-0172
            36-wikimedia-switchover             | rto region journey edit UNKNOWN
            36-wikimedia-switchover             | rpo region journey edit UNATTAINABLE
            36-wikimedia-switchover             | rto region journey read AT_RISK
            37-azure-spring-apps                | rpo region petclinic UNATTAINABLE
            37-azure-spring-apps                | MER-0128
            38-azure-multi-tier-dr              | rto region webapp UNATTAINABLE
            38-azure-multi-tier-dr              | MER-0122
            38-azure-multi-tier-dr              | rpo planned claim lossless UNKNOWN
            38-azure-multi-tier-dr              | MER-0153
            39-cloudsql-failover                | rto region shop UNKNOWN
            39-cloudsql-failover                | MER-0137
            40-gcp-cold-standby                 | rto region dr-app UNATTAINABLE
            40-gcp-cold-standby                 | rpo region claim average NOT_JUDGED
            40-gcp-cold-standby                 | MER-0133
            41-kafka-playground                 | rpo region chuck UNKNOWN
            41-kafka-playground                 | MER-0202 data.events.replication.edges.north-west
            42-kubernaut                        | rto region kubernaut AT_RISK
            42-kubernaut                        | rpo corruption kubernaut UNKNOWN
            42-kubernaut                        | MER-0112
            43-multi-cloud-fintech              | rto region trading UNATTAINABLE
            43-multi-cloud-fintech              | MER-0131
            44-skyroute-ops                     | rto region skyroute UNATTAINABLE
            44-skyroute-ops                     | MER-0148
            45-dr-orchestration                 | rto region ecommerce UNATTAINABLE
            45-dr-orchestration                 | MER-0123
            46-datadog-2023                     | rto region datadog UNATTAINABLE
            46-datadog-2023                     | MER-0188
            47-azure-multi-region-web-app       | rto region journey upload UNATTAINABLE
            47-azure-multi-region-web-app       | rpo region orders AT_RISK
            47-azure-multi-region-web-app       | MER-0112 failover.order
            47-azure-multi-region-web-app       | MER-0131 data.jobs
            48-azure-n-tier-multi-region        | rto region tiers AT_RISK
            48-azure-n-tier-multi-region        | rpo planned claim planned ATTAINABLE
            48-azure-n-tier-multi-region        | MER-0112 failover.order
            48-azure-n-tier-multi-region        | MER-0137 failover.fence
            49-ggen-governors                   | rto region ggen UNKNOWN
            49-ggen-governors                   | rpo region ggen UNATTAINABLE
            49-ggen-governors                   | rto corruption ggen UNATTAINABLE
            49-ggen-governors                   | MER-0133 regions.europe-west1.capacity
            50-adyela                           | rto region adyela UNATTAINABLE
            50-adyela                           | rpo region claim sql-loss UNKNOWN
            50-adyela                           | MER-0112 failover.order
            50-adyela                           | MER-0210
            51-bmscomp-kafka                    | rto region backbone UNATTAINABLE
            51-bmscomp-kafka                    | MER-0165 data.events.voters
            51-bmscomp-kafka                    | MER-0210
            52-teei-csr                         | rto region teei UNATTAINABLE
            52-teei-csr                         | rpo region teei UNKNOWN
            52-teei-csr                         | MER-0137 failover.fence
            52-teei-csr                         | time always claim dns UNATTAINABLE
            53-rajan251-lab5                    | rto region payments UNATTAINABLE
            53-rajan251-lab5                    | rpo region payments-db UNATTAINABLE
            53-rajan251-lab5                    | MER-0122 failover.control.in
            53-rajan251-lab5                    | MER-0130
            54-higgidv-healthcare               | rpo region fhir UNKNOWN
            54-higgidv-healthcare               | MER-0122 failover.control.in
            54-higgidv-healthcare               | MER-0190 data.fhir.zones
            55-vercel-control-plane-failover    | rto region control-plane AT_RISK
            55-vercel-control-plane-failover    | rto region cdn UNKNOWN
            56-botbynetz                        | rto region platform UNATTAINABLE
            56-botbynetz                        | rpo region platform UNATTAINABLE
            56-botbynetz                        | MER-0122
            57-aks-dr-strategy                  | rto region fullstack AT_RISK
            57-aks-dr-strategy                  | time always claim moved ATTAINABLE
            57-aks-dr-strategy                  | MER-0112 failover.order
            57-aks-dr-strategy                  | MER-0132 regions.centralus.capacity
            58-tamshai-evacuation               | rto region tamshai UNATTAINABLE
            58-tamshai-evacuation               | MER-0133 regions.us-west1.capacity
            58-tamshai-evacuation               | MER-0190 data.postgres.zones
            59-dynamodb-arc                     | rto region orders AT_RISK
            59-dynamodb-arc                     | rpo region orders AT_RISK
            60-bcgov-sso-keycloak               | rpo corruption sso UNKNOWN
            60-bcgov-sso-keycloak               | MER-0112 failover.order
            60-bcgov-sso-keycloak               | MER-0137 failover.fence
            61-teleport-cockroachdb             | rpo region state ATTAINABLE
            61-teleport-cockroachdb             | rpo zone audit ATTAINABLE
            62-hybridops-dr-to-cloud            | MER-0137 failover.fence
            62-hybridops-dr-to-cloud            | MER-0143 data.platform-db.backup
            63-apex-estimates                   | rpo region apex UNATTAINABLE
            63-apex-estimates                   | MER-0140 services.backend.dependsOn.openai
            63-apex-estimates                   | MER-0213 objectives.rto
            63-apex-estimates                   | MER-0218 failover.triggers.declare.in
            64-readmeforge-india                | rto region readmeforge UNKNOWN
            64-readmeforge-india                | MER-0131 data.scan-jobs
            64-readmeforge-india                | MER-0137 failover.fence
            64-readmeforge-india                | MER-0108 objectives.availability
            65-servicenow-ai                    | rpo region servicenow-ai UNATTAINABLE
            65-servicenow-ai                    | MER-0107 data.backup
            66-voketag                          | rto region voketag UNATTAINABLE
            66-voketag                          | MER-0190 data.database.zones
            67-acgs2-multi-region               | rto region kafka UNATTAINABLE
            67-acgs2-multi-region               | MER-0129 data.postgresql
            67-acgs2-multi-region               | MER-0187 failover.steps.shift
            68-pxc-data-platform                | rto region data-platform UNKNOWN
            68-pxc-data-platform                | rpo corruption data-platform ATTAINABLE
            69-edtech-three-pools               | rpo region main ATTAINABLE
            69-edtech-three-pools               | MER-0133 regions.ap-southeast-1.capacity
            70-petclinic-aws-azure              | rpo region petclinic UNATTAINABLE
            70-petclinic-aws-azure              | rpo zone petclinic ATTAINABLE
            71-securebase                       | MER-0122 failover.control.in
            71-securebase                       | MER-0215 data.audit-logs.replication.alarmOnLag
            72-github-october-2018              | MER-0212 defects.distance
            72-github-october-2018              | MER-0137 failover.fence
            76-gitlab-com-recovery              | rpo region gitlab UNATTAINABLE
            76-gitlab-com-recovery              | MER-0133 regions.us-central1.capacity
            47-azure-multi-region-web-app       | MER-0131 data.messages.replication.via
            49-ggen-governors                   | rto region claim firestore UNKNOWN
            49-ggen-governors                   | MER-0153 data.receipts.replication.via
            50-adyela                           | rto region claim firestore-time UNKNOWN
            53-rajan251-lab5                    | rto region secrets UNATTAINABLE
            53-rajan251-lab5                    | rto region sessions ATTAINABLE
            56-botbynetz                        | rto region uploads ATTAINABLE
            75-gke-fleet-two-regions            | rto region journey stateless AT_RISK
            77-genai-opensearch-redis           | MER-0132 data.documents.members
            74-app-request-portal               | rto corruption app-request-portal AT_RISK
            83-nbs-manage-your-appointments     | MER-0132 compute.nodes.web-plan.count@ukwest
            83-nbs-manage-your-appointments     | MER-0131 data.messages
            83-nbs-manage-your-appointments     | MER-0137 failover.steps.stop-apps
            84-azure-platform-cold-standby      | rto region platform UNATTAINABLE
            84-azure-platform-cold-standby      | rpo region claim lost-hour ATTAINABLE
            84-azure-platform-cold-standby      | MER-0171 security.secrets.replicate
            84-azure-platform-cold-standby      | MER-0220 failover.failback.steps.export-import
            85-aiprod                           | rpo region claim regional UNATTAINABLE
            85-aiprod                           | MER-0108 objectives.availability
            85-aiprod                           | MER-0190 data.postgres.zones
            86-gcp-dr-demo                      | rto region claim traffic-failover UNATTAINABLE
            86-gcp-dr-demo                      | MER-0107 data.backups
            87-k8sdr                            | rto region claim scenario-2 UNATTAINABLE
            87-k8sdr                            | rpo region claim mongodb-rpo UNATTAINABLE
            87-k8sdr                            | MER-0107 data.velero
            88-laskonet                         | MER-0189 data.postgresql
            88-laskonet                         | MER-0132 services.ucdialplans.replicas@oracle-cloud
            88-laskonet                         | MER-0107 data.dumps
            89-cloudphoenix                     | rpo region cloudphoenix UNATTAINABLE
            89-cloudphoenix                     | MER-0187 failover.steps.replicate-db
            89-cloudphoenix                     | MER-0133 regions.eastus.capacity
            90-teledoctor                       | MER-0108 objectives.availability
            90-teledoctor                       | MER-0112 claims.readme-order.steps
            90-teledoctor                       | MER-0210 claims.recovery-site.value
            91-bank-workload                    | rpo region claim zero UNATTAINABLE
            91-bank-workload                    | MER-0187 failover.steps.restore-cluster
            91-bank-workload                    | MER-0107 data.velero
            91-bank-workload                    | MER-0123 traffic.entrances.workload.switch
            92-cloudflare                       | MER-0131 data.kafka
            92-cloudflare                       | MER-0107 data.clickhouse
            93-dating-app                       | rto region dating-app UNATTAINABLE
            93-dating-app                       | rto region claim critical UNATTAINABLE
            93-dating-app                       | rpo region postgres AT_RISK
            93-dating-app                       | MER-0112 failover.order
            93-dating-app                       | MER-0187 failover.steps.restart
            93-dating-app                       | MER-0137 failover.fence
            94-synaxis                          | rpo region synaxis UNATTAINABLE
            94-synaxis                          | rpo region claim cosmos-rpo UNATTAINABLE
            94-synaxis                          | MER-0107 data.postgresql
            94-synaxis                          | MER-0130 data.cosmos-eus.replication.mode
            95-bionexus                         | rto region bionexus UNATTAINABLE
            95-bionexus                         | rpo region claim audit-log UNATTAINABLE
            95-bionexus                         | MER-0107 data.bionexus-raw-data-prod
            95-bionexus                         | MER-0187 failover.steps.change-secret
            95-bionexus                         | MER-0143 data.database.backup
            95-bionexus                         | MER-0220 failover.failback.steps.copy-tables
            96-siraj                            | rto region claim quick UNATTAINABLE
            96-siraj                            | rpo region siraj UNATTAINABLE
            96-siraj                            | MER-0212 defects.wrong-backend
            97-intelgraph                       | rto region journey api UNATTAINABLE
            97-intelgraph                       | rto region neo4j UNATTAINABLE
            97-intelgraph                       | MER-0123 traffic.entrances.api.switch
            97-intelgraph                       | MER-0137 failover.fence
            98-strimzi                          | rpo region workload-kafka UNATTAINABLE
            98-strimzi                          | MER-0107 data.aurora
            98-strimzi                          | MER-0190 data.workload-kafka.members
            98-strimzi                          | MER-0109 data.workload-kafka.replication.target
            100-gitea                           | rto region gitea UNATTAINABLE
            100-gitea                           | rpo region gitea UNATTAINABLE
            100-gitea                           | MER-0107 data.repositories
            100-gitea                           | MER-0212 defects.no-first-load
            100-gitea                           | MER-0137 failover.fence
            101-portfolio-warm-standby          | rto region app UNATTAINABLE
            101-portfolio-warm-standby          | rpo region app AT_RISK
            101-portfolio-warm-standby          | MER-0123 failover.control.dependsOn
            101-portfolio-warm-standby          | MER-0112 failover.order
            102-openstreetmap                   | MER-0137 failover.fence
            102-openstreetmap                   | MER-0224 failover.failback
            103-kbeauty                         | rto region shop UNATTAINABLE
            103-kbeauty                         | MER-0212 defects.cdn-methods
            104-pulseone                        | rto region pulseone UNATTAINABLE
            104-pulseone                        | MER-0210 claims.vault-east
            104-pulseone                        | MER-0190 data.catalog.zones
            105-aks-multiregion-internal        | MER-0212 defects.start-withdraws
            105-aks-multiregion-internal        | MER-0210 claims.model-user
            106-gcp-cell-platform               | rto region acme UNATTAINABLE
            106-gcp-cell-platform               | MER-0122 applications.acme.failover.control.stateIn
            106-gcp-cell-platform               | MER-0187 applications.globex.failover.steps.repoint
            107-vsbs                            | MER-0129 data.logs
            107-vsbs                            | MER-0212 defects.no-alert
            108-openmeet                        | rpo zone openmeet UNATTAINABLE
            108-openmeet                        | MER-0212 defects.restart-name
            108-openmeet                        | MER-0137 failover.fence
            109-bud-ai-foundry                  | rpo region journey tier-1 UNATTAINABLE
            109-bud-ai-foundry                  | MER-0112 failover.order
            109-bud-ai-foundry                  | MER-0187 failover.steps.check-lag
            110-salesforce-na14                 | MER-0188 incidents.second
            110-salesforce-na14                 | MER-0212 defects.copies-damage
            111-redpanda-three-clouds           | MER-0127 data.topics.voters
            111-redpanda-three-clouds           | MER-0111 claims.converges.takes
            112-linkflow-free-tiers             | rpo region claim places UNATTAINABLE
            112-linkflow-free-tiers             | MER-0111 claims.detected
            113-mwaa-disaster-recovery          | MER-0134 failover.triggers.unhealthy.missing
            113-mwaa-disaster-recovery          | MER-0137 failover.fence
            113-mwaa-disaster-recovery          | MER-0202 data.metadata
            """)
    void is_judged_as_its_reader_expected(String system, String expected) {
        assertThat(JUDGED.computeIfAbsent(system, APublicSystemTest::judged))
                .contains("\n" + expected + (expected.startsWith("MER-") ? "" : "\n"));
    }

    private static String judged(String system) {
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
        return verdicts + findings;
    }
}
