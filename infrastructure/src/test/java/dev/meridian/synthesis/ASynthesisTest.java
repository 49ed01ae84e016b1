package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.terraform.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What is written of a topology, as whoever reviews it relies on it.
@DisplayName("A synthesis")
class ASynthesisTest {
    private static final Path KEPT = Written.HOME.resolve("infrastructure/src/test/resources/written");
    private static final List<String> SYSTEMS = Written.SYSTEMS;

    private static final String THREE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
              ap-southeast-1: {role: active}
            services: {web: {port: 8080, health: /health}}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            data: {orders: {kind: postgresql, runs: provider, replication: async, backup: {copyTo: all}},
              files: {kind: object, replication: async, keep: 1y},
              carts: {kind: dynamodb, replication: provider}}
            network: {peering: full-mesh, acls: true, flowLogs: true, endpoints: provider-services}
            """;

    /// Every file of two examples, word for word. After a change run with `-Dmeridian.golden.update=true` and read
    /// the difference.
    @ParameterizedTest
    @FieldSource("KEPT_WHOLE")
    void is_what_it_was(String name) throws IOException {
        SequencedMap<String, String> files = Written.example(name);
        Path folder = KEPT.resolve(name);
        if (Boolean.getBoolean("meridian.golden.update")) {
            Written.lay(files, folder);
        }
        for (var file : files.entrySet()) {
            assertThat(file.getValue()).isEqualTo(Files.readString(folder.resolve(file.getKey())));
        }
        try (Stream<Path> kept = Files.walk(folder)) {
            assertThat(kept.filter(Files::isRegularFile)
                            .map(path -> folder.relativize(path).toString()))
                    .containsExactlyInAnyOrderElementsOf(files.keySet());
        }
    }

    @SuppressWarnings("unused")
    private static final List<String> KEPT_WHOLE = List.of("genai-demo", "richesreach");

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void is_the_same_bytes_again(String name) {
        assertThat(Written.example(name)).isEqualTo(Written.example(name));
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void has_no_placeholder_account_or_password(String name) {
        Written.example(name)
                .forEach((path, text) -> assertThat(text)
                        .as(path)
                        .doesNotContainPattern(
                                "(?i)\\b(t[o]do|f[i]xme|change-?me|place[h]older|x{3,}|example\\.(com|org|net))\\b")
                        .doesNotContainPattern("(?i)\\byour-?(domain|company|account|org)")
                        .doesNotContainPattern("\\b\\d{12}\\b")
                        .doesNotContainPattern("(?i)password\\s*=\\s*\""));
    }

    @Test
    void leaves_every_line_of_other_regions_as_it_is_when_a_region_is_added() {
        SequencedMap<String, String> three = Written.of(THREE);
        SequencedMap<String, String> four =
                Written.of(THREE.replace("services:", "  sa-east-1: {role: active}\nservices:"));
        TreeSet<String> changed = new TreeSet<>();
        three.forEach((path, text) -> {
            // Pages for people name every region.
            if (!path.startsWith("runbooks/") && !text.equals(four.get(path))) {
                changed.add(path);
            }
        });
        TreeSet<String> added = new TreeSet<>(four.keySet());
        added.removeAll(three.keySet());
        assertThat(changed)
                .containsExactly(
                        ".github/workflows/apply.yml",
                        ".github/workflows/check.yml",
                        ".github/workflows/drift.yml",
                        ".github/workflows/health.yml",
                        "README.md",
                        "SECURITY.md",
                        "UNRENDERED.md",
                        "diagrams/README.md",
                        "diagrams/overview.mmd",
                        "diagrams/overview.svg",
                        "meridian.lock",
                        "terraform/ORDER",
                        "terraform/global/copies-eu-west-1/objects-files.tf",
                        "terraform/global/entrance-web.tf");
        assertThat(added)
                .isNotEmpty()
                .contains("terraform/bootstrap/sa-east-1/states.tf")
                .allMatch(path -> path.startsWith("terraform/regions/sa-east-1/")
                        || path.startsWith("terraform/bootstrap/sa-east-1/")
                        || path.startsWith("diagrams/sa-east-1.")
                        || path.matches("terraform/links/[a-z0-9-]+--sa-east-1/.*"));
    }

    @Test
    void works_in_no_region_that_a_root_is_not_about() {
        Written.of(THREE).forEach((path, text) -> {
            if (path.endsWith("/providers.tf") && path.startsWith("terraform/regions/")) {
                String region = path.split("/")[2];
                assertThat(text.lines().filter(line -> line.strip().startsWith("region")))
                        .as(path)
                        .allMatch(line -> line.endsWith("\"" + region + "\""));
            }
        });
    }

    /// What all regions have together may be changed where the file has no region: then one of its own keeps it.
    @Test
    void keeps_the_state_of_every_root_in_a_region_that_it_asks_and_a_copy_in_another() {
        SequencedSet<String> ofAll = new TreeSet<>();
        Stream.concat(SYSTEMS.stream().map(Written::roots), Stream.of(Written.roots("x.yaml", THREE)))
                .forEach(roots -> {
                    for (Root root : roots) {
                        root.keeper()
                                .filter(keeper -> !root.regions().contains(keeper))
                                .ifPresent(_ -> ofAll.add(root.path() + " of "
                                        + roots.stream()
                                                .map(Root::path)
                                                .filter(path -> path.startsWith("regions/"))
                                                .findFirst()
                                                .orElse("")));
                    }
                    roots.stream()
                            .flatMap(root -> root.keeper().stream())
                            .distinct()
                            .forEach(keeper -> assertThat(roots.stream()
                                            .filter(root -> isCopied(root, keeper))
                                            .map(Root::path))
                                    .as("what copies the states in " + keeper)
                                    .hasSize(1)
                                    .allMatch(path -> path.equals("bootstrap") || path.equals("bootstrap/" + keeper)));
                });
        assertThat(ofAll).containsExactly("global of regions/ap-east-2", "global/accelerator of regions/us-east-1");
    }

    private static boolean isCopied(Root root, String keeper) {
        return !root.isKept()
                && root.blocks().stream()
                        .anyMatch(block -> block.labels().contains("aws_s3_bucket_replication_configuration")
                                && root.region(block).equals(Optional.of(keeper)));
    }

    /// Its states are known by name there, and the region of their copies is not asked.
    @Test
    void makes_the_bucket_of_a_third_region_in_a_root_that_asks_that_region_alone() {
        List<Root> roots = Written.roots("x.yaml", THREE);
        assertThat(roots.subList(0, 3))
                .extracting(Root::path)
                .containsExactly("bootstrap", "bootstrap/ap-southeast-1", "regions/eu-west-1");
        assertThat(roots.get(1).regions()).containsExactly("ap-southeast-1");
        SequencedMap<String, String> files = Written.of(THREE);
        String copies = file(files, "terraform/bootstrap/ap-southeast-1/copies.tf");
        String bucket = Pattern.compile(
                        "resource \"aws_s3_bucket\" \"eu_west_1\" \\{\\s+provider += \\S+\\s+bucket += \"([^\"]+)\"")
                .matcher(file(files, "terraform/bootstrap/states-eu-west-1.tf"))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(copies)
                .contains(":s3:::" + bucket + "\"", ":s3:::" + bucket + "/*\"")
                .containsPattern("replica_kms_key_id = \"arn:[^\"]+:kms:eu-west-1:[^\"]+:alias/shop-states\"")
                .containsPattern("delete_marker_replication \\{\\s+status = \"Enabled\"");
        assertThat(file(files, ".github/workflows/check.yml")).contains("- bootstrap/ap-southeast-1\n");
    }

    @Test
    void says_by_line_what_it_leaves_out() {
        String page = Written.example("pyairtable").get("UNRENDERED.md");
        assertThat(page)
                .contains(
                        "| `data.events.replication.via` | `mirrormaker-2` | MSK Replicator mirrors in its place",
                        "| `data.tables.replication.conflicts` | `[custom]` |")
                .doesNotContain("`data.tables.limits", "`data.events.topics", "`data.events.limits")
                .doesNotContain("`network.acls`")
                .doesNotContain("`objectives.")
                .doesNotContain("`claims.");
    }

    @Test
    void finds_whom_a_database_follows_by_name_and_leaves_a_promoted_one_alone() {
        SequencedMap<String, String> files = Written.of(THREE);
        String follower = file(files, "terraform/regions/us-east-1/database-orders.tf");
        assertThat(follower.substring(follower.indexOf("resource \"aws_db_instance\"")))
                .containsPattern("replicate_source_db += \"arn:.*:rds:eu-west-1:.*:db:shop-eu-west-1-orders\"")
                .contains("ignore_changes = [replicate_source_db]")
                .doesNotContain("username", "password", "allocated_storage =");
        assertThat(file(files, "terraform/regions/eu-west-1/database-orders.tf"))
                .contains("password_wo", "ephemeral \"aws_secretsmanager_random_password\"")
                .doesNotContain("replicate_source_db", "manage_master_user_password");
    }

    @Test
    void lets_the_cloud_keep_the_password_of_a_database_that_nobody_follows() {
        assertThat(file(
                        Written.of(THREE.replace("replication: async", "replication: none")),
                        "terraform/regions/us-east-1/database-orders.tf"))
                .contains("manage_master_user_password ")
                .doesNotContain("replicate_source_db", "password_wo");
    }

    @Test
    void copies_objects_from_the_region_that_writes_them_without_asking_the_others() {
        String copies = file(Written.of(THREE), "terraform/global/copies-eu-west-1/objects-files.tf");
        assertThat(copies)
                .containsPattern("bucket += \"shop-eu-west-1-files-[0-9a-f]{8}\"")
                .contains("to-us-east-1", "to-ap-southeast-1", "alias/shop-us-east-1-data")
                .doesNotContain("provider ", "replication_time");
        assertThat(Written.of(THREE)).doesNotContainKey("terraform/global/copies-us-east-1/objects-files.tf");
    }

    @Test
    void leads_users_to_names_of_regions_and_asks_no_region_for_an_address() {
        SequencedMap<String, String> files = Written.of(THREE);
        assertThat(file(files, "terraform/global/entrance-web.tf"))
                .contains(
                        "\"shop.acme.test\"",
                        "\"us-east-1.shop.acme.test\"",
                        "latency_routing_policy",
                        "aws_route53_health_check.web_us_east_1.id")
                .doesNotContain("aws_lb");
        assertThat(file(files, "terraform/global/providers.tf")).containsOnlyOnce("region");
        assertThat(file(files, "terraform/regions/us-east-1/entrance-web.tf"))
                .contains("\"us-east-1.shop.acme.test\"", "aws_lb.main.dns_name", "/health")
                .doesNotContain("eu-west-1");
    }

    @Test
    void has_one_table_with_a_copy_in_the_root_of_each_pair() {
        SequencedMap<String, String> files = Written.of(THREE);
        assertThat(file(files, "terraform/regions/eu-west-1/table-carts.tf"))
                .contains("\"shop-carts\"", "ignore_changes = [replica]");
        assertThat(file(files, "terraform/links/eu-west-1--us-east-1/tables.tf"))
                .contains("aws_dynamodb_table_replica", "aws.there");
        assertThat(files)
                .doesNotContainKey("terraform/regions/us-east-1/table-carts.tf")
                .doesNotContainKey("terraform/links/us-east-1--ap-southeast-1/tables.tf");
    }

    @Test
    void builds_a_database_after_the_one_that_it_follows() {
        String order = file(
                Written.of(THREE.replace("runs: provider,", "runs: provider, primary: ap-southeast-1,")),
                "terraform/ORDER");
        assertThat(order.lines().filter(root -> root.startsWith("regions/")))
                .containsExactly("regions/ap-southeast-1", "regions/eu-west-1", "regions/us-east-1");
    }

    @Test
    void refuses_databases_that_follow_each_other_crosswise() {
        assertThat(Written.problems(THREE.replace(
                        "data: {",
                        "data: {bills: {kind: postgresql, runs: provider, replication: async, primary: us-east-1}, ")))
                .containsPattern("x.yaml:\\d+:\\d+: error MER-0099: `\\w+` of \\S+ follows that of \\S+, and `\\w+` of")
                .contains("`bills` of", "`orders` of", "one `primary` for `");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {connections: 800}                    | db.m6i.large    | gp3 | 100 |
            {connections: 5000}                   | db.m6i.4xlarge  | gp3 | 100 |
            {iops: 12000}                         | db.m6i.2xlarge  | gp3 | 400 |
            {iops: 40000}                         | db.m6i.8xlarge  | gp3 | 400 | 40000
            {connections: 5000, iops: 100000}     | db.m6i.24xlarge | io2 | 100 | 100000
            """)
    void takes_the_smallest_machine_and_disk_that_bear_what_is_asked(
            String limits, String machine, String disk, String size, @Nullable String iops) {
        String text = file(
                Written.of(THREE.replace("runs: provider,", "runs: provider, limits: " + limits + ",")),
                "terraform/regions/eu-west-1/database-orders.tf");
        assertThat(text)
                .containsPattern("instance_class += \"" + machine + "\"")
                .containsPattern("storage_type += \"" + disk + "\"")
                .containsPattern(" allocated_storage += " + size + "\n");
        if (iops == null) {
            assertThat(text).doesNotContainPattern("iops +=");
        } else {
            assertThat(text).containsPattern("iops += " + iops + "\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limits: {iops: 200000}         | no database of the cloud bears        | 160000 accesses to disk
            limits: {connections: 90000}   | no database of the cloud bears        | connections and 160000
            backup: {keep: 60d}            | to be kept for 60 days                | keep: 35d
            version: newest                | `newest` is no version of PostgreSQL  | version: 17
            """)
    void refuses_what_no_database_of_the_cloud_does(String asks, String what, String fix) {
        assertThat(Written.problems(THREE.replace("backup: {copyTo: all}", asks)))
                .contains("MER-0099", "x.yaml:9:", what, fix);
    }

    @Test
    void refuses_a_network_that_does_not_divide() {
        assertThat(Written.problems(
                        THREE.replace("eu-west-1: {role: primary}", "eu-west-1: {role: primary, cidr: 10.9.0.0/26}")))
                .contains("MER-0099", "x.yaml:4:", "10.9.0.0/26", "does not divide", "/16 to /22");
        assertThat(Written.problems(THREE, "network.zones=5")).contains("MER-0099", "5 zones", "at most 4");
    }

    @Test
    void refuses_a_name_that_leaves_no_room_for_others() {
        assertThat(Written.problems(THREE.replace("application: shop", "application: " + "s".repeat(33))))
                .contains("MER-0099", "x.yaml:2:", "has 33 letters", "leave it 32");
    }

    @Test
    void refuses_a_file_without_a_region_of_a_cloud_that_it_can_write_for() {
        assertThat(Written.problems(THREE.replace("{role: ", "{provider: other, role: ")))
                .contains("MER-0099", "no region of this file is one of AWS, Google Cloud or Azure");
    }

    /// Plans have values in them, and what providers are of stays nowhere; which ones they are belongs to it.
    @Test
    void keeps_plans_and_programs_out_of_a_repository_and_locks_in_it() {
        SequencedMap<String, String> files = Written.example("genai-demo");
        assertThat(Written.file(files, "terraform/.gitignore").lines().filter(line -> !line.startsWith("#")))
                .containsExactly(".terraform/", "*.tfplan");
        assertThat(Written.file(files, "README.md")).contains("Commit the `.terraform.lock.hcl`");
        assertThat(Lock.of(Written.file(files, Lock.NAME)).orElseThrow().files())
                .containsKey("terraform/.gitignore");
    }
}
