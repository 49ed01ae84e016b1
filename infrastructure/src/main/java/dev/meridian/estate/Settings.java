package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// What a service is told of its stores in one region, and by which names: the same on every platform.
public final class Settings {
    private static final int POSTGRESQL = 5432;
    /// Where Valkey listens, whoever operates it.
    public static final int VALKEY = 6379;

    /// Azure Managed Redis, architecture, 2026-11.
    public static final int REDIS_OF_AZURE = 10_000;

    /// How those end that say where something is, as whom to sign in there, and what it is called.
    private static final List<String> PLACES =
            List.of("_HOST", "_PORT", "_REGION", "_USER", "_DATABASE", "_TABLE", "_BUCKET");

    private Settings() {}

    /// Whether a setting says where something is, or as whom to sign in there: no secret, whatever its name
    /// begins with.
    public static boolean isPlace(String setting) {
        return setting.equals(SharedKey.SETTING) || PLACES.stream().anyMatch(setting::endsWith);
    }

    /// Where a store is of which a service is told.
    public record Place(String store, RegionName region) {}

    /// What is known before anything is built: names, ports, as whom to sign in, and in which region where that
    /// may be another one.
    ///
    /// @param peers sites whose networks this one's reaches
    public static SequencedMap<String, String> of(Workload workload, Site site, List<Site> peers) {
        SequencedMap<String, String> settings = of(workload.stores(), workload.name(), site);
        lacking(workload, site, peers)
                .forEach((store, peer) -> settings.putAll(of(List.of(store), workload.name(), peer)));
        site.sharedKey().ifPresent(key -> settings.put(SharedKey.SETTING, key.path()));
        hosts(workload, site, peers).forEach((setting, place) -> {
            if (setting.equals(writer(place.store()))) {
                writerUser(place, site).ifPresent(user -> settings.put(setting.replaceFirst("_HOST$", "_USER"), user));
            }
            if (setting.equals(writer(place.store())) || !place.region().equals(site.region())) {
                settings.put(
                        setting.replaceFirst("_HOST$", "_REGION"),
                        place.region().text());
            }
        });
        return settings;
    }

    /// By which settings a service is told of one of its stores.
    static SequencedSet<String> names(Workload workload, String store, Site site, List<Site> peers) {
        Workload alone = workload.using(List.of(store));
        SequencedSet<String> names = new LinkedHashSet<>(of(alone, site, peers).sequencedKeySet());
        names.addAll(hosts(alone, site, peers).sequencedKeySet());
        names.remove(SharedKey.SETTING);
        return names;
    }

    /// As whom to sign in where a datastore of several regions is written: each part of it has its own user.
    private static Optional<String> writerUser(Place place, Site site) {
        return site.stores().caches().stream()
                .filter(one -> one.store().equals(place.store()) && one.global().isPresent())
                .map(one -> one.name().replace(site.name(), site.nameIn(place.region())))
                .findFirst();
    }

