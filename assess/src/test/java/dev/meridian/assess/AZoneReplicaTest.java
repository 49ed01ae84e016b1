package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a lost zone costs is decided by what is inside the region, and not by the way to another one.
class AZoneReplicaTest {
    private static Read pair(String provider, String kind, String edge) {
        boolean aws = provider.equals("aws");
        String home = aws ? "us-east-1" : provider.equals("azure") ? "northeurope" : "us-east1";
        String away = aws ? "us-west-2" : provider.equals("azure") ? "westeurope" : "us-west1";
        return Read.of("""
            meridian: 1
            application: shop
            objectives: {availability: 99%%, disruptions: {zone: {rto: 1h, rpo: 1h}}}
            regions:
              %s: {role: primary, provider: %s}
              %s: {role: standby, provider: %s}
            services: {web: {dependsOn: {rows: hard}}}
            data:
              rows:
                kind: %s
                runs: provider
                members: {one: {region: %s, zones: 1}, two: {region: %s, zones: 1}, far: {region: %s, zones: 2}}
                primary: one
                replication:
                  mode: async
                  edges:
                    near: {from: one, to: two, %s}
                    away: {from: one, to: far, mode: copy, every: 5m}
            failover: {mode: automatic, control: {runs: operator}, lease: none, fence: none}
            """.formatted(home, provider, away, provider, kind, home, home, away, edge));
    }

    private static Comeback zone(Read file, String store) {
        Subject subject = file.subject();
        return subject.wayBack(subject.store(store), Promise.Disruption.ZONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws   | postgresql | mode: async, via: rds-read-replica",
                "aws   | mysql      | mode: async",
                "gcp   | postgresql | mode: async, via: cloud-sql-read-replica",
                "azure | postgresql | mode: async"
            })
    void is_no_automatic_standby_of_a_provider(String provider, String kind, String edge) {
        Read file = pair(provider, kind, edge);
        Subject subject = file.subject();
        Comeback back = new Comebacks(subject)
                .ways(subject.store("rows"), Promise.Disruption.ZONE)
                .getFirst();
        assertThat(back.loss().span().cannotBeWithin(Duration.ZERO)).isTrue();
        assertThat(back.loss().name()).isEqualTo("lag of the replica `two` of `rows`");
        assertThat(back.starts()).isEqualTo(Comeback.Starts.CONTROL);
        assertThat(new StoreZones(subject, subject.store("rows")).least()).contains(1);
    }

    @Test
    void loses_the_lag_or_the_interval_that_its_edge_declares() {
        assertThat(zone(pair("aws", "postgresql", "mode: async, lag: 20s"), "rows")
                        .loss()
                        .span()
                        .plan())
                .contains(Duration.ofSeconds(20));
        assertThat(zone(pair("gcp", "mysql", "mode: copy, every: 2m"), "rows")
                        .loss()
                        .span()
                        .plan())
                .contains(Duration.ofMinutes(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws | postgresql | mode: sync",
                "aws | redis      | mode: async, via: elasticache",
                "aws | postgresql | mode: async, via: aurora"
            })
    void takes_over_by_itself_where_a_commit_waits_or_the_product_promotes_its_readers(
            String provider, String kind, String edge) {
        Read file = pair(provider, kind, edge);
        Read named = edge.contains("aurora") ? file.with("data.rows.replication.edges.away.via=aurora") : file;
        assertThat(zone(named, "rows").starts()).isEqualTo(Comeback.Starts.ITSELF);
        Subject subject = named.subject();
        assertThat(new StoreZones(subject, subject.store("rows")).least()).contains(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "us-east1 us-west1 gcp {mode: async, via: pd-async-replication}",
                "us-east1 us-west1 gcp {mode: copy, every: 1h, via: velero}",
                "us-east1 us-west1 gcp none",
                "northeurope westeurope azure {mode: async, via: site-recovery}"
            })
    void of_a_disk_over_two_zones_is_synchronous_whatever_leads_to_another_region(String what) {
        String[] words = what.split(" ", 4);
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {zone: {rpo: 1m}}}
            regions:
              %s: {role: primary, provider: %s}
              %s: {role: standby, provider: %s}
            services: {web: {dependsOn: {disks: hard}}}
            data: {disks: {kind: volume, runs: provider, zones: 2, replication: %s}}
            failover: {mode: manual, control: {runs: operator}}
            """.formatted(words[0], words[2], words[1], words[2], words[3]));
        assertThat(zone(file, "disks").loss().span().plan()).contains(Duration.ZERO);
        assertThat(zone(file, "disks").recovery().isUnknown()).isTrue();
    }

    @Test
    void of_a_service_is_missed_only_where_it_runs_and_is_not_offered_to_one_volume() {
        Read file = Read.of("""
            meridian: 1
            application: shop
            objectives: {disruptions: {zone: {rto: 10m}}}
            regions: {us-east1: {role: primary}, us-west1: {role: active}, us-central1: {role: active}}
            services:
              writer: {in: [us-east1], replicas: 1, stateful: true, volume: disks, dependsOn: {disks: hard}}
              reader: {in: [us-east1, us-west1], replicas: 1}
              web: {replicas: 1, dependsOn: {writer: hard, reader: hard}}
            data: {disks: {kind: volume, runs: provider, zones: 2, replication: none}}
            failover: {mode: manual, control: {runs: operator}}
            """);
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.ONE_ZONE)
                .filteredOn(finding -> !finding.statement().contains("`web`"))
                .extracting(finding -> finding.statement().replaceFirst(", and.*", "") + "; "
                        + finding.fix().contains("replicas"))
                .containsExactlyInAnyOrder(
                        "`writer` has one copy in us-east1; false",
                        "`reader` has one copy in us-east1; true",
                        "`reader` has one copy in us-west1; true");
    }
}
