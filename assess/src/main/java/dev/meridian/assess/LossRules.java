package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What is lost for good, and what is kept only by refusing.
final class LossRules {
    private final Subject subject;
    private final Store store;
    private final Storage.Store said;
    private final CopyFixes fixes;
    private final List<Finding> findings;

    private LossRules(Subject subject, Store store, List<Finding> findings) {
        this.subject = subject;
        this.store = store;
        this.said = subject.said(store);
        this.fixes = new CopyFixes(subject);
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        boolean elsewhere = subject.blueprint().regions().size() > 1;
        for (Store store : subject.blueprint().stores().values()) {
            LossRules rules = new LossRules(subject, store, findings);
            Optional<String> promise = rules.promise();
            if (rules.said.disposable()
                    || StandbyTarget.isOne(subject, store)
                    || StandbyTarget.isFilledAgain(subject, store)) {
                continue;
            }
            if (elsewhere || promise.isPresent()) {
                rules.forGood(promise);
            }
            if (elsewhere) {
                rules.backup();
                DamageRules.check(subject, store, findings);
                ConfigurationCopies.check(subject, store, findings);
                new PartialCopies(subject, store).finding().ifPresent(findings::add);
                StandbyTarget.finding(subject, store).ifPresent(findings::add);
                rules.byRefusing();
                rules.overBudget();
            }
        }
    }

    /// @param promise what the loss breaks; without one it is a warning
    private void forGood(Optional<String> promise) {
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        boolean gone = back.way() == Comeback.Way.LOST
                || (back.way() == Comeback.Way.OWN_ELSEWHERE
                        && back.loss().span().best().isEmpty()
                        && !isPaired());
        if (!gone
                || (StoreContents.areDerived(subject, store) && !isMadeAgain())
                || (promise.isEmpty() && keepsBackupsOfOthersElsewhere())) {
            return;
        }
        boolean maybeCache =
                store.kind() == StoreKind.REDIS && said.use().purposes().isEmpty() && !isMadeAgain();
        boolean isCopied = store.replication().edges().stream().anyMatch(PartialCopies::copies);
        Finding finding = isInFlight() && !isMadeAgain() && !isCopied ? inFlight() : lost();
        Finding judged = maybeCache
                ? finding.withFix("`usedFor: [read-through]` if nothing in it is missed; else " + finding.fix())
                : finding;
        Severity least = StandbyTarget.isFilledAside(subject, store) ? Severity.NOTE : Severity.WARNING;
        findings.add(promise.map(judged::about).orElseGet(() -> judged.with(least)));
    }

    /// Whether each region has a primary, and what is between them copies no record: another finding says so.
    private boolean isPaired() {
        return store.replication().mode() != ReplicationMode.NONE && new Takeover(subject).hasOtherWriters(store);
    }

    private Finding inFlight() {
        return Finding.of(
                Rule.IN_FLIGHT_LOST,
                "data." + store.name(),
                "what is in flight in `" + store.name() + "` is lost with "
                        + (servesElsewhere() ? "the region that it is in" : store.writer()),
                "it is not replicated, and `recover` names no history that it could be replayed from",
                Listed.either(Stream.concat(
                                Stream.of("`recover: {replay: {from: STORE, covers: 7d, takes: 20m}}`"),
                                fixes.ofMessages(store).stream())
                        .toList()));
    }

    private Finding lost() {
        String at = "data." + store.name();
        String lost = "`" + store.name() + "` is lost with " + store.writer() + ": ";
        Optional<String> source = source();
        if (source.isPresent()) {
            return lostWith(source.get(), at, lost);
        }
        Optional<StrandedBackups> stranded = stranded();
        if (stranded.isPresent()) {
            return Finding.of(
                    Rule.LOST_WITH_ITS_REGION,
                    at,
                    lost + stranded.get().loss(),
                    stranded.get().reason(),
                    stranded.get().fix());
        }
        List<RegionName> barred = barred();
        if (!barred.isEmpty()) {
            return Finding.of(
                    Rule.LOST_WITH_ITS_REGION,
                    at,
                    lost + Listed.regions(barred) + (barred.size() == 1 ? " has" : " have")
                            + " a copy that may not take over",
                    "`promotable: false` there: nobody may fail over to it, and no backup leaves " + store.writer(),
                    "`promotable: true` for " + barred.getFirst() + ", or a backup outside " + store.writer());
        }
        return Finding.of(
                Rule.LOST_WITH_ITS_REGION,
                at,
                lost + where(),
                "no edge out of " + store.writer()
                        + " promotes and brings everything, no backup leaves it, and `recover` names nothing to make"
                        + " it from",
                subject.blueprint().regions().size() > 1
                        ? fixes.elsewhere(store, rpo())
                        : "a second region, a backup in one (`backup.copyTo`), or a promise for the loss of a zone"
                                + " only, with `zones: 2..`");
    }