    private static SequencedMap<String, String> of(List<String> stores, String user, Site site) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        for (Database database : site.databases()) {
            if (stores.contains(database.store())) {
                String word = word(database.store());
                settings.put(word + "_PORT", "" + POSTGRESQL);
                settings.put(word + "_DATABASE", database.inSql());
                if (site.cloud() == Cloud.AWS) {
                    settings.put(word + "_USER", user);
                }
            }
        }
        for (Cache cache : site.stores().caches()) {
            if (stores.contains(cache.store())) {
                settings.put(
                        word(cache.store()) + "_PORT", "" + (site.cloud() == Cloud.AZURE ? REDIS_OF_AZURE : VALKEY));
                if (site.cloud() == Cloud.AWS) {
                    settings.put(word(cache.store()) + "_USER", cache.name());
                }
            }
        }
        site.stores().tableNames().forEach((store, name) -> {
            if (stores.contains(store)) {
                settings.put(word(store) + "_TABLE", name);
            }
        });
        for (Bucket bucket : site.stores().buckets()) {
            if (stores.contains(bucket.store())) {
                settings.put(word(bucket.store()) + "_BUCKET", bucket.name());
            }
        }
        return settings;
    }

    /// The stores whose addresses nobody knows before they are built, by the setting that has one: those here; of
    /// one that is written in one region of AWS and followed in others, where it is written, too; and those that
    /// another region has and this one has not.
    ///
    /// @param peers sites whose networks this one's reaches
    public static SequencedMap<String, Place> hosts(Workload workload, Site site, List<Site> peers) {
        SequencedMap<String, Place> hosts = new LinkedHashMap<>();
        List<Site> all = new ArrayList<>(List.of(site));
        all.addAll(peers);
        addressed(site).stream().filter(workload.stores()::contains).forEach(store -> {
            hosts.put(word(store) + "_HOST", new Place(store, site.region()));
            if (site.cloud() == Cloud.AWS && Copied.of(site, store).isPresent()) {
                writer(store, all).ifPresent(one -> hosts.put(writer(store), new Place(store, one.region())));
            }
        });
        lacking(workload, site, peers)
                .forEach((store, peer) -> hosts.put(word(store) + "_HOST", new Place(store, peer.region())));
        return hosts;
    }

    /// What a service uses and its region has not, with who has it.
    private static SequencedMap<String, Site> lacking(Workload workload, Site site, List<Site> peers) {
        SequencedMap<String, Site> lacking = new LinkedHashMap<>();
        workload.stores().stream()
                .filter(store -> !addressed(site).contains(store))
                .forEach(store -> writer(store, peers).ifPresent(peer -> lacking.put(store, peer)));
        return lacking;
    }

    /// The stores that a service uses and is told nothing of: neither its region has them nor one that it
    /// reaches.
    public static List<String> untold(Workload workload, Site site, List<Site> peers) {
        SequencedMap<String, Site> elsewhere = lacking(workload, site, peers);
        return workload.stores().stream()
                .filter(store -> !site.stores().has(store) && !elsewhere.containsKey(store))
                .toList();
    }

    private static Optional<Site> writer(String store, List<Site> sites) {
        return sites.stream()
                .filter(site -> addressed(site).contains(store))
                .filter(site -> Copied.of(site, store)
                        .filter(copied -> !copied.isWriter)
                        .isEmpty())
                .findFirst();
    }

    /// The stores of a region that have an address in its network.
    private static List<String> addressed(Site site) {
        List<String> here = new ArrayList<>();
        site.databases().forEach(database -> here.add(database.store()));
        site.stores().caches().forEach(cache -> here.add(cache.store()));
        site.stores().logs().forEach(log -> here.add(log.store()));
        site.stores().searches().forEach(search -> here.add(search.store()));
        return here;
    }

    /// A store that is written in one region and followed in others.
    private record Copied(boolean isWriter) {
        /// Empty for one that every region has for itself.
        static Optional<Copied> of(Site site, String store) {
            Stream<Optional<Copied>> databases = site.databases().stream()
                    .filter(one -> one.store().equals(store))
                    .map(one -> of(one.isFollowed(), one.source().isPresent()));
            Stream<Optional<Copied>> searches = site.stores().searches().stream()
                    .filter(one -> one.store().equals(store))
                    .map(one -> of(one.isFollowed(), one.leader().isPresent()));
            Stream<Optional<Copied>> caches = site.stores().caches().stream()
                    .filter(one -> one.store().equals(store))
                    .map(one -> one.global().map(global -> new Copied(global.isWriter())));
            return Stream.of(databases, searches, caches)
                    .flatMap(all -> all)
                    .findFirst()
                    .flatMap(copied -> copied);
        }

        private static Optional<Copied> of(boolean isFollowed, boolean follows) {
            return isFollowed || follows ? Optional.of(new Copied(!follows)) : Optional.empty();
        }
    }

    /// By which settings a service finds another one that it depends on, where nothing else gives that a name.
    public static SequencedMap<String, String> called(String service, String host, int port) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put(word(service) + "_HOST", host);
        settings.put(word(service) + "_PORT", "" + port);
        return settings;
    }

    /// By which setting a service finds what takes the writes of a store that others follow.
    public static String writer(String store) {
        return word(store) + "_WRITER_HOST";
    }

    /// By which setting a service has a secret where there is no folder to find it in.
    public static String secret(String secret) {
        return "SECRET_" + word(secret);
    }

    /// As settings of programs begin: `SAFETY_EVENTS`.
    private static String word(String store) {
        return ShortName.underscored(store.toUpperCase(Locale.ROOT));
    }
}
