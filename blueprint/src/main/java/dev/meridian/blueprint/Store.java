package dev.meridian.blueprint;

import dev.meridian.units.RegionName;
import java.util.List;
import java.util.SequencedSet;

/// Something that holds state, and which regions may take its writes over.
///
/// @param managed whether its provider operates it
/// @param byOperator whether software beside it fails it over (a Kubernetes operator, Patroni, Orchestrator): no
///     provider and no agent of Meridian, so that no figure of an agent counts
/// @param writer the region whose member takes the writes while nothing is wrong
/// @param members every region with a member, the writer included, in file order
/// @param mayTakeOver which members may become the writer, in file order and without the present one: residency
///     (`keepIn`), `promotes` of the edges, incomplete edges and `promotable` of the region are already applied
/// @param objectives the strictest of its application's, of each journey that reaches it through hard
///     dependencies,
///     and its own
public record Store(
        String name,
        String application,
        StoreKind kind,
        boolean managed,
        boolean byOperator,
        RegionName writer,
        List<RegionName> members,
        Replication replication,
        SequencedSet<RegionName> mayTakeOver,
        Objectives objectives) {
    public Store {
        members = List.copyOf(members);
        mayTakeOver = Frozen.copy(mayTakeOver);
    }
}