    /// @param source the store that it would be made again from
    private Finding lostWith(String source, String at, String lost) {
        return Finding.of(
                Rule.LOST_WITH_ITS_REGION,
                at,
                lost + "it is made again from `" + source + "`, which is lost too",
                "a way back leads through something that is gone, and no backup leaves " + store.writer(),
                "for `" + source + "` "
                        + (isOfMessages(source)
                                ? Listed.either(fixes.ofMessages(subject.store(source)))
                                : "`replication`, or a backup elsewhere"));
    }

    /// Its backups, where some are kept elsewhere and no target can use them.
    private Optional<StrandedBackups> stranded() {
        return new Backups(subject).elsewhere(store).way() == Comeback.Way.LOST
                ? Optional.empty()
                : StrandedBackups.of(subject, store);
    }

    /// Whether a store keeps backups alone, of stores that are in other places: what it held is whole in them, and
    /// its loss takes no live state.
    private boolean keepsBackupsOfOthersElsewhere() {
        return Reach.isOnlyForBackups(subject, store.name())
                && subject.blueprint().stores().values().stream()
                        .filter(other -> BackupStore.of(subject, other)
                                .filter(kept -> kept.keeper().equals(store))
                                .isPresent())
                        .noneMatch(other -> other.members().stream().anyMatch(store.members()::contains));
    }

    private boolean isMadeAgain() {
        return source().isPresent();
    }

    /// What it would be made from.
    private Optional<String> source() {
        return said.recover()
                .replay()
                .map(Storage.Replay::from)
                .or(() -> said.recover().rebuild().map(Storage.Rebuild::from));
    }

    /// Whether it would be made from messages, of which no backup can be taken.
    private boolean isOfMessages(String name) {
        return Optional.ofNullable(subject.blueprint().stores().get(name))
                .filter(found -> RegionalKinds.carriesMessages(found.kind()))
                .isPresent();
    }

    /// Where its changes arrive in full and nobody may fail over to; empty where something else is in the way.
    private List<RegionName> barred() {
        List<RegionName> reached =
                List.copyOf(new Losses(subject).reached(store).keySet());
        boolean all = reached.stream()
                .allMatch(region -> Optional.ofNullable(
                                subject.blueprint().regions().get(region))
                        .filter(found -> !found.promotable())
                        .isPresent());
        return all ? reached : List.of();
    }

    private boolean isInFlight() {
        return RegionalKinds.carriesMessages(store.kind());
    }

    private String where() {
        if (store.members().size() == 1) {
            return "it is nowhere else";
        }
        return store.replication().edges().isEmpty()
                ? "what its other members have is their own"
                : "no other member has all of it and may take over";
    }

    /// The promise that the loss breaks. A store in one zone is lost with its zone as with its region.
    private Optional<String> promise() {
        return stake().map(Stake::path);
    }

    /// The most that may be lost, where a promise about loss is broken.
    private Optional<Duration> rpo() {
        return stake().filter(stake -> stake.objective() == Promise.Objective.RPO)
                .map(Stake::bound);
    }

