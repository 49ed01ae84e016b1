package dev.meridian.cli;

import static dev.meridian.cli.Argument.argument;
import static dev.meridian.cli.Argument.option;

import dev.meridian.faults.Suggestion;
import dev.meridian.synthesis.Lock;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `meridian drift`: what of an applied topology is not as it was written.
final class DriftCommand implements Command {
    private static final String ORDER = "terraform/ORDER";
    private static final Duration LEAST = Duration.ofSeconds(1);

    private Path file = Path.of("");
    private List<String> only = List.of();
    private int atOnce;
    private String patience = "";
    private final WrittenBefore before = new WrittenBefore();
    private final FileValues values = new FileValues();
    private final TextOrJson output = new TextOrJson();

    @Override
    public Description describe() {
        return new Description("drift", this)
                .says(
                        "Show what in the cloud is not as `synth` has written it and somebody has applied it.",
                        "Runs `terraform init` and `plan` in each root: nothing is changed, no state is locked.",
                        "Of AWS it also finds what no plan shows: rules of security groups and access lists, routes, and",
                        "policies of roles, buckets and secrets that somebody has added by hand.")
                .examples(
                        "  meridian drift examples/pyairtable.yaml --against out",
                        "  meridian drift examples/pyairtable.yaml --against out --root global",
                        "  meridian drift examples/pyairtable.yaml --against out --output json",
                        "",
                        "Exit code 0 where all is as written, 1 where something is not, 3 where a root could not be asked",
                        "and the others are as written.")
                .takes(
                        argument("FILE").says("The topology.").path(it -> file = it),
                        option("--root", "ROOT")
                                .says("Only this root of terraform/ORDER; may be given several times.")
                                .texts(it -> only = it),
                        option("--at-once", "N")
                                .says("How many roots are asked at the same time (default: ${DEFAULT-VALUE}).")
                                .unlessSaid("2")
                                .number(it -> atOnce = it),
                        option("--patience", "TIME")
                                .says("How long one command of Terraform may take; a region may be down (default:"
                                        + " ${DEFAULT-VALUE}).")
                                .unlessSaid("10m")
                                .text(it -> patience = it),
                        before,
                        values,
                        output);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        LoadedFile loaded = values.load(file);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        Optional<Lock> lock = before.lock();
        if (lock.isEmpty()) {
            problems.add(before.hasNoLock(file));
        }
        List<String> order = lock.isEmpty() ? List.of() : order();
        List<String> roots = lock.isEmpty() ? List.of() : roots(order, problems);
        Optional<Duration> limit = Span.of("--patience", patience, LEAST, problems);
        if (atOnce < 1) {
            problems.add(Complaints.option(
                    "--at-once", "" + atOnce, "nothing is asked by " + atOnce, "a number from 1", "`--at-once 2`"));
        }
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output.format());
        }
        if (!Terraform.isInstalled()) {
            return Complaints.lacks(
                    "there is no `terraform` on this machine",
                    "the cloud is asked by a plan of what was written",
                    "install Terraform 1.11 or later, then run the command again",
                    output.format());
        }
        String hash = loaded.blueprint().orElseThrow().topologyHash();
        if (!lock.orElseThrow().topologyHash().equals(hash)) {
            System.err.println(
                    "note: the file has changed since " + FileNames.shown(before.folder())
                            + " was written of it; what is written there counts here, and `meridian diff` shows the difference");
        }
        DriftReport report = new DriftReport(ask(roots, Additions.beside(roots, order), limit.orElseThrow()));
        System.out.print(output.format() == OutputFormat.JSON ? report.json(hash) : report.text());
        return report.exitCode();
    }

    /// Those of the order that are asked for; all of them where none is named.
    private List<String> roots(List<String> all, List<Problem> problems) {
        for (String root : only) {
            if (!all.contains(root)) {
                problems.add(Complaints.option(
                        "--root",
                        root,
                        "`" + root + "` is no root of "
                                + FileNames.shown(before.folder().resolve(ORDER)),
                        "there are " + String.join(", ", all),
                        Suggestion.likely(root, all)
                                .map(near -> "did you mean `" + near + "`?")
                                .orElse("name one of these")));
            }
        }
        return only.isEmpty() ? all : all.stream().filter(only::contains).toList();
    }

    private List<String> order() throws IOException {
        Path order = before.folder().resolve(ORDER);
        return Files.isRegularFile(order)
                ? Files.readAllLines(order).stream()
                        .filter(root -> Files.isDirectory(at(root)))
                        .toList()
                : List.of();
    }

    private Path at(String root) {
        return before.folder().resolve("terraform").resolve(root);
    }

    /// @param beside what is not asked for and adds to it
    private List<AskedRoot> ask(List<String> roots, List<String> beside, Duration limit)
            throws IOException, InterruptedException {
        Progress progress = new Progress();
        try (Terraform terraform = Terraform.here(limit);
                ExecutorService workers = Executors.newFixedThreadPool(atOnce)) {
            List<Future<AskedRoot>> asked = new ArrayList<>();
            for (String root : roots) {
                asked.add(workers.submit(() -> {
                    progress.show(root + " is asked");
                    AskedRoot answer = AskedRoot.of(terraform, root, at(root), limit);
                    progress.say(root + (answer.drift().isPresent() ? " has answered" : " cannot be asked"));
                    return answer;
                }));
            }
            beside.forEach(root -> asked.add(workers.submit(() -> AskedRoot.remembered(terraform, root, at(root)))));
            List<AskedRoot> answers = new ArrayList<>();
            for (Future<AskedRoot> one : asked) {
                answers.add(one.get());
            }
            Additions additions = new Additions(answers);
            return answers.stream().limit(roots.size()).map(additions::among).toList();
        } catch (ExecutionException e) {
            throw new IOException("Terraform cannot be run", e);
        } finally {
            progress.endLine();
        }
    }
}
