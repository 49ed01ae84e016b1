package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Search;
import dev.meridian.estate.SharedKey;
import dev.meridian.estate.Site;
import dev.meridian.estate.VolumeBackup;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is done when a region is lost: for each region what is in it, in the order in which it matters.
final class RegionLoss {
    static final String FILE = "region-loss.md";

    private static final String TITLE = "A region is lost";
    private static final Sheet SHEET = Sheet.named("region-loss");

    private final Known known;
    private final Site site;
    private final List<String> steps = new ArrayList<>();

    private RegionLoss(Known known, Site site) {
        this.known = known;
        this.site = site;
    }

    static Page page(Known known) {
        OtherRegions others = new OtherRegions(SHEET, known);
        if (known.sites().size() < 2 && !others.areSome()) {
            return Page.none(FILE, TITLE, "there is one region, and nothing to go to");
        }
        List<String> questions = known.regions().stream()
                .map(region -> "aws ec2 describe-availability-zones --region " + region
                        + " --cli-connect-timeout 5 --cli-read-timeout 10"
                        + " --query 'AvailabilityZones[].[ZoneName, State]' --output text")
                .toList();
        StringBuilder text = new StringBuilder(SHEET.part(
                "head",
                known.holes()
                        .and("alarms", known.alarms("AWS/Route53 HealthCheckStatus"))
                        .and("questions", Words.lines(questions))));
        known.sites().forEach(site -> text.append(new RegionLoss(known, site).text()));
        text.append(new ControlPlane(SHEET, known).text()).append(others.text());
        text.append(SHEET.part(
                "cost",
                known.holes()
                        .and("promises", Words.promises(known, Promise.Objective.RTO, Promise.Objective.RPO))
                        .and(
                                "primary",
                                known.meant()
                                        .applications()
                                        .firstEntry()
                                        .getValue()
                                        .primary())));
        return Page.of(FILE, TITLE, "nothing in a region answers", text.toString());
    }

    private String text() {
        entrances();
        states();
        site.databases().stream().filter(one -> one.source().isEmpty()).forEach(this::database);
        site.stores().tableNames().forEach(this::table);
        site.stores().buckets().forEach(this::bucket);
        site.stores().logs().forEach(this::log);
        site.stores().searches().stream().filter(one -> one.leader().isEmpty()).forEach(this::search);
        site.stores().volumes().forEach(this::volumes);
        site.stores().caches().forEach(this::cache);
        site.sharedKey().filter(key -> key.home().equals(site.region())).ifPresent(this::sharedKey);
        if (known.estate()
                .images()
                .filter(images -> images.from().equals(site.region()))
                .isPresent()) {
            step("images", holes());
        }
        room();
        return SHEET.part(
                "region",
                holes().and("steps", String.join("\n\n", steps))
                        .and("stopped", known.stopped())
                        .and("asking", asking())
                        .and(
                                "shared",
                                site.region().equals(ControlPlane.REGION)
                                        ? " " + SHEET.part("shared", holes()).strip()
                                        : "")
                        .and("proof", proof())
                        .and("back", back()));
    }

    private String asking() {
        return Words.or(known.asking(site.region()).stream()
                .map(root -> "`" + root + "`")
                .toList());
    }

    /// What is done once it answers again, as far as there is something to do: users come last but for releases.
    private String back() {
        List<String> parts = new ArrayList<>();
        boolean hasCopies =
                site.databases().stream().anyMatch(one -> one.source().isPresent());
        boolean isFollowed =
                site.databases().stream().anyMatch(one -> !known.copies(one).isEmpty());
        if (isFollowed) {
            parts.add(SHEET.part("back split", holes()));
        }
        kept().ifPresent(kept -> parts.add(SHEET.part("back states", kept.holes())));
        if (isFollowed) {
            parts.add(SHEET.part("back follow", holes()));
        }
        if (hasCopies) {
            parts.add(SHEET.part("back copies", holes()));
        }
        parts.add(SHEET.part("back drift", holes()));
        parts.add(SHEET.part("back look", holes()));
        List<String> checks = Stream.of(Entrance.Lead.values())
                .flatMap(lead -> turned(lead, false).stream())
                .toList();
        if (!checks.isEmpty()) {
            parts.add(SHEET.part("back checks", holes().and("uninversions", Words.lines(checks, 3))));
        }
        if (known.estate().delivery().isPresent()) {
            parts.add(SHEET.part("back started", holes()));
        }
        return parts.stream().map(String::strip).collect(Collectors.joining("\n"));
    }

