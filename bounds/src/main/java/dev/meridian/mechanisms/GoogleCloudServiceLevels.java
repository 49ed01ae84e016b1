package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.CACHE;
import static dev.meridian.blueprint.StoreKind.DATABASE;
import static dev.meridian.blueprint.StoreKind.FIRESTORE;
import static dev.meridian.blueprint.StoreKind.IDENTITY;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.blueprint.StoreKind.QUEUE;
import static dev.meridian.blueprint.StoreKind.REDIS;
import static dev.meridian.blueprint.StoreKind.SPANNER;
import static dev.meridian.blueprint.StoreKind.SQLSERVER;
import static dev.meridian.blueprint.StoreKind.STREAM;
import static dev.meridian.blueprint.StoreKind.VAULT;
import static dev.meridian.mechanisms.Sla.Spread.ONE_ZONE;
import static dev.meridian.mechanisms.Sla.Spread.REGIONS;
import static dev.meridian.mechanisms.Sla.Spread.ZONES;
import static dev.meridian.mechanisms.Sla.Use.ACCELERATOR;
import static dev.meridian.mechanisms.Sla.Use.CDN;
import static dev.meridian.mechanisms.Sla.Use.CLUSTER_API;
import static dev.meridian.mechanisms.Sla.Use.COMPUTE;
import static dev.meridian.mechanisms.Sla.Use.DNS;
import static dev.meridian.mechanisms.Sla.Use.IMAGES;
import static dev.meridian.mechanisms.Sla.Use.LOAD_BALANCER;

import java.util.List;

/// The availability that Google Cloud owes.
final class GoogleCloudServiceLevels {
    private GoogleCloudServiceLevels() {}

