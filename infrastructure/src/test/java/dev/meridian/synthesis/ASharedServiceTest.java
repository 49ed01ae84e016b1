package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What all regions share is changed in us-east-1: what pages say of the hour in which that takes no changes.
@DisplayName("A shared service")
class ASharedServiceTest {
    private static final String FAR = """
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, eu-central-1: {role: active}}
            services: {web: {port: 8080, health: /health}}
            data: {orders: {kind: postgresql, runs: provider, replication: async}}
            """;

    private static final String NAMED =
            FAR + "traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}\n";

    @SuppressWarnings("unused")
    private static final List<SequencedMap<String, String>> ALL = List.of(
            Written.of(FAR),
            Written.of(NAMED),
            Written.of(Written.EDGES),
            Written.example("pyairtable"),
            Written.example("genai-demo"));

    private static final Pattern SHUT = Pattern.compile("(?m)^ +shut (\\S+) (\\S+)$");

    private static String page(SequencedMap<String, String> files) {
        return file(files, "runbooks/region-loss.md");
    }

    private static String text(SequencedMap<String, String> files, String root) {
        StringBuilder text = new StringBuilder();
        files.forEach((path, one) -> text.append(path.matches("terraform/" + root + "/[^/]+\\.tf") ? one : ""));
        return text.toString();
    }

    private static List<String> roots(SequencedMap<String, String> files) {
        return file(files, "terraform/ORDER").lines().toList();
    }

    private static TreeSet<String> named(String sentence) {
        TreeSet<String> named = new TreeSet<>();
        Pattern.compile("`([^`]+)`").matcher(sentence).results().forEach(found -> named.add(found.group(1)));
        return named;
    }

    private static String sentence(String page, String pattern) {
        Matcher sentence = Pattern.compile(pattern).matcher(page);
        assertThat(sentence.find()).as(pattern).isTrue();
        return sentence.group(1);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void is_named_with_each_root_that_reads_it_before_it_is_planned(SequencedMap<String, String> files) {
        TreeSet<String> without = new TreeSet<>(roots(files));
        without.removeIf(root -> Pattern.compile("\"aws_(iam_(?!policy_document)|route53_|cloudfront_)")
                .matcher(text(files, root))
                .find());
        String said = sentence(page(files), "(?s)\n(Every root[^.]*) has some of these");
        assertThat(named(said)).isEqualTo(without);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void keeps_no_page_from_saying_which_roots_ask_a_lost_region(SequencedMap<String, String> files) {
        for (String section : page(files).split("(?m)^## ", -1)) {
            Matcher lost = Pattern.compile("^(\\S+) is lost\n").matcher(section);
            if (!lost.find()) {
                continue;
            }
            String region = lost.group(1);
            TreeSet<String> asking = new TreeSet<>(roots(files));
            asking.removeIf(root -> !Pattern.compile("(?s)provider \"aws\" \\{[^}]*?region = \"" + region + "\"")
                    .matcher(text(files, root))
                    .find());
            assertThat(named(sentence(section, "(?s)No plan of ([^.]*) is made while")))
                    .as(region)
                    .isEqualTo(asking);
            assertThat(section.contains("What all regions share cannot be changed either"))
                    .isEqualTo(region.equals("us-east-1"));
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void is_not_needed_to_keep_users_away_from_a_region_that_serves(SequencedMap<String, String> files) {
        List<MatchResult> shut = SHUT.matcher(page(files)).results().toList();
        boolean turnsChecks = page(files).contains("aws route53 update-health-check");
        assertThat(shut.isEmpty()).isEqualTo(!turnsChecks);
        assertThat(page(files).contains("those who are there lose it at once"))
                .isEqualTo(shut.stream().anyMatch(one -> !one.group(2).endsWith("-checks")));
        for (MatchResult one : shut) {
            String root = text(files, "regions/" + one.group(1));
            String label = sentence(root, "\"aws_security_group\" \"(\\w+)\" \\{\n +name += \"" + one.group(2) + "\"");
            String rules = "(?s)\"aws_vpc_security_group_ingress_rule\" \"\\w+\" \\{[^}]*?aws_security_group\\." + label
                    + "\\.id[^}]*?";
            assertThat(root)
                    .as("checks of Route 53 come in by no other rule")
                    .containsPattern(rules
                            + (label.endsWith("_checks") ? "aws_ec2_managed_prefix_list\\.checks" : "0\\.0\\.0\\.0/0"));
        }
    }

    @Test
    void is_told_of_where_no_region_of_the_estate_is_the_one_that_it_is_changed_in() {
        SequencedMap<String, String> files = Written.of(FAR);
        assertThat(page(files)).contains("## us-east-1 takes no changes", "promoting a copy asks nothing of us-east-1");
        assertThat(file(files, "README.md"))
                .contains("are changed in us-east-1, whatever region they are for")
                .doesNotContain("needs no region that it is not about");
    }

    @Test
    void is_no_reason_to_turn_a_root_to_a_copy_that_nobody_can_plan() {
        String page = page(Written.example("pyairtable"));
        assertThat(page.substring(page.indexOf("## us-east-1 is lost"), page.indexOf("## eu-west-1 is lost")))
                .contains("No plan of", "`global`")
                .doesNotContain("terraform/global init");
    }

    @Test
    void is_asked_for_nothing_when_a_region_is_shut(@TempDir Path folder) throws IOException, InterruptedException {
        assertThat(shut(folder, "sgr-1 sgr-2")).isEqualTo("""
                        describe-security-groups --region eu-west-1 Name=group-name,Values=shop
                        describe-security-group-rules --region eu-west-1 Name=group-id,Values=sg-1
                        revoke-security-group-ingress --region eu-west-1 sg-1 sgr-1 sgr-2
                        """);
        assertThat(shut(folder, "")).as("shut already").doesNotContain("revoke");
    }

    private static String shut(Path folder, String rules) throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        Files.writeString(told, "");
        Path program = Files.writeString(
                folder.resolve("aws"), """
                #!/bin/bash
                case $2 in
                  revoke*) echo "$2 $3 $4 $6 ${@:8:2}" ;;
                  *) echo "$2 $3 $4 $6" ;;
                esac >> TOLD
                case $2 in
                  *-groups) echo sg-1 ;;
                  *-rules) echo "RULES" ;;
                esac
                """.replace("TOLD", told.toString()).replace("RULES", rules));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path words = Files.writeString(folder.resolve("commands.sh"), file(Written.of(NAMED), "runbooks/commands.sh"));
        SequencedMap<String, String> variables = new LinkedHashMap<>();
        variables.put("PATH", folder + ":" + System.getenv("PATH"));
        Shell.Answer done = Shell.run(folder, List.of("bash", "-c", ". " + words + "\nshut eu-west-1 shop"), variables);
        assertThat(done.code()).as(done.text()).isZero();
        return Files.readString(told);
    }
}
