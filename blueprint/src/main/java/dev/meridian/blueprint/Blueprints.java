package dev.meridian.blueprint;

import dev.meridian.topology.Defaults;
import dev.meridian.topology.Message;
import dev.meridian.topology.Origin;
import dev.meridian.topology.Problem;
import dev.meridian.topology.ProblemId;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Sources;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Ttl;
import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;

/// Resolves a topology, once: regions, then applications and their policies, then what they own.
public final class Blueprints {
    private final Topology topology;
    private final Resolved resolved;
    private final Regions places;
    private final Promises promises;

    private Blueprints(Topology topology) {
        this.topology = topology;
        this.resolved = new Resolved(topology);
        this.places = new Regions(resolved);
        this.promises = new Promises(resolved);
    }

    /// The blueprint of a topology, or every problem that is in its way. The same topology always gives the same
    /// one. The file's other environments are resolved too, for their problems alone: a file is never right in one
    /// environment and broken in another without anybody knowing.
    public static Resolution resolve(Topology topology) {
        Blueprints chosen = new Blueprints(topology);
        Supplier<Blueprint> blueprint = chosen.resolve();
        List<Problem> problems = new ArrayList<>(chosen.resolved.problems());
        Set<String> known = new LinkedHashSet<>();
        problems.forEach(problem -> known.add(problem.id() + problem.where().text()));
        for (Topology elsewhere : topology.elsewhere()) {
            Blueprints other = new Blueprints(elsewhere);
            other.resolve();
            for (Problem problem : other.resolved.problems()) {
                if (known.add(problem.id() + problem.where().text())) {
                    problems.add(problem.in(elsewhere.environment().orElseThrow()));
                }
            }
        }
        return problems.isEmpty()
                ? new Resolution(Optional.of(blueprint.get()), List.of())
                : new Resolution(Optional.empty(), Problem.inOrder(problems));
    }

    /// Finds every problem, and what makes the blueprint where there is none.
    private Supplier<Blueprint> resolve() {
        SequencedMap<RegionName, Region> regions = places.all();
        new NamedPlaces(resolved).check();
        SequencedMap<String, Application> applications = applications(regions);
        everyRegionHasARole();
        Traffic traffic = traffic();
        SequencedMap<String, Service> services = services();
        SequencedMap<String, Store> stores = stores(regions, applications);
        Optional<RegionName> witness = witness();
        return () -> new Blueprint(
                resolved.hash(),
                applications,
                regions,
                services,
                stores,
                traffic,
                witness,
                places.near(),
                resolved.origins());
    }

    private SequencedMap<String, Application> applications(SequencedMap<RegionName, Region> regions) {
        SequencedMap<String, Application> applications = new LinkedHashMap<>();
        for (Topology.Application said : topology.applications().values()) {
            SequencedMap<RegionName, Role> roles = roles(said);
            Optional<RegionName> primary = primary(said, roles);
            if (primary.isPresent()) {
                List<RegionName> candidates = regions.values().stream()
                        .filter(region -> region.promotable() && roles.containsKey(region.name()))
                        .map(Region::name)
                        .toList();
                Objectives objectives = promises.of(said);
                List<RegionName> others = new ArrayList<>(roles.keySet());
                others.remove(primary.get());
                FailoverPolicy policy = new Policies(resolved, places, said).policy(primary.get(), others, candidates);
                applications.put(said.name(), new Application(said.name(), roles, primary.get(), policy, objectives));
            }
        }
        return applications;
    }

    private SequencedMap<RegionName, Role> roles(Topology.Application said) {
        SequencedMap<RegionName, Role> roles = new LinkedHashMap<>();
        topology.regions().keySet().forEach(name -> {
            Topology.Role own = said.roles().get(name);
            OwnRegions.role(topology, said, name).ifPresent(found -> {
                roles.put(name, Role.valueOf(found.name()));
                String from = own == null
                        ? "regions." + name + ".role"
                        : "applications." + said.name() + ".roles." + name + ".role";
                resolved.put(
                        resolved.path(said.name(), "roles." + name),
                        found.name().toLowerCase(Locale.ROOT),
                        resolved.origin(from).orElse(new Origin.Derived(from)));
            });
        });
        return roles;
    }

    private Optional<RegionName> primary(Topology.Application said, SequencedMap<RegionName, Role> roles) {
        Optional<RegionName> primary = roles.entrySet().stream()
                .filter(entry -> entry.getValue() == Role.PRIMARY)
                .map(Map.Entry::getKey)
                .findFirst();
        return primary.or(() -> new HomeRegion(resolved, said).home(roles));
    }

    private void everyRegionHasARole() {
        topology.regions().sequencedKeySet().forEach(name -> {
            if (!hasRole(topology, name) && !holdsCopies(name)) {
                resolved.problem(
                        ProblemId.MISSING_KEY,
                        "regions." + name,
                        new Message(
                                "the region `" + name + "` has no role in any application",
                                "a region serves, stands by, holds copies, or is not in the file",
                                "`role: primary`, `active` or `standby`, or a store or backup that names it; a place"
                                        + " that only votes is `failover.witness`"));
            }
        });
    }

    /// Whether an application serves or stands by in a region. One without a role keeps copies alone.
    static boolean hasRole(Topology topology, RegionName region) {
        return Objects.requireNonNull(topology.regions().get(region)).role().isPresent()
                || topology.applications().values().stream()
                        .anyMatch(application -> application.roles().containsKey(region));
    }

