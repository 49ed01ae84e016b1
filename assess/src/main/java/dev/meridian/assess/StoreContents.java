package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Storage;
import java.util.List;
import java.util.Optional;

/// The contents of a store, as far as promises about loss depend on them.
final class StoreContents {
    /// Uses of a store that keep only copies, or state that is not restored; a cache that is written behind is not
    /// among them.
    private static final List<String> COPIES =
            List.of("read-through", "write-through", "rate-limits", "locks", "sessions");

    private StoreContents() {}

    /// Whether a store keeps only copies of other state, or none of users, so that losing it loses nothing.
    static boolean areDerived(Subject subject, Store store) {
        Storage.Store said = subject.said(store);
        List<String> purposes = said.use().purposes();
        return store.kind() == StoreKind.CACHE
                || CoordinationStores.isOne(subject, store)
                || subject.value("data." + store.name() + ".disposable").equals(Optional.of("true"))
                || (said.recover().rebuild().isPresent()
                        && store.replication().edges().isEmpty())
                || (!purposes.isEmpty() && COPIES.containsAll(purposes));
    }

    /// Whether the file says how the contents of a store are made again: from a history or from another store.
    static boolean areMadeAgain(Storage.Store said) {
        return said.recover().replay().isPresent() || said.recover().rebuild().isPresent();
    }

    /// Whether a store holds sessions that the file does not declare disposable. They count where a place is lost,
    /// and not where data is damaged.
    static boolean areSessions(Subject subject, Store store) {
        Storage.Store said = subject.said(store);
        return said.use().purposes().contains("sessions") && !said.disposable();
    }
}
