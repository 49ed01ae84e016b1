package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.COSMOSDB;
import static dev.meridian.blueprint.StoreKind.DATABASE;
import static dev.meridian.blueprint.StoreKind.ELASTICSEARCH;
import static dev.meridian.blueprint.StoreKind.IDENTITY;
import static dev.meridian.blueprint.StoreKind.MONGODB;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.blueprint.StoreKind.OPENSEARCH;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.blueprint.StoreKind.SPANNER;
import static dev.meridian.blueprint.StoreKind.SQLSERVER;
import static dev.meridian.blueprint.StoreKind.VAULT;

import dev.meridian.blueprint.StoreKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Backups that a managed store has without being asked to, by provider and kind. Others are made only where they
/// are asked for: those of Amazon RDS by some tools, of Cloud SQL by the API, of DynamoDB, Firestore and disks.
///
/// @param words the values of `replication.via` that tell the product; empty where the kind is one product
/// @param replicated whether only a store with copies elsewhere has them
/// @param keeps how long, where nothing is chosen
/// @param rhythm what of that time can be restored
public record BuiltInBackup(
        Provider provider,
        List<StoreKind> kinds,
        List<String> words,
        boolean replicated,
        Duration keeps,
        Rhythm rhythm,
        Source source) {
    /// How finely the past can be restored.
    public sealed interface Rhythm {
        /// Each moment.
        record Moments() implements Rhythm {}

        /// The state at intervals.
        record Every(Duration interval) implements Rhythm {}

        /// What was deleted, or older versions: how old they are is not published.
        record Older() implements Rhythm {}
    }

    private static final Rhythm MOMENTS = new Rhythm.Moments();
    private static final Rhythm OLDER = new Rhythm.Older();
    private static final List<BuiltInBackup> ALL = List.of(
            new BuiltInBackup(
                    Provider.AWS,
                    List.of(POSTGRESQL, MYSQL),
                    List.of("aurora", "aurora-global-database", "aurora-global", "aurora-replica"),
                    false,
                    Duration.ofDays(1),
                    MOMENTS,
                    Source.read(
                            "Amazon Aurora User Guide, Backing up and restoring: continuous, retained 1 to 35 days,"
                                    + " which cannot be turned off",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AWS,
                    List.of(POSTGRESQL, MYSQL, SQLSERVER),
                    List.of(),
                    true,
                    Duration.ofDays(1),
                    MOMENTS,
                    Source.read(
                            "Amazon RDS API, BackupRetentionPeriod: 1 day by default, and never 0 for a source of read"
                                    + " replicas",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AWS,
                    List.of(MONGODB),
                    List.of("documentdb", "documentdb-global-cluster", "documentdb-global-clusters"),
                    false,
                    Duration.ofDays(1),
                    MOMENTS,
                    Source.read(
                            "Amazon DocumentDB Developer Guide, Back up and restore: each moment of a retention "
                                    + "of 1 to 35 days, 1 day by default",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AZURE,
                    List.of(POSTGRESQL, MYSQL, SQLSERVER),
                    List.of(),
                    false,
                    Duration.ofDays(7),
                    MOMENTS,
                    Source.read(
                            "Microsoft Learn, Backup and restore in Azure Database for PostgreSQL flexible "
                                    + "server: 7 days by default, 35 at most; the same for MySQL and for Azure SQL Database",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AZURE,
                    List.of(COSMOSDB),
                    List.of(),
                    false,
                    Duration.ofHours(8),
                    new Rhythm.Every(Duration.ofHours(4)),
                    Source.read(
                            "Microsoft Learn, Online backup in Azure Cosmos DB: every 4 h, the latest two are "
                                    + "kept by default",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.GOOGLE_CLOUD,
                    List.of(POSTGRESQL),
                    List.of(
                            "alloydb-secondary-cluster",
                            "alloydb",
                            "alloydb-cross-region-replication",
                            "alloydb-secondary"),
                    false,
                    Duration.ofDays(14),
                    MOMENTS,
                    Source.read(
                            "Google Cloud documentation, AlloyDB, Data backup and recovery overview: continuous backup"
                                    + " of 14 days, enabled on all clusters by default",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.GOOGLE_CLOUD,
                    List.of(POSTGRESQL, MYSQL, SQLSERVER),
                    List.of(),
                    true,
                    Duration.ofDays(7),
                    MOMENTS,
                    Source.read(
                            "Google Cloud documentation, Cloud SQL, Create read replicas: a source needs "
                                    + "automated backups and its log; Cloud SQL Admin API: logs of 1 to 7 days, 7 in the "
                                    + "usual instance",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.GOOGLE_CLOUD,
                    List.of(SPANNER),
                    List.of(),
                    false,
                    Duration.ofHours(1),
                    MOMENTS,
                    Source.read(
                            "Google Cloud documentation, Spanner, Point-in-time recovery: all versions are kept for one"
                                    + " hour by default, for seven days at most",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.CLOUDFLARE,
                    List.of(DATABASE),
                    List.of("d1"),
                    false,
                    Duration.ofDays(7),
                    MOMENTS,
                    Source.read(
                            "Cloudflare documentation, D1, Time Travel: always on, any minute of 30 days; 7 days "
                                    + "on the free plan",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AWS,
                    List.of(OBJECT),
                    Stream.of(AwsStorage.S3, AwsStorage.TIME_CONTROL)
                            .flatMap(List::stream)
                            .toList(),
                    true,
                    Duration.ofDays(36_500),
                    MOMENTS,
                    Source.read(
                            "Amazon S3 User Guide, Replication: versioning has to be enabled on both buckets, so older"
                                    + " versions are kept",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AZURE,
                    List.of(OBJECT),
                    AzureStorage.OBJECT_REPLICATION,
                    true,
                    Duration.ofDays(36_500),
                    MOMENTS,
                    Source.read(
                            "Microsoft Learn, Object replication for block blobs: versioning has to be enabled on "
                                    + "both accounts",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.GOOGLE_CLOUD,
                    List.of(OBJECT),
                    List.of(),
                    false,
                    Duration.ofDays(7),
                    OLDER,
                    Source.read(
                            "Google Cloud documentation, Cloud Storage, Soft delete: deleted and overwritten objects"
                                    + " are kept for 7 days by default",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AWS,
                    List.of(OPENSEARCH, ELASTICSEARCH),
                    List.of(),
                    false,
                    Duration.ofDays(14),
                    new Rhythm.Every(Duration.ofHours(1)),
                    Source.read(
                            "AWS CloudFormation, AWS::Elasticsearch::Domain SnapshotOptions: automated snapshots every"
                                    + " hour since Elasticsearch 5.3; kept for 14 days (recalled)",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AZURE,
                    List.of(VAULT),
                    List.of(),
                    false,
                    Duration.ofDays(90),
                    OLDER,
                    Source.read(
                            "Microsoft Learn, Azure Key Vault soft-delete overview: what was deleted is kept for 7 to"
                                    + " 90 days, 90 by default",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AWS,
                    List.of(VAULT),
                    List.of(),
                    false,
                    Duration.ofDays(30),
                    OLDER,
                    Source.read(
                            "AWS Secrets Manager API Reference, DeleteSecret: a deleted secret can be restored for 7 to"
                                    + " 30 days, 30 by default",
                            Row.MONTH)),
            new BuiltInBackup(
                    Provider.AZURE,
                    List.of(IDENTITY),
                    List.of(),
                    false,
                    Duration.ofDays(30),
                    OLDER,
                    Source.read(
                            "Microsoft Learn, Microsoft Entra ID, deleted items: users and groups can be restored "
                                    + "for 30 days",
                            Row.MONTH)));

    public BuiltInBackup {
        kinds = List.copyOf(kinds);
        words = List.copyOf(words);
    }

    /// The backups of a managed store.
    ///
    /// @param copied whether it has copies elsewhere
    public static Optional<BuiltInBackup> of(Query query, boolean copied) {
        return ALL.stream()
                .filter(row -> query.managed() && row.provider == query.provider() && row.kinds.contains(query.kind()))
                .filter(row -> copied || !row.replicated)
                .filter(row -> row.words.isEmpty()
                        || query.via()
                                .filter(via -> Mechanisms.forms(via).anyMatch(row.words::contains))
                                .isPresent())
                .findFirst();
    }

    /// All rows in their order.
    static List<BuiltInBackup> all() {
        return ALL;
    }
}
