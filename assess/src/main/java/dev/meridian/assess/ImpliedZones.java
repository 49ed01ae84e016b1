package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import java.util.Optional;

/// The zones of a store that follow from the file although it does not count them: the one node of a self-run
/// store is in one zone, and the storage of Amazon Aurora is in three, whatever its instances.
///
/// What is then unknown is how long it takes until the store serves again.
final class ImpliedZones {
    /// The row of storage that spans three zones with one instance too (Amazon Aurora User Guide, Amazon Aurora
    /// storage: copies in three zones, independent of the instances; 2026-11).
    private static final String STORED_IN_THREE = "aurora-multi-az";

    private final Store store;
    private final boolean oneNode;
    private final boolean oneZone;
    private final boolean stored;

    ImpliedZones(Subject subject, Store store) {
        this.store = store;
        StoreZones zones = new StoreZones(subject, store);
        this.oneNode = zones.isOneNode();
        this.oneZone = zones.isOne();
        this.stored = store.managed()
                && new StoreMechanisms(subject)
                        .inZones(store)
                        .filter(row -> row.id().equals(STORED_IN_THREE))
                        .isPresent();
    }

    /// Whether its storage spans zones although its instances may be in one.
    boolean isStoredOverZones() {
        return stored;
    }

    /// The recovery within its region: one node has no figure of a takeover.
    Comeback within(Comeback spread) {
        return oneNode ? new Comeback(Comeback.Way.STAYS, restart(), spread.loss(), Comeback.Starts.ITSELF) : spread;
    }

    /// The way back where the zones follow; empty for any other store. A single node has in its region nothing
    /// that the loss of the region would not take.
    ///
    /// @param away the way back from the loss of its region
    /// @param within its recovery if it spans zones
    /// @param breaks whether a promise is broken if the zone takes it like its region
    Optional<Comeback> wayBack(Comeback away, Comeback within, Breaks breaks) {
        if (oneNode) {
            return Optional.of(
                    breaks.time()
                            ? new Comeback(Comeback.Way.STAYS, restart(), away.loss(), Comeback.Starts.ITSELF)
                            : away);
        }
        if (!stored) {
            return Optional.empty();
        }
        return Optional.of(
                breaks.time() || breaks.loss()
                        ? new Comeback(
                                Comeback.Way.STAYS,
                                instances()
                                        .with(new Span(within.recovery().span().best(), Optional.empty())),
                                within.loss(),
                                Comeback.Starts.ITSELF)
                        : away);
    }

    /// The promises of a kind that are broken.
    record Breaks(boolean time, boolean loss) {}

    /// The figure that is missing for the recovery in place of a number of zones; empty for any other store.
    Optional<Term> missing() {
        return oneNode ? Optional.of(restart()) : stored ? Optional.of(instances()) : Optional.empty();
    }

    private Term restart() {
        return Term.unknown(
                "restart of the one node of `" + store.name() + "` in another zone",
                "nothing says how long that takes, nor whether it is started there; a drill of a lost zone"
                        + " (`drills.NAME.disruption: zone`) measures it",
                "data." + store.name() + ".members");
    }

    private Term instances() {
        String path = "data." + store.name() + ".zones";
        String known = "its storage spans three zones, and ";
        return oneZone
                ? Term.unknown(
                        "new instance of `" + store.name() + "` in another zone",
                        known + "nothing bounds how long it takes until a new instance serves there; a drill of a lost"
                                + " zone (`drills.NAME.disruption: zone`) measures it",
                        path)
                : Term.unknown(
                        "instances of `" + store.name() + "` in other zones",
                        known + "nothing says whether an instance of another one takes over or a new one has to be"
                                + " made; declare `" + path + "`",
                        path);
    }
}
