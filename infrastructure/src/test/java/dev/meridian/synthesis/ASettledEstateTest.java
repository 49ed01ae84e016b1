package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What stands is not torn down because a line was added to the file, or moved in it.
class ASettledEstateTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions:
              us-east-1: {role: primary}
              eu-west-1: {role: standby}
            services: {web: {port: 8080, health: /health}}
            data:
              files: {kind: object, replication: async}
            traffic: {entrances: {web: {host: www.acme.test, route: [latency, health]}}}
            """;

    @ParameterizedTest
    @MethodSource("dev.meridian.synthesis.Written#systems")
    void written_once_more_is_the_same_to_the_last_byte(String system) throws IOException {
        String text = Files.readString(Written.HOME.resolve("examples").resolve(system + ".yaml"));
        SequencedMap<String, String> first = Written.of(text);
        assertThat(Written.over(first, text)).isEqualTo(first);
    }

    @Test
    void a_region_that_is_put_before_all_others_changes_no_line_of_theirs() {
        SequencedMap<String, String> before = Written.of(SHOP);
        SequencedMap<String, String> after =
                Written.over(before, SHOP.replace("regions:\n", "regions:\n  ap-southeast-1: {role: standby}\n"));
        before.forEach((path, text) -> {
            if (path.startsWith("terraform/regions/")
                    || path.startsWith("terraform/links/")
                    || path.startsWith("terraform/bootstrap/")) {
                assertThat(Written.file(after, path)).as(path).isEqualTo(text);
            }
        });
        assertThat(after.containsKey("terraform/regions/ap-southeast-1/network.tf"))
                .isTrue();
    }

    @Test
    void regions_that_change_places_change_nothing_that_is_built() {
        SequencedMap<String, String> before = Written.of(SHOP);
        SequencedMap<String, String> after = Written.over(
                before, SHOP.replace("  us-east-1: {role: primary}\n  eu-west-1: {role: standby}\n", """
                          eu-west-1: {role: standby}
                          us-east-1: {role: primary}
                        """.indent(0)));
        before.keySet().stream()
                .filter(path -> path.startsWith("terraform/"))
                .forEach(path -> assertThat(Written.file(after, path)).as(path).isEqualTo(before.get(path)));
    }

    @Test
    void buckets_keep_their_names_when_users_open_another_name() {
        SequencedMap<String, String> before = Written.of(SHOP);
        SequencedMap<String, String> after = Written.over(before, SHOP.replace("www.acme.test", "shop.acme.test"));
        assertThat(names(before)).isNotEmpty();
        assertThat(names(after)).isEqualTo(names(before));
    }

    @Test
    void addresses_that_the_network_has_no_room_for_are_given_anew() {
        SequencedMap<String, String> before = Written.of(SHOP);
        SequencedMap<String, String> after = Written.over(before, SHOP + "network: {cidr: 172.16.0.0/12}\n");
        assertThat(Written.file(after, "terraform/regions/us-east-1/network.tf"))
                .contains("172.16.0.0/16");
    }

    /// It is changed in us-east-1: kept there from the first, it needs no other region.
    @Test
    void the_state_of_names_stays_where_it_was_when_the_region_that_changes_them_comes_later() {
        String two = SHOP.replace("us-east-1", "eu-central-1");
        String three = two.replace("services:", "  us-east-1: {role: standby}\nservices:");
        String names = "terraform/global/terraform.tf";
        assertThat(Written.file(Written.of(three), names)).contains("\"shop-states-us-east-1-");
        assertThat(Written.over(Written.of(three), three)).isEqualTo(Written.of(three));
        SequencedMap<String, String> before = Written.of(two);
        assertThat(Written.file(before, names)).contains("\"shop-states-eu-west-1-");
        SequencedMap<String, String> after = Written.over(before, three);
        assertThat(Written.file(after, names)).isEqualTo(Written.file(before, names));
        assertThat(Written.over(after, three)).isEqualTo(after);
        assertThat(Written.file(after, "terraform/regions/us-east-1/terraform.tf"))
                .contains("\"shop-states-us-east-1-");
    }

    /// Before, the second region kept what came after it.
    @Test
    void states_that_are_kept_elsewhere_from_now_on_are_said_once() {
        String three = SHOP.replace("services:", "  eu-central-1: {role: standby}\nservices:");
        SequencedMap<String, String> before = Written.of(three);
        assertThat(Written.noticesOver(before, three)).isEmpty();
        String lock = Written.file(before, Lock.NAME);
        before.put(Lock.NAME, lock.replace("terraform/bootstrap/eu-central-1/", "terraform/elsewhere/"));
        assertThat(Written.noticesOver(before, three))
                .containsExactly("from now on eu-central-1 keeps the state of `regions/eu-central-1`: apply "
                        + "`bootstrap/eu-central-1`, and then move each with `terraform init -migrate-state`, before "
                        + "anything else is applied (user guide, *States that move*)");
        SequencedMap<String, String> moved = Written.over(before, three);
        assertThat(Written.noticesOver(moved, three)).isEmpty();
    }

    /// The bucket of the third stays in the root that made it, and has the copies of the first from now on.
    @Test
    void a_second_region_that_goes_moves_no_state_of_another() {
        String three = SHOP.replace("services:", "  eu-central-1: {role: standby}\nservices:");
        String without = three.replace("  eu-west-1: {role: standby}\n", "");
        SequencedMap<String, String> before = Written.of(three);
        SequencedMap<String, String> after = Written.over(before, without);
        assertThat(buckets(after)).isNotEmpty();
        buckets(after)
                .forEach((path, bucket) ->
                        assertThat(bucket).as(path).isEqualTo(buckets(before).get(path)));
        assertThat(Written.file(after, "terraform/bootstrap/eu-central-1/copies.tf"))
                .isEqualTo(Written.file(before, "terraform/bootstrap/eu-central-1/copies.tf"));
        assertThat(after).doesNotContainKey("terraform/bootstrap/states-eu-west-1.tf");
        assertThat(Written.file(after, "terraform/bootstrap/copies.tf"))
                .contains("shop-states-eu-central-1-", "\"to-eu-central-1\"", "alias/shop-states")
                .doesNotContain("eu-west-1", "eu_west_1");
        assertThat(Written.noticesOver(before, without))
                .containsExactly(
                        "eu-west-1 is out of the file, and its bucket out of `bootstrap`; there the states are of "
                                + "what it still has: destroy that with its last files and let `bootstrap` forget the bucket before "
                                + "you apply it (user guide, *A region that goes*)");
        assertThat(Written.noticesOver(after, without)).isEmpty();
        String another = without.replace("services:", "  eu-west-2: {role: standby}\nservices:");
        assertThat(Written.over(after, another))
                .containsKey("terraform/bootstrap/states-eu-west-2.tf")
                .doesNotContainKey("terraform/bootstrap/eu-west-2/states.tf");
    }

    /// What all regions have together is kept elsewhere from then on: that moves, and somebody has to do it.
    @Test
    void a_first_region_that_goes_says_which_states_move() {
        SequencedMap<String, String> before = Written.of(SHOP + "security: {auditLog: all-access}\n");
        String without = SHOP.replace(
                        "  us-east-1: {role: primary}\n  eu-west-1: {role: standby}", "  eu-west-1: {role: primary}")
                + "security: {auditLog: all-access}\n";
        assertThat(Written.noticesOver(before, without))
                .anySatisfy(notice -> assertThat(notice)
                        .startsWith(
                                "another region than before keeps the state of `global`, `global/account`: move each"))
                .anySatisfy(notice -> assertThat(notice).startsWith("us-east-1 is out of the file"));
    }

    @Test
    void the_state_of_names_stays_with_the_first_region_when_a_second_comes() {
        String one = SHOP.replace(
                "  us-east-1: {role: primary}\n  eu-west-1: {role: standby}", "  eu-west-1: {role: primary}");
        SequencedMap<String, String> before = Written.of(one);
        SequencedMap<String, String> after =
                Written.over(before, one.replace("services:", "  eu-central-1: {role: standby}\nservices:"));
        assertThat(Written.file(after, "terraform/global/terraform.tf"))
                .isEqualTo(Written.file(before, "terraform/global/terraform.tf"));
    }

    /// The region that has copies of backups has those of states, too.
    @Test
    void the_state_of_one_region_has_a_copy_where_its_backups_have_one() {
        SequencedMap<String, String> files = Written.of("""
                meridian: 1
                application: shop
                regions: {eu-west-1: {role: primary}}
                services: {web: {port: 8080}}
                data: {main: {kind: postgresql, runs: provider, backup: {keep: 7d, copyTo: [eu-central-1]}}}
                """);
        assertThat(Written.file(files, "terraform/bootstrap/copies.tf"))
                .contains("\"to-eu-central-1\"", "\"to-eu-west-1\"");
        assertThat(Written.file(files, "README.md"))
                .containsPattern("`shop-states-eu-west-1-\\w+` in eu-west-1, with a copy in eu-central-1");
    }

    /// Where each root looks for its state, by its path.
    private static SequencedMap<String, String> buckets(SequencedMap<String, String> files) {
        SequencedMap<String, String> buckets = new LinkedHashMap<>();
        files.forEach((path, text) -> {
            if (path.endsWith("/terraform.tf")) {
                Pattern.compile("bucket += \"(\\S+)\"")
                        .matcher(text)
                        .results()
                        .forEach(found -> buckets.put(path, found.group(1)));
            }
        });
        return buckets;
    }

    /// Those that end with a hash.
    private static SortedSet<String> names(SequencedMap<String, String> files) {
        SortedSet<String> names = new TreeSet<>();
        files.forEach((path, text) -> {
            if (path.startsWith("terraform/")) {
                Pattern.compile("\"shop-[a-z0-9-]+-[0-9a-f]{8}\"")
                        .matcher(text)
                        .results()
                        .forEach(found -> names.add(found.group()));
            }
        });
        return names;
    }
}
