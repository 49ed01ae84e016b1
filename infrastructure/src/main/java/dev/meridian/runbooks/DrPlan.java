package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.assess.Verdict;
import dev.meridian.blueprint.Objectives;
import dev.meridian.blueprint.Store;
import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import dev.meridian.estate.VolumeBackup;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// The plan for disasters: what is promised, what meets it, how far that is proven, and what is not covered.
final class DrPlan {
    static final String FILE = "dr-plan.md";

    private static final Sheet SHEET = Sheet.named("dr-plan");
    private static final String NOTHING = "—";

    private final Known known;
    private final Holes holes;

    private DrPlan(Known known) {
        this.known = known;
        this.holes = known.holes();
    }

    static Page page(Known known) {
        DrPlan plan = new DrPlan(known);
        return Page.of(
                FILE,
                "The plan for disasters",
                "an auditor asks; somebody wants to know what is promised and proven",
                plan.head()
                        + plan.promises()
                        + plan.stores()
                        + plan.backups()
                        + plan.roles()
                        + SHEET.part("order", plan.holes.and("order", Words.lines(new Recovery(known).order())))
                        + plan.tests()
                        + SHEET.part("gaps", plan.holes.and("gaps", Words.lines(plan.gaps()))));
    }

    private String head() {
        List<RegionName> elsewhere = elsewhere();
        return SHEET.part(
                "head",
                holes.and("regions", Words.and(known.whole().sites().sequencedKeySet()))
                        .and("elsewhere", elsewhere.isEmpty() ? NOTHING : Words.and(elsewhere))
                        .and("approvals", orNothing(known.list("deploy.approvals")))
                        .and("frameworks", orNothing(known.list("compliance.frameworks"))));
    }

    private static String orNothing(List<String> words) {
        return words.isEmpty() ? NOTHING : Words.and(words);
    }

    /// Regions of the file in which this folder builds nothing.
    private List<RegionName> elsewhere() {
        return known.meant().regions().sequencedKeySet().stream()
                .filter(region -> !known.whole().sites().containsKey(region))
                .toList();
    }

    private String promises() {
        if (known.promises().isEmpty()) {
            return SHEET.part("none", holes);
        }
        List<String> rows = known.promises().stream()
                .map(promise -> Words.row(
                        promise.objective().text(),
                        Words.when(promise),
                        promise.owner(),
                        promise.bound(),
                        promise.best(),
                        promise.plan(),
                        promise.verdict().text()))
                .toList();
        long open = known.promises().stream()
                .filter(promise -> promise.verdict() != Verdict.ATTAINABLE)
                .count();
        String text = SHEET.part(
                "promises",
                holes.and("promises", Words.lines(rows))
                        .and(
                                "open",
                                open == 0
                                        ? "Each of them holds even as planned."
                                        : "**" + open + " of "
                                                + known.promises().size()
                                                + " do not hold as planned.** See the last section."));
        return text + phases();
    }

    /// Of what each time to recover is made up.
    private String phases() {
        StringBuilder text = new StringBuilder();
        known.promises().stream()
                .filter(promise -> promise.objective() == Promise.Objective.RTO
                        && !promise.owner().startsWith("claim ")
                        && !promise.basis().isEmpty())
                .forEach(promise -> text.append(SHEET.part(
                        "phases",
                        holes.and("owner", "of " + promise.owner() + " after " + Words.when(promise))
                                .and("slowest", slowest(promise))
                                .and(
                                        "phases",
                                        Words.lines(promise.basis().stream()
                                                .map(part ->
                                                        Words.row(part.name(), part.best(), part.plan(), why(part)))
                                                .toList())))));
        return text.toString();
    }

    private static String why(Promise.Part part) {
        return part.store().map(store -> "`" + store + "`: ").orElse("") + part.why();
    }

    /// Whose figure the table has, and why a backup that the page names below may not be in it.
    private String slowest(Promise promise) {
        List<String> decide = promise.basis().stream()
                .filter(part -> part.name().equals("promote"))
                .flatMap(part -> part.store().stream())
                .toList();
        if (decide.isEmpty()) {
            return "";
        }
        String store = decide.getFirst();
        boolean isSaid = known.at("data." + store + ".backup.every").isPresent()
                || known.at("data." + store + ".backup.pointInTime").isPresent();
        boolean isBackedUp = promise.disruption().stream().anyMatch(what -> what != Promise.Disruption.REGION)
                && known.sites().stream().anyMatch(site -> isBackedUp(site, store));
        return SHEET.part("slowest", holes.and("store", store)).strip()
                + (isBackedUp && !isSaid
                        ? " "
                                + SHEET.part("unsaid backup", holes.and("store", store))
                                        .strip()
                        : "");
    }

