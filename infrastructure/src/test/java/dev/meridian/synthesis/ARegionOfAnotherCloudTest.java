package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.provider.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written of regions of Google Cloud and Azure. There is no emulator of either here, and no mirror of
/// their providers: nothing of this was ever planned by Terraform. What is written is held to the schema of its
/// provider when it is written, and to the layout of `terraform fmt`.
@DisplayName("A region of another cloud")
class ARegionOfAnotherCloudTest {
    static final String GOOGLE = """
            meridian: 1
            application: shop
            regions:
              europe-west1: {role: primary, provider: gcp}
              us-central1: {role: active, provider: gcp}
            secrets: {payments: {}}
            services:
              web:
                port: 8080
                health: /health
                image: ghcr.io/acme/web:1.4
                runsOn: main
                secrets: [payments]
                ingress: {kind: nginx, tls: true}
                dependsOn: {orders: hard, carts: soft, files: soft}
            compute:
              platform: kubernetes
              nodes: {main: {count: 3..9}, models: {gpu: true, spot: true, count: 1..3}}
            data:
              orders: {kind: postgresql, runs: provider, replication: async, backup: {pointInTime: true}}
              carts: {kind: redis, runs: provider, clusterMode: true, replication: none}
              files: {kind: object, versioning: true, lifecycle: true, keep: 1y, replication: async}
            traffic: {entrances: {web: {host: www.acme.test, providers: [google-cloud-dns], route: [geolocation, health]}}}
            network: {flowLogs: true, nat: per-zone, peering: full-mesh, endpoints: provider-services}
            operations: {windows: {database: {at: Sun 04:00-05:00 UTC}, cache: {at: Sun 05:00-06:00 UTC}}}
            """;

    static final String AZURE = GOOGLE.replace("europe-west1", "westeurope")
            .replace("us-central1", "eastus")
            .replace("gcp", "azure")
            .replace("google-cloud-dns", "azure-dns")
            .replace("geolocation", "latency")
            .replace("flowLogs", "acls")
            .replace("lifecycle: true", "tiering: intelligent");

