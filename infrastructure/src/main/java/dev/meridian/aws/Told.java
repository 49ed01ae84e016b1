package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Search;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What services ask a region for: secrets, and where its stores are; clusters do so by name. An address is not
/// secret; it is encrypted all the same, since nothing is gained by a second kind.
final class Told {
    private Told() {}

    static String label(String secret) {
        return "secret_" + Root.label(secret);
    }

    /// All of a region; none where no cluster asks.
    static List<Block> of(Site site, Fleet fleet) {
        List<Block> blocks = new ArrayList<>(secrets(site, fleet.namespace(), fleet.secrets()));
        if (fleet.fetches()) {
            hosts(site).forEach((store, host) -> blocks.add(address(site, store, host)));
        }
        return blocks;
    }

    /// Those that services may read, without their values.
    ///
    /// @param estate what their names begin with
    static List<Block> secrets(Site site, String estate, List<String> secrets) {
        return secrets.stream()
                .map(secret -> Block.resource("aws_secretsmanager_secret", label(secret))
                        .set("name", Fleet.secret(estate, secret))
                        .set("description", secret + " in " + site.region())
                        .set("kms_key_id", reference("aws_kms_key.data.arn"))
                        .because("Its value is put in by whoever has it, here and in no other region."))
                .toList();
    }

    /// Where each store of a region is, once it is there.
    static SequencedMap<String, Expression> hosts(Site site) {
        SequencedMap<String, Expression> hosts = new LinkedHashMap<>();
        for (Database database : site.databases()) {
            hosts.put(database.store(), host("aws_db_instance", database.store(), "address"));
        }
        for (Cache cache : site.stores().caches()) {
            String attribute = cache.isCluster() ? "configuration_endpoint_address" : "primary_endpoint_address";
            hosts.put(cache.store(), host("aws_elasticache_replication_group", cache.store(), attribute));
        }
        for (MessageLog log : site.stores().logs()) {
            hosts.put(log.store(), host("aws_msk_cluster", log.store(), "bootstrap_brokers_sasl_iam"));
        }
        for (Search search : site.stores().searches()) {
            hosts.put(search.store(), host("aws_opensearch_domain", search.store(), "endpoint"));
        }
        return hosts;
    }

    private static Expression host(String type, String store, String attribute) {
        return reference(type + "." + Root.label(store) + "." + attribute);
    }

    private static Block address(Site site, String store, Expression host) {
        return Block.resource("aws_ssm_parameter", Root.label(store) + "_host")
                .set("name", Fleet.parameter(site.name(), store))
                .set("description", "Where " + store + " is in " + site.region())
                .set("type", "SecureString")
                .set("key_id", reference("aws_kms_key.data.arn"))
                .set("value", host);
    }
}
