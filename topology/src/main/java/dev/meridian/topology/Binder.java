package dev.meridian.topology;

import dev.meridian.topology.Topology.Account;
import dev.meridian.topology.Topology.Application;
import dev.meridian.topology.Topology.Capacity;
import dev.meridian.topology.Topology.Environment;
import dev.meridian.topology.Topology.External;
import dev.meridian.topology.Topology.Need;
import dev.meridian.topology.Topology.Quota;
import dev.meridian.topology.Topology.Region;
import dev.meridian.topology.Topology.Role;
import dev.meridian.topology.Topology.Service;
import dev.meridian.topology.Topology.Waiver;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Makes records of a tree that has passed all checks.
final class Binder {
    private final View root;
    private final Layers layers;

    Binder(Tree.Block root, Layers layers) {
        this.root = new View(Optional.of(root));
        this.layers = layers;
    }

    /// What one region sees otherwise.
    ///
    /// @param overrides the values that differ, by path
    record Seen(SequencedMap<String, Setting> overrides, Regional regional) {
        static Seen by(Tree.Block root, SequencedMap<String, Setting> overrides) {
            return new Seen(overrides, PlatformBinder.regional(new View(Optional.of(root))));
        }
    }

    /// @param views of the regions that see something otherwise
    Topology topology(
            SequencedMap<String, Seen> views, Optional<String> environment, List<Topology> elsewhere, Sources sources) {
        return new Topology(
                SchemaV1.VERSION,
                root.text("application").isPresent(),
                applications(),
                PromiseBinder.objectives(root.block("objectives")),
                root.named("journeys", Binder::journey),
                regions(views),
                root.named("accounts", Binder::account),
                root.named("services", Binder::service),
                root.named("external", Binder::external),
                root.named("data", StorageBinder::store),
                PlatformBinder.compute(root.block("compute")),
                PlatformBinder.network(root.block("network")),
                TrafficBinder.traffic(root.block("traffic")),
                FailoverBinder.failover(root.block("failover")),
                PromiseBinder.compliance(root.block("compliance")),
                PromiseBinder.costs(root.block("cost")),
                root.named("waivers", Binder::waiver),
                root.named("claims", PromiseBinder::claim),
                root.named("fates", Binder::fate),
                root.named("incidents", Binder::incident),
                root.named("drills", Binder::drill),
                root.named("defects", Binder::defect),
                root.named("environments", this::environment),
                environment,
                layers.root()
                        .block("regions")
                        .map(all -> all.entries().sequencedKeySet().stream()
                                .map(RegionName::new)
                                .toList())
                        .orElse(List.of()),
                elsewhere,
                sources);
    }

    private SequencedMap<String, Application> applications() {
        Optional<String> one = root.text("application");
        if (one.isPresent()) {
            SequencedMap<String, Application> map = new LinkedHashMap<>();
            map.put(one.get(), application(one.get(), root));
            return map;
        }
        return root.named("applications", Binder::application);
    }

    /// For the one-application file this is the root itself, whose sections are the application's.
    private static Application application(String name, View view) {
        SequencedMap<RegionName, Role> roles =
                view.byRegion("roles", role -> role.word("role", Role.class).orElseThrow());
        return new Application(
                name,
                roles,
                view.word("pattern", Topology.Pattern.class),
                PromiseBinder.objectives(view.block("objectives")),
                FailoverBinder.failover(view.block("failover")));
    }

    private static Journey journey(String name, View view) {
        return new Journey(
                name,
                view.text("application"),
                view.texts("uses"),
                view.texts("reads"),
                view.texts("writes"),
                PromiseBinder.objectives(view.block("objectives")));
    }

    private SequencedMap<RegionName, Region> regions(SequencedMap<String, Seen> views) {
        SequencedMap<RegionName, Region> map = new LinkedHashMap<>();
        Seen all = new Seen(new LinkedHashMap<>(), PlatformBinder.regional(root));
        root.named("regions", (name, view) -> region(name, view, views.getOrDefault(name, all)))
                .forEach((name, region) -> map.put(new RegionName(name), region));
        return map;
    }

