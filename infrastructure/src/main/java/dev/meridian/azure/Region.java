package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.estate.Watch;
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
        files.put("terraform.tf", Setup.terraform(Optional.of(Setup.state(estate, site.region(), path))));
        files.put("variables.tf", variables(site));
        files.put("providers.tf", Setup.provider());
        files.put("group.tf", group(estate, site));
        boolean isAsked = Told.isNeeded(estate, site);
        if (Keys.areNeeded(site)) {
            files.put("keys.tf", Keys.of(site, isAsked));
        }
        Network network = new Network(site);
        files.put("network.tf", network.network(isAsked));
        if (site.network().nat() != Site.WayOut.NONE || site.cluster().isPresent()) {
            files.put("routes.tf", network.wayOut());
        }
        stores(site, files);
        site.cluster().ifPresent(cluster -> {
            Aks aks = new Aks(site, cluster);
            files.put("disks.tf", List.of(Keys.disks(site)));
            files.put("cluster.tf", aks.cluster());
            files.put("nodes.tf", aks.nodes());
            if (!site.services().isEmpty()) {
                files.put("services.tf", Identities.of(site, estate.name()));
            }
            if (!site.entrances().isEmpty()) {
                files.put("entrance.tf", Names.address(site));
                files.put("names.tf", Names.proofs(site, estate.name()));
            }
        });
        if (Keys.areNeeded(site)) {
            files.put("logs.tf", Records.of(site, estate.watch().trail() == Watch.Trail.OF_EVERYTHING));
        }
        if (isAsked) {
            files.put("told.tf", Told.of(site));
        }
        return new Root(path, files);
    }

    private static List<Block> group(Estate estate, Site site) {
        return List.of(
                Block.of("locals").set("tags", Setup.tags(estate)),
                Block.resource("azurerm_resource_group", "main")
                        .set("name", site.name())
                        .set("location", site.region().text())
                        .set("tags", reference("local.tags")));
    }

    private static List<Block> variables(Site site) {
        List<Block> variables = new ArrayList<>();
        variables.add(Setup.subscription());
        if (Keys.areNeeded(site)) {
            variables.add(Keys.operators());
        }
        if (site.databases().stream().anyMatch(database -> database.source().isEmpty())) {
            variables.add(FlexibleServer.owner());
        }
        return variables;
    }

    private static void stores(Site site, SequencedMap<String, List<Block>> files) {
        if (!site.databases().isEmpty()) {
            files.put("databases.tf", Private.zone(site, Private.Kind.DATABASES));
        }
        for (Database database : site.databases()) {
            files.put("database-" + database.store() + ".tf", new FlexibleServer(site, database).blocks());
        }
        if (!site.stores().caches().isEmpty()) {
            files.put("caches.tf", Private.zone(site, Private.Kind.CACHES));
        }
        for (Cache cache : site.stores().caches()) {
            files.put("cache-" + cache.store() + ".tf", ManagedRedis.of(site, cache));
        }
        if (!site.stores().buckets().isEmpty()) {
            files.put("objects.tf", Private.zone(site, Private.Kind.OBJECTS));
        }
        for (Bucket bucket : site.stores().buckets()) {
            files.put("objects-" + bucket.store() + ".tf", Blobs.of(site, bucket));
        }
    }
}
