package dev.meridian.pipelines;

import static dev.meridian.yaml.Value.texts;

import dev.meridian.estate.Cloud;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        Steps proven = given().credentials("PLAN_ROLE", Workflow.KEEPER);
        jobs = jobs.set("plan", planned(Optional.empty(), plan.in(Cloud.AWS), proven))
                .set("no-plan", Workflow.skipped("plan", Cloud.AWS, "PLAN_ROLE"));
        for (Elsewhere other : plan.elsewhere()) {
            List<Plan.Stage> stages = plan.in(other.cloud());
            jobs = jobs.set("plan-" + other.word(), planned(Optional.of(other), stages, other.proves(given(), "")))
                    .set("no-plan-" + other.word(), Workflow.skipped("plan", other.cloud(), other.variable()));
        }
        jobs = jobs.set("cost", cost());
        return Workflow.of("Check", on, Workflow.READS, jobs);
    }

    private static Fields format() {
        Steps steps = new Steps()
                .files()
                .terraform()
                .run("Format", "terraform fmt -check -recursive -diff terraform", Fields.of());
        return Workflow.job("Format", MINUTES).set("steps", steps.value());
    }

    private Fields validate() {
        List<String> paths = new ArrayList<>(plan.byHand());
        paths.addAll(plan.paths(Cloud.AWS));
        paths.addAll(elsewhere());
        Steps steps = new Steps().files().terraform().run("Validate", """
                terraform -chdir="terraform/$ROOT" init -backend=false -input=false
                terraform -chdir="terraform/$ROOT" validate
                """, ROOT);
        return Workflow.forEach(Workflow.job("Validate ${{ matrix.root }}", MINUTES), paths)
                .set("steps", steps.value());
    }

    /// Every root of other clouds, those among them that somebody applies by hand.
    private List<String> elsewhere() {
        List<String> paths = new ArrayList<>();
        for (Elsewhere other : plan.elsewhere()) {
            paths.add("bootstrap-" + other.word());
            paths.addAll(plan.paths(other.cloud()));
        }
        return paths;
    }

    private static Fields scan() {
        String command = "pipx run --spec checkov==" + CHECKOV + " checkov --config-file .github/checkov.yaml";
        Steps steps = new Steps().files().run("Checkov", command, Fields.of());
        return Workflow.job("Security scan", MINUTES).set("steps", steps.value());
    }

    private static Fields manifests() {
        Steps steps = new Steps().files().run("Build every overlay", """
                for overlay in kubernetes/overlays/*/; do
                  kubectl kustomize "$overlay" > /dev/null
                done
                """, Fields.of());
        return Workflow.job("Manifests", MINUTES).set("steps", steps.value());
    }

    private static Steps given() {
        return new Steps().files().terraform();
    }

    /// @param other whose roots they are; empty for those of AWS
    /// @param proven up to where the cloud knows who asks
    private static Fields planned(Optional<Elsewhere> other, List<Plan.Stage> stages, Steps proven) {
        Steps steps = proven.script("Plan", "plan", Workflow.stage(stages).set("LOCK", "false"))
                .scriptIf("env.WAITS != 'true'", "What it would lose", "guard", ROOT.set("DESTROY", "true"));
        String machine = other.map(Elsewhere::machine).orElse(Steps.MACHINE);
        Fields job = Workflow.job("Plan ${{ matrix.root }}", machine, MINUTES)
                .set("needs", texts(List.of("format", "validate")))
                .set("if", Workflow.isTold(other.map(Elsewhere::variable).orElse("PLAN_ROLE")) + " && " + IS_OURS)
                .set("environment", Workflow.PLANS)
                .set("permissions", Workflow.PROVES)
                .setUnlessEmpty("env", other.map(one -> one.env("PLAN")).orElse(Fields.of()));
        return Workflow.forStages(job, stages).set("steps", steps.value());
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
                .history()
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
        List<String> unasked =
                elsewhere().stream().map(path -> "terraform/" + path).toList();
        if (!unasked.isEmpty()) {
            settings = settings.set(
                    "skip-path",
                    texts(unasked),
                    "SECURITY.md answers the checks of AWS only: these were not asked yet.");
        }
        return plan.unscanned().isEmpty()
                ? settings
                : settings.set(
                        "skip-check",
                        texts(plan.unscanned()),
                        "Where one of these does not hold SECURITY.md says why; elsewhere Meridian has made sure that it does.");
    }
}
