package dev.meridian.mechanisms;

import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.bounds.Span;
import java.util.List;

/// One published way in which a product keeps a store available or brings it back.
///
/// @param id stable, in kebab case: `aurora-global-database`
/// @param name as its provider calls it: `Aurora global database`
/// @param kinds the kinds of store in a topology that it serves
/// @param modes the replication modes of a topology that it implements; empty for a mechanism inside one region
/// @param words the values of `replication.via` that select it; the first is the recommended one. Without `via`
///     the first mechanism of the table that fits provider, kind and mode and is not [#onlyNamed] is the
///     provider's usual one
/// @param onlyNamed whether only a word of `via` selects it, because it is not the provider's usual one of this
///     kind
/// @param levels the values of `replication.consistency` that it implements; empty where the mechanism has one
///     behaviour that cannot be chosen
/// @param covers which disruption it is for
/// @param strong whether an acknowledged write is in another failure domain before it is acknowledged
/// @param writers where the store takes writes while nothing is wrong
/// @param starter who starts the recovery
/// @param recovery from the decision (from the disruption itself where the mechanism decides by itself) until
///     writes are acknowledged again: best and planning value
/// @param loss the time span of acknowledged writes that are lost: best and planning value; without a plan where
///     no publication bounds it
/// @param committed whether the provider owes the plan of the loss by a service level agreement
/// @param onLoss its behaviour when the zone or region of the writer is lost, in one sentence
/// @param onCut its behaviour when the network between the places is cut and both live, in one sentence
public record Mechanism(
        String id,
        Provider provider,
        String name,
        List<StoreKind> kinds,
        List<ReplicationMode> modes,
        List<String> words,
        boolean onlyNamed,
        List<String> levels,
        Covers covers,
        boolean strong,
        Writers writers,
        Starter starter,
        Span recovery,
        Span loss,
        boolean committed,
        String onLoss,
        String onCut,
        Source source) {
    public Mechanism {
        kinds = List.copyOf(kinds);
        modes = List.copyOf(modes);
        words = List.copyOf(words);
        levels = List.copyOf(levels);
    }

    /// The disruption that a mechanism is for.
    public enum Covers {
        /// The loss of a zone.
        ZONE,
        /// The loss of a region.
        REGION,
        /// Damaged data: it restores an earlier state in the same region.
        DAMAGE,
        /// Damaged data or a lost region: it restores an earlier state in another region.
        DAMAGE_ELSEWHERE
    }

    /// Where a store takes writes.
    public enum Writers {
        /// One region, or one zone.
        ONE,
        /// Every place that has a member.
        EVERY
    }

    /// What starts the recovery.
    public enum Starter {
        /// The mechanism itself, including detection: no lease, hold or fence of the failover control is involved.
        ITSELF,
        /// A call by the failover control.
        CONTROL,
        /// A person, because the provider offers no unattended way.
        PERSON
    }

    /// The name of what is lost, for example `lag of Aurora global database`.
    public String lossName() {
        return switch (covers) {
            case ZONE -> product();
            case REGION -> strong || loss.equals(Span.ZERO) ? product() : "lag of " + product();
            case DAMAGE, DAMAGE_ELSEWHERE -> "since the last restorable moment, " + name;
        };
    }

    /// The name without the act of taking over.
    private String product() {
        return name.replaceFirst(
                " (zone-redundant |with customer-managed )?(promotion|failover)( to a replica| by Meridian's agent)?$",
                "");
    }
}
