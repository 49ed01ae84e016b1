package dev.meridian.estate;

import dev.meridian.topology.Compute;
import dev.meridian.topology.Topology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What a file asks of everything at once, and what is written keeps wherever it writes.
final class Pledges {
    /// By path, the values that are kept.
    private static final SequencedMap<String, List<String>> KEPT = new LinkedHashMap<>();

    static {
        KEPT.put("network.securityGroups", List.of("least-privilege"));
        KEPT.put("security.encryption.atRest", List.of("all"));
        KEPT.put("security.encryption.algorithm", List.of("aes-256"));
        KEPT.put("security.keys.by", List.of("kms", "customer"));
        // Keys of the customer's rotate once a year (KMS developer guide, rotation, 2026-11).
        KEPT.put("security.keys.rotate", List.of("true", "365d"));
        KEPT.put("security.access.roles", List.of("least-privilege"));
        KEPT.put("deploy.state.in", List.of("s3"));
        KEPT.put("deploy.state.lock", List.of("s3"));
        // What AWS counts by itself.
        KEPT.put("observability.metrics", List.of("provider", "[provider]"));
    }

    /// Those of what users open.
    private static final SequencedMap<String, List<String>> KEPT_BEFORE_USERS = new LinkedHashMap<>();

    static {
        KEPT_BEFORE_USERS.put("security.tls", List.of("1.2"));
        // Shield Standard is there without being asked for (AWS Shield developer guide, 2026-11).
        KEPT_BEFORE_USERS.put("traffic.ddos", List.of("shield-standard", "provider"));
    }

    private static final String ON_THE_WAY = "security.encryption.inTransit";
    private static final int TLS = 443;

    private static final String STATES = "deploy.state.lock";
    private static final String LOCKED = "Terraform locks states in S3 itself, and has deprecated tables for that";

    private Pledges() {}

    /// @param entrances what users open of it
    static void note(Ledger ledger, List<Entrance> entrances) {
        KEPT.forEach((path, values) -> note(ledger, path, values));
        if (entrances.stream().anyMatch(entrance -> entrance.cloud() == Cloud.AWS)) {
            KEPT_BEFORE_USERS.forEach((path, values) -> note(ledger, path, values));
        }
        ledger.left(STATES, LOCKED);
        onTheWay(ledger);
        againstWill(ledger, entrances);
        tls(ledger, entrances);
    }

    /// Checks of Route 53 are no reason where none asks.
    private static void tls(Ledger ledger, List<Entrance> entrances) {
        if (entrances.isEmpty()) {
            ledger.left("security.tls", "users open no name that is written");
        } else if (entrances.stream()
                .noneMatch(entrance ->
                        entrance.cloud() == Cloud.AWS && entrance.check().isPresent())) {
            ledger.left(
                    "security.tls", "what users open takes TLS 1.2 and 1.3: users who speak 1.2 alone are not refused");
        }
    }

    /// What is there in any case, where the file says that it wants none of it.
    private static void againstWill(Ledger ledger, List<Entrance> entrances) {
        ledger.againstWill(STATES, "none", LOCKED);
        ledger.againstWill(ON_THE_WAY, "none", "stores, copies and users are reached by TLS alone");
        ledger.againstWill("security.encryption.atRest", "none", "disks and stores are encrypted in any case");
        if (entrances.stream().anyMatch(entrance -> entrance.cloud() != Cloud.GOOGLE)) {
            ledger.againstWill(
                    "traffic.certificates.perRegion",
                    "false",
                    "each region has a certificate of its own: what is of one region serves when another is lost");
        }
        if (ledger.isOn(Compute.Platform.KUBERNETES)) {
            ledger.againstWill("security.access.kubernetes", "none", "clusters decide by RBAC in any case");
        }
        if (!ledger.regions(Cloud.AWS).isEmpty()) {
            ledger.againstWill(
                    "observability.logs.compressed", "false", "CloudWatch stores logs compressed in any case");
        }
    }

    /// Users, stores and copies are reached by TLS alone; services are where they speak it themselves. In
    /// other clouds nobody has asked whether that is all.
    private static void onTheWay(Ledger ledger) {
        List<String> plain = ledger.said().services().values().stream()
                .filter(service -> service.port().orElse(0) != TLS)
                .map(Topology.Service::name)
                .toList();
        if (plain.isEmpty() && ledger.isOf(Cloud.AWS)) {
            note(ledger, ON_THE_WAY, List.of("all"));
            return;
        }
        ledger.left(
                ON_THE_WAY,
                "stores, copies and users are reached by TLS alone; from a load balancer to a service it is HTTP, unless the"
                        + " service listens on 443");
    }

    private static void note(Ledger ledger, String path, List<String> values) {
        Optional<String> asked = ledger.said().sources().at(path).map(setting -> setting.text());
        asked.filter(values::contains).ifPresent(_ -> ledger.rendered(path));
    }
}
