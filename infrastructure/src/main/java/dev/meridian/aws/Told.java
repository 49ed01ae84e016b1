package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import java.util.ArrayList;
import java.util.List;

/// What clusters ask a region for by name: secrets, and where its stores are. An address is not secret; it is
/// encrypted all the same, since nothing is gained by a second kind.
final class Told {
    private Told() {}

    static String label(String secret) {
        return "secret_" + Setup.label(secret);
    }

    /// All of a region; none where no cluster asks.
    static List<Block> of(Site site, Fleet fleet) {
        List<Block> blocks = new ArrayList<>();
        fleet.secrets()
                .forEach(secret -> blocks.add(Block.resource("aws_secretsmanager_secret", label(secret))
                        .set("name", Fleet.secret(fleet.namespace(), secret))
                        .set("description", secret + " in " + site.region())
                        .set("kms_key_id", reference("aws_kms_key.data.arn"))
                        .because("Its value is put in by whoever has it, here and in no other region.")));
        if (fleet.fetches()) {
            blocks.addAll(addresses(site));
        }
        return blocks;
    }

    private static List<Block> addresses(Site site) {
        List<Block> blocks = new ArrayList<>();
        for (Database database : site.databases()) {
            blocks.add(address(site, database.store(), "aws_db_instance", "address"));
        }
        for (Cache cache : site.stores().caches()) {
            blocks.add(address(
                    site,
                    cache.store(),
                    "aws_elasticache_replication_group",
                    cache.isCluster() ? "configuration_endpoint_address" : "primary_endpoint_address"));
        }
        for (MessageLog log : site.stores().logs()) {
            blocks.add(address(site, log.store(), "aws_msk_cluster", "bootstrap_brokers_sasl_iam"));
        }
        for (Search search : site.stores().searches()) {
            blocks.add(address(site, search.store(), "aws_opensearch_domain", "endpoint"));
        }
        return blocks;
    }

    private static Block address(Site site, String store, String type, String attribute) {
        return Block.resource("aws_ssm_parameter", Setup.label(store) + "_host")
                .set("name", Fleet.parameter(site.name(), store))
                .set("description", "Where " + store + " is in " + site.region())
                .set("type", "SecureString")
                .set("key_id", reference("aws_kms_key.data.arn"))
                .set("value", reference(type + "." + Setup.label(store) + "." + attribute));
    }
}
