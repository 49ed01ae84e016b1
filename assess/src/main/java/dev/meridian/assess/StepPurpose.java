package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The purpose of a declared step, as far as its name and its action say it. A step whose purpose is not clear
/// counts as needed.
final class StepPurpose {
    /// Words of steps that inform people or clean up: no user waits for them.
    private static final List<String> FOR_PEOPLE = List.of(
            "notify",
            "inform",
            "announce",
            "page",
            "message",
            "ticket",
            "report",
            "banner",
            "log",
            "tidy",
            "clean",
            "cleanup",
            "audit");

    /// Words of steps that fill caches: users are served without them.
    private static final List<String> WARMS = List.of("warm", "warmup", "prewarm", "preheat");

    /// Words of steps that watch or try what has moved.
    private static final List<String> LOOKS = List.of("status", "backup", "monitor", "test", "tests", "smoke");

    /// Words of steps that change an answer of DNS.
    private static final List<String> NAMES =
            List.of("dns", "route53", "record", "records", "cname", "nameserver", "ttl");

    /// Words of steps that stop what runs on the old side, or keep it from being used.
    private static final Pattern STOPS =
            Pattern.compile("(^|[^a-z])(stop(?![-_ ]?(the[-_ ])?(replica|copy|copies|sync|mirror))"
                    + "|shut[-_ ]?down|power[-_ ]?off|scale[-_ ]?(down|in|to[-_ ]?0)|drain|freeze|quiesce|isolate"
                    + "|fenc(e|ing)|stonith|demote|disable|deallocate|terminate|suspend|cordon|revoke|detach"
                    + "|resize\\b.*\\b0|(size|replicas)[= ]0)([^a-z]|$)");

    /// Programs that only look at something: they change nothing, and repair nothing.
    private static final Pattern READS = Pattern.compile(
            "^\\W*(read(?![-_ ]?only)|get|show|describe|list|query|check|assert|look)([^a-z].*)?$", Pattern.DOTALL);

    /// Words of steps that end the replication of a copy: the copy is free of the old primary, which writes on.
    private static final Pattern DETACHES = Pattern.compile("(remove|detach|break|sever|unlink)"
            + ".*(global[-_ ]?cluster|replica|replication|copy|standby|mirror|failover[-_ ]group)");

    /// Words of steps that keep users away from the old side when it answers again.
    private static final Pattern KEEPS_AWAY =
            Pattern.compile("keep[-_ ]?(away|out)|priorit|hold[-_ ]?off|maintenance|invert|weight|disable.*endpoint"
                    + "|endpoint.*(disable|off)|no[-_ ]?(auto(matic)?[-_ ]?)?failback|block");

    /// Words of steps that save what the old side has.
    private static final Pattern SAVES = Pattern.compile("(^|[^a-z])(snapshot|final[-_ ]backup|last[-_ ]backup|flush)");

    /// Words of steps that start services where they did not run.
    private static final List<String> STARTS =
            List.of("deploy", "redeploy", "deployment", "rollout", "helm", "apply", "start", "launch");

    /// Words of what serves users, and of what a database runs on.
    private static final Pattern SERVICES = Pattern.compile(
            "(^|[^a-z])(apps?|services?|deployments?|functions?|workers?|pods?|workloads?|containers?|tasks?"
                    + "|web[-_ ]?apps?)([^a-z]|$)");

    private static final Pattern DATABASES =
            Pattern.compile("db|database|sql|postgres|mongo|redis|primary|writer|master|instance|cluster|statefulset");

    private StepPurpose() {}

    /// Whether a step stops something, by its name or its program.
    static boolean stops(Failover.Step step) {
        boolean isOther = isChangeOfNames(step) || reads(step) || detaches(step);
        return (!isOther && STOPS.matcher(words(step)).find()) || stopsWrites(step);
    }

    /// Whether a step does nothing to the region in which it works, as far as its action says: it reads something,
    /// changes an answer of DNS, ends the replication of a copy or informs people.
    static boolean leavesTheRegion(Failover.Step step) {
        return isChangeOfNames(step) || reads(step) || detaches(step) || says(step, FOR_PEOPLE);
    }

