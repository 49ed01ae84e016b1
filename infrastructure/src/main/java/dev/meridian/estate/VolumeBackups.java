package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Works out which volumes of each region are backed up, how often and for how long. The volumes themselves are
/// made by the services that claim them.
final class VolumeBackups {
    /// AWS Backup developer guide, creating a backup vault, 2026-11.
    static final int LONGEST_NAME = 50;

    /// What AWS Backup proposes for backups of every day (its plan `Daily-35day-Retention`, 2026-11).
    private static final int DAYS = 35;

    /// How often in a day they can be made evenly; an hour is the least that AWS Backup waits (AWS Backup
    /// developer guide, backup plan options, 2026-11).
    private static final List<Integer> HOURS = List.of(12, 8, 6, 4, 3, 2, 1);

    private static final String EVERY_DAY = "cron(0 5 * * ? *)";

    private final Ledger ledger;
    private final List<Asked> stores;

    VolumeBackups(Blueprint meant, Ledger ledger) {
        this.ledger = ledger;
        this.stores = Asked.of(ledger.said(), meant, StoreKind.VOLUME, ledger);
    }

    /// Those of one region, and those whose copies go there.
    ///
    /// @param estate what their names begin with
    List<VolumeBackup> in(RegionName region, String estate) {
        List<VolumeBackup> backups = new ArrayList<>();
        for (Asked store : stores) {
            boolean isHere = store.places().contains(region)
                    || BackupTargets.of(store, ledger).contains(region);
            if (store.said().backup().isPresent() && isHere) {
                backups.add(backup(store, region, estate));
            }
        }
        return backups;
    }

    private VolumeBackup backup(Asked store, RegionName region, String estate) {
        store.goesBy("backup.every", "backup.keep", "backup.copyTo");
        List<String> strange = BackupTargets.strange(store, ledger);
        if (!strange.isEmpty()) {
            store.withdraw(
                    "backup.copyTo", "AWS Backup copies to regions of AWS, and not to " + String.join(", ", strange));
        }
        store.does("backup.incremental", "true");
        store.does("backup.cleanup", "automatic");
        store.does("replication", "none");
        store.does("replication.mode", "none");
        String vault = store.name(estate, region);
        store.fits(vault, LONGEST_NAME, "a vault", "AWS Backup");
        String schedule = schedule(store, region);
        return new VolumeBackup(
                store.name(),
                estate + "-" + store.name(),
                vault,
                schedule,
                days(store, region),
                isCopied(store),
                Trials.ofVolumes(store, vault, schedule));
    }

    /// The longest time between two that is not longer than what the file says.
    private static String schedule(Asked store, RegionName region) {
        Duration every = store.said().backup().flatMap(Storage.Backup::every).orElse(Duration.ofDays(1));
        if (every.compareTo(Duration.ofDays(1)) >= 0) {
            return EVERY_DAY;
        }
        for (int hours : HOURS) {
            if (every.compareTo(Duration.ofHours(hours)) >= 0) {
                return "cron(0 0/" + hours + " * * ? *)";
            }
        }
        store.problem(
                "backup.every",
                new Message(
                        "volumes of `" + store.name() + "` are to be backed up every " + every.toMinutes()
                                + " minutes in " + region,
                        "AWS Backup does so once an hour at most",
                        "`every: 1h`, or more"));
        return EVERY_DAY;
    }

    private static int days(Asked store, RegionName region) {
        Duration kept = store.at("backup.keep", region)
                .flatMap(setting -> Scalars.time(setting.text()))
                .orElse(Duration.ofDays(DAYS));
        return store.daysKept(region, kept, 1, "AWS Backup");
    }

    private static boolean isCopied(Asked store) {
        return store.said().backup().filter(one -> !one.copyTo().isEmpty()).isPresent();
    }

    /// What is backed up in each region and goes to others.
    List<VolumeBackup.Copies> copies(String estate) {
        List<VolumeBackup.Copies> copies = new ArrayList<>();
        for (Asked store : stores) {
            for (RegionName from : isCopied(store) ? store.places() : List.<RegionName>of()) {
                List<VolumeBackup.Place> to = BackupTargets.of(store, ledger).stream()
                        .filter(region -> !region.equals(from))
                        .map(region -> new VolumeBackup.Place(region, store.name(estate, region)))
                        .toList();
                copies.add(new VolumeBackup.Copies(backup(store, from, estate), from, to));
            }
        }
        return copies;
    }
}
