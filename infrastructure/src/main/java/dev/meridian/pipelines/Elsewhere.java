package dev.meridian.pipelines;

import dev.meridian.estate.Cloud;
import dev.meridian.yaml.Fields;

/// A cloud beside AWS, and how a job proves to it who asks: by a token of GitHub, as for AWS, and by no key. What
/// its provider of Terraform reads for that stands in variables of the repository.
enum Elsewhere {
    /// By workload identity federation (Google Cloud, identity federation with deployment pipelines, 2026-11). The
    /// provider finds it in a file, which a script writes.
    GOOGLE(Cloud.GOOGLE, "google", "GOOGLE_PROVIDER") {
        @Override
        Fields env(String does) {
            return Fields.of()
                    .set("GOOGLE_PROVIDER", "${{ vars.GOOGLE_PROVIDER }}")
                    .set("GOOGLE_ACCOUNT", "${{ vars.GOOGLE_" + does + "_ACCOUNT }}")
                    .set("TF_VAR_project", "${{ vars.GOOGLE_PROJECT }}");
        }

        @Override
        Steps proves(Steps steps, String condition) {
            return steps.scriptIf(condition, "Google Cloud", "google", Fields.of());
        }
    },

    /// By a federated credential of an application. The provider asks GitHub for the token itself (azurerm,
    /// service principal with OpenID Connect, 2026-11).
    AZURE(Cloud.AZURE, "azure", "AZURE_TENANT") {
        @Override
        Fields env(String does) {
            return Fields.of()
                    .set("ARM_USE_OIDC", "true")
                    .set("ARM_TENANT_ID", "${{ vars.AZURE_TENANT }}")
                    .set("ARM_CLIENT_ID", "${{ vars.AZURE_" + does + "_CLIENT }}")
                    .set("ARM_SUBSCRIPTION_ID", "${{ vars.AZURE_SUBSCRIPTION }}")
                    .set("TF_VAR_subscription_id", "${{ vars.AZURE_SUBSCRIPTION }}")
                    .set("TF_VAR_operators", "${{ vars.AZURE_OPERATORS || '[]' }}")
                    .set("TF_VAR_database_owner", "${{ vars.AZURE_DATABASE_OWNER || 'null' }}");
        }

        @Override
        Steps proves(Steps steps, String condition) {
            return steps;
        }

        // A vault of keys lets in addresses that it knows; those of GitHub's own machines change.
        @Override
        String machine() {
            return "${{ vars." + RUNNER + " || '" + Steps.MACHINE + "' }}";
        }
    };

    /// The variable of the repository that names machines whose address stays.
    static final String RUNNER = "AZURE_RUNNER";

    private final Cloud cloud;
    private final String word;
    private final String variable;

    Elsewhere(Cloud cloud, String word, String variable) {
        this.cloud = cloud;
        this.word = word;
        this.variable = variable;
    }

    Cloud cloud() {
        return cloud;
    }

    /// As inputs and jobs have it.
    String word() {
        return word;
    }

    /// The variable of the repository whose absence says that it knows nobody who asks there.
    String variable() {
        return variable;
    }

    /// The label of the machines that its jobs run on.
    String machine() {
        return Steps.MACHINE;
    }

    /// What the provider, and its programs, read.
    ///
    /// @param does `PLAN` or `APPLY`
    abstract Fields env(String does);

    /// A step that has to come before the provider's, if there is one.
    ///
    /// @param condition when it is made; empty for always
    abstract Steps proves(Steps steps, String condition);
}
