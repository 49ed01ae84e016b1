package dev.meridian.cli;

import static dev.meridian.cli.Argument.option;
import static dev.meridian.cli.Argument.out;

import dev.meridian.answers.Printable;
import dev.meridian.blueprint.Catalogue;
import dev.meridian.intake.Answers;
import dev.meridian.intake.Draft;
import dev.meridian.intake.FirstDraft;
import dev.meridian.intake.FirstDraft.Field;
import dev.meridian.intake.Intake;
import dev.meridian.topology.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// `meridian init`: a first topology, from five answers or from what somebody already runs.
final class InitCommand implements Command {
    private static final String[] EXAMPLES = {
        "  meridian init",
        "  meridian init --application shop --primary us-east-1 --standby eu-west-1 --rto 15m --rpo 30s",
        "  meridian init --from examples/import/plan.json --out shop.yaml",
        "  meridian init --from examples/import/terraform.tfstate -o - --primary us-east-1",
        "",
        "--from reads a plan or state as `terraform show -json` writes it, a terraform.tfstate, and a cdk.context.json."
    };

    private Optional<Path> from = Optional.empty();
    private Optional<String> application = Optional.empty();
    private Optional<String> primary = Optional.empty();
    private Optional<String> standby = Optional.empty();
    private Optional<String> store = Optional.empty();
    private Optional<String> rto = Optional.empty();
    private Optional<String> rpo = Optional.empty();
    private Path out = Path.of("");
    private boolean force;
    private final TextOrJson output = new TextOrJson();

    @Override
    public Description describe() {
        return new Description("init", this)
                .says(
                        "Write a first topology: from five questions, or from what you run already.",
                        "Where no person sits in front, what the options do not say has the value in brackets.")
                .examples(EXAMPLES)
                .takes(
                        option("--from", "FILE")
                                .says("What you run: a Terraform plan or state as JSON, or a cdk.context.json.")
                                .path(it -> from = Optional.of(it)),
                        option("--application", "NAME")
                                .says("What it is called [shop].")
                                .text(it -> application = Optional.of(it)),
                        option("--primary", "REGION")
                                .says("The region that serves [us-east-1].")
                                .text(it -> primary = Optional.of(it)),
                        option("--standby", "REGION")
                                .says("The region that takes over [eu-west-1].")
                                .text(it -> standby = Optional.of(it)),
                        option("--store", "KIND")
                                .says("The database [postgresql].")
                                .text(it -> store = Optional.of(it)),
                        option("--rto", "TIME")
                                .says("How long users may wait [15m].")
                                .text(it -> rto = Optional.of(it)),
                        option("--rpo", "TIME")
                                .says("How much of their writes may be lost [30s].")
                                .text(it -> rpo = Optional.of(it)),
                        out("PATH")
                                .says("The file to write; - is standard output (default: ${DEFAULT-VALUE}).")
                                .unlessSaid("meridian.yaml")
                                .path(it -> out = it),
                        option("--force")
                                .says("Write over a file that is there.")
                                .flag(it -> force = it),
                        output);
    }

    @Override
    public Integer call() throws IOException {
        NewFile file = new NewFile(out, force);
        List<Problem> problems = new ArrayList<>();
        file.hindrance().ifPresent(problems::add);
        if (file.isStandardOutput() && output.format() == OutputFormat.JSON) {
            problems.add(Complaints.option(
                    "--out",
                    "-",
                    "the file and the JSON would both be on standard output",
                    "a program that reads one of them could not tell where it ends",
                    "`-o FILE`, or no `--output json`"));
        }
        SequencedMap<Field, String> said = said(problems);
        return from.isPresent() ? imported(from.get(), file, problems) : asked(said, file, problems);
    }

