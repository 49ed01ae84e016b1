package dev.meridian.fuzz;

import dev.meridian.answers.AssessmentJson;
import dev.meridian.answers.AssessmentText;
import dev.meridian.answers.Explained;
import dev.meridian.answers.Explanation;
import dev.meridian.answers.ExplanationJson;
import dev.meridian.answers.ExplanationText;
import dev.meridian.answers.Judged;
import dev.meridian.answers.Printable;
import dev.meridian.answers.Sarif;
import dev.meridian.answers.WorkflowCommands;
import dev.meridian.assess.Assess;
import dev.meridian.assess.Assessment;
import dev.meridian.assess.Automations;
import dev.meridian.assess.Finding;
import dev.meridian.assess.Promise;
import dev.meridian.assess.Severity;
import dev.meridian.assess.Subject;
import dev.meridian.assess.Unarmed;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Origin;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Reading;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.topology.TopologyReader;
import dev.meridian.topology.Where;
import dev.meridian.units.RegionName;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/// Does with an input what `validate`, `assess` and `explain` do, as it stands and in each of its environments,
/// and looks for what may never happen, whatever is in the file.
///
/// What it may never be is written in [Failure]. What the answer says is otherwise not judged here: a fuzzer knows
/// no right answers, it knows what none can look like.
final class Trial {
    static final String FILE = "x.yaml";
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    static final int LONGEST_TEXT = 4_000;

    /// A file may have a hundred environments; the first few show what there is to see.
    private static final int MOST_ENVIRONMENTS = 4;

    private static final int MOST_PATHS = 400;
    private static final int SAID_AGAIN = 2;

    private final Input input;
    private final boolean repairs;
    private final int lines;
    private final Set<String> signature = new TreeSet<>();
    private final SequencedMap<String, String> failures = new LinkedHashMap<>();
    private Duration longest = Duration.ZERO;
    private boolean resolved;

    /// What became of an input.
    ///
    /// @param signature the ids of all problems and findings, and the rooms that were reached
    /// @param resolved whether there is a blueprint
    /// @param failures what happened that may not, by kind: two inputs with one kind show one defect
    /// @param longest the processor time of the slowest answer
    record Result(
            SequencedSet<String> signature,
            boolean resolved,
            SequencedMap<String, String> failures,
            Duration longest) {}

    private Trial(Input input, boolean repairs) {
        this.input = input;
        this.repairs = repairs;
        this.lines = input.text().split("\r\n|\r|\n", -1).length;
    }

    /// Everything.
    static Result of(Input input) {
        return of(input, true);
    }

    /// @param repairs whether ways out are searched for, which costs more than all else together
    static Result of(Input input, boolean repairs) {
        Trial trial = new Trial(input, repairs);
        try {
            trial.all();
        } catch (Throwable thrown) {
            trial.thrown(thrown);
        }
        return new Result(new LinkedHashSet<>(trial.signature), trial.resolved, trial.failures, trial.longest);
    }

    private void all() {
        Optional<Subject> subject = answers(input.environment(), repairs);
        if (subject.isEmpty()) {
            return;
        }
        resolved = true;
        List<String> environments =
                List.copyOf(subject.get().topology().environments().keySet());
        for (String environment : environments.subList(0, Math.min(MOST_ENVIRONMENTS, environments.size()))) {
            if (!Optional.of(environment).equals(input.environment())
                    && answers(Optional.of(environment), false).isEmpty()
                    && input.environment().isEmpty()) {
                fail("resolves as it stands but not in an environment", environment);
            }
        }
    }

    // --- the three commands

    private Optional<Subject> answers(Optional<String> environment, boolean repaired) {
        long began = now();
        Optional<Subject> subject = validated(environment);
        long validated = now() - began;
        took(validated, "validate");
        if (subject.isPresent()) {
            signature.add(environment.isPresent() ? "in an environment" : "as it stands");
            began = now();
            assessed(subject.get(), environment, repaired);
            took(validated + now() - began, "assess");
            began = now();
            explained(subject.get());
            took(validated + now() - began, "explain");
            everyPath(subject.get());
            said(subject.get(), environment);
        }
        return subject;
    }

