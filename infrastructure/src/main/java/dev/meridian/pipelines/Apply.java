package dev.meridian.pipelines;

import static dev.meridian.yaml.Value.texts;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Database;
import dev.meridian.estate.Delivery;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Site;
import dev.meridian.estate.Watch;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How what is merged gets there: one root after the other, and after each region a look at it, so that a mistake
/// stops at the first.
final class Apply {
    /// Of the jobs before: one of them failed, and nothing else comes after it.
    private static final String GOES_ON = "!failure() && !cancelled()";

    private static final String ALL = "all";

    /// What a run is called, before the commit that it applies: by that the next one finds it again.
    private static final String TITLE = "Apply ";

    private static final String IS_OPEN = "needs.window.outputs.open == 'true'";

    /// Whoever applies one root may do so because a region is dead that everything else asks.
    private static final String NO_OTHER = "inputs.only == '' || inputs.only == '" + ALL + "'";

    private static final String IS_ALL = "(" + NO_OTHER + ")";

    private final Plan plan;

    Apply(Plan plan) {
        this.plan = plan;
    }

    Fields workflow() {
        return Workflow.of("Apply", when(), Workflow.READS, jobs())
                .set("run-name", TITLE + "${{ inputs.ref || github.sha }}")
                .set("concurrency", Fields.of().set("group", "apply").set("cancel-in-progress", false));
    }

    private Fields when() {
        List<String> paths = new ArrayList<>(List.of("terraform/**", "dashboards/cloudwatch/**"));
        boolean hasFunctions = plan.estate().entrances().stream()
                .flatMap(entrance -> entrance.cdn().stream())
                .anyMatch(cdn -> !cdn.tasks().isEmpty());
        if (hasFunctions) {
            paths.add("functions/**");
        }
        Fields push = Fields.of().set("branches", texts(List.of("main"))).set("paths", texts(paths));
        Fields when = Fields.of().set("push", push);
        if (plan.delivery().window().isPresent()) {
            WeeklyWindow window = plan.delivery().window().get();
            when = when.set(
                    "schedule",
                    Value.items(Fields.of().set("cron", cron(window))),
                    "When the window begins: what was merged since the last one.");
        }
        return when.set("workflow_dispatch", Fields.of().set("inputs", inputs()));
    }

    /// Cron counts days from Sunday.
    private static String cron(WeeklyWindow window) {
        return window.from().getMinute() + " " + window.from().getHour() + " * * "
                + window.day().map(day -> Integer.toString(day.getValue() % 7)).orElse("*");
    }

    private Fields inputs() {
        Fields inputs = Fields.of()
                .set("ref", Workflow.text("A commit of main to go back to; empty for the newest one."))
                .set("only", only())
                .set("destroy", Workflow.flag("What keeps data may go."));
        return hasWindow() ? inputs.set("outside-window", Workflow.flag("It cannot wait for the window.")) : inputs;
    }

    /// GitHub refuses what is no root, where a text would make a run in which nothing is done.
    private Fields only() {
        List<String> roots = new ArrayList<>(List.of(ALL));
        plan.stages().forEach(stage -> roots.add(stage.path()));
        return Fields.of()
                .set("description", "One root. The others need not be there.")
                .set("type", "choice")
                .set("options", texts(roots))
                .set("default", ALL);
    }

    private Fields jobs() {
        Fields jobs = Fields.of();
        Optional<WeeklyWindow> window = plan.delivery().window();
        if (window.isPresent()) {
            jobs = jobs.set("window", window(window.get()));
        }
        jobs = hasPrerequisites() ? jobs.set("prerequisites", prerequisites()) : jobs;
        jobs = jobs.set("review", review());
        String last = "review";
        for (Plan.Stage stage : plan.in(Cloud.AWS)) {
            jobs = jobs.set(stage.job(), root(stage, last));
            last = stage.job();
            if (stage.region().isPresent()) {
                RegionName region = stage.region().get();
                jobs = jobs.set("check-" + region, check(region, last));
                last = "check-" + region;
                jobs = goingBack(jobs, stage);
            }
        }
        jobs = hasFinal() ? jobs.set("check", last(last)) : jobs;
        return elsewhere(jobs, last);
    }

    /// After those of AWS: what has to serve there is looked at by the job of the root itself.
    private Fields elsewhere(Fields jobs, String after) {
        Fields all = jobs;
        String last = after;
        for (Elsewhere other : plan.elsewhere()) {
            for (Plan.Stage stage : plan.in(other.cloud())) {
                all = all.set(stage.job(), root(stage, last, Workflow.isTold(other.variable()) + " && "));
                last = stage.job();
                if (stage.region().isPresent()) {
                    all = goingBack(all, stage);
                }
            }
        }
        return all;
    }

