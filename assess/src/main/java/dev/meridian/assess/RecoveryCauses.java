package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Need;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The causes for which a recovery does not end or is alone above its promise, as instructions: a fix is true as a
/// whole only if it names each of them.
final class RecoveryCauses {
    private final Subject subject;

    RecoveryCauses(Subject subject) {
        this.subject = subject;
    }

    /// The stores that need another mechanism, where several lose more than is promised.
    static String forEach(JudgedStake one) {
        List<String> losing = losing(one);
        return one.stake().objective() == Promise.Objective.RTO || losing.size() < 2
                ? ""
                : " for each of " + Listed.plain(losing) + ", which are alone above "
                        + text(one.stake().bound());
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

    /// What has a figure, where its sum alone is above the promise: what the recovery takes once each term without
    /// a bound has one.
    private String remainder(JudgedStake one) {
        List<Term> known = one.outcome().knownTerms();
        Duration bound = one.stake().bound();
        Optional<Duration> best = above(known, bound, true);
        Optional<Duration> sum = best.or(() -> above(known, bound, false));
        return sum.map(time -> "; that is not all: what else has a figure takes " + text(time)
                        + (best.isPresent() ? " at best" : " as planned") + ", above " + text(bound) + " too"
                        + new QuickerTerms(subject, one.stake().application())
                                .fix(known, bound, best.isPresent())
                                .map(fix -> ": " + fix)
                                .orElse(""))
                .orElse("");
    }

    private static Optional<Duration> above(List<Term> terms, Duration bound, boolean best) {
        return Optional.of(terms.stream()
                        .flatMap(term -> Outcome.side(term, best).stream())
                        .reduce(Duration.ZERO, Duration::plus))
                .filter(sum -> sum.compareTo(bound) > 0);
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
            String way = path.endsWith(".switch")
                    ? "a way to move the users of `" + path.split("\\.", -1)[2] + "`, and its `switch`"
                    : new Sites(subject, application).secondPlace(path.split("\\.", -1)[2]);
            return way + besideOthers(application, path.split("\\.", -1)[2]);
        }
        if (path.endsWith(".voters") || path.endsWith(".survive") || path.endsWith(".members")) {
            return "votes that leave a majority without any one region";
        }
        return path.startsWith("data.")
                ? ofStore(path.split("\\.", -1)[1], of)
                : "another way than `" + term.name() + "`";
    }

    /// The way by the entrances of the same service that are moved, for users of one that is not.
    private String besideOthers(Application application, String left) {
        Fronts fronts = new Fronts(subject, application);
        Topology.Entrance entrance =
                Objects.requireNonNull(subject.topology().traffic().entrances().get(left));
        List<String> moved = fronts.entrances().stream()
                .filter(other -> fronts.turn(other) != Fronts.Turn.NOTHING
                        && Fronts.service(other).equals(Fronts.service(entrance)))
                .map(Topology.Entrance::name)
                .toList();
        return moved.isEmpty() ? "" : ", or its users sent to " + Listed.names(moved) + " for good";
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
                : StrandedBackups.of(subject, subject.store(store))
                        .map(StrandedBackups::fix)
                        .orElse("a copy of `" + store + "` that another region can promote, or a backup there");
    }
}
