package dev.meridian.mechanisms;

import static dev.meridian.blueprint.StoreKind.CACHE;
import static dev.meridian.blueprint.StoreKind.CASSANDRA;
import static dev.meridian.blueprint.StoreKind.COSMOSDB;
import static dev.meridian.blueprint.StoreKind.IDENTITY;
import static dev.meridian.blueprint.StoreKind.KAFKA;
import static dev.meridian.blueprint.StoreKind.MYSQL;
import static dev.meridian.blueprint.StoreKind.OBJECT;
import static dev.meridian.blueprint.StoreKind.POSTGRESQL;
import static dev.meridian.blueprint.StoreKind.QUEUE;
import static dev.meridian.blueprint.StoreKind.REDIS;
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

/// The availability that Microsoft Azure owes.
final class AzureServiceLevels {
    private AzureServiceLevels() {}

    private static final List<Sla> ROWS = List.of(
            row("azure-dns", "Azure DNS")
                    .use(DNS)
                    .words("azure-dns")
                    .read(1.0, "Azure DNS SLA, as listed by cloud-sla (2023-01)"),
            row("azure-traffic-manager", "Azure Traffic Manager")
                    .use(DNS)
                    .words("traffic-manager", "azure-traffic-manager")
                    .read(
                            0.9999,
                            "Azure Architecture Center, Web application in several regions: SLA of Traffic Manager"
                                    + " 99.99 %"),
            row("azure-front-door-cdn", "Azure Front Door")
                    .use(CDN)
                    .words("front-door", "azure-front-door")
                    .read(0.9999, "Azure Front Door SLA, as listed by cloud-sla (2023-01)"),
            row("azure-front-door", "Azure Front Door")
                    .use(ACCELERATOR)
                    .words("front-door", "azure-front-door")
                    .read(0.9999, "Azure Front Door SLA, as listed by cloud-sla (2023-01)"),
            row("azure-load-balancer", "Azure Load Balancer, two machines or more")
                    .use(LOAD_BALANCER)
                    .read(0.9999, "Azure Load Balancer SLA, Standard, as listed by cloud-sla (2023-01)"),
            row("azure-virtual-machines-zones", "Azure Virtual Machines and AKS nodes, two zones or more")
                    .use(COMPUTE)
                    .words("kubernetes", "virtual-machines")
                    .over(ZONES)
                    .read(
                            0.9999,
                            "Virtual Machines SLA, two or more instances in two or more availability zones, as "
                                    + "Microsoft Learn, Virtual machines in Azure, has it"),
            row("azure-virtual-machine", "one Azure Virtual Machine with premium disks")
                    .use(COMPUTE)
                    .words("kubernetes", "virtual-machines")
                    .over(ONE_ZONE)
                    .read(
                            0.999,
                            "Virtual Machines SLA, single instance with premium storage, as listed by "
                                    + "cloud-sla (2023-01); less with other disks"),
            row("azure-functions", "Azure Functions")
                    .use(COMPUTE)
                    .words("azure-functions", "functions", "serverless")
                    .read(0.9995, "Azure Functions SLA, as listed by cloud-sla (2023-01)"),
            row("azure-app-service", "Azure App Service")
                    .use(COMPUTE)
                    .words("app-service", "azure-app-service")
                    .read(0.9995, "App Service SLA, as listed by cloud-sla (2023-01)"),
            row("azure-container-apps", "Azure Container Apps")
                    .use(COMPUTE)
                    .words("container-apps", "azure-container-apps")
                    .read(0.9995, "Azure Container Apps SLA v1.0, as quoted"),
            row("azure-aks-zones", "AKS API over zones, Standard tier")
                    .use(CLUSTER_API)
                    .words("kubernetes")
                    .over(ZONES)
                    .read(
                            0.9995,
                            "AKS SLA, clusters with availability zones, as listed by cloud-sla (2023-01); the "
                                    + "Free tier has none"),
            row("azure-aks", "AKS API without zones, Standard tier")
                    .use(CLUSTER_API)
                    .words("kubernetes")
                    .over(ONE_ZONE)
                    .read(
                            0.999,
                            "AKS SLA, clusters without availability zones, as listed by cloud-sla (2023-01); "
                                    + "the Free tier has none"),
            row("azure-container-registry", "Azure Container Registry")
                    .use(IMAGES)
                    .recalled(0.999, "Azure Container Registry SLA"),
            row("azure-postgresql-zone-redundant", "Azure Database for PostgreSQL, zone-redundant")
                    .kinds(POSTGRESQL)
                    .words(AzureDatabases.FLEXIBLE_SERVER)
                    .over(ZONES)
                    .read(
                            0.9999,
                            "Microsoft Learn, Reliability in Azure Database for PostgreSQL flexible server, "
                                    + "SLA: zone-redundant"),
            row("azure-postgresql", "Azure Database for PostgreSQL without high availability")
                    .kinds(POSTGRESQL)
                    .words(AzureDatabases.FLEXIBLE_SERVER)
                    .over(ONE_ZONE)
                    .read(
                            0.999,
                            "Microsoft Learn, Reliability in Azure Database for PostgreSQL flexible server, "
                                    + "SLA: without high availability; 99.95 % with it in one zone"),
            row("azure-mysql-zone-redundant", "Azure Database for MySQL, zone-redundant")
                    .kinds(MYSQL)
                    .words(AzureDatabases.FLEXIBLE_SERVER)
                    .over(ZONES)
                    .read(0.9999, "Azure Database for MySQL SLA, as listed by cloud-sla (2023-01)"),
            row("azure-mysql", "Azure Database for MySQL without high availability")
                    .kinds(MYSQL)
                    .words(AzureDatabases.FLEXIBLE_SERVER)
                    .over(ONE_ZONE)
                    .recalled(0.999, "Azure Database for MySQL SLA, flexible server without high availability"),
            row("azure-sql-database-zones", "Azure SQL Database, zone-redundant")
                    .kinds(SQLSERVER)
                    .words(AzureDatabases.FAILOVER_GROUP)
                    .words(AzureDatabases.GEO_REPLICATION)
                    .over(ZONES)
                    .read(0.99995, "Azure SQL Database SLA, zone-redundant, as listed by cloud-sla (2023-01)"),
            row("azure-sql-database", "Azure SQL Database, not zone-redundant")
                    .kinds(SQLSERVER)
                    .words(AzureDatabases.FAILOVER_GROUP)
                    .words(AzureDatabases.GEO_REPLICATION)
                    .over(ONE_ZONE)
                    .read(
                            0.9999,
                            "Azure SQL Database SLA, not zone-redundant, as listed by cloud-sla (2023-01); "
                                    + "less with Hyperscale without replicas"),
            row("azure-cosmos-db-zones", "Azure Cosmos DB with availability zones, writes")
                    .kinds(COSMOSDB)
                    .over(ZONES)
                    .read(0.99995, "Microsoft Learn, Reliability in Azure Cosmos DB for NoSQL, SLA improvements"),
            row("azure-cosmos-db-writes", "Azure Cosmos DB with several write regions")
                    .kinds(COSMOSDB)
                    .over(REGIONS)
                    .read(
                            0.99999,
                            "Microsoft Learn, Reliability in Azure Cosmos DB for NoSQL, SLA improvements: several "
                                    + "write regions"),
            row("azure-cosmos-db", "Azure Cosmos DB without availability zones, writes")
                    .kinds(COSMOSDB)
                    .over(ONE_ZONE)
                    .read(
                            0.9999,
                            "Microsoft Learn, Reliability in Azure Cosmos DB for NoSQL, SLA improvements; "
                                    + "99.999 % with several write regions"),
            row("azure-managed-redis-zones", "Azure Cache for Redis Enterprise or Managed Redis, zone-redundant")
                    .kinds(REDIS, CACHE)
                    .words(AzureDatabases.REDIS_GEO)
                    .over(ZONES)
                    .read(
                            0.999,
                            "Azure Cache for Redis SLA, Standard, Premium and Enterprise, as listed by "
                                    + "cloud-sla (2023-01); 99.99 % for Enterprise over three zones"),
            row("azure-managed-redis", "Azure Cache for Redis with a replica")
                    .kinds(REDIS, CACHE)
                    .words(AzureDatabases.REDIS_GEO)
                    .over(ONE_ZONE)
                    .read(
                            0.999,
                            "Azure Cache for Redis SLA, Standard and higher, as listed by cloud-sla (2023-01); "
                                    + "the Basic tier has none"),
            row("azure-blob-storage", "Azure Blob Storage, hot tier")
                    .kinds(OBJECT)
                    .words(AzureStorage.GRS)
                    .words(AzureStorage.PRIORITY)
                    .words(AzureStorage.OBJECT_REPLICATION)
                    .read(
                            0.999,
                            "Storage Accounts SLA, LRS, ZRS and GRS, as listed by cloud-sla (2023-01); reads "
                                    + "of RA-GRS 99.99 %"),
            row("azure-event-hubs", "Azure Event Hubs, Basic and Standard")
                    .kinds(KAFKA, STREAM)
                    .words(AzureMessaging.EVENT_HUBS)
                    .read(
                            0.9995,
                            "Event Hubs SLA, Basic and Standard, as listed by cloud-sla (2023-01); Premium and "
                                    + "Dedicated 99.99 %"),
            row("azure-service-bus", "Azure Service Bus")
                    .kinds(QUEUE)
                    .words(AzureMessaging.SERVICE_BUS)
                    .read(0.999, "Service Bus SLA, as listed by cloud-sla (2023-01)"),
            row("azure-key-vault", "Azure Key Vault")
                    .kinds(VAULT)
                    .words(AzureStorage.KEY_VAULT)
                    .read(0.9999, "Key Vault SLA, as listed by cloud-sla (2023-01)"),
            row("azure-managed-cassandra-zones", "Azure Managed Instance for Apache Cassandra, zones")
                    .kinds(CASSANDRA)
                    .words("managed-instance-for-apache-cassandra", "managed-cassandra")
                    .onlyNamed()
                    .over(ZONES)
                    .read(
                            0.9999,
                            "Azure Managed Instance for Apache Cassandra SLA, availability zones, as listed by "
                                    + "cloud-sla (2023-01)"),
            row("microsoft-entra-id", "Microsoft Entra ID P1 and P2")
                    .kinds(IDENTITY)
                    .words(AzureStorage.ENTRA_ID)
                    .read(0.9999, "Azure Active Directory SLA, Basic and Premium, as listed by cloud-sla (2023-01)"));

    static List<Sla> rows() {
        return ROWS;
    }

    private static Sla.Row row(String id, String service) {
        return Sla.of(Provider.AZURE, id, service);
    }
}
