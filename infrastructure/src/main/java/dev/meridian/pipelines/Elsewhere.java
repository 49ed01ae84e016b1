package dev.meridian.pipelines;

import dev.meridian.estate.Cloud;
import dev.meridian.yaml.Fields;

/// A cloud beside AWS, and how a job proves to it who asks: by a token of GitHub, as for AWS, and by no key. What
/// its provider of Terraform reads for that stands in variables of the repository.
enum Elsewhere {
    /// By workload identity federation (Google Cloud, identity federation with deployment pipelines, 2026-11). The
    /// provider finds it in a file, which a script writes.
    GOOGLE(Cloud.GOOGLE, "google", "vars.GOOGLE_PROVIDER != ''") {
        @Override
        Fields env(String does) {
            return Fields.of()
                    .set("GOOGLE_PROVIDER", "${{ vars.GOOGLE_PROVIDER }}")
                    .set("GOOGLE_ACCOUNT", "${{ vars.GOOGLE_" + does + "_ACCOUNT }}")
                    .set("TF_VAR_project", "${{ vars.GOOGLE_PROJECT }}");
        }

        @Override
        Steps proves(Steps steps, String condition) {
            return condition.isEmpty()
                    ? steps.script("Google Cloud", "google", Fields.of())
                    : steps.scriptIf(condition, "Google Cloud", "google", Fields.of());
        }
    },

    /// By a federated credential of an application. The provider asks GitHub for the token itself (azurerm,
    /// service principal with OpenID Connect, 2026-11).
    AZURE(Cloud.AZURE, "azure", "vars.AZURE_TENANT != ''") {
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
    };

    private final Cloud cloud;
    private final String word;
    private final String isTold;

    Elsewhere(Cloud cloud, String word, String isTold) {
        this.cloud = cloud;
        this.word = word;
        this.isTold = isTold;
    }

    Cloud cloud() {
        return cloud;
    }

    /// As inputs and jobs have it.
    String word() {
        return word;
    }

    /// Whether the repository knows who asks there.
    String isTold() {
        return isTold;
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
