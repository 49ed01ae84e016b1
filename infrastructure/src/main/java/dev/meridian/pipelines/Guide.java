package dev.meridian.pipelines;

import dev.meridian.estate.Delivery;

/// The page beside the workflows: what somebody has to tell GitHub first, and what each of them does.
final class Guide {
    private static final String GOOGLE = """
            For roots of Google Cloud, in variables of the repository; without the first of them they are left out, and a plan says so:

            | name | what |
            |---|---|
            | `GOOGLE_PROVIDER` | the provider of a workload identity pool that trusts this repository: its environment `plan` and its \
            branch `main` for the first account, its branch `main` alone for the second: `projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER` |
            | `GOOGLE_PLAN_ACCOUNT`, `GOOGLE_APPLY_ACCOUNT` | the addresses of two service accounts: one that reads, one that builds |
            | `GOOGLE_PROJECT` | the id of the project |

            """;

    private static final String AZURE = """
            For roots of Azure, likewise:

            | name | what |
            |---|---|
            | `AZURE_TENANT`, `AZURE_SUBSCRIPTION` | their ids |
            | `AZURE_PLAN_CLIENT`, `AZURE_APPLY_CLIENT` | the ids of two applications with federated credentials for this repository: \
            the first one for its environment `plan` and its branch `main`, the second one for its branch `main` alone |
            | `AZURE_OPERATORS` | the addresses that runs come from, as a list: `["203.0.113.7"]`. Vaults of keys let in no others |
            | `AZURE_RUNNER` | the label of machines with such an address: larger runners of GitHub with static ones, or yours. Without it \
            runs are on machines whose address changes, and a vault lets none of them in |
            | `AZURE_DATABASE_OWNER` | where databases are written: the group that they belong to, `{"object_id": "…", "name": "…"}` |

            """;

    /// Terraform, `state push` and `force-unlock`, 2026-11. A push is refused over a state that is newer.
    private static final String LOST = """

            ## A state that could not be written

            What Terraform has built is in its state, and where that cannot be written (its bucket does not answer, the rights are
            gone) the run says so, keeps it for %d days and gives no region back what it had: over an old state Terraform would build
            a second time what is there already. So nothing else first:

            ```sh
            gh workflow disable apply.yml
            git checkout $COMMIT && cd terraform/$ROOT    # as the run had them
            gh run download $RUN -n $NAME                 # the error of the run has the name
            openssl enc -d -aes-256-cbc -pbkdf2 -in errored.tfstate.enc -out errored.tfstate    # if it is encrypted
            terraform init
            terraform force-unlock $LOCK                  # if the log says that the lock could not be released: it has the id
            terraform state push errored.tfstate
            rm errored.tfstate*
            gh workflow enable apply.yml
            ```

            Who does that needs the rights of `APPLY_ROLE`. What is in a state is in the file: no password of a database of AWS, but
            names, addresses, and keys of stores of other clouds.
            """.formatted(Shared.DAYS_OF_LOST_STATES);

    private Guide() {}

    static String of(Plan plan) {
        return "# Pipelines\n\n" + workflows(plan.delivery()) + told(plan.delivery()) + elsewhere(plan)
                + Rights.of(plan) + byHand(plan) + LOST;
    }

    private static String workflows(Delivery delivery) {
        return """
                | workflow | when | what it does |
                |---|---|---|
                | `check.yml` | a pull request | format, validation, security scan, a plan of every root, the cost of the change; \
                a root that looks up what others have yet to build says what it waits for, and is planned when it is applied |
                | `apply.yml` | a merge into `main`, or by hand | one root after the other, in the order of `terraform/ORDER`; \
                after each region a look at it, so that a mistake stops at the first |
                | `health.yml` | by hand | does every region serve? |
                """
                + (delivery.looksForDrift()
                        ? "| `drift.yml` | every day, or by hand | is everything as it was left? An issue says what is not |\n"
                        : "")
                + "\n`root.yml` and `region.yml` are parts of these. What they do is in `.github/scripts/`, and runs anywhere.\n\n";
    }

