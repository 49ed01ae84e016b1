package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.COSMOSDB;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.blueprint.StoreKind.SQLSERVER;

import dev.meridian.blueprint.StoreKind;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Backups that a provider keeps outside the region of a managed store where nothing is chosen. Others are not:
/// the geo-redundant backups of Azure Database for PostgreSQL and MySQL are chosen when a server is made, those of
/// Spanner are where its instance is, and Amazon RDS copies to another Region only where it is told to.
///
/// @param without parts of a word of `via` of products that the row is not about
/// @param toPair whether they are in the paired region, so that a region without a pair has none
public record BackupsElsewhere(
        Provider provider, List<StoreKind> kinds, List<String> without, boolean toPair, Source source) {
    private static final List<BackupsElsewhere> ALL = List.of(
            new BackupsElsewhere(
                    Provider.GOOGLE_CLOUD,
                    List.of(POSTGRESQL, MYSQL, SQLSERVER),
                    List.of("alloydb"),
                    false,
                    Source.read(
                            "Google Cloud SDK reference, gcloud sql backups create, --location: the closest"
                                    + " multi-region by default; Cloud SQL, Choose your backup option (2026-09), as"
                                    + " quoted: so are standard backups, while enhanced ones are in a vault, which may"
                                    + " be in the region itself",
                            Row.MONTH)),
            new BackupsElsewhere(
                    Provider.AZURE,
                    List.of(SQLSERVER),
                    List.of(),
                    true,
                    Source.read(
                            "Microsoft Learn, Overview of business continuity with Azure SQL Database, Perform a"
                                    + " geo-restore: geo-redundant storage is enabled by default",
                            Row.MONTH)),
            new BackupsElsewhere(
                    Provider.AZURE,
                    List.of(COSMOSDB),
                    List.of(),
                    true,
                    Source.read(
                            "Microsoft Learn, Periodic backup storage redundancy in Azure Cosmos DB: geo-redundant by"
                                    + " default, replicated to the paired region",
                            Row.MONTH)));

    public BackupsElsewhere {
        kinds = List.copyOf(kinds);
        without = List.copyOf(without);
    }

    /// All rows in their order.
    static List<BackupsElsewhere> all() {
        return ALL;
    }

    /// The row for a managed store; empty where its provider keeps none elsewhere by itself, or none is known.
    ///
    /// @param region of the store
    public static Optional<BackupsElsewhere> of(
            Provider provider, StoreKind kind, Optional<String> via, RegionName region) {
        return ALL.stream()
                .filter(row -> row.provider == provider && row.kinds.contains(kind))
                .filter(row -> via.map(Mechanisms::normal).stream()
                        .noneMatch(word -> row.without.stream().anyMatch(word::contains)))
                .filter(row -> !row.toPair || AzureRegionPairs.of(region).isPresent())
                .findFirst();
    }
}
