package dev.meridian.kubernetes;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Settings;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// What the page of a folder says of secrets, which a region's root makes without a value.
final class FirstValues {
    /// Regional secrets are asked for where they are (Secret Manager, add a regional secret version, 2026-11).
    private static final String ENDPOINT =
            "CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER=https://secretmanager.$REGION.rep.googleapis.com/";

    private FirstValues() {}

    /// Empty where no service reads any.
    static String of(Fleet fleet) {
        List<String> secrets = fleet.secrets();
        if (secrets.isEmpty()) {
            return "";
        }
        return "## Putting a first value into each secret\n\n"
                + "The root of a region makes them empty, and copies that read one wait until it has a value. It is taken as it is, from a\n"
                + "file that has nothing else in it, not even the end of a line; copies read it in `/etc/secrets/NAME/SECRET_NAME`. In each region:\n\n"
                + "```sh\n"
                + commands(
                        fleet,
                        Cloud.AWS,
                        secret -> "aws secretsmanager put-secret-value --region $REGION --secret-id "
                                + Fleet.secret(fleet.namespace(), secret) + " --secret-string file://"
                                + Settings.secret(secret)
                                + " --query VersionStages")
                + commands(
                        fleet,
                        Cloud.GOOGLE,
                        secret -> ENDPOINT + " gcloud secrets versions add "
                                + Fleet.plainSecret(fleet.namespace(), secret) + " --location $REGION --data-file "
                                + Settings.secret(secret) + "   # of Google Cloud")
                + commands(
                        fleet,
                        Cloud.AZURE,
                        secret -> "az keyvault secret set --vault-name $(az keyvault list --resource-group "
                                + fleet.namespace() + "-$REGION --query '[0].name' --output tsv) --name "
                                + Fleet.plainSecret(fleet.namespace(), secret) + " --file " + Settings.secret(secret)
                                + " --query name   # of Azure")
                + "```\n\n";
    }

    /// Where no cluster is of that cloud, none.
    private static String commands(Fleet fleet, Cloud cloud, UnaryOperator<String> command) {
        return fleet.isIn(cloud)
                ? fleet.secrets().stream()
                        .map(secret -> command.apply(secret) + "\n")
                        .collect(Collectors.joining())
                : "";
    }
}
