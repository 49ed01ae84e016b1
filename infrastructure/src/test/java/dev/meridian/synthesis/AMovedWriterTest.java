package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a writer that moves to another region changes in what is written, and what its page says of that.
@DisplayName("A moved writer")
class AMovedWriterTest {
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "eu-central-1");

    /// Every pair is there, whoever writes.
    private static final String PEERED = "network: {peering: full-mesh}";

    private static final String ALL = "backup: {copyTo: all}";

    private static SequencedMap<String, String> written(String writer, String backup, String network) {
        return Written.of(
                """
                meridian: 1
                application: shop
                regions:
                  eu-west-1: {role: primary}
                  us-east-1: {role: active}
                  eu-central-1: {role: active}
                services: {web: {port: 8080, dependsOn: {orders: hard}}}
                data:
                  orders: {kind: postgresql, runs: provider, primary: WRITER, replication: async, BACKUP}
                NETWORK
                """.replace("WRITER", writer).replace("BACKUP", backup).replace("NETWORK", network));
    }

    /// The roots of pairs that differ, or are in one alone.
    private static TreeSet<String> changed(SequencedMap<String, String> before, SequencedMap<String, String> after) {
        TreeSet<String> paths = new TreeSet<>(before.sequencedKeySet());
        paths.addAll(after.sequencedKeySet());
        paths.removeIf(
                path -> !path.startsWith("terraform/links/") || Objects.equals(before.get(path), after.get(path)));
        TreeSet<String> roots = new TreeSet<>();
        paths.forEach(path -> roots.add(path.substring("terraform/".length(), path.lastIndexOf('/'))));
        return roots;
    }

    /// The steps of the page by their number, and what they apply of pairs for a writer that is now in a region.
    private static SequencedMap<String, TreeSet<String>> applied(String page, String writer) {
        SequencedMap<String, TreeSet<String>> steps = new LinkedHashMap<>();
        for (String step : page.split("(?m)^### ", -1)) {
            TreeSet<String> roots = new TreeSet<>();
            Pattern.compile(
                            "(?m)^ *terraform -chdir=terraform/(links/\\S+) (?:init && .*)?apply(?: +# if .* in (.*))?$")
                    .matcher(step)
                    .results()
                    .filter(found -> found.group(2) == null
                            || List.of(found.group(2).split(" or ")).contains(writer))
                    .forEach(found -> roots.add(found.group(1)));
            steps.put(step.substring(0, 1), roots);
        }
        return steps;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            backup: {copyTo: all}                      | network: {peering: full-mesh}
            backup: {copyTo: all}                      |
            backup: {copyTo: [us-east-1]}              | network: {peering: full-mesh}
            backup: {copyTo: [us-east-1]}              |
            backup: {copyTo: [eu-west-1, us-east-1]}   |
            backup: {keep: 7d}                         | network: {peering: full-mesh}
            backup: {keep: 7d}                         |
            """)
    void has_each_root_of_a_pair_that_changes_applied_as_soon_as_both_regions_can_answer(
            String backup, String network) {
        String peering = network == null ? "" : network;
        for (String old : REGIONS) {
            SequencedMap<String, String> before = written(old, backup, peering);
            String page = file(before, "runbooks/database-failover.md");
            for (String writer : REGIONS) {
                if (writer.equals(old)) {
                    continue;
                }
                SequencedMap<String, String> after = written(writer, backup, peering);
                TreeSet<String> now = new TreeSet<>();
                TreeSet<String> later = new TreeSet<>();
                changed(before, after).stream()
                        .filter(root -> after.containsKey("terraform/" + root + "/terraform.tf"))
                        .forEach(root -> (root.contains(old) ? later : now).add(root));
                before.forEach((path, text) -> {
                    if (text.contains("\"shop-" + old + "-orders\"") && path.endsWith("/reach.tf")) {
                        later.add(path.replaceFirst("terraform/(.*)/reach.tf", "$1"));
                    }
                });
                SequencedMap<String, TreeSet<String>> steps = applied(page, writer);
                assertThat(steps.get("5")).as(old + " → " + writer).isEqualTo(now);
                assertThat(steps.get("6")).as(old + " → " + writer).isEqualTo(later);
                changed(before, after).stream()
                        .filter(root -> !after.containsKey("terraform/" + root + "/terraform.tf"))
                        .forEach(root -> assertThat(page).contains("writes no more", "`" + root + "`"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PEERED, ""})
    void has_pairs_opened_after_the_old_one_is_gone_and_says_so_of_each(String network) {
        SequencedMap<String, String> files = written("eu-west-1", ALL, network);
        String page = file(files, "runbooks/database-failover.md");
        int deleted = page.indexOf("-replace=aws_db_instance.orders");
        assertThat(deleted).isPositive();
        List<String> doors = new ArrayList<>();
        files.forEach((path, text) -> {
            if (path.startsWith("terraform/links/") && text.contains("name     = \"shop-eu-west-1-orders\"")) {
                doors.add(path.replaceFirst("(terraform/.*)/reach.tf", "$1"));
            }
        });
        assertThat(doors).hasSize(network.isEmpty() ? 0 : 2);
        doors.forEach(root -> {
            assertThat(page.indexOf("-chdir=" + root + " apply")).isGreaterThan(deleted);
            assertThat(page.substring(0, page.indexOf("### 4.")))
                    .containsPattern("nobody may apply [^.]*`" + root + "`");
            assertThat(file(files, "runbooks/split-brain.md")).contains("`" + root + "`");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "us-east-1", "eu-central-1"})
    void leaves_the_secret_of_each_owner_as_it_is_so_that_it_can_come_back(String writer) {
        SequencedMap<String, String> first = written("eu-west-1", ALL, "");
        SequencedMap<String, String> moved = written(writer, ALL, "");
        for (String region : REGIONS) {
            String path = "terraform/regions/" + region + "/database-orders.tf";
            List<String> kept = secrets(file(moved, path));
            assertThat(kept).as(region).hasSize(3).isEqualTo(secrets(file(first, path)));
            assertThat(kept.getFirst())
                    .contains("\"shop-" + region + "-orders-owner\"")
                    .doesNotContain("recovery_window_in_days", "name_prefix");
            boolean isWriter = region.equals(writer);
            assertThat(file(moved, path).contains("password_wo ")).isEqualTo(isWriter);
            assertThat(file(moved, path).contains("ephemeral \"aws_secretsmanager_secret_version\""))
                    .isEqualTo(isWriter);
        }
    }

    /// What makes a secret and its first value.
    private static List<String> secrets(String text) {
        return Pattern.compile("(?ms)^(?:resource \"aws_secretsmanager_secret(?:_version)?\""
                        + "|ephemeral \"aws_secretsmanager_random_password\") .*?^}$")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .toList();
    }
}
