package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.Optional;

/// The grace period that a provider's policy waits before it fails a store over by itself. Where the file says
/// that the provider promotes the store, `failover.hold` is that period.
final class PolicyHold {
    /// The least of a failover group of Azure SQL (Microsoft Learn, `GracePeriodWithDataLossHours` of
    /// Set-AzSqlDatabaseFailoverGroup; 2026-11).
    static final Duration LEAST = Duration.ofHours(1);

    private PolicyHold() {}

    static boolean isOf(Subject subject, Application application) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        Steps steps = new Steps(subject, application);
        return subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name()) && mechanisms.isMovedByPolicy(store))
                .anyMatch(store -> steps.promoter(store).equals(Optional.of(Failover.Promoter.PROVIDER)));
    }
}
