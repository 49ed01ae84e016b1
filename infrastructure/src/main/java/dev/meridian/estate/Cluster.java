package dev.meridian.estate;

import java.util.List;
import java.util.OptionalInt;

/// A Kubernetes that the cloud operates, as one region has it.
///
/// @param version its minor one, `1.35`
/// @param nodes in the order of the file
public record Cluster(String name, String version, List<Nodes> nodes) {
    public Cluster {
        nodes = List.copyOf(nodes);
    }

    /// A group of machines.
    ///
    /// @param name as the file calls it
    /// @param types the types of machine, the preferred first
    /// @param least as many there are at any time
    /// @param most as many there may be
    /// @param isSpot whether the cloud may take them away
    /// @param hasGpu whether they are for what needs one, and for nothing else
    /// @param gibibytes of the disk of each; empty where the file does not say
    /// @param grows whether there are more of them when copies of services find no room, and not by hand
    public record Nodes(
            String name,
            List<String> types,
            int least,
            int most,
            boolean isSpot,
            boolean hasGpu,
            OptionalInt gibibytes,
            boolean grows) {
        /// What machines that Azure may take away are marked with, whether anybody says so or not: what does not
        /// expect that runs elsewhere (AKS, spot node pools, 2026-11).
        public static final String SPOT_OF_AZURE = "kubernetes.azure.com/scalesetpriority";

        public Nodes {
            types = List.copyOf(types);
        }

        /// How many GPUs they have together when there are as many of them as there may be; empty where nobody
        /// knows how many one of them has.
        OptionalInt mostGpus() {
            List<Machine> machines =
                    types.stream().flatMap(type -> Machine.of(type).stream()).toList();
            return machines.size() < types.size()
                    ? OptionalInt.empty()
                    : machines.stream()
                            .mapToInt(machine -> machine.gpus() * most)
                            .max();
        }

        /// Whether a type of AWS has processors of ARM: the letter behind its generation says it, and the first
        /// family of them has none (EC2 user guide, naming of instance types, 2026-11).
        public static boolean isArm(String type) {
            return type.matches("[a-z]+\\d+g[a-z]*\\..*|a1\\..*");
        }
    }
}
