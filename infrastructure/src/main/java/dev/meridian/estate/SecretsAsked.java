package dev.meridian.estate;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the secrets of a file are to be kept (`secrets`, `security.secrets`), held against where those are
/// that are written: each in the store of its region's own cloud, with a value of its own there.
final class SecretsAsked {
    private static final String GENERAL = "security.secrets";

    private SecretsAsked() {}

    static void note(Ledger ledger, Collection<Site> sites) {
        note(ledger, GENERAL, clouds(sites, SecretsAsked::hasAny));
        rotation(ledger, sites);
        unread(ledger);
        for (String secret : read(sites)) {
            note(ledger, "secrets." + secret, clouds(sites, site -> reads(site, secret)));
        }
    }

    /// What nobody reads is not made.
    private static void unread(Ledger ledger) {
        ledger.said().sources().all().keySet().stream()
                .filter(path -> path.startsWith("secrets.")
                        && ledger.said().services().values().stream()
                                .flatMap(service -> service.secrets().stream())
                                .noneMatch(secret -> path.startsWith("secrets." + secret + ".")))
                .forEach(path -> ledger.left(path, "no service reads it (`services.NAME.secrets`), so it is not made"));
    }

    private static List<String> read(Collection<Site> sites) {
        return sites.stream()
                .flatMap(site -> site.services().stream())
                .flatMap(service -> service.secrets().stream())
                .distinct()
                .toList();
    }

    /// Whether each use of a secret is written down. It is a call of the cloud's interface: in AWS a trail has it
    /// among all others, in Google Cloud it reads data, and a vault of Azure writes it down in any case (Secrets
    /// Manager, Secret Manager and Key Vault, logging, 2026-11).
    static void record(Ledger ledger, Collection<Site> sites, Watch.Trail trail) {
        boolean isRecorded = clouds(sites, SecretsAsked::hasAny).stream().allMatch(cloud -> switch (cloud) {
            case AWS -> trail != Watch.Trail.NONE;
            case GOOGLE -> trail == Watch.Trail.OF_EVERYTHING;
            case AZURE -> true;
        });
        Stream.concat(Stream.of(GENERAL), read(sites).stream().map(secret -> "secrets." + secret))
                .map(path -> path + ".auditLog")
                .filter(_ -> isRecorded)
                .forEach(path -> {
                    if (ledger.asks(path, "all-access")) {
                        ledger.rendered(path);
                    }
                    ledger.againstWill(path, "none", "whoever reads a secret is written down with all other calls");
                });
    }

    /// What RDS keeps it replaces by itself, every seven days (RDS user guide, password management with
    /// Secrets Manager, 2026-11); nobody else replaces anything.
    private static void rotation(Ledger ledger, Collection<Site> sites) {
        boolean isOfRdsAlone = sites.stream().anyMatch(SecretsAsked::hasAny)
                && sites.stream().allMatch(site -> site.cloud() == Cloud.AWS)
                && sites.stream()
                        .flatMap(site -> site.services().stream())
                        .allMatch(service -> service.secrets().isEmpty())
                && sites.stream().flatMap(site -> site.databases().stream()).allMatch(SecretsAsked::isKept);
        String path = GENERAL + ".rotate";
        if (isOfRdsAlone && (ledger.asks(path, "true") || ledger.asks(path, "7d"))) {
            ledger.rendered(path);
        } else if (isOfRdsAlone) {
            ledger.left(path, "RDS replaces the passwords of databases' owners every seven days");
        }
    }

    /// Whether RDS keeps the password of its owner, which it does where nobody follows anybody.
    private static boolean isKept(Database database) {
        return database.source().isEmpty()
                && !database.isFollowed()
                && database.global().isEmpty();
    }

    private interface Look {
        boolean at(Site site);
    }

    private static SequencedSet<Cloud> clouds(Collection<Site> sites, Look look) {
        SequencedSet<Cloud> clouds = new LinkedHashSet<>();
        sites.stream().filter(look::at).map(Site::cloud).forEach(clouds::add);
        return clouds;
    }

    /// Those that services read, and the password of who owns a database of AWS.
    private static boolean hasAny(Site site) {
        return (runs(site)
                        && site.services().stream()
                                .anyMatch(service -> !service.secrets().isEmpty()))
                || (site.cloud() == Cloud.AWS && !site.databases().isEmpty());
    }

    private static boolean reads(Site site, String secret) {
        return runs(site)
                && site.services().stream()
                        .anyMatch(service -> service.secrets().contains(secret));
    }

    private static boolean runs(Site site) {
        return site.compute().runsServices();
    }

    private static void note(Ledger ledger, String section, SequencedSet<Cloud> clouds) {
        if (clouds.isEmpty()) {
            return;
        }
        if (ledger.asks(section + ".replicate", "false")) {
            ledger.rendered(section + ".replicate");
        }
        List<String> stores = clouds.stream().map(SecretsAsked::store).toList();
        if (stores.stream().allMatch(store -> ledger.asks(section + ".store", store))) {
            ledger.rendered(section + ".store");
        } else {
            ledger.left(
                    section + ".store",
                    "each region keeps them in the store of its own cloud: "
                            + Arrays.stream(Cloud.values())
                                    .filter(clouds::contains)
                                    .map(cloud -> "`" + store(cloud) + "` in " + cloud.text())
                                    .collect(Collectors.joining(", ")));
        }
    }

    /// As files call it.
    private static String store(Cloud cloud) {
        return switch (cloud) {
            case AWS -> "secrets-manager";
            case GOOGLE -> "secret-manager";
            case AZURE -> "key-vault";
        };
    }
}
