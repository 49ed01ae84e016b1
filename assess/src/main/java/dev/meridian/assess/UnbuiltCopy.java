package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Span;
import dev.meridian.bounds.Term;
import dev.meridian.topology.Claim;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A claim with a figure about a copy that the file says is not there: its `value` is a way of copying, and the
/// store has none. Another way back of the store, such as a restore by its provider, says nothing of that copy.
///
/// @param value the way of copying that the document has
record UnbuiltCopy(Stake stake, Store store, String value) {
    static Optional<UnbuiltCopy> of(Subject subject, Stake stake) {
        return stake.claim(subject).flatMap(claim -> of(subject, stake, claim));
    }

    private static Optional<UnbuiltCopy> of(Subject subject, Stake stake, Claim claim) {
        String[] path = claim.at().orElse("").split("\\.", -1);
        boolean isOfACopy = path.length > 2
                && path[0].equals("data")
                && path[2].equals("replication")
                && subject.blueprint().stores().containsKey(path[1]);
        Optional<String> value = claim.value().filter(said -> !said.equals("none") && !said.equals("unknown"));
        if (!isOfACopy || value.isEmpty()) {
            return Optional.empty();
        }
        Store store = subject.store(path[1]);
        boolean hasEdges = subject.said(store)
                .replication()
                .filter(said -> !said.edges().isEmpty())
                .isPresent();
        return store.replication().mode() == ReplicationMode.NONE && !hasEdges
                ? Optional.of(new UnbuiltCopy(stake, store, value.get()))
                : Optional.empty();
    }

    private String path() {
        return "data." + store.name() + ".replication.mode";
    }

    /// Nothing that exists keeps the figure.
    Outcome outcome() {
        Term never = Figures.derived(
                "no copy as the claim has it",
                Span.NEVER,
                "the file has `replication: none` of `" + store.name() + "`",
                path());
        boolean isLoss = stake.objective() == Promise.Objective.RPO;
        SequencedMap<String, Term> losses = new LinkedHashMap<>();
        if (isLoss) {
            losses.put(store.name(), never);
        }
        String sum = store.name() + ": " + never.name();
        return new Outcome(
                never.span(),
                Optional.empty(),
                true,
                List.of(never),
                List.of(),
                losses,
                sum,
                sum,
                Optional.of(store.name()).filter(_ -> isLoss),
                List.of(Promise.Part.of(
                        store.name(),
                        AttainabilityFindings.words(Optional.empty()),
                        AttainabilityFindings.words(Optional.empty()),
                        never.name(),
                        Promise.Origin.of(never))));
    }

    Finding refuted() {
        return Finding.of(
                        Rule.CLAIM_REFUTED,
                        stake.path(),
                        "`" + stake.owner() + "` says " + stake.objective().text() + " " + text(stake.bound())
                                + " of a copy of `" + store.name() + "` that is not there",
                        "the claim has " + value + ", and `" + path()
                                + "` is none; no other way back of the store keeps a figure of that copy",
                        "strike the claim, or build the copy and declare it as `replication`")
                .about(stake.path());
    }
}
