package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.bounds.Lease;
import dev.meridian.bounds.RecoveryTime;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.mechanisms.PlanningValue;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The detection of a lost region and the decision to leave it, with the time that both take. With Meridian's own
/// control hold, lease and votes count; a provider's health checks have none of them, unless the file declares a
/// hold.
final class Decision {
    /// An observer of Meridian's agent that sees silence reports it this often, as in the twin.
    private static final Duration REPORT_EVERY = Duration.ofMillis(100);

    private final Subject subject;
    private final Application application;
    private final FailoverPolicy policy;
    private final Failover said;
    private final Figures figures;
    private final boolean providerRun;

    Decision(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.policy = application.failover();
        this.said = subject.said(application).failover();
        this.figures = new Figures(subject);
        this.providerRun = subject.isProviderRun(application);
    }

    /// The needs of a move.
    ///
    /// @param asked whether people are asked although the mode would not
    /// @param fences whether a primary has to be fenced before another one is promoted
    /// @param home whether the voter of the primary's region goes on
    record Need(Asked asked, boolean fences, boolean home) {}

    /// @param target the destination, where one is known
    RecoveryTime.Control control(Optional<RegionName> target, Need need) {
        Asked asked = need.asked();
        Watch watch = new Watch(subject, application, asked == Asked.NEVER);
        Watch.Notices notices = watch.notices();
        boolean decided = policy.mode() != Mode.AUTOMATIC || !isJudged() || notices == Watch.Notices.PEOPLE;
        boolean isHeard = need.home()
                || hasQuorum()
                || Needed.voters(subject, application).isEmpty();
        Term people = afterNotice(watch, people(asked, notices, decided, isHeard));
        return new RecoveryTime.Control(
                watch.every(),
                watch.timeout(),
                watch.failures(),
                providerRun && asked == Asked.NEVER ? Figures.none("hold") : hold(),
                providerRun ? Figures.none("report") : report(),
                policy.lease().silentAfter(),
                people,
                providerRun || !need.fences() ? Optional.empty() : Optional.of(lease()),
                providerRun ? Figures.none("voters") : voters(target));
    }

    /// Without anything to promote or to turn nothing has to be detected or decided.
    RecoveryTime.Control none() {
        return new RecoveryTime.Control(
                Figures.none("probe"),
                Figures.none("timeout"),
                1,
                Figures.none("hold"),
                Figures.none("report"),
                Duration.ZERO,
                Figures.none("people"),
                Optional.empty(),
                Figures.none("voters"));
    }

    private Term people(Asked asked, Watch.Notices notices, boolean decided, boolean isHeard) {
        boolean noticed = notices == Watch.Notices.PEOPLE;
        boolean atLast = notices == Watch.Notices.PEOPLE_AT_LAST;
        if (asked == Asked.NEVER && !noticed && !atLast) {
            return Figures.none("people");
        }
        if (!isHeard) {
            return unheard();
        }
        if (asked == Asked.ALWAYS || noticed || (decided && asked != Asked.NEVER)) {
            return people();
        }
        if (atLast) {
            return perhaps(people()).named("people, where no time of a check is known,");
        }
        return asked == Asked.PERHAPS ? perhaps(people()) : Figures.none("people");
    }

    /// The time of people without the part that the detection has. Of a planning value for both, the rest is left.
    /// Where the file does not say when people notice, the detection is unknown, and what it says of their
    /// decision is the rest.
    private Term afterNotice(Watch watch, Term people) {
        Optional<Duration> deciding = said.human().decide();
        boolean isNoticeMissing =
                watch.notices() == Watch.Notices.PEOPLE && said.human().notice().isEmpty();
        if (isNoticeMissing && deciding.isPresent() && people.span().plan().isPresent()) {
            return figures.said(people.name(), path("human.decide"), deciding.get());
        }
        if (!watch.isByPeople() || people.isNothing() || people.span().equals(Span.NEVER)) {
            return people;
        }
        Span rest = people.span().after(Span.exactly(said.human().notice().orElseThrow()));
        Optional<Duration> decide = said.human().decide();
        return decide.isEmpty()
                ? Figures.planned(PlanningValue.PEOPLE, path("human.decide"))
                        .named(people.name())
                        .with(rest)
                : figures.said(people.name(), path("human.decide"), decide.get())
                        .with(rest);
    }

    /// Whether people are asked.
    enum Asked {
        /// Never: health checks move the users, and every store recovers by itself.
        NEVER,
        /// As the mode says.
        AS_SAID,
        /// When more may be lost than is promised: at best they are not.
        PERHAPS,
        /// Always, because nothing of the kind starts by itself.
        ALWAYS
    }

