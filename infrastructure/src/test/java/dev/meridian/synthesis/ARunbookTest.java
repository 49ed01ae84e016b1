package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What whoever is on call relies on: each command can be pasted, each name is there, each link leads somewhere.
@DisplayName("A runbook")
class ARunbookTest {
    @SuppressWarnings("unused")
    private static final List<String> SYSTEMS = Written.SYSTEMS;

    /// Two regions with a writer that is followed, and no names that users open.
    private static final String PLAIN = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: standby}
            services: {web: {dependsOn: {orders: hard}}}
            data: {orders: {kind: postgresql, runs: provider, replication: async, backup: {copyTo: all}}}
            """;

    private static final String[] NO_NAMES = Stream.of("api", "gcp", "azure")
            .map(name -> "traffic.entrances." + name + ".absent=true")
            .toArray(String[]::new);

    private static final String ONE = """
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}}
            services: {web: {port: 8080}}
            """;

    private static final String APART = """
            meridian: 1
            applications:
              shop: {roles: {eu-west-1: primary}}
              blog: {roles: {us-east-1: primary}}
            regions: {eu-west-1: {}, us-east-1: {}}
            services: {web: {application: shop, port: 8080}, posts: {application: blog, port: 8080}}
            traffic: {entrances: {web: {host: shop.acme.test}}}
            """;

    private static final String WIDE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: standby}
            services: {web: {port: 8080, secrets: [token], dependsOn: {index: soft}}}
            secrets: {token: {}}
            compute: {platform: kubernetes}
            data:
              index: {kind: opensearch, runs: provider, replication: none}
              disks: {kind: volume, runs: provider, replication: none, backup: {copyTo: all, verify: monthly}}
            """;

    private static final String ELSEWHERE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              europe-west1: {role: active, provider: gcp}
              us-central1: {role: active, provider: gcp}
              westeurope: {role: active, provider: azure}
              eastus: {role: active, provider: azure}
            services: {web: {port: 8080, health: /health}}
            compute: {platform: kubernetes}
            data:
              orders: {kind: postgresql, runs: provider, in: [europe-west1, us-central1], primary: europe-west1, replication: async}
              bills: {kind: postgresql, runs: provider, in: [westeurope, eastus], primary: westeurope, replication: async}
              notes: {kind: postgresql, runs: provider, in: [eastus]}
            """;

    /// Names of each other cloud, by each way that it knows; in Azure of two regions that it pairs.
    private static final String NAMED_ELSEWHERE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              europe-west1: {role: active, provider: gcp}
              us-central1: {role: active, provider: gcp}
              westeurope: {role: active, provider: azure}
              northeurope: {role: active, provider: azure}
            services: {web: {port: 8080, health: /health, ingress: {kind: nginx, tls: true}}}
            compute: {platform: kubernetes}
            traffic:
              entrances:
                order: {host: order.acme.test, to: web, route: [failover, health], providers: google-cloud-dns}
                parts: {host: parts.acme.test, to: web, route: [weighted, health], weights: {europe-west1: 70, us-central1: 30}, providers: google-cloud-dns}
                near: {host: near.acme.test, to: web, route: [latency, health], providers: azure-dns}
            """;

    private static final String ONE_ELSEWHERE = NAMED_ELSEWHERE
            .replaceAll("(?m)^  (us-central1|northeurope): .*\n", "")
            .replaceAll("(?m)^    parts: .*\n", "");

    private static final String ALONE = ONE.replace("port: 8080", "port: 8080, image: shop/web")
            + "traffic: {entrances: {web: {host: shop.acme.test}}}\ncompute: {platform: ecs-fargate}\n"
            + "operations: {reviews: {weekly: [tea], yearly: [architecture]}}\n";

    private static final String HEARD = PLAIN.replace(
            "data: {orders", "data: {files: {kind: object, replication: {mode: async, alarmOnLag: true}}, orders");

    /// What none of the systems has.
    private static final List<String> TEXTS = List.of(
            Written.EDGES,
            Written.GLOBAL_DATABASE,
            Written.GLOBAL_DATABASE.replace("limits", "zones: 1, limits"),
            PLAIN,
            PLAIN.replace("async, backup", "async, zones: 1, backup"),
            PLAIN.replace("services:", "  eu-central-1: {role: standby}\nservices:"),
            PLAIN.replace("replication: async", "in: [eu-west-1]"),
            ALONE,
            APART,
            WIDE,
            ELSEWHERE,
            NAMED_ELSEWHERE,
            ONE_ELSEWHERE,
            HEARD,
            Written.KEYS,
            Written.DATASTORE,
            Written.DATASTORE.replace("runs: provider", "runs: provider\n    clusterMode: true"),
            ONE);

    /// Where a name stands in a command.
    private static final Pattern NAMED = Pattern.compile("(?:(?:--db-instance-identifier"
            + "|--db-cluster-identifier|--source-db-cluster-identifier|--global-cluster-identifier|--source-db-instance-identifier|--source-identifier|--db-subnet-group-name|--cluster|--cluster-name"
            + "|--nodegroup-name|--bucket|--table-name|--source-table-name|--replication-group-id|--domain-name"
            + "|--backup-vault-name|--role-name|--service-name|--services|--service|--names|--key-id|--secret-id) "
            + "|Name=group-name,Values=|Name=SourceBucket,Value=|Name=DestinationBucket,Value=|Name=WebACL,Value="
            + "|Name=TableName,Value=|Name=ReplicatorName,Value=|Name=DBInstanceIdentifier,Value=|Name=DBClusterIdentifier,Value=|\\(check )"
            + "([A-Za-z0-9][A-Za-z0-9./-]+)");

    /// What comes into being by a command of the page itself.
    private static final Pattern MADE = Pattern.compile(".*-(restored|restored-1|before-it-follows|two-sides)");

    private static final Pattern ROOT = Pattern.compile("-chdir=terraform/([a-z0-9/-]+) ");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)]*))?\\)");

    /// What cannot be taken back.
    private static final Pattern GRAVE =
            Pattern.compile("promote-read-replica|-replace=|drop_copy|delete-db-instance|FLUSHALL"
                    + "|force-unlock|--reset-offsets|no-deletion-protection|stop-task"
                    + "|modify-replication-group |--allocated-storage");

    private static SequencedMap<String, String> pages(SequencedMap<String, String> files) {
        SequencedMap<String, String> pages = new LinkedHashMap<>();
        files.forEach((path, text) -> {
            if (path.startsWith("runbooks/")) {
                pages.put(path.substring("runbooks/".length()), text);
            }
        });
        return pages;
    }

    /// Lines of shell, whole or within a sentence.
    private static List<String> shell(String page) {
        List<String> lines = new ArrayList<>();
        boolean isShell = false;
        for (String line : page.lines().toList()) {
            if (line.strip().startsWith("```")) {
                isShell = line.strip().equals("```sh");
            } else if (isShell) {
                lines.add(line.strip());
            } else {
                Matcher code = Pattern.compile("`((?:aws|kubectl|terraform|meridian) [^`]+)`")
                        .matcher(line);
                code.results().forEach(found -> lines.add(found.group(1)));
            }
        }
        return lines;
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void names_only_what_is_built(String system) {
        SequencedMap<String, String> files = Written.example(system);
        StringBuilder roots = new StringBuilder();
        files.forEach((path, text) -> roots.append(path.startsWith("terraform/") ? text : ""));
        String built = roots.toString();
        pages(files).forEach((name, text) -> {
            for (String line : shell(text)) {
                if (line.startsWith("aws ce ") || line.startsWith("valkey-cli ")) {
                    continue; // The first has services of the bill; the second's `--cluster` takes a verb.
                }
                NAMED.matcher(line).results().map(found -> found.group(1)).forEach(called -> {
                    if (!MADE.matcher(called).matches() && !called.matches("[A-Z]+")) {
                        assertThat(built).as(name + ": " + line).contains("\"" + called + "\"");
                    }
                });
                ROOT.matcher(line)
                        .results()
                        .forEach(root -> assertThat(files)
                                .as(name + ": " + line)
                                .containsKey("terraform/" + root.group(1) + "/terraform.tf"));
                Pattern.compile("-replace=(aws_\\w+)\\.(\\w+)")
                        .matcher(line)
                        .results()
                        .forEach(address -> assertThat(built)
                                .as(name + ": " + line)
                                .contains("resource \"" + address.group(1) + "\" \"" + address.group(2) + "\""));
            }
        });
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void knows_each_alarm_that_can_ring_and_no_other(String system) {
        SequencedMap<String, String> files = Written.example(system);
        TreeSet<String> written = new TreeSet<>();
        files.forEach((path, text) -> Pattern.compile("alarm_name +=? +\"([^\"]+)\"")
                .matcher(text)
                .results()
                .forEach(found -> written.add(found.group(1).replace("${each.key}", "*"))));
        // One of two spans of time, which tells nobody: both together do.
        written.removeIf(name -> name.endsWith("-alone"));
        TreeSet<String> told = new TreeSet<>();
        Pattern.compile("(?m)^\\| `([^`]+)` \\| ([a-z0-9-]+) \\|")
                .matcher(pages(files).getOrDefault("README.md", ""))
                .results()
                .forEach(found -> told.add(found.group(1)));
        assertThat(told)
                .allMatch(name -> written.contains(name)
                        || written.stream()
                                .anyMatch(one ->
                                        one.endsWith("*") && name.startsWith(one.substring(0, one.length() - 1))));
        assertThat(written)
                .allMatch(one -> told.stream()
                        .anyMatch(name -> name.equals(one)
                                || (one.endsWith("*") && name.startsWith(one.substring(0, one.length() - 1)))));
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void leads_to_pages_and_headings_that_are_there(String system) {
        SequencedMap<String, String> files = Written.example(system);
        pages(files)
                .forEach((name, text) -> LINK.matcher(text).results().forEach(link -> {
                    String target = link.group(1);
                    Path path = Path.of("runbooks")
                            .resolve(target.isEmpty() ? name : target)
                            .normalize();
                    assertThat(files).as(name + " → " + target).containsKey(path.toString());
                    if (link.group(2) != null) {
                        assertThat(anchors(files.getOrDefault(path.toString(), "")))
                                .as(name + " → " + target)
                                .contains(link.group(2));
                    }
                }));
    }

    private static List<String> anchors(String page) {
        return page.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .toList();
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void says_in_bold_what_cannot_be_taken_back_before_it_is_done(String system) {
        SequencedMap<String, String> pages = pages(Written.example(system));
        pages.remove("commands.sh"); // What is called by a word there is done where the word stands on a page.
        pages.forEach((name, text) -> {
            boolean isWarned = false;
            for (String line : text.lines().toList()) {
                isWarned = !line.startsWith("#") && (isWarned || line.contains("**"));
                if (GRAVE.matcher(line).find() && !line.startsWith("|")) {
                    assertThat(isWarned).as(name + ": " + line).isTrue();
                }
            }
        });
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void has_no_hole_that_nothing_was_put_into(String system) {
        pages(Written.example(system))
                .forEach((name, text) -> assertThat(text)
                        .as(name)
                        .doesNotContain("«", "»", "Optional[")
                        .doesNotContainPattern("(?<!/dev/)\\bnull\\b")
                        .doesNotContainPattern("(?m)^(\\*\\*)?[a-z]+: *$"));
    }

    @Test
    void uses_every_word_that_is_written_down() throws IOException {
        StringBuilder all = new StringBuilder();
        Written.SYSTEMS.forEach(
                system -> pages(Written.example(system)).values().forEach(all::append));
        TEXTS.forEach(text -> pages(Written.of(text)).values().forEach(all::append));
        pages(Written.example("mahavishnu", NO_NAMES)).values().forEach(all::append);
        String said = all.toString();
        Path folder = Written.HOME.resolve("infrastructure/src/main/resources/dev/meridian/runbooks");
        try (Stream<Path> sheets = Files.list(folder)) {
            for (Path sheet : sheets.sorted().toList()) {
                for (String part : Files.readString(sheet).split("(?m)^== ", -1)) {
                    longest(part)
                            .ifPresent(words -> assertThat(said)
                                    .as(sheet.getFileName() + ", "
                                            + part.lines().findFirst().orElse(""))
                                    .contains(words));
                }
            }
        }
    }

    /// The longest piece of a part that has no hole in it.
    private static Optional<String> longest(String part) {
        return Stream.of(part.split("\n", 2).length < 2 ? "" : part.split("\n", 2)[1])
                .flatMap(text -> Stream.of(text.split("«[^»]*»|\n", -1)))
                .map(String::strip)
                .filter(words -> words.length() > 20)
                .max(Comparator.comparingInt(String::length));
    }

    /// A cache that divides its keys is emptied part by part, and each part is told by itself.
    @Test
    void has_the_line_ends_of_one_system_whatever_a_value_has() {
        assertThat(pages(Written.example("pyairtable", "operations.contacts.x=one\rtwo")))
                .allSatisfy((_, page) -> assertThat(page).doesNotContain("\r"));
    }

    @Test
    void empties_each_part_of_a_cache() {
        String one = Written.file(Written.example("richesreach"), "runbooks/cache.md");
        assertThat(one).contains("valkey-cli --tls -h \"$HOST\" FLUSHALL ASYNC").doesNotContain("--cluster call");
        assertThat(Written.file(Written.example("mahavishnu"), "runbooks/cache.md"))
                .contains("valkey-cli --tls --cluster call \"$HOST:6379\" FLUSHALL ASYNC --cluster-only-masters")
                .contains("the next apply of `terraform/regions/eu-west-1` goes back to 2 (`num_node_groups`)");
    }

    /// Behind a CDN a firewall of a region does not see where users are, and has no such variable.
    @Test
    void turns_a_country_away_in_the_root_that_can() {
        SequencedMap<String, String> files = Written.example("ai-teddy-bear");
        assertThat(Written.file(files, "runbooks/security.md"))
                .contains("To turn a country away at once, in `terraform/global`: `terraform apply");
        assertThat(files.entrySet().stream()
                        .filter(file -> file.getValue().contains("variable \"blocked_countries\""))
                        .map(file -> file.getKey().replaceFirst("/[^/]+$", "")))
                .containsExactly("terraform/global");
    }

    /// What somebody changes for another password is in no file that the next writing has.
    @Test
    void changes_a_password_in_a_file_that_is_not_written_again() {
        SequencedMap<String, String> files = Written.example("pyairtable");
        String mine = "terraform/regions/us-east-1/password-tables.auto.tfvars";
        assertThat(Written.file(files, "runbooks/security.md"))
                .contains("echo 'tables_password_version = 2' > " + mine)
                .doesNotContain("secret_string_wo_version");
        assertThat(files).doesNotContainKey(mine);
        assertThat(Written.file(files, "terraform/regions/us-east-1/database-tables.tf"))
                .containsPattern("variable \"tables_password_version\" \\{\n  type +=  ?number")
                .containsPattern("secret_string_wo_version += var\\.tables_password_version");
    }

    /// What leads to no page is said by its name and in a sentence that can be read aloud.
    @Test
    void reads_well_where_users_open_no_name() {
        SequencedMap<String, String> files = Written.example("mahavishnu", NO_NAMES);
        assertThat(files).allSatisfy((_, text) -> assertThat(text).doesNotContain("(no page:"));
        assertThat(files.getOrDefault("runbooks/operation.md", ""))
                .contains("Users open no name of mahavishnu.yaml", "does each region serve? The load balancers of [")
                .doesNotContain("dns.md");
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void says_how_to_do_each_review_that_counts_as_written(String system) {
        SequencedMap<String, String> files = Written.example(system);
        boolean isLeft = files.getOrDefault("UNRENDERED.md", "").contains("`operations.reviews.");
        assertThat(files.getOrDefault("runbooks/operation.md", "").contains("no page says how"))
                .isEqualTo(isLeft);
    }

    @Test
    void names_what_other_clouds_have_and_who_takes_over() {
        SequencedMap<String, String> files = Written.of(ELSEWHERE);
        String page = pages(files).getOrDefault("region-loss.md", "");
        assertThat(page)
                .contains(
                        "gcloud container clusters describe shop-us-central1 --region=us-central1",
                        "gcloud sql instances promote-replica shop-us-central1-orders",
                        "az aks show --resource-group shop-eastus --name shop-eastus",
                        "is copied to no other region")
                .containsPattern("replica promote --name shop-eastus-bills-\\w+ --resource-group shop-eastus ");
        Matcher name = Pattern.compile("(?:promote-replica|replica promote --name) (\\S+)")
                .matcher(page);
        String built = String.join("\n", files.values());
        assertThat(name.results().map(found -> "\"" + found.group(1) + "\""))
                .isNotEmpty()
                .allMatch(built::contains);
    }

    /// Their names are found by commands that name what the roots beside the page make.
    @Test
    void keeps_users_away_from_a_region_of_another_cloud_by_what_is_written() {
        SequencedMap<String, String> files = Written.example("mahavishnu");
        String page = Written.file(files, "runbooks/region-loss.md");
        assertThat(page)
                .doesNotContain("no names that users open", "No name that is written here")
                .contains(
                        "Traffic Manager leaves it out of `azure.mahavishnu.example` by itself after 3 failed checks\n   (30s)",
                        "--profile-name mahavishnu-azure --type azureEndpoints --name eastus --endpoint-status Disabled",
                        "--profile-name mahavishnu-azure --type azureEndpoints --name eastus --endpoint-status Enabled",
                        "Cloud DNS leaves it out of `gcp.mahavishnu.example` by itself after 3 failed checks\n   (1m30s)");
        assertThat(Written.file(files, "runbooks/dns.md"))
                .contains("## gcp.mahavishnu.example", "## azure.mahavishnu.example");
        String away = page.lines()
                .filter(line -> line.contains("gcloud dns record-sets update"))
                .findFirst()
                .orElseThrow();
        assertThat(away)
                .contains("--routing-policy-type=GEO --routing-policy-item=location=europe-west1,external_endpoints=")
                .doesNotContain("us-central1");
        String built = String.join("\n", files.values());
        Pattern.compile(
                        "\\(address ([^)]+)\\)|--health-check=(\\S+)|--profile-name (\\S+)|--resource-group (\\S+-names)")
                .matcher(page)
                .results()
                .map(found -> found.group().replaceFirst("^.*[ =]", "").replace(")", ""))
                .forEach(name -> assertThat(built).contains("\"" + name + "\""));
    }

    /// One of two stays behind the other: a record that goes by order has to have two.
    @Test
    void tells_names_of_other_clouds_apart_by_how_they_are_led() {
        String page = Written.file(Written.of(NAMED_ELSEWHERE), "runbooks/dns.md");
        assertThat(page)
                .contains(
                        "--routing-policy-type=FAILOVER --routing-policy-primary-data=\"$(address shop-us-central1-order)\""
                                + " --routing-policy-backup-data-type=GEO --routing-policy-backup-item=location=europe-west1,"
                                + "external_endpoints=\"$(address shop-europe-west1-order)\"   # away from europe-west1",
                        "--routing-policy-type=WRR --routing-policy-item=weight=30,external_endpoints=")
                .contains("`near.acme.test` leads to westeurope and northeurope, to the one that answers soonest");
        assertThat(Written.file(Written.of(ONE_ELSEWHERE), "runbooks/region-loss.md"))
                .contains("`order.acme.test` leads to europe-west1 alone: nothing else serves it");
    }

    /// What a region takes with it: its own root, those of pairs, and what keeps the states of all.
    @Test
    void plans_no_root_of_a_region_that_is_lost() {
        String nine = Written.file(Written.example("mahavishnu"), "runbooks/region-loss.md");
        assertThat(nine)
                .contains(
                        "No plan of `bootstrap-azure`, `regions/eastus`, `links/eastus--westeurope` or"
                                + " `links/eastus--southeastasia` is made while eastus is away.",
                        "No plan of `bootstrap-azure`, `regions/westeurope`, `links/eastus--westeurope` or"
                                + " `links/westeurope--southeastasia` is made while westeurope is away. All other roots can be"
                                + " planned and applied",
                        "Apply nothing of `regions/us-central1`, `links/us-central1--europe-west1` or"
                                + " `links/us-central1--asia-southeast1` until us-central1 is back")
                .doesNotContain("so can that of");
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void says_once_what_rings_for_it(String system) {
        pages(Written.example(system))
                .forEach((name, text) -> assertThat(text.split("- \\*\\*Alarms:", -1).length)
                        .as(name)
                        .isLessThan(3));
    }

    @Test
    void is_left_out_where_there_is_nothing_to_do() {
        SequencedMap<String, String> pages = pages(Written.of(ONE));
        assertThat(pages).doesNotContainKeys("cache.md", "dns.md", "database-failover.md", "region-loss.md");
        assertThat(pages.getOrDefault("README.md", ""))
                .contains("Left out", "no cache is built", "there is one region")
                .doesNotContain("](cache.md)");
        pages.forEach((name, text) -> assertThat(text).as(name).doesNotContain("elasticache", "rds promote"));
    }

    @Test
    void fences_before_it_promotes_and_keeps_users_away_by_a_check_that_fails_either_way() {
        String page = pages(Written.of(PLAIN)).getOrDefault("database-failover.md", "");
        assertThat(page.indexOf("revoke-security-group-ingress"))
                .isPositive()
                .isLessThan(page.indexOf("promote-read-replica"));
        assertThat(page.indexOf("ReplicaLag")).isPositive().isLessThan(page.indexOf("revoke-security-group-ingress"));
        Written.SYSTEMS.forEach(system -> pages(Written.example(system))
                .forEach((name, text) -> shell(text)
                        .forEach(line -> assertThat(line)
                                .as(name)
                                .doesNotContain("--inverted", "--disabled", "schedule-key-deletion"))));
    }

    @ParameterizedTest
    @FieldSource("SYSTEMS")
    void can_be_pasted_into_a_shell(String system, @TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: no bash on this machine");
        StringBuilder script = new StringBuilder();
        pages(Written.example(system))
                .forEach((name, text) -> script.append("# ")
                        .append(name)
                        .append('\n')
                        .append(name.endsWith(".sh") ? text : String.join("\n", shell(text)))
                        .append('\n'));
        Path file = Files.writeString(folder.resolve("all.sh"), script);
        assertThat(run(List.of("/bin/bash", "-n", file.toString()), "")).isEmpty();
    }

    @Test
    void asks_aws_only_for_what_aws_has(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(
                run(List.of("python3", "-c", "import botocore"), "").isEmpty(),
                "skipped: the Python of this machine has no botocore");
        Path script = Written.HOME.resolve("infrastructure/src/test/resources/runbooks/aws.py");
        String wrong = """
                aws rds promote-read-replicas --region eu-west-1 --db-instance-identifier a
                aws rds promote-read-replica --region eu-west-1 --db-instance-name a
                aws rds promote-read-replica --region eu-west-1
                aws rds wait db-instance-happy --region eu-west-1
                aws rds describe-db-instances --query 'Instances[0]'
                """;
        assertThat(run(List.of("python3", script.toString()), wrong).lines())
                .hasSize(6)
                .startsWith("5");
        TreeSet<String> commands = new TreeSet<>();
        Stream.concat(
                        Written.SYSTEMS.stream().map(Written::example),
                        TEXTS.stream().map(Written::of))
                .flatMap(files -> pages(files).values().stream())
                .flatMap(text -> shell(text).stream())
                .filter(line -> line.contains("aws "))
                .forEach(commands::add);
        List<String> answer = run(List.of("python3", script.toString()), String.join("\n", commands) + "\n")
                .lines()
                .toList();
        assertThat(Integer.parseInt(answer.getFirst())).isGreaterThan(500);
        assertThat(answer.subList(1, answer.size())).isEmpty();
    }

    private static String run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return answer;
    }
}
