package dev.meridian.pipelines;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Site;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.List;
import java.util.Optional;

/// What several workflows do, and what is done without a change.
final class Shared {
    private static final String ROLE = "APPLY_ROLE";

    /// A Kafka that others copy may take two hours to be made, and two more until it lets them in (provider of AWS
    /// 5.100, `aws_msk_cluster`, timeouts, 2026-11). GitHub ends a job after six, and a role gives credentials for
    /// twelve at most (IAM user guide, maximum session duration of a role, 2026-11).
    static final int HOURS = 4;

    /// Over a weekend, until somebody has pushed it. In plain where nobody has told a passphrase: whoever can read
    /// the repository can read it then, and a state that is lost is worse.
    static final int DAYS_OF_LOST_STATES = 7;

    /// A secret of the repository that states are kept with which could not be written.
    static final String PASSPHRASE = "STATE_PASSPHRASE";

    private Shared() {}

    /// One root: planned, looked at, applied as it was planned.
    static Fields root(Plan plan) {
        Fields job = Fields.of()
                .set("name", "Apply")
                .set("runs-on", machine(plan))
                .set(
                        "timeout-minutes",
                        new Value.Whole(HOURS * 60L),
                        "A large Kafka takes its time; what is cut off in the middle is worse.")
                .set("outputs", Fields.of().set("written", "${{ steps.state.outputs.written }}"))
                .setUnlessEmpty("env", env(plan.elsewhere(), "APPLY"))
                .set("steps", applied(plan));
        Fields call = Fields.of()
                .set("inputs", inputs(plan))
                .set(
                        "secrets",
                        Fields.of()
                                .set(
                                        PASSPHRASE,
                                        Fields.of()
                                                .set("description", "For a state that cannot be written.")
                                                .set("required", false)))
                .set(
                        "outputs",
                        Fields.of()
                                .set(
                                        "written",
                                        Fields.of()
                                                .set(
                                                        "description",
                                                        "`true` unless a state was left that could not be written.")
                                                .set("value", "${{ jobs.root.outputs.written }}")));
        return Workflow.of(
                "Root",
                Fields.of().set("workflow_call", call),
                Workflow.PROVES,
                Fields.of().set("root", job));
    }

    private static String machine(Plan plan) {
        return plan.elsewhere().contains(Elsewhere.AZURE)
                ? "${{ inputs.cloud == '" + Elsewhere.AZURE.word() + "' && vars." + Elsewhere.RUNNER + " || '"
                        + Steps.MACHINE + "' }}"
                : Steps.MACHINE;
    }

    private static Fields inputs(Plan plan) {
        boolean isAlone = plan.elsewhere().isEmpty();
        Fields inputs = Fields.of()
                .set("root", Workflow.needed("Its path below terraform/."))
                .set(
                        "keeper",
                        isAlone
                                ? Workflow.needed("The region that has its state.")
                                : Workflow.text("The region that has its state, of AWS."))
                .set("ref", Workflow.text("The commit; empty for the newest one."))
                .set("destroy", Workflow.flag("What keeps data may go."));
        inputs = plan.delivery().window().isPresent()
                ? inputs.set("outside-window", Workflow.flag("It cannot wait for the window."))
                : inputs;
        return isAlone
                ? inputs
                : inputs.set("cloud", Workflow.text("Another than AWS: `google` or `azure`."))
                        .set(
                                "parts",
                                Workflow.text("What has to serve there afterwards: `cluster:NAME database:NAME`."));
    }

    private static Value applied(Plan plan) {
        List<Elsewhere> elsewhere = plan.elsewhere();
        Fields env = Fields.of().set("ROOT", "${{ inputs.root }}");
        Steps steps = new Steps().merged("${{ inputs.ref }}").terraform();
        steps.lastingCredentialsIf(
                elsewhere.isEmpty() ? "" : "inputs.cloud == ''", ROLE, "${{ inputs.keeper }}", HOURS * 3600L);
        elsewhere.forEach(other -> other.proves(steps, "inputs.cloud == '" + other.word() + "'"));
        steps.script("Plan", "plan", env)
                .script("What it would lose", "guard", env.set("DESTROY", "${{ inputs.destroy }}"));
        plan.delivery()
                .window()
                .ifPresent(window -> steps.script(
                        "Whether it is still time",
                        "window",
                        Apply.hours(window).set("MUST", "true")));
        steps.run("Apply", "terraform -chdir=\"terraform/$ROOT\" apply -input=false changes.tfplan", env);
        kept(steps, env);
        if (!elsewhere.isEmpty()) {
            Fields parts = env.set("CLOUD", "${{ inputs.cloud }}").set("PARTS", "${{ inputs.parts }}");
            steps.scriptIf("inputs.parts != ''", "What has to serve", "parts", parts);
        }
        return steps.value();
    }