    private Optional<Subject> validated(Optional<String> environment) {
        Reading reading = TopologyReader.read(FILE, input.content(), environment, input.assignments());
        problems(reading.problems());
        if (reading.topology().isEmpty()) {
            complained(reading.problems(), "read");
            return Optional.empty();
        }
        signature.add("read");
        Topology topology = reading.topology().get();
        Resolution resolution = Blueprints.resolve(topology);
        problems(resolution.problems());
        if (resolution.blueprint().isEmpty()) {
            complained(resolution.problems(), "resolved");
        } else if (!reading.problems().isEmpty() || !resolution.problems().isEmpty()) {
            fail("both an answer and problems", "");
        }
        return resolution.blueprint().map(blueprint -> new Subject(topology, blueprint));
    }

    private void assessed(Subject subject, Optional<String> environment, boolean repaired) {
        Subject.Revisions revisions = changes -> repaired ? revised(environment, changes) : Optional.empty();
        Assessment assessment = Assess.of(subject, revisions, List.of(), TODAY);
        Judged judged = new Judged(
                FILE,
                environment,
                TODAY,
                subject.topology().sources(),
                assessment,
                Automations.of(subject, Optional.empty()),
                Unarmed.of(subject),
                new LinkedHashMap<>());
        for (Finding finding : assessment.findings()) {
            signature.add(finding.rule().id());
            finding.repair().ifPresent(repair -> repaired(finding, repair, assessment, environment));
            text(
                    finding.rule().id(),
                    finding.statement() + "\n" + finding.why() + "\n" + finding.fix() + "\n"
                            + finding.arithmetic().map(Finding.Arithmetic::text).orElse(""));
            located(finding.rule().id(), subject.topology().sources().where(finding.at()));
        }
        assessment.promises().forEach(this::promise);
        for (LocalDate day : List.of(LocalDate.MIN, LocalDate.MAX)) {
            Assess.of(subject, _ -> Optional.empty(), List.of(), day);
        }
        AssessmentText.of(judged, false);
        AssessmentText.of(judged, true);
        AssessmentJson.members(judged).values().forEach(Object::toString);
        Sarif.of(judged, "0");
        WorkflowCommands.of(judged);
    }

    /// A repair promises: the file can be read with it, the finding is no error any more, and no other one is new.
    private void repaired(Finding finding, Finding.Repair repair, Assessment before, Optional<String> environment) {
        Optional<Subject> after = revised(environment, repair.changes());
        String what = finding.rule().id() + " at " + finding.at() + ": " + repair.changes();
        if (after.isEmpty()) {
            fail("a repair that cannot be read", what);
            return;
        }
        Assessment mended = Assess.of(after.get(), _ -> Optional.empty(), List.of(), TODAY);
        boolean isThere = mended.findings().stream()
                .anyMatch(left -> left.rule() == finding.rule()
                        && left.at().equals(finding.at())
                        && left.objective().equals(finding.objective())
                        && left.severity() == Severity.ERROR);
        if (isThere) {
            fail("a repair that leaves its " + finding.rule().id(), what);
        }
    }

    private Optional<Subject> revised(Optional<String> environment, List<Finding.Change> changes) {
        List<Assignment> all = new ArrayList<>(input.assignments());
        int sets = (int) all.stream().filter(Assignment.Set.class::isInstance).count();
        for (Finding.Change change : changes) {
            all.add(new Assignment.Set(++sets, change.assignment()));
        }
        Reading reading = TopologyReader.read(FILE, input.content(), environment, all);
        return reading.topology()
                .flatMap(topology ->
                        Blueprints.resolve(topology).blueprint().map(blueprint -> new Subject(topology, blueprint)));
    }

    private static void explained(Subject subject) {
        List<Explained> all = new Explanation(subject.topology(), subject.blueprint()).all();
        ExplanationText.table(all);
        ExplanationJson.members(FILE, Optional.empty(), all).values().forEach(Object::toString);
    }

    private void everyPath(Subject subject) {
        Explanation explanation = new Explanation(subject.topology(), subject.blueprint());
        Blueprint blueprint = subject.blueprint();
        List<Explained> all = explanation.all();
        int step = 1 + all.size() / MOST_PATHS;
        for (int i = 0; i < all.size(); i += step) {
            String path = all.get(i).path();
            if (!(explanation.at(path)
                            instanceof Explanation.Answer.Found(Optional<Explained> value, List<Explained> _))
                    || value.isEmpty()) {
                fail("a path of the explanation that explains nothing", path);
                continue;
            }
            ExplanationText.one(value.get());
            if (i / step % 8 == 0) {
                explanation.at(path.replaceFirst("@.*", "") + ".x");
                explanation.at(path.replaceFirst("\\.[^.]*$", ""));
            }
            RegionName region = List.copyOf(blueprint.regions().keySet())
                    .get(i % blueprint.regions().size());
            explanation.at(path.replaceFirst("@.*", "") + "@" + region.text());
        }
    }

