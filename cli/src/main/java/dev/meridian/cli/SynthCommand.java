package dev.meridian.cli;

import dev.meridian.answers.Printable;
import dev.meridian.synthesis.Lock;
import dev.meridian.synthesis.Repository;
import dev.meridian.synthesis.Synthesis;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `meridian synth`: the infrastructure of a topology as files.
@Command(
        name = "synth",
        description = {
            "Write the infrastructure that a file asks for.",
            "What it asks for and nothing was written of is listed in UNRENDERED.md, line by line."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  meridian synth examples/richesreach.yaml -o out",
            "  meridian synth examples/pyairtable.yaml --environment staging -o out/staging --output json"
        })
final class SynthCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The topology.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            defaultValue = "out",
            description = "The folder to write into (default: ${DEFAULT-VALUE}). What somebody changed there stays.")
    @SuppressWarnings("NullAway.Init")
    private Path out;

    @Option(names = "--force", description = "Write over files that somebody changed.")
    private boolean isForced;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private FileValues values;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private TextOrJson output;

    @Override
    public Integer call() throws IOException {
        LoadedFile loaded = values.load(file);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        WrittenFolder.hindrance(out).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output.format());
        }
        Synthesis.Outcome outcome = Synthesis.of(
                Version.TEXT,
                String.valueOf(file.getFileName()),
                loaded.topology().orElseThrow(),
                loaded.blueprint().orElseThrow());
        if (outcome.repository().isEmpty()) {
            return Complaints.print(outcome.problems(), output.format());
        }
        Repository repository = outcome.repository().get();
        WrittenFolder folder = new WrittenFolder(out, repository);
        List<Problem> changed = isForced ? List.of() : folder.changedByHand();
        if (!changed.isEmpty()) {
            return Complaints.print(changed, output.format());
        }
        SequencedMap<String, WrittenFolder.Change> changes = folder.write();
        if (output.format() == OutputFormat.JSON) {
            json(loaded, repository, changes);
        } else {
            text(repository, changes);
        }
        return ExitCode.FINE;
    }

    private void text(Repository repository, SequencedMap<String, WrittenFolder.Change> changes) {
        StringBuilder line = new StringBuilder(Printable.of(out.toString()))
                .append(": ")
                .append(repository.files().size())
                .append(" files");
        String mark = " (";
        for (WrittenFolder.Change change : WrittenFolder.Change.values()) {
            long number = changes.values().stream().filter(change::equals).count();
            if (number > 0) {
                line.append(mark).append(number).append(' ').append(change.word());
                mark = ", ";
            }
        }
        System.out.println(line.append(')'));
        removedRoots(changes)
                .forEach(root -> System.out.println("  " + root + " is written no more; what it built is still there,"
                        + " until `terraform destroy` is run with its last files"));
        long left = repository
                .files()
                .getOrDefault("UNRENDERED.md", "")
                .lines()
                .filter(row -> row.startsWith("| "))
                .count();
        if (left > 1) {
            System.out.println("  not written: " + (left - 1) + " values of the file, by line in "
                    + Printable.of(out.resolve("UNRENDERED.md").toString()));
        }
        System.out.println(
                "  how to apply it: " + Printable.of(out.resolve("README.md").toString()));
    }

    /// Folders whose every file is gone.
    private static List<String> removedRoots(SequencedMap<String, WrittenFolder.Change> changes) {
        return changes.entrySet().stream()
                .filter(entry -> entry.getValue() == WrittenFolder.Change.REMOVED
                        && entry.getKey().endsWith("/terraform.tf"))
                .map(entry -> entry.getKey().substring(0, entry.getKey().lastIndexOf('/')))
                .toList();
    }

    private void json(LoadedFile loaded, Repository repository, SequencedMap<String, WrittenFolder.Change> changes) {
        ArrayNode files = JsonMapper.shared().createArrayNode();
        changes.forEach((path, change) -> {
            ObjectNode one = files.addObject();
            one.put("path", path);
            one.put("change", change.word());
            Optional.ofNullable(repository.files().get(path)).ifPresent(text -> one.put("sha256", Lock.hash(text)));
        });
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        members.put("folder", JsonMapper.shared().getNodeFactory().stringNode(out.toString()));
        members.put("files", files);
        System.out.println(
                Complaints.stamp(Optional.of(loaded.blueprint().orElseThrow().topologyHash()))
                        .document(members)
                        .stripTrailing());
    }
}