    private static final List<Sla> ROWS = List.of(
            row("google-cloud-dns", "Google Cloud DNS")
                    .use(DNS)
                    .words("google-cloud-dns", "cloud-dns")
                    .read(1.0, "Cloud DNS SLA, as listed by cloud-sla (2023-01)"),
            row("google-cloud-cdn", "Google Cloud CDN")
                    .use(CDN)
                    .words("cloud-cdn", "google-cloud-cdn", "media-cdn")
                    .read(0.9995, "Cloud CDN SLA, as listed by cloud-sla (2023-01)"),
            row("google-cloud-global-load-balancer", "Google Cloud global external load balancer")
                    .use(ACCELERATOR)
                    .words(
                            "global-load-balancer",
                            "global-external-load-balancer",
                            "google-cloud-load-balancing",
                            "cloud-load-balancing")
                    .read(0.9999, "Compute Engine SLA, Load balancing, as listed by cloud-sla (2023-01)"),
            row("google-cloud-load-balancing", "Google Cloud Load Balancing")
                    .use(LOAD_BALANCER)
                    .read(0.9999, "Compute Engine SLA, Load balancing, as listed by cloud-sla (2023-01)"),
            row("google-compute-engine-zones", "Google Compute Engine and GKE nodes, several zones")
                    .use(COMPUTE)
                    .words("kubernetes", "virtual-machines")
                    .over(ZONES)
                    .read(0.9999, "Compute Engine SLA, Instances in multiple zones, as listed by cloud-sla (2023-01)"),
            row("google-compute-engine-instance", "one Google Compute Engine instance")
                    .use(COMPUTE)
                    .words("kubernetes", "virtual-machines")
                    .over(ONE_ZONE)
                    .read(0.995, "Compute Engine SLA, Single instance, as listed by cloud-sla (2023-01)"),
            row("google-cloud-run", "Google Cloud Run")
                    .use(COMPUTE)
                    .words("cloud-run")
                    .read(0.9995, "Cloud Run SLA, as listed by cloud-sla (2023-01)"),
            row("google-cloud-functions", "Google Cloud Functions")
                    .use(COMPUTE)
                    .words("cloud-functions", "cloud-run-functions", "functions", "serverless")
                    .read(0.9995, "Cloud Functions SLA, as listed by cloud-sla (2023-01)"),
            row("google-gke-regional", "GKE API, regional cluster")
                    .use(CLUSTER_API)
                    .words("kubernetes")
                    .over(ZONES)
                    .read(0.9995, "GKE SLA, Regional cluster, as listed by cloud-sla (2023-01)"),
            row("google-gke-zonal", "GKE API, zonal cluster")
                    .use(CLUSTER_API)
                    .words("kubernetes")
                    .over(ONE_ZONE)
                    .read(0.995, "GKE SLA, Zonal cluster, as listed by cloud-sla (2023-01)"),
            row("google-artifact-registry", "Google Artifact Registry")
                    .use(IMAGES)
                    .recalled(0.9995, "Artifact Registry SLA"),
            row("google-cloud-sql", "Cloud SQL Enterprise, high availability")
                    .kinds(POSTGRESQL, MYSQL, SQLSERVER)
                    .words(GoogleCloudDatabases.CLOUD_SQL)
                    .over(ZONES)
                    .read(
                            0.9995,
                            "Cloud SQL SLA, Enterprise edition: 99.95 % without maintenance; Enterprise Plus "
                                    + "99.99 % with it. A zonal instance has no row here"),
            row("google-alloydb", "AlloyDB, high availability")
                    .kinds(POSTGRESQL)
                    .words(GoogleCloudDatabases.ALLOYDB)
                    .onlyNamed()
                    .over(ZONES)
                    .read(0.9999, "AlloyDB SLA, with high availability; 99.95 % in the region of Mexico"),
            row("google-spanner-regional", "Spanner, regional")
                    .kinds(SPANNER)
                    .read(0.9999, "Spanner SLA, Regional instance, as listed by cloud-sla (2023-01)"),
            row("google-spanner-multi-region", "Spanner, multi-region")
                    .kinds(SPANNER)
                    .over(REGIONS)
                    .read(0.99999, "Spanner SLA, Multi-regional instance, as listed by cloud-sla (2023-01)"),
            row("google-firestore-regional", "Firestore, regional")
                    .kinds(FIRESTORE)
                    .read(0.9999, "Firestore SLA, Regional, as listed by cloud-sla (2023-01)"),
            row("google-firestore-multi-region", "Firestore, multi-region")
                    .kinds(FIRESTORE)
                    .over(REGIONS)
                    .read(0.99999, "Firestore SLA, Multi-region, as listed by cloud-sla (2023-01)"),
            row("google-bigtable-zonal", "Bigtable, one cluster")
                    .kinds(DATABASE)
                    .words(GoogleCloudDatabases.BIGTABLE)
                    .onlyNamed()
                    .read(0.999, "Bigtable SLA, Zonal instance, as listed by cloud-sla (2023-01)"),
            row("google-bigtable-replicated", "Bigtable, replicated with multi-cluster routing")
                    .kinds(DATABASE)
                    .words(GoogleCloudDatabases.BIGTABLE)
                    .onlyNamed()
                    .over(REGIONS)
                    .read(
                            0.9999,
                            "Bigtable SLA, Replicated instance with multi-cluster routing in fewer than three "
                                    + "regions, as listed by cloud-sla (2023-01); 99.999 % with more"),
            row("google-memorystore", "Memorystore for Redis, Standard tier")
                    .kinds(REDIS, CACHE)
                    .words(GoogleCloudDatabases.MEMORYSTORE)
                    .words(GoogleCloudDatabases.MEMORYSTORE_CLUSTER)
                    .over(ZONES)
                    .read(0.999, "Memorystore SLA, as listed by cloud-sla (2023-01)"),
            row("google-cloud-storage-regional", "Cloud Storage Standard, one region")
                    .kinds(OBJECT)
                    .read(0.999, "Cloud Storage SLA, Standard class in a region, as listed by cloud-sla (2023-01)"),
            row("google-cloud-storage-multi-region", "Cloud Storage Standard, dual-region or multi-region")
                    .kinds(OBJECT)
                    .words(GoogleCloudStorage.DUAL_REGION)
                    .words(GoogleCloudStorage.TURBO)
                    .over(REGIONS)
                    .read(
                            0.9995,
                            "Cloud Storage SLA, Standard class in a multi-region or dual-region, as listed by "
                                    + "cloud-sla (2023-01)"),
            row("google-pub-sub", "Google Pub/Sub")
                    .kinds(STREAM)
                    .words(GoogleCloudStorage.PUBSUB)
                    .read(0.9995, "Pub/Sub SLA, as listed by cloud-sla (2023-01)"),
            row("google-pub-sub-queue", "Google Pub/Sub as a queue, beside Cloud Tasks")
                    .kinds(QUEUE)
                    .words(GoogleCloudStorage.PUBSUB)
                    .onlyNamed()
                    .read(0.9995, "Pub/Sub SLA, as listed by cloud-sla (2023-01)"),
            row("google-secret-manager", "Google Secret Manager")
                    .kinds(VAULT)
                    .words(GoogleCloudStorage.SECRETS)
                    .read(0.9995, "Secret Manager SLA, as listed by cloud-sla (2023-01)"),
            row("google-identity-platform", "Google Identity Platform")
                    .kinds(IDENTITY)
                    .words(GoogleCloudStorage.IDENTITY_PLATFORM)
                    .read(0.9995, "Identity Platform SLA, as listed by cloud-sla (2023-01)"));

    static List<Sla> rows() {
        return ROWS;
    }

    private static Sla.Row row(String id, String service) {
        return Sla.of(Provider.GOOGLE_CLOUD, id, service);
    }
}