    private boolean isBackedUp(Site site, String store) {
        List<String> rows = new ArrayList<>();
        backups(site, rows);
        return rows.stream().anyMatch(row -> row.startsWith("| " + store + " |"));
    }

    private String stores() {
        List<String> rows = known.meant().stores().values().stream()
                .map(store -> {
                    Whereabouts where = Whereabouts.of(store, known.whole());
                    return Words.row(
                            store.name(),
                            store.kind().name().toLowerCase(Locale.ROOT),
                            where.isBuilt() ? where.writes() : "not built here",
                            where.copies().isEmpty() ? NOTHING : where.copies(),
                            where.isBuilt() ? where.how(known.file()) : NOTHING,
                            promised(store.objectives()),
                            orNothing(law(store)));
                })
                .toList();
        return rows.isEmpty() ? "" : SHEET.part("stores", holes.and("stores", Words.lines(rows)));
    }

    private static String promised(Objectives objectives) {
        List<String> words = new ArrayList<>();
        objectives.rto().ifPresent(rto -> words.add("rto " + Durations.text(rto)));
        objectives.rpo().ifPresent(rpo -> words.add("rpo " + Durations.text(rpo)));
        return words.isEmpty() ? NOTHING : String.join(", ", words);
    }

    /// What the store or a class of what it holds has to stay in.
    private List<String> law(Store store) {
        SequencedSet<String> places = new LinkedHashSet<>(known.list("data." + store.name() + ".keepIn"));
        known.list("data." + store.name() + ".holds")
                .forEach(holds -> places.addAll(known.list("compliance.classes." + holds + ".keepIn")));
        return List.copyOf(places);
    }

    /// A sentence where a store is in a region in which it must not be.
    private Optional<String> outside(Store store) {
        List<String> law = law(store);
        List<RegionName> places = store.members().stream()
                .filter(member -> !law.isEmpty() && !law.contains(member.text()))
                .toList();
        return places.isEmpty()
                ? Optional.empty()
                : Optional.of("- " + store.name() + " is in " + Words.and(places) + ", and " + known.file()
                        + " says that what it holds is to be kept in " + Words.and(law) + ".");
    }

    private String backups() {
        List<String> rows = new ArrayList<>();
        known.sites().forEach(site -> backups(site, rows));
        known.sitesElsewhere()
                .forEach(site -> site.databases().stream()
                        .filter(one -> one.source().isEmpty())
                        .forEach(one -> rows.add(Words.row(
                                one.store(),
                                site.region(),
                                daysBack(one),
                                NOTHING,
                                "no page: it is in " + site.cloud().text()))));
        return SHEET.part(
                "backups",
                holes.and(
                                "backups",
                                rows.isEmpty()
                                        ? Words.row(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)
                                        : Words.lines(rows))
                        .and(
                                "states",
                                Words.and(known.estate().states().buckets().entrySet().stream()
                                                .map(entry -> "`" + entry.getValue() + "` in " + entry.getKey()
                                                        + copied(known, entry.getKey()))
                                                .toList())
                                        + (known.sitesElsewhere().isEmpty()
                                                ? ""
                                                : "; those of other clouds where [README.md](../README.md) says")));
    }

    private static String copied(Known known, RegionName keeper) {
        return known.estate()
                .states()
                .copy(keeper)
                .map(copy -> " (copied to " + copy + ")")
                .orElse(" and nowhere else");
    }

    private void backups(Site site, List<String> rows) {
        String how = "[restore.md](" + Restore.FILE + ")";
        site.databases().stream()
                .filter(one -> one.source().isEmpty())
                .forEach(one -> rows.add(Words.row(
                        one.store(),
                        site.region(),
                        daysBack(one),
                        orNothing(Restore.copies(known, one).stream()
                                .map(RegionName::text)
                                .toList()),
                        how)));
        site.stores()
                .tables()
                .forEach(one -> rows.add(Words.row(one.store(), site.region(), "any moment of 35 days", NOTHING, how)));
        site.stores().buckets().stream()
                .filter(one -> one.isVersioned())
                .forEach(one -> rows.add(Words.row(one.store(), site.region(), "older versions", NOTHING, how)));
        site.stores()
                .volumes()
                .forEach(one -> rows.add(
                        Words.row(one.store(), site.region(), one.daysKept() + " days", orNothing(copies(one)), how)));
        site.stores().searches().stream()
                .filter(one -> one.leader().isEmpty())
                .forEach(one -> rows.add(Words.row(one.store(), site.region(), "any hour of 14 days", NOTHING, how)));
        site.stores()
                .caches()
                .forEach(one -> rows.add(
                        Words.row(one.store(), site.region(), one.daysKept() + " days, by day", NOTHING, how)));
    }

