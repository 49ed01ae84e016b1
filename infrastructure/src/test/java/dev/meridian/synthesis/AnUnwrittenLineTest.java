package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.runbooks.Possible;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `UNRENDERED.md` says of a line: why nothing is written of it, and what is possible.
@DisplayName("An unwritten line")
class AnUnwrittenLineTest {
    private static final int CELLS = 5;

    @SuppressWarnings("unused")
    private static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(Written.HOME.resolve("examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.substring(0, name.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    private static List<List<String>> rows(String page) {
        return page.lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| line "))
                .map(line -> List.of(line.substring(2, line.length() - 2).split("(?<!\\\\) \\| ", -1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void says_why_and_what_is_possible(String example) {
        List<List<String>> rows = rows(file(Written.example(example), "UNRENDERED.md"));
        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).hasSize(CELLS).noneMatch(String::isBlank));
    }

    @Test
    void is_of_a_section_that_says_what_is_possible_whatever_its_key() {
        for (String section : Unrendered.SECTIONS) {
            assertThat(Possible.first(section + ".of.something", "new"))
                    .as(section)
                    .isPresent();
        }
    }

    /// What asks for nothing to be built is not listed, and the guide says which sections that is.
    @Test
    void is_of_a_section_that_the_guide_does_not_call_judged() throws IOException {
        String guide = Files.readString(Written.HOME.resolve("docs/USER-GUIDE.md"));
        int begin = guide.indexOf("### What nothing is built by");
        String judged = guide.substring(begin, guide.indexOf("\n### ", begin + 1));
        List<String> sections = Files.readAllLines(Written.HOME.resolve("docs/REFERENCE.md")).stream()
                .filter(line -> line.matches("## [a-z]+"))
                .map(line -> line.substring("## ".length()))
                .toList();
        assertThat(sections)
                .contains("objectives", "compute")
                .allSatisfy(section -> assertThat(
                                Unrendered.SECTIONS.contains(section) || judged.contains("`" + section + "`"))
                        .as(section)
                        .isTrue());
        assertThat(Unrendered.SECTIONS.stream().filter(section -> section.contains(".")))
                .allSatisfy(section -> assertThat(judged)
                        .contains(
                                section.startsWith("cost.")
                                        ? "budgets"
                                        : section.substring(section.indexOf(
                                                section.startsWith("failover.") ? "requests" : section))));
        for (String key : List.of("without", "reads", "purpose", "traffic.clients", "keepIn")) {
            assertThat(judged).contains("`" + key + "`");
        }
    }

    /// Somebody else's event could ask for a move, and nothing that is written hears it.
    @Test
    void is_of_an_event_that_asks_for_a_move() {
        assertThat(rows(file(Written.example("pyairtable"), "UNRENDERED.md")))
                .filteredOn(row -> row.get(1).startsWith("`failover.requests.event."))
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.get(4)).contains("EventBridge"));
        assertThat(file(Written.example("pyairtable"), "UNRENDERED.md"))
                .containsPattern("`compliance.classification` \\| `automatic` .*Macie");
        assertThat(file(Written.example("ai-teddy-bear"), "UNRENDERED.md"))
                .containsPattern("`objectives.errors` \\| `0.1%` .*`objectives.availability`");
    }

    @Test
    void says_what_is_missing_around_it() {
        assertThat(file(Written.example("quickstart"), "UNRENDERED.md"))
                .containsPattern("`data.orders.kind` .*`runs: provider`")
                .containsPattern("`services.web.image` .*`compute.platform: kubernetes`");
    }

    @Test
    void names_ways_of_copying_that_clouds_have() {
        assertThat(file(Written.example("mahavishnu"), "UNRENDERED.md"))
                .containsPattern("`data.main.replication.mode` \\| `multi-primary` .*`async` with one `primary`");
    }

    @Test
    void is_none_that_is_written() {
        String shop = """
                meridian: 1
                application: shop
                regions: {REGIONS}
                services: {web: {image: shop/web, ingress: {kind: nginx, tls: true}}}
                compute: {platform: kubernetes}
                traffic:
                  ttl: 45s
                  entrances: {web: {host: www.acme.test, to: web, route: [weighted], weights: {WEIGHTS}, providers: [NAMES]}}
                """;
        String aws = file(
                Written.of(shop.replace("REGIONS", "eu-west-1: {role: primary}, us-east-1: {role: active}")
                        .replace("WEIGHTS", "eu-west-1: 70, us-east-1: 30")
                        .replace("NAMES", "route53")),
                "UNRENDERED.md");
        assertThat(aws).contains("`traffic.ttl`").doesNotContain("weights");
        String google = file(
                Written.of(shop.replace("REGIONS", "europe-west1: {role: primary}, us-central1: {role: active}")
                        .replace("WEIGHTS", "europe-west1: 70, us-central1: 30")
                        .replace("NAMES", "google-cloud-dns")),
                "UNRENDERED.md");
        assertThat(google).doesNotContain("`traffic.ttl`", "weights");
    }

    /// Pipelines apply roots of every cloud, where some region is of AWS.
    @Test
    void is_one_of_pipelines_where_nobody_writes_any() {
        String shop = """
                meridian: 1
                application: shop
                regions: {REGION: {role: primary}MORE}
                services: {web: {image: shop/web}}
                compute: {platform: kubernetes}
                deploy: {pipeline: {by: github-actions}, rollback: automatic, drift: alert}
                """;
        assertThat(file(Written.of(shop.replace("REGION", "europe-west1").replace("MORE", "")), "UNRENDERED.md"))
                .containsPattern("`deploy.rollback` .*pipelines are written where a region is of AWS");
        assertThat(file(
                        Written.of(
                                shop.replace("REGION", "europe-west1").replace("MORE", ", eu-west-1: {role: active}")),
                        "UNRENDERED.md"))
                .doesNotContain("`deploy.rollback`", "`deploy.drift`");
    }

    /// The numbers of accounts stay in the file, wherever it has them.
    @Test
    void shows_no_account() {
        String account = "123456789012";
        SequencedMap<String, String> files = Written.of("""
                meridian: 1
                application: shop
                regions: {eu-west-1: {role: primary, account: prod}}
                accounts: {prod: {provider: aws, id: "%1$s", deployRole: "arn:aws:iam::%1$s:role/deploy"}}
                services: {web: {image: shop/web}}
                compute: {platform: kubernetes}
                operations: {contacts: {web: web@acme.test}}
                deploy: {pipeline: {by: github-actions}}
                """.formatted(account));
        assertThat(file(files, "UNRENDERED.md"))
                .contains("`accounts.prod.id` | `…`", "`accounts.prod.deployRole` | `arn:aws:iam::…:role/deploy`");
        assertThat(files).allSatisfy((_, text) -> assertThat(text).doesNotContain(account));
    }

    /// A reason for each word, and of its own kind; and no row for what is written.
    @Test
    void has_a_reason_that_is_its_own() {
        String page = file(Written.of("""
                meridian: 1
                application: shop
                regions: {eu-west-1: {role: primary}}
                services: {web: {image: shop/web}}
                data:
                  jobs: {kind: queue, runs: provider, replication: none}
                  ledger: {kind: mysql, runs: provider, replication: none}
                compute: {platform: kubernetes}
                deploy: {state: {in: s3, lock: s3}}
                observability: {alarms: [security, peering]}
                """), "UNRENDERED.md");
        assertThat(page)
                .contains("`security`: no alarm that is written is called so; `peering`: AWS has no metric")
                .doesNotContain("deploy.state", "caches are");
        assertThat(rows(page))
                .filteredOn(row -> row.get(1).matches("`data\\..*\\.replication\\.mode`"))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.get(3)).contains("no such store is written"));
    }

    /// A service that cannot do without a store runs in six regions of other clouds, and the store in none.
    @Test
    void names_the_regions_of_services_that_have_no_copy_of_what_they_need() {
        SequencedMap<String, String> files =
                Written.example("mahavishnu", "data.main.in=[us-east-1, eu-west-1, ap-southeast-1]");
        List<List<String>> rows = rows(file(files, "UNRENDERED.md")).stream()
                .filter(row -> row.get(2).startsWith("needed in "))
                .toList();
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .startsWith(
                                "44",
                                "`data.main`",
                                "needed in `us-central1`, `europe-west1`, `asia-southeast1`, `eastus`, `westeurope`,"
                                        + " `southeastasia`"));
        assertThat(file(Written.example("richesreach"), "UNRENDERED.md")).doesNotContain("needed in ");
    }

    /// One that can do without it runs there all the same.
    @Test
    void names_the_regions_of_services_that_do_without_a_store() {
        assertThat(rows(file(Written.example("mahavishnu"), "UNRENDERED.md")))
                .filteredOn(row -> row.get(2).startsWith("used in "))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .startsWith(
                                "72",
                                "`data.search`",
                                "used in `us-central1`, `europe-west1`, `asia-southeast1`, `eastus`, `westeurope`,"
                                        + " `southeastasia`"))
                .satisfies(row -> assertThat(row.get(3)).endsWith("runs there without it"));
        assertThat(file(Written.example("richesreach"), "UNRENDERED.md")).doesNotContain("used in ");
    }

    /// A minor version comes and goes with its cloud; nobody has asked whether there is such a one.
    @Test
    void is_a_minor_version_of_postgresql() {
        assertThat(file(Written.example("pyairtable"), "UNRENDERED.md"))
                .containsPattern("\\| 37 \\| `data.tables.version` \\| `15.4` \\| `15` is written: ");
        assertThat(file(Written.example("pyairtable", "data.tables.version=16.99"), "UNRENDERED.md"))
                .contains("nothing here knows whether there is a `16.99`");
        assertThat(file(Written.example("pyairtable", "data.tables.version=16"), "UNRENDERED.md"))
                .doesNotContain("data.tables.version");
    }
}