    private static Region region(String name, View view, Seen seen) {
        return new Region(
                new RegionName(name),
                view.word("role", Role.class),
                view.text("provider"),
                view.region("near"),
                view.text("jurisdiction"),
                view.text("metro"),
                view.text("purpose"),
                view.cidr("cidr"),
                view.block("capacity")
                        .ifPresent(size -> new Capacity(size.share("share"), size.share("min"), size.share("max"))),
                new Quota(
                        view.block("quota").whole("machines"),
                        view.block("quota").whole("vcpus")),
                view.flag("promotable"),
                view.text("account"),
                seen.overrides,
                seen.regional.in(new RegionName(name)));
    }

    private static Account account(String name, View view) {
        return new Account(name, view.text("provider"), view.text("id"), view.text("deployRole"));
    }

    private static Service service(String name, View view) {
        return new Service(
                name,
                view.text("application"),
                view.flag("shared").orElse(false),
                view.text("image"),
                view.regions("in"),
                view.word("platform", Compute.Platform.class),
                view.text("starts").orElse("always").equals("failover"),
                view.flag("stateful").orElse(view.text("volume").isPresent()),
                view.text("volume"),
                view.whole("port"),
                health(view.block("health")),
                view.count("replicas"),
                view.text("runsOn"),
                view.texts("secrets"),
                dependsOn(view));
    }

    private static Topology.Health health(View view) {
        return new Topology.Health(view.text("path"), view.whole("port"), view.statuses("accept"));
    }

    static SequencedMap<String, Need> dependsOn(View view) {
        return view.named(
                "dependsOn",
                (_, need) -> new Need(
                        need.word("need", Topology.Strength.class).orElseThrow(),
                        need.word("in", Topology.Reach.class),
                        need.text("without")));
    }

    private static External external(String name, View view) {
        return new External(
                name,
                view.share("sla"),
                view.word("scope", Topology.Scope.class),
                view.region("controlIn"),
                view.regions("in"));
    }

    private static Waiver waiver(String name, View view) {
        String expires = view.needed("expires");
        return new Waiver(
                name,
                view.needed("finding"),
                view.text("at"),
                view.needed("reason"),
                View.good(Scalars.date(expires), expires),
                view.text("by"));
    }

    private static Events.Fate fate(String name, View view) {
        return new Events.Fate(name, view.regions("regions"), view.word("of", Events.Shared.class));
    }

    private static Events.Incident incident(String name, View view) {
        return new Events.Incident(
                name,
                view.date("date"),
                view.regions("regions"),
                view.time("noticed"),
                view.time("lasted"),
                view.time("repaired"),
                view.texts("affects"),
                view.texts("cause"));
    }

    private static Events.Drill drill(String name, View view) {
        return new Events.Drill(
                name,
                view.date("date"),
                view.text("application"),
                view.text("disruption").map(Claim.About::of).orElse(Claim.About.REGION),
                view.regions("regions"),
                view.texts("of"),
                view.text("environment"),
                view.time("rto"),
                view.time("rpo"),
                view.flag("passed"));
    }

    private static Events.Defect defect(String name, View view) {
        return new Events.Defect(
                name,
                view.needed("at"),
                view.needed("says"),
                view.word("effect", Events.Effect.class).orElse(Events.Effect.NEVER));
    }

    private Environment environment(String name, View view) {
        return new Environment(name, Flattened.settings(layers.environmentOverrides(name)));
    }

    /// The whom of `waitFor`: a number, `all`, or members.
    static Optional<Storage.WaitFor> waitFor(View view) {
        List<String> texts = view.texts("waitFor");
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        String first = texts.getFirst();
        if (texts.size() == 1 && first.equals("all")) {
            return Optional.of(new Storage.WaitFor.All());
        }
        return texts.size() == 1 && Scalars.whole(first).isPresent()
                ? Optional.of(new Storage.WaitFor.Some(Scalars.whole(first).getAsInt()))
                : Optional.of(new Storage.WaitFor.Named(texts));
    }
}
