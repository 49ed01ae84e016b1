package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The causes for which a recovery does not end or is alone above its promise, as instructions: a fix is true as a
/// whole only if it names each of them.
final class RecoveryCauses {
    private final Subject subject;

    RecoveryCauses(Subject subject) {
        this.subject = subject;
    }

    /// The things that need another mechanism, where they are several: terms of a recovery, or stores that lose,
    /// each alone above the promise.
    static String forEach(JudgedStake one) {
        List<String> above = one.stake().objective() == Promise.Objective.RTO ? aloneAbove(one) : losing(one);
        if (above.size() < 2) {
            return "";
        }
        List<String> numbers = one.outcome().terms().stream()
                .filter(term -> term.path().filter(Candidate::isNumber).isPresent())
                .map(AttainabilityFindings::nameOf)
                .toList();
        List<String> others =
                above.stream().filter(name -> !numbers.contains(name)).toList();
        List<String> named = others.isEmpty() ? above : others;
        List<String> less = above.stream().filter(name -> !named.contains(name)).toList();
        return " for " + (named.size() == 1 ? "" : "each of ") + Listed.plain(named)
                + (named.size() == 1 ? ", which is alone above " : ", which are alone above ")
                + text(one.stake().bound())
                + (less.isEmpty() ? "" : ", and less of " + Listed.plain(less));
    }

    private static List<String> losing(JudgedStake one) {
        return one.outcome().losses().entrySet().stream()
                .filter(loss ->
                        loss.getValue().span().cannotBeWithin(one.stake().bound()))
                .map(loss -> "`" + loss.getKey() + "`")
                .toList();
    }

    /// What ends a recovery that does not end, and what stands against the promise then.
    String mended(JudgedStake one) {
        return String.join(
                        "; ",
                        endings(
                                one.stake().application(),
                                causes(one),
                                one.stake().disruption()))
                + remainder(one);
    }

    /// What has to change for each term without end. Steps that another finding tells the way out of are named
    /// together, with the id of that finding; steps that repair the lost region end by themselves once users are
    /// moved without them.
    ///
    /// @param of the kind of disruption: a copy does not help against damage, since it has the damage too
    List<String> endings(Application application, List<Term> endless, Promise.Disruption of) {
        LostStepRules rules = new LostStepRules(subject, application);
        List<String> told = new ArrayList<>();
        List<String> repairs = new ArrayList<>();
        SequencedSet<String> endings = new LinkedHashSet<>();
        for (Term term : endless) {
            Optional<Failover.Step> step = step(application, term);
            if (step.filter(rules::isRepair).isPresent()) {
                repairs.add(step.get().name());
            } else if (step.map(Failover.Step::name).filter(rules::isReported).isPresent()) {
                told.add(step.get().name());
            } else {
                endings.add(ending(application, term, of));
            }
        }
        if (!told.isEmpty()) {
            endings.addFirst((told.size() == 1 ? "the step " : "the steps ")
                    + Listed.names(told.stream().distinct().toList()) + " as "
                    + Rule.STEP_NEEDS_THE_LOST_REGION.id() + " says");
        }
        if (!repairs.isEmpty()) {
            endings.add("and then no step in " + application.primary() + " before `route` ("
                    + Listed.names(repairs.stream().distinct().toList()) + ")");
        }
        return List.copyOf(endings);
    }

    /// The declared step that a term is about.
    private Optional<Failover.Step> step(Application application, Term term) {
        String steps = subject.path(application.name(), "failover.steps.");
        return term.path()
                .filter(path -> path.startsWith(steps))
                .map(path -> path.substring(steps.length()).replaceFirst("\\..*", ""))
                .map(subject.said(application).failover().steps()::get);
    }

    /// Each term without end: those of the sum, and those of stores and services that come back side by side with
    /// one of them.
    private List<Term> causes(JudgedStake one) {
        Stake stake = one.stake();
        List<Term> causes = new ArrayList<>(one.outcome().allEndless());
        stake.reach().awaited(subject, stake.disruption(), stake.application().primary()).stream()
                .map(store -> subject.wayBack(store, stake.disruption()).recovery())
                .filter(recovery -> recovery.span().best().isEmpty())
                .forEach(causes::add);
        if (stake.disruption() == Promise.Disruption.REGION) {
            causes.addAll(OnePlaceServices.terms(subject, stake.application(), stake.reach()));
        }
        return causes;
    }

    /// What stands against a promise beside a finding that names one cause of an endless recovery: the other
    /// causes, and the sum of the terms that end. Empty where that cause is the only one.
    ///
    /// @param isNamed whether the finding names the cause of a term
    String beside(JudgedStake one, Predicate<Term> isNamed) {
        List<Term> others =
                causes(one).stream().filter(term -> !isNamed.test(term)).toList();
        String more = String.join(
                "; ", endings(one.stake().application(), others, one.stake().disruption()));
        return (more.isEmpty() ? "" : "; and " + more) + remainder(one);
    }

