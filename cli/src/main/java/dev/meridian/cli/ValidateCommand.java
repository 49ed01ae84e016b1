package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;

import dev.meridian.answers.Checked;
import dev.meridian.answers.Printable;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.mechanisms.ViaWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// `meridian validate`: whether files can be read and resolved, in each of their environments.
final class ValidateCommand implements Command {
    private List<Path> files = List.of();
    private final FileValues values = new FileValues();
    private final TextOrJson output = new TextOrJson();

    @Override
    public Description describe() {
        return new Description("validate", this)
                .says("Read files and resolve them, in each of their environments; tell everything that is wrong.")
                .examples(
                        "  meridian validate examples/quickstart.yaml",
                        "  meridian validate examples/quickstart.yaml examples/minimal.yaml --output json",
                        "  meridian validate examples/quickstart.yaml --set data.orders.replication=async",
                        "",
                        "Exit codes: 0 all are right, 2 one is not.")
                .takes(argument("FILE").says("The topologies.").paths(it -> files = it), values, output);
    }

    @Override
    public Integer call() {
        List<Checked> checked = new ArrayList<>();
        for (Path file : files) {
            LoadedFile loaded = values.load(file);
            checked.add(new Checked(loaded.name(), loaded.topology(), loaded.blueprint(), loaded.problems()));
        }
        if (output.format() == OutputFormat.JSON) {
            json(checked);
        } else {
            text(checked);
        }
        return checked.stream().allMatch(Checked::isFine) ? ExitCode.FINE : ExitCode.WRONG_INPUT;
    }

    private static void text(List<Checked> checked) {
        for (Checked file : checked) {
            if (file.isFine()) {
                System.out.println(file.text());
                file.blueprint().map(ViaWords::unknown).orElse(List.of()).stream()
                        .map(word -> Printable.of(file.file() + ": notice: " + word.text()))
                        .forEach(System.out::println);
            } else {
                Complaints.print(file.problems(), OutputFormat.TEXT);
                System.err.println(file.text());
            }
        }
    }

    private static void json(List<Checked> checked) {
        ArrayNode all = JsonMapper.shared().createArrayNode();
        checked.forEach(file -> all.add(file.json()));
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        members.put("files", all);
        Optional<String> hash =
                checked.size() == 1 ? checked.getFirst().blueprint().map(Blueprint::topologyHash) : Optional.empty();
        System.out.println(Complaints.stamp(hash).document(members).stripTrailing());
    }
}
