package dev.meridian.pipelines;

import static dev.meridian.yaml.Value.texts;

import dev.meridian.estate.Cloud;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;

/// What is looked at before a change is merged.
final class Check {
    /// Of 2026; the checks that it has are those of SECURITY.md, and a few more.
    private static final String CHECKOV = "3.2.533";

    private static final int MINUTES = 30;
    private static final Fields ROOT = Fields.of().set("ROOT", "${{ matrix.root }}");

    /// A fork's change gets no credentials: GitHub gives its runs no token for a role.
    private static final String IS_OURS = "(github.event_name != 'pull_request' || "
            + "github.event.pull_request.head.repo.full_name == github.repository)";

    private final Plan plan;

    Check(Plan plan) {
        this.plan = plan;
    }

    Fields workflow() {
        Fields on = Fields.of().set("pull_request", Fields.of()).set("workflow_dispatch", Fields.of());
        Fields jobs =
                Fields.of().set("format", format()).set("validate", validate()).set("scan", scan());
        if (plan.estate().fleet().isPresent()) {
            jobs = jobs.set("manifests", manifests());
        }
        jobs = jobs.set("plan", planned()).set("no-plan", unplanned("AWS", "PLAN_ROLE"));
        for (Elsewhere other : plan.elsewhere()) {
            jobs = jobs.set("plan-" + other.word(), planned(other))
                    .set("no-plan-" + other.word(), unplanned(other.cloud().text(), variable(other)));
        }
        jobs = jobs.set("cost", cost());
        return Workflow.of("Check", on, Workflow.READS, jobs);
    }

    private static Fields format() {
        Steps steps = new Steps()
                .files("")
                .terraform()
                .run("Format", "terraform fmt -check -recursive -diff terraform", Fields.of());
        return Workflow.job("Format", MINUTES).set("steps", steps.value());
    }

    private Fields validate() {
        List<String> paths = new ArrayList<>(List.of("bootstrap"));
        paths.addAll(plan.paths(Cloud.AWS));
        for (Elsewhere other : plan.elsewhere()) {
            paths.add("bootstrap-" + other.word());
            paths.addAll(plan.paths(other.cloud()));
        }
        Steps steps = new Steps().files("").terraform().run("Validate", """
                terraform -chdir="terraform/$ROOT" init -backend=false -input=false
                terraform -chdir="terraform/$ROOT" validate
                """, ROOT);
        return Workflow.forEach(Workflow.job("Validate ${{ matrix.root }}", MINUTES), paths)
                .set("steps", steps.value());
    }

    private static Fields scan() {
        String command = "pipx run --spec checkov==" + CHECKOV + " checkov --config-file .github/checkov.yaml";
        Steps steps = new Steps().files("").run("Checkov", command, Fields.of());
        return Workflow.job("Security scan", MINUTES).set("steps", steps.value());
    }

    private static Fields manifests() {
        Steps steps = new Steps().files("").run("Build every overlay", """
                for overlay in kubernetes/overlays/*/; do
                  kubectl kustomize "$overlay" > /dev/null
                done
                """, Fields.of());
        return Workflow.job("Manifests", MINUTES).set("steps", steps.value());
    }

    private Fields planned() {
        Steps steps = new Steps()
                .files("")
                .terraform()
                .credentials("PLAN_ROLE", plan.estate().states().keeper().toString())
                .script("Plan", "plan", ROOT.set("LOCK", "false"))
                .script("What it would lose", "guard", ROOT.set("DESTROY", "true"));
        Fields job = Workflow.job("Plan ${{ matrix.root }}", MINUTES)
                .set("needs", texts(List.of("format", "validate")))
                .set("if", "vars.PLAN_ROLE != '' && " + IS_OURS)
                .set("permissions", Workflow.PROVES);
        return Workflow.forEach(job, plan.paths(Cloud.AWS)).set("steps", steps.value());
    }

    private Fields planned(Elsewhere other) {
        Steps steps = other.proves(new Steps().files("").terraform(), "")
                .script("Plan", "plan", ROOT.set("LOCK", "false"))
                .script("What it would lose", "guard", ROOT.set("DESTROY", "true"));
        Fields job = Workflow.job("Plan ${{ matrix.root }}", MINUTES)
                .set("needs", texts(List.of("format", "validate")))
                .set("if", other.isTold() + " && " + IS_OURS)
                .set("permissions", Workflow.PROVES)
                .set("env", other.env("PLAN"));
        return Workflow.forEach(job, plan.paths(other.cloud())).set("steps", steps.value());
    }

    /// The one whose absence says that the repository was told nothing of a cloud.
    private static String variable(Elsewhere other) {
        return other.isTold().substring("vars.".length(), other.isTold().indexOf(' '));
    }

    private static Fields unplanned(String cloud, String variable) {
        Steps steps = new Steps()
                .run(
                        "Say so",
                        "echo '::notice title=plan of " + cloud + "::skipped: the repository has no variable "
                                + variable + "'",
                        Fields.of());
        return Workflow.job("Plan of " + cloud + ": skipped", 5)
                .set("if", "vars." + variable + " == ''")
                .set("steps", steps.value());
    }

    private static Fields cost() {
        String hasKey = "env.INFRACOST_API_KEY != ''";
        Fields setup = Fields.of()
                .set("if", hasKey)
                .set(
                        "uses",
                        Value.text("infracost/actions/setup@v3"),
                        "By its tag and not by a commit: it sees the key of Infracost, and nothing else.")
                .set("with", Fields.of().set("api-key", "${{ secrets.INFRACOST_API_KEY }}"));
        Steps steps = new Steps()
                .step(Fields.of()
                        .set("name", "Say that it is skipped")
                        .set("if", "env.INFRACOST_API_KEY == ''")
                        .set(
                                "run",
                                "echo '::notice title=cost::skipped: the repository has no secret INFRACOST_API_KEY'"))
                .files("")
                .step(setup)
                .scriptIf(hasKey, "Cost", "cost", Fields.of().set("BASE", "${{ github.event.pull_request.base.sha }}"));
        return Workflow.job("Cost", MINUTES)
                .set("if", "github.event_name == 'pull_request'")
                .set("env", Fields.of().set("INFRACOST_API_KEY", "${{ secrets.INFRACOST_API_KEY }}"))
                .set("steps", steps.value());
    }

    /// Checks that `SECURITY.md` gives reasons for are not asked again.
    Fields settings() {
        Fields settings = Fields.of()
                .set("directory", texts(List.of("terraform")))
                .set("framework", texts(List.of("terraform")))
                .set("quiet", true)
                .set("compact", true)
                .set("download-external-modules", false);
        if (!plan.elsewhere().isEmpty()) {
            List<String> paths = new ArrayList<>();
            for (Elsewhere other : plan.elsewhere()) {
                paths.add("terraform/bootstrap-" + other.word());
                plan.paths(other.cloud()).forEach(path -> paths.add("terraform/" + path));
            }
            settings = settings.set(
                    "skip-path", texts(paths), "SECURITY.md answers the checks of AWS only: these were not asked yet.");
        }
        return plan.unscanned().isEmpty()
                ? settings
                : settings.set(
                        "skip-check",
                        texts(plan.unscanned()),
                        "Where one of these does not hold SECURITY.md says why; elsewhere Meridian has made sure that it does.");
    }
}
