package dev.meridian.google;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The customer's own key of a region, and which services of the cloud may use it. A key never leaves its region.
final class Keys {
    /// Ninety days, as CIS Google Cloud Foundations asks (1.10, 2026-11).
    private static final String ROTATION = "7776000s";

    /// Thirty days: how long a version that somebody destroys can be had back (Cloud KMS, key states, 2026-11).
    private static final String TIME_TO_REPENT = "2592000s";

    private static final String USER = "roles/cloudkms.cryptoKeyEncrypterDecrypter";

    /// Those of the cloud's services that encrypt with keys of others, as a project knows them (IAM, service
    /// agents, 2026-11).
    enum Agent {
        CLUSTER("container-engine-robot"),
        MACHINES("compute-system"),
        DATABASES("gcp-sa-cloud-sql"),
        CACHES("gcp-sa-memorystore"),
        SECRETS("gcp-sa-secretmanager");

        private final String domain;

        Agent(String domain) {
            this.domain = domain;
        }

        private String label() {
            return "data_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private Keys() {}

    /// That of one region; none where nothing is kept there.
    static List<Block> of(Estate estate, Site site) {
        List<Agent> agents = agents(estate, site);
        boolean hasObjects = !site.stores().buckets().isEmpty();
        List<Block> blocks = new ArrayList<>();
        if (agents.isEmpty() && !hasObjects) {
            return blocks;
        }
        blocks.add(Block.resource("google_kms_key_ring", "main")
                .set("name", site.name())
                .set("location", site.region().text()));
        blocks.add(key("data", reference("google_kms_key_ring.main.id")));
        if (!agents.isEmpty()) {
            blocks.add(Block.data("google_project", "here"));
        }
        agents.forEach(agent -> blocks.add(used(
                agent.label(),
                "data",
                template("serviceAccount:service-${data.google_project.here.number}@" + agent.domain
                        + ".iam.gserviceaccount.com"))));
        if (hasObjects) {
            blocks.add(Block.data("google_storage_project_service_account", "here"));
            blocks.add(used(
                    "data_objects",
                    "data",
                    template("serviceAccount:${data.google_storage_project_service_account.here.email_address}")));
        }
        return blocks;
    }

    private static List<Agent> agents(Estate estate, Site site) {
        List<Agent> agents = new ArrayList<>();
        if (site.cluster().isPresent()) {
            agents.add(Agent.CLUSTER);
            agents.add(Agent.MACHINES);
        }
        if (!site.databases().isEmpty()) {
            agents.add(Agent.DATABASES);
        }
        if (!site.stores().caches().isEmpty()) {
            agents.add(Agent.CACHES);
        }
        if (Told.isNeeded(estate, site)) {
            agents.add(Agent.SECRETS);
        }
        return agents;
    }

    /// What has to be there before something is encrypted on behalf of this one.
    static Expression before(Agent agent) {
        return reference("google_kms_crypto_key_iam_member." + agent.label());
    }

    /// A key that rotates by itself.
    static Block key(String name, Expression ring) {
        return Block.resource("google_kms_crypto_key", name)
                .set("name", name)
                .set("key_ring", ring)
                .set("purpose", "ENCRYPT_DECRYPT")
                .set("rotation_period", ROTATION)
                .set("destroy_scheduled_duration", TIME_TO_REPENT)
                .with(Block.of("lifecycle").set("prevent_destroy", true));
    }

    /// Somebody uses a key, and does nothing else with it.
    static Block used(String label, String key, Expression member) {
        return Block.resource("google_kms_crypto_key_iam_member", label)
                .set("crypto_key_id", reference("google_kms_crypto_key." + key + ".id"))
                .set("role", USER)
                .set("member", member);
    }
}
