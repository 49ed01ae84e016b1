package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import java.util.ArrayList;
import java.util.List;

/// What is done when two sides have taken writes that only one should.
final class SplitBrain {
    static final String FILE = "split-brain.md";

    private static final String TITLE = "Two sides take writes";
    private static final Sheet SHEET = Sheet.named("split-brain");

    private final Known known;
    private final List<String> seen = new ArrayList<>();
    private final List<String> sections = new ArrayList<>();

    private SplitBrain(Known known) {
        this.known = known;
    }

    static Page page(Known known) {
        if (known.sites().size() < 2) {
            return Page.none(FILE, TITLE, "there is one region");
        }
        SplitBrain page = new SplitBrain(known);
        known.sites().forEach(page::site);
        return page.sections.isEmpty()
                ? Page.none(FILE, TITLE, "no store has a second side")
                : Page.of(
                        FILE,
                        TITLE,
                        "users see different things by region",
                        SHEET.part("head", known.holes())
                                + String.join("", page.sections)
                                + SHEET.part(
                                        "cost",
                                        known.holes().and("promises", Words.promises(known, Promise.Objective.RPO))));
    }

    private void site(Site site) {
        site.databases().stream().filter(one -> one.source().isEmpty()).forEach(one -> database(site, one));
        site.stores().tables().stream()
                .filter(table -> table.isFollowed() && isNew(table.store()))
                .forEach(table -> sections.add(SHEET.part(
                        "table", known.holes(site).and("store", table.store()).and("table", table.name()))));
        site.stores().logs().stream()
                .filter(log -> isNew(log.store()))
                .forEach(log -> sections.add(SHEET.part(
                        "messages",
                        known.holes(site)
                                .and("store", log.store())
                                .and(
                                        "names",
                                        log.isMirrored()
                                                ? "others have them as copies"
                                                : "no other region has copies of them")
                                .and("stop", Services.stopped(known, site)))));
        site.stores().searches().stream()
                .filter(search -> search.isFollowed() && isNew(search.store()))
                .forEach(search ->
                        sections.add(SHEET.part("search", known.holes(site).and("store", search.store()))));
    }

    private boolean isNew(String store) {
        return !seen.contains(store) && seen.add(store);
    }

    private void database(Site site, Database database) {
        if (!isNew(database.store())) {
            return;
        }
        List<Known.Copy> copies = known.copies(database);
        if (copies.isEmpty()) {
            boolean isElsewhere = known.sites().stream()
                    .filter(other -> !other.equals(site))
                    .anyMatch(other -> other.databases().stream()
                            .anyMatch(one -> one.store().equals(database.store())));
            if (isElsewhere) {
                sections.add(SHEET.part("alone", known.holes(site, database)));
            }
            return;
        }
        List<Known.Copy> all = new ArrayList<>(List.of(new Known.Copy(site, database)));
        all.addAll(copies);
        if (database.global().isPresent()) {
            sections.add(GlobalDatabases.split(known, site, database, pairs(all)));
            return;
        }
        sections.add(SHEET.part(
                "store",
                known.holes(site, database)
                        .and("other", copies.getFirst().site().region())
                        .and("anchor", Words.anchor(database.store()))
                        .and("pairs", pairs(all))
                        .and(
                                "sources",
                                Words.lines(all.stream().map(SplitBrain::source).toList()))
                        .and(
                                "promotions",
                                Words.lines(
                                        all.stream().map(SplitBrain::promotion).toList(), 3))
                        .and(
                                "snapshots",
                                Words.lines(
                                        all.stream().map(SplitBrain::snapshot).toList(), 3))));
    }

    /// Roots of pairs that let services of another region reach one of them.
    private String pairs(List<Known.Copy> all) {
        List<String> doors = all.stream()
                .flatMap(one -> new Pairs(known, one.site(), one.database()).doors().stream())
                .distinct()
                .map(root -> "`terraform/" + root + "`")
                .toList();
        return doors.isEmpty() ? "" : ", or one of its pairs (" + String.join(", ", doors) + ")";
    }

    private static String source(Known.Copy one) {
        return "aws rds describe-db-instances --region " + one.site().region() + " --db-instance-identifier "
                + one.database().name()
                + " --query 'DBInstances[0].[DBInstanceIdentifier, ReadReplicaSourceDBInstanceIdentifier]' --output"
                + " text";
    }

    private static String promotion(Known.Copy one) {
        return "aws cloudtrail lookup-events --region " + one.site().region()
                + " --lookup-attributes AttributeKey=EventName,AttributeValue=PromoteReadReplica --query"
                + " 'Events[].[EventTime, Username, Resources[0].ResourceName]' --output text";
    }

    /// Under a name that nobody has used: whoever waits for an older one waits for nothing.
    private static String snapshot(Known.Copy one) {
        String name = one.database().name() + "-two-sides-$NOW";
        String region = " --region " + one.site().region();
        return "aws rds create-db-snapshot" + region + " --db-instance-identifier "
                + one.database().name() + " --db-snapshot-identifier " + name + " --query DBSnapshot.Status"
                + " && aws rds wait db-snapshot-available" + region + " --db-snapshot-identifier " + name
                + " && echo 'it is there'";
    }
}
