package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.kubernetes.Kinds;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What users open where Google Cloud or Azure answer for names (ADR 29). As all that is written for these clouds
/// it is held to the schemas of their providers, and never planned.
@DisplayName("A name of another cloud")
class ANameOfAnotherCloudTest {
    private static final String GOOGLE = """
            meridian: 1
            application: shop
            regions:
              europe-west1: {role: primary, provider: gcp}
              us-central1: {role: active, provider: gcp}
            services:
              web:
                port: 8080
                health: /health
                image: ghcr.io/acme/web:1.4
                ingress: {kind: nginx, tls: true}
                loadBalancer: {affinity: sticky}
            compute: {platform: kubernetes}
            traffic:
              ttl: 30s
              entrances:
                web: {host: www.acme.test, providers: [google-cloud-dns], route: [geolocation, health]}
            failover: {probes: {web: {kind: http, to: web, path: /health, every: 10s, failures: 2}}}
            """;

    private static final String AZURE = GOOGLE.replace("europe-west1", "westeurope")
            .replace("us-central1", "eastus")
            .replace("provider: gcp", "provider: azure")
            .replace("google-cloud-dns", "azure-dns")
            .replace("geolocation", "latency");

    private static String ofGoogle(SequencedMap<String, String> files) {
        return file(files, "terraform/global-google/entrance-web.tf");
    }

    private static String ofAzure(SequencedMap<String, String> files) {
        return file(files, "terraform/global-azure/entrance-web.tf");
    }

    @Test
    void shares_an_address_of_azure_with_those_of_one_controller_only() {
        String two = AZURE.replace(
                        "compute:",
                        "  api: {port: 8081, health: /health, image: acme/api, ingress: {kind: traefik, tls: true}}\ncompute:")
                .replace("failover:", "    api: {host: api.acme.test, providers: [azure-dns]}\nfailover:");
        assertThat(Written.problems(two))
                .contains("MER-0099", "`traefik` takes requests here, and `nginx`", "`kind: nginx`");
        assertThat(Written.of(two.replace("kind: traefik", "kind: nginx"))).isNotEmpty();
    }

    @Test
    void leads_to_addresses_of_google_cloud_that_are_found_while_their_region_is_dead() {
        SequencedMap<String, String> files = Written.of(GOOGLE);
        assertThat(file(files, "terraform/regions/us-central1/entrances.tf"))
                .contains("resource \"google_compute_global_address\" \"web\"", "\"shop-us-central1-web\"");
        assertThat(ofGoogle(files))
                .contains(
                        "data \"google_compute_global_address\" \"web_us_central1\"",
                        "[data.google_compute_global_address.web_europe_west1.address]")
                .containsPattern("geo \\{\\s+location = \"us-central1\"")
                .containsPattern("name += \"us-central1\\.www\\.acme\\.test\\.\"")
                .containsPattern("managed_zone += var\\.zones\\[\"acme\\.test\"]")
                .containsPattern("ttl += 30\\b");
        assertThat(file(files, "terraform/ORDER").lines())
                .containsSubsequence("regions/europe-west1", "regions/us-central1", "global-google");
        assertThat(file(files, "README.md")).contains("export TF_VAR_zones='{\"acme.test\": \"…\"}'");
        assertThat(file(files, "UNRENDERED.md")).doesNotContain("`traffic.entrances");
    }

