package dev.meridian.kubernetes;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.ImageName;
import dev.meridian.estate.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The page that whoever opens the folder reads first. It names no region, so that it stays as it is when one is
/// added.
final class Notes {
    private static final String ROLES =
            "\nThose of them that ask the cloud have a role of their own, which the region's root gives to that account\n"
                    + "(`aws_eks_pod_identity_association`). What they are told they cannot ask of their machine, which answers no"
                    + " pod.\n\n";

    private final Fleet fleet;

    private Notes(Fleet fleet) {
        this.fleet = fleet;
    }

    static String of(Fleet fleet) {
        Notes notes = new Notes(fleet);
        return "# What the clusters run\n\n"
                + "`base/` is the same in every region, `overlays/REGION/` has what is not: numbers of copies, names of\n"
                + "stores, who is let in. All of it is in the namespace `" + fleet.namespace() + "`.\n\n"
                + notes.needed()
                + notes.released()
                + OtherClouds.pulled(fleet)
                + Reaching.of(fleet)
                + FirstValues.of(fleet)
                + notes.applied();
    }

    private String needed() {
        List<String> rows = new ArrayList<>();
        if (fleet.fetches()) {
            rows.add(bringer());
        }
        if (OtherClouds.isOpened(fleet, Cloud.AWS)) {
            rows.add(row(
                    "AWS load balancer controller 2.11 or later",
                    "as `aws-load-balancer-controller` in `kube-system`, told its `region` and `vpcId`",
                    "tells the region's load balancer where copies are"));
        }
        if (fleet.rules().growsMachines()) {
            rows.add(row(
                    "Cluster Autoscaler, of the minor version of the cluster",
                    "as `cluster-autoscaler` in `kube-system`, told its `awsRegion`, its `autoDiscovery.clusterName` and"
                            + " `skip-nodes-with-local-storage=false` (every copy has a `/tmp`)",
                    "adds machines when copies find no room, and takes them away again"));
        }
        if (fleet.units().values().stream().anyMatch(Unit::hasGpu)) {
            rows.add(row("device plugin of NVIDIA", "", "tells a cluster which machines have a GPU"));
        }
        rows.addAll(ingresses());
        rows.addAll(mesh());
        return rows.isEmpty()
                ? ""
                : "What has to be in each cluster first, since no root of Terraform installs it:\n\n"
                        + "| what | where | why |\n|---|---|---|\n" + String.join("", rows)
                        + (fleet.isIn(Cloud.AWS) ? ROLES : "\n")
                        + hosts();
    }

    private String bringer() {
        String where = "as `external-secrets` in the namespace of that name";
        return row(
                "External Secrets 0.17 or later",
                OtherClouds.fetches(fleet, Cloud.AZURE)
                        ? where + "; on Azure its pods have the label `azure.workload.identity/use: \"true\"`"
                                + " (`podLabels` of its chart)"
                        : where,
                "brings secrets and the addresses of stores from the region");
    }

    private List<String> mesh() {
        List<String> rows = new ArrayList<>();
        if (fleet.rules().mesh().isPresent()) {
            rows.add(row(
                    "Istio, with its CNI plugin",
                    "in `istio-system`",
                    "lets calls between services prove who makes them"));
            if (fleet.rules().hasPolicies()) {
                rows.add(row(
                        "Prometheus, where somebody wants numbers",
                        "in `" + Fleet.MONITORING + "`",
                        "may ask sidecars what they have counted: nobody else may"));
            }
        }
        return rows;
    }

    /// By which hosts services behind an ingress are asked for.
    private String hosts() {
        String hosts = fleet.units().values().stream()
                .filter(unit -> unit.ingress().isPresent())
                .map(unit ->
                        "- " + unit.name() + ": `" + String.join("`, `", Doors.hosts(unit, fleet.namespace())) + "`\n")
                .collect(Collectors.joining());
        return hosts.isEmpty()
                ? ""
                : "An ingress controller knows services by the host that a request names:\n\n" + hosts
                        + "\nAnother host is a patch of the Ingress, and of its Certificate if it has one, in a folder of yours"
                        + " that refers\nto an overlay.\n\n";
    }

    private List<String> ingresses() {
        List<String> rows = new ArrayList<>();
        boolean isOfAzure = OtherClouds.isOpened(fleet, Cloud.AZURE);
        List<Unit.Ingress> ingresses = fleet.units().values().stream()
                .flatMap(unit -> unit.ingress().stream())
                .toList();
        ingresses.stream()
                .map(Unit.Ingress::kind)
                .distinct()
                .forEach(kind -> rows.add(row(
                        "ingress controller of class `" + kind + "`",
                        "in `" + Doors.controllers(kind) + "`"
                                + (isOfAzure ? OtherClouds.taken(fleet.namespace()) : ""),
                        "takes requests inside a cluster")));
        if (ingresses.stream().anyMatch(Unit.Ingress::hasTls)) {
            rows.add(row(
                    "cert-manager",
                    isOfAzure
                            ? "in `cert-manager`; on Azure its pods and its service account have the label"
                                    + " `azure.workload.identity/use: \"true\"`"
                            : "",
                    "makes the certificates of ingresses"));
        }
        return rows;
    }

    private static String row(String what, String where, String why) {
        return "| " + what + " | " + where + " | " + why + " |\n";
    }

