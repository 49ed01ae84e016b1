package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is lost for good, and what is kept only by refusing.
final class LossRules {
    private final Subject subject;
    private final Store store;
    private final Storage.Store said;
    private final List<Finding> findings;

    private LossRules(Subject subject, Store store, List<Finding> findings) {
        this.subject = subject;
        this.store = store;
        this.said = Objects.requireNonNull(subject.topology().stores().get(store.name()));
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        if (subject.blueprint().regions().size() < 2) {
            return;
        }
        for (Store store : subject.blueprint().stores().values()) {
            LossRules rules = new LossRules(subject, store, findings);
            rules.forGood();
            rules.backup();
            rules.byRefusing();
        }
    }

    private void forGood() {
        Comeback back = new Comebacks(subject).after(store, Promise.Disruption.REGION);
        if (back.way() != Comeback.Way.LOST || Outcome.isDerived(subject, store)) {
            return;
        }
        Optional<String> promise = promise();
        Finding finding = isInFlight()
                ? Finding.of(
                        Rule.IN_FLIGHT_LOST,
                        "data." + store.name(),
                        "what is in flight in `" + store.name() + "` is lost with " + store.writer(),
                        "it is not replicated, and `recover` names no history that it could be replayed from",
                        "`recover: {replay: {from: STORE, covers: 7d, takes: 20m}}`, or a queue with copies elsewhere")
                : Finding.of(
                        Rule.LOST_WITH_ITS_REGION,
                        "data." + store.name(),
                        "`" + store.name() + "` is lost with " + store.writer() + ": " + where(),
                        "no promoting edge leads out of " + store.writer()
                                + ", no backup leaves it, and `recover` names nothing to make it from",
                        "`replication: async` or stronger, `backup: {every: 1h, copyTo: [REGION]}`, or `recover`");
        boolean maybeCache =
                store.kind() == StoreKind.REDIS && said.use().purposes().isEmpty();
        Finding judged = maybeCache
                ? new Finding(
                        finding.rule(),
                        Severity.WARNING,
                        finding.at(),
                        promise,
                        finding.statement(),
                        finding.why(),
                        "`usedFor: [read-through]` if nothing in it is missed; else " + finding.fix(),
                        finding.arithmetic(),
                        finding.repair(),
                        finding.waived(),
                        finding.also())
                : finding;
        findings.add(promise.map(judged::about).orElseGet(() -> judged.with(Severity.WARNING)));
    }

    private boolean isInFlight() {
        return store.kind() == StoreKind.QUEUE || store.kind() == StoreKind.STREAM || store.kind() == StoreKind.KAFKA;
    }

    private String where() {
        return store.members().size() == 1 ? "it is nowhere else" : "what its other members have is their own";
    }

    /// The promise that the loss breaks.
    private Optional<String> promise() {
        return Stake.of(subject).stream()
                .filter(stake -> stake.disruption() == Promise.Disruption.REGION)
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        ? stake.reach().lost().contains(store.name())
                        : stake.reach().stores().contains(store.name()))
                .map(Stake::path)
                .findFirst();
    }

    private void backup() {
        boolean everywhere =
                store.kind() == StoreKind.DYNAMODB && store.members().size() > 1;
        boolean stays = !everywhere
                && said.backup()
                        .filter(backup -> backup.every().isPresent()
                                || backup.pointInTime().isPresent())
                        .filter(backup -> backup.copyTo().stream()
                                .allMatch(to -> to.equals(store.writer().text())))
                        .isPresent();
        if (stays) {
            findings.add(Finding.of(
                    Rule.BACKUP_STAYS,
                    "data." + store.name() + ".backup",
                    "the backups of `" + store.name() + "` stay in " + store.writer(),
                    "after the loss of " + store.writer() + " there is no past to go back to, in the middle of a"
                            + " recovery",
                    "`copyTo: [REGION]`, another region where the data may be"));
        }
    }

    private void byRefusing() {
        Losses losses = new Losses(subject);
        Optional<Duration> guard = losses.guard(store);
        Optional<Term> loss = new Comebacks(subject)
                .successor(store)
                .map(successor -> Objects.requireNonNull(losses.reached(store).get(successor)));
        boolean refuses = guard.isPresent()
                && loss.filter(term -> term.span().plan().equals(guard)
                                && !term.span().best().equals(guard))
                        .isPresent();
        if (refuses) {
            findings.add(Finding.of(
                    Rule.REFUSES_RATHER_THAN_LOSES,
                    "data." + store.name() + ".replication",
                    "`" + store.name() + "` is copied asynchronously; when its lag is above " + text(guard.get())
                            + " it is not promoted",
                    "nothing bounds the lag, so the promise about loss is kept by waiting for people",
                    "`lag: TIME` with an alarm on it, or `replication: sync`"));
        }
    }
}
