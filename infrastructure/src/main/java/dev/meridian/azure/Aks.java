package dev.meridian.azure;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Cluster;
import dev.meridian.estate.Ranges;
import dev.meridian.estate.ShortName;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.Cidr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A Kubernetes of AKS in one region: what decides, and the machines that work. Nobody reaches it from outside the
/// network, and nobody has a password of it.
final class Aks {
    /// Names of groups of machines (AKS, limits, 2026-11).
    private static final int LONGEST_GROUP = 12;

    private static final int DISK_GIBIBYTES = 64;

    /// What the cluster itself runs on: two processors and 8 GiB.
    private static final String OWN_MACHINE = "Standard_D2s_v5";

    /// The address of names among those of services: the tenth, as AKS has it where nobody says.
    private static final int NAMES = 10;

    /// Calls of its interface: those that change something, and all.
    private static final String CALLS = "kube-audit-admin";

    private static final String ALL_CALLS = "kube-audit";

    private static final List<String> LOGS = List.of(
            "cloud-controller-manager", "guard", "kube-apiserver", CALLS, "kube-controller-manager", "kube-scheduler");

    private final Site site;
    private final Cluster cluster;
    private final Ranges ranges;

    Aks(Site site, Cluster cluster) {
        this.site = site;
        this.cluster = cluster;
        this.ranges = site.ranges();
    }

