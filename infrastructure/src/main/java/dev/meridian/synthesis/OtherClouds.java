package dev.meridian.synthesis;

import dev.meridian.estate.AzurePairs;
import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.terraform.Root;
import java.util.List;
import java.util.stream.Collectors;

/// What the pages say of regions that are not of AWS; nothing where there are none.
final class OtherClouds {
    private static final String UNANSWERED =
            "The ids of Checkov and Trivy for Google Cloud and Azure are not answered here: a scanner may find there what this\n"
                    + "page does not name. What is meant to hold there: private machines and interfaces of clusters, stores that only\n"
                    + "their network reaches, TLS alone, keys of the customer that rotate, no passwords and no keys of accounts, one\n"
                    + "identity for each service with roles for the stores that it uses.\n";

    private static final String GOOGLE =
            "Roots of Google Cloud ask for a project: `export TF_VAR_project=…` says it to all"
                    + " of them. Some services of the cloud have an\naccount there only after they were asked for it once, and keys are"
                    + " given to these accounts; so, after its bootstrap:\n\n```sh\n"
                    + "for api in sqladmin memorystore secretmanager; do\n"
                    + "  gcloud beta services identity create --service=$api.googleapis.com --project=\"$TF_VAR_project\"\n"
                    + "done\n```\n\n";

    private static final String DATABASES = "Within a database of Cloud SQL a service is somebody who may do nothing"
            + " yet. Its owner, `postgres`, has no password until\nsomebody gives it one for as long as that takes: `gcloud sql"
            + " users set-password postgres --instance=… --prompt-for-password`,\nthen `GRANT`. Services of a region whose"
            + " database follows another sign in there once the one that it follows knows them:\n`gcloud sql users create"
            + " ACCOUNT@PROJECT.iam --instance=… --type=cloud_iam_service_account`.\n\n";

    private static final String AZURE =
            "Roots of Azure ask for a subscription, and for the addresses from which they are"
                    + " applied, which the vaults of keys let in:\n`export TF_VAR_subscription_id=…` and"
                    + " `export TF_VAR_operators='[\"…\"]'`. A cluster asks Entra ID who somebody is: `Azure Kubernetes\nService RBAC"
                    + " Cluster Admin` in its group of resources is the role of who works there. A role counts some minutes after it\nwas"
                    + " given: where the first `terraform apply` of a region is refused what its vault holds, the second is not.\n\n";

    private static final String AZURE_DATABASES =
            "Databases of Azure have no password and belong to a group of Entra ID, which is said by\n"
                    + "`export TF_VAR_database_owner='{\"object_id\": \"…\", \"name\": \"…\"}'`. One of that group lets a service in by"
                    + " the name of\nits identity, once in each database that takes writes:"
                    + " `select * from pgaadauth_create_principal('NAME', false, false)`, then\n`GRANT`.\n\n";

    private static final String AZURE_CACHES =
            "The provider cannot say who may use a Redis of Azure: `az redisenterprise"
                    + " database access-policy-assignment create` does, with\nthe identity of a service.\n\n";

    private static final String AZURE_SECRETS =
            "A secret of Azure is there once it has a value: `az keyvault secret set` in each region.\n\n";

    /// Azure Storage, customer-managed failover, 2026-11.
    private static final String AWAY =
            "\nWhile a region of Azure is away, its copy can be read; `az storage account failover"
                    + " --name ACCOUNT` makes the copy the account\nitself, under the same name, without what was written in the last"
                    + " minutes.\n";

    private OtherClouds() {}

    /// How what scanners ask is answered.
    ///
    /// @param ofAws the answers for regions of AWS
    static String security(Estate estate, String ofAws) {
        if (estate.in(Cloud.AWS).isEmpty()) {
            return "# Security\n\n" + UNANSWERED;
        }
        return estate.sites().values().stream().allMatch(site -> site.cloud() == Cloud.AWS)
                ? ofAws
                : ofAws + "\n## Regions of other clouds\n\nWhat stands above is about AWS.\n" + UNANSWERED;
    }

    /// What somebody has to do before the roots of regions, and after them.
    static String before(Estate estate) {
        String text = google(estate) + azure(estate);
        return text.isEmpty() ? "" : "## Beside that, in other clouds than AWS\n\n" + text;
    }

    private static String azure(Estate estate) {
        return estate.in(Cloud.AZURE)
                .map(azure -> {
                    boolean hasDatabases = azure.sites().values().stream()
                            .anyMatch(site -> !site.databases().isEmpty());
                    boolean hasCaches = azure.sites().values().stream()
                            .anyMatch(site -> !site.stores().caches().isEmpty());
                    boolean hasSecrets = estate.fleet()
                            .filter(fleet -> !fleet.secrets().isEmpty())
                            .isPresent();
                    return AZURE
                            + (hasDatabases ? AZURE_DATABASES : "")
                            + (hasCaches ? AZURE_CACHES : "")
                            + (hasSecrets ? AZURE_SECRETS : "");
                })
                .orElse("");
    }

    private static String google(Estate estate) {
        return estate.in(Cloud.GOOGLE)
                .map(google -> GOOGLE
                        + (google.sites().values().stream()
                                        .allMatch(site -> site.databases().isEmpty())
                                ? ""
                                : DATABASES)
                        + zones(google))
                .orElse("");
    }

    /// Cloud DNS finds a zone by what its owner has called it.
    private static String zones(Estate google) {
        String zones = google.entrances().stream()
                .map(Entrance::zone)
                .distinct()
                .map(zone -> "\"" + zone + "\": \"…\"")
                .collect(Collectors.joining(", "));
        return zones.isEmpty()
                ? ""
                : "`terraform/global-google` asks what the zones of names are called in Cloud DNS: `export TF_VAR_zones='{"
                        + zones
                        + "}'`.\nA name is opened once a cluster has what it runs, and its certificate is there some minutes after"
                        + " the records that prove it.\n\n";
    }

    static String states(Estate estate, List<Root> roots) {
        String google = estate.in(Cloud.GOOGLE)
                .map(ours -> ours.states().bucket(ours.states().keeper()))
                .map(bucket -> "- `" + bucket + "` of Google Cloud, in several regions at once"
                        + ReadMe.kept(roots, "bucket", bucket))
                .orElse("");
        String azure = estate.in(Cloud.AZURE)
                .map(ours -> ours.states().buckets().entrySet().stream()
                        .map(entry -> "- `" + entry.getValue() + "` of Azure in " + entry.getKey()
                                + ", with a copy in " + AzurePairs.copy(entry.getKey())
                                + ReadMe.kept(roots, "storage_account_name", entry.getValue()))
                        .collect(Collectors.joining("", "", AWAY)))
                .orElse("");
        return google + azure;
    }
}
