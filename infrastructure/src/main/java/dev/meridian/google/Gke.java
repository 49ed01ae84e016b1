package dev.meridian.google;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Cluster;
import dev.meridian.estate.ShortName;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A Kubernetes of GKE in one region: what decides, in several zones, and the machines that work. Nobody reaches
/// it from outside the network.
final class Gke {
    /// IAM, service accounts: the name of one, 2026-11.
    static final int LONGEST_ACCOUNT = 30;

    private static final int DISK_GIBIBYTES = 50;

    /// Half of what GKE presumes: a machine takes half the addresses, and there is room for twice as many.
    private static final int PODS_OF_A_MACHINE = 64;

    private static final List<String> LOGS =
            List.of("SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER");

    private final Site site;
    private final Cluster cluster;

    Gke(Site site, Cluster cluster) {
        this.site = site;
        this.cluster = cluster;
    }

    List<Block> cluster() {
        Block main = Block.resource("google_container_cluster", "main")
                .set("name", cluster.name())
                .set("location", site.region().text())
                .set("node_locations", reference("local.zones"))
                .set("min_master_version", cluster.version())
                .set("network", reference("google_compute_network.main.id"))
                .set("subnetwork", reference("google_compute_subnetwork.machines.id"))
                .set("networking_mode", "VPC_NATIVE")
                .set(
                        "datapath_provider",
                        Expression.text("ADVANCED_DATAPATH"),
                        "The one that holds pods to what their network policies say, and needs no add-on for it.")
                .set("default_max_pods_per_node", PODS_OF_A_MACHINE)
                .set("enable_intranode_visibility", true)
                .set("enable_shielded_nodes", true)
                .set("remove_default_node_pool", true)
                .set("initial_node_count", 1)
                .set("deletion_protection", true);
        if (!site.entrances().isEmpty()) {
            main = main.with(Block.of("gateway_api_config").set("channel", "CHANNEL_STANDARD"));
        }
        main = guarded(reached(main))
                .with(Block.of("release_channel").set("channel", "REGULAR"))
                .with(Block.of("logging_config").set("enable_components", texts(LOGS)))
                .with(Block.of("monitoring_config")
                        .set("enable_components", texts(List.of("SYSTEM_COMPONENTS")))
                        .with(Block.of("managed_prometheus").set("enabled", true)))
                .with(addons())
                .set(
                        "depends_on",
                        sequence(Keys.before(Keys.Agent.CLUSTER), reference("google_project_iam_member.machines")));
        return List.of(
                Block.data("google_compute_zones", "up")
                        .set("region", site.region().text()),
                Block.of("locals").set("zones", zones()),
                main);
    }

    private static Block addons() {
        return Block.of("addons_config")
                .with(Block.of("dns_cache_config")
                        .set(
                                "enabled",
                                new Expression.Flag(false),
                                "Copies ask the names of the cluster where their network policies let them."))
                .with(Block.of("gce_persistent_disk_csi_driver_config").set("enabled", true));
    }

    /// The first zones by name: they have other letters in every region.
    private Expression zones() {
        return call(
                "slice",
                reference("sort(data.google_compute_zones.up.names)"),
                new Expression.Whole(0),
                new Expression.Whole(site.network().zones().size()));
    }

    private Block reached(Block block) {
        return block.with(Block.of("ip_allocation_policy")
                        .set("cluster_secondary_range_name", "pods")
                        .set("services_secondary_range_name", "services"))
                .with(Block.of("private_cluster_config")
                        .set("enable_private_nodes", true)
                        .set("enable_private_endpoint", true))
                .with(Block.of("master_authorized_networks_config")
                        .set("gcp_public_cidrs_access_enabled", false)
                        .with(Block.of("cidr_blocks")
                                .set("cidr_block", site.network().block().toString())
                                .set("display_name", site.name())));
    }

    private static Block guarded(Block block) {
        return block.with(Block.of("workload_identity_config")
                        .set("workload_pool", template("${var.project}.svc.id.goog")))
                .with(Block.of("database_encryption")
                        .set("state", "ENCRYPTED")
                        .set("key_name", reference("google_kms_crypto_key.data.id")))
                .with(Block.of("master_auth")
                        .with(Block.of("client_certificate_config").set("issue_client_certificate", false)))
                .with(Block.of("security_posture_config").set("mode", "BASIC"));
    }

