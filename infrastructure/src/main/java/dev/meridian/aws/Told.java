package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.MessageLog;
import dev.meridian.estate.Search;
import dev.meridian.estate.Settings;
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

    /// How Terraform knows a store that has an address.
    ///
    /// @param key the attribute that says which it is
    /// @param name by which the cloud knows it
    /// @param address the attribute that says where it is
    record Store(String type, String key, String name, String address) {}

    /// Those of a region, by the name that each has in the file.
    static SequencedMap<String, Store> stores(Site site) {
        SequencedMap<String, Store> stores = new LinkedHashMap<>();
        for (Database one : site.databases()) {
            stores.put(one.store(), database(one));
        }
        for (Cache one : site.stores().caches()) {
            String address = one.isCluster() ? "configuration_endpoint_address" : "primary_endpoint_address";
            stores.put(
                    one.store(),
                    new Store("aws_elasticache_replication_group", "replication_group_id", one.name(), address));
        }
        for (MessageLog one : site.stores().logs()) {
            stores.put(
                    one.store(),
                    new Store("aws_msk_cluster", "cluster_name", one.name(), "bootstrap_brokers_sasl_iam"));
        }
        for (Search one : site.stores().searches()) {
            stores.put(one.store(), new Store("aws_opensearch_domain", "domain_name", one.name(), "endpoint"));
        }
        return stores;
    }

    /// A part of a global database that follows answers to nobody by the name of a writer (Aurora user guide,
    /// connecting to a global database, 2026-11). The name that leads to whoever takes writes is told to nobody: a
    /// token of IAM is made for the region of a database, so whoever signs in has to know that as well.
    private static Store database(Database one) {
        if (one.global().isEmpty()) {
            return new Store(type(one), "db_instance_identifier", one.name(), "address");
        }
        String address = one.source().isPresent() ? "reader_endpoint" : "endpoint";
        return new Store(type(one), "cluster_identifier", one.name(), address);
    }

    static String type(Database one) {
        return one.global().isPresent() ? "aws_rds_cluster" : "aws_db_instance";
    }

    /// Where each store of a region is, once it is there.
    static SequencedMap<String, Expression> hosts(Site site) {
        SequencedMap<String, Expression> hosts = new LinkedHashMap<>();
        stores(site)
                .forEach((name, store) ->
                        hosts.put(name, reference(store.type() + "." + Root.label(name) + "." + store.address())));
        return hosts;
    }

    private static Block address(Site site, String store, Expression host) {
        return Block.resource("aws_ssm_parameter", Root.label(store) + "_host")
                .set("name", Fleet.parameter(site.name(), store))
                .set("description", "Where " + store + " is in " + site.region())
                .set("type", "SecureString")
                .set("key_id", reference("aws_kms_key.data.arn"))
                .set("value", host);
    }

    /// The same of a store of another region, in the root of the two.
    ///
    /// @param label as the root calls it
    /// @param site that remembers it
    /// @param side as the root calls that one
    static Block address(String label, Site site, String side, Settings.Place place, Expression host) {
        return Block.resource("aws_ssm_parameter", label)
                .set("provider", reference("aws." + side))
                .set("name", Fleet.parameter(site, place))
                .set("description", "Where " + place.store() + " is in " + place.region())
                .set("type", "SecureString")
                .set("key_id", Pair.key(side))
                .set("value", host);
    }
}
