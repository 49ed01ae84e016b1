package dev.meridian.pipelines;

import dev.meridian.estate.Cloud;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What all workflows are made of.
final class Workflow {
    /// What a run may do with what GitHub keeps.
    static final Fields READS = Fields.of().set("contents", "read");

    /// To prove to a cloud who asks, beside that.
    static final Fields PROVES = READS.set("id-token", "write");

    /// The environment of plans whose commit nobody has merged: a token says it, and reviewers may be asked first.
    static final String PLANS = "plan";

    private Workflow() {}

    static Fields of(String name, Fields on, Fields permissions, Fields jobs) {
        return Fields.of()
                .set("name", name)
                .set("on", on)
                .set("permissions", permissions)
                .set("jobs", jobs);
    }

    /// A workflow that others call.
    static Fields called(String name, Fields inputs, Fields jobs) {
        Fields on = Fields.of().set("workflow_call", Fields.of().set("inputs", inputs));
        return of(name, on, PROVES, jobs);
    }

    /// Whether the repository has a variable.
    static String isTold(String variable) {
        return "vars." + variable + " != ''";
    }

    /// By hand, and nothing asked.
    static Fields byHand() {
        return Fields.of().set("workflow_dispatch", Fields.of());
    }

    static Fields needed(String description) {
        return Fields.of().set("description", description).set("type", "string").set("required", true);
    }

    static Fields text(String description) {
        return Fields.of().set("description", description).set("type", "string").set("default", "");
    }

    static Fields flag(String description) {
        return Fields.of()
                .set("description", description)
                .set("type", "boolean")
                .set("default", false);
    }

    /// A job on a machine of its own.
    static Fields job(String name, long minutes) {
        return job(name, Steps.MACHINE, minutes);
    }

    /// @param machine the label of a runner
    static Fields job(String name, String machine, long minutes) {
        return Fields.of().set("name", name).set("runs-on", machine).set("timeout-minutes", minutes);
    }

    /// A job that is another workflow.
    static Fields calls(String name, String workflow, Fields with) {
        return Fields.of()
                .set("name", name)
                .set("permissions", PROVES)
                .set("uses", "./.github/workflows/" + workflow)
                .set("with", with);
    }

    /// A root that is planned and applied.
    static Fields applies(String name, Fields with) {
        String passphrase = "${{ secrets." + Shared.PASSPHRASE + " }}";
        return calls(name, "root.yml", with).set("secrets", Fields.of().set(Shared.PASSPHRASE, passphrase));
    }

    /// For each of these roots, whatever becomes of the others.
    static Fields forEach(Fields job, List<String> roots) {
        Fields matrix = Fields.of().set("root", Value.texts(roots));
        return job.set("strategy", Fields.of().set("fail-fast", false).set("matrix", matrix));
    }

    /// The same of stages; what `matrix.needs` says of one is empty where it needs none, and `matrix.keeper`
    /// where no region of AWS has its state.
    static Fields forStages(Fields job, List<Plan.Stage> stages) {
        List<Fields> more = new ArrayList<>();
        for (Plan.Stage stage : stages) {
            Fields one = Fields.of().set("root", stage.path());
            if (stage.keeper().isPresent()) {
                one = one.set("keeper", stage.keeper().get().toString());
            }
            one = stage.needs().isEmpty() ? one : one.set("needs", String.join(" ", stage.needs()));
            if (stage.keeper().isPresent() || !stage.needs().isEmpty()) {
                more.add(one);
            }
        }
        Fields matrix = Fields.of()
                .set("root", Value.texts(stages.stream().map(Plan.Stage::path).toList()));
        matrix = more.isEmpty() ? matrix : matrix.set("include", Value.items(more));
        return job.set("strategy", Fields.of().set("fail-fast", false).set("matrix", matrix));
    }

    /// The region that has the state of its stage, which gives the credentials, too: while another one is
    /// down, that keeps nobody from planning.
    static final String KEEPER = "${{ matrix.keeper }}";

    /// What a step has to know of its stage.
    static Fields stage(List<Plan.Stage> stages) {
        Fields stage = Fields.of().set("ROOT", "${{ matrix.root }}");
        return stages.stream().allMatch(each -> each.needs().isEmpty())
                ? stage
                : stage.set("NEEDS", "${{ matrix.needs }}");
    }

    /// A job that says that something is not done, since the repository has no such variable.
    static Fields skipped(String what, Cloud cloud, String variable) {
        Steps steps = new Steps()
                .run(
                        "Say so",
                        "echo '::notice title=" + what + " of " + cloud.text()
                                + "::skipped: the repository has no variable " + variable + "'",
                        Fields.of());
        String name = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
        return job(name + " of " + cloud.text() + ": skipped", 5)
                .set("if", "vars." + variable + " == ''")
                .set("steps", steps.value());
    }
}
