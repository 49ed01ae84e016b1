package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Whether what is needed in several regions is in several regions.
final class DependencyRules {
    private DependencyRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            if (application.roles().size() > 1) {
                oneRegion(subject, application, findings);
                ImagePlaces.check(subject, application, findings);
            }
        }
        OnePlaceServices.check(subject, findings);
        neededByNothing(subject, findings);
        for (Store store : subject.blueprint().stores().values()) {
            boolean knowsUsers = store.kind() == StoreKind.IDENTITY
                    || subject.said(store).use().purposes().contains("sessions");
            List<RegionName> staying = staying(subject, store);
            if (knowsUsers && !staying.isEmpty() && areUsersMoved(subject, store)) {
                findings.add(stayBehind(subject, store, staying));
            }
        }
    }

    /// Whether users of a store may be moved: an application of it has a second region, and some of its users do
    /// not keep to one.
    private static boolean areUsersMoved(Subject subject, Store store) {
        return subject.blueprint().applications().values().stream()
                .filter(owner -> store.application().isEmpty() || owner.name().equals(store.application()))
                .anyMatch(owner -> owner.roles().size() > 1 && !FailureSpread.isPinned(subject, owner));
    }

    /// A store that no time to recover and no availability of its application counts, where it promises one.
    private static void neededByNothing(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            Optional.ofNullable(subject.blueprint().applications().get(store.application()))
                    .filter(owner -> promisesATime(subject, owner)
                            && Reach.isWaitedForByNobody(subject, store.name())
                            && !StandbyTarget.isTarget(subject, store))
                    .map(owner -> neededByNothing(store, owner))
                    .ifPresent(findings::add);
        }
    }

    private static boolean promisesATime(Subject subject, Application owner) {
        return subject.said(owner).objectives().overall().availability().isPresent()
                || subject.stakes().stream()
                        .anyMatch(stake -> stake.objective() == Promise.Objective.RTO
                                && stake.application().equals(owner));
    }

    private static Finding neededByNothing(Store store, Application owner) {
        return Finding.of(
                Rule.NEEDED_BY_NOTHING,
                "data." + store.name(),
                "nothing in the file needs `" + store.name() + "`",
                "every service of `" + owner.name() + "` says what it needs, and no service, store or journey names it:"
                        + " no time to recover and no availability of `" + owner.name() + "` counts it",
                "nothing, if that is so; else `dependsOn` of what needs it");
    }

    /// A service or a store that needs something, with those of its regions from which its application serves.
    private record Needy(String name, String path, List<RegionName> in) {}

    private static void oneRegion(Subject subject, Application application, List<Finding> findings) {
        Reach reach = Reach.of(subject, application.name());
        List<Needy> all = new ArrayList<>();
        for (String service : reach.services()) {
            List<RegionName> regions = subject.service(service).regions();
            all.add(new Needy(service, "services." + service, ServingRegions.among(subject, application, regions)));
        }
        for (String name : reach.stores()) {
            List<RegionName> members = subject.store(name).members();
            all.add(new Needy(name, "data." + name, ServingRegions.among(subject, application, members)));
        }
        SequencedMap<String, Needy> needed = new LinkedHashMap<>();
        for (Needy needy : all) {
            Reach.needs(subject, needy.name()).forEach((name, need) -> {
                if (need == Need.HARD && needy.in().size() > 1) {
                    needed.putIfAbsent(name, needy);
                }
            });
        }
        needed.forEach((name, needy) -> Optional.ofNullable(
                        subject.topology().externals().get(name))
                .filter(external -> !external.in().isEmpty())
                .filter(external -> external.in().size() == 1 || !isAnyEnough(subject, needy, name))
                .ifPresent(external -> external(subject, application, needy, external, findings)));
        needed.forEach((name, needy) -> Optional.ofNullable(
                        subject.blueprint().stores().get(name))
                .filter(store -> store.members().size() == 1 && !StandbyTarget.isKeptElsewhere(subject, store))
                .ifPresent(store ->
                        findings.add(alone(needy, store, afterRegion(subject, store), others(subject, needy, name)))));
        needed.forEach((name, needy) -> Optional.ofNullable(
                        subject.blueprint().services().get(name))
                .filter(service -> service.regions().size() == 1
                        && !subject.isOnlyInFailover(name)
                        && OnePlaceServices.isStaying(subject, application, name))
                .ifPresent(
                        service -> findings.add(inOnePlace(needy, service, others(subject, needy, service.name())))));
    }

    /// Whether the copy of another region will do as well.
    private static boolean isAnyEnough(Subject subject, Needy needy, String name) {
        return Optional.ofNullable(subject.topology().services().get(needy.name()))
                .flatMap(said -> Optional.ofNullable(said.dependsOn().get(name)))
                .flatMap(Topology.Need::in)
                .equals(Optional.of(Topology.Reach.ANY));
    }

    /// Something that others run has to be wherever the application may have to go. The copies of a store may
    /// have one each, such as a key: then there is another one where this one is not.
    private static void external(
            Subject subject, Application application, Needy needy, Topology.External external, List<Finding> findings) {
        boolean isStore = subject.blueprint().stores().containsKey(needy.name());
        List<RegionName> ofOthers = Reach.needs(subject, needy.name()).keySet().stream()
                .filter(name -> isStore && !name.equals(external.name()))
                .flatMap(name ->
                        Optional.ofNullable(subject.topology().externals().get(name)).stream())
                .flatMap(other -> other.in().stream())
                .toList();
        List<RegionName> lacking = needy.in().stream()
                .filter(region -> !external.in().contains(region) && !ofOthers.contains(region))
                .toList();
        boolean today = lacking.contains(application.primary());
        if (!lacking.isEmpty()) {
            findings.add(Finding.of(
                    Rule.ONE_REGION_DEPENDENCY,
                    needy.path() + ".dependsOn." + external.name(),
                    "`" + needy.name() + "` needs `" + external.name() + "`, which is in "
                            + Listed.regions(external.in()) + " and not in " + Listed.regions(lacking),
                    today
                            ? "`" + needy.name() + "` serves from " + application.primary()
                                    + " and asks another region for it" + " all the time: two regions have to be there"
                            : "when " + application.primary() + " is lost, `" + needy.name()
                                    + "` has nothing to ask in " + Listed.regions(lacking),
                    "have it in " + Listed.regions(lacking) + " too, or `soft` if `" + needy.name()
                            + "` can do without"));
        }
    }

    /// Whether what a finding of [Rule#ONE_REGION_DEPENDENCY] is about is gone with the primary's region. What
    /// runs in a further region alone is asked from afar, today or after the move.
    static boolean isGone(Subject subject, Finding finding) {
        String[] place = finding.at().split("\\.", -1);
        String needed = place[place.length - 1];
        return Optional.ofNullable(subject.topology().externals().get(needed))
                .map(Topology.External::in)
                .or(() -> Optional.ofNullable(subject.blueprint().services().get(needed))
                        .map(Service::regions))
                .map(regions -> subject.blueprint().applications().values().stream()
                        .map(Application::primary)
                        .anyMatch(primary -> regions.stream().allMatch(primary::equals)))
                .orElse(true);
    }

    /// What else rests on it, over several steps.
    private static String others(Subject subject, Needy needy, String needed) {
        List<String> names = Dependents.of(subject, needed).stream()
                .filter(name -> !name.equals(needy.name()))
                .toList();
        return names.isEmpty()
                ? ""
                : "; " + Listed.names(names) + (names.size() == 1 ? " rests" : " rest") + " on it too";
    }

    /// A service that others need and that one region runs: its loss stops them in all regions, whether it is the
    /// primary's or another one.
    private static Finding inOnePlace(Needy needy, Service service, String others) {
        RegionName place = service.regions().getFirst();
        return Finding.of(
                Rule.ONE_REGION_DEPENDENCY,
                needy.path() + ".dependsOn." + service.name(),
                "`" + needy.name() + "` runs in " + needy.in().size() + " regions and needs `" + service.name()
                        + "`, which runs in " + place + " only",
                "when " + place + " is lost, the other regions serve nothing either" + others,
                "`" + service.name() + "` in another region, or `soft` if `" + needy.name() + "` can do without");
    }

    private static Comeback.Way afterRegion(Subject subject, Store store) {
        return subject.wayBack(store, Promise.Disruption.REGION).way();
    }

    /// What comes back elsewhere is a matter of time, and its promise is judged with all others.
    private static Finding alone(Needy needy, Store store, Comeback.Way way, String others) {
        boolean back = way != Comeback.Way.LOST;
        Finding finding = Finding.of(
                Rule.ONE_REGION_DEPENDENCY,
                needy.path() + ".dependsOn." + store.name(),
                "`" + needy.name() + "` runs in " + needy.in().size() + " regions and needs `" + store.name()
                        + "`, which is in " + store.writer() + " only",
                "when " + store.writer() + " is lost, the other regions serve nothing either"
                        + (back ? " until it is " + (way == Comeback.Way.RESTORED ? "restored" : "made again") : "")
                        + others,
                "a member in another region, or `soft` if `" + needy.name() + "` can do without");
        return back ? finding.with(Severity.WARNING) : finding;
    }

    /// The regions whose sessions and logins no other region has: each that serves from its own, else the writer's
    /// where nothing brings it back.
    private static List<RegionName> staying(Subject subject, Store store) {
        Comeback.Way way = afterRegion(subject, store);
        boolean lost = way == Comeback.Way.LOST || way == Comeback.Way.OWN_ELSEWHERE;
        boolean local = subject.said(store).use().writes().equals(Optional.of(Storage.Writes.LOCAL));
        boolean apart = switch (store.replication().mode()) {
            case NONE -> lost;
            case SYNC, ASYNC, COPY -> local;
            case QUORUM, MULTI_PRIMARY, PROVIDER, UNKNOWN -> false;
        };
        Application owner = subject.blueprint().applications().get(store.application());
        List<RegionName> own = store.members().stream()
                .filter(member -> apart && owner != null && owner.roles().get(member) != Role.STANDBY)
                .filter(member -> store.replication().edges().stream()
                        .noneMatch(edge -> edge.from().equals(member)))
                .toList();
        return own.isEmpty() && lost ? List.of(store.writer()) : own;
    }

    private static Finding stayBehind(Subject subject, Store store, List<RegionName> staying) {
        boolean logins = store.kind() == StoreKind.IDENTITY;
        String what = logins ? "logins" : "sessions";
        return Finding.of(
                Rule.SESSIONS_LOST,
                "data." + store.name(),
                staying.size() == 1
                        ? "the " + what + " of `" + store.name() + "` stay in " + staying.getFirst()
                        : Listed.regions(staying) + " each have " + what + " of their own in `" + store.name() + "`",
                logins
                        ? "users who are moved cannot log in, whatever else works there"
                        : "users who are moved have to log in again, all of them in the same minute",
                logins
                        ? "an identity provider that is in both regions, or a copy that can take over"
                        : (isOverProviders(subject, store)
                                        ? "a new login, and `disposable: true` for this store"
                                        : "`replication: async`")
                                + ", or sessions in a signed token that every region can read");
    }

    /// Whether a provider runs a store of an application that goes on at another one, which it copies nothing to.
    private static boolean isOverProviders(Subject subject, Store store) {
        Application owner = subject.blueprint().applications().get(store.application());
        return store.managed()
                && owner != null
                && owner.roles().keySet().stream()
                                .map(region -> Objects.requireNonNull(
                                                subject.blueprint().regions().get(region))
                                        .cloud())
                                .distinct()
                                .count()
                        > 1;
    }
}
