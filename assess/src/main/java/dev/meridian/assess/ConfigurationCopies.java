package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.mechanisms.Mechanism;
import java.util.List;
import java.util.Optional;

/// Queues and streams of which a provider copies the configuration to another region and no message: a failover
/// moves the name, and everything that was accepted and not yet read stays behind.
final class ConfigurationCopies {
    private ConfigurationCopies() {}

    static void check(Subject subject, Store store, List<Finding> findings) {
        if (!RegionalKinds.carriesMessages(store.kind()) || StoreContents.areMadeAgain(subject.said(store))) {
            return;
        }
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        List<Mechanism> rows = store.replication().edges().stream()
                .filter(edge -> !edge.to().equals(store.writer()))
                .flatMap(edge -> mechanisms.across(store, edge).stream())
                .toList();
        boolean isOfNone =
                !rows.isEmpty() && rows.stream().allMatch(row -> row.loss().equals(Span.NEVER));
        if (isOfNone) {
            findings.add(finding(store, rows.getFirst(), StoreMechanisms.via(store)));
        }
    }

    private static Finding finding(Store store, Mechanism row, Optional<String> via) {
        return Finding.of(
                        Rule.IN_FLIGHT_LOST,
                        "data." + store.name() + ".replication"
                                + via.map(_ -> ".via").orElse(""),
                        "no message of `" + store.name() + "` is copied: all that are in " + store.writer()
                                + " stay there when it is lost",
                        "`" + row.name() + "` copies the configuration alone ("
                                + row.source().cited() + ")",
                        "a mechanism that copies messages too, senders that keep and repeat what was not done, or"
                                + " nothing where that can be missed")
                .with(Severity.WARNING);
    }
}