    private static Fields window(WeeklyWindow window) {
        Fields look =
                Fields.of().set("id", "window").set("env", hours(window)).set("run", "bash " + Steps.at("window.sh"));
        return Workflow.job("Window", 5)
                .set("outputs", Fields.of().set("open", "${{ steps.window.outputs.open }}"))
                .set("steps", new Steps().files().step(look).value());
    }

    /// What a script has to know of the hours in which things may change.
    static Fields hours(WeeklyWindow window) {
        return Fields.of()
                .set("DAY", day(window))
                .set("FROM", window.from().toString())
                .set("UNTIL", window.until().toString())
                .set("OUTSIDE", "${{ inputs.outside-window }}");
    }

    private static String day(WeeklyWindow window) {
        String text = window.text();
        return text.substring(0, text.indexOf(' '));
    }

    private boolean hasWindow() {
        return plan.delivery().window().isPresent();
    }

    private boolean hasPrerequisites() {
        Delivery delivery = plan.delivery();
        return !delivery.tools().isEmpty()
                || delivery.asksWhoIAm()
                || !delivery.zones().isEmpty();
    }

    /// Before anybody has agreed to anything, so with the files of `main` and of no other commit.
    private Fields prerequisites() {
        Delivery delivery = plan.delivery();
        Fields env = Fields.of();
        if (!delivery.tools().isEmpty()) {
            env = env.set(
                    "TOOLS",
                    delivery.tools().entrySet().stream().map(Apply::tool).collect(Collectors.joining(" ")));
        }
        if (delivery.asksWhoIAm()) {
            env = env.set("WHO", "true");
        }
        if (!delivery.zones().isEmpty()) {
            env = env.set("ZONES", String.join(" ", delivery.zones()));
        }
        Steps steps = new Steps()
                .files()
                .terraform()
                .credentials("APPLY_ROLE", plan.estate().states().keeper().toString())
                .script("Prerequisites", "prerequisites", env);
        Fields job = Workflow.job("Prerequisites", 10).set("permissions", Workflow.PROVES);
        job = hasWindow() ? job.set("needs", "window").set("if", IS_OPEN + " && " + IS_ALL) : job.set("if", NO_OTHER);
        return job.set("steps", steps.value());
    }

    private static String tool(Map.Entry<String, String> tool) {
        return tool.getKey() + (tool.getValue().isEmpty() ? "" : ">=" + tool.getValue());
    }

    /// One question for all of it: an environment asks its reviewers for every job that names it.
    private Fields review() {
        String where = plan.delivery().environment();
        Steps steps = new Steps()
                .run("Agreed", "echo \"agreed for $WHERE\"", Fields.of().set("WHERE", where));
        List<String> before = new ArrayList<>();
        if (hasWindow()) {
            before.add("window");
        }
        if (hasPrerequisites()) {
            before.add("prerequisites");
        }
        return (before.isEmpty()
                        ? Workflow.job("Review", 5)
                        : Workflow.job("Review", 5).set("needs", texts(before)))
                .set("if", hasWindow() ? GOES_ON + " && " + IS_OPEN : GOES_ON)
                .set("environment", where)
                .set("steps", steps.value());
    }

    private Fields root(Plan.Stage stage, String after) {
        return root(stage, after, "");
    }

    private Fields root(Plan.Stage stage, String after, String condition) {
        Fields with = with(stage).set("ref", "${{ inputs.ref }}").set("destroy", "${{ inputs.destroy == true }}");
        with = hasWindow() ? with.set("outside-window", "${{ inputs.outside-window == true }}") : with;
        return Workflow.applies(stage.path(), with)
                .set("needs", needs(after))
                .set(
                        "if",
                        GOES_ON + " && " + condition + "needs.review.result == 'success' && (" + NO_OTHER
                                + " || inputs.only == '" + stage.path() + "')");
    }

    private static Value needs(String after) {
        return texts(after.equals("review") ? List.of(after) : List.of("review", after));
    }

    private static Fields with(Plan.Stage stage) {
        Fields with = Fields.of().set("root", stage.path());
        if (stage.keeper().isPresent()) {
            with = with.set("keeper", stage.keeper().get().toString());
        }
        for (Elsewhere other : Elsewhere.values()) {
            with = stage.cloud() == other.cloud() ? with.set("cloud", other.word()) : with;
        }
        return stage.parts().isEmpty() ? with : with.set("parts", String.join(" ", stage.parts()));
    }

    private Fields check(RegionName region, String after) {
        return Workflow.calls("Check " + region, "region.yml", subject(region))
                .set("needs", after)
                .set("if", succeeded(after));
    }

    private static String succeeded(String job) {
        return GOES_ON + " && needs." + job + ".result == 'success'";
    }

