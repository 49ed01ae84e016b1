package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// What is judged: the file as it was said, and what it resolves to. It remembers what many promises ask of it;
/// one thread at a time.
public final class Subject {
    private final Topology topology;
    private final Blueprint blueprint;
    private final Map<String, SequencedMap<RegionName, Term>> reached = new LinkedHashMap<>();
    private final Map<String, Optional<RegionName>> destinations = new LinkedHashMap<>();
    private final Map<String, Comeback> waysBack = new LinkedHashMap<>();
    private final Map<String, List<Comeback>> ways = new LinkedHashMap<>();
    private final Map<String, Boolean> recovering = new LinkedHashMap<>();
    private final Map<String, Reach> reaches = new LinkedHashMap<>();
    private final Map<String, List<String>> orders = new LinkedHashMap<>();
    private Optional<List<Stake>> stakes = Optional.empty();

    /// @param topology as it was said
    /// @param blueprint what it resolves to
    public Subject(Topology topology, Blueprint blueprint) {
        this.topology = topology;
        this.blueprint = blueprint;
    }

    /// The same file with other values: how a repair is tried.
    @FunctionalInterface
    public interface Revisions {
        /// The file as it would be with these assignments on top; empty if it would be refused.
        Optional<Subject> with(List<Finding.Change> changes);
    }

    /// As it was said.
    public Topology topology() {
        return topology;
    }

    /// What it resolves to.
    public Blueprint blueprint() {
        return blueprint;
    }

    /// A store of the blueprint, by a name that the file has.
    Store store(String name) {
        return Objects.requireNonNull(blueprint.stores().get(name));
    }

    /// A store as it was said.
    Storage.Store said(Store store) {
        return Objects.requireNonNull(topology.stores().get(store.name()));
    }

    /// A service by its name, which the file has.
    Service service(String name) {
        return Objects.requireNonNull(blueprint.services().get(name));
    }

    /// A service as it was said.
    Topology.Service saidService(String name) {
        return Objects.requireNonNull(topology.services().get(name));
    }

    /// Whether no copy of a service runs on a quiet day: a failover starts it.
    boolean isOnlyInFailover(String service) {
        return Optional.ofNullable(topology.services().get(service))
                .filter(Topology.Service::onlyInFailover)
                .isPresent();
    }

    /// An application as it was said.
    Topology.Application said(Application application) {
        return Objects.requireNonNull(topology.applications().get(application.name()));
    }

    /// The path of a section that belongs to an application: at the root of a file with `application: NAME`.
    String path(String application, String rest) {
        return topology.oneApplication() ? rest : "applications." + application + "." + rest;
    }

    /// The value that is in force at a path, as text; empty where neither the file nor its version says any.
    Optional<String> value(String path) {
        return blueprint
                .origins()
                .at(path)
                .map(found -> found.text())
                .or(() -> topology.sources().at(path).map(setting -> setting.text()));
    }

    /// Whether the control of the application's failover is not Meridian's: a service of a provider, an operator,
    /// or a script of the owner.
    boolean isProviderRun(Application application) {
        return said(application)
                .failover()
                .control()
                .flatMap(control -> control.runs())
                .filter(Failover.Runs::isForeign)
                .isPresent();
    }

    /// Each member that promoting edges reach from the writer, with what it lacks: see [Losses].
    SequencedMap<RegionName, Term> reached(Store store) {
        return reached.computeIfAbsent(store.name(), _ -> new Losses(this).reached(store));
    }

    /// Whether a store goes on in another region by itself: see [StoreMechanisms].
    boolean recoversByItself(Store store, StoreMechanisms mechanisms) {
        return recovering.computeIfAbsent(store.name(), _ -> mechanisms.hasAWayOfItsOwn(store));
    }

    /// Every way back of a store: see [Comebacks].
    List<Comeback> ways(Store store, Promise.Disruption disruption) {
        String key = store.name() + "|" + disruption;
        List<Comeback> known = ways.get(key);
        if (known == null) {
            known = List.copyOf(new Comebacks(this).ways(store, disruption));
            ways.put(key, known);
        }
        return known;
    }

    /// What an application serves with, and everything that it owns: see [Reach].
    Reach reach(String application) {
        Reach known = reaches.get(application);
        if (known == null) {
            known = Reach.found(this, application);
            reaches.put(application, known);
        }
        return known;
    }

    /// The order of the phases of a plan, as its steps allow it: see [StepPlaces].
    ///
    /// @param byItself whether the users are moved beside the plan
    List<String> order(Application application, boolean byItself) {
        String key = application.name() + "|" + byItself;
        List<String> known = orders.get(key);
        if (known == null) {
            known = new StepPlaces(this, application)
                    .fitting(List.of(
                            StepOrder.phases(this, application, byItself), StepOrder.phases(this, application, false)));
            orders.put(key, known);
        }
        return known;
    }

    /// The way back of a store that all promises about a disruption are judged by: see [WayChoice].
    Comeback wayBack(Store store, Promise.Disruption disruption) {
        String key = store.name() + "|" + disruption;
        Comeback known = waysBack.get(key);
        if (known == null) {
            known = byPeople(
                    store,
                    disruption,
                    MeasuredReturn.of(
                            this, store, disruption, WayChoice.of(this, store, ways(store, disruption), disruption)));
            waysBack.put(key, known);
        }
        return known;
    }

    /// A store that would go on by itself elsewhere waits for the person whom the plan names for it.
    private Comeback byPeople(Store store, Promise.Disruption disruption, Comeback back) {
        boolean isHanded = disruption == Promise.Disruption.REGION
                && back.way() != Comeback.Way.STAYS
                && back.starts() == Comeback.Starts.ITSELF
                && Optional.ofNullable(blueprint.applications().get(store.application()))
                        .flatMap(owner -> new Steps(this, owner).promoter(store))
                        .equals(Optional.of(Failover.Promoter.HUMAN));
        return isHanded ? new Comeback(back.way(), back.recovery(), back.loss(), Comeback.Starts.PEOPLE) : back;
    }

    /// Every promise about a time, in the order of the file.
    List<Stake> stakes() {
        List<Stake> all = stakes.orElseGet(() -> Stake.of(this));
        stakes = Optional.of(all);
        return all;
    }

    /// Where an application goes: see [Destination].
    Optional<RegionName> destination(Application application) {
        return destinations.computeIfAbsent(application.name(), _ -> Destination.of(this, application));
    }
}
