package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// A store of which nobody knows how it is copied is unknown in each row and each finding, and no figure of it is
/// the better one.
class AnUnknownReplicationTest {
    private static Read shop(String store) {
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99.9%%, rpo: 15m}
            regions: {europe-west1: {role: primary, provider: gcp}, europe-west2: {role: standby, provider: gcp}}
            services: {web: {dependsOn: {rows: hard}}}
            data: {rows: {%s}}
            compute: {platform: cloud-run}
            failover: {mode: manual, control: {runs: script}, human: {notice: 1m, decide: 1m}}
            """.formatted(store.contains("runs:") ? store : "runs: provider, " + store));
    }

    private static Promise row(Read file, Promise.Objective objective) {
        return file.assessed().promises().stream()
                .filter(promise -> promise.objective() == objective)
                .filter(promise -> promise.disruption()
                        .map(kind -> kind == Promise.Disruption.REGION)
                        .orElse(true))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void of_one_member_is_neither_lost_nor_kept() {
        Read file = shop("kind: queue, in: [europe-west1], replication: unknown");
        assertThat(row(file, Promise.Objective.RPO)).satisfies(promise -> {
            assertThat(promise.verdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(promise.best()).isEqualTo("0s");
        });
        Found.isFree(file, Rule.IN_FLIGHT_LOST);
        assertThat(Found.only(file, Rule.NOBODY_KNOWS).statement())
                .startsWith("nobody knows whether `rows` gets from europe-west1 to another region");
        Read none = shop("kind: queue, in: [europe-west1], replication: none");
        assertThat(Found.of(none, Rule.IN_FLIGHT_LOST)).hasSize(1);
        assertThat(row(none, Promise.Objective.RPO).verdict()).isEqualTo(Verdict.UNATTAINABLE);
    }

    /// What leaves the region by a backup is lost up to its age, whatever else copies the store.
    @Test
    void of_one_member_with_a_backup_elsewhere_has_that_way() {
        Read file = shop("kind: postgresql, in: [europe-west1], replication: unknown,"
                + " backup: {every: 1h, takes: 1m, copyTo: [europe-west2]}");
        assertThat(row(file, Promise.Objective.RPO).verdict()).isEqualTo(Verdict.UNATTAINABLE);
    }

    @Test
    void has_the_service_level_of_one_region() {
        for (String mode : new String[] {"unknown", "{mode: copy, every: 1h}", "none"}) {
            assertThat(level(shop("kind: object, replication: " + mode)))
                    .as(mode)
                    .contains("Standard class in a region");
        }
        assertThat(level(shop("kind: object, replication: {mode: provider, via: dual-region}")))
                .contains("dual-region");
    }

    private static String level(Read file) {
        return row(file, Promise.Objective.AVAILABILITY).basis().stream()
                .filter(part -> part.name().startsWith("rows"))
                .map(Promise.Part::why)
                .findFirst()
                .orElseThrow();
    }

    /// Whether it reaches another region says nothing of a lost zone, which it outlives.
    @Test
    void of_a_store_that_stays_in_its_region_is_no_matter_of_a_lost_zone() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {zone: {rto: 4h}, region: {rpo: 15m}}}
            regions: {europe-west1: {role: primary}, europe-west2: {role: standby}}
            services: {web: {dependsOn: {rows: hard, files: hard}}}
            data:
              rows: {kind: postgresql, runs: provider, in: [europe-west1], zones: 1, replication: none,
                     backup: {every: 24h, pointInTime: true}}
              files: {kind: object, runs: provider, in: [europe-west1], replication: unknown}
            failover: {mode: manual, control: {runs: script}, human: {notice: 1m, decide: 1m}}
            """);
        Finding finding = Found.of(file, Rule.FIGURE_UNKNOWN).stream()
                .filter(found -> found.at().endsWith("zone.rto"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.statement())
                .startsWith("`shop` promises rto 4h for a lost zone, and nothing is known of: restore of `rows`");
        assertThat(finding.fix()).doesNotContain("files", "MER-0148");
        assertThat(Found.of(file, Rule.NOBODY_KNOWS)).hasSize(1);
    }

    private static Finding question(String store) {
        return Found.only(shop(store), Rule.NOBODY_KNOWS);
    }

    /// Nothing copies a store of its user by itself, and one that several members write has no single way.
    @Test
    void is_asked_for_by_the_members_and_the_edges_of_the_file() {
        Finding alone = question("kind: postgresql, runs: self, in: [europe-west1], replication: unknown");
        assertThat(alone.statement()).startsWith("`rows` is in europe-west1 alone");
        assertThat(alone.why()).startsWith("it has no other member: it is lost with europe-west1, unless");
        assertThat(alone.fix()).startsWith("`none`, and `recover`").doesNotContain("async");
        Finding several =
                question("kind: database, runs: self, primary: [europe-west1, europe-west2], replication: unknown");
        assertThat(several.fix()).contains("`multi-primary`", "`quorum`").doesNotContain("async", "`none`");
        Finding edge = question("kind: database, runs: self, replication: {mode: unknown, edges: {away: {from:"
                + " europe-west1, to: europe-west2}}}");
        assertThat(edge.fix())
                .isEqualTo(
                        "find out, and write `mode` and `lag` (or `every`) of" + " `data.rows.replication.edges.away`");
        assertThat(edge.why()).startsWith("the file has the edge `away` out of it");
    }

    /// Firestore has one database with a location, and no copies that a user chooses.
    @Test
    void of_firestore_is_its_location() {
        Read file = shop("kind: firestore, replication: unknown");
        Finding finding = Found.only(file, Rule.NOBODY_KNOWS);
        assertThat(finding.statement()).startsWith("nobody knows the location of `rows`");
        assertThat(finding.fix()).contains("`via: nam5` or `via: eur3`").doesNotContain("async");
        assertThat(finding.why()).doesNotContain("data of its own");
    }

    /// A secret of Google Cloud is in a region and in no zone, so that nobody can say its number of zones.
    @Test
    void of_a_secret_asks_for_no_zones() {
        Read file = shop("kind: vault, in: [europe-west1], replication: none")
                .with("objectives.disruptions={zone: {rto: 10m}}");
        assertThat(file.assessed().findings())
                .noneMatch(finding -> finding.fix().contains("data.rows.zones"));
    }
}
