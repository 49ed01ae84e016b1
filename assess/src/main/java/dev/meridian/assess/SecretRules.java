package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A check that secrets and identities are where the application goes. Data that has moved is of no use to a
/// service that cannot log in to it.
final class SecretRules {
    static final String ALL = "security.secrets.replicate";

    private final Subject subject;
    private final List<Finding> findings;

    private SecretRules(Subject subject, List<Finding> findings) {
        this.subject = subject;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        SecretRules rules = new SecretRules(subject, findings);
        for (Application application : subject.blueprint().applications().values()) {
            if (application.roles().size() > 1) {
                rules.secrets(application);
                rules.externals(application);
            }
        }
        rules.unnamed();
        subject.blueprint().stores().values().stream()
                .filter(store -> isCopiedBeside(subject, store))
                .forEach(store -> findings.add(contradict(store)));
    }

    /// Reports whether the file says of a store of secrets that it has no replication, and of all secrets that
    /// they are copied.
    static boolean isCopiedBeside(Subject subject, Store store) {
        boolean secrets = subject.topology()
                .sources()
                .at("security.secrets.store")
                .map(Setting::text)
                .map(named -> named.equals("vault") || named.equals(store.name()))
                .orElse(true);
        boolean copied = subject.topology()
                .sources()
                .at(ALL)
                .map(Setting::text)
                .filter("true"::equals)
                .isPresent();
        return secrets
                && copied
                && store.kind() == StoreKind.VAULT
                && store.replication().mode() == ReplicationMode.NONE
                && store.replication().edges().isEmpty();
    }

    private static Finding contradict(Store store) {
        return Finding.of(
                Rule.SECRET_KEYS_CONTRADICT,
                "data." + store.name() + ".replication",
                "`" + ALL + ": true` says that secrets are copied to each region, and `" + store.name()
                        + "` has no replication",
                "the copies count as there, with an unknown lag; if only the store's own key is right, no secret"
                        + " outlives its region",
                "`replication: {mode: async, via: dual-write, lag: TIME}` where an operator writes each secret to all"
                        + " regions, or `replicate: false`");
    }

    private boolean isKept(String path) {
        return subject.topology()
                .sources()
                .at(path)
                .map(Setting::text)
                .filter("false"::equals)
                .isPresent();
    }

    private boolean isSaid(String path) {
        return subject.topology().sources().at(path).isPresent();
    }

    /// Secrets that services of several regions read, and that the file says are not copied.
    private void secrets(Application application) {
        List<String> read = new ArrayList<>();
        for (Topology.Service service : subject.topology().services().values()) {
            boolean own = Objects.requireNonNull(subject.blueprint().services().get(service.name()))
                    .application()
                    .equals(application.name());
            if (own && service.in().size() != 1) {
                service.secrets().stream().filter(name -> !read.contains(name)).forEach(read::add);
            }
        }
        for (String secret : read) {
            String path = "secrets." + secret + ".replicate";
            if (isKept(path) || (!isSaid(path) && isKept(ALL))) {
                findings.add(stays(isSaid(path) ? path : ALL, "the secret `" + secret + "`", application));
            }
        }
    }

    /// The same where no service says which secrets it reads.
    private void unnamed() {
        boolean named = subject.topology().services().values().stream()
                .anyMatch(service -> !service.secrets().isEmpty());
        subject.blueprint().applications().values().stream()
                .filter(application -> application.roles().size() > 1 && !named && isKept(ALL))
                .findFirst()
                .ifPresent(application -> findings.add(stays(ALL, "secrets", application)));
    }

    private static Finding stays(String path, String what, Application application) {
        List<RegionName> others = application.roles().keySet().stream()
                .filter(region -> !region.equals(application.primary()))
                .toList();
        return Finding.of(
                Rule.SECRETS_STAY,
                path,
                what + (what.startsWith("the") ? " is" : " are") + " kept in " + application.primary()
                        + " and not copied to " + Listed.regions(others),
                "a secret that is not in a region cannot be read there when " + application.primary()
                        + " is lost, and nothing starts or logs in without it",
                "`replicate: true`, or a waiver if each region is given its own by hand");
    }

    /// Something regional that others run, with its only place in the region that may be lost. What names its
    /// regions (`in`) is judged with all other dependencies.
    private void externals(Application application) {
        Reach.of(subject, application.name())
                .services()
                .forEach(service -> Reach.needs(subject, service)
                        .forEach((name, need) -> Optional.ofNullable(
                                        subject.topology().externals().get(name))
                                .filter(external -> need == Need.HARD
                                        && external.in().isEmpty()
                                        && external.scope().equals(Optional.of(Topology.Scope.REGIONAL))
                                        && external.controlIn().equals(Optional.of(application.primary())))
                                .ifPresent(external -> findings.add(Finding.of(
                                                Rule.SECRETS_STAY,
                                                "services." + service + ".dependsOn." + name,
                                                "`" + service + "` needs `" + name
                                                        + "`, which is regional and lives in " + application.primary(),
                                                "when " + application.primary() + " is lost, `" + service
                                                        + "` cannot use it in another region",
                                                "`external." + name
                                                        + ".in` with the regions that have it, or `soft` if `" + service
                                                        + "` can do without")
                                        .with(Severity.ERROR)))));
    }
}