    /// Whatever became of it, and where it was cut off, too.
    private static void kept(Steps steps, Fields env) {
        steps.step(Fields.of()
                        .set("name", "Its state")
                        .set("id", "state")
                        .set("if", "always()")
                        .set(
                                "env",
                                env.set("DAYS", Integer.toString(DAYS_OF_LOST_STATES))
                                        .set(PASSPHRASE, "${{ secrets." + PASSPHRASE + " }}"))
                        .set("run", "bash " + Steps.at("kept.sh")))
                .keptIf(
                        "always() && steps.state.outputs.written == 'false'",
                        "${{ steps.state.outputs.name }}",
                        "terraform/${{ inputs.root }}/errored.tfstate*",
                        DAYS_OF_LOST_STATES);
    }

    private static Fields env(List<Elsewhere> elsewhere, String does) {
        Fields env = Fields.of();
        for (Elsewhere other : elsewhere) {
            for (Fields.Field field : other.env(does).all()) {
                env = env.set(field.name(), field.value());
            }
        }
        return env;
    }

    /// One region, as it serves.
    static Fields region(Plan plan) {
        Fields inputs = Fields.of()
                .set("region", Workflow.needed("Of AWS."))
                .set("targets", Workflow.text("Groups of copies behind its load balancer."))
                .set("empty", Workflow.flag("Copies come from elsewhere, and may not have come yet."))
                .set("images", Workflow.text("Repositories: until each has an image there may be no copy."))
                .set(
                        "copies",
                        Workflow.text("Databases that follow others, and the most seconds that each may be behind."));
        if (plan.hasGlobals()) {
            inputs = inputs.set(
                    "globals",
                    Workflow.text(
                            "Parts of global databases that follow, and the most milliseconds that each may be behind."));
        }
        Fields env = Fields.of().set("REGION", "${{ inputs.region }}");
        Fields services = env.set("TARGETS", "${{ inputs.targets }}")
                .set("EMPTY", "${{ inputs.empty }}")
                .set("IMAGES", "${{ inputs.images }}");
        Steps steps = new Steps()
                .files()
                .credentials(ROLE, "${{ inputs.region }}")
                .scriptIf("inputs.targets != ''", "Copies of services", "targets", services)
                .scriptIf("inputs.copies != ''", "Copies of data", "lag", env.set("COPIES", "${{ inputs.copies }}"));
        if (plan.hasGlobals()) {
            steps = steps.scriptIf(
                    "inputs.globals != ''",
                    "Global databases",
                    "lag",
                    env.set("COPIES", "${{ inputs.globals }}")
                            .set("METRIC", "AuroraGlobalDBRPOLag")
                            .set("DIMENSION", "DBClusterIdentifier")
                            .set("UNIT", "ms"));
        }
        Fields job = Workflow.job("Serves", 45).set("steps", steps.value());
        return Workflow.called("Region", inputs, Fields.of().set("region", job));
    }

    /// Whenever somebody asks: does every region serve?
    static Fields health(Plan plan, Apply apply) {
        Fields jobs = Fields.of();
        for (Site site : plan.estate().sites().values()) {
            String name = "Check " + site.region();
            jobs = jobs.set("check-" + site.region(), Workflow.calls(name, "region.yml", apply.subject(site.region())));
        }
        return Workflow.of("Health", Workflow.byHand(), Workflow.READS, jobs);
    }

    /// Every day: is everything as it was left?
    static Fields drift(Plan plan) {
        Fields on = Fields.of()
                .set(
                        "schedule",
                        Value.items(List.of(Fields.of().set("cron", "17 5 * * *"))),
                        "Every day, at a minute at which few others ask.")
                .set("workflow_dispatch", Fields.of());
        Fields jobs = Fields.of()
                .set(
                        "drift",
                        looks(
                                Optional.empty(),
                                plan.in(Cloud.AWS),
                                new Steps().files().terraform().credentials("PLAN_ROLE", Workflow.KEEPER)))
                .set("no-drift", Workflow.skipped("drift", Cloud.AWS, "PLAN_ROLE"));
        for (Elsewhere other : plan.elsewhere()) {
            Steps steps = other.proves(new Steps().files().terraform(), "");
            jobs = jobs.set("drift-" + other.word(), looks(Optional.of(other), plan.in(other.cloud()), steps))
                    .set("no-drift-" + other.word(), Workflow.skipped("drift", other.cloud(), other.variable()));
        }
        return Workflow.of("Drift", on, Workflow.READS, jobs);
    }

    private static Fields looks(Optional<Elsewhere> other, List<Plan.Stage> stages, Steps steps) {
        Fields own = Workflow.stage(stages)
                .set("GH_TOKEN", "${{ github.token }}")
                .set("GH_REPO", "${{ github.repository }}");
        String machine = other.map(Elsewhere::machine).orElse(Steps.MACHINE);
        Fields job = Workflow.job("${{ matrix.root }}", machine, 30)
                .set("if", Workflow.isTold(other.map(Elsewhere::variable).orElse("PLAN_ROLE")))
                .set("permissions", Workflow.PROVES.set("issues", "write"))
                .setUnlessEmpty("env", other.map(one -> one.env("PLAN")).orElse(Fields.of()));
        return Workflow.forStages(job, stages)
                .set("steps", steps.script("Drift", "drift", own).value());
    }
}
