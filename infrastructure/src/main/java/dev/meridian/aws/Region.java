package dev.meridian.aws;

import dev.meridian.dashboards.Dashboards;
import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.estate.Table;
import dev.meridian.estate.VolumeBackup;
import dev.meridian.estate.Watch;
import dev.meridian.estate.Workload;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The root of one region: everything that is there if all others are gone.
final class Region {
    private Region() {}

    static Root root(Estate estate, Site site) {
        String path = "regions/" + site.region();
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        Block state = Setup.state(estate, site.region(), path);
        Block kept = estate.states()
                .copy(site.region())
                .map(copy -> state.because("With a copy in " + copy
                        + ". While this region is down its root cannot be planned, wherever its state is."))
                .orElse(state);
        files.put("terraform.tf", Setup.terraform(Optional.of(kept)));
        files.put("providers.tf", List.of(Setup.provider(estate, site.region(), Optional.empty())));
        List<Block> keys =
                Keys.of(site, estate.watch().tells() || estate.watch().hasRecorder());
        if (!keys.isEmpty()) {
            files.put("keys.tf", keys);
        }
        network(estate, site, files);
        stores(site, files);
        compute(estate, site, files);
        entrances(estate, site, files);
        watch(estate, site, files);
        if (estate.watch().hasPages()) {
            files.put(
                    "dashboard.tf",
                    Boards.of(
                            Dashboards.of(estate, site),
                            path,
                            Optional.ofNullable(files.get("alarms.tf")).orElse(List.of())));
        }
        return new Root(path, files);
    }

    private static void network(Estate estate, Site site, SequencedMap<String, List<Block>> files) {
        RegionalNetwork network = new RegionalNetwork(site);
        files.put("network.tf", network.network());
        files.put("routes.tf", network.routes());
        if (site.network().hasAcls()) {
            files.put("acls.tf", Acls.of(site));
        }
        if (site.network().hasFlowLogs()) {
            files.put("flow-logs.tf", FlowLogs.of(site));
        }
        files.put("endpoints.tf", Endpoints.of(site, estate.watch().traced().isPresent()));
    }

    private static void compute(Estate estate, Site site, SequencedMap<String, List<Block>> files) {
        List<Block> more = estate.watch().traced().isPresent() ? List.of(Tracing.sent()) : List.of();
        if (!site.compute().repositories().isEmpty()) {
            files.put("images.tf", Images.of(site));
        }
        site.cluster().ifPresent(cluster -> {
            files.put("variables.tf", Operators.variables());
            files.put("cluster.tf", Eks.cluster(estate.name(), site, cluster));
            files.put("nodes.tf", Eks.nodes(estate.name(), site, cluster));
            put(files, "services.tf", ServiceRoles.of(site, estate.name(), more));
        });
        estate.fleet().filter(_ -> site.cluster().isPresent()).ifPresent(fleet -> {
            put(files, "controllers.tf", Controllers.of(site, fleet));
            put(files, "told.tf", Told.of(site, fleet));
        });
        if (site.compute().isServerless()) {
            files.put("cluster.tf", Fargate.cluster(site));
            List<String> secrets = site.compute().secretsOfTasks();
            put(files, "told.tf", Told.secrets(site, estate.name(), secrets));
            for (Workload service : site.services()) {
                service.image()
                        .ifPresent(image -> files.put(
                                "service-" + service.name() + ".tf",
                                Fargate.service(site, service, image, estate.peers(site), more)));
            }
        }
    }

    private static void put(SequencedMap<String, List<Block>> files, String name, List<Block> blocks) {
        if (!blocks.isEmpty()) {
            files.put(name, blocks);
        }
    }

    private static void entrances(Estate estate, Site site, SequencedMap<String, List<Block>> files) {
        if (site.entrances().isEmpty()) {
            return;
        }
        files.put("load-balancer.tf", LoadBalancer.shared(site, estate.name()));
        boolean isBehindCdn =
                site.entrances().stream().anyMatch(one -> one.cdn().isPresent());
        estate.firewall()
                .map(firewall -> isBehindCdn ? firewall.behindCdn() : firewall)
                .filter(firewall -> !firewall.isEmpty())
                .ifPresent(firewall -> {
                    List<Block> blocks = new ArrayList<>(WebAcl.of(firewall, site.name(), "REGIONAL", site.logDays()));
                    blocks.add(WebAcl.beforeLoadBalancer());
                    files.put("firewall.tf", blocks);
                });
        for (int i = 0; i < site.entrances().size(); i++) {
            Entrance entrance = site.entrances().get(i);
            files.put("entrance-" + entrance.name() + ".tf", LoadBalancer.entrance(site, estate.name(), entrance, i));
        }
    }

    private static void watch(Estate estate, Site site, SequencedMap<String, List<Block>> files) {
        Watch watch = estate.watch();
        if (watch.tells()) {
            files.put("alarms.tf", Alarms.of(site, watch));
        }
        watch.traced().ifPresent(share -> files.put("tracing.tf", List.of(Tracing.rule(site, share))));
        if (watch.hasRecorder()) {
            files.put("recorder.tf", Recorder.of(site, estate.changes(site.region())));
        }
    }

    private static void stores(Site site, SequencedMap<String, List<Block>> files) {
        if (!site.databases().isEmpty()) {
            files.put("databases.tf", Postgres.shared(site));
        }
        for (Database database : site.databases()) {
            files.put(
                    "database-" + database.store() + ".tf",
                    database.global()
                            .map(global -> Aurora.of(site, database, global))
                            .orElseGet(() -> Postgres.of(site, database)));
        }
        if (!site.stores().caches().isEmpty()) {
            files.put("caches.tf", Valkey.shared(site));
        }
        for (Cache cache : site.stores().caches()) {
            files.put("cache-" + cache.store() + ".tf", Valkey.of(site, cache));
        }
        for (Table table : site.stores().tables()) {
            files.put("table-" + table.store() + ".tf", DynamoTable.of(table));
        }
        for (Bucket bucket : site.stores().buckets()) {
            files.put("objects-" + bucket.store() + ".tf", RegionalBucket.of(bucket));
        }
        for (MessageLog log : site.stores().logs()) {
            files.put("messages-" + log.store() + ".tf", Msk.of(site, log));
        }
        for (Search search : site.stores().searches()) {
            files.put("search-" + search.store() + ".tf", OpenSearch.of(site, search));
        }
        for (VolumeBackup backup : site.stores().volumes()) {
            files.put("volumes-" + backup.store() + ".tf", VolumeVault.of(backup));
        }
    }
}
