package dev.meridian.estate;

import dev.meridian.topology.Network.Nat;
import java.util.List;

/// What is written for regions of AWS and not for those of other clouds: a file that has both does not get all
/// that it asks for, and its lines say so.
final class Elsewhere {
    static final String AWS_ALONE = "written for regions of AWS, not for those of other clouds";

    private static final List<String> PATHS = List.of(
            "observability.alarms",
            "observability.dashboards",
            "observability.notify",
            "observability.tracing.kind",
            "observability.tracing.sample",
            "observability.tracing.serviceMap",
            "observability.audit.api",
            "observability.audit.configuration",
            "cost.budget.limit",
            "cost.budget.alerts",
            "cost.perRegion.budget.limit",
            "cost.perRegion.budget.alerts",
            "compute.registry.kind",
            "compute.registry.in",
            "operations.documents",
            "operations.runbooks",
            "operations.synthetic",
            "deploy.state.in",
            "deploy.state.lock");

    /// What pipelines do, once there are some.
    private static final List<String> PIPELINES = List.of(
            "deploy.pipeline.by",
            "deploy.pipeline.steps",
            "deploy.order",
            "deploy.commands",
            "deploy.strategy",
            "deploy.rollback",
            "deploy.drift",
            "deploy.after",
            "deploy.inWindow",
            Deliveries.WINDOW);

    private Elsewhere() {}

    static void note(Ledger ledger) {
        if (ledger.isOf(Cloud.AWS)) {
            return;
        }
        PATHS.forEach(path -> ledger.withdraw(path, AWS_ALONE));
        if (ledger.regions(Cloud.AWS).isEmpty()) {
            PIPELINES.forEach(path -> ledger.withdraw(
                    path,
                    "pipelines are written where a region is of AWS; here somebody applies the roots, in the order of"
                            + " terraform/ORDER"));
            withdraw(
                    ledger,
                    "deploy.prerequisites.",
                    "pipelines look after it, which are written where a region is of AWS");
            for (String people : List.of("operations.reviews.", "operations.contacts.")) {
                withdraw(ledger, people, "runbooks have it, which are written where a region is of AWS");
            }
        } else {
            ledger.withdraw(
                    "deploy.after",
                    "written for regions of AWS; after a root of another cloud, its job looks whether clusters and databases"
                            + " serve");
        }
        ledger.withdraw(
                "network.subnets",
                "subnets of other clouds are of a region: one for machines, which nothing outside reaches, and one for what"
                        + " leads to stores; none is public");
        if (!ledger.regions(Cloud.GOOGLE).isEmpty()) {
            ledger.withdraw(
                    "network.acls", "Google Cloud has no rules of subnets: its firewall holds for each machine");
        }
        if (!ledger.regions(Cloud.AZURE).isEmpty()) {
            azure(ledger);
        }
    }

    private static void azure(Ledger ledger) {
        if (ledger.said().network().nat().filter(Nat.NONE::equals).isPresent()) {
            ledger.withdraw("network.nat", "machines of AKS fetch what they start from, so they have a way out");
        }
        ledger.withdraw("network.flowLogs", "Azure writes them into an account of storage, which is not written yet");
        ledger.againstWill(
                "network.acls", "false", "subnets of Azure have rules in any case: nothing else keeps others out");
        ledger.withdraw("compute.secretsEncryption", "AKS encrypts what a cluster goes by with keys of its own");
    }

    private static void withdraw(Ledger ledger, String section, String why) {
        ledger.said().sources().all().keySet().stream()
                .filter(path -> path.startsWith(section))
                .forEach(path -> ledger.withdraw(path, why));
    }
}
