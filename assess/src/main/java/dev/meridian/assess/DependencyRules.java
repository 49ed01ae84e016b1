package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            }
        }
        for (Store store : subject.blueprint().stores().values()) {
            boolean knowsUsers = store.kind() == StoreKind.IDENTITY
                    || Objects.requireNonNull(subject.topology().stores().get(store.name()))
                            .use()
                            .purposes()
                            .contains("sessions");
            Comeback.Way way = afterRegion(subject, store);
            boolean stays = way == Comeback.Way.LOST || way == Comeback.Way.STAYS;
            if (knowsUsers && stays && subject.blueprint().regions().size() > 1) {
                findings.add(stayBehind(store));
            }
        }
    }

    private static void oneRegion(Subject subject, Application application, List<Finding> findings) {
        SequencedMap<String, String> needed = new LinkedHashMap<>();
        for (String service : Reach.of(subject, application.name()).services()) {
            for (Map.Entry<String, Need> need : Reach.needs(subject, service).entrySet()) {
                if (need.getValue() == Need.HARD) {
                    needed.putIfAbsent(need.getKey(), service);
                }
            }
        }
        needed.forEach((name, service) -> Optional.ofNullable(
                        subject.topology().externals().get(name))
                .filter(external -> !external.in().isEmpty())
                .filter(external -> external.in().size() == 1 || !isAnyEnough(subject, service, name))
                .ifPresent(external -> external(application, service, external, findings)));
        needed.forEach((name, service) -> Optional.ofNullable(
                        subject.blueprint().stores().get(name))
                .filter(store -> store.members().size() == 1)
                .ifPresent(store -> findings.add(alone(application, service, store, afterRegion(subject, store)))));
    }

    /// Whether the copy of another region will do as well.
    private static boolean isAnyEnough(Subject subject, String service, String name) {
        return Optional.ofNullable(subject.topology().services().get(service))
                .flatMap(said -> Optional.ofNullable(said.dependsOn().get(name)))
                .flatMap(Topology.Need::in)
                .equals(Optional.of(Topology.Reach.ANY));
    }

    /// Something that others run has to be wherever the application may have to go.
    private static void external(
            Application application, String service, Topology.External external, List<Finding> findings) {
        List<RegionName> lacking = application.roles().keySet().stream()
                .filter(region -> !external.in().contains(region))
                .toList();
        boolean today = lacking.contains(application.primary());
        if (!lacking.isEmpty()) {
            findings.add(Finding.of(
                    Rule.ONE_REGION_DEPENDENCY,
                    "services." + service + ".dependsOn." + external.name(),
                    "`" + service + "` needs `" + external.name() + "`, which is in " + Listed.regions(external.in())
                            + " and not in " + Listed.regions(lacking),
                    today
                            ? "`" + service + "` serves from " + application.primary()
                                    + " and asks another region for it" + " all the time: two regions have to be there"
                            : "when " + application.primary() + " is lost, `" + service + "` has nothing to ask in "
                                    + Listed.regions(lacking),
                    "have it in " + Listed.regions(lacking) + " too, or `soft` if the service can do without"));
        }
    }

    private static Comeback.Way afterRegion(Subject subject, Store store) {
        return new Comebacks(subject).after(store, Promise.Disruption.REGION).way();
    }

    /// What comes back elsewhere is a matter of time, and its promise is judged with all others.
    private static Finding alone(Application application, String service, Store store, Comeback.Way way) {
        boolean back = way != Comeback.Way.LOST;
        Finding finding = Finding.of(
                Rule.ONE_REGION_DEPENDENCY,
                "services." + service + ".dependsOn." + store.name(),
                "`" + service + "` runs in " + application.roles().size() + " regions and needs `" + store.name()
                        + "`, which is in " + store.writer() + " only",
                "when " + store.writer() + " is lost, the other regions serve nothing either"
                        + (back ? " until it is " + (way == Comeback.Way.RESTORED ? "restored" : "made again") : ""),
                "a member in another region, or `soft` if the service can do without");
        return back ? finding.with(Severity.WARNING) : finding;
    }

    private static Finding stayBehind(Store store) {
        boolean logins = store.kind() == StoreKind.IDENTITY;
        return Finding.of(
                Rule.SESSIONS_LOST,
                "data." + store.name(),
                "the " + (logins ? "logins" : "sessions") + " of `" + store.name() + "` stay in " + store.writer(),
                logins
                        ? "users who are moved cannot log in, whatever else works there"
                        : "users who are moved have to log in again, all of them in the same minute",
                logins
                        ? "an identity provider that is in both regions, or a copy that can take over"
                        : "`replication: async`, or sessions in a signed token that every region can read");
    }
}