    List<Block> cluster() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Setup.placed("azurerm_user_assigned_identity", "cluster", site.name() + "-cluster")
                .set("tags", reference("local.tags")));
        blocks.add(may("cluster_network", "Network Contributor", "azurerm_subnet.machines"));
        blocks.add(may("cluster_disks", "Reader", "azurerm_disk_encryption_set.main"));
        Block main = Setup.placed("azurerm_kubernetes_cluster", "main", cluster.name())
                .set("kubernetes_version", cluster.version())
                .set("sku_tier", "Standard")
                .set("dns_prefix", cluster.name())
                .set("private_cluster_enabled", true)
                .set("private_cluster_public_fqdn_enabled", false)
                .set("private_dns_zone_id", "System")
                .set("local_account_disabled", true)
                .set("role_based_access_control_enabled", true)
                .set("run_command_enabled", false)
                .set("oidc_issuer_enabled", true)
                .set("workload_identity_enabled", true)
                .set("azure_policy_enabled", true)
                .set("automatic_upgrade_channel", "patch")
                .set("node_os_upgrade_channel", "NodeImage")
                .set("disk_encryption_set_id", reference("azurerm_disk_encryption_set.main.id"))
                .with(Block.of("azure_active_directory_role_based_access_control")
                        .set("azure_rbac_enabled", true)
                        .set("tenant_id", reference("data.azurerm_client_config.here.tenant_id")))
                .with(Block.of("identity")
                        .set("type", "UserAssigned")
                        .set("identity_ids", sequence(reference("azurerm_user_assigned_identity.cluster.id"))))
                .with(network())
                .with(own())
                .set("tags", reference("local.tags"))
                .set(
                        "depends_on",
                        sequence(
                                reference("azurerm_role_assignment.cluster_network"),
                                reference("azurerm_role_assignment.cluster_disks"),
                                reference("azurerm_subnet_nat_gateway_association.machines")));
        blocks.add(main);
        return blocks;
    }

    private static Block may(String label, String role, String scope) {
        return Block.resource("azurerm_role_assignment", label)
                .set("scope", reference(scope + ".id"))
                .set("role_definition_name", role)
                .set("principal_id", reference("azurerm_user_assigned_identity.cluster.principal_id"))
                .set("principal_type", "ServicePrincipal");
    }

    private Block network() {
        Cidr services = ranges.services();
        return Block.of("network_profile")
                .set("network_plugin", "azure")
                .set("network_plugin_mode", "overlay")
                .set(
                        "network_data_plane",
                        Expression.text("cilium"),
                        "The one that holds pods to what their network policies say.")
                .set("network_policy", "cilium")
                .set("outbound_type", "userAssignedNATGateway")
                .set("pod_cidr", ranges.pods().toString())
                .set("service_cidr", services.toString())
                .set(
                        "dns_service_ip",
                        Cidr.around(services.address() + NAMES, 32).text().replaceFirst("/.*", ""));
    }

    /// What the cluster itself needs stands apart from services: one that takes all of a machine takes none of
    /// these.
    private Block own() {
        return Block.of("default_node_pool")
                .set("name", "own")
                .set("vm_size", OWN_MACHINE)
                .set("node_count", site.network().zones().size())
                .set("only_critical_addons_enabled", true)
                .set("os_disk_size_gb", DISK_GIBIBYTES)
                .set("vnet_subnet_id", reference("azurerm_subnet.machines.id"))
                .set("zones", zones())
                .set("temporary_name_for_rotation", "ownnext")
                .with(Block.of("upgrade_settings").set("max_surge", "33%"));
    }

    private Expression zones() {
        List<String> zones = new ArrayList<>();
        for (int zone = 1; zone <= site.network().zones().size(); zone++) {
            zones.add(Integer.toString(zone));
        }
        return texts(zones);
    }

    /// @param isWhole whether what only reads is written down too
    List<Block> logs(boolean isWhole) {
        Block setting = Block.resource("azurerm_monitor_diagnostic_setting", "cluster")
                .set("name", "cluster")
                .set("target_resource_id", reference("azurerm_kubernetes_cluster.main.id"))
                .set("log_analytics_workspace_id", reference("azurerm_log_analytics_workspace.main.id"))
                .set("log_analytics_destination_type", "Dedicated");
        for (String log : LOGS) {
            boolean isOfCalls = log.equals(CALLS);
            setting = setting.with(Block.of("enabled_log").set("category", isOfCalls && isWhole ? ALL_CALLS : log));
        }
        return List.of(setting);
    }

    List<Block> nodes() {
        return cluster.nodes().stream().map(this::group).toList();
    }

    private Block group(Cluster.Nodes group) {
        SequencedMap<String, Expression> labels = new LinkedHashMap<>();
        labels.put("nodes", Expression.text(group.name()));
        if (group.isSpot()) {
            labels.put(Cluster.Nodes.SPOT_OF_AZURE, Expression.text("spot"));
        }
        Block nodes = Block.resource("azurerm_kubernetes_cluster_node_pool", Root.label(group.name()))
                .set(
                        "name",
                        group.name().matches("[a-z][a-z0-9]{0,11}")
                                ? group.name()
                                : ShortName.letters(group.name(), LONGEST_GROUP))
                .set("kubernetes_cluster_id", reference("azurerm_kubernetes_cluster.main.id"))
                .set("vm_size", group.types().getFirst())
                .set("mode", "User")
                .set("auto_scaling_enabled", true)
                .set("min_count", group.least())
                .set("max_count", group.most())
                .set("os_disk_size_gb", group.gibibytes().orElse(DISK_GIBIBYTES))
                .set("vnet_subnet_id", reference("azurerm_subnet.machines.id"))
                .set("zones", zones())
                .set("node_labels", Expression.mapping(labels))
                .set("temporary_name_for_rotation", ShortName.letters("next" + group.name(), LONGEST_GROUP));
        nodes = group.isSpot()
                ? nodes.set("priority", "Spot").set("eviction_policy", "Delete").set("spot_max_price", -1)
                : nodes.with(Block.of("upgrade_settings").set("max_surge", "33%"));
        List<String> taints = taints(group);
        nodes = taints.isEmpty() ? nodes : nodes.set("node_taints", texts(taints));
        return nodes.set("tags", reference("local.tags"))
                .with(Block.of("lifecycle")
                        .set(
                                "ignore_changes",
                                sequence(reference("node_count")),
                                "How many there are follows the load."));
    }

    private static List<String> taints(Cluster.Nodes group) {
        List<String> taints = new ArrayList<>();
        if (group.hasGpu()) {
            taints.add("nvidia.com/gpu=present:NoSchedule");
        }
        if (group.isSpot()) {
            taints.add(Cluster.Nodes.SPOT_OF_AZURE + "=spot:NoSchedule");
        }
        return taints;
    }
}