    /// What machines may do: write logs and what they count, and no more (GKE, least privilege service accounts,
    /// 2026-11).
    List<Block> nodes() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.resource("google_service_account", "machines")
                .set("account_id", ShortName.dashed(cluster.name() + "-machines", LONGEST_ACCOUNT))
                .set("display_name", "Machines of " + cluster.name()));
        blocks.add(Block.resource("google_project_iam_member", "machines")
                .set("project", reference("var.project"))
                .set("role", "roles/container.defaultNodeServiceAccount")
                .set("member", reference("google_service_account.machines.member")));
        cluster.nodes().forEach(group -> blocks.add(group(group)));
        return blocks;
    }

    private Block group(Cluster.Nodes group) {
        int zones = site.network().zones().size();
        return Block.resource("google_container_node_pool", Root.label(group.name()))
                .set("name", ShortName.dashed(group.name(), 40))
                .set("cluster", reference("google_container_cluster.main.id"))
                .set("initial_node_count", new Expression.Whole(Math.ceilDiv(group.least(), zones)), "In each zone.")
                .with(Block.of("autoscaling")
                        .set("total_min_node_count", group.least())
                        .set("total_max_node_count", group.most())
                        .set("location_policy", group.isSpot() ? "ANY" : "BALANCED"))
                .with(Block.of("management").set("auto_repair", true).set("auto_upgrade", true))
                .with(Block.of("upgrade_settings").set("max_surge", 1).set("max_unavailable", 0))
                .with(Block.of("network_config").set("enable_private_nodes", true))
                .with(machine(group))
                .set("depends_on", sequence(Keys.before(Keys.Agent.MACHINES)))
                .with(Block.of("lifecycle")
                        .set(
                                "ignore_changes",
                                sequence(reference("initial_node_count")),
                                "How many there are follows the load."));
    }

    private static Block machine(Cluster.Nodes group) {
        SequencedMap<String, Expression> labels = new LinkedHashMap<>();
        labels.put("nodes", Expression.text(group.name()));
        SequencedMap<String, Expression> metadata = new LinkedHashMap<>();
        metadata.put("disable-legacy-endpoints", Expression.text("true"));
        Block machine = Block.of("node_config")
                .set("machine_type", group.types().getFirst())
                .set("image_type", "COS_CONTAINERD")
                .set("disk_size_gb", group.gibibytes().orElse(DISK_GIBIBYTES))
                .set("disk_type", "pd-balanced")
                .set("boot_disk_kms_key", reference("google_kms_crypto_key.data.id"))
                .set("service_account", reference("google_service_account.machines.email"))
                .set(
                        "oauth_scopes",
                        texts(List.of("https://www.googleapis.com/auth/cloud-platform")),
                        "What machines may is said by the roles of their account alone.")
                .set("spot", group.isSpot())
                .set("labels", Expression.mapping(labels))
                .set("metadata", Expression.mapping(metadata))
                .with(Block.of("shielded_instance_config")
                        .set("enable_secure_boot", true)
                        .set("enable_integrity_monitoring", true))
                .with(Block.of("workload_metadata_config").set("mode", "GKE_METADATA"));
        return group.hasGpu() ? withGpu(machine, group.types().getFirst()) : machine;
    }

    /// Of machines that are made for it, the kind follows from the family (Compute Engine, GPU machine types,
    /// 2026-11).
    private static Block withGpu(Block machine, String type) {
        String kind = type.startsWith("g2-") ? "nvidia-l4" : "nvidia-tesla-t4";
        return machine.with(Block.of("guest_accelerator")
                        .set("type", kind)
                        .set("count", 1)
                        .with(Block.of("gpu_driver_installation_config").set("gpu_driver_version", "DEFAULT")))
                .with(Block.of("taint")
                        .set("key", "nvidia.com/gpu")
                        .set("value", "present")
                        .set("effect", "NO_SCHEDULE"));
    }
}
