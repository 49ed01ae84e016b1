package dev.meridian.pipelines;

import dev.meridian.estate.Accelerator;
import dev.meridian.estate.Cloud;
import dev.meridian.estate.Database;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the role that plans has to be able to read, and who gets that by it.
final class Rights {
    /// What users have left, which no plan asks for and `ReadOnlyAccess` gives (AWS managed policies, 2026-11).
    private static final List<String> OF_USERS = List.of(
            "dynamodb:BatchGetItem",
            "dynamodb:GetItem",
            "dynamodb:GetRecords",
            "dynamodb:Query",
            "dynamodb:Scan",
            "kinesis:GetRecords",
            "logs:FilterLogEvents",
            "logs:GetLogEvents",
            "logs:GetLogRecord",
            "logs:GetQueryResults",
            "logs:StartLiveTail",
            "logs:StartQuery");

    /// How the aliases of what encrypts data of a region end.
    private static final String DATA = "-*-data";

    private final List<String> statements = new ArrayList<>();

    /// Those that have an owner with a password, by name.
    private final List<String> stores;

    private Rights(Estate estate) {
        states(estate);
        stores = estate.sites().values().stream()
                .filter(site -> site.cloud() == Cloud.AWS)
                .flatMap(site -> site.databases().stream())
                .filter(Database::isFollowed)
                .map(Database::store)
                .distinct()
                .toList();
        if (!stores.isEmpty()) {
            owners(estate.name());
        }
        addresses(estate);
        statements.add(statement("Deny", OF_USERS, List.of("*"), ""));
    }

    /// The part of the guide.
    static String of(Plan plan) {
        return new Rights(plan.estate()).text();
    }

    private void states(Estate estate) {
        String key = "\"ForAnyValue:StringEquals\": {\"kms:ResourceAliases\": \"alias/" + estate.name() + "-states\"}";
        statements.add(statement("Allow", List.of("kms:Decrypt"), List.of("*"), key));
    }

    /// In every region, whoever is the writer today: Secrets Manager puts six characters of its own behind a name
    /// (its user guide, 2026-11).
    private void owners(String estate) {
        List<String> secrets = stores.stream()
                .map(store -> "arn:aws:secretsmanager:*:*:secret:" + estate + "-*-" + store + "-owner-??????")
                .toList();
        statements.add(statement("Allow", List.of("secretsmanager:GetRandomPassword"), List.of("*"), ""));
        statements.add(statement("Allow", List.of("secretsmanager:GetSecretValue"), secrets, ""));
        statements.add(decrypts("secretsmanager", List.of("alias/" + estate + DATA)));
    }

    /// With keys of these aliases, by way of one service.
    private static String decrypts(String service, List<String> aliases) {
        String condition = "\"StringLike\": {\"kms:ViaService\": \"" + service + ".*.amazonaws.com\"},\n        "
                + "\"ForAnyValue:StringLike\": {\"kms:ResourceAliases\": " + list(aliases) + "}";
        return statement("Allow", List.of("kms:Decrypt"), List.of("*"), condition);
    }

    /// Where stores are is kept encrypted, and read at each plan, whichever regions there are; so are the names
    /// that AWS has chosen for fixed addresses and for switches.
    private void addresses(Estate estate) {
        List<String> aliases = new ArrayList<>();
        boolean isKept = estate.sites().values().stream()
                .filter(site -> site.cloud() == Cloud.AWS)
                .anyMatch(site -> !estate.peers(site).isEmpty()
                        || (site.cluster().isPresent()
                                && estate.fleet().filter(Fleet::fetches).isPresent()));
        if (isKept) {
            aliases.add("alias/" + estate.name() + DATA);
        }
        if (estate.accelerator().isPresent()) {
            aliases.add("alias/" + estate.name() + "-" + Accelerator.KEY);
        }
        if (estate.entrances().stream().anyMatch(entrance -> entrance.lead() == Entrance.Lead.CONTROLS)) {
            aliases.add("alias/" + estate.name() + "-" + Entrance.CONTROLS_KEY);
        }
        if (!aliases.isEmpty()) {
            statements.add(decrypts("ssm", aliases));
        }
    }

    private static String statement(String effect, List<String> actions, List<String> resources, String condition) {
        return "    {\n      \"Effect\": \"" + effect + "\",\n      \"Action\": " + list(actions)
                + ",\n      \"Resource\": " + list(resources)
                + (condition.isEmpty() ? "" : ",\n      \"Condition\": {\n        " + condition + "\n      }")
                + "\n    }";
    }

    private static String list(List<String> texts) {
        return texts.size() == 1
                ? "\"" + texts.getFirst() + "\""
                : texts.stream().collect(Collectors.joining("\",\n        \"", "[\n        \"", "\"\n      ]"));
    }

    private String text() {
        return """
                ## What a plan reads

                `PLAN_ROLE` has the managed policy `ReadOnlyAccess`, and this one, which has what that lacks and takes away what no plan
                needs. It writes nothing, no lock either: a plan of a pull request is made with `-lock=false`.

                ```json
                {
                  "Version": "2012-10-17",
                  "Statement": [
                %s
                  ]
                }
                ```

                %s""".formatted(String.join(",\n", statements), owners()) + """
                Whoever can push a branch can change what `check.yml` does in a pull request, and with it gets all that `PLAN_ROLE`
                may read. So plans of pull requests belong to the environment `%s`: GitHub gives such a job its token when one of the
                required reviewers has agreed. Let these be people who may read all of this, let them look at `.github/` and
                `terraform/` of the change first, and forbid to agree to a change of one's own. An environment without them asks nobody;
                a private repository has required reviewers with GitHub Enterprise only
                ([GitHub](https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments), 2026-11).
                Where nobody is asked, let everybody who can push read this, or leave `PLAN_ROLE` away: `apply.yml` plans, too.

                A pull request of a fork gets no token, and no plan. That is so for `pull_request`; `pull_request_target` runs with the
                rights of this repository, so have no workflow with it that checks out what a pull request has.

                """.formatted(Workflow.PLANS);
    }

    private String owners() {
        return stores.isEmpty() ? "" : """
                With it a plan can read the password of the owner of %s.
                It has to: the provider of AWS reads a secret whenever it looks whether it is still there (5.100), and Terraform opens
                what a database gets its password from. These databases answer in their networks only; still, whoever has read such a
                password may have written it down.

                """.formatted(stores.stream().collect(Collectors.joining("`, `", "`", "`")));
    }
}
