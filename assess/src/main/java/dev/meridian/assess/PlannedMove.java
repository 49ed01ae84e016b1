package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Failover;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The move of a store to another region while its own one is there and willing. Nothing is lost where its commits
/// wait for the copy, or where writes stop and the plan waits until the copy has them all; a move that does less
/// may lose what a lost region loses.
final class PlannedMove {
    /// Words of a step that waits until a copy has what was written. Meridian's choice of 2026-11.
    private static final Pattern CATCHES_UP =
            Pattern.compile("catch[-_ ]?up|caught[-_ ]?up|drain|flush|lag\\b|wait[-_ ]?for|wait ?until|in[-_ ]?sync");

    private final Subject subject;
    private final Figures figures;

    PlannedMove(Subject subject) {
        this.subject = subject;
        this.figures = new Figures(subject);
    }

    /// The way of a store in such a move.
    Comeback of(Store store) {
        Comeback lost = subject.wayBack(store, Promise.Disruption.REGION);
        return switch (lost.way()) {
            case STAYS, OWN_ELSEWHERE, WRITABLE ->
                new Comeback(
                        Comeback.Way.WRITABLE, Figures.none("both sides take writes"), nothing(store), lost.starts());
            case PROMOTED -> new Comeback(Comeback.Way.PROMOTED, promotion(store), loss(store, lost), lost.starts());
            case MADE_AGAIN, RESTORED, WITHOUT_QUORUM, LOST ->
                new Comeback(Comeback.Way.PROMOTED, unknown(store), unknown(store), lost.starts());
        };
    }

    private Term nothing(Store store) {
        return figures.declared(
                "nothing is lost", Span.ZERO, "no side is lost in a planned move", "data." + store.name());
    }

    private Term promotion(Store store) {
        return owner(store)
                .flatMap(owner -> new Steps(subject, owner, Steps.Figure.GRACEFUL).promotion(store))
                .orElseGet(() -> Term.unknown(
                        "planned promotion of `" + store.name() + "`",
                        "declare `" + promotionKey(store) + "`",
                        promotionKey(store)));
    }

    private String promotionKey(Store store) {
        return subject.path(store.application(), "failover.steps.promote.of." + store.name() + ".graceful.takes");
    }

    private Term unknown(Store store) {
        String path = "data." + store.name() + ".replication";
        return Term.unknown(
                "planned move of `" + store.name() + "`",
                "no copy of `" + store.name() + "` is promoted; declare `" + path + "`, or strike the claim",
                path);
    }

    private Term loss(Store store, Comeback lost) {
        if (lost.loss().isNothing()) {
            return lost.loss();
        }
        boolean isWaitedFor = store.replication().edges().stream()
                .filter(Edge::promotes)
                .anyMatch(edge -> edge.mode() == ReplicationMode.SYNC || edge.mode() == ReplicationMode.QUORUM);
        if (isWaitedFor || isDrained(store)) {
            return figures.declared(
                    "writes stop until the copy of `" + store.name() + "` has them all",
                    Span.ZERO,
                    "nothing is promoted before",
                    "data." + store.name());
        }
        String path = owner(store)
                .map(owner -> subject.path(owner.name(), "failover.steps"))
                .orElse("failover.steps");
        return Term.unknown(
                "writes of `" + store.name() + "` under way in a planned move",
                "no step before `promote` stops writes and waits until the copy has them all; declare one, if there"
                        + " is",
                path);
    }

    /// Whether writes stop before the promotion, and are copied before it: by Meridian's own control, or by steps.
    private boolean isDrained(Store store) {
        Optional<Application> owner = owner(store);
        boolean isMeridians =
                owner.filter(application -> !subject.isProviderRun(application)).isPresent()
                        && !store.managed()
                        && !new Takeover(subject).isPromotedByOthers(store);
        return isMeridians
                || owner.filter(application -> before(application).anyMatch(StepPurpose::stopsWrites)
                                && before(application).anyMatch(PlannedMove::catchesUp))
                        .isPresent();
    }

    private Stream<Failover.Step> before(Application application) {
        return subject.said(application).failover().steps().values().stream()
                .filter(step -> !step.builtIn() && !step.graceful().skip())
                .filter(step -> step.before().stream().anyMatch(name -> name.startsWith("promote")));
    }

    private static boolean catchesUp(Failover.Step step) {
        String action = step.graceful()
                .action()
                .or(step::action)
                .map(does -> does.verb() + " " + does.argument())
                .orElse("");
        return CATCHES_UP
                .matcher((step.name() + " " + action).toLowerCase(Locale.ROOT))
                .find();
    }

    private Optional<Application> owner(Store store) {
        return Optional.ofNullable(subject.blueprint().applications().get(store.application()));
    }
}
