package dev.meridian.aws;

import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;

/// What a service may do: sign in to the stores of this region that it uses, and nothing else.
final class Access {
    private final Site site;
    private final Workload workload;
    private final List<Block> statements = new ArrayList<>();

    private Access(Site site, Workload workload) {
        this.site = site;
        this.workload = workload;
    }

    /// Statements of its policy; none for a service that uses no store here.
    static List<Block> of(Site site, Workload workload) {
        Access access = new Access(site, workload);
        access.databases();
        access.caches();
        access.tables();
        access.objects();
        return access.statements;
    }

    private void databases() {
        for (Database database : site.stores().databases()) {
            if (workload.stores().contains(database.store())) {
                String label = Setup.label(database.store());
                allow(
                        database.store(),
                        List.of("rds-db:connect"),
                        Policies.arn(
                                "rds-db",
                                site.region(),
                                "dbuser:${aws_db_instance." + label + ".resource_id}/" + workload.name()));
            }
        }
    }

    private void caches() {
        for (Cache cache : site.stores().caches()) {
            if (workload.stores().contains(cache.store())) {
                allow(
                        cache.store(),
                        List.of("elasticache:Connect"),
                        Policies.arn("elasticache", site.region(), "replicationgroup:" + cache.name()),
                        Policies.arn("elasticache", site.region(), "user:" + cache.name()));
            }
        }
    }

    private void tables() {
        List<String> rows = List.of(
                "dynamodb:BatchGetItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:ConditionCheckItem",
                "dynamodb:DeleteItem",
                "dynamodb:GetItem",
                "dynamodb:PutItem",
                "dynamodb:Query",
                "dynamodb:UpdateItem");
        site.stores().tableNames().forEach((store, name) -> {
            if (workload.stores().contains(store)) {
                String table = Policies.arn("dynamodb", site.region(), "table/" + name);
                allow(store, rows, table, table + "/index/*");
            }
        });
    }

    private void objects() {
        boolean hasSome = false;
        for (Bucket bucket : site.stores().buckets()) {
            if (workload.stores().contains(bucket.store())) {
                String arn = "${aws_s3_bucket." + Setup.label(bucket.store()) + ".arn}";
                allow(bucket.store() + "-list", List.of("s3:ListBucket"), arn);
                allow(bucket.store(), List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject"), arn + "/*");
                hasSome = true;
            }
        }
        if (hasSome) {
            allow("key", List.of("kms:Decrypt", "kms:GenerateDataKey"), "${aws_kms_key.data.arn}");
        }
    }

    private void allow(String name, List<String> actions, String... resources) {
        Expression[] all = new Expression[resources.length];
        for (int i = 0; i < resources.length; i++) {
            all[i] = template(resources[i]);
        }
        statements.add(Policies.allows(sid(name), actions, all));
    }

    /// Letters and digits only (IAM user guide, elements of a policy, 2026-11).
    private static String sid(String name) {
        StringBuilder sid = new StringBuilder();
        for (String word : name.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                sid.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return sid.toString();
    }
}
