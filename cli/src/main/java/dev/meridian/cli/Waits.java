package dev.meridian.cli;

import dev.meridian.blueprint.Misfit;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whom the commits of a store wait for, as the file says it: the blueprint has a number only, which is what
/// the twin runs, and not the names or what single edges say.
final class Waits {
    private Waits() {}

    /// What a file says that is not any so many, one number for the whole store.
    static Optional<Misfit> misfit(Topology said, Store store, Misfit.Runner runner) {
        if (store.replication().mode() != ReplicationMode.SYNC) {
            return Optional.empty();
        }
        return Optional.ofNullable(said.stores().get(store.name())).stream()
                .flatMap(declared -> waits(declared)
                        .filter(wait -> wanted(wait, declared, store)
                                != store.replication().waitFor()))
                .findFirst()
                .map(wait -> Misfit.waitFor(store, text(wait), runner));
    }

    private static Stream<Storage.WaitFor> waits(Storage.Store declared) {
        return declared.replication().stream()
                .flatMap(replication -> Stream.concat(
                        replication.waitFor().stream(),
                        replication.edges().values().stream().flatMap(edge -> edge.waitFor().stream())));
    }

    /// How many standbys that is, whichever they are; 0 where it matters which.
    private static int wanted(Storage.WaitFor wait, Storage.Store declared, Store store) {
        Set<RegionName> standbys = new HashSet<>(store.members());
        standbys.remove(store.writer());
        return switch (wait) {
            case Storage.WaitFor.Some(int some) -> some;
            case Storage.WaitFor.All() -> standbys.size();
            case Storage.WaitFor.Named(List<String> named) ->
                named.stream()
                                .map(name -> place(name, declared))
                                .collect(Collectors.toSet())
                                .equals(standbys)
                        ? standbys.size()
                        : 0;
        };
    }

    private static RegionName place(String member, Storage.Store declared) {
        return Optional.ofNullable(declared.members().get(member))
                .map(Storage.Member::region)
                .orElseGet(() -> new RegionName(member));
    }

    private static String text(Storage.WaitFor wait) {
        return switch (wait) {
            case Storage.WaitFor.Some(int some) -> Integer.toString(some);
            case Storage.WaitFor.All() -> "all";
            case Storage.WaitFor.Named(List<String> named) -> "[" + String.join(", ", named) + "]";
        };
    }
}