    private static final String EACH = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              europe-west1: {role: active, provider: gcp}
              westeurope: {role: active, provider: azure}
            services: {web: {port: 8080, health: /health}}
            compute: {platform: kubernetes}
            network: {peering: full-mesh}
            """;

    private static final Pattern RESOURCE = Pattern.compile("(?m)^resource \"(\\w+)\" ");

    /// The types that are written in small examples, and where.
    static SequencedMap<String, String> types() {
        SequencedMap<String, String> types = new TreeMap<>();
        types(GOOGLE).forEach(type -> types.put(type, "an example of Google Cloud"));
        types(AZURE).forEach(type -> types.put(type, "an example of Azure"));
        return types;
    }

    private static TreeSet<String> types(String text) {
        TreeSet<String> types = new TreeSet<>();
        Written.of(text).values().forEach(file -> {
            for (Matcher found = RESOURCE.matcher(file); found.find(); ) {
                types.add(found.group(1));
            }
        });
        return types;
    }

    /// Whether a root is of none of AWS.
    ///
    /// @param folder where everything has been laid
    static boolean isOfAnother(Path folder, String root) {
        try {
            Path setup = folder.resolve("terraform").resolve(root).resolve("terraform.tf");
            return !Files.readString(setup).contains("hashicorp/aws");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every file of an example of each, word for word. After a change run with `-Dmeridian.golden.update=true`
    /// and read the difference.
    @ParameterizedTest
    @ValueSource(strings = {"google", "azure"})
    void is_what_it_was(String name) throws IOException {
        Path folder = Written.HOME
                .resolve("infrastructure/src/test/resources/written")
                .resolve(name);
        SequencedMap<String, String> files = Written.of(name.equals("google") ? GOOGLE : AZURE);
        files.keySet().removeIf(path -> path.startsWith("kubernetes/base/"));
        if (Boolean.getBoolean("meridian.golden.update")) {
            Written.lay(files, folder);
        }
        for (var file : files.entrySet()) {
            assertThat(file.getValue()).as(file.getKey()).isEqualTo(Files.readString(folder.resolve(file.getKey())));
        }
        try (Stream<Path> kept = Files.walk(folder)) {
            assertThat(kept.filter(Files::isRegularFile)
                            .map(path -> folder.relativize(path).toString()))
                    .containsExactlyInAnyOrderElementsOf(files.keySet());
        }
    }

    @Test
    void has_only_types_that_its_provider_has() {
        assertThat(types(GOOGLE)).isNotEmpty().allMatch(Schema.google()::has);
        assertThat(types(AZURE)).isNotEmpty().allMatch(Schema.azure()::has);
    }

    /// What every root is held to when it is written; what is seen here is that it would be seen.
    @Test
    void is_held_to_the_schema_of_its_provider_which_finds_what_is_wrong() {
        Block bucket = Block.resource("google_storage_bucket", "files").set("name", "files");
        assertThat(Schema.google().faults(bucket)).containsExactly("google_storage_bucket.files: needs location");
        assertThat(Schema.google().faults(bucket.set("location", "EU").set("colour", "red")))
                .containsExactly("google_storage_bucket.files.colour: there is no such attribute");
        assertThat(Schema.azure()
                        .faults(Block.resource("azurerm_public_ip", "out")
                                .set("name", "out")
                                .set("resource_group_name", "shop")
                                .set("location", "eastus")
                                .set("allocation_method", Expression.texts(List.of("Static")))))
                .containsExactly("azurerm_public_ip.out.allocation_method: is no \"string\"");
        assertThat(Schema.azure().faults(bucket))
                .containsExactly("google_storage_bucket.files: the provider has no type google_storage_bucket");
    }

    @Test
    void needs_nothing_of_the_other_clouds() {
        SequencedMap<String, String> files = Written.example("mahavishnu");
        assertThat(files.keySet())
                .contains(
                        "terraform/regions/us-central1/cluster.tf",
                        "terraform/regions/asia-southeast1/cluster.tf",
                        "terraform/regions/westeurope/cluster.tf",
                        "terraform/regions/southeastasia/cluster.tf",
                        "terraform/links/us-central1--europe-west1/peering.tf",
                        "terraform/links/eastus--westeurope/peering.tf");
        files.forEach((path, text) -> {
            if (path.endsWith("/terraform.tf")) {
                assertThat(Stream.of("hashicorp/aws", "hashicorp/google", "hashicorp/azurerm")
                                .filter(text::contains))
                        .as(path)
                        .hasSize(1);
            }
            if (path.matches("terraform/(regions/(us-central1|europe-west1|asia-southeast1)|bootstrap-google)/.*")) {
                assertThat(text).as(path).doesNotContain("aws_", "azurerm", "us-east-1", "backend \"s3\"");
            }
            if (path.matches("terraform/(regions/(eastus|westeurope|southeastasia)|bootstrap-azure)/.*")) {
                assertThat(text).as(path).doesNotContain("aws_", "google", "us-east-1", "backend \"s3\"");
            }
        });
    }

    @Test
    void leaves_every_line_of_other_roots_as_it_is_when_it_is_added() {
        SequencedMap<String, String> three = Written.of(EACH);
        SequencedMap<String, String> five = Written.of(EACH.replace(
                "services:",
                "  asia-east1: {role: active, provider: gcp}\n  eastus: {role: active, provider: azure}\nservices:"));
        TreeSet<String> changed = new TreeSet<>();
        three.forEach((path, text) -> {
            if (!text.equals(five.get(path))) {
                changed.add(path);
            }
        });
        assertThat(changed)
                .containsExactly(
                        ".github/checkov.yaml",
                        ".github/workflows/apply.yml",
                        ".github/workflows/check.yml",
                        ".github/workflows/drift.yml",
                        "README.md",
                        "UNRENDERED.md",
                        "diagrams/README.md",
                        "diagrams/overview.mmd",
                        "diagrams/overview.svg",
                        "meridian.lock",
                        "runbooks/dr-plan.md",
                        "runbooks/region-loss.md",
                        "terraform/ORDER");
    }

    private static String account(SequencedMap<String, String> files, String region) {
        Matcher name = Pattern.compile("name += \"(\\w+)\"")
                .matcher(file(files, "terraform/bootstrap-azure/states-" + region + ".tf"));
        assertThat(name.find()).isTrue();
        return name.group(1);
    }

    @Test
    void keeps_no_state_in_its_own_region_alone() {
        SequencedMap<String, String> google = Written.of(GOOGLE);
        assertThat(file(google, "terraform/bootstrap-google/states.tf"))
                .containsPattern("location += \"EU\"")
                .containsPattern("location += \"europe\"");
        assertThat(file(google, "terraform/regions/us-central1/terraform.tf"))
                .contains("backend \"gcs\"", "prefix = \"regions/us-central1\"");
        SequencedMap<String, String> azure = Written.of(AZURE);
        assertThat(file(azure, "terraform/regions/westeurope/terraform.tf")).contains(account(azure, "westeurope"));
        assertThat(file(azure, "terraform/regions/eastus/terraform.tf")).contains(account(azure, "eastus"));
        assertThat(file(azure, "terraform/bootstrap-azure/states-westeurope.tf"))
                .containsPattern("location += \"westeurope\"");
        assertThat(file(azure, "terraform/bootstrap-azure/states-eastus.tf"))
                .containsPattern("location += \"eastus\"")
                .containsPattern("account_replication_type += \"RAGZRS\"")
                .contains("Azure copies it to westus");
    }

    /// Azure pairs it with none, so nothing of it is copied unless somebody says so.
    @Test
    void copies_the_state_of_a_region_without_a_pair_to_an_account_elsewhere() {
        String states = file(
                Written.of(AZURE.replace("westeurope", "polandcentral")),
                "terraform/bootstrap-azure/states-polandcentral.tf");
        assertThat(states)
                .containsPattern("location += \"polandcentral\"")
                .containsPattern("location += \"westeurope\"")
                .containsPattern("account_replication_type += \"ZRS\"")
                .containsPattern("change_feed_enabled += true")
                .contains("\"azurerm_storage_object_replication\" \"polandcentral\"")
                .doesNotContain("pairs westeurope")
                .doesNotContain("GRS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "azure"})
    void has_no_password_anywhere_and_no_project_or_subscription_of_its_own(String name) {
        Written.of(name.equals("google") ? GOOGLE : AZURE).forEach((path, text) -> {
            if (path.endsWith(".tf")) {
                assertThat(text.replaceAll("password_auth_enabled += false", ""))
                        .as(path)
                        .doesNotContain("password", "access_key =")
                        .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-");
            }
        });
        String setup = name.equals("google") ? "us-central1" : "eastus";
        assertThat(file(
                        Written.of(name.equals("google") ? GOOGLE : AZURE),
                        "terraform/regions/" + setup + "/variables.tf"))
                .doesNotContain("default");
    }

    @Test
    void opens_no_cluster_and_no_store_to_the_internet() {
        SequencedMap<String, String> google = Written.of(GOOGLE);
        assertThat(file(google, "terraform/regions/us-central1/cluster.tf"))
                .containsPattern("enable_private_endpoint += true")
                .containsPattern("enable_private_nodes += true");
        assertThat(file(google, "terraform/regions/us-central1/database-orders.tf"))
                .containsPattern("ipv4_enabled += false")
                .containsPattern("ssl_mode += \"ENCRYPTED_ONLY\"");
        assertThat(file(google, "terraform/regions/us-central1/objects-files.tf"))
                .containsPattern("public_access_prevention += \"enforced\"");
        SequencedMap<String, String> azure = Written.of(AZURE);
        assertThat(file(azure, "terraform/regions/eastus/cluster.tf"))
                .containsPattern("private_cluster_enabled += true")
                .containsPattern("local_account_disabled += true");
        for (String store : List.of("database-orders", "objects-files")) {
            assertThat(file(azure, "terraform/regions/eastus/" + store + ".tf"))
                    .containsPattern("public_network_access_enabled += false");
        }
        assertThat(file(azure, "terraform/regions/eastus/cache-carts.tf"))
                .containsPattern("public_network_access += \"Disabled\"");
    }

    /// AKS marks machines that Azure may take away, whether somebody says so or not.
    @Test
    void runs_what_is_to_run_on_machines_that_azure_may_take_away() {
        String text = AZURE.replace("runsOn: main", "runsOn: models");
        assertThat(file(Written.of(text), "terraform/regions/eastus/nodes.tf"))
                .contains("\"kubernetes.azure.com/scalesetpriority=spot:NoSchedule\"");
        assertThat(file(Written.of(text), "kubernetes/overlays/eastus/otherwise.yaml"))
                .contains("key: nvidia.com/gpu", "key: kubernetes.azure.com/scalesetpriority");
        assertThat(file(Written.of(AZURE), "kubernetes/overlays/eastus/otherwise.yaml"))
                .doesNotContain("tolerations");
        assertThat(file(
                        Written.of(GOOGLE.replace("runsOn: main", "runsOn: models")),
                        "kubernetes/overlays/us-central1/otherwise.yaml"))
                .doesNotContain("tolerations");
    }

    /// Its vault lets nobody in but by addresses and subnets that it knows.
    @Test
    void lets_a_cluster_that_asks_a_vault_reach_it_and_no_other() {
        String text = AZURE.replace(", endpoints: provider-services", "");
        assertThat(file(Written.of(text), "terraform/regions/eastus/keys.tf"))
                .contains("virtual_network_subnet_ids = [azurerm_subnet.machines.id]");
        assertThat(file(Written.of(text), "terraform/regions/eastus/network.tf"))
                .containsPattern("service_endpoints += \\[\"Microsoft.KeyVault\"\\]");
        assertThat(file(Written.of(EACH), "terraform/regions/westeurope/keys.tf"))
                .doesNotContain("virtual_network_subnet_ids");
        assertThat(file(Written.of(EACH), "terraform/regions/westeurope/network.tf"))
                .doesNotContain("service_endpoints");
    }

    /// Of several addresses, whose order the cloud does not promise.
    @ParameterizedTest
    @CsvSource({"true, CONNECTION_TYPE_DISCOVERY", "false, CONNECTION_TYPE_PRIMARY"})
    void tells_services_by_which_address_a_cache_begins(String isCluster, String kind) {
        assertThat(file(
                        Written.of(GOOGLE.replace("clusterMode: true", "clusterMode: " + isCluster)),
                        "terraform/regions/us-central1/told.tf"))
                .containsPattern("one\\(matchkeys\\([^)]*\\[\"" + kind + "\"\\]");
    }

    @Test
    void finds_whom_a_database_follows_by_name_and_leaves_a_promoted_one_alone() {
        assertThat(file(Written.of(GOOGLE), "terraform/regions/us-central1/database-orders.tf"))
                .containsPattern("master_instance_name += \"shop-europe-west1-orders\"")
                .containsPattern("ignore_changes = \\[\\s*master_instance_name,")
                .doesNotContain("backup_configuration {", "maintenance_window {", "google_sql_database\"");
        assertThat(file(Written.of(AZURE), "terraform/regions/eastus/database-orders.tf"))
                .containsPattern(
                        "resourceGroups/shop-westeurope/.*/flexibleServers/shop-westeurope-orders-[0-9a-f]{8}\"")
                .contains("source_server_id, replication_role")
                .doesNotContain("high_availability {");
        assertThat(file(Written.of(GOOGLE), "terraform/ORDER").lines())
                .containsSubsequence("bootstrap-google", "regions/europe-west1", "regions/us-central1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            google | {}                              | 7d  | db-custom-2-8192        | disk_size += 100
            google | {connections: 2000}             | 7d  | db-custom-8-32768       | edition += "ENTERPRISE"
            google | {connections: 2000}             | 14d | db-perf-optimized-N-4   | edition += "ENTERPRISE_PLUS"
            google | {iops: 20000}                   | 7d  | db-custom-16-65536      | disk_size += 667
            azure  | {}                              | 7d  | GP_Standard_D2ds_v5     | storage_tier += "P10"
            azure  | {iops: 5000}                    | 7d  | GP_Standard_D4ds_v5     | storage_tier += "P30"
            azure  | {connections: 4985}             | 7d  | GP_Standard_D16ds_v5    | max_connections += "5000"
            azure  | {iops: 16000}                   | 7d  | GP_Standard_D16ds_v5    | storage_tier += "P60"
            """)
    void takes_the_smallest_machine_and_disk_that_bear_what_is_asked(
            String cloud, String limits, String keep, String machine, String disk) {
        String text = (cloud.equals("google") ? GOOGLE : AZURE)
                .replace("backup: {pointInTime: true}", "backup: {keep: " + keep + "}, limits: " + limits);
        assertThat(file(
                        Written.of(text),
                        "terraform/regions/" + (cloud.equals("google") ? "europe-west1" : "westeurope")
                                + "/database-orders.tf"))
                .contains("\"" + machine + "\"")
                .containsPattern(disk);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            google | limits: {iops: 70000}    | 60000 accesses to disk in a second (db-custom-96
            azure  | limits: {iops: 30000}    | no database of the cloud bears
            azure  | limits: {connections: 5000} | has 4985 connections
            google | backup: {keep: 60d}      | to be kept for 60 days
            """)
    void refuses_what_no_database_of_it_does(String cloud, String asks, String what) {
        String text = (cloud.equals("google") ? GOOGLE : AZURE).replace("backup: {pointInTime: true}", asks);
        assertThat(Written.problems(text)).contains("MER-0099").contains(what);
    }

    @Test
    void refuses_a_network_that_is_too_small_for_it() {
        assertThat(Written.problems(GOOGLE.replace(
                        "{role: active, provider: gcp}", "{role: active, provider: gcp, cidr: 10.9.0.0/21}")))
                .contains("MER-0099", "x.yaml:5:", "too small", "/16 to /20");
    }

    @Test
    void says_by_line_what_is_written_for_aws_alone() {
        String page = file(
                Written.of(EACH.replace(
                        "network:",
                        "data: {carts: {kind: dynamodb, replication: provider}, orders: {kind: postgresql, runs: provider,"
                                + " replication: async}}\nobservability: {alarms: [health-checks]}\nnetwork:")),
                "UNRENDERED.md");
        assertThat(page)
                .contains(
                        "`network.peering.shape` | `full-mesh` | networks of one cloud are peered",
                        "`data.carts.kind` | `dynamodb` | written for its regions of AWS",
                        "`data.orders.replication.mode` | `async` | no cloud lets what it operates follow another's",
                        "`observability.alarms` | `[health-checks]` | written for regions of AWS")
                .doesNotContain("`data.orders.kind`", ".provider`");
    }

    /// Within one cloud something is copied, or nothing is; each is said of each cloud.
    @Test
    void says_of_each_cloud_what_is_copied_in_it() {
        String page = file(Written.example("mahavishnu"), "UNRENDERED.md");
        String copied = "in AWS what is written in us-east-1 is copied to eu-west-1 and ap-southeast-1";
        String alone =
                "in Google Cloud each of us-central1, europe-west1 and asia-southeast1 has one of its own, and nothing is"
                        + " copied; in Azure each of eastus, westeurope and southeastasia has one of its own";
        assertThat(row(page, "main")).contains(copied, alone);
        assertThat(row(page, "files")).contains(copied, alone);
        assertThat(row(page, "cache")).contains("in AWS each of us-east-1, eu-west-1 and ap-southeast-1 has", alone);
    }

    private static String row(String page, String store) {
        return page.lines()
                .filter(line -> line.contains("`data." + store + ".replication.mode`"))
                .findFirst()
                .orElse("");
    }

    @Test
    void copies_objects_in_a_root_of_the_pair_that_asks_neither_region() {
        SequencedMap<String, String> google = Written.of(GOOGLE.replace("peering: full-mesh, ", ""));
        assertThat(file(google, "terraform/links/europe-west1--us-central1/objects.tf"))
                .contains("replication_spec")
                .containsPattern("gcs_data_source \\{\n +bucket_name = \"shop-europe-west1-files-")
                .containsPattern("gcs_data_sink \\{\n +bucket_name = \"shop-us-central1-files-");
        assertThat(google).doesNotContainKey("terraform/links/europe-west1--us-central1/peering.tf");
        assertThat(file(google, "terraform/bootstrap-google/copies.tf")).contains("roles/pubsub.editor");
        SequencedMap<String, String> azure = Written.of(AZURE);
        assertThat(file(azure, "terraform/links/westeurope--eastus/objects.tf"))
                .containsPattern("source_storage_account_id += \".*resourceGroups/shop-westeurope/")
                .containsPattern("destination_storage_account_id += \".*resourceGroups/shop-eastus/");
        assertThat(file(azure, "terraform/regions/westeurope/objects-files.tf"))
                .containsPattern("change_feed_enabled += true");
        assertThat(file(azure, "terraform/regions/eastus/objects-files.tf"))
                .containsPattern("change_feed_enabled += false");
        assertThat(file(azure, "UNRENDERED.md")).doesNotContain("`data.files.replication");
    }

    @Test
    void says_by_line_what_it_does_otherwise() {
        String google = file(
                Written.of(GOOGLE.replace("main: {count: 3..9}", "main: {types: [n2-standard-4, e2-standard-4]}")
                        .replace("{flowLogs: true,", "{acls: true, subnets: [public, private, database],")),
                "UNRENDERED.md");
        assertThat(google)
                .contains(
                        "`compute.nodes.main.types` | `[n2-standard-4, e2-standard-4]` | machines of a group are of one",
                        "`network.acls` | `true` | Google Cloud has no rules of subnets",
                        "`network.subnets` | `[public, private, database]` | subnets of other clouds are of a region");
        String azure = file(
                Written.of(AZURE.replace("{acls: true, nat: per-zone,", "{flowLogs: true, nat: none,")
                        .replace("backup: {pointInTime: true}", "zones: 2, insights: true")),
                "UNRENDERED.md");
        assertThat(azure)
                .contains(
                        "`network.flowLogs` | `true` | Azure writes them into an account of storage",
                        "`network.nat` | `none` | machines of AKS fetch",
                        "`data.orders.zones` | `2` | a follower of Azure has no standby",
                        "`data.orders.insights` | `true` | not written for Azure");
    }

    @Test
    void writes_down_who_did_what_as_far_as_the_file_wants_it() {
        SequencedMap<String, String> some = Written.of(EACH);
        assertThat(some).doesNotContainKey("terraform/bootstrap-google/audit.tf");
        assertThat(file(some, "terraform/regions/westeurope/logs.tf")).contains("\"kube-audit-admin\"");
        SequencedMap<String, String> all = Written.example("mahavishnu");
        assertThat(file(all, "terraform/bootstrap-google/audit.tf"))
                .contains("allServices", "\"DATA_READ\"", "\"DATA_WRITE\"")
                .containsPattern("retention_days += 365");
        assertThat(file(all, "terraform/bootstrap-azure/audit.tf"))
                .contains("\"/subscriptions/${var.subscription_id}\"", "\"Administrative\"");
        assertThat(file(all, "terraform/regions/westeurope/logs.tf")).contains("\"kube-audit\"", "\"AuditEvent\"");
        assertThat(file(all, "UNRENDERED.md")).doesNotContain("`security.auditLog`");
    }

    @Test
    void takes_machines_of_its_own_cloud_alone() {
        SequencedMap<String, String> files = Written.of(
                EACH.replace("platform: kubernetes", "platform: kubernetes, nodes: {main: {types: m5.xlarge}}"));
        assertThat(file(files, "terraform/regions/europe-west1/nodes.tf")).contains("\"e2-standard-2\"");
        assertThat(file(files, "terraform/regions/westeurope/nodes.tf")).contains("\"Standard_D2s_v5\"");
        assertThat(file(files, "terraform/regions/eu-west-1/nodes.tf")).contains("\"m5.xlarge\"");
        assertThat(file(files, "UNRENDERED.md"))
                .contains("`compute.nodes.main.types` | `[m5.xlarge]` | not all are machines of Google Cloud");
        assertThat(file(
                        Written.of(
                                EACH.replace("platform: kubernetes", "platform: kubernetes, nodes: {main: {}}")
                                        .replace(
                                                "active, provider: gcp",
                                                "active, provider: gcp, overrides: {compute: {nodes: {main: {types: n2-standard-4}}}}")),
                        "terraform/regions/europe-west1/nodes.tf"))
                .contains("\"n2-standard-4\"");
    }

    @Test
    void tells_its_cluster_by_the_same_names_where_stores_and_secrets_are() {
        SequencedMap<String, String> google = Written.of(GOOGLE);
        for (String name : List.of("shop-us-central1-orders-host", "shop-us-central1-carts-host")) {
            assertThat(file(google, "terraform/regions/us-central1/told.tf")).contains("\"" + name + "\"");
            assertThat(file(google, "kubernetes/overlays/us-central1/cloud.yaml"))
                    .contains("key: " + name);
        }
        assertThat(file(google, "terraform/regions/us-central1/told.tf")).contains("\"shop-payments\"");
        assertThat(file(google, "kubernetes/overlays/us-central1/otherwise.yaml"))
                .contains("key: shop-payments");
        SequencedMap<String, String> azure = Written.of(AZURE);
        Matcher vault =
                Pattern.compile("name += \"(shop\\w+)\"").matcher(file(azure, "terraform/regions/eastus/keys.tf"));
        assertThat(vault.find()).isTrue();
        assertThat(file(azure, "kubernetes/overlays/eastus/cloud.yaml"))
                .contains("https://" + vault.group(1) + ".vault.azure.net", "key: shop-eastus-orders-host");
        assertThat(file(azure, "terraform/regions/eastus/told.tf")).contains("\"shop-eastus-orders-host\"");
    }
}