    /// What the options say, each tried in a file that is right but for it.
    private SequencedMap<Field, String> said(List<Problem> problems) {
        SequencedMap<Field, String> said = new LinkedHashMap<>();
        application.ifPresent(text -> said.put(Field.APPLICATION, text));
        primary.ifPresent(text -> said.put(Field.PRIMARY, text));
        standby.ifPresent(text -> said.put(Field.STANDBY, text));
        store.ifPresent(text -> said.put(Field.STORE, text));
        rto.ifPresent(text -> said.put(Field.RTO, text));
        rpo.ifPresent(text -> said.put(Field.RPO, text));
        said.forEach((field, text) -> {
            boolean isOfInput = from.isPresent() && (field == Field.STANDBY || field == Field.STORE);
            String option = "--" + field.name().toLowerCase(Locale.ROOT);
            if (isOfInput) {
                problems.add(Complaints.option(
                        option,
                        text,
                        "`" + option + "` and `--from` exclude each other",
                        "what is read says which regions and stores there are",
                        "leave `" + option + "` out, and change the file that is written"));
            } else if (from.isEmpty() || field != Field.PRIMARY) {
                wrong(FirstDraft.DEFAULTS.with(field, text), option, text).ifPresent(problems::add);
            }
        });
        return said;
    }

    private static Optional<Problem> wrong(FirstDraft draft, String option, String text) {
        return Questions.problems(draft).stream()
                .findFirst()
                .map(problem -> Complaints.option(option, text, problem.what(), problem.why(), problem.fix()));
    }

    private int asked(SequencedMap<Field, String> said, NewFile file, List<Problem> problems) throws IOException {
        FirstDraft draft = FirstDraft.DEFAULTS.in(file.name());
        for (Map.Entry<Field, String> answer : said.entrySet()) {
            draft = draft.with(answer.getKey(), answer.getValue());
        }
        if (problems.isEmpty()) {
            problems.addAll(Questions.problems(draft));
        }
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output.format());
        }
        Set<Field> answered = said.sequencedKeySet();
        if (Terminal.isInteractive()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            Optional<FirstDraft> complete = new Questions(in, System.err).ask(draft, answered);
            if (complete.isEmpty()) {
                return Complaints.misuse(
                        "the answers ended before the last question; nothing is written",
                        "answer all five, or say them as options",
                        output.format());
            }
            draft = complete.get();
            answered = EnumSet.allOf(Field.class);
        }
        return write(file, InitAnswer.of(draft, answered, file.isStandardOutput() ? file.name() : out.toString()));
    }

    private int imported(Path input, NewFile file, List<Problem> problems) throws IOException {
        InputFile given = new InputFile(
                input,
                "`--from` names what you run already",
                "`terraform show -json PLAN > plan.json` writes one; an example is examples/import/plan.json");
        Optional<byte[]> content = given.read(Intake.LARGEST + 1, problems);
        if (!problems.isEmpty()) {
            return Complaints.print(problems, output.format());
        }
        Answers answers = new Answers(application, primary, rto, rpo);
        return switch (Intake.read(FileNames.shown(input), content.orElseThrow(), answers, Catalogue::has)) {
            case Intake.Outcome.Refused(Problem problem) -> Complaints.print(List.of(problem), output.format());
            case Intake.Outcome.Drafted(Draft draft) -> write(file, InitAnswer.of(draft));
        };
    }

    private int write(NewFile file, InitAnswer answer) throws IOException {
        String hash = answer.hash();
        try {
            file.write(answer.text());
        } catch (IOException e) {
            return Complaints.lacks(
                    out + " cannot be written: " + FileNames.reason(e),
                    "the topology is written into a file",
                    "`-o` names another one; `-o -` is standard output",
                    output.format());
        }
        if (output.format() == OutputFormat.JSON) {
            System.out.println(answer.json(out.toString(), hash));
            return ExitCode.FINE;
        }
        answer.told().forEach(line -> System.err.println(Printable.of(line)));
        if (!file.isStandardOutput()) {
            System.out.println("written: " + Printable.of(out.toString()));
        }
        return ExitCode.FINE;
    }
}
