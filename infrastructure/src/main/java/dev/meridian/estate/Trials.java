package dev.meridian.estate;

import dev.meridian.topology.Scalars;
import dev.meridian.topology.Storage;
import dev.meridian.units.WeeklyWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Works out when restores of a store are tried (`backup.verify`): the longest time between two that is not
/// longer than what the file says.
final class Trials {
    private static final String PATH = "backup.verify";

    /// How often, as the end of a schedule: day of the month, month, day of the week, year.
    private enum Rhythm {
        DAILY("* * ? *", 1),
        WEEKLY("? * MON *", 7),
        MONTHLY("1 * ? *", 31),
        QUARTERLY("1 1,4,7,10 ? *", 92),
        YEARLY("1 1 ? *", 366);

        private final String days;
        private final Duration longest;

        Rhythm(String days, int longest) {
            this.days = days;
            this.longest = Duration.ofDays(longest);
        }

        private String at(int hour) {
            return "cron(0 " + hour + " " + days + ")";
        }
    }

    /// When a backup is made, in UTC. RDS takes none within an hour before it is worked on, nor while it is
    /// (AWS Backup developer guide, backup plan options, 2026-11): the other hour is for that case.
    private static final int MADE = 9;

    private static final int MADE_OTHERWISE = 1;

    /// A backup may begin an hour late and takes its time; a copy of another region comes after that.
    private static final int HOURS_LATER = 6;

    private static final int SECONDS = 60;
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private Trials() {}

    /// Of what is backed up for this alone. Empty where the file does not ask for it.
    ///
    /// @param window when RDS works on it
    static Optional<Trial> ofDatabase(Asked store, String vault, Optional<WeeklyWindow> window) {
        int made = window.filter(Trials::isNearTo).isPresent() ? MADE_OTHERWISE : MADE;
        return rhythm(store).map(rhythm -> new Trial(vault, rhythm.at(made), rhythm.at(made + HOURS_LATER), 1));
    }

    /// Of what is backed up in any case, once a day at least.
    static Optional<Trial> ofVolumes(Asked store, String vault, String schedule) {
        return rhythm(store).map(rhythm -> new Trial(vault, schedule, rhythm.at(MADE + HOURS_LATER), 2));
    }

    /// AWS Backup tries a restore and tells nobody how it went. What hears of one that failed is part of what the
    /// alarms of a region are told by, and that is written with alarms only.
    ///
    /// @param tells whether any alarm is written
    static void note(Ledger ledger, Collection<Site> sites, boolean tells) {
        List<String> tried = sites.stream()
                .flatMap(site -> Stream.concat(
                        site.databases().stream()
                                .filter(one -> one.trial().isPresent())
                                .map(Database::store),
                        site.stores().volumes().stream()
                                .filter(one -> one.trial().isPresent())
                                .map(VolumeBackup::store)))
                .distinct()
                .toList();
        if (tells || tried.isEmpty()) {
            return;
        }
        String first = "data." + tried.getFirst() + "." + PATH;
        ledger.notice(ledger.said().sources().where(first).text() + ": restores of `" + String.join("`, `", tried)
                + "` are tried, and nobody is told of one that fails: the file asks for no alarms"
                + " (`observability: {alarms: [critical-thresholds]}`, for example, and whoever hears them);"
                + " until it does, `aws backup list-restore-jobs` says how each went");
    }

    private static boolean isNearTo(WeeklyWindow window) {
        int made = MADE * HOUR;
        int shut = window.from().toSecondOfDay() / SECONDS - HOUR;
        int open = window.until().toSecondOfDay() / SECONDS;
        return Math.floorMod(made - shut, DAY) < Math.floorMod(open - shut, DAY)
                || Math.floorMod(shut - made, DAY) <= HOUR;
    }

    private static Optional<Rhythm> rhythm(Asked store) {
        Optional<String> said = store.said().backup().flatMap(Storage.Backup::verify);
        if (said.isEmpty()) {
            return Optional.empty();
        }
        store.goesBy(PATH);
        return Optional.of(rhythm(store, said.get()));
    }

    private static Rhythm rhythm(Asked store, String said) {
        return switch (said) {
            case "weekly" -> Rhythm.WEEKLY;
            case "monthly" -> Rhythm.MONTHLY;
            case "quarterly" -> Rhythm.QUARTERLY;
            case "yearly" -> Rhythm.YEARLY;
            default -> within(store, Scalars.time(said).orElse(Rhythm.WEEKLY.longest));
        };
    }

    private static Rhythm within(Asked store, Duration said) {
        Rhythm found = Rhythm.DAILY;
        for (Rhythm rhythm : Rhythm.values()) {
            found = rhythm.longest.compareTo(said) <= 0 ? rhythm : found;
        }
        if (found.longest.compareTo(said) > 0) {
            store.withdraw(PATH, "a restore is tried once a day at most");
        }
        return found;
    }
}
