package dev.meridian.kubernetes;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Fleet;
import java.util.List;

/// Who services are in clusters that are not of AWS. There, a service account carries the name of an account of
/// the cloud, which has that of a project in it or a number that is only known when it is there: no manifest can
/// say it. A copy is given it when it starts and not later, on Azure by what changes pods when they are made
/// (Azure Workload Identity, concepts, 2026-11): whoever has started already is started anew.
final class OtherClouds {
    private static final List<Cloud> ALL = List.of(Cloud.GOOGLE, Cloud.AZURE);
    private static final String OUTPUT = "terraform -chdir=../terraform/regions/$REGION output ";

    private OtherClouds() {}

    /// What lets External Secrets read what a region keeps: before anything waits for it. Steps between those of a
    /// shell that has a cluster already; none where nothing is brought.
    static String bringers(Fleet fleet) {
        StringBuilder text = new StringBuilder();
        ALL.stream()
                .filter(cloud -> fetches(fleet, cloud))
                .forEach(cloud -> text.append("""

                # The first time in a cluster of CLOUD: External Secrets is told who it is.
                kubectl -n external-secrets annotate --overwrite serviceaccount external-secrets \\
                  "ANNOTATION=$(OUTPUT-raw external_secrets)"
                kubectl -n external-secrets rollout restart deployment external-secrets
                kubectl -n external-secrets rollout status deployment external-secrets --timeout 5m
                """.replace("CLOUD", cloud.text())
                        .replace("ANNOTATION", annotation(cloud))
                        .replace("OUTPUT", OUTPUT)));
        return text.isEmpty() ? "" : text + "\n";
    }

    /// How names are proved, where users open a cluster of Azure: an issuer has the number of a subscription in
    /// it.
    static String issuers(Fleet fleet) {
        return isOpened(fleet, Cloud.AZURE)
                ? "\n# The first time in a cluster of Azure: cert-manager is told how names are proved.\n" + OUTPUT
                        + "-raw issuer | kubectl apply -f -\n\n"
                : "";
    }

    /// How an ingress controller on Azure takes the address of its region.
    static String taken(String namespace) {
        String site = namespace + "-$REGION";
        String annotation = "`service.beta.kubernetes.io/azure-";
        return "; on Azure its service has the annotations " + annotation + "load-balancer-resource-group: " + site
                + "`, "
                + annotation + "pip-name: " + site + "-entrance` and " + annotation
                + "load-balancer-health-probe-request-path: /healthz`";
    }

    /// How machines of a cloud get images out of a registry of the same cloud: no root gives them that, since none
    /// knows the registry (GKE, Artifact Registry access; AKS, integration of ACR; 2026-11).
    static String pulled(Fleet fleet) {
        String name = fleet.namespace() + "-$REGION";
        StringBuilder commands = new StringBuilder();
        if (fleet.isIn(Cloud.GOOGLE)) {
            commands.append("""
                    # Artifact Registry: $REPOSITORY in $LOCATION of $PROJECT
                    gcloud artifacts repositories add-iam-policy-binding $REPOSITORY --location $LOCATION --project $PROJECT \\
                      --role roles/artifactregistry.reader --member "serviceAccount:$(gcloud container clusters describe NAME \\
                        --region $REGION --format 'value(nodePools[0].config.serviceAccount)')"
                    """.replace("NAME", name));
        }
        if (fleet.isIn(Cloud.AZURE)) {
            commands.append("""
                    # Azure Container Registry: $ACR
                    az aks update --resource-group NAME --name NAME --attach-acr $ACR
                    """.replace("NAME", name));
        }
        return commands.isEmpty()
                ? ""
                : "A registry of Google Cloud or Azure that is not open to everybody lets the machines of a cluster in once for"
                        + " each\nregion:\n\n```sh\n" + commands + "```\n\n";
    }

    /// Whether users open something in a cluster of this cloud.
    static boolean isOpened(Fleet fleet, Cloud cloud) {
        return fleet.places().values().stream()
                .filter(place -> place.cloud() == cloud)
                .flatMap(place -> place.units().values().stream())
                .anyMatch(local -> !local.entrances().isEmpty());
    }

    /// What tells services who they are: once their accounts are there, and before anybody waits for copies.
    static String services(Fleet fleet) {
        StringBuilder text = new StringBuilder();
        ALL.stream()
                .filter(fleet::isIn)
                .forEach(cloud -> text.append("""

                # The first time in a cluster of CLOUD, and with every service that is added: services are told.
                OUTPUT-json identities |
                  jq -r 'to_entries[] | .key + " " + .value' |
                  while read -r SERVICE ACCOUNT; do
                    kubectl -n NAMESPACE annotate --overwrite serviceaccount "$SERVICE" "ANNOTATION=$ACCOUNT"
                  done
                kubectl -n NAMESPACE rollout restart deployment
                """.replace("CLOUD", cloud.text())
                        .replace("ANNOTATION", annotation(cloud))
                        .replace("OUTPUT", OUTPUT)
                        .replace("NAMESPACE", fleet.namespace())));
        return text.isEmpty() ? "" : text + "\n";
    }

    /// What somebody has to know of these steps; nothing where there are none.
    static String told(Fleet fleet) {
        if (ALL.stream().noneMatch(fleet::isIn)) {
            return "";
        }
        String told =
                "\nWhat is written here leaves as they are what accounts have been told. A copy is given it when it starts,"
                        + " so those\nthat run already are started anew.\n";
        return fetches(fleet, Cloud.GOOGLE)
                ? told
                        + "\nOn Google Cloud, External Secrets has to be one of 2026: earlier ones do not ask the cluster in which"
                        + " project it is.\n"
                : told;
    }

    private static String annotation(Cloud cloud) {
        return switch (cloud) {
            case AWS -> throw new AssertionError("accounts of AWS are told nothing");
            case GOOGLE -> "iam.gke.io/gcp-service-account";
            case AZURE -> "azure.workload.identity/client-id";
        };
    }

    /// Whether something is brought to clusters of this cloud.
    static boolean fetches(Fleet fleet, Cloud cloud) {
        return fleet.places().values().stream()
                .filter(place -> place.cloud() == cloud)
                .flatMap(place -> place.units().values().stream())
                .anyMatch(local ->
                        !fleet.secrets().isEmpty() || !local.addresses().isEmpty());
    }
}
