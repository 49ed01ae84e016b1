package dev.meridian.google;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
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
        files.put("terraform.tf", Setup.terraform(Optional.of(Setup.state(estate, path))));
        files.put("variables.tf", Setup.variables());
        files.put(
                "providers.tf", Setup.provider(estate, Optional.of(site.region().text())));
        List<Block> keys = Keys.of(estate, site);
        if (!keys.isEmpty()) {
            files.put("keys.tf", keys);
        }
        Network network = new Network(site);
        files.put("network.tf", network.network());
        if (site.network().nat() != Site.WayOut.NONE) {
            files.put("routes.tf", network.wayOut());
        }
        files.put("firewall.tf", network.firewall());
        stores(site, files);
        if (!site.entrances().isEmpty()) {
            files.put(
                    "entrances.tf",
                    site.entrances().stream()
                            .map(entrance -> Names.address(site, entrance))
                            .toList());
        }
        site.cluster().ifPresent(cluster -> {
            Gke gke = new Gke(site, cluster);
            files.put("cluster.tf", gke.cluster());
            files.put("nodes.tf", gke.nodes());
            if (!site.services().isEmpty()) {
                files.put("services.tf", Identities.of(site, estate.name()));
            }
        });
        estate.fleet()
                .filter(_ -> Told.isNeeded(estate, site))
                .ifPresent(fleet -> files.put("told.tf", Told.of(site, fleet)));
        return new Root(path, files);
    }

    private static void stores(Site site, SequencedMap<String, List<Block>> files) {
        for (Database database : site.databases()) {
            files.put("database-" + database.store() + ".tf", new CloudSql(site, database).blocks());
        }
        for (Cache cache : site.stores().caches()) {
            files.put("cache-" + cache.store() + ".tf", Memorystore.of(site, cache));
        }
        for (Bucket bucket : site.stores().buckets()) {
            files.put("objects-" + bucket.store() + ".tf", CloudStorage.of(site, bucket));
        }
    }
}
