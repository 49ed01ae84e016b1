package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

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
        SequencedMap<String, List<Service>> readers = new LinkedHashMap<>();
        for (Topology.Service said : subject.topology().services().values()) {
            Service service =
                    Objects.requireNonNull(subject.blueprint().services().get(said.name()));
            if (service.application().equals(application.name()) && said.in().size() != 1) {
                said.secrets()
                        .forEach(name -> readers.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(service));
            }
        }
        readers.forEach((secret, services) -> {
            String path = "secrets." + secret + ".replicate";
            boolean stays = isKept(path) || (!isSaid(path) && isKept(ALL));
            if (stays && !isOfOwnStores(application, services)) {
                stays(isSaid(path) ? path : ALL, "the secret `" + secret + "`", application, services);
            }
        });
    }

    /// The same where no service says which secrets it reads.
    private void unnamed() {
        boolean named = subject.topology().services().values().stream()
                .anyMatch(service -> !service.secrets().isEmpty());
        subject.blueprint().applications().values().stream()
                .filter(application -> application.roles().size() > 1 && !named && isKept(ALL))
                .findFirst()
                .ifPresent(application -> stays(
                        ALL,
                        "secrets",
                        application,
                        subject.blueprint().services().values().stream()
                                .filter(service -> service.application().equals(application.name()))
                                .toList()));
    }

    /// Whether every region serves, and has for itself each store that the readers of a secret need: then each has
    /// a secret of its own, and a copy of another region's opens nothing.
    private boolean isOfOwnStores(Application application, List<Service> readers) {
        List<Store> opened = readers.stream()
                .flatMap(service -> service.dependsOn().keySet().stream())
                .distinct()
                .flatMap(
                        name -> Optional.ofNullable(subject.blueprint().stores().get(name)).stream())
                .filter(store -> store.kind() != StoreKind.VAULT)
                .toList();
        return !opened.isEmpty()
                && application.roles().values().stream().allMatch(Role.ACTIVE::equals)
                && opened.stream()
                        .allMatch(store -> isOwnIn(store, application.roles().keySet()));
    }

    private boolean isOwnIn(Store store, Collection<RegionName> regions) {
        boolean isLocal = subject.said(store).use().writes().equals(Optional.of(Storage.Writes.LOCAL));
        boolean isAlone = store.replication().mode() == ReplicationMode.NONE
                && store.replication().edges().isEmpty();
        return store.members().containsAll(regions) && (isLocal || isAlone);
    }

    /// Where the file has its secrets: in the one place of a vault, else in the region that others stand by for.
    /// Where all regions serve and nothing names a place there is none.
    private Optional<RegionName> home(Application application) {
        return subject.blueprint().stores().values().stream()
                .filter(store ->
                        store.kind() == StoreKind.VAULT && store.members().size() == 1)
                .map(Store::writer)
                .findFirst()
                .or(() -> Optional.of(application.primary())
                        .filter(region -> application.roles().get(region) == Role.PRIMARY));
    }

    private String cloud(RegionName region) {
        return Objects.requireNonNull(subject.blueprint().regions().get(region)).cloud();
    }

    private void stays(String path, String what, Application application, List<Service> readers) {
        Optional<RegionName> home = home(application);
        List<RegionName> reading = ServingRegions.of(subject, application).stream()
                .filter(region -> readers.isEmpty()
                        || readers.stream()
                                .anyMatch(service -> service.regions().contains(region)))
                .toList();
        List<RegionName> others = reading.stream()
                .filter(region -> !home.equals(Optional.of(region)))
                .toList();
        String is = what.startsWith("the") ? " is" : " are";
        boolean isOneCloud = home.map(this::cloud)
                .map(cloud -> others.stream().allMatch(region -> cloud(region).equals(cloud)))
                .orElse(true);
        String fix = isOneCloud
                ? "`replicate: true`, or a waiver if each region is given its own by hand"
                : "the same in a store of secrets of each cloud, renewed together, and a waiver that says so";
        if (others.isEmpty()) {
            return;
        }
        findings.add(home.map(region -> Finding.of(
                        Rule.SECRETS_STAY,
                        path,
                        what + is + " kept in " + region + " and not copied to " + Listed.regions(others),
                        "a secret that is not in a region cannot be read there when " + region
                                + " is lost, and nothing starts or logs in without it",
                        fix))
                .orElseGet(() -> Finding.of(
                                Rule.SECRETS_STAY,
                                path,
                                what + is + " not copied between " + Listed.regions(others)
                                        + ", and nothing says where " + (is.equals(" is") ? "it is" : "they are")
                                        + " kept",
                                "what each region has for itself is there when another one is lost, and what one"
                                        + " region keeps for all is not",
                                fix)
                        .with(Severity.NOTE)));
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
