package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Replication;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A check of how writes that are taken somewhere get where they are needed.
final class ReplicationRules {
    private final Subject subject;
    private final Store store;
    private final Storage.Store said;
    private final List<Finding> findings;

    private ReplicationRules(Subject subject, Store store, List<Finding> findings) {
        this.subject = subject;
        this.store = store;
        this.said = subject.said(store);
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Store store : subject.blueprint().stores().values()) {
            ReplicationRules rules = new ReplicationRules(subject, store, findings);
            WriterRules.check(subject, store, findings);
            ConflictRules.check(subject, store, findings);
            rules.synchronous();
            rules.unknown();
            rules.target();
            Offered.check(subject, store, findings);
            RegionPairRules.check(subject, store, findings);
            PairsInOneRegion.check(subject, store, findings);
            MechanismPlaces.check(subject, store, findings);
        }
    }

    private String path(String key) {
        return "data." + store.name() + ".replication" + (key.isEmpty() ? "" : "." + key);
    }

    private Replication replication() {
        return store.replication();
    }

    private void synchronous() {
        if (replication().mode() != ReplicationMode.SYNC) {
            return;
        }
        if (!replication().stopWithoutStandby()) {
            findings.add(Finding.of(
                    Rule.COMMITS_GO_ON_ALONE,
                    path("ifNoStandby"),
                    "commits of `" + store.name() + "` go on when no standby answers",
                    "what is acknowledged then exists in " + store.writer() + " only",
                    "`ifNoStandby: stop`: writes wait until a standby is back"));
        }
        Map<String, List<RegionName>> apart = new LinkedHashMap<>();
        said.replication().map(Storage.Replication::edges).orElseGet(LinkedHashMap::new).values().stream()
                .filter(edge -> edge.waitFor().isPresent())
                .map(edge -> Map.entry(edge, standbys(edge.name())))
                .filter(edge -> !edge.getValue().isEmpty())
                .forEach(edge -> apart.put(edge.getKey().name(), edge.getValue()));
        if (apart.isEmpty()) {
            provable(said.replication().flatMap(Storage.Replication::waitFor), "waitFor", standbys(""));
        }
        apart.forEach((edge, ends) -> provable(waitFor(edge), "edges." + edge + ".waitFor", ends));
    }

    private Optional<Storage.WaitFor> waitFor(String edge) {
        return said.replication()
                .flatMap(all -> Optional.ofNullable(all.edges().get(edge)))
                .flatMap(Storage.Edge::waitFor);
    }

    /// Where the synchronous edges of one name lead from the writer; of all for an empty one.
    private List<RegionName> standbys(String name) {
        return replication().edges().stream()
                .filter(edge -> name.isEmpty()
                        || edge.name().equals(name)
                        || edge.name().startsWith(name + "."))
                .filter(edge ->
                        edge.mode() == ReplicationMode.SYNC && edge.from().equals(store.writer()))
                .map(Edge::to)
                .distinct()
                .toList();
    }

    /// Standbys that are named have everything; of any so many nobody knows which.
    private void provable(Optional<Storage.WaitFor> whom, String key, List<RegionName> standbys) {
        int waits = switch (whom.orElse(new Storage.WaitFor.Some(1))) {
            case Storage.WaitFor.Some(int some) -> some;
            case Storage.WaitFor.All _, Storage.WaitFor.Named _ -> standbys.size();
        };
        int needed = standbys.size() - waits + 1;
        if (needed > 1) {
            findings.add(Finding.of(
                    Rule.LOSS_NOT_PROVABLE,
                    path(key),
                    "a commit of `" + store.name() + "` waits for " + waits + " of " + standbys.size()
                            + " standbys: after the loss of " + store.writer() + " " + needed
                            + " of them have to answer",
                    "R + W > N: " + needed + " + " + waits + " > " + standbys.size()
                            + ", so one of those who answer has every acknowledged write; with fewer nothing is proven",
                    "`waitFor: all` if one survivor shall do; a commit then needs all standbys"));
        }
    }

    /// A lag that the file itself allows, above the loss that it promises. No such promise counts what is
    /// disposable.
    private void target() {
        if (said.disposable()) {
            return;
        }
        Optional<Duration> target = said.replication().flatMap(Storage.Replication::target);
        Optional<Stake> promise = subject.stakes().stream()
                .filter(stake -> stake.objective() == Promise.Objective.RPO
                        && stake.disruption() == Promise.Disruption.REGION
                        && !stake.isClaim()
                        && stake.reach().lost().contains(store.name()))
                .min(Comparator.comparing(Stake::bound));
        if (target.isPresent()
                && promise.isPresent()
                && target.get().compareTo(promise.get().bound()) > 0) {
            findings.add(Finding.of(
                            Rule.PROMISES_CONTRADICT,
                            path("target"),
                            "`" + store.name() + "` may lag by " + Durations.text(target.get()) + ", and `"
                                    + promise.get().path() + "` allows a loss of "
                                    + Durations.text(promise.get().bound()),
                            "what lags is lost with the region: " + Durations.text(target.get()) + " > "
                                    + Durations.text(promise.get().bound()),
                            kept(promise.get().bound(), target.get()))
                    .about(promise.get().path()));
        }
    }

    /// What keeps a promise: a copy that lags keeps none of no loss, whatever it aims at.
    private String kept(Duration promised, Duration target) {
        Duration planned =
                lossAsPlanned().filter(loss -> loss.compareTo(target) > 0).orElse(target);
        String other = "`objectives: {rpo: " + Durations.text(planned) + "}` for this store";
        if (promised.isZero()) {
            return other + ", since no `target` of a copy that lags keeps 0s";
        }
        return (isOwed(promised) ? "a mechanism with a smaller lag" : "a smaller `target`") + ", or " + other;
    }

    /// The loss that is planned with for the mechanism of the copies, whatever a target says.
    private Optional<Duration> lossAsPlanned() {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return store.replication().edges().stream()
                .flatMap(edge -> mechanisms.across(store, edge).stream())
                .flatMap(found -> found.loss().plan().stream())
                .max(Comparator.naturalOrder());
    }

    /// Whether the provider owes a lag above a promise: no setting makes it owe a smaller one. Replication time
    /// control of Amazon S3 takes 15 minutes and no other value (Amazon S3 API reference, ReplicationTimeValue,
    /// 2026-11).
    private boolean isOwed(Duration promised) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        return store.replication().edges().stream()
                .flatMap(edge -> mechanisms.across(store, edge).stream())
                .anyMatch(found -> found.committed()
                        && found.loss()
                                .plan()
                                .filter(owed -> owed.compareTo(promised) > 0)
                                .isPresent());
    }

    private void unknown() {
        if (!Outcome.isUnknown(store) || said.disposable()) {
            return;
        }
        Optional<String> promise = subject.stakes().stream()
                .filter(stake -> stake.disruption() == Promise.Disruption.REGION)
                .filter(stake -> (stake.objective() == Promise.Objective.RPO
                                ? stake.reach().lost()
                                : stake.reach().stores())
                        .contains(store.name()))
                .max(Comparator.comparing(Stake::objective))
                .map(Stake::path);
        String rests = promise.map(at -> ", and `" + at + "` rests on it").orElse("");
        Finding finding = UnknownReplication.of(store, said).finding(path("mode"), rests);
        findings.add(promise.map(finding::about).orElseGet(() -> finding.with(Severity.WARNING)));
    }
}
