package dev.meridian.pipelines;

import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/// What jobs are made of. Actions of others are named by their commit, which nobody can move (GitHub, security
/// hardening for Actions, 2026-11).
final class Steps {
    static final String MACHINE = "ubuntu-24.04";

    /// The version that the roots were written for.
    private static final String TERRAFORM = "1.11.4";

    /// All that are shipped.
    static final List<String> SCRIPTS = List.of(
            "plan.sh",
            "waits.sh",
            "guard.sh",
            "kept.sh",
            "before.sh",
            "prerequisites.sh",
            "window.sh",
            "targets.sh",
            "lag.sh",
            "names.sh",
            "users.sh",
            "drift.sh",
            "added.jq",
            "google.sh",
            "parts.sh",
            "cost.sh");

    private static final Fields ALONE = Fields.of().set("persist-credentials", false);
    private static final Fields WHOLE = ALONE.set("fetch-depth", 0);

    private final List<Fields> all = new ArrayList<>();

    /// Those of the commit that the run is about.
    Steps files() {
        all.add(checkout().set("with", ALONE));
        return this;
    }

    /// Those of a commit that has been merged, whatever commit somebody asks for: what is done with them is done
    /// with credentials that a token for `main` gives, and that token says nothing of what was checked out.
    ///
    /// @param ref the commit; empty for the one that the run is about
    Steps merged(String ref) {
        all.add(checkout().set("with", WHOLE.set("ref", ref)));
        return run("A commit of main", """
                git merge-base --is-ancestor HEAD origin/main || {
                  echo '::error title=ref::this is no commit of main'
                  exit 1
                }
                """, Fields.of());
    }

    /// The same with all that was before.
    Steps history() {
        all.add(checkout().set("with", WHOLE));
        return this;
    }

    private static Fields checkout() {
        return Fields.of()
                .set("uses", Value.text("actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8"), "v5.0.0");
    }

    Steps terraform() {
        all.add(Fields.of()
                .set("uses", Value.text("hashicorp/setup-terraform@b9cd54a3c349d3f38e8881555d616ced269862dd"), "v3.1.2")
                .set("with", Fields.of().set("terraform_version", TERRAFORM).set("terraform_wrapper", false)));
        return this;
    }

    /// @param role a variable of the repository
    /// @param region whose endpoint is asked for credentials
    Steps credentials(String role, String region) {
        return credentialsIf("", role, region);
    }

    /// The same where something holds.
    ///
    /// @param condition empty for always
    Steps credentialsIf(String condition, String role, String region) {
        all.add(proof(condition, asked(role, region)));
        return this;
    }

    /// The same for longer than an hour, which is what a role gives if it is not asked (configure-aws-credentials
    /// 5.0, `role-duration-seconds`, 2026-11).
    ///
    /// @param seconds that the role has to allow
    Steps lastingCredentialsIf(String condition, String role, String region, long seconds) {
        all.add(proof(condition, asked(role, region).set("role-duration-seconds", seconds)));
        return this;
    }

    private static Fields asked(String role, String region) {
        return Fields.of().set("role-to-assume", "${{ vars." + role + " }}").set("aws-region", region);
    }

    private static Fields proof(String condition, Fields with) {
        return when(Fields.of(), condition)
                .set(
                        "uses",
                        Value.text("aws-actions/configure-aws-credentials@a03048d87541d1d9fcf2ecf528a4a65ba9bd7838"),
                        "v5.0.0")
                .set("with", with);
    }

    /// Files that are kept with the run, for whoever may read the repository.
    Steps keptIf(String condition, String name, String path, int days) {
        all.add(when(Fields.of(), condition)
                .set("uses", Value.text("actions/upload-artifact@330a01c490aca151604b8cf639adc76d48f6c5d4"), "v5.0.0")
                .set(
                        "with",
                        Fields.of()
                                .set("name", name)
                                .set("path", path)
                                .set("if-no-files-found", "error")
                                .set("retention-days", days)));
        return this;
    }

    /// One of the scripts beside the workflows.
    Steps script(String name, String script, Fields env) {
        return scriptIf("", name, script, env);
    }

    /// The same where something holds.
    ///
    /// @param condition empty for always
    Steps scriptIf(String condition, String name, String script, Fields env) {
        return runIf(condition, name, "bash " + at(script + ".sh"), env);
    }

    /// Where a script is.
    static String at(String script) {
        return ".github/scripts/" + script;
    }

    Steps run(String name, String command, Fields env) {
        return runIf("", name, command, env);
    }

    private Steps runIf(String condition, String name, String command, Fields env) {
        all.add(when(Fields.of().set("name", name), condition)
                .setUnlessEmpty("env", env)
                .set("run", command));
        return this;
    }

    private static Fields when(Fields step, String condition) {
        return condition.isEmpty() ? step : step.set("if", condition);
    }

    /// Any other.
    Steps step(Fields step) {
        all.add(step);
        return this;
    }

    Value value() {
        return Value.items(all);
    }
}
