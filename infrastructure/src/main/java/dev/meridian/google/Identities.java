package dev.meridian.google;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.ShortName;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What services of a cluster are, as the cloud sees them: each has an account of its own, which its service
/// account in the cluster may be, and no other; and what each may do, store by store. Nobody has a password or a
/// key.
final class Identities {
    private Identities() {}

    /// The name of the account of a service, or of what works for services.
    static String account(Site site, String name) {
        return ShortName.dashed(site.name() + "-" + name, Gke.LONGEST_ACCOUNT);
    }

    /// @param namespace in which the service accounts are
    static List<Block> of(Site site, String namespace) {
        List<Block> blocks = new ArrayList<>();
        for (Workload service : site.services()) {
            String label = label(service);
            blocks.addAll(identity(site, label, service.name(), namespace));
            databases(site, service, label, blocks);
            caches(site, service, label, blocks);
            objects(site, service, label, blocks);
        }
        blocks.add(told(site));
        return blocks;
    }

    /// What service accounts of the cluster are told: no manifest has the name of a project in it.
    private static Block told(Site site) {
        SequencedMap<String, Expression> accounts = new LinkedHashMap<>();
        site.services()
                .forEach(service ->
                        accounts.put(service.name(), reference("google_service_account." + label(service) + ".email")));
        return Block.of("output", "identities")
                .set("description", "The account of each service, which its service account in the cluster is told.")
                .set("value", Expression.mapping(accounts));
    }

    static String label(Workload service) {
        return "service_" + Root.label(service.name());
    }

    /// An account, and who in the cluster may be it.
    ///
    /// @param name of both
    static List<Block> identity(Site site, String label, String name, String namespace) {
        return List.of(
                Block.resource("google_service_account", label)
                        .set("account_id", account(site, name))
                        .set("display_name", name + " in " + site.region()),
                Block.resource("google_service_account_iam_member", label)
                        .set("service_account_id", reference("google_service_account." + label + ".name"))
                        .set("role", "roles/iam.workloadIdentityUser")
                        .set(
                                "member",
                                template(
                                        "serviceAccount:${google_container_cluster.main.workload_identity_config[0].workload_pool}["
                                                + namespace + "/" + name + "]")));
    }

    private static void databases(Site site, Workload service, String label, List<Block> blocks) {
        for (Database database : site.databases()) {
            if (service.stores().contains(database.store())) {
                String own = label + "_" + Root.label(database.store());
                String instance = "projects/${var.project}/instances/" + database.name();
                blocks.add(may(own + "_connects", "roles/cloudsql.client", label, database.store(), instance));
                blocks.add(may(own, "roles/cloudsql.instanceUser", label, database.store(), instance));
                if (database.source().isEmpty()) {
                    blocks.add(Block.resource("google_sql_user", own)
                            .set(
                                    "instance",
                                    reference("google_sql_database_instance." + Root.label(database.store()) + ".name"))
                            .set(
                                    "name",
                                    Expression.call(
                                            "trimsuffix",
                                            reference("google_service_account." + label + ".email"),
                                            Expression.text(".gserviceaccount.com")))
                            .set("type", "CLOUD_IAM_SERVICE_ACCOUNT"));
                }
            }
        }
    }

    private static void caches(Site site, Workload service, String label, List<Block> blocks) {
        for (Cache cache : site.stores().caches()) {
            if (service.stores().contains(cache.store())) {
                blocks.add(may(
                        label + "_" + Root.label(cache.store()),
                        "roles/memorystore.dbConnectionUser",
                        label,
                        cache.store(),
                        "projects/${var.project}/locations/" + site.region() + "/instances/" + cache.name()));
            }
        }
    }

    private static void objects(Site site, Workload service, String label, List<Block> blocks) {
        for (Bucket bucket : site.stores().buckets()) {
            if (service.stores().contains(bucket.store())) {
                String own = Root.label(bucket.store());
                blocks.add(Block.resource("google_storage_bucket_iam_member", label + "_" + own)
                        .set("bucket", reference("google_storage_bucket." + own + ".name"))
                        .set("role", "roles/storage.objectUser")
                        .set("member", reference("google_service_account." + label + ".member")));
            }
        }
    }

    /// A role of the project that holds for one thing in it.
    private static Block may(String own, String role, String label, String store, String resource) {
        return Block.resource("google_project_iam_member", own)
                .set("project", reference("var.project"))
                .set("role", role)
                .set("member", reference("google_service_account." + label + ".member"))
                .with(Block.of("condition")
                        .set("title", store)
                        .set("expression", template("resource.name == '" + resource + "'")));
    }
}
