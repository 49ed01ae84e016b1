package dev.meridian.aws;

import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// What a service may do: sign in to the stores that it uses, and nothing else.
final class Access {
    /// A table that is encrypted with a key of the account asks for it with the rights of whoever reads or writes
    /// (DynamoDB developer guide, encryption at rest, using customer managed keys, 2026-11).
    private static final List<String> KEY_OF_TABLES = List.of(
            "kms:Decrypt",
            "kms:DescribeKey",
            "kms:Encrypt",
            "kms:GenerateDataKey",
            "kms:ReEncryptFrom",
            "kms:ReEncryptTo");

    private final Site site;
    private final String service;
    private final List<String> stores;

    /// What a root calls a database.
    private final Function<Database, String> instance;

    private final List<Block> statements = new ArrayList<>();

    private Access(Site site, String service, List<String> stores, Function<Database, String> instance) {
        this.site = site;
        this.service = service;
        this.stores = stores;
        this.instance = instance;
    }

    /// Statements of its policy; none for a service that uses no store here.
    static List<Block> of(Site site, Workload workload) {
        Access access = new Access(
                site,
                workload.name(),
                workload.stores(),
                database -> Told.type(database) + "." + Root.label(database.store()));
        access.addressed();
        access.tables();
        access.objects();
        access.sharedKey();
        return access.statements;
    }

    /// The same of services of another region, about one store of this one that has an address.
    ///
    /// @param service its name, or what stands for the names of several
    /// @param instance what the root calls it where it is a database
    static List<Block> fromAfar(Site site, String service, String store, String instance) {
        Access access = new Access(site, service, List.of(store), _ -> instance);
        access.addressed();
        return access.statements;
    }

    private void addressed() {
        databases();
        caches();
        messages();
        searches();
    }

    private void databases() {
        for (Database database : site.stores().databases()) {
            if (stores.contains(database.store())) {
                allow(
                        database.store(),
                        List.of("rds-db:connect"),
                        Policies.arn(
                                "rds-db",
                                site.region(),
                                "dbuser:${" + instance.apply(database) + "." + id(database) + "}/" + service));
            }
        }
    }

    /// The attribute by which IAM knows a database.
    private static String id(Database database) {
        return database.global().isPresent() ? "cluster_resource_id" : "resource_id";
    }

    private void caches() {
        for (Cache cache : site.stores().caches()) {
            if (stores.contains(cache.store())) {
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
            if (stores.contains(store)) {
                String table = Policies.arn("dynamodb", site.region(), "table/" + name);
                allow(store, rows, table, table + "/index/*");
                allow(store + "-key", KEY_OF_TABLES, "${aws_kms_key.data.arn}");
            }
        });
    }

    private void objects() {
        boolean hasSome = false;
        for (Bucket bucket : site.stores().buckets()) {
            if (stores.contains(bucket.store())) {
                String arn = "${aws_s3_bucket." + Root.label(bucket.store()) + ".arn}";
                allow(bucket.store() + "-list", List.of("s3:ListBucket"), arn);
                allow(bucket.store(), List.of("s3:DeleteObject", "s3:GetObject", "s3:PutObject"), arn + "/*");
                hasSome = true;
            }
        }
        if (hasSome) {
            allow("key", List.of("kms:Decrypt", "kms:GenerateDataKey"), "${aws_kms_key.data.arn}");
        }
    }

    /// The key is known by its alias: who made it here is the root of this region or of a pair, and its number is
    /// the cloud's (KMS developer guide, use aliases to control access, 2026-11).
    private void sharedKey() {
        site.sharedKey()
                .ifPresent(key -> statements.add(Policies.allows(
                                "SharedKey",
                                List.of(
                                        "kms:Decrypt",
                                        "kms:DescribeKey",
                                        "kms:Encrypt",
                                        "kms:GenerateDataKey",
                                        "kms:GenerateDataKeyWithoutPlaintext",
                                        "kms:ReEncryptFrom",
                                        "kms:ReEncryptTo"),
                                template(Policies.arn("kms", site.region(), "key/*")))
                        .with(Policies.condition(
                                "ForAnyValue:StringEquals", "kms:ResourceAliases", Expression.text(key.path())))));
    }

    /// Its own groups of readers, and the topics that the file names; whoever uses a Kafka without any makes
    /// its own.
    private void messages() {
        for (MessageLog log : site.stores().logs()) {
            if (stores.contains(log.store())) {
                String name = log.name();
                allow(
                        log.store() + "-connect",
                        List.of("kafka-cluster:Connect", "kafka-cluster:WriteDataIdempotently"),
                        messages("cluster/" + name + "/*"));
                allow(
                        log.store() + "-groups",
                        List.of("kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"),
                        messages("group/" + name + "/*/" + service + "*"));
                List<String> use =
                        List.of("kafka-cluster:DescribeTopic", "kafka-cluster:ReadData", "kafka-cluster:WriteData");
                if (log.topics().isEmpty()) {
                    List<String> all = new ArrayList<>(List.of("kafka-cluster:CreateTopic"));
                    all.addAll(use);
                    allow(log.store(), all, messages("topic/" + name + "/*/*"));
                } else {
                    allow(log.store(), use, topics(log, ""));
                    if (log.isMirrored()) {
                        allow(
                                log.store() + "-copies",
                                List.of("kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"),
                                topics(log, "*."));
                    }
                }
            }
        }
    }

    private String messages(String what) {
        return Policies.arn("kafka", site.region(), what);
    }

    /// @param before what comes before each name
    private String[] topics(MessageLog log, String before) {
        return log.topics().stream()
                .map(topic -> messages("topic/" + log.name() + "/*/" + before + topic.name()))
                .toArray(String[]::new);
    }

    private void searches() {
        for (Search search : site.stores().searches()) {
            if (stores.contains(search.store())) {
                allow(
                        search.store(),
                        List.of(
                                "es:ESHttpDelete",
                                "es:ESHttpGet",
                                "es:ESHttpHead",
                                "es:ESHttpPatch",
                                "es:ESHttpPost",
                                "es:ESHttpPut"),
                        Policies.arn("es", site.region(), "domain/" + search.name() + "/*"));
            }
        }
    }

    private void allow(String name, List<String> actions, String... resources) {
        Expression[] all = new Expression[resources.length];
        for (int i = 0; i < resources.length; i++) {
            all[i] = template(resources[i]);
        }
        statements.add(Policies.allows(Policies.sid(name), actions, all));
    }
}