    /// Whether a store lies in a region, or backups are copied there.
    private boolean holdsCopies(RegionName region) {
        return topology.stores().values().stream()
                .anyMatch(store -> store.in().contains(region)
                        || store.members().values().stream()
                                .anyMatch(member -> member.region().equals(region))
                        || store.backup()
                                .filter(backup -> backup.copyTo().contains(region.text()))
                                .isPresent());
    }

    private Traffic traffic() {
        Duration ttl = resolved.saidOrDefault("traffic.ttl")
                .flatMap(Scalars::time)
                .or(() -> Defaults.at("traffic.ttl").flatMap(Scalars::time))
                .orElseThrow();
        SequencedMap<String, Entrance> entrances = new LinkedHashMap<>();
        topology.traffic().entrances().forEach((name, said) -> {
            String path = "traffic.entrances." + name;
            String service = said.to().orElse(name);
            if (!topology.services().containsKey(service)) {
                resolved.problem(
                        ProblemId.UNKNOWN_NAME,
                        path,
                        new Message(
                                "the entrance `" + name + "` leads to no service",
                                "without `to` an entrance leads to the service of its own name",
                                "`to: SERVICE`, or name it like its service"));
            }
            String host = said.host().orElse(name + ".internal");
            Origin unsaid = new Origin.Derived("the entrance's own name");
            resolved.put(path + ".host", host, resolved.origin(path + ".host").orElse(unsaid));
            resolved.put(path + ".to", service, resolved.origin(path + ".to").orElse(unsaid));
            Duration own = said.ttl().flatMap(Ttl::time).orElse(ttl);
            entrances.put(name, new Entrance(name, host, service, own));
        });
        return new Traffic(ttl, entrances);
    }

    private SequencedMap<String, Service> services() {
        SequencedMap<String, Service> services = new LinkedHashMap<>();
        topology.services().forEach((name, said) -> {
            String path = "services." + name;
            int port = Integer.parseInt(resolved.saidOrDefault(path + ".port").orElseThrow());
            String health = said.healthPath().orElse("/");
            resolved.put(
                    path + ".health.path",
                    health,
                    resolved.origin(path + ".health.path").orElseGet(Defaults::origin));
            SequencedMap<String, Need> needs = new LinkedHashMap<>();
            said.dependsOn().forEach((needed, need) -> {
                resolved.saidOrDefault(path + ".dependsOn." + needed + ".need");
                needs.put(needed, Need.valueOf(need.need().name()));
            });
            String owner = owner(path, said.application(), said.shared());
            services.put(name, new Service(name, owner, regions(said, owner), port, health, needs));
        });
        return services;
    }

    /// Where a service runs. A region without a role of its application has nothing of it.
    private List<RegionName> regions(Topology.Service said, String owner) {
        List<RegionName> possible = topology.regions().keySet().stream()
                .filter(region -> owner.isEmpty() || hasRole(owner, region))
                .toList();
        for (RegionName region : said.in()) {
            if (!possible.contains(region)) {
                resolved.problem(
                        ProblemId.CONTRADICTION,
                        Sources.item("services." + said.name() + ".in", region.text()),
                        new Message(
                                "`" + said.name() + "` cannot run in " + region,
                                "its application `" + owner + "` has no role there: its regions are "
                                        + Words.list(
                                                possible.stream()
                                                        .map(RegionName::text)
                                                        .toList(),
                                                "and"),
                                "one of these; or a `role` of the application in " + region));
            }
        }
        return said.in().isEmpty()
                ? possible
                : possible.stream().filter(said.in()::contains).toList();
    }

    private boolean hasRole(String application, RegionName region) {
        return Optional.ofNullable(topology.applications().get(application))
                .filter(own -> OwnRegions.role(topology, own, region).isPresent())
                .isPresent();
    }

    private SequencedMap<String, Store> stores(
            SequencedMap<RegionName, Region> regions, SequencedMap<String, Application> applications) {
        SequencedMap<String, Store> stores = new LinkedHashMap<>();
        Stores resolver = new Stores(resolved, promises, regions, applications);
        topology.stores().forEach((name, said) -> {
            String owner = owner("data." + name, said.application(), said.shared());
            boolean placed = owner.isEmpty() ? !regions.isEmpty() : applications.containsKey(owner);
            if (placed) {
                resolver.store(said, owner).ifPresent(store -> stores.put(name, store));
            }
        });
        return stores;
    }

    /// The application that owns something: the one it names, or the only one; the empty name for what is shared.
    private String owner(String path, Optional<String> said, boolean shared) {
        String owner =
                shared ? "" : said.orElse(topology.applications().firstEntry().getKey());
        resolved.put(
                path + ".application",
                owner,
                resolved.origin(path + ".application")
                        .orElse(new Origin.Derived(shared ? "shared by several" : "the only application")));
        return owner;
    }

    private Optional<RegionName> witness() {
        Optional<RegionName> witness = Optional.empty();
        for (Topology.Application application : topology.applications().values()) {
            Optional<RegionName> own = application.failover().witness().map(found -> found.region());
            if (witness.isPresent() && own.isPresent() && !own.equals(witness)) {
                resolved.problem(
                        ProblemId.EXCLUSIVE,
                        resolved.path(application.name(), "failover.witness"),
                        new Message(
                                "a second witness, " + own.get() + " beside " + witness.get(),
                                "the control plane is one for the file, and so is its witness",
                                "say `failover.witness` once, at the root"));
            }
            witness = witness.or(() -> own);
        }
        return witness;
    }
}
