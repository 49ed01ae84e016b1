package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.AzureRegionPairs;
import dev.meridian.mechanisms.Provider;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// The copy of an Azure Key Vault that nobody has asked for: Azure keeps its contents in the paired region as
/// well, decides by itself when that region answers, and takes no changes there. How long that takes and what the
/// copy lacks is published nowhere, so a file that does not say how its vault is copied leaves both unknown.
final class PairedVault {
    /// Regions with a pair to which no vault is copied (Microsoft Learn, Azure Key Vault availability and
    /// redundancy, Data replication; read 2026-12-01).
    private static final List<String> NOT_COPIED = List.of("brazilsouth", "westus3");

    private PairedVault() {}

    /// The way back of such a vault; empty for any other store.
    static Optional<Comeback> wayBack(Subject subject, Store store) {
        boolean isPlain = store.kind() == StoreKind.VAULT
                && store.managed()
                && store.members().size() < 2
                && subject.said(store).replication().isEmpty()
                && new StoreMechanisms(subject).provider(store.writer()).equals(Optional.of(Provider.AZURE))
                && !NOT_COPIED.contains(store.writer().text());
        return AzureRegionPairs.of(store.writer())
                .filter(_ -> isPlain)
                .map(pair -> new Comeback(
                        Comeback.Way.WRITABLE,
                        unknown("time until `" + store.name() + "` answers from " + pair, store, pair),
                        unknown("what the copy of `" + store.name() + "` in " + pair + " lacks", store, pair),
                        Comeback.Starts.ITSELF));
    }

    private static Term unknown(String name, Store store, RegionName pair) {
        return Term.unknown(
                name,
                "Azure copies a Key Vault of " + store.writer() + " to " + pair + ", and answers reads there once it"
                        + " decides so; it publishes no figure (Microsoft Learn, Azure Key Vault availability and"
                        + " redundancy, read 2026-12-01): a vault of its own in the region that takes over, declared"
                        + " as `data." + store.name() + ".members`, waits for nobody",
                "data." + store.name() + ".replication");
    }
}
