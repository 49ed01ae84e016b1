package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.optional;

import dev.meridian.answers.Explained;
import dev.meridian.answers.Explanation;
import dev.meridian.answers.ExplanationJson;
import dev.meridian.answers.ExplanationText;
import dev.meridian.answers.Printable;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `meridian explain`: what is in force, and why.
final class ExplainCommand implements Command {
    private static final String NOTHING_THERE = "MER-0080";

    private Path file = Path.of("");
    private Optional<String> path = Optional.empty();
    private final FileValues values = new FileValues();
    private final TextOrJson output = new TextOrJson();

    @Override
    public Description describe() {
        return new Description("explain", this)
                .says("Show the values that a file has in the end, and where each comes from.")
                .examples(
                        "  meridian explain examples/quickstart.yaml",
                        "  meridian explain examples/quickstart.yaml data.orders",
                        "  meridian explain examples/minimal.yaml failover.hold --set failover.hold=20s",
                        "  meridian explain examples/minimal.yaml services.web@eu-west-1 --output json")
                .takes(
                        argument("FILE").says("The topology.").path(it -> file = it),
                        optional("PATH")
                                .says("A value or a block: keys joined by dots, then @REGION for what that region"
                                        + " sees. Everything, if left out.")
                                .text(it -> path = Optional.of(it)),
                        values,
                        output);
    }

    @Override
    public Integer call() {
        LoadedFile loaded = values.load(file);
        if (loaded.blueprint().isEmpty()) {
            return Complaints.print(loaded.problems(), output.format());
        }
        Blueprint blueprint = loaded.blueprint().get();
        Explanation explanation = new Explanation(loaded.topology().orElseThrow(), blueprint);
        Explanation.Answer answer = path.map(explanation::at)
                .orElseGet(() -> new Explanation.Answer.Found(Optional.empty(), explanation.all()));
        return switch (answer) {
            case Explanation.Answer.Unknown(String what, String fix) -> unknown(what, fix);
            case Explanation.Answer.Silent() -> silent(loaded.name(), blueprint);
            case Explanation.Answer.Found(Optional<Explained> value, List<Explained> below) -> {
                if (output.format() == OutputFormat.JSON) {
                    List<Explained> all = new ArrayList<>();
                    value.ifPresent(all::add);
                    all.addAll(below);
                    json(loaded.name(), blueprint, all);
                } else {
                    value.ifPresent(one -> System.out.print(ExplanationText.one(one)));
                    if (!below.isEmpty()) {
                        System.out.print((value.isPresent() ? "\n" : "") + ExplanationText.table(below));
                    }
                }
                yield ExitCode.FINE;
            }
        };
    }

    private int unknown(String what, String fix) {
        return Complaints.print(
                List.of(new Problem(
                        NOTHING_THERE,
                        new Where.InAssignment("PATH", path.orElse("")),
                        what,
                        Optional.empty(),
                        "a path is the keys of the file, or of what follows from it, joined by dots",
                        fix)),
                output.format());
    }

    private int silent(String name, Blueprint blueprint) {
        if (output.format() == OutputFormat.JSON) {
            json(name, blueprint, List.of());
        } else {
            System.out.println(
                    Printable.of(path.orElse("")) + ": nothing is said, and the format assumes nothing for it");
        }
        return ExitCode.FINE;
    }

    private void json(String name, Blueprint blueprint, List<Explained> all) {
        System.out.println(Complaints.stamp(Optional.of(blueprint.topologyHash()))
                .document(ExplanationJson.members(name, path, all))
                .stripTrailing());
    }
}