    /// What is looked at in a region.
    Fields subject(RegionName region) {
        Site site = plan.estate().site(region);
        Fields with = Fields.of().set("region", region.toString());
        if (!site.entrances().isEmpty()) {
            with = with.set(
                    "targets",
                    site.entrances().stream()
                            .map(entrance -> entrance.targets(plan.estate().name()))
                            .collect(Collectors.joining(" ")));
            String images = String.join(" ", site.compute().repositories());
            with = site.compute().isServerless()
                    ? images.isEmpty() ? with : with.set("images", images)
                    : with.set("empty", true);
        }
        Watch watch = plan.estate().watch();
        String copies = behind(
                site,
                one -> one.global().isEmpty(),
                one -> watch.databaseLag(one.store()).map(Duration::toSeconds));
        with = copies.isEmpty() ? with : with.set("copies", copies);
        String globals = behind(
                site,
                one -> one.global().isPresent(),
                one -> watch.lag(one.store()).map(Duration::toMillis));
        return globals.isEmpty() ? with : with.set("globals", globals);
    }

    /// Those of its databases that follow, with how much each may be behind.
    private String behind(Site site, Predicate<Database> isOne, Function<Database, Optional<Long>> most) {
        if (!plan.delivery().checks().contains(Delivery.Check.LAG)) {
            return "";
        }
        return site.databases().stream()
                .filter(database -> database.source().isPresent() && isOne.test(database))
                .flatMap(database -> most.apply(database).stream().map(lag -> database.name() + ":" + lag))
                .collect(Collectors.joining(" "));
    }

    /// What the region had before this change, however long ago that was: a run that waited may have been taken
    /// out by a later one, and one outside of the window has applied nothing. Nothing goes that keeps data: the
    /// guard of a root asks a person. Nor is anything applied over a state that could not be written: it would be
    /// built twice. It waits for no window: what does not serve is what the window was for.
    private Fields goingBack(Fields jobs, Plan.Stage stage) {
        if (!plan.delivery().goesBack()) {
            return jobs;
        }
        String region = stage.region().orElseThrow().toString();
        String before = "before-" + region;
        Fields with = with(stage)
                .set("ref", "${{ needs." + before + ".outputs.commit }}")
                .set("destroy", false);
        return jobs.set(before, before(stage, region))
                .set(
                        "back-" + region,
                        Workflow.applies(
                                        "Back to what " + region + " had",
                                        hasWindow() ? with.set("outside-window", true) : with)
                                .set("needs", before)
                                .set("if", "failure() && needs." + before + ".result == 'success'"));
    }

    private static Fields before(Plan.Stage stage, String region) {
        List<String> needs =
                stage.cloud() == Cloud.AWS ? List.of(stage.job(), "check-" + region) : List.of(stage.job());
        String hasFailed = needs.stream()
                .map(job -> "needs." + job + ".result == 'failure'")
                .collect(Collectors.joining(" || ", "(", ")"));
        Fields env = Fields.of()
                .set("ROOT", stage.path())
                .set("REGION", region)
                .set("RUN", "${{ github.run_id }}")
                .set("GH_TOKEN", "${{ github.token }}");
        return Workflow.job("What " + region + " had", 5)
                .set("permissions", Workflow.READS.set("actions", "read"))
                .set("outputs", Fields.of().set("commit", "${{ steps.before.outputs.commit }}"))
                .set("needs", texts(needs))
                .set(
                        "if",
                        "failure() && inputs.ref == '' && needs." + stage.job() + ".outputs.written == 'true' && "
                                + hasFailed)
                .set(
                        "steps",
                        new Steps()
                                .files()
                                .step(Fields.of()
                                        .set("id", "before")
                                        .set("env", env)
                                        .set("run", "bash " + Steps.at("before.sh")))
                                .value());
    }

    private boolean hasFinal() {
        return !plan.estate().entrances().isEmpty()
                && (plan.delivery().checks().contains(Delivery.Check.NAMES)
                        || plan.delivery().checks().contains(Delivery.Check.USERS));
    }

    private Fields last(String after) {
        Steps steps = new Steps().files();
        List<Entrance> entrances = plan.estate().entrances();
        if (plan.delivery().checks().contains(Delivery.Check.NAMES)) {
            String hosts = entrances.stream().map(Entrance::host).collect(Collectors.joining(" "));
            steps.script(
                    "Names, as several resolvers see them", "names", Fields.of().set("HOSTS", hosts));
        }
        if (plan.delivery().checks().contains(Delivery.Check.USERS)) {
            String urls = entrances.stream()
                    .map(entrance ->
                            "https://" + entrance.host() + entrance.health().openPath())
                    .collect(Collectors.joining(" "));
            steps.script("What users get", "users", Fields.of().set("URLS", urls));
        }
        return Workflow.job("Check", 15)
                .set("needs", after)
                .set("if", succeeded(after))
                .set("steps", steps.value());
    }
}
