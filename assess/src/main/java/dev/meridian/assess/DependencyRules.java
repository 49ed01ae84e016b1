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
            boolean stays = afterRegion(subject, store) == Comeback.Way.LOST;
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
                .ifPresent(external -> external(application, service, external, findings)));
        needed.forEach((name, service) -> Optional.ofNullable(
                        subject.blueprint().stores().get(name))
                .filter(store -> store.members().size() == 1)
                .filter(store -> afterRegion(subject, store) != Comeback.Way.LOST)
                .ifPresent(store -> findings.add(alone(application, service, store))));
    }

    /// Something that others run has to be wherever the application may have to go.
    private static void external(
            Application application, String service, Topology.External external, List<Finding> findings) {
        List<RegionName> lacking = application.roles().keySet().stream()
                .filter(region -> !external.in().contains(region))
                .toList();
        if (!lacking.isEmpty()) {
            findings.add(Finding.of(
                    Rule.ONE_REGION_DEPENDENCY,
                    "services." + service + ".dependsOn." + external.name(),
                    "`" + service + "` needs `" + external.name() + "`, which is in " + Listed.regions(external.in())
                            + " and not in " + Listed.regions(lacking),
                    "when " + external.in().getFirst() + " is lost, the service has nothing to ask where it goes",
                    "have it in " + Listed.regions(lacking) + " too, or `soft` if the service can do without"));
        }
    }

    private static Comeback.Way afterRegion(Subject subject, Store store) {
        return new Comebacks(subject).after(store, Promise.Disruption.REGION).way();
    }

    private static Finding alone(Application application, String service, Store store) {
        return Finding.of(
                Rule.ONE_REGION_DEPENDENCY,
                "services." + service + ".dependsOn." + store.name(),
                "`" + service + "` runs in " + application.roles().size() + " regions and needs `" + store.name()
                        + "`, which is in " + store.writer() + " only",
                "when " + store.writer() + " is lost, the other regions serve nothing either",
                "a member in another region, or `soft` if the service can do without");
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