    private Optional<Stake> stake() {
        boolean withItsZone = subject.wayBack(store, Promise.Disruption.ZONE).way() == Comeback.Way.LOST;
        return subject.stakes().stream()
                .filter(stake -> stake.disruption() == Promise.Disruption.REGION
                        || (withItsZone && stake.disruption() == Promise.Disruption.ZONE))
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        ? stake.reach().lost().contains(store.name())
                        : !servesElsewhere() && stake.reach().stores().contains(store.name()))
                .min(Comparator.comparing((Stake stake) -> stake.disruption() != Promise.Disruption.REGION)
                        .thenComparing(stake -> stake.objective() != Promise.Objective.RPO));
    }

    /// Each region has one for itself, so no time to recover depends on the lost one.
    private boolean servesElsewhere() {
        return subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.OWN_ELSEWHERE;
    }

    private void backup() {
        boolean everywhere =
                store.kind() == StoreKind.DYNAMODB && store.members().size() > 1;
        boolean stays = !everywhere
                && said.backup()
                        .filter(backup -> backup.every().isPresent()
                                || backup.pointInTime().isPresent())
                        .isPresent()
                && !new Holders(subject, store).hasBackupsElsewhere()
                && !new Holders(subject, store).areMadeElsewhere();
        if (stays
                && !isOverRegions()
                && new StoreMechanisms(subject).backupsElsewhere(store).isEmpty()) {
            findings.add(Finding.of(
                    Rule.BACKUP_STAYS,
                    "data." + store.name() + ".backup",
                    "the backups of `" + store.name() + "` stay in " + store.writer(),
                    "after the loss of " + store.writer() + past() + ", in the middle of a recovery",
                    fixes.ofBackups(store)));
        }
    }

    /// What is left of the past of a store without its backups: what its edges bring into stores elsewhere.
    private String past() {
        List<String> left = StandbyTarget.edgesInto(said).stream()
                .filter(name -> subject.store(name).members().stream().anyMatch(at -> !at.equals(store.writer())))
                .distinct()
                .toList();
        return left.isEmpty()
                ? " there is no past to go back to"
                : " only what its edges bring into " + Listed.names(left) + " is left of its past";
    }

    /// Whether a store, and with it the place of its backups, is no single region's. A deletion of the database
    /// leaves the backups of Firestore (Google Cloud documentation, Firestore, Back up and restore data: deleting
    /// the source database does not automatically delete related backups; read 2026-11), and Spanner deletes no
    /// instance that has backups unless they are deleted first (provider for Terraform, `google_spanner_instance`,
    /// `force_destroy`; 2026-11). Of other software with votes in several regions no place is known.
    private boolean isOverRegions() {
        return store.kind() == StoreKind.SPANNER
                || store.kind() == StoreKind.FIRESTORE
                || (store.replication().mode() == ReplicationMode.QUORUM
                        && store.members().size() > 1);
    }

    /// What is copied in time by the file's own words may be late on the day, and the budget is what the engine
    /// then goes by. Where nothing bounds the copy, the promise says it.
    private void overBudget() {
        Optional<Duration> promised = store.objectives().rpo();
        Optional<Duration> budget = LossBudget.of(subject, store).flatMap(LossBudget::said);
        Comeback back = subject.wayBack(store, Promise.Disruption.REGION);
        if (promised.isEmpty()
                || budget.filter(most -> most.compareTo(promised.get()) > 0).isEmpty()
                || back.way() != Comeback.Way.PROMOTED
                || StoreContents.areDerived(subject, store)
                || !back.loss().span().isWithin(promised.get())) {
            return;
        }
        String path = subject.path(store.application(), "failover.maxLoss");
        Finding finding = Finding.of(
                Rule.RPO_AT_RISK,
                path,
                "`failover.maxLoss` allows a promotion of `" + store.name() + "` to lose " + text(budget.get())
                        + ", and " + text(promised.get()) + " is promised",
                "when a copy is later than usual, or fewer standbys answer than prove that nothing is lost, the engine"
                        + " goes by the budget and breaks the promise without asking",
                "--set " + path + "=" + text(promised.get()) + ", or no `maxLoss`: silent, it is the store's rpo");
        findings.add(promise().map(finding::about).orElse(finding));
    }

    private void byRefusing() {
        Losses losses = new Losses(subject);
        Optional<Duration> guard = losses.guard(store);
        Optional<Term> loss = new Takeover(subject)
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