    /// What a file says can be said once more by an assignment, and is then the same file.
    private void said(Subject subject, Optional<String> environment) {
        List<Map.Entry<String, Setting>> said =
                List.copyOf(subject.topology().sources().all().entrySet());
        for (int i = 0; i < SAID_AGAIN; i++) {
            Map.Entry<String, Setting> one = said.get((input.content().length * 31 + i * 7_919) % said.size());
            boolean isElsewhereToo = subject.topology().regions().values().stream()
                    .anyMatch(region -> region.overrides().containsKey(one.getKey()));
            // An assignment wins in every environment, and may contradict what one of them says itself.
            boolean isOtherwise = subject.topology().elsewhere().stream()
                    .map(other -> other.sources().at(one.getKey()))
                    .anyMatch(setting -> !setting.map(Setting::text)
                            .equals(Optional.of(one.getValue().text())));
            if (!(one.getValue().origin() instanceof Origin.Declared) || isElsewhereToo || isOtherwise) {
                continue;
            }
            Finding.Change again = new Finding.Change(
                    one.getKey(), Optional.empty(), one.getValue().text());
            Optional<Subject> after = revised(environment, List.of(again));
            String hash = after.map(found -> found.blueprint().topologyHash()).orElse("refused");
            if (!hash.equals(subject.blueprint().topologyHash())) {
                fail("a value that cannot be said again", again.assignment() + ": " + hash);
            }
        }
    }

    // --- what may never be

    private void problems(List<Problem> problems) {
        if (problems.size() > Problem.MOST + 1) {
            fail("more problems than are shown", Integer.toString(problems.size()));
        }
        Sarif.of(problems, "0");
        WorkflowCommands.of(problems);
        for (Problem problem : problems) {
            signature.add(problem.id());
            text(problem.id(), Printable.of(problem).text());
            located(problem.id(), problem.where());
        }
    }

    private void complained(List<Problem> problems, String what) {
        if (problems.isEmpty()) {
            fail("not " + what + " and no problem", "");
        }
    }

    private void text(String id, String text) {
        if (text.length() > LONGEST_TEXT) {
            fail("a text too long of " + id, text.length() + " characters: " + text.substring(0, 300));
        }
        if (text.contains("Optional[") || text.contains("dev.meridian.")) {
            fail("a text for programmers of " + id, text);
        }
    }

    private void promise(Promise promise) {
        String figures = promise.bound() + " " + promise.best() + " " + promise.plan();
        if (figures.matches(".*(NaN|Infinity|-\\d).*")) {
            fail("a figure that is none", promise.path() + ": " + figures);
        }
    }

    private void located(String id, Where where) {
        boolean good = switch (where) {
            case Where.InFile(String file, int line, int column) ->
                file.equals(FILE) && line >= 1 && line <= lines && column >= 1 && column <= longestLine();
            case Where.InAssignment(String label, String _) ->
                input.assignments().stream().anyMatch(given -> given.label().startsWith(label.replaceFirst("…$", "")));
        };
        if (!good) {
            fail("a place that is not there, of " + id, where.text());
        }
    }

    private int longestLine() {
        return input.content().length + 2;
    }

    private void took(long nanos, String command) {
        Duration time = Duration.ofNanos(nanos);
        longest = time.compareTo(longest) > 0 ? time : longest;
        if (time.compareTo(LONGEST_ANSWER) > 0) {
            fail("too slow: " + command, time.toMillis() + " ms");
        }
    }

    private void thrown(Throwable thrown) {
        String where = "";
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.meridian")) {
                where = " at " + frame.getFileName() + ":" + frame.getLineNumber();
                break;
            }
        }
        StringBuilder frames = new StringBuilder(String.valueOf(thrown.getMessage()));
        StackTraceElement[] trace = thrown.getStackTrace();
        for (int i = 0; i < Math.min(25, trace.length); i++) {
            frames.append("\n    at ").append(trace[i]);
        }
        fail("thrown: " + thrown.getClass().getSimpleName() + where, frames.toString());
    }

    private void fail(String kind, String detail) {
        signature.add("FAILED " + kind);
        failures.putIfAbsent(kind, detail);
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
