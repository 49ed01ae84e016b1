package dev.meridian.google;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Watch;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// The first root: the interfaces that a project has to have switched on, and the bucket that keeps the states of
/// all others. Its own state stays with whoever applies it: it is small, and everything in it can be imported
/// again.
final class Bootstrap {
    /// Earlier states are kept so long; the newest ones always.
    private static final int DAYS_OF_EARLIER_STATES = 90;

    private static final List<String> INTERFACES = List.of(
            "certificatemanager",
            "cloudkms",
            "cloudresourcemanager",
            "compute",
            "container",
            "dns",
            "iam",
            "iamcredentials",
            "logging",
            "memorystore",
            "monitoring",
            "networkconnectivity",
            "pubsub",
            "secretmanager",
            "servicenetworking",
            "sqladmin",
            "storage",
            "storagetransfer");

    private Bootstrap() {}

    static Root root(Estate estate) {
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("terraform.tf", Setup.terraform(Optional.empty()));
        files.put("variables.tf", Setup.variables());
        files.put("providers.tf", Setup.provider(estate, Optional.empty()));
        files.put(
                "interfaces.tf",
                List.of(Block.resource("google_project_service", "main")
                        .set("for_each", call("toset", texts(INTERFACES)))
                        .set("service", template("${each.key}.googleapis.com"))
                        .set("disable_on_destroy", false)));
        files.put("states.tf", states(estate));
        if (!estate.streams().isEmpty()) {
            files.put("copies.tf", copies());
        }
        if (estate.watch().trail() != Watch.Trail.NONE) {
            files.put("audit.tf", audit(estate));
        }
        return new Root("bootstrap-google", files);
    }

    /// Copies of objects follow from what buckets tell of themselves.
    private static List<Block> copies() {
        return List.of(
                Block.data("google_storage_transfer_project_service_account", "here"),
                Block.resource("google_project_iam_member", "hears")
                        .set("project", reference("var.project"))
                        .set("role", "roles/pubsub.editor")
                        .set(
                                "member",
                                template("serviceAccount:"
                                        + "${data.google_storage_transfer_project_service_account.here.email}")),
                Block.resource("google_project_iam_member", "tells")
                        .set("project", reference("var.project"))
                        .set("role", "roles/pubsub.publisher")
                        .set(
                                "member",
                                template("serviceAccount:"
                                        + "${data.google_storage_project_service_account.here.email_address}")));
    }

    /// Calls that change something the cloud always writes down; those that read it, and those for data, where it
    /// is told to. They are kept for as long as the file keeps logs.
    private static List<Block> audit(Estate estate) {
        List<Block> blocks = new ArrayList<>();
        if (estate.watch().trail() == Watch.Trail.OF_EVERYTHING) {
            Block all = Block.resource("google_project_iam_audit_config", "all")
                    .set("project", reference("var.project"))
                    .set("service", "allServices");
            for (String type : List.of("ADMIN_READ", "DATA_READ", "DATA_WRITE")) {
                all = all.with(Block.of("audit_log_config").set("log_type", type));
            }
            blocks.add(all);
        }
        blocks.add(Block.resource("google_logging_project_bucket_config", "logs")
                .set("project", reference("var.project"))
                .set("location", "global")
                .set("bucket_id", "_Default")
                .set("retention_days", estate.sites().firstEntry().getValue().logDays()));
        return blocks;
    }

    /// Three continents have a place that is several regions at once (Cloud Storage, bucket locations, 2026-11).
    ///
    /// @param region whose continent, or the next one, it is
    static String several(RegionName region) {
        String name = region.text();
        if (name.startsWith("europe-") || name.startsWith("me-") || name.startsWith("africa-")) {
            return "EU";
        }
        return name.startsWith("asia-") || name.startsWith("australia-") ? "ASIA" : "US";
    }

    private static List<Block> states(Estate estate) {
        String place = several(estate.states().first());
        String name = estate.name() + "-states";
        return List.of(
                Block.data("google_storage_project_service_account", "here"),
                Block.resource("google_kms_key_ring", "states")
                        .set("name", name)
                        .set("location", place.equals("EU") ? "europe" : place.toLowerCase(Locale.ROOT))
                        .set("depends_on", sequence(reference("google_project_service.main"))),
                Keys.key("states", reference("google_kms_key_ring.states.id")),
                Keys.used(
                        "states",
                        "states",
                        template("serviceAccount:${data.google_storage_project_service_account.here.email_address}")),
                Block.resource("google_storage_bucket", "states")
                        .set("name", estate.states().bucket(estate.states().first()))
                        .set(
                                "location",
                                text(place),
                                "Several regions at once: no state is gone with the region that it describes.")
                        .set("storage_class", "STANDARD")
                        .set("uniform_bucket_level_access", true)
                        .set("public_access_prevention", "enforced")
                        .with(Block.of("versioning").set("enabled", true))
                        .with(Block.of("encryption")
                                .set("default_kms_key_name", reference("google_kms_crypto_key.states.id")))
                        .with(Block.of("lifecycle_rule")
                                .with(Block.of("action").set("type", "Delete"))
                                .with(Block.of("condition").set("days_since_noncurrent_time", DAYS_OF_EARLIER_STATES)))
                        .set("depends_on", sequence(reference("google_kms_crypto_key_iam_member.states")))
                        .with(Block.of("lifecycle").set("prevent_destroy", true)));
    }
}
