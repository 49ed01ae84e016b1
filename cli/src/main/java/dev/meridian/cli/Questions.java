package dev.meridian.cli;

import dev.meridian.answers.Printable;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.intake.FirstDraft;
import dev.meridian.intake.FirstDraft.Field;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import dev.meridian.topology.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The five questions of `meridian init`. Each answer is put into the file at once and the file is read, so a
/// wrong one is told with the reader's own words, and asked for again.
final class Questions {
    /// What is asked together, and how.
    private record Question(String text, List<Field> fields) {}

    private static final List<Question> ALL = List.of(
            new Question("What is the application called?", List.of(Field.APPLICATION)),
            new Question("Which region is the primary?", List.of(Field.PRIMARY)),
            new Question("Which region takes over?", List.of(Field.STANDBY)),
            new Question("Which database? " + Words.list(FirstDraft.STORES, "or"), List.of(Field.STORE)),
            new Question(
                    "How long may users wait, and how much may be lost: RTO and RPO?", List.of(Field.RTO, Field.RPO)));

    private final BufferedReader in;
    private final PrintStream out;

    Questions(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /// Asks for everything that is not known; empty if the input ends before the last answer.
    Optional<FirstDraft> ask(FirstDraft start, Set<Field> known) throws IOException {
        FirstDraft draft = start;
        boolean isFirst = true;
        for (Question question : ALL) {
            List<Field> fields = question.fields.stream()
                    .filter(field -> !known.contains(field))
                    .toList();
            if (!fields.isEmpty() && isFirst) {
                out.println("Enter takes what stands in brackets.");
                isFirst = false;
            }
            if (!fields.isEmpty()) {
                Optional<FirstDraft> answered = ask(question, fields, draft, known);
                if (answered.isEmpty()) {
                    return Optional.empty();
                }
                draft = answered.get();
            }
        }
        return Optional.of(draft);
    }

    private Optional<FirstDraft> ask(Question question, List<Field> fields, FirstDraft draft, Set<Field> known)
            throws IOException {
        String usual = String.join(" ", fields.stream().map(draft::said).toList());
        while (true) {
            out.print(question.text + " [" + usual + "] ");
            out.flush();
            String line = in.readLine();
            if (line == null) {
                out.println();
                return Optional.empty();
            }
            String answer = line.isBlank() ? usual : line.strip();
            List<String> parts = fields.size() == 1 ? List.of(answer) : List.of(answer.split("[\\s,/]+", -1));
            if (parts.size() != fields.size()) {
                out.println("  Two times are asked for, such as " + usual + ".");
                continue;
            }
            FirstDraft next = draft;
            for (int i = 0; i < parts.size(); i++) {
                next = with(next, fields.get(i), parts.get(i), known);
            }
            List<Problem> problems = problems(next);
            if (problems.isEmpty()) {
                return Optional.of(next);
            }
            Problem first = Printable.of(problems.getFirst());
            out.println("  " + first.what() + "\n  why: " + first.why() + "\n  fix: " + first.fix());
        }
    }

    /// With an answer; another primary brings another standby with it, unless somebody has named one.
    static FirstDraft with(FirstDraft draft, Field field, String answer, Set<Field> known) {
        FirstDraft next = draft.with(field, answer);
        return field == Field.PRIMARY && known.contains(Field.STANDBY)
                ? next.with(Field.STANDBY, draft.standby())
                : next;
    }

    /// What is wrong with a draft, which is what is wrong with the last answer to it.
    static List<Problem> problems(FirstDraft draft) {
        List<Problem> problems = new ArrayList<>();
        Optional<String> nameLike = FirstDraft.nameLike(draft.application());
        if (nameLike.isPresent() && !nameLike.get().equals(draft.application())) {
            problems.add(Complaints.option(
                    "--application",
                    draft.application(),
                    "an application cannot be called `" + draft.application() + "`",
                    "a name is lower-case letters, digits and single hyphens, a letter first",
                    "`" + nameLike.get() + "`"));
            return problems;
        }
        if (draft.primary().equals(draft.standby())) {
            problems.add(Complaints.option(
                    "--standby",
                    draft.standby(),
                    "both regions are " + draft.primary(),
                    "what is lost with a region takes over in another one",
                    "another region"));
            return problems;
        }
        if (!FirstDraft.STORES.contains(draft.store())) {
            problems.add(Complaints.option(
                    "--store",
                    draft.store(),
                    "`" + draft.store() + "` is no database that a first file can have",
                    "it has one of " + String.join(", ", FirstDraft.STORES),
                    Words.nearest(draft.store(), FirstDraft.STORES)
                            .map(near -> "`" + near + "`")
                            .orElse("one of these, and the right kind in the file")));
            return problems;
        }
        Reading reading =
                TopologyReader.read("meridian.yaml", draft.text().getBytes(StandardCharsets.UTF_8), List.of());
        problems.addAll(reading.problems());
        reading.topology()
                .ifPresent(
                        topology -> problems.addAll(Blueprints.resolve(topology).problems()));
        return problems;
    }
}
