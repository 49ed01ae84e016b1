package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A check of the way back as its steps describe it: users who go home before the writers, data that are copied
/// home while they are still written, steps without a promotion, and steps without a time. A file without steps of
/// a failback has no way back that could be judged.
final class WayBackRules {
    /// Words of steps that send users to a region.
    private static final Pattern MOVES = Pattern.compile(
            "(^|[^a-z])(origins?|endpoints?|priority|weights?|traffic|canary|shift|dns|route53|records?|cname|users)"
                    + "([^a-z]|$)");

    /// Words of steps that copy data once, and of those that follow a writer for good.
    private static final Pattern COPIES = Pattern.compile(
            "(^|[^a-z])(copy|azcopy|rsync|export|dump|sync|synchroni[sz]e|backup|back-up|snapshot)([^a-z]|$)");

    private static final Pattern FOLLOWS =
            Pattern.compile("replica|standby|stream|follow|geo-?redundan|geo-?replicat|basebackup|rewind|mirror");

    private static final Pattern STOPS_WRITES =
            Pattern.compile("(^|[^a-z])(maintenance|freeze|quiesce|lock|stop|drain|refuse|pause)");

    private final Subject subject;
    private final Application application;
    private final WayBack back;
    private final String path;
    private final List<String> promoted;

    private WayBackRules(Subject subject, Application application, Failover.Failback said) {
        this.subject = subject;
        this.application = application;
        this.back = new WayBack(said);
        this.path = subject.path(application.name(), "failover.failback");
        this.promoted = promoted(subject, application);
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            subject.said(application)
                    .failover()
                    .failback()
                    .filter(said ->
                            !said.steps().isEmpty() && application.roles().size() > 1)
                    .ifPresent(said -> new WayBackRules(subject, application, said).judge(findings));
        }
    }

    private void judge(List<Finding> findings) {
        early().ifPresent(findings::add);
        copied().ifPresent(findings::add);
        unpromoted().ifPresent(findings::add);
        untimed().ifPresent(findings::add);
    }

    /// The stores that users need and that another region takes writes of only after a promotion, which the plan
    /// has.
    private static List<String> promoted(Subject subject, Application application) {
        List<String> leftOut = StepOrder.leftOut(subject, application);
        return Reach.of(subject, application.name()).stores().stream()
                .map(subject::store)
                .filter(store -> store.application().equals(application.name())
                        && MovedUserRules.isCopied(subject, store)
                        && !leftOut.contains(store.name())
                        && store.replication().edges().stream().anyMatch(Edge::promotes)
                        && subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.PROMOTED)
                .map(Store::name)
                .toList();
    }

    private Optional<Finding> early() {
        List<Failover.Step> early = back.own().stream()
                .filter(step -> MOVES.matcher(words(step)).find()
                        && !stopsWrites(step)
                        && !COPIES.matcher(words(step)).find()
                        && back.isBeforePromotion(step)
                        && back.own().stream().noneMatch(other -> stopsWrites(other) && back.isBefore(other, step)))
                .toList();
        if (early.isEmpty() || promoted.isEmpty()) {
            return Optional.empty();
        }
        boolean isOne = early.size() == 1;
        boolean isNeeded =
                StepOrder.neededByUsers(subject, application).stream().anyMatch(promoted::contains);
        Finding finding = at(
                early,
                "on the way back " + names(early) + (isOne ? " comes" : " come")
                        + " before `promote`: users go home to " + application.primary() + " before the writer of "
                        + Listed.names(promoted),
                "until the promotion their writes fail there, go back across the regions, or reach the old copy",
                names(early) + " `after: promote`, or a step before " + (isOne ? "it" : "them") + " that stops writes");
        return Optional.of(isNeeded ? finding : finding.with(Severity.NOTE));
    }

    private Optional<Finding> copied() {
        List<Failover.Step> copying = back.own().stream()
                .filter(step -> isCopy(step)
                        && back.isBeforeUsers(step)
                        && back.own().stream()
                                .noneMatch(
                                        other -> stopsWrites(other) || (waits(other) && !back.isBefore(other, step))))
                .toList();
        return copying.isEmpty()
                ? Optional.empty()
                : Optional.of(at(
                        copying,
                        "on the way back " + names(copying) + (copying.size() == 1 ? " copies" : " copy")
                                + " data home while users write where they are, and no step stops these writes",
                        "what is written after the copy was taken is not in it, and is left behind when users go home",
                        "a step before " + (copying.size() == 1 ? "it" : "them") + " that stops writes, or replication"
                                + " home and a step that waits for it (`action: {waitUntil: {lag: 0s, of: STORE}}`)"));
    }

    private Optional<Finding> unpromoted() {
        return back.namesPromotion() || DataLeftAway.left(subject, application).containsAll(promoted)
                ? Optional.empty()
                : Optional.of(Finding.of(
                                Rule.WAY_BACK_UNSOUND,
                                path + ".steps",
                                "the steps of the way back name no promotion of " + Listed.names(promoted),
                                "until one, " + (promoted.size() == 1 ? "it takes" : "they take") + " no writes in "
                                        + application.primary()
                                        + ": whoever follows these steps sends users home before their writer",
                                "`promote` in `" + path + ".steps`, and the steps before and after it")
                        .with(Severity.NOTE));
    }

    private Optional<Finding> untimed() {
        List<Failover.Step> open = back.untimed();
        if (open.isEmpty() || promoted.isEmpty()) {
            return Optional.empty();
        }
        Duration known = back.shortest();
        String names = names(open);
        return Optional.of(Finding.of(
                        Rule.WAY_BACK_UNSOUND,
                        path + ".steps",
                        "nothing says how long the way back of `" + application.name() + "` takes"
                                + (known.isZero() ? "" : ": " + text(known) + " at least by the steps with a time"),
                        names + (open.size() == 1 ? " has" : " have") + " no `takes`; until the way back has ended "
                                + application.primary()
                                + " is not known to be a place to go to when the next region fails",
                        "`takes` for " + names + ", as the last failback or a drill has measured it")
                .with(Severity.NOTE));
    }

    private Finding at(List<Failover.Step> steps, String statement, String why, String fix) {
        List<String> paths =
                steps.stream().map(step -> path + ".steps." + step.name()).toList();
        return Finding.of(Rule.WAY_BACK_UNSOUND, paths.getFirst(), statement, why, fix)
                .andAt(paths.subList(1, paths.size()));
    }

    private static boolean isCopy(Failover.Step step) {
        return !waits(step)
                && COPIES.matcher(words(step)).find()
                && !FOLLOWS.matcher(words(step)).find();
    }

    /// A step that waits until a copy has caught up.
    private static boolean waits(Failover.Step step) {
        return step.action().filter(action -> action.verb().equals("waitUntil")).isPresent();
    }

    private static boolean stopsWrites(Failover.Step step) {
        return StepPurpose.stopsTheOldSide(step)
                || StepPurpose.stopsWrites(step)
                || STOPS_WRITES.matcher(words(step)).find();
    }

    private static String words(Failover.Step step) {
        String does = step.action().map(Failover.Action::argument).orElse("");
        return (step.name() + " " + does).toLowerCase(Locale.ROOT);
    }

    private static String names(List<Failover.Step> steps) {
        return Listed.names(steps.stream().map(Failover.Step::name).toList());
    }
}
