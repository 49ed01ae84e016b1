package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.estate.BackupRegion;
import dev.meridian.estate.Bucket;
import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import dev.meridian.estate.VolumeBackup;
import dev.meridian.topology.Setting;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How data is had back that somebody deleted or overwrote.
final class Restore {
    static final String FILE = "restore.md";

    private static final String TITLE = "Data was deleted or overwritten";
    private static final Sheet SHEET = Sheet.named("restore");

    private final Known known;
    private final List<String> sections = new ArrayList<>();
    private final List<String> stores = new ArrayList<>();

    private Restore(Known known) {
        this.known = known;
    }

    static Page page(Known known) {
        Restore page = new Restore(known);
        known.sites().forEach(page::site);
        known.estate().backupRegions().forEach(page::elsewhere);
        if (page.sections.isEmpty()) {
            return Page.none(FILE, TITLE, "no store is built");
        }
        String cost = SHEET.part(
                "cost",
                known.holes()
                        .and(
                                "said",
                                known.promises().stream()
                                                .anyMatch(promise -> promise.disruption()
                                                        .filter(Promise.Disruption.CORRUPTION::equals)
                                                        .isPresent())
                                        ? Words.promises(known, Promise.Objective.RTO, Promise.Objective.RPO)
                                        : known.file() + " promises nothing for this."));
        return Page.of(
                FILE,
                TITLE,
                "rows, objects or volumes are gone or wrong",
                SHEET.part("head", known.holes()) + String.join("", page.sections) + cost);
    }

    /// Where a database's backups are, beside its own region.
    static List<RegionName> copies(Known known, Database database) {
        return known.estate().backups().stream()
                .filter(copy -> copy.of().name().equals(database.name()))
                .map(Database.Copy::to)
                .toList();
    }

    private void site(Site site) {
        site.databases().stream().filter(one -> one.source().isEmpty()).forEach(one -> database(site, one));
        site.stores()
                .tables()
                .forEach(table -> sections.add(SHEET.part(
                        "table", known.holes(site).and("store", table.store()).and("table", table.name()))));
        site.stores().buckets().forEach(bucket -> bucket(site, bucket));
        site.stores().volumes().forEach(backup -> {
            String tried = backup.trial()
                    .map(_ -> tried("tried volumes", site.region(), backup.store()))
                    .orElse("");
            sections.add(volumes(known.holes(site), backup) + tried);
        });
        site.stores().logs().forEach(log -> once("log", known.holes(site).and("store", log.store()), log.store()));
        site.stores()
                .searches()
                .forEach(search -> once(
                        "search",
                        known.holes(site)
                                .and("store", search.store())
                                .and("search", search.name())
                                .and("owner", search.owner()),
                        search.store()));
        site.stores()
                .caches()
                .forEach(cache -> sections.add(SHEET.part(
                        "cache",
                        known.holes(site)
                                .and("store", cache.store())
                                .and("cache", cache.name())
                                .and("days", cache.daysKept()))));
    }

    private void elsewhere(BackupRegion region) {
        region.volumes().forEach(backup -> sections.add(volumes(known.holes().and("region", region.region()), backup)));
    }

    private String volumes(Holes holes, VolumeBackup backup) {
        return SHEET.part(
                "volumes",
                holes.and("store", backup.store())
                        .and("tag", backup.tag())
                        .and("vault", backup.vault())
                        .and("role", maker(backup))
                        .and("days", backup.daysKept()));
    }

    /// What is restored by itself, where the file asks for that.
    private String tried(String part, RegionName region, String store) {
        String often = known.said()
                .sources()
                .at("data." + store + ".backup.verify")
                .map(Setting::text)
                .orElseThrow(() -> new AssertionError("nobody asks for restores of " + store));
        return "\n"
                + SHEET.part(part, known.holes().and("region", region).and("often", often))
                        .strip() + "\n";
    }

    /// The vault of those who make the backups of a store: who may restore them is called after it. Where
    /// there are copies alone, nobody makes any.
    private String maker(VolumeBackup backup) {
        List<VolumeBackup.Copies> all = known.estate().volumes().stream()
                .filter(copies -> copies.backup().store().equals(backup.store()))
                .toList();
        boolean isMade = all.stream().anyMatch(copies -> copies.backup().vault().equals(backup.vault()));
        return isMade || all.isEmpty()
                ? backup.vault()
                : all.getFirst().backup().vault();
    }

    private void once(String part, Holes holes, String store) {
        if (!stores.contains(store)) {
            stores.add(store);
            sections.add(SHEET.part(part, holes));
        }
    }

    /// The first of a store has its plain name; where each region has one of its own, the others say theirs.
    private void database(Site site, Database database) {
        if (database.global().isPresent()) {
            sections.add(GlobalDatabases.restore(known, site, database));
            stores.add(database.store());
            return;
        }
        StringBuilder copies = new StringBuilder();
        copies(known, database)
                .forEach(to -> copies.append('\n')
                        .append(copy(known.holes(site, database), to))
                        .append('\n'));
        String text = SHEET.part(
                "database",
                known.holes(site, database)
                        .and("days", database.daysBack())
                        .and(
                                "tried",
                                database.trial()
                                        .map(_ -> tried("tried", site.region(), database.store()))
                                        .orElse(""))
                        .and("copies", copies));
        sections.add(
                stores.contains(database.store())
                        ? text.replaceFirst("## " + database.store(), "## " + database.store() + " in " + site.region())
                        : text);
        stores.add(database.store());
    }

    /// Where no database is built, nothing says yet which subnets are for one. A region that has copies alone has
    /// no network of ours: those of the account's default network will do for reading what is missing.
    private String copy(Holes holes, RegionName to) {
        Optional<Site> site = Optional.ofNullable(known.estate().sites().get(to));
        boolean hasGroup = site.filter(one -> !one.databases().isEmpty()).isPresent();
        String name = site.map(Site::name).orElse(known.estate().name() + "-" + to);
        String group = name + (hasGroup ? "" : "-restored");
        String subnets =
                site.isPresent() ? "Name=tag:Name,Values=" + name + "-database-*" : "Name=default-for-az,Values=true";
        return SHEET.part(
                        "copy",
                        holes.and("to", to)
                                .and("subnets", group)
                                .and(
                                        "before",
                                        hasGroup
                                                ? ""
                                                : "SUBNETS=$(aws ec2 describe-subnets --region " + to + " --filters '"
                                                        + subnets + "' --query 'Subnets[].SubnetId' --output text)"
                                                        + (site.isPresent() ? "" : "   # nothing else is built there")
                                                        + "\naws rds create-db-subnet-group --region " + to
                                                        + " --db-subnet-group-name " + group
                                                        + " --db-subnet-group-description restored --subnet-ids $SUBNETS\n"))
                .strip();
    }

    private void bucket(Site site, Bucket bucket) {
        Optional<Bucket.Stream> stream = known.estate().streams().stream()
                .filter(one -> one.store().equals(bucket.store()))
                .findFirst();
        boolean isVersioned = bucket.isVersioned() || stream.isPresent();
        sections.add(SHEET.part(
                isVersioned ? "bucket" : "bucket plain",
                known.holes(site)
                        .and("store", bucket.store())
                        .and("bucket", bucket.name())
                        .and("elsewhere", stream.isPresent() ? ", unless a copy has it" : "")));
    }
}
