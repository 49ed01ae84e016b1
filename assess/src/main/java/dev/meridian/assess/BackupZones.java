package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.mechanisms.Provider;
import dev.meridian.topology.Storage;
import java.util.List;
import java.util.Optional;

/// The zones of the backups that a store has in its own region: those of the store of the file that keeps them, or
/// what its provider is known for. Of backups of which the file says no place nothing is known.
final class BackupZones {
    /// Providers whose backups and snapshots are in no one zone (Amazon EBS User Guide, Snapshots: in Amazon S3,
    /// over the zones of a Region; Google Cloud documentation, Create snapshots: in a region or a multi-region;
    /// 2026-11). Those of Azure are in one data centre or over zones, as is chosen.
    private static final List<Provider> OVER_ZONES = List.of(Provider.AWS, Provider.GOOGLE_CLOUD);

    private final Subject subject;
    private final StoreMechanisms mechanisms;
    private final Store store;

    BackupZones(Subject subject, Store store) {
        this.subject = subject;
        this.mechanisms = new StoreMechanisms(subject);
        this.store = store;
    }

    /// Whether a zone of the region takes all of them with it.
    boolean areOne() {
        return keeper().filter(kept -> zones(kept).filter(least -> least < 2).isPresent())
                .isPresent();
    }

    /// Whether they outlive any zone of the region.
    boolean areSeveral() {
        return keeper().map(kept -> zones(kept).filter(least -> least >= 2).isPresent()
                        || (zones(kept).isEmpty() && SeveralZones.areByItself(mechanisms, kept)))
                .orElseGet(() -> store.managed()
                        && mechanisms
                                .provider(store.writer())
                                .filter(OVER_ZONES::contains)
                                .isPresent());
    }

    private Optional<Integer> zones(Store kept) {
        return new StoreZones(subject, kept).least();
    }

    private Optional<Store> keeper() {
        return subject.said(store).backup().flatMap(Storage.Backup::store).map(subject::store);
    }
}