    private static boolean reads(Failover.Step step) {
        return step.forcedAction()
                .filter(action -> action.verb().equals("run"))
                .filter(action -> READS.matcher(action.argument().toLowerCase(Locale.ROOT))
                        .find())
                .isPresent();
    }

    private static boolean detaches(Failover.Step step) {
        return DETACHES.matcher(words(step)).find();
    }

    /// Whether the work of a step is to stop the old side, or to save what it has.
    static boolean stopsTheOldSide(Failover.Step step) {
        return !step.builtIn() && (stops(step) || SAVES.matcher(words(step)).find());
    }

    /// Whether what a step stops are services that write stores, and no store.
    ///
    /// @param stores the names of the stores of the file
    static boolean stopsServices(Failover.Step step, Collection<String> stores) {
        String words = words(step);
        return stops(step)
                && SERVICES.matcher(words).find()
                && !DATABASES.matcher(words).find()
                && stores.stream().noneMatch(words::contains);
    }

    /// The name of a step and the argument of its action, such as a command, in lower case.
    static String nameAndArgument(Failover.Step step) {
        String does = step.forcedAction().map(Failover.Action::argument).orElse("");
        return (step.name() + " " + does).toLowerCase(Locale.ROOT);
    }

    private static String words(Failover.Step step) {
        String does = step.forcedAction()
                .map(action -> action.verb() + " " + action.argument())
                .orElse("");
        return (step.name() + " " + does).toLowerCase(Locale.ROOT);
    }

    /// Whether the plan may go on without the step: it has an own name, and its purpose is none that moves users,
    /// makes the target usable, or stops the old side.
    ///
    /// @param path the place of the step, as `failover.steps.warm`
    static boolean isDispensable(Subject subject, Application application, String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return Optional.ofNullable(subject.said(application).failover().steps().get(name))
                .filter(step -> !step.builtIn() && (says(step, FOR_PEOPLE) || says(step, WARMS)))
                .isPresent();
    }

    /// Whether a step of the plan changes an answer of DNS, whatever else moves users.
    static boolean changesNames(Subject subject, Application application) {
        return subject.said(application).failover().steps().values().stream().anyMatch(StepPurpose::isChangeOfNames);
    }

    /// Whether a step changes an answer of DNS.
    static boolean isChangeOfNames(Failover.Step step) {
        return !step.builtIn() && says(step, NAMES);
    }

    /// Whether a step starts services, as its name or its action says.
    static boolean startsServices(Failover.Step step) {
        return !step.builtIn() && says(step, STARTS);
    }

    /// Whether a step is a program that serves users, as far as its name says: it informs nobody, cleans up
    /// nothing and leaves the old side alone.
    static boolean isProgramForUsers(Failover.Step step) {
        boolean isProgram = step.by() == Failover.Doer.SCRIPT
                || step.by() == Failover.Doer.PIPELINE
                || step.forcedAction()
                        .filter(action -> List.of("run", "restart", "warm").contains(action.verb()))
                        .isPresent();
        return !step.builtIn()
                && isProgram
                && !says(step, FOR_PEOPLE)
                && !says(step, LOOKS)
                && !stopsTheOldSide(step)
                && !isChangeOfNames(step)
                && !LostSteps.isAboutTheOldSide(step);
    }

    /// Whether a step of a plan keeps users from going back to the old side, or stops that side.
    static boolean areKeptAway(Failover said) {
        return said.steps().values().stream().anyMatch(step -> keepsUsersAway(step) || stopsTheOldSide(step));
    }

    /// Whether a step keeps users from going back to the old side by themselves.
    static boolean keepsUsersAway(Failover.Step step) {
        return !step.builtIn() && KEEPS_AWAY.matcher(words(step)).find();
    }

    /// Whether a step stops writes: it sets something read-only.
    static boolean stopsWrites(Failover.Step step) {
        Optional<Failover.Action> action = step.graceful().action().or(step::action);
        String all = step.name() + " " + action.map(Failover.Action::argument).orElse("");
        String plain = all.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "");
        return !step.builtIn() && plain.contains("readonly");
    }

    private static boolean says(Failover.Step step, List<String> words) {
        return Arrays.stream(words(step).split("[^a-z0-9]+")).anyMatch(words::contains);
    }
}
