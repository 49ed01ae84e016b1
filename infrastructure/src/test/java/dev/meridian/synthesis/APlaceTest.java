package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Terraform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a name that goes by place sends users, as Route 53 chooses (developer guide, how records are chosen when
/// health is checked, and values of geolocation alias records, 2026-11).
@DisplayName("A place")
class APlaceTest {
    private static final String FILE = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              eu-central-1: {role: active}
              us-east-1: {role: active}
            services: {web: {port: 8080, health: /health}}
            traffic: {entrances: {web: {host: shop.acme.test, route: [geolocation, health]}}}
            """;

    private static final String HOST = "shop.acme.test";
    private static final String ENTRANCE = "terraform/global/entrance-web.tf";
    private static final List<String> REGIONS = List.of("eu-west-1", "eu-central-1", "us-east-1");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /// Route 53 while some regions do not serve.
    private record Resolver(List<Block> records, Set<String> dead) {
        String answer(String name, String continent) {
            List<Block> own = named(name);
            if (own.isEmpty()) {
                return name.substring(0, name.indexOf('.'));
            }
            List<Block> meant = own.stream()
                    .filter(one -> place(one)
                            .map(place -> place.equals(continent) || place.equals("*"))
                            .orElse(true))
                    .sorted(Comparator.comparing(one -> isForAll(one) || isSecondary(one)))
                    .toList();
            Block chosen = meant.stream().filter(this::serves).findFirst().orElse(meant.getFirst());
            return answer(target(chosen), continent);
        }

        private List<Block> named(String name) {
            return records.stream()
                    .filter(one -> text(one, "name").equals(name))
                    .toList();
        }

        private boolean serves(Block record) {
            boolean isChecked = dead.stream()
                    .map(region -> "." + "web_" + region.replace('-', '_') + ".")
                    .noneMatch(label -> text(record, "health_check_id").contains(label));
            String target = target(record);
            List<Block> behind = named(target);
            return isChecked
                    && (behind.isEmpty()
                            ? dead.stream().noneMatch(region -> target.equals(region + "." + HOST))
                            : behind.stream().anyMatch(this::serves));
        }

        private static boolean isForAll(Block record) {
            return place(record).filter("*"::equals).isPresent();
        }

        private static boolean isSecondary(Block record) {
            return inner(record, "failover_routing_policy")
                    .filter(policy -> text(policy, "type").equals("SECONDARY"))
                    .isPresent();
        }

        private static Optional<String> place(Block record) {
            return inner(record, "geolocation_routing_policy")
                    .map(policy -> text(policy, "continent") + text(policy, "country"));
        }

        private static String target(Block record) {
            return text(inner(record, "alias").orElseThrow(), "name");
        }

        private static Optional<Block> inner(Block block, String type) {
            return block.body().stream()
                    .flatMap(item -> item instanceof Block inner && inner.type().equals(type)
                            ? Stream.of(inner)
                            : Stream.empty())
                    .findFirst();
        }

        private static String text(Block block, String attribute) {
            return switch (block.at(attribute).orElse(Expression.text(""))) {
                case Expression.Text(String text) -> text;
                case Expression.Reference(String path) -> path;
                default -> "";
            };
        }
    }

    private static Resolver without(String... dead) {
        return without(FILE, List.of(dead));
    }

    private static Resolver without(String file, List<String> dead) {
        List<Block> records = Written.roots("x.yaml", file).stream()
                .filter(root -> root.path().equals("global"))
                .flatMap(root -> root.blocks().stream())
                .filter(block -> block.labels().contains("aws_route53_record"))
                .toList();
        return new Resolver(records, Set.copyOf(dead));
    }

    @Test
    void sends_its_users_to_a_region_of_their_continent_while_one_serves() {
        assertThat(without().answer(HOST, "EU")).isEqualTo("eu-west-1");
        assertThat(without().answer(HOST, "NA")).isEqualTo("us-east-1");
        assertThat(without("eu-west-1").answer(HOST, "EU")).isEqualTo("eu-central-1");
    }

    @Test
    void sends_nobody_to_a_region_that_is_gone_while_another_serves() {
        for (List<String> dead : losses()) {
            for (String continent : List.of("EU", "NA", "AS")) {
                assertThat(without(FILE, dead).answer(HOST, continent))
                        .as("for " + continent + " without " + dead)
                        .isNotIn(dead);
            }
        }
    }

    /// Who stands by serves nobody, however users are sent to those that serve (GLOSSARY, roles).
    @ParameterizedTest
    @ValueSource(strings = {"", ", route: [latency]", ", route: [weighted]", ", route: [geolocation, health]"})
    void sends_users_to_who_stands_by_only_while_nobody_else_serves(String route) {
        String two = FILE.replace(", route: [geolocation, health]", route)
                .replace(
                        "eu-central-1: {role: active}", "eu-central-1: {role: standby}\n  eu-north-1: {role: standby}");
        String one = two.replace("us-east-1: {role: active}", "us-east-1: {role: standby}");
        for (String continent : List.of("EU", "NA", "AS")) {
            assertThat(without(two, List.of("eu-west-1")).answer(HOST, continent))
                    .isEqualTo("us-east-1");
            assertThat(without(two, List.of("us-east-1")).answer(HOST, continent))
                    .isEqualTo("eu-west-1");
            assertThat(without(two, List.of("us-east-1", "eu-west-1")).answer(HOST, continent))
                    .isEqualTo("eu-central-1");
            assertThat(without(two, List.of("us-east-1", "eu-west-1", "eu-central-1"))
                            .answer(HOST, continent))
                    .isEqualTo("eu-north-1");
            assertThat(without(one, List.of()).answer(HOST, continent)).isEqualTo("eu-west-1");
            assertThat(without(one, List.of("eu-west-1", "eu-central-1")).answer(HOST, continent))
                    .isEqualTo("eu-north-1");
        }
    }

    @Test
    void puts_who_serves_before_who_stands_by_in_an_order() {
        String standby = FILE.replace("eu-central-1: {role: active}", "eu-central-1: {role: standby}")
                .replace("geolocation", "failover");
        assertThat(without(standby, List.of("eu-west-1")).answer(HOST, "EU")).isEqualTo("us-east-1");
    }

    /// Each set of regions of which one at least is left.
    private static List<List<String>> losses() {
        List<List<String>> losses = new ArrayList<>();
        for (int lost = 0; lost < (1 << REGIONS.size()) - 1; lost++) {
            List<String> dead = new ArrayList<>();
            for (int i = 0; i < REGIONS.size(); i++) {
                if ((lost >> i & 1) == 1) {
                    dead.add(REGIONS.get(i));
                }
            }
            losses.add(dead);
        }
        return losses;
    }

    @Test
    void in_an_order_is_the_first_that_serves() {
        String inOrder = FILE.replace("[geolocation, health]", "[failover, health]");
        for (List<String> dead : losses()) {
            assertThat(without(inOrder, dead).answer(HOST, "EU"))
                    .as("without " + dead)
                    .isEqualTo(REGIONS.stream()
                            .filter(region -> !dead.contains(region))
                            .findFirst()
                            .orElseThrow());
        }
    }

    /// Its load balancer counts as failed while another entrance of the region is served by nobody.
    @Test
    void is_lost_by_its_own_check_alone() {
        String two = FILE.replace(
                        "health]}}", "health]}, admin: {host: admin.acme.test, to: web, route: [latency, health]}}")
                .replace("web: {host", "web: {to: web, host");
        SequencedMap<String, String> files = Written.of(two);
        assertThat(file(files, "terraform/global/entrance-admin.tf"))
                .contains("health_check_id", "evaluate_target_health = false")
                .doesNotContainPattern("evaluate_target_health += true");
        assertThat(file(files, "terraform/regions/eu-west-1/entrance-admin.tf"))
                .containsPattern("evaluate_target_health += false");
    }

    @Test
    void has_all_regions_behind_the_record_of_everybody_else() {
        String written = file(Written.of(FILE), ENTRANCE);
        assertThat(written)
                .contains("\"_any." + HOST + "\"", "\"_eu." + HOST + "\"", "aws_route53_record.web_eu_central_1_eu")
                .doesNotContain("\"_na." + HOST + "\"");
        assertThat(written.split("\"_any." + HOST + "\"", -1)).hasSize(REGIONS.size() + 2);
    }

    /// What users never open has no certificate.
    @Test
    void keeps_the_names_of_its_sets_out_of_certificates() {
        String cdn = FILE.replace("traffic: {", "traffic: {cdn: {kind: cloudfront}, ");
        SequencedMap<String, String> files = Written.of(cdn);
        assertThat(file(files, ENTRANCE)).contains("\"origin." + HOST + "\"", "\"_any." + HOST + "\"");
        files.forEach((path, text) -> {
            if (path.contains("/regions/") || path.endsWith("cdn-web.tf")) {
                assertThat(text).as(path).doesNotContain("_any.", "_eu.");
            }
        });
    }

    /// A region more on a continent changes where its record leads; the record stays the same one.
    @Test
    void has_one_record_of_a_continent_however_many_regions_it_has() {
        String one = file(Written.of(FILE.replace("  eu-central-1: {role: active}\n", "")), ENTRANCE);
        for (String written : List.of(one, file(Written.of(FILE), ENTRANCE))) {
            assertThat(written)
                    .contains("resource \"aws_route53_record\" \"web_from_eu\" {", "set_identifier = \"EU\"")
                    .containsOnlyOnce("continent = \"EU\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"geolocation,active", "failover,active", "latency,standby", "geolocation,standby"})
    void is_valid_for_the_provider(String route, String last) throws IOException, InterruptedException {
        Terraform terraform = Terraform.here(folder);
        String file = FILE.replace("geolocation", route)
                .replace("us-east-1: {role: active}", "us-east-1: {role: " + last + "}");
        Written.lay(Written.of(file), folder);
        Path at = folder.resolve("terraform/global");
        terraform.validates(at);
    }
}
