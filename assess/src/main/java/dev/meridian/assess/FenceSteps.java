package dev.meridian.assess;

import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The steps of a plan that can be taken for a fence: done before the promotion, in a failover without time too,
/// and known to take the writes of the old primary away. A program of unknown effect is no fence: a
/// script that only asks the old primary is not heard behind a cut link.
final class FenceSteps {
    /// Commands that stop or isolate machines and databases from outside: fence agents of Pacemaker
    /// (`fence_aws` and others, `stonith`), the AWS, Google Cloud and Azure command lines, IPMI (their manuals,
    /// 2026-11).
    private static final List<Pattern> COMMANDS = Stream.of(
                    "\\bfence_[a-z]+",
                    "\\bstonith(_admin)?\\b",
                    "\\b(stop|reboot|terminate)-(instances|db-instance|db-cluster)\\b",
                    "\\brevoke-security-group-(ingress|egress)\\b",
                    "\\b(compute|sql) instances (stop|delete|reset)\\b",
                    "--activation-policy[= ]never\\b",
                    "\\bvm (deallocate|stop)\\b",
                    "\\bipmitool\\b.*\\bpower (off|cycle|reset)\\b")
            .map(Pattern::compile)
            .toList();

    /// A step or a program that its author calls a fence.
    private static final Pattern CALLED = Pattern.compile("(^|[^a-z])(fence|fencing|isolate|stonith)([^a-z]|$)");

    private FenceSteps() {}

    /// The first step that is a known fence, or that the file calls one.
    static Optional<Failover.Step> of(Failover failover) {
        return failover.steps().values().stream()
                .filter(step -> !step.forced().skip())
                .filter(step -> step.builtIn()
                        ? step.name().equals("fence") && actions(step).findAny().isPresent()
                        : isBeforePromotion(step) && isFence(step))
                .findFirst();
    }

    /// The first step that is there to stop the old writer, whether its program is a known fence or not. One that
    /// works in another region than the primary stops something there.
    static Optional<Failover.Step> meant(Failover failover, RegionName primary) {
        return failover.steps().values().stream()
                .filter(step -> !step.forced().skip() && isMeantAsFence(step) && !isElsewhere(step, primary))
                .findFirst();
    }

    private static boolean isElsewhere(Failover.Step step, RegionName primary) {
        return step.in().isPresent() && !LostSteps.needsTheRegion(step, primary);
    }

    /// Whether a step is there to keep the old primary from writing: it stops something of it before a promotion.
    /// A snapshot of it keeps nothing from writing.
    static boolean isMeantAsFence(Failover.Step step) {
        return !step.builtIn() && isBeforePromotion(step) && (isFence(step) || StepPurpose.stops(step));
    }

    private static boolean isBeforePromotion(Failover.Step step) {
        return step.before().stream()
                .anyMatch(name -> name.replaceFirst("\\..*", "").equals("promote") || name.equals("fence"));
    }

    private static boolean isFence(Failover.Step step) {
        return actions(step)
                .filter(action -> action.verb().equals("run"))
                .map(action -> action.argument().toLowerCase(Locale.ROOT))
                .anyMatch(program -> CALLED.matcher(step.name()).find()
                        || CALLED.matcher(program).find()
                        || COMMANDS.stream()
                                .anyMatch(known -> known.matcher(program).find()));
    }

    private static Stream<Failover.Action> actions(Failover.Step step) {
        return step.forcedAction().stream();
    }
}