    private static String daysBack(Database database) {
        return "any moment of " + database.daysBack() + " days";
    }

    private List<String> copies(VolumeBackup backup) {
        return known.estate().volumes().stream()
                .filter(copies -> copies.backup().vault().equals(backup.vault()))
                .flatMap(copies -> copies.to().stream())
                .map(place -> place.region().text())
                .toList();
    }

    private String roles() {
        List<String> approvals = known.list("deploy.approvals");
        List<String> coverage = new ArrayList<>();
        known.at("operations.coverage").ifPresent(hours -> coverage.add("Somebody is there: " + hours + "."));
        known.at("operations.escalation").ifPresent(how -> coverage.add("It is passed on: " + how + "."));
        known.at("failover.mode")
                .ifPresent(mode -> coverage.add("The file has `failover.mode: " + mode + "`"
                        + (known.at("failover.control.runs")
                                        .filter("provider"::equals)
                                        .isPresent()
                                ? ", by the provider's control: it moves users, and people move databases."
                                : ".")));
        return SHEET.part(
                "roles",
                holes.and("decider", approvals.isEmpty() ? "whoever answers for the application" : Words.and(approvals))
                        .and(
                                "named",
                                known.named().isEmpty()
                                        ? known.file() + " names nobody (`operations.contacts`)."
                                        : known.file() + " names: " + known.people() + ".")
                        .and("coverage", String.join(" ", coverage)));
    }

    private String tests() {
        return SHEET.part(
                "tests",
                holes.and(
                                "primary",
                                known.meant()
                                        .applications()
                                        .firstEntry()
                                        .getValue()
                                        .primary())
                        .and("drill", Operation.drill(known))
                        .and(
                                "drills",
                                known.at("failover.drills.every")
                                        .or(() -> known.at("failover.drills"))
                                        .orElse("monthly"))
                        .and("tried", tried()));
    }

    /// A row for each region in which the cloud tries restores by itself.
    private String tried() {
        String heard = known.estate().watch().tells() ? "one that fails is told" : "nobody is told of one that fails";
        return known.sites().stream()
                .filter(Site::triesRestores)
                .map(site -> "| a restore of a snapshot, by AWS Backup | `aws backup list-restore-jobs --region "
                        + site.region() + "` | as its plan says, by itself | its jobs; " + heard + " |\n")
                .collect(Collectors.joining());
    }

    private List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        known.promises().stream()
                .filter(promise -> promise.verdict() != Verdict.ATTAINABLE)
                .forEach(promise -> gaps.add("- " + promise.objective().text() + " of " + promise.owner() + " for "
                        + Words.when(promise) + ": " + promise.bound() + " is promised, "
                        + promise.verdict().text() + "."));
        known.meant().stores().values().forEach(store -> outside(store).ifPresent(gaps::add));
        List<RegionName> elsewhere = elsewhere();
        if (!elsewhere.isEmpty()) {
            gaps.add("- Nothing is built in " + Words.and(elsewhere) + ": none of these pages speaks of them.");
        }
        if (!known.sitesElsewhere().isEmpty()) {
            gaps.add("- Of "
                    + Words.and(
                            known.sitesElsewhere().stream().map(Site::region).toList())
                    + " only [region-loss.md](" + RegionLoss.FILE + ")"
                    + (NamesElsewhere.of(known).isEmpty() ? "" : ", [dns.md](" + Dns.FILE + ")")
                    + " and this page speak: what the others describe is in AWS.");
        }
        List<String> unbuilt = known.meant().stores().values().stream()
                .filter(store -> !Whereabouts.of(store, known.whole()).isBuilt())
                .map(Store::name)
                .toList();
        if (!unbuilt.isEmpty()) {
            gaps.add("- Somebody else runs " + Words.and(unbuilt)
                    + ": nothing of it is written here, and no page restores it.");
        }
        return gaps;
    }
}