    private static String told(Delivery delivery) {
        return """
                ## What GitHub has to be told first

                | where | name | what |
                |---|---|---|
                | variables of the repository | `PLAN_ROLE` | ARN of a role that reads all that is built, its states too, and \
                changes nothing; without it no plan is made, and the run says so |
                | variables of the repository | `APPLY_ROLE` | ARN of a role that may build it, for %2$d hours at a time |
                | secrets of the repository | `INFRACOST_API_KEY` | for the cost of a change; without it that is skipped, and \
                the run says so |
                | secrets of the repository | `%3$s` | what a state is encrypted with that could not be written; without \
                it whoever can read the repository can read that state. Keep it elsewhere, too: GitHub shows it to nobody |
                | environments | `%1$s` | its required reviewers are asked once for each run of `apply.yml` |
                | environments | `%4$s` | its required reviewers are asked before a plan of a pull request |

                """.formatted(delivery.environment(), Shared.HOURS, Shared.PASSPHRASE, Workflow.PLANS)
                + lasting()
                + trust(delivery);
    }

    private static String lasting() {
        return """
                A root with a large Kafka takes longer than the hour that a role allows unless it is told. A role that allows less than
                it is asked for gives nothing at all ([IAM](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html),
                2026-11), and the run ends before it has planned:

                ```sh
                aws iam update-role --role-name "$APPLY_ROLE_NAME" --max-session-duration %d
                ```

                """.formatted(Shared.HOURS * 3600);
    }

    private static String trust(Delivery delivery) {
        return """
                Both roles are taken on with a token of GitHub (`token.actions.githubusercontent.com`), never with a key that
                somebody could lose, and trust these subjects (`sub`) and no others:

                - `PLAN_ROLE`: %s
                - `APPLY_ROLE`: `repo:OWNER/NAME:ref:refs/heads/main`

                A repository made or renamed since 15 July 2026 says who it is with numbers as well,
                `repo:OWNER@ID/NAME@ID:ref:refs/heads/main`: `gh api repos/OWNER/NAME --jq '.owner.id, .id'` shows both
                ([GitHub](https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/)).
                Whoever may merge into `main` may build: protect it, and let nobody push to it.
                `terraform/bootstrap`, and each root below it, is applied by a person, once, before all of this: that of a region which is
                added, before the change is merged.

                """.formatted(planners(delivery));
    }

    private static String planners(Delivery delivery) {
        String plans = "`repo:OWNER/NAME:environment:" + Workflow.PLANS + "`";
        return delivery.looksForDrift() ? plans + " and `repo:OWNER/NAME:ref:refs/heads/main`" : plans;
    }

    private static String elsewhere(Plan plan) {
        StringBuilder text = new StringBuilder();
        for (Elsewhere other : plan.elsewhere()) {
            text.append(
                    switch (other) {
                        case GOOGLE -> GOOGLE;
                        case AZURE -> AZURE;
                    });
        }
        return text.toString();
    }

    private static String byHand(Plan plan) {
        Delivery delivery = plan.delivery();
        return "## By hand\n\n```sh\ngh workflow run health.yml\n"
                + (plan.stages().isEmpty()
                        ? ""
                        : "gh workflow run apply.yml -f only="
                                + plan.stages().getFirst().path() + "    # one root, and none of the others\n")
                + "gh workflow run apply.yml -f ref=$COMMIT    # back to what was there before: a commit of main\n"
                + delivery.window()
                        .map(window -> "gh workflow run apply.yml -f outside-window=true    # it cannot wait for "
                                + window.text() + "\n")
                        .orElse("")
                + "```\n\n"
                + "A plan by which something goes that keeps data stops there, unless somebody runs it with `-f destroy=true`.\n"
                + (delivery.goesBack()
                        ? "Where a region cannot be applied or does not serve afterwards, it gets what it had before by itself: the"
                                + " commit of the last\nrun in which it was applied and served. What keeps data stays even then;"
                                + " where somebody says `ref`, nothing goes back.\n"
                        : "");
    }
}