    /// From which registry images come is known when there is an account, and which version runs is not a matter
    /// of the topology.
    private String released() {
        List<Unit> open = fleet.units().values().stream()
                .filter(unit -> !unit.image().isReleased())
                .toList();
        if (open.isEmpty()) {
            return "";
        }
        StringBuilder images = new StringBuilder();
        for (Unit unit : open) {
            ImageName name = ImageName.of(unit.image().name());
            images.append("  - name: ")
                    .append(name.repository())
                    .append('\n')
                    .append("    newName: $REGISTRY/")
                    .append(name.repository())
                    .append('\n');
            if (!name.isVersioned()) {
                images.append("    newTag: \"$VERSION\"\n");
            }
        }
        return "## Releasing a version\n\n"
                + "A release is a folder of yours beside what is written, one for each region; it says from which registry\n"
                + "images come, and which version runs. `meridian synth` never touches it.\n\n"
                + "```sh\n"
                + registry()
                + "mkdir -p releases/$REGION\n"
                + "cat > releases/$REGION/kustomization.yaml <<END\n"
                + "apiVersion: kustomize.config.k8s.io/v1beta1\n"
                + "kind: Kustomization\n"
                + "resources: [../../overlays/$REGION]\n"
                + "images:\n" + images
                + "END\n```\n\n";
    }

    /// From where images come, as far as it can be known: a repository of ECR is called after its account.
    private String registry() {
        return fleet.isIn(Cloud.AWS)
                ? "ACCOUNT=$(aws sts get-caller-identity --query Account --output text)\n"
                        + "REGISTRY=$ACCOUNT.dkr.ecr.$REGION.amazonaws.com   # or another one\n"
                : "# REGISTRY is where your images are: europe-docker.pkg.dev/…, ….azurecr.io, ghcr.io/…\n";
    }

    private String connected() {
        String name = fleet.namespace() + "-$REGION";
        StringBuilder commands = new StringBuilder();
        if (fleet.isIn(Cloud.AWS)) {
            commands.append("aws eks update-kubeconfig --region $REGION --name ")
                    .append(name)
                    .append('\n');
        }
        if (fleet.isIn(Cloud.GOOGLE)) {
            commands.append("gcloud container clusters get-credentials ")
                    .append(name)
                    .append(" --region $REGION --internal-ip   # of Google Cloud\n");
        }
        if (fleet.isIn(Cloud.AZURE)) {
            commands.append("az aks get-credentials --resource-group ")
                    .append(name)
                    .append(" --name ")
                    .append(name)
                    .append(" && kubelogin convert-kubeconfig -l azurecli   # of Azure\n");
        }
        return commands.toString();
    }

    private String applied() {
        String folder = Delivery.folder(fleet);
        String text = "## Applying it\n\n"
                + "One region after the other, where only its cluster has to answer:\n\n"
                + "```sh\n"
                + connected()
                + OtherClouds.bringers(fleet)
                + OtherClouds.issuers(fleet)
                + "kubectl diff -k " + folder + "/$REGION\n"
                + "kubectl apply -k " + folder + "/$REGION\n"
                + OtherClouds.services(fleet)
                + "kubectl -n " + fleet.namespace() + " rollout status deployment --timeout 10m\n"
                + "```\n"
                + OtherClouds.told(fleet);
        if (fleet.rules().isPropagated()) {
            text += propagated(folder);
        }
        return fleet.rules().isDelivered() ? text + delivered(folder) : text;
    }

    /// Of two that write the same only one writes into clusters.
    private String delivered(String folder) {
        String estate = "`estate: " + fleet.namespace() + "`";
        String applied = "`kubectl apply -f argo-cd/applicationset.yaml` where it runs.";
        String where = "the annotations `repository` and `revision` say where\nthis repository is. It reads ";
        return fleet.rules().isPropagated()
                ? "\nArgo CD keeps the control plane of Karmada at it, and no cluster: " + applied
                        + "\nThe API of Karmada is one cluster to Argo CD, with the labels " + estate + " and\n`"
                        + Delivery.PLANE + ": " + Delivery.KARMADA + "`; " + where + "`" + Delivery.ofKarmada(fleet)
                        + "`. Clusters of regions do not get the second label: both would write the\nsame there, and each put"
                        + " back what the other has put.\n"
                : "\nOr by Argo CD: " + applied + " A cluster that it knows is of this\nestate by the labels " + estate
                        + " and `region`; " + where + "`" + folder + "/REGION`.\n";
    }

    private String propagated(String folder) {
        String from = Delivery.ofKarmada(fleet);
        String released = fleet.needsRelease()
                ? "\n`releases/karmada` is a folder of yours like those of the regions, with `resources: [../../karmada]`;"
                        + " where each region has a\nregistry of its own, an `OverridePolicy` of yours says it by `imageOverrider`.\n"
                : "";
        return "\nOr by Karmada: `karmada/` has each resource once, the policies by which clusters of its regions get it, and"
                + " what a region\nhas otherwise. Its control plane has to know the kinds of `karmada/resources.yaml` (their"
                + " definitions are installed there,\nwhat acts on them in each cluster), and each cluster by two labels:\n\n"
                + "```sh\n"
                + "kubectl --context karmada label cluster $CLUSTER estate=" + fleet.namespace() + " region=$REGION\n"
                + "kubectl --context karmada apply -k " + from + "\n"
                + "```\n"
                + released
                + "\nKarmada gives out and moves nothing: copies stay where they are while it does not reach a cluster. While it"
                + " is gone itself,\nclusters go on, and `kubectl apply -k " + folder
                + "/$REGION` changes one of them until it is back.\n";
    }
}
