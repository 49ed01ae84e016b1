package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Copies between regions whose data travels in the clear.
final class TransportRules {
    private TransportRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            boolean isClear = Objects.requireNonNull(subject.topology().stores().get(store.name()))
                    .protection()
                    .inTransit()
                    .equals(Optional.of(false));
            if (isClear && !store.replication().edges().isEmpty()) {
                findings.add(Finding.of(
                        Rule.PLAINTEXT_BETWEEN_REGIONS,
                        "data." + store.name() + ".encryption.inTransit",
                        "changes of `" + store.name() + "` travel between regions without encryption",
                        "the way between two regions crosses networks that other parties operate",
                        "`encryption: {inTransit: true}`, or a tunnel that encrypts and a waiver that names it"));
            }
        }
    }
}
