package dev.meridian.intake;

import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import dev.meridian.topology.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads what people already run into a draft. Which of the forms it is, the content says: nobody has to.
///
/// 1. *Bytes to JSON*: [Json]. Everything that is none is a problem with its place.
/// 2. *What there is*: [Inventory], [CdkContext]; for a plan, [Configuration] knows what refers to what.
/// 3. *What it means*: [Survey], filled by [Databases], [ManagedStores], [Programs], [Ways] and [Surroundings]:
///    copies of stores and what ties them, programs, names. [Whereabouts] tells the region of each.
/// 4. *A sketch*: [TerraformSketch], [CdkSketch]. Copies become stores ([Group]), regions get roles ([Roles]),
///    everything gets a name ([Naming]).
/// 5. *A page*: [Pages]. All keys of the format are written there.
public final class Intake {
    /// The most bytes that are read.
    public static final int LARGEST = Json.LARGEST;

    private static final String NOT_READ = "MER-0081";
    private static final String VERSION = "MER-0083";
    private static final String NO_SUCH_REGION = "MER-0084";
    private static final String TOO_MUCH = "MER-0085";

    /// Half of what the topology reader takes, so that its other limits hold too.
    private static final int LARGEST_DRAFT = 1 << 19;

    private static final int MOST_REGIONS = 250;
    private static final int MOST_RESOURCES = 100_000;

    /// A draft, or what is wrong with the input.
    public sealed interface Outcome {
        record Drafted(Draft draft) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}
    }

    private final String fileName;
    private final Answers answers;
    private final Predicate<String> isKnown;

    private Intake(String fileName, Answers answers, Predicate<String> isKnown) {
        this.fileName = fileName;
        this.answers = answers;
        this.isKnown = isKnown;
    }

    /// The draft of a topology. The same bytes and answers always give the same one.
    ///
    /// @param fileName how messages and the draft's first line call it; nothing is opened
    /// @param isKnown whether the catalogue has a region of this name
    public static Outcome read(String fileName, byte[] content, Answers answers, Predicate<String> isKnown) {
        return switch (Json.parse(fileName, content)) {
            case Json.Parsed.Wrong(Problem problem) -> new Outcome.Refused(problem);
            case Json.Parsed.Right(ObjectNode root) -> new Intake(fileName, answers, isKnown).read(root);
        };
    }

    private Outcome read(ObjectNode root) {
        if (root.has("planned_values") || root.has("resource_changes")) {
            return terraform(Inventory.ofPlan(root));
        }
        boolean isState = root.path("version").isNumber() && (root.has("lineage") || root.has("terraform_version"));
        if (isState && root.path("version").asInt() != 4) {
            return new Outcome.Refused(version(root.path("version").asInt()));
        }
        if (isState) {
            return terraform(Inventory.ofState(root));
        }
        if (root.has("format_version") && !root.has("provider_schemas")) {
            return terraform(Inventory.ofShownState(root));
        }
        if (CdkContext.is(root)) {
            return cdk(root);
        }
        boolean isCdkJson = root.path("app").isString() && root.path("context").isObject();
        return isCdkJson ? cdk(root.path("context")) : new Outcome.Refused(none(root));
    }

    private Outcome terraform(Inventory inventory) {
        if (inventory.managed().size() > MOST_RESOURCES) {
            return new Outcome.Refused(tooMuch("more than " + MOST_RESOURCES + " resources"));
        }
        TerraformSketch terraform = TerraformSketch.of(inventory, answers);
        return drafted(terraform.regions(), terraform.notes(), () -> terraform.draw(name(), isKnown, answers));
    }

    private Outcome cdk(JsonNode root) {
        CdkContext context = CdkContext.of(root);
        CdkSketch cdk = new CdkSketch(context);
        return drafted(cdk.regions(), context.notes(), () -> cdk.draw(name(), isKnown, answers));
    }

    private interface Drawing {
        Sketch draw();
    }

    private Outcome drafted(List<String> regions, Notes notes, Drawing drawing) {
        Optional<Problem> wrong = answers.primary()
                .filter(primary -> !regions.contains(primary))
                .map(primary -> noSuchRegion(primary, regions));
        if (wrong.isPresent()) {
            return new Outcome.Refused(wrong.get());
        }
        if (regions.size() > MOST_REGIONS) {
            return new Outcome.Refused(
                    tooMuch(regions.size() + " regions, and a topology has at most " + MOST_REGIONS));
        }
        Sketch sketch = drawing.draw();
        String text = Pages.text(sketch, notes);
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_DRAFT) {
            return new Outcome.Refused(tooMuch("so many resources that their draft has more than 512 KiB"));
        }
        return new Outcome.Drafted(new Draft(sketch.form(), text, notes.read(), notes.notRead(), notes.assumed()));
    }

    /// The last part of a path: the draft may be shown to people who have other folders.
    private String name() {
        return fileName.substring(fileName.lastIndexOf('/') + 1);
    }

    private Problem problem(String id, String what, String why, String fix) {
        return new Problem(id, new Where.InFile(fileName, 1, 1), what, Optional.empty(), why, fix);
    }

    private Problem version(int version) {
        return problem(
                VERSION,
                "this is a Terraform state of version " + version,
                "version 4 is read, which Terraform writes since 0.12",
                "`terraform show -json` with the Terraform that wrote it, or let a newer one write it again");
    }

    private Problem noSuchRegion(String primary, List<String> regions) {
        return problem(
                NO_SUCH_REGION,
                "nothing of it is in " + primary,
                "the primary is one of the regions that it has: " + String.join(", ", regions),
                Words.nearest(primary, regions).map(near -> "`" + near + "`").orElse(Words.oneOf(regions)));
    }

    private Problem tooMuch(String what) {
        return problem(
                TOO_MUCH,
                "it has " + what,
                "a topology is read by people; what is larger is several applications",
                "one plan for each application");
    }

    private Problem none(ObjectNode root) {
        String found = root.has("@level")
                ? "this is the log of `terraform plan -json`"
                : root.has("Resources")
                        ? "this is a template of CloudFormation"
                        : root.has("provider_schemas")
                                ? "these are the schemas of providers"
                                : "this is JSON, and none of what can be read";
        return problem(
                NOT_READ,
                found,
                "read are a plan and a state as `terraform show -json` writes them, a `terraform.tfstate`, and a"
                        + " `cdk.context.json`",
                root.has("Resources")
                        ? "the `cdk.context.json` beside the program that writes it"
                        : "`terraform plan -out plan`, then `terraform show -json plan > plan.json`");
    }
}
