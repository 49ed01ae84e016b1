package dev.meridian.google;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Cache;
import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.ShortName;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// What a cluster asks its region for by name: secrets, and where its stores are, and who brings it there.
/// Regional secrets are in no other region.
final class Told {
    /// By the name that those who publish it give to it.
    private static final String BRINGER = "external-secrets";

    private Told() {}

    /// Whether a cluster here asks.
    static boolean isNeeded(Estate estate, Site site) {
        return site.cluster().isPresent()
                && estate.fleet()
                        .filter(fleet -> !fleet.secrets().isEmpty() || hasAddresses(site))
                        .isPresent();
    }

    private static boolean hasAddresses(Site site) {
        return !site.databases().isEmpty() || !site.stores().caches().isEmpty();
    }

    static List<Block> of(Site site, Fleet fleet) {
        List<Block> blocks = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String secret : fleet.secrets()) {
            String label = "secret_" + Root.label(secret);
            labels.add(label);
            blocks.add(secret(site, label, Fleet.plainSecret(fleet.namespace(), secret))
                    .because("Its value is put in by whoever has it, here and in no other region."));
        }
        for (Database database : site.databases()) {
            String own = Root.label(database.store());
            labels.add(own + "_host");
            blocks.addAll(address(
                    site, database.store(), reference("google_sql_database_instance." + own + ".private_ip_address")));
        }
        for (Cache cache : site.stores().caches()) {
            String own = Root.label(cache.store());
            labels.add(own + "_host");
            blocks.add(Memorystore.addresses(cache));
            blocks.addAll(address(site, cache.store(), Memorystore.address(cache)));
        }
        blocks.addAll(Identities.identity(site, "bringer", BRINGER, BRINGER));
        labels.forEach(label -> blocks.add(Block.resource("google_secret_manager_regional_secret_iam_member", label)
                .set("secret_id", reference("google_secret_manager_regional_secret." + label + ".id"))
                .set("location", site.region().text())
                .set("role", "roles/secretmanager.secretAccessor")
                .set("member", reference("google_service_account.bringer.member"))));
        blocks.add(Block.of("output", "external_secrets")
                .set("description", "The account of External Secrets, which its service account is told.")
                .set("value", reference("google_service_account.bringer.email")));
        return blocks;
    }

    private static Block secret(Site site, String label, String name) {
        return Block.resource("google_secret_manager_regional_secret", label)
                .set("secret_id", ShortName.dashed(name, 255))
                .set("location", site.region().text())
                .set("deletion_protection", true)
                .with(Block.of("customer_managed_encryption")
                        .set("kms_key_name", reference("google_kms_crypto_key.data.id")))
                .set("depends_on", sequence(Keys.before(Keys.Agent.SECRETS)));
    }

    /// An address is not secret; it is kept like one, since nothing is gained by a second kind.
    private static List<Block> address(Site site, String store, Expression value) {
        String label = Root.label(store) + "_host";
        return List.of(
                secret(site, label, Fleet.plainParameter(site.name(), store)),
                Block.resource("google_secret_manager_regional_secret_version", label)
                        .set("secret", reference("google_secret_manager_regional_secret." + label + ".id"))
                        .set("secret_data", value));
    }
}
