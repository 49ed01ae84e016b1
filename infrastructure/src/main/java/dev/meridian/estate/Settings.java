package dev.meridian.estate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// What a service is told of its stores in one region, and by which names: the same on every platform.
public final class Settings {
    private static final int POSTGRESQL = 5432;
    /// Where Valkey listens, whoever operates it.
    public static final int VALKEY = 6379;

    /// Azure Managed Redis, architecture, 2026-11.
    public static final int REDIS_OF_AZURE = 10_000;

    private Settings() {}

    /// What is known before anything is built: names, ports, and as whom to sign in.
    public static SequencedMap<String, String> of(Workload workload, Site site) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        for (Database database : site.databases()) {
            if (workload.stores().contains(database.store())) {
                String word = word(database.store());
                settings.put(word + "_PORT", "" + POSTGRESQL);
                settings.put(word + "_DATABASE", database.inSql());
                if (site.cloud() == Cloud.AWS) {
                    settings.put(word + "_USER", workload.name());
                }
            }
        }
        for (Cache cache : site.stores().caches()) {
            if (workload.stores().contains(cache.store())) {
                settings.put(
                        word(cache.store()) + "_PORT", "" + (site.cloud() == Cloud.AZURE ? REDIS_OF_AZURE : VALKEY));
                if (site.cloud() == Cloud.AWS) {
                    settings.put(word(cache.store()) + "_USER", cache.name());
                }
            }
        }
        site.stores().tableNames().forEach((store, name) -> {
            if (workload.stores().contains(store)) {
                settings.put(word(store) + "_TABLE", name);
            }
        });
        for (Bucket bucket : site.stores().buckets()) {
            if (workload.stores().contains(bucket.store())) {
                settings.put(word(bucket.store()) + "_BUCKET", bucket.name());
            }
        }
        return settings;
    }

    /// The stores here whose addresses nobody knows before they are built, by the setting that has one.
    public static SequencedMap<String, String> hosts(Workload workload, Site site) {
        List<String> here = new ArrayList<>();
        site.databases().forEach(database -> here.add(database.store()));
        site.stores().caches().forEach(cache -> here.add(cache.store()));
        site.stores().logs().forEach(log -> here.add(log.store()));
        site.stores().searches().forEach(search -> here.add(search.store()));
        SequencedMap<String, String> hosts = new LinkedHashMap<>();
        here.stream().filter(workload.stores()::contains).forEach(store -> hosts.put(word(store) + "_HOST", store));
        return hosts;
    }

    /// By which setting a service has a secret where there is no folder to find it in.
    public static String secret(String secret) {
        return "SECRET_" + word(secret);
    }

    /// As settings of programs begin: `SAFETY_EVENTS`.
    private static String word(String store) {
        return store.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
