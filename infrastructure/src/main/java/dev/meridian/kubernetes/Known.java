package dev.meridian.kubernetes;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Unit;
import dev.meridian.units.RegionName;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What services are told and no file has: secrets, and where stores are. External Secrets fetches it from the
/// region itself; what it makes of it is a Secret of the cluster.
final class Known {
    private static final String VERSION = "external-secrets.io/v1";
    private static final String SECRETS = "secrets";
    private static final String PARAMETERS = "parameters";
    private static final String OFTEN = "15m";

    private Known() {}

    /// The Secret with the addresses of a service's stores.
    static String addresses(String service) {
        return service + "-addresses";
    }

    /// The Secret with one that the file names, as one service has it.
    static String secret(String service, String secret) {
        return service + "-" + secret;
    }

    /// The secrets of a service: the same names in every region, each with a value of its own.
    static List<Fields> secrets(Unit unit, String namespace) {
        Labels.Place place = new Labels.Place(namespace, unit.name());
        return unit.secrets().stream()
                .map(secret -> {
                    String name = secret(unit.name(), secret);
                    return Labels.resource(VERSION, "ExternalSecret", name, place)
                            .set(
                                    "spec",
                                    fetched(SECRETS, name).set("data", whole(secret, Fleet.secret(namespace, secret))));
                })
                .toList();
    }

    /// The same where names of secrets have no slashes: what is otherwise than in other clouds.
    static List<Fields> plainly(Unit unit, String namespace) {
        return unit.secrets().stream()
                .map(secret -> Labels.resource(VERSION, "ExternalSecret", secret(unit.name(), secret), namespace)
                        .set("spec", Fields.of().set("data", whole(secret, Fleet.plainSecret(namespace, secret)))))
                .toList();
    }

    /// The value as it was put in, whatever it is, by the name that a task of Fargate has it by.
    private static Value whole(String secret, String key) {
        return Value.items(row(Settings.secret(secret), key));
    }

    private static Fields row(String name, String key) {
        return Fields.of().set("secretKey", name).set("remoteRef", Fields.of().set("key", key));
    }

    private static Fields fetched(String from, String into) {
        return Fields.of()
                .set("refreshInterval", OFTEN)
                .set("secretStoreRef", Fields.of().set("kind", "SecretStore").set("name", from))
                .set("target", Fields.of().set("name", into).set("creationPolicy", "Owner"));
    }

    /// Where a region keeps them. No credentials stand here: External Secrets has a role of its own in each
    /// region.
    static List<Fields> stores(Fleet fleet, Fleet.Place place) {
        return switch (place.cloud()) {
            case AWS -> ofAws(fleet, place.region());
            case GOOGLE, AZURE -> ofOthers(fleet, place);
        };
    }

    /// One place for both, and none where nothing is asked for.
    private static List<Fields> ofOthers(Fleet fleet, Fleet.Place place) {
        boolean hasSecrets =
                fleet.units().values().stream().anyMatch(unit -> !unit.secrets().isEmpty());
        boolean hasAddresses = place.units().values().stream()
                .anyMatch(local -> !local.addresses().isEmpty());
        List<Fields> stores = new ArrayList<>();
        if (hasSecrets) {
            stores.add(store(SECRETS, fleet.namespace(), provider(place)));
        }
        if (hasAddresses) {
            stores.add(store(PARAMETERS, fleet.namespace(), provider(place)));
        }
        return stores;
    }

    /// Who it is and in which project, External Secrets knows from the cluster.
    private static Fields provider(Fleet.Place place) {
        return place.cloud() == Cloud.GOOGLE
                ? Fields.of()
                        .set("gcpsm", Fields.of().set("location", place.region().text()))
                : Fields.of()
                        .set(
                                "azurekv",
                                Fields.of()
                                        .set("authType", "WorkloadIdentity")
                                        .set("vaultUrl", "https://" + Fleet.vault(place) + ".vault.azure.net"));
    }

    private static List<Fields> ofAws(Fleet fleet, RegionName region) {
        List<Fields> stores = new ArrayList<>();
        if (fleet.units().values().stream().anyMatch(unit -> !unit.secrets().isEmpty())) {
            stores.add(store(SECRETS, "SecretsManager", fleet.namespace(), region));
        }
        if (fleet.units().values().stream().anyMatch(unit -> unit.reach().hasAddresses())) {
            stores.add(store(PARAMETERS, "ParameterStore", fleet.namespace(), region));
        }
        return stores;
    }

    private static Fields store(String name, String kind, String namespace, RegionName region) {
        return store(
                name,
                namespace,
                Fields.of().set("aws", Fields.of().set("service", kind).set("region", region.text())));
    }

    private static Fields store(String name, String namespace, Fields provider) {
        return Labels.resource(VERSION, "SecretStore", name, namespace)
                .set("spec", Fields.of().set("provider", provider));
    }

    /// Where the stores of a service are in one region; empty where it has none with an address.
    static Optional<Fields> addresses(Unit unit, Fleet.Local local, String namespace) {
        if (!unit.reach().hasAddresses()) {
            return Optional.empty();
        }
        String name = addresses(unit.name());
        Labels.Place place = new Labels.Place(namespace, unit.name());
        if (local.addresses().isEmpty()) {
            return Optional.of(Labels.resource("v1", "Secret", name, place)
                    .set("type", Value.text("Opaque"), "None of its stores is in this region."));
        }
        List<Fields> rows = local.addresses().stream()
                .map(address -> row(address.setting(), address.parameter()))
                .toList();
        return Optional.of(Labels.resource(VERSION, "ExternalSecret", name, place)
                .set("spec", fetched(PARAMETERS, name).set("data", Value.items(rows))));
    }
}