    /// Google asks addresses that are not of its own regions every 30 seconds at most often, from three places.
    @Test
    void leaves_out_a_region_of_google_cloud_that_does_not_serve() {
        assertThat(ofGoogle(Written.of(GOOGLE)))
                .containsPattern("check_interval_sec += 30\\b")
                .containsPattern("unhealthy_threshold += 2\\b")
                .containsPattern("source_regions += \\[\"[^\"]+\", \"[^\"]+\", \"[^\"]+\"]")
                .containsPattern("request_path += \"/health\"")
                .containsPattern("health_check = google_compute_health_check\\.web\\.id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [weighted]}, weights: {europe-west1: 70, us-central1: 30} | wrr \\{\\s+weight = 70
            [failover, health]} | primary \\{\\s+external_endpoints = \\[data.google_compute_global_address.web_europe_west1.address]
            [failover, health]} | backup_geo \\{\\s+location = "us-central1"
            """)
    void is_chosen_by_cloud_dns_as_the_file_says(String route, String pattern) {
        String text = GOOGLE.replace(
                "[geolocation, health]}", route.replace("]},", "],") + (route.contains("weights") ? "}" : ""));
        assertThat(ofGoogle(Written.of(text))).containsPattern(pattern);
    }

    @Test
    void has_one_certificate_of_google_that_is_proved_for_each_of_its_names() {
        SequencedMap<String, String> files = Written.of(GOOGLE);
        assertThat(ofGoogle(files))
                .contains("\"www.acme.test\"", "\"us-central1.www.acme.test\"", "\"europe-west1.www.acme.test\"")
                .containsPattern("matcher += \"PRIMARY\"");
        assertThat(ofGoogle(files).split("resource \"google_certificate_manager_dns_authorization\"", -1))
                .hasSize(4);
        assertThat(file(files, "terraform/global-google/tls.tf")).containsPattern("min_tls_version += \"TLS_1_2\"");
    }

    @Test
    void is_taken_in_a_cluster_of_google_cloud_by_a_gateway() {
        SequencedMap<String, String> files = Written.of(GOOGLE);
        String text = file(files, "kubernetes/overlays/us-central1/entrances.yaml");
        assertThat(text)
                .contains(
                        "kind: Gateway",
                        "networking.gke.io/certmap: shop-web",
                        "value: shop-us-central1-web",
                        "- us-central1.www.acme.test",
                        "type: GENERATED_COOKIE",
                        "cidr: \"35.191.0.0/16\"");
        Kinds.documents(text)
                .forEach(document -> assertThat(Kinds.faults(document))
                        .as("%s", document.get("kind"))
                        .isEmpty());
        assertThat(file(files, "terraform/regions/us-central1/cluster.tf")).contains("CHANNEL_STANDARD");
        assertThat(file(files, "kubernetes/README.md")).doesNotContain("AWS load balancer controller");
        assertThat(file(
                        Written.of(GOOGLE.replace("port: 8080", "port: 443")),
                        "kubernetes/overlays/us-central1/otherwise.yaml"))
                .contains("appProtocol: HTTPS");
    }

    @Test
    void is_led_by_traffic_manager_to_addresses_that_it_knows_by_name() {
        SequencedMap<String, String> files = Written.of(AZURE);
        assertThat(ofAzure(files))
                .containsPattern("traffic_routing_method += \"Performance\"")
                .containsPattern(
                        "target_resource_id += \".*/resourceGroups/shop-eastus/.*/publicIPAddresses/shop-eastus-entrance\"")
                .containsPattern("interval_in_seconds += 10\\b")
                .containsPattern("tolerated_number_of_failures += 1\\b")
                .containsPattern("name += \"host\"\\s+value += \"www.acme.test\"")
                .containsPattern("name += \"eastus\\.www\"")
                .containsPattern("name += \"www\"");
        assertThat(file(files, "terraform/regions/eastus/entrance.tf"))
                .containsPattern("domain_name_label += \"shop-eastus-[0-9a-f]{8}\"");
        assertThat(file(files, "terraform/regions/eastus/network.tf"))
                .containsPattern("source_address_prefix += \"Internet\"");
        assertThat(file(files, "terraform/ORDER").lines()).containsSubsequence("regions/eastus", "global-azure");
        assertThat(file(files, "UNRENDERED.md")).doesNotContain("`traffic.entrances");
    }

    /// What is of no region needs none to be alive: neither its state nor its group of resources is where users
    /// are.
    @ParameterizedTest
    @ValueSource(strings = {"westeurope", "eastus"})
    void is_kept_by_azure_in_no_region_that_it_leads_to(String region) {
        SequencedMap<String, String> files = Written.of(AZURE);
        assertThat(file(files, "terraform/global-azure/group.tf")).doesNotContain("\"" + region + "\"");
        Matcher account = Pattern.compile("storage_account_name += (\"\\w+\")")
                .matcher(file(files, "terraform/regions/" + region + "/terraform.tf"));
        assertThat(account.find()).isTrue();
        assertThat(file(files, "terraform/global-azure/terraform.tf")).doesNotContain(account.group(1));
        assertThat(file(files, "terraform/bootstrap-azure/states-swedencentral.tf"))
                .containsPattern("location += \"swedencentral\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [weighted], weights: {westeurope: 70, eastus: 30} | weight += 70
            [failover, health] | priority += 2
            """)
    void is_chosen_by_traffic_manager_as_the_file_says(String route, String pattern) {
        assertThat(ofAzure(Written.of(AZURE.replace("[latency, health]", route))))
                .containsPattern(pattern);
    }

    @Test
    void has_a_certificate_in_a_cluster_of_azure_that_users_can_trust() {
        SequencedMap<String, String> files = Written.of(AZURE);
        assertThat(file(files, "kubernetes/overlays/eastus/otherwise.yaml"))
                .contains("kind: ClusterIssuer", "name: shop-names", "- eastus.www.acme.test");
        assertThat(file(files, "terraform/regions/eastus/names.tf"))
                .contains("yamlencode", "\"DNS Zone Contributor\"", "system:serviceaccount:cert-manager:cert-manager");
        assertThat(file(files, "kubernetes/README.md"))
                .contains(
                        "output -raw issuer | kubectl apply -f -",
                        "azure-pip-name: shop-$REGION-entrance",
                        "on Azure its pods and its service account");
    }

    /// A third region that stands by, beside two that serve.
    @Test
    void leads_to_no_region_that_stands_by_and_says_so_by_its_line() {
        SequencedMap<String, String> files = Written.of(GOOGLE.replace(
                "us-central1: {role: active, provider: gcp}",
                "us-central1: {role: active, provider: gcp}\n" + "  asia-southeast1: {role: standby, provider: gcp}"));
        assertThat(file(files, "UNRENDERED.md"))
                .contains("| `traffic.entrances.web.host` |", "people have to lead it to `asia-southeast1`");
        files.forEach((path, text) -> {
            if (path.contains("terraform/global")) {
                assertThat(text).as(path).doesNotContain("location = \"asia-southeast1\"", "web_asia_southeast1");
            }
        });
    }

    @Test
    void says_by_line_what_its_cloud_cannot_do() {
        assertThat(file(Written.of(GOOGLE.replace("geolocation", "latency")), "UNRENDERED.md"))
                .contains("Cloud DNS measures nothing");
        assertThat(file(Written.of(AZURE.replace("latency, health", "geolocation, health")), "UNRENDERED.md"))
                .contains("Traffic Manager keeps sending users of a place");
        SequencedMap<String, String> closed = Written.of(AZURE.replace("    ingress: {kind: nginx, tls: true}\n", ""));
        assertThat(file(closed, "UNRENDERED.md")).contains("is an `ingress` with `tls: true`, and `web` has none");
        assertThat(file(Written.of(AZURE.replace(", tls: true", "")), "UNRENDERED.md"))
                .contains("is an `ingress` with `tls: true`");
        assertThat(file(Written.of(GOOGLE), "UNRENDERED.md"))
                .contains("`services.web.ingress.kind` | `nginx` | requests for a name that users open go");
        assertThat(file(Written.of(AZURE), "UNRENDERED.md")).doesNotContain("ingress");
        assertThat(closed).doesNotContainKey("terraform/global-azure/entrance-web.tf");
        assertThat(Written.problems(AZURE.replace("www.acme.test", "acme.test")))
                .contains("MER-0099", "top of its zone", "`www.acme.test`");
    }

    /// An entrance is of one cloud: the first of its providers that has a region.
    @Test
    void is_of_the_cloud_that_answers_for_it() {
        String two = GOOGLE.replace("services:", "  eu-west-1: {role: active}\nservices:")
                .replace("    web: {host", "    aws: {host: aws.acme.test, to: web}\n    web: {host");
        SequencedMap<String, String> files = Written.of(two);
        TreeSet<String> roots =
                new TreeSet<>(file(files, "terraform/ORDER").lines().toList());
        assertThat(roots).contains("global", "global-google");
        assertThat(ofGoogle(files)).doesNotContain("eu-west-1", "aws.acme.test");
        assertThat(file(files, "terraform/global/entrance-aws.tf")).doesNotContain("us-central1", "www.acme.test");
        assertThat(files).doesNotContainKey("terraform/global/entrance-web.tf");
        assertThat(file(files, "README.md")).doesNotContain("aws_route53_record.web_proof");
        assertThat(file(files, "UNRENDERED.md")).contains("it leads to regions of AWS, and to none of other clouds");
    }

    /// A zone may be held at two providers; nobody is told by that what each of them answers.
    @Test
    void that_another_cloud_answers_for_as_well_is_told_by_its_line() {
        String two = GOOGLE.replace(
                        "  us-central1", "  us-east-1: {role: active}\n  eu-west-1: {role: active}\n  us-central1")
                .replace("failover:", "    aws: {host: WWW.acme.test, to: web, providers: [route53]}\nfailover:");
        assertThat(Written.outcome(two).notices())
                .singleElement()
                .asString()
                .startsWith("x.yaml:20:")
                .contains("`www.acme.test` is the host of `web` as well")
                .contains("Google Cloud with europe-west1, us-central1", "AWS with us-east-1, eu-west-1")
                .contains("have to be copied into the other's zone");
        assertThat(Written.outcome(two.replace("WWW.acme", "shop.acme")).notices())
                .isEmpty();
    }

    @Test
    void changes_no_other_root_when_a_region_is_added() {
        for (String text : List.of(GOOGLE, AZURE)) {
            boolean isGoogle = text.equals(GOOGLE);
            SequencedMap<String, String> before = Written.of(text);
            SequencedMap<String, String> after = Written.of(text.replace(
                    "services:",
                    isGoogle
                            ? "  asia-east1: {role: active, provider: gcp}\nservices:"
                            : "  uksouth: {role: active, provider: azure}\nservices:"));
            TreeSet<String> changed = new TreeSet<>();
            before.forEach((path, written) -> {
                if (path.startsWith("terraform/regions/") && !written.equals(after.get(path))) {
                    changed.add(path);
                }
            });
            assertThat(changed).isEmpty();
        }
    }
}
