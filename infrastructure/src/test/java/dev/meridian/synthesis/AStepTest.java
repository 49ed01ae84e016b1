package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meridian.dashboards.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a step of a runbook does when it is done, the second time as well as the first.
@DisplayName("A step of a runbook")
class AStepTest {
    @SuppressWarnings("unused")
    private static final List<String> SYSTEMS = Written.SYSTEMS;

    /// Whatever is counted, in three regions.
    private static final String THREE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
              eu-central-1: {role: active}
            services: {web: {port: 8080, health: /health, dependsOn: {orders: hard}}}
            deploy: {pipeline: {by: github-actions}}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            observability: {alarms: [health-checks, replication-lag]}
            data:
              orders: {kind: postgresql, runs: provider, primary: eu-west-1, replication: {mode: async, alarmOnLag: 5s}}
              files: {kind: object, versioning: true, replication: {mode: async, alarmOnLag: true}}
              events: {kind: kafka, runs: provider, replication: async}
              carts: {kind: dynamodb, replication: {mode: async, alarmOnLag: true}}
              index: {kind: opensearch, runs: provider, in: [eu-west-1], replication: none}
              cache: {kind: redis, runs: provider, replication: none}
            """;

    /// The same without the region in which names are changed: another one keeps their state.
    private static final String ELSEWHERE = THREE.replace("us-east-1", "eu-west-3");

    /// An object that was written over, and one whose name is longer.
    private static final String VERSIONS = """
            {"Versions": [
                {"Key": "a", "VersionId": "bad", "LastModified": "2026-11-25T11:00:00+00:00"},
                {"Key": "a", "VersionId": "good", "LastModified": "2026-11-25T09:00:00+00:00"},
                {"Key": "a.old", "VersionId": "other", "LastModified": "2026-11-25T07:00:00+00:00"}]}
            """;

    private static final Pattern NUMBER = Pattern.compile("^number (\\S+) (\\S+) (\\S+) \\S+ (.*)$");
    private static final Pattern DIMENSION = Pattern.compile("Name=([A-Za-z ]+),Value=(\\S*)");

    /// How often a copy tells how long ago its last commit was, and how long it is until a quiet writer commits.
    private static final int LOOK = 60;

    private static final int QUIET = 300;

    private static SequencedMap<String, String> three() {
        return Written.of(THREE);
    }

    private static String page(SequencedMap<String, String> files, String name) {
        return files.getOrDefault("runbooks/" + name, "");
    }

    private static List<String> lines(SequencedMap<String, String> files) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith("runbooks/"))
                .flatMap(file -> file.getValue().lines())
                .map(String::strip)
                .toList();
    }

    @Test
    void asks_for_numbers_by_the_names_by_which_they_are_counted_and_where() {
        TreeSet<String> namespaces = new TreeSet<>();
        Stream.concat(Written.SYSTEMS.stream().map(Written::example), Stream.of(three()))
                .flatMap(files -> lines(files).stream())
                .filter(line -> line.startsWith("number "))
                .forEach(line -> {
                    Matcher asked = NUMBER.matcher(line);
                    assertThat(asked.matches()).as(line).isTrue();
                    namespaces.add(asked.group(2));
                    List<MatchResult> by =
                            DIMENSION.matcher(asked.group(4)).results().toList();
                    List<String> names =
                            by.stream().map(one -> one.group(1)).sorted().toList();
                    assertThat(Metrics.fault(asked.group(2) + " " + asked.group(3), names, asked.group(1)))
                            .as(line)
                            .isEmpty();
                    by.stream()
                            .filter(one -> one.group(1).equals("DestinationBucket"))
                            .forEach(one -> assertThat(one.group(2)).as(line).contains("-" + asked.group(1) + "-"));
                });
        assertThat(namespaces).contains("AWS/RDS", "AWS/Kafka", "AWS/S3", "AWS/DynamoDB", "AWS/ES", "AWS/ElastiCache");
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void takes_snapshots_under_names_that_are_new_and_waits_for_those(String system) {
        lines(Written.example(system)).stream()
                .filter(line -> line.startsWith("aws rds create-db-snapshot"))
                .forEach(line -> {
                    Matcher names =
                            Pattern.compile("--db-snapshot-identifier (\\S+)").matcher(line);
                    List<String> named =
                            names.results().map(found -> found.group(1)).toList();
                    assertThat(named).as(line).hasSize(2).allMatch(name -> name.endsWith("-$NOW"));
                    assertThat(named.getFirst()).as(line).isEqualTo(named.getLast());
                    assertThat(line).contains(" && aws rds wait db-snapshot-available ");
                });
    }

    @Test
    void makes_room_for_the_last_snapshot_before_terraform_asks_for_it() {
        SequencedMap<String, String> files = three();
        String page = page(files, "database-failover.md");
        assertThat(files.get("terraform/regions/eu-west-1/database-orders.tf"))
                .containsPattern("final_snapshot_identifier += \"shop-eu-west-1-orders-last\"");
        assertThat(page.indexOf("--source-db-snapshot-identifier shop-eu-west-1-orders-last "))
                .isPositive()
                .isLessThan(page.indexOf("-replace=aws_db_instance.orders"));
        assertThat(page)
                .contains(
                        "drop_copy us-east-1 shop-us-east-1-orders && terraform -chdir=terraform/regions/us-east-1 apply");
    }

    @Test
    void turns_every_root_to_the_copy_of_its_state_before_stores_move_and_back_before_others_apply() {
        SequencedMap<String, String> files = Written.of(ELSEWHERE);
        String page = page(files, "region-loss.md");
        SequencedMap<String, String> lost = section(page);
        assertThat(lost).containsOnlyKeys("eu-west-1", "eu-west-3", "eu-central-1");
        TreeSet<String> turned = new TreeSet<>();
        files.forEach((path, text) -> {
            Matcher kept = Pattern.compile("(?s)backend \"s3\".*?bucket += \"([^\"]+)\".*?region += \"([^\"]+)\"")
                    .matcher(text);
            if (path.startsWith("terraform/") && kept.find()) {
                String root = path.replaceFirst("terraform/(.*)/terraform.tf", "$1");
                String section = lost.getOrDefault(kept.group(2), "");
                String turn = "terraform -chdir=terraform/" + root + " init -reconfigure";
                assertThat(text).as(path).contains("\"" + root + "/terraform.tfstate\"");
                boolean asksTheRegion = Written.file(files, "terraform/" + root + "/providers.tf")
                        .contains("region = \"" + kept.group(2) + "\"");
                if (asksTheRegion) {
                    assertThat(section).as(root).doesNotContain(turn);
                    return;
                }
                turned.add(root);
                assertThat(section)
                        .as(root)
                        .contains(turn + " -backend-config=\"bucket=shop-states-", turn + "\n")
                        .contains("versions " + root + " " + kept.group(2) + " " + kept.group(1) + " ");
            }
        });
        assertThat(turned)
                .as("every other root asks the region that keeps its state")
                .containsExactly("global");
        for (String region : List.of("eu-west-1", "eu-central-1")) {
            assertThat(lost.getOrDefault(region, ""))
                    .as(region + " keeps no state that anybody could use without it")
                    .doesNotContain("-backend-config");
        }
        String second = lost.getOrDefault("eu-west-3", "");
        assertThat(second.indexOf("-backend-config")).isPositive().isLessThan(second.indexOf("(DynamoDB"));
        assertThat(second.lastIndexOf("init -reconfigure")).isLessThan(second.indexOf("gh workflow enable apply.yml"));
        assertThat(second).contains("force-unlock ID");
        assertThat(page(three(), "region-loss.md"))
                .as("with a region that changes names")
                .doesNotContain("-backend-config");
    }

    /// By the region that is lost.
    private static SequencedMap<String, String> section(String page) {
        SequencedMap<String, String> sections = new LinkedHashMap<>();
        for (String part : page.split("(?m)^## ", -1)) {
            Matcher heading = Pattern.compile("^(\\S+) is lost\n").matcher(part);
            if (heading.find()) {
                sections.put(heading.group(1), part);
            }
        }
        return sections;
    }

    @Test
    void finds_no_lock_in_a_copy_of_states_that_was_given_back() {
        String copies = three().getOrDefault("terraform/bootstrap/copies.tf", "");
        assertThat(copies)
                .contains("s3:ReplicateDelete")
                .containsPattern("delete_marker_replication \\{\\s+status = \"Enabled\"")
                .doesNotContain("\"Disabled\"");
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void asks_for_alarms_of_both_kinds_wherever_there_are_some(String system) {
        SequencedMap<String, String> files = Written.example(system);
        String page = page(files, "operation.md");
        Pattern.compile("(?m)^\\| `[^`]+` \\| ([a-z0-9-]+) \\|")
                .matcher(page(files, "README.md"))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(region -> assertThat(page)
                        .contains("describe-alarms --region " + region
                                + " --state-value ALARM --alarm-types MetricAlarm CompositeAlarm"));
    }

    @Test
    void lets_databases_follow_again_only_where_one_follows() {
        String alone = page(Written.of(THREE.replace("async, alarmOnLag: 5s", "none")), "region-loss.md");
        assertThat(alone).contains("is back").doesNotContain("follow again");
        assertThat(page(three(), "region-loss.md")).contains("Let its databases follow again");
    }

    @Test
    void says_how_long_it_is_until_users_are_elsewhere() {
        assertThat(page(three(), "dns.md"))
                .contains("after 3 checks of 30 s have failed, and for 60 s in which answers are kept, thus in 2m30s");
    }

    /// Whatever the file allows: a copy of a writer who commits nothing counts up, and begins anew.
    @ParameterizedTest
    @ValueSource(strings = {"1s", "5s", "59s", "90s", "6m"})
    void is_woken_for_by_no_database_that_is_quiet(String allowed) {
        SequencedMap<String, String> files = Written.of(THREE.replace("alarmOnLag: 5s", "alarmOnLag: " + allowed));
        String alarms = files.getOrDefault("terraform/regions/us-east-1/alarms.tf", "");
        Matcher alarm = Pattern.compile("(?s)\"ReplicaLag\".*?evaluation_periods += (\\d+).*?threshold += (\\d+)")
                .matcher(alarms);
        assertThat(alarm.find()).isTrue();
        int times = Integer.parseInt(alarm.group(1));
        int most = Integer.parseInt(alarm.group(2));
        for (int phase = 0; phase < LOOK; phase++) {
            int inARow = 0;
            for (int at = phase; at < 10 * QUIET; at += LOOK) {
                int highest = 0; // of the minute
                for (int second = at; second < at + LOOK; second++) {
                    highest = Math.max(highest, second % QUIET);
                }
                inARow = highest > most ? inARow + 1 : 0;
                assertThat(inARow).isLessThan(times);
            }
        }
        assertThat(page(files, "replication-lag.md")).contains("five minutes long");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T10:00:00Z, good",
        "2026-11-25T11:30:00Z, bad",
        "2026-11-25T08:00:00Z, ''",
    })
    void takes_the_newest_version_that_is_no_younger_than_the_last_good_moment(String when, String version)
            throws IOException, InterruptedException {
        assertThat(asked("VERSION=", when, VERSIONS)).isEqualTo('"' + version + '"');
    }

    @Test
    void lists_what_was_deleted_and_nothing_of_longer_names() throws IOException, InterruptedException {
        String markers = """
                {"DeleteMarkers": [{"Key": "a", "VersionId": "gone", "LastModified": "2026-11-25T12:00:00+00:00"}]}
                """;
        assertThat(asked("aws s3api list-object-versions", "", markers)).contains("gone");
        assertThat(asked("VERSION=", "2026-11-25T13:00:00Z", markers)).isEqualTo("\"\"");
        assertThat(asked("aws s3api list-object-versions", "", VERSIONS))
                .contains("good", "bad")
                .doesNotContain("other");
    }

    /// What the page on restoring gets from an answer of S3.
    private static String asked(String start, String when, String answer) throws IOException, InterruptedException {
        assumeTrue(
                Shell.run(Path.of("."), List.of("python3", "-c", "import jmespath"), new LinkedHashMap<>())
                                .code()
                        == 0,
                "skipped: the Python of this machine has no jmespath");
        String line = page(three(), "restore.md")
                .lines()
                .filter(one -> one.startsWith(start))
                .findFirst()
                .orElse("");
        Matcher query = Pattern.compile("--query \"(.*?)\"").matcher(line);
        assertThat(query.find()).isTrue();
        String program = "import jmespath, json, sys\n"
                + "print(json.dumps(jmespath.search(sys.argv[1], json.loads(sys.argv[2]))))";
        String question = query.group(1).replace("$KEY", "a").replace("$WHEN", when);
        return Shell.run(Path.of("."), List.of("python3", "-c", program, question, answer), new LinkedHashMap<>())
                .text()
                .strip();
    }

    @Test
    void sees_by_both_buckets_whether_a_state_has_come_back(@TempDir Path folder)
            throws IOException, InterruptedException {
        String one = "versions regions/us-east-1 eu-west-1 kept us-east-1 copied";
        assertThat(shell(folder, "echo 2026-11-25 abc", one)).isEqualTo("regions/us-east-1: 2026-11-25 abc same");
        assertThat(shell(folder, "echo 2026-11-25 $4", one)).startsWith("regions/us-east-1: NOT YET");
        assertThat(shell(folder, "exit 1", one)).startsWith("regions/us-east-1: NOT YET");
    }

    @Test
    void deletes_no_database_that_follows_nobody(@TempDir Path folder) throws IOException, InterruptedException {
        String does = "case $2 in describe-*) echo SOURCE ;; *) echo \"$2\" ;; esac";
        String drop = "drop_copy us-east-1 shop-us-east-1-orders";
        assertThat(shell(folder, does.replace("SOURCE", "None"), drop))
                .contains("follows nobody")
                .doesNotContain("delete-db-instance");
        assertThat(shell(folder, does.replace("SOURCE", "arn:aws:rds:eu-west-1:1:db:shop"), drop))
                .isEqualTo("modify-db-instance\ndelete-db-instance\nwait");
        assertThat(shell(folder, "exit 1", drop)).doesNotContain("delete-db-instance");
    }

    /// What the words beside the pages say where `aws` does something else.
    private static String shell(Path folder, String aws, String line) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("aws"), "#!/bin/sh\n" + aws + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path words = Files.writeString(folder.resolve("commands.sh"), page(Written.of(ELSEWHERE), "commands.sh"));
        SequencedMap<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", folder + ":" + System.getenv("PATH"));
        List<String> command = new ArrayList<>(List.of("bash", "-c", ". " + words + "\n" + line));
        return Shell.run(folder, command, variables).text().strip();
    }
}
