package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.option;

import dev.meridian.answers.Printable;
import dev.meridian.synthesis.Difference;
import dev.meridian.synthesis.Lock;
import dev.meridian.synthesis.Synthesis;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `meridian diff`: what a change of a topology changes in what was written of it.
final class DiffCommand implements Command {
    private Path file = Path.of("");
    private final WrittenBefore before = new WrittenBefore();
    private boolean withLines;
    private final FileValues values = new FileValues();
    private final TextOrJson output = new TextOrJson();

    @Override
    public Description describe() {
        return new Description("diff", this)
                .says("Show what `synth` would change in a folder that it has written, resource by resource.")
                .examples(
                        "  meridian diff examples/pyairtable.yaml --against out",
                        "  meridian diff examples/richesreach.yaml --against out --set network.zones=2 --lines",
                        "",
                        "Exit code 0 where nothing changes, 1 where something does.")
                .takes(
                        argument("FILE").says("The topology.").path(it -> file = it),
                        before,
                        option("--lines")
                                .says("Show the lines that change, too.")
                                .flag(it -> withLines = it),
                        values,
                        output);
    }

    @Override
    public Integer call() throws IOException {
        Optional<Lock> lock = before.lock();
        LoadedFile loaded = values.load(file).keeping(lock);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        if (lock.isEmpty()) {
            problems.add(before.hasNoLock(file));
        }
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output.format());
        }
        Synthesis.Outcome outcome = Synthesis.of(
                Version.TEXT,
                String.valueOf(file.getFileName()),
                loaded.topology().orElseThrow(),
                loaded.blueprint().orElseThrow(),
                lock);
        if (outcome.repository().isEmpty()) {
            return Complaints.print(outcome.problems(), output.format());
        }
        Difference difference = Difference.of(
                there(lock.orElseThrow()), outcome.repository().get().files());
        if (output.format() == OutputFormat.JSON) {
            json(loaded, difference);
        } else {
            text(difference);
        }
        return difference.isEmpty() ? ExitCode.FINE : ExitCode.MISSED;
    }

    /// The files of the lock as they are now; one that is gone is empty.
    private SequencedMap<String, String> there(Lock lock) throws IOException {
        Path against = before.folder();
        SequencedMap<String, String> there = new LinkedHashMap<>();
        for (String path : lock.files().keySet()) {
            Path at = against.resolve(path);
            boolean isInside = at.normalize().startsWith(against.normalize());
            if (isInside && Files.isRegularFile(at, LinkOption.NOFOLLOW_LINKS)) {
                there.put(path, Files.readString(at));
            }
        }
        return there;
    }

    private void text(Difference difference) {
        List<String> same = new ArrayList<>();
        for (Difference.Part part : difference.parts()) {
            if (part.changes().isEmpty()) {
                same.add(part.name());
                continue;
            }
            System.out.println(part.name());
            for (Difference.Change change : part.changes()) {
                System.out.println("  " + mark(change.kind()) + " " + Printable.of(change.what()));
                if (withLines) {
                    change.removed().forEach(line -> System.out.println("      - " + Printable.of(line)));
                    change.added().forEach(line -> System.out.println("      + " + Printable.of(line)));
                }
            }
        }
        if (!same.isEmpty()) {
            System.out.println("nothing changes in " + String.join(", ", same));
        }
    }

    private static String mark(Difference.Kind kind) {
        return switch (kind) {
            case ADDED -> "+";
            case CHANGED -> "~";
            case REMOVED -> "-";
        };
    }

    private void json(LoadedFile loaded, Difference difference) {
        ArrayNode parts = JsonMapper.shared().createArrayNode();
        for (Difference.Part part : difference.parts()) {
            ObjectNode one = parts.addObject();
            one.put("part", part.name());
            ArrayNode changes = one.putArray("changes");
            for (Difference.Change change : part.changes()) {
                ObjectNode entry = changes.addObject();
                entry.put("kind", change.kind().name().toLowerCase(Locale.ROOT));
                entry.put("what", change.what());
                ArrayNode removed = entry.putArray("removed");
                change.removed().forEach(removed::add);
                ArrayNode added = entry.putArray("added");
                change.added().forEach(added::add);
            }
        }
        SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
        members.put(
                "against",
                JsonMapper.shared().getNodeFactory().stringNode(before.folder().toString()));
        members.put("parts", parts);
        System.out.println(
                Complaints.stamp(Optional.of(loaded.blueprint().orElseThrow().topologyHash()))
                        .document(members)
                        .stripTrailing());
    }
}
