package dev.meridian.estate;

import dev.meridian.topology.Setting;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each cloud calls by a word of its own: a line that says one of them is built where that cloud is, and
/// where another is beside it, not everywhere.
final class OwnWords {
    /// What stands before the copies of a service. In Azure the ingress of a cluster does (ADR 29).
    private static final Map<Cloud, String> BALANCERS = new EnumMap<>(Cloud.class);

    private static final Map<Cloud, String> ISSUERS = new EnumMap<>(Cloud.class);

    static {
        BALANCERS.put(Cloud.AWS, "alb");
        BALANCERS.put(Cloud.GOOGLE, "cloud-load-balancing");
        ISSUERS.put(Cloud.AWS, "acm");
        ISSUERS.put(Cloud.GOOGLE, "google");
        ISSUERS.put(Cloud.AZURE, "lets-encrypt");
    }

    private final Ledger ledger;

    OwnWords(Ledger ledger) {
        this.ledger = ledger;
    }

    /// @param entrances all that users open
    void note(List<Entrance> entrances) {
        note("traffic.certificates.issuer", ISSUERS, entrances);
        entrances.stream().map(Entrance::service).distinct().forEach(service -> {
            List<Entrance> own = entrances.stream()
                    .filter(entrance -> entrance.service().equals(service))
                    .toList();
            note("services." + service + ".loadBalancer.kind", BALANCERS, own);
        });
    }

    private void note(String path, Map<Cloud, String> words, List<Entrance> entrances) {
        Optional<String> asked = ledger.said().sources().at(path).map(Setting::text);
        List<Cloud> clouds = entrances.stream().map(Entrance::cloud).distinct().toList();
        if (asked.isEmpty() || clouds.stream().map(words::get).noneMatch(asked.get()::equals)) {
            return;
        }
        ledger.rendered(path);
        List<String> others = clouds.stream()
                .filter(cloud -> !asked.get().equals(words.get(cloud)))
                .map(cloud -> cloud.text()
                        + Optional.ofNullable(words.get(cloud))
                                .map(word -> " (`" + word + "`)")
                                .orElse(" (the ingress of a cluster)"))
                .toList();
        if (!others.isEmpty()) {
            ledger.withdraw(
                    path,
                    "written where its cloud is; what opens regions of " + String.join(" and of ", others)
                            + " has that cloud's own");
        }
    }
}