    private Holes holes() {
        return known.holes(site);
    }

    private void step(String part, Holes holes) {
        steps.add(SHEET.part("step " + part, holes.and("n", steps.size() + 1)).strip());
    }

    /// Names that lead here and nowhere else send nobody to other regions.
    private void room() {
        List<Entrance> led = led();
        if (led.isEmpty() || led.stream().anyMatch(RegionLoss::hasOthers)) {
            step("room", holes());
        }
    }

    /// Behind a CDN or an accelerator a name has the same addresses whatever is lost.
    private String proof() {
        List<Entrance> led = led();
        List<Entrance> moved = led.stream().filter(RegionLoss::hasOthers).toList();
        if (led.isEmpty()) {
            return "Each store above takes writes elsewhere, and services there do their work.";
        }
        if (moved.isEmpty()) {
            return "No name leads anywhere else, so nothing shows it but what users were told: they are served again once "
                    + site.region() + " is back.";
        }
        boolean hasOtherAddresses = moved.stream()
                .allMatch(entrance -> entrance.cdn().isEmpty() && entrance.lead() != Entrance.Lead.ACCELERATOR);
        String names = moved.size() == led.size()
                ? "each name of [dns.md](dns.md)"
                : Words.and(moved.stream()
                        .map(entrance -> "`" + entrance.host() + "`")
                        .toList());
        return "Users are served and can write: "
                + (hasOtherAddresses
                        ? "`dig +short` of " + names + " gives other addresses"
                        : names + " is answered, and requests are counted in other regions")
                + ", and no error rises in the regions that took over.";
    }

    private List<Entrance> led() {
        return known.estate().entrances().stream().filter(this::isLedHere).toList();
    }

    private static boolean hasOthers(Entrance entrance) {
        return entrance.regions().size() > 1;
    }

    private boolean isLedHere(Entrance entrance) {
        return entrance.regions().contains(site.region());
    }

    private List<String> turned(Entrance.Lead lead, boolean isAway) {
        return known.estate().entrances().stream()
                .filter(entrance -> isLedHere(entrance)
                        && entrance.lead() == lead
                        && entrance.check().isPresent()
                        && entrance.regions().size() > 1)
                .flatMap(entrance -> Dns.turned(known, entrance, site.region(), isAway).stream())
                .distinct()
                .toList();
    }

    private void entrances() {
        for (Entrance.Lead lead : Entrance.Lead.values()) {
            List<String> inversions = turned(lead, true);
            if (!inversions.isEmpty()) {
                Entrance.Check check = known.estate().entrances().stream()
                        .flatMap(entrance -> entrance.check().stream())
                        .findFirst()
                        .orElseThrow();
                step(
                        switch (lead) {
                            case RECORDS -> "checks";
                            case CONTROLS -> "controls";
                            case ACCELERATOR -> "accelerator";
                        },
                        holes().and("inversions", Words.lines(inversions, 3))
                                .and("failures", check.failures())
                                .and("seconds", (long) check.failures() * check.seconds()));
            }
        }
        known.estate().entrances().stream()
                .filter(entrance -> isLedHere(entrance) && entrance.regions().size() == 1)
                .forEach(entrance -> step("only", holes().and("host", entrance.host())));
    }

    private void database(Database database) {
        Holes holes = known.holes(site, database);
        List<Known.Copy> copies = known.copies(database);
        List<RegionName> backups = Restore.copies(known, database);
        if (!copies.isEmpty()) {
            step(
                    "promote",
                    holes.and("target", copies.getFirst().site().region())
                            .and("anchor", Words.anchor(database.store())));
        } else if (!backups.isEmpty()) {
            step("restore", holes.and("to", Words.and(backups)).and("anchor", Words.anchor(database.store())));
        } else {
            step("gone", holes);
        }
    }

