package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.terraform.Root;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// What the pages are made of: what they are written from, and what most of them say of it, worked out once.
final class Known {
    private final Ground ground;
    private final List<Bell> bells;
    private final List<Bell.State> states;
    private final List<String> named;
    private final Holes holes;

    Known(Ground ground) {
        this.ground = ground;
        this.bells = Bell.of(ground.roots());
        this.states = Bell.State.of(ground.roots());
        this.named = whoIsNamed();
        this.holes = Holes.of("estate", estate().name())
                .and("file", file())
                .and("topology", topology())
                .and("people", people())
                .and("first", regions().getFirst())
                .and("pipelines", pipelines())
                .and(
                        "namespace",
                        estate().fleet().map(fleet -> fleet.namespace()).orElse(estate().name()));
    }

    String file() {
        return ground.file();
    }

    Topology said() {
        return ground.said();
    }

    Blueprint meant() {
        return ground.meant();
    }

    Estate whole() {
        return ground.whole();
    }

    Estate estate() {
        return ground.estate();
    }

    List<Root> roots() {
        return ground.roots();
    }

    List<Root> elsewhere() {
        return ground.elsewhere();
    }

    List<Promise> promises() {
        return ground.promises();
    }

    List<Bell> bells() {
        return bells;
    }

    List<Bell.State> states() {
        return states;
    }

    /// The roots that ask a region: while it is away no plan of them is made, wherever their states are.
    List<String> asking(RegionName region) {
        return roots().stream()
                .filter(root -> root.regions().contains(region.text()))
                .map(Root::path)
                .toList();
    }

    List<Site> sites() {
        return List.copyOf(estate().sites().values());
    }

    List<RegionName> regions() {
        return List.copyOf(estate().sites().sequencedKeySet());
    }

    /// Those of other clouds.
    List<Site> sitesElsewhere() {
        return whole().sites().values().stream()
                .filter(site -> !estate().sites().containsKey(site.region()))
                .toList();
    }

    /// How the topology is named to `meridian`: by a variable, since nobody knows where it lies, and with the
    /// environment that this was written for.
    String topology() {
        return "\"$TOPOLOGY\""
                + said().environment().map(name -> " --environment " + name).orElse("");
    }

    Optional<String> at(String path) {
        return said().sources().at(path).map(Setting::text);
    }

    /// The words of a list of the file; none where it has none.
    List<String> list(String path) {
        return at(path).map(Scalars::words).orElse(List.of());
    }

    /// Every value below a path, by the rest of it: `platform-team: platform-team@…`.
    List<String> below(String path) {
        List<String> values = new ArrayList<>();
        String start = path + ".";
        said().sources().all().forEach((at, setting) -> {
            if (at.startsWith(start)) {
                values.add(at.substring(start.length()) + ": " + setting.text());
            }
        });
        return values;
    }

    /// Whom the file names to be told, and who approves; as it writes them.
    List<String> named() {
        return named;
    }

    private List<String> whoIsNamed() {
        List<String> people = new ArrayList<>(below("operations.contacts"));
        List<String> approvers = list("deploy.approvals");
        if (!approvers.isEmpty()) {
            people.add("who approves: " + String.join(", ", approvers));
        }
        return people;
    }

    /// The same in a line.
    String people() {
        return named.isEmpty()
                ? "whoever is on call (" + file() + " names nobody: `operations.contacts`)"
                : String.join("; ", named);
    }

    /// What most holes of most pages are filled with.
    Holes holes() {
        return holes;
    }

    /// How nobody applies anything by accident while an incident lasts.
    private String pipelines() {
        return stopped(", `gh workflow enable apply.yml` when it is over");
    }

    /// The first half of it, for a page that says the other where it is over.
    String stopped() {
        return stopped("");
    }

    private String stopped(String until) {
        return estate().delivery()
                .map(_ -> " (`gh workflow disable apply.yml` in its repository" + until + ")")
                .orElse("");
    }

    /// What most holes are filled with, and of one region.
    Holes holes(Site site) {
        return holes().and("region", site.region()).and("site", site.name());
    }

    /// The same, and of one database.
    Holes holes(Site site, Database database) {
        return holes(site)
                .and("store", database.store())
                .and("database", database.name())
                .and("label", Root.label(database.store()));
    }

    /// Databases that follow one of another region, with where they are.
    record Copy(Site site, Database database) {}

    /// Who follows a database, the one that the file would move to first.
    List<Copy> copies(Database writer) {
        List<RegionName> order = Optional.ofNullable(meant().stores().get(writer.store()))
                .flatMap(store -> Optional.ofNullable(meant().applications().get(store.application())))
                .map(application -> application.failover().targets())
                .orElse(List.of());
        SequencedSet<RegionName> all = new LinkedHashSet<>(order);
        all.addAll(regions());
        return all.stream()
                .filter(region -> estate().sites().containsKey(region))
                .map(estate()::site)
                .flatMap(site -> site.databases().stream()
                        .filter(one -> one.source()
                                .filter(source -> source.name().equals(writer.name()))
                                .isPresent())
                        .map(one -> new Copy(site, one)))
                .toList();
    }

    /// Alarms whose number one of these is, as a list; a sentence where there is none.
    String alarms(String... metrics) {
        List<String> wanted = List.of(metrics);
        List<Bell> found =
                bells().stream().filter(bell -> wanted.contains(bell.metric())).toList();
        return found.isEmpty()
                ? "- **Alarms:** none (`observability.alarms` of " + file() + " asks for none of this kind).\n"
                : "- **Alarms:** "
                        + found.stream()
                                .map(bell -> "`" + bell.name() + "` in " + bell.region())
                                .collect(Collectors.joining(", "))
                        + ".\n";
    }
}
