package dev.meridian.kubernetes;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Fleet;

/// Who services are in clusters that are not of AWS. There, a service account carries the name of an account of
/// the cloud, which has that of a project in it or a number that is only known when it is there: no manifest can
/// say it.
final class OtherClouds {
    private OtherClouds() {}

    /// What somebody does once in each such cluster; nothing where there is none.
    static String identities(Fleet fleet) {
        StringBuilder text = new StringBuilder();
        if (fleet.isIn(Cloud.GOOGLE)) {
            text.append(told(fleet, Cloud.GOOGLE, "iam.gke.io/gcp-service-account"));
            if (fetches(fleet, Cloud.GOOGLE)) {
                text.append(
                        "\nExternal Secrets has to be one of 2026: earlier ones do not ask the cluster in which project"
                                + " it is.\n");
            }
        }
        if (fleet.isIn(Cloud.AZURE)) {
            text.append(told(fleet, Cloud.AZURE, "azure.workload.identity/client-id"));
        }
        return text.isEmpty()
                ? ""
                : "\n## Who services are\n\nOnce in each cluster of these, after it was applied; what is written here leaves it"
                        + " as it is.\n" + text;
    }

    /// Whether something is brought to clusters of this cloud.
    private static boolean fetches(Fleet fleet, Cloud cloud) {
        return fleet.places().values().stream()
                .filter(place -> place.cloud() == cloud)
                .flatMap(place -> place.units().values().stream())
                .anyMatch(local ->
                        !fleet.secrets().isEmpty() || !local.addresses().isEmpty());
    }

    private static String told(Fleet fleet, Cloud cloud, String annotation) {
        String told = "\nIn those of " + cloud.text() + ":\n\n```sh\n"
                + "terraform -chdir=../terraform/regions/$REGION output -json identities |\n"
                + "  jq -r 'to_entries[] | .key + \" \" + .value' |\n"
                + "  while read -r SERVICE ACCOUNT; do\n"
                + "    kubectl -n " + fleet.namespace() + " annotate --overwrite serviceaccount \"$SERVICE\" \""
                + annotation
                + "=$ACCOUNT\"\n"
                + "  done\n";
        return fetches(fleet, cloud)
                ? told + "kubectl -n external-secrets annotate --overwrite serviceaccount external-secrets \\\n"
                        + "  \"" + annotation
                        + "=$(terraform -chdir=../terraform/regions/$REGION output -raw external_secrets)\"\n```\n"
                : told + "```\n";
    }
}
