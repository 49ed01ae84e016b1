package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.option;
import static dev.meridian.cli.Argument.out;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `meridian synth`: the infrastructure of a topology as files.
final class SynthCommand implements Command {
    private List<Path> files = List.of();
    private Path out = Path.of("");
    private boolean isForced;
    private final FileValues values = new FileValues();
    private final TextOrJson output = new TextOrJson();

    @Override
    public Description describe() {
        return new Description("synth", this)
                .says(
                        "Write the infrastructure that a file asks for.",
                        "What it asks for and nothing was written of is listed in UNRENDERED.md, line by line.",
                        "Names that users open are the last environment's; another one has those of its own overrides.",
                        "Of several files, each is written into a folder of its name below FOLDER; if one is wrong, none is.")
                .examples(
                        "  meridian synth examples/richesreach.yaml -o out",
                        "  meridian synth examples/pyairtable.yaml --environment staging -o out/staging --output json",
                        "  meridian synth examples/richesreach.yaml examples/pyairtable.yaml -o out")
                .takes(
                        argument("FILE").says("The topologies.").paths(it -> files = it),
                        out("FOLDER")
                                .says("The folder to write into (default: ${DEFAULT-VALUE}). What somebody"
                                        + " changed there stays.")
                                .unlessSaid("out")
                                .path(it -> out = it),
                        option("--force")
                                .says("Write over files that somebody changed.")
                                .flag(it -> isForced = it),
                        values,
                        output);
    }

    /// What one file asks for, and where it goes.
    private record Writing(
            LoadedFile loaded, Repository repository, Path folder, WrittenFolder written, List<String> notices) {}

    @Override
    public Integer call() throws IOException {
        List<Problem> problems = new ArrayList<>(sameNames());
        List<Writing> writings = new ArrayList<>();
        for (Path file : files) {
            Path folder = folder(file);
            Optional<Lock> before = WrittenFolder.lock(folder);
            LoadedFile loaded = values.load(file).keeping(before);
            List<Problem> own = new ArrayList<>(loaded.problems());
            WrittenFolder.hindrance(folder).ifPresent(own::add);
            if (own.isEmpty()) {
                Synthesis.Outcome outcome = outcome(file, loaded, before);
                own.addAll(outcome.problems());
                if (outcome.repository().isPresent()) {
                    Repository repository = outcome.repository().get();
                    WrittenFolder written = new WrittenFolder(folder, repository);
                    own.addAll(written.inTheWay(isForced));
                    writings.add(new Writing(loaded, repository, folder, written, outcome.notices()));
                }
            }
            problems.addAll(own);
        }
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output.format());
        }
        for (Writing writing : writings) {
            SequencedMap<String, WrittenFolder.Change> changes =
                    writing.written().write();
            writing.notices().forEach(notice -> System.err.println("notice: " + Printable.of(notice)));
            if (output.format() == OutputFormat.JSON) {
                json(writing, changes);
            } else {
                text(writing, changes);
            }
        }
        return ExitCode.FINE;
    }

    private static Synthesis.Outcome outcome(Path file, LoadedFile loaded, Optional<Lock> before) {
        return Synthesis.of(
                Version.TEXT,
                String.valueOf(file.getFileName()),
                loaded.topology().orElseThrow(),
                loaded.blueprint().orElseThrow(),
                before);
    }

    /// Where a file is written: below the folder if it is not the only one.
    private Path folder(Path file) {
        return files.size() == 1 ? out : out.resolve(name(file));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    }

    private List<Problem> sameNames() {
        SequencedMap<String, Path> names = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            Path other = names.putIfAbsent(name(file), file);
            if (other != null) {
                problems.add(Complaints.option(
                        "--out",
                        folder(file).toString(),
                        FileNames.shown(other) + " and " + FileNames.shown(file) + " would be written there",
                        "each of several files has a folder of its name",
                        "write them one by one, each with its own `-o`"));
            }
        }
        return problems;
    }

    private static void text(Writing writing, SequencedMap<String, WrittenFolder.Change> changes) {
        Repository repository = writing.repository();
        Path out = writing.folder();
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
                .forEach(root -> System.out.println("  " + root + " is written no more; what it built is still there"
                        + (root.startsWith("terraform/bootstrap/")
                                ? ", with the states of what has to go before it"
                                : ", until `terraform destroy` is run with its last files")));
        long left = repository
                .files()
                .getOrDefault("UNRENDERED.md", "")
                .lines()
                .filter(row -> row.startsWith("| "))
                .count();
        if (left > 1) {
            System.out.println(
                    "  not written: " + (left - 1) + (left == 2 ? " value" : " values") + " of the file, by line in "
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

    private static void json(Writing writing, SequencedMap<String, WrittenFolder.Change> changes) {
        Repository repository = writing.repository();
        ArrayNode files = JsonMapper.shared().createArrayNode();
        changes.forEach((path, change) -> {
            ObjectNode one = files.addObject();
            one.put("path", path);
            one.put("change", change.word());
            Optional.ofNullable(repository.files().get(path)).ifPresent(text -> one.put("sha256", Lock.hash(text)));
        });
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        members.put(
                "folder",
                JsonMapper.shared().getNodeFactory().stringNode(writing.folder().toString()));
        members.put("files", files);
        System.out.println(Complaints.stamp(
                        Optional.of(writing.loaded().blueprint().orElseThrow().topologyHash()))
                .document(members)
                .stripTrailing());
    }
}