    private void sharedKey(SharedKey key) {
        List<RegionName> others = known.sites().stream()
                .filter(other -> other.sharedKey().isPresent() && !other.equals(site))
                .map(Site::region)
                .toList();
        List<String> roots = known.asking(site.region()).stream()
                .filter(root ->
                        root.startsWith("links/") && others.stream().anyMatch(other -> root.contains(other.text())))
                .map(root -> "`terraform/" + root + "`")
                .toList();
        step(
                "key",
                holes().and("alias", key.path())
                        .and("others", Words.and(others))
                        .and("roots", Words.and(roots))
                        .and("target", others.getFirst()));
    }

    private void cache(Cache cache) {
        String part = cache.global()
                .map(global -> global.isWriter() ? "datastore" : "follower")
                .orElse("cache");
        step(part, holes().and("store", cache.store()).and("anchor", GlobalDatastore.anchor(cache.store())));
    }

    private void table(String store, String name) {
        List<RegionName> others = known.sites().stream()
                .filter(other ->
                        !other.equals(site) && other.stores().tableNames().containsKey(store))
                .map(Site::region)
                .toList();
        Holes holes = holes().and("store", store).and("table", name);
        step(others.isEmpty() ? "gone" : "table", holes.and("others", Words.and(others)));
    }

    private void bucket(Bucket bucket) {
        Holes holes = holes().and("store", bucket.store()).and("bucket", bucket.name());
        List<Bucket.Stream> streams = known.estate().streams();
        List<RegionName> to = streams.stream()
                .filter(stream -> stream.from().name().equals(bucket.name()))
                .flatMap(stream -> stream.to().stream())
                .map(Bucket.Place::region)
                .toList();
        boolean isCopy = streams.stream()
                .flatMap(stream -> stream.to().stream())
                .anyMatch(place -> place.name().equals(bucket.name()));
        if (!to.isEmpty()) {
            step("objects", holes.and("to", Words.and(to)));
        } else if (!isCopy) {
            step("objects alone", holes);
        }
    }

    private void log(MessageLog log) {
        List<MessageLog.Mirror> mirrors = known.estate().links().stream()
                .map(Estate.Link::copies)
                .flatMap(copies -> copies.mirrors().stream())
                .filter(mirror -> mirror.from().name().equals(log.name()))
                .toList();
        Holes holes = holes().and("store", log.store());
        if (mirrors.isEmpty()) {
            step("messages alone", holes);
            return;
        }
        step(
                "messages",
                holes.and(
                                "to",
                                Words.and(mirrors.stream()
                                        .map(mirror -> mirror.to().region())
                                        .toList()))
                        .and("named", mirrors.getFirst().keepsNames() ? "" : ", whose names begin with the cluster's"));
    }

    private void search(Search search) {
        List<RegionName> followers = known.estate().links().stream()
                .flatMap(link -> link.copies().followings().stream())
                .filter(one ->
                        one.store().equals(search.store()) && one.leader().equals(site.region()))
                .map(Search.Following::follower)
                .toList();
        step(
                followers.isEmpty() ? "search alone" : "search",
                holes().and("store", search.store()).and("to", Words.and(followers)));
    }

    private void volumes(VolumeBackup backup) {
        Holes holes = holes().and("store", backup.store());
        known.estate().volumes().stream()
                .filter(copies -> copies.backup().vault().equals(backup.vault())
                        && !copies.to().isEmpty())
                .findFirst()
                .ifPresentOrElse(
                        copies -> step(
                                "volumes",
                                holes.and(
                                                "vault",
                                                Words.and(copies.to().stream()
                                                        .map(place -> "`" + place.vault() + "` in " + place.region())
                                                        .toList()))
                                        .and(
                                                "anchor",
                                                Words.anchor(backup.store() + " in "
                                                        + copies.to().getFirst().region()))),
                        () -> step("gone", holes));
    }

    private void states() {
        kept().ifPresent(kept -> step("states", kept.holes()));
    }

    /// What Terraform knows and would be lost with the region; empty where it keeps none.
    private Optional<KeptStates> kept() {
        return KeptStates.in(known, site);
    }
}