    /// The terms that end, where their sum alone is above the promise: what the recovery takes without those that
    /// do not.
    private static String remainder(JudgedStake one) {
        List<Term> ending = one.outcome().terms().stream()
                .filter(term -> term.span().best().isPresent())
                .toList();
        Duration rest =
                ending.stream().map(term -> term.span().best().orElseThrow()).reduce(Duration.ZERO, Duration::plus);
        Duration bound = one.stake().bound();
        return rest.compareTo(bound) <= 0
                ? planned(ending, bound)
                : "; that is not all: what else has a figure takes " + text(rest) + " at best, above " + text(bound)
                        + " too: less of "
                        + ending.stream()
                                .sorted(Comparator.comparing((Term term) ->
                                                term.span().best().orElseThrow())
                                        .reversed())
                                .limit(2)
                                .filter(term -> !term.isNothing())
                                .map(AttainabilityFindings::nameOf)
                                .collect(Collectors.joining(" and "));
    }

    /// The same as planned, where the sum is above the promise only then. Terms without a figure are left out.
    private static String planned(List<Term> ending, Duration bound) {
        List<Term> known =
                ending.stream().filter(term -> term.span().plan().isPresent()).toList();
        Duration plan =
                known.stream().map(term -> term.span().plan().orElseThrow()).reduce(Duration.ZERO, Duration::plus);
        return plan.compareTo(bound) <= 0
                ? ""
                : "; that is not all: what else has a figure takes " + text(plan) + " as planned, above " + text(bound)
                        + " too: less of "
                        + known.stream()
                                .sorted(Comparator.comparing((Term term) ->
                                                term.span().plan().orElseThrow())
                                        .reversed())
                                .limit(2)
                                .filter(term -> !term.isNothing())
                                .map(AttainabilityFindings::nameOf)
                                .collect(Collectors.joining(" and "));
    }

    /// The terms that are alone above the promise: each of them has to go.
    static List<String> aloneAbove(JudgedStake one) {
        return one.outcome().terms().stream()
                .filter(term -> term.span()
                        .best()
                        .filter(time -> time.compareTo(one.stake().bound()) > 0)
                        .isPresent())
                .map(AttainabilityFindings::nameOf)
                .distinct()
                .toList();
    }

    /// Whether a service or a store says in `dependsOn` that it cannot do without a service.
    private boolean isNeededHard(String service) {
        return Stream.concat(
                        subject.blueprint().services().keySet().stream(),
                        subject.blueprint().stores().keySet().stream())
                .anyMatch(other -> Reach.needs(subject, other).get(service) == Need.HARD);
    }

    /// The thing that has to change where a term never ends.
    private String ending(Application application, Term term, Promise.Disruption of) {
        String path = term.path().orElse("");
        Optional<Failover.Step> step = step(application, term);
        if (step.isPresent()) {
            return "nothing that waits for the step `" + step.get().name() + "` before users are served";
        }
        if (path.startsWith("services.")) {
            String service = path.split("\\.", -1)[1];
            return "`" + service + "` in another region too (`" + path + "`)"
                    + (isNeededHard(service) ? ", or `soft` where others need it and can do without" : "");
        }
        if (path.startsWith("traffic.entrances.")) {
            return path.endsWith(".switch")
                    ? "a way to move the users of `" + path.split("\\.", -1)[2] + "`, and its `switch`"
                    : new Sites(subject, application).secondPlace(path.split("\\.", -1)[2]);
        }
        if (path.endsWith(".voters") || path.endsWith(".survive") || path.endsWith(".members")) {
            return "votes that leave a majority without any one region";
        }
        return path.startsWith("data.")
                ? ofStore(path.split("\\.", -1)[1], of)
                : "another way than `" + term.name() + "`";
    }

    /// What brings a store back that has no way back. No backup can be taken of messages in a queue or a stream.
    private String ofStore(String store, Promise.Disruption of) {
        boolean isDamage = of == Promise.Disruption.CORRUPTION || of == Promise.Disruption.BAD_DEPLOY;
        if (RegionalKinds.carriesMessages(subject.store(store).kind())) {
            return isDamage
                    ? "a history that `" + store + "` is replayed from (`recover.replay`)"
                    : "for `" + store + "` " + Listed.either(new CopyFixes(subject).ofMessages(subject.store(store)));
        }
        return isDamage
                ? "a backup of `" + store + "` (`backup`), or `versioning` where its kind has it"
                : "a copy of `" + store + "` that another region can promote, or a backup there";
    }
}
