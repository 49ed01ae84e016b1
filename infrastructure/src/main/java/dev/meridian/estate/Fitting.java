package dev.meridian.estate;

import dev.meridian.topology.Compute;
import dev.meridian.topology.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds machines that have room for every copy of the services of a region. One that none has room for waits for
/// ever, and nobody is told.
///
/// @param cloud of the region
/// @param groups of its machines, with the types of this cloud that the file names for them
/// @param copies one of each service that runs there
record Fitting(Ledger ledger, Cloud cloud, List<Compute.Nodes> groups, List<Copy> copies) {
    Fitting {
        groups = List.copyOf(groups);
        copies = List.copyOf(copies);
    }

    /// @param nodes the group of machines that it runs on; empty for any
    record Copy(String service, Optional<String> nodes, Unit.Size size) {}

    /// The smallest of a family of ours in which every copy finds room that may need it.
    String chosen(Compute.Nodes group) {
        List<Machine> family = Machine.chosen(cloud, hasGpu(group));
        List<Copy> here = copies.stream().filter(copy -> needs(copy, group)).toList();
        return family.stream()
                .filter(machine -> here.stream().allMatch(copy -> machine.holds(copy.size, cloud)))
                .findFirst()
                .orElseGet(() -> {
                    Machine largest = family.getLast();
                    here.stream()
                            .filter(copy -> !largest.holds(copy.size, cloud))
                            .forEach(copy ->
                                    ledger.problem("services." + copy.service + ".resources", tooLarge(copy, family)));
                    return largest;
                })
                .type();
    }

    private Message tooLarge(Copy copy, List<Machine> family) {
        return new Message(
                "no machine that would be chosen has room for a copy of `" + copy.service + "`",
                why(copy, family),
                "smaller `resources`, or machines that are large enough in `compute.nodes.NODES.types`");
    }

    /// A problem where machines are for what asks for them alone, and something runs there that does not ask: a
    /// service, or what a cluster runs itself where it has no machines of its own for that.
    void isOpen() {
        Optional<String> any = copies.stream()
                .filter(copy -> copy.nodes.isEmpty())
                .map(copy -> "`" + copy.service + "`")
                .findFirst();
        boolean hasMachinesOfItsOwn = cloud == Cloud.AZURE;
        if (!groups.stream().allMatch(this::isKept) || (hasMachinesOfItsOwn && any.isEmpty())) {
            return;
        }
        ledger.problem(
                "compute.nodes." + groups.getFirst().name(),
                new Message(
                        "every group of machines is for what asks for it alone",
                        "machines with `gpu: true`"
                                + (cloud == Cloud.AZURE ? ", and those of Azure with `spot: true`," : "")
                                + " take nothing else; " + any.orElse("the DNS of the cluster")
                                + " would wait for ever",
                        "a group without it beside them, such as `rest: {count: 2..4}`"));
    }

    /// A problem where no type that the file names has room for a copy that needs it.
    void holdsAll(Compute.Nodes group) {
        List<Machine> machines = known(group.types());
        if (machines.isEmpty() || machines.size() < group.types().size()) {
            return;
        }
        copies.stream()
                .filter(copy ->
                        needs(copy, group) && machines.stream().noneMatch(machine -> machine.holds(copy.size, cloud)))
                .max(Comparator.comparingInt((Copy copy) -> copy.size.mebibytes())
                        .thenComparingInt(copy -> copy.size.processors()))
                .ifPresent(copy -> ledger.problem(
                        "compute.nodes." + group.name() + ".types",
                        new Message(
                                "no machine of `" + group.name() + "` has room for a copy of `" + copy.service + "`",
                                why(copy, machines),
                                larger(copy, group))));
    }

    private String why(Copy copy, List<Machine> machines) {
        Machine largest = machines.stream()
                .max(Comparator.comparingInt(Machine::mebibytes).thenComparingInt(Machine::processors))
                .orElseThrow(() -> new IllegalArgumentException("a group without a type"));
        return "it asks for " + copy.size.processors() + "m of processors and " + copy.size.mebibytes()
                + " MiB, and what a machine keeps leaves " + largest.room(cloud) + "; it would wait for ever";
    }

    private String larger(Copy copy, Compute.Nodes group) {
        return Machine.chosen(cloud, hasGpu(group)).stream()
                .filter(machine -> machine.holds(copy.size, cloud))
                .findFirst()
                .map(machine -> "a larger type, such as `" + machine.type() + "`, or smaller `services." + copy.service
                        + ".resources`")
                .orElse("smaller `services." + copy.service + ".resources`");
    }

    /// Whether it is this group that has to have room for a copy.
    private boolean needs(Copy copy, Compute.Nodes group) {
        return copy.nodes
                .or(() -> home(copy).map(Compute.Nodes::name))
                .filter(group.name()::equals)
                .isPresent();
    }

    /// Of groups that any copy may run on one with room; else one that can be made as large as it has to be.
    private Optional<Compute.Nodes> home(Copy copy) {
        List<Compute.Nodes> open =
                groups.stream().filter(group -> !isKept(group)).toList();
        return Stream.concat(
                        open.stream().filter(group -> mayHold(group, copy)),
                        Stream.concat(
                                open.stream().filter(group -> group.types().isEmpty()), open.stream()))
                .findFirst();
    }

    /// Whether one of the types that the file names has room, or nothing is known of it.
    private boolean mayHold(Compute.Nodes group, Copy copy) {
        List<Machine> machines = known(group.types());
        return machines.size() < group.types().size()
                || machines.stream().anyMatch(machine -> machine.holds(copy.size, cloud));
    }

    /// Whether machines are for what asks for them alone: see [Cluster.Nodes#SPOT_OF_AZURE].
    private boolean isKept(Compute.Nodes group) {
        return hasGpu(group) || (cloud == Cloud.AZURE && group.spot().orElse(false));
    }

    private static boolean hasGpu(Compute.Nodes group) {
        return group.gpu().orElse(false);
    }

    private static List<Machine> known(List<String> types) {
        return types.stream().flatMap(type -> Machine.of(type).stream()).toList();
    }
}