    private static Term report() {
        return new Term(
                "report",
                Span.exactly(REPORT_EVERY),
                Term.Basis.DERIVED,
                "an observer of Meridian's agent reports every 100 ms",
                Optional.empty());
    }

    private static Term perhaps(Term people) {
        return people.with(new Span(Optional.of(Duration.ZERO), people.span().plan()));
    }

    private String path(String key) {
        return subject.path(application.name(), "failover." + key);
    }

    private boolean isSaid(String path) {
        return subject.topology().sources().at(path).isPresent();
    }

    /// A verdict stands for `hold`, and for as long as the quickest trigger asks. Users whom a front turns by its
    /// own checks wait for neither.
    private Term hold() {
        boolean counts = !providerRun || isSaid(path("hold"));
        Term hold = counts ? figures.said("hold", path("hold"), policy.hold()) : Figures.none("hold");
        List<Failover.Trigger> moving = said.triggers().values().stream()
                .filter(trigger -> trigger.act() == Failover.Act.FAILOVER)
                .toList();
        Optional<Failover.Trigger> quickest = moving.stream()
                .min(Comparator.comparing(trigger -> trigger.lasting().orElse(Duration.ZERO)));
        return quickest.filter(trigger -> trigger.lasting().isPresent())
                .map(trigger -> figures.said(
                                "hold",
                                path("triggers." + trigger.name() + ".for"),
                                trigger.lasting().orElseThrow())
                        .with(hold.span().plus(Span.exactly(trigger.lasting().orElseThrow()))))
                .orElse(hold);
    }

    Lease lease() {
        return Losses.lease(policy);
    }

    /// People who are called and decide; what the file says of them, else the declared time of an answer to a
    /// page, else a planning value. Of one half that is said the other one is part of the planning value.
    Term people() {
        Optional<Duration> notice = said.human().notice();
        Optional<Duration> decide = said.human().decide();
        Term planned =
                Figures.planned(PlanningValue.PEOPLE, path("human.decide")).named("people");
        if (notice.isEmpty() && decide.isEmpty()) {
            return ResponseTimes.people(subject).orElse(planned);
        }
        boolean deciding = decide.isPresent() && decide.get().compareTo(notice.orElse(Duration.ZERO)) >= 0;
        Duration both = notice.orElse(Duration.ZERO).plus(decide.orElse(Duration.ZERO));
        Term term = figures.said("people", path(deciding ? "human.decide" : "human.notice"), both);
        boolean whole = notice.isPresent() && decide.isPresent();
        return whole
                ? term
                : term.with(new Span(
                        Optional.of(both), planned.span().max(term.span()).plan()));
    }

    /// An order is an entry of the log, which takes none without a majority
    /// (docs/adr/0008-a-persons-order-is-an-entry.md).
    private Term unheard() {
        return Figures.derived(
                "no order is taken without a majority of `failover.control.in`",
                Span.NEVER,
                "without " + application.primary() + " " + survivors().size() + " of "
                        + policy.controlIn().size() + " voters "
                        + (survivors().size() == 1 ? "is" : "are") + " left",
                path("control.in"));
    }

    /// Whether the engine would move by itself: two voters at least see the primary from outside, and are a
    /// majority.
    private boolean isJudged() {
        return providerRun || (survivors().size() >= 2 && hasQuorum());
    }

    /// Whether those of the control who are left are more than half of it.
    private boolean hasQuorum() {
        int all = policy.controlIn().size();
        return providerRun || survivors().size() > all / 2;
    }

    private List<RegionName> survivors() {
        List<RegionName> survivors = new ArrayList<>(policy.controlIn());
        survivors.remove(application.primary());
        return survivors;
    }

    /// From the target to the farthest of those that a majority needs beside it.
    private Term voters(Optional<RegionName> target) {
        List<Term> distances = new ArrayList<>();
        target.ifPresent(from -> survivors().stream()
                .filter(other -> !other.equals(from))
                .forEach(other -> distances.add(figures.distance("voters", from, other))));
        distances.sort(Comparator.comparing(term -> term.span().plan().orElse(Duration.ZERO)));
        int needed = policy.controlIn().size() / 2;
        return needed < 1 || distances.size() < needed ? Figures.none("voters") : distances.get(needed - 1);
    }

    static Duration distance(Subject subject, RegionName a, RegionName b) {
        return subject.blueprint().roundTrip(a, b).map(RoundTrip::p50).orElse(Duration.ZERO);
    }
}
