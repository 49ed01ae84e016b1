package dev.meridian.estate;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A type of machine that a cluster can have, as large as its cloud says.
///
/// @param type as the cloud calls it
/// @param gpus of NVIDIA
record Machine(String type, int processors, int mebibytes, int gpus) {
    private static final int GIBIBYTE = 1_024;
    private static final int THOUSAND = 1_000;

    /// Of AWS, GiB a processor by the letter of a family, from the fifth generation on (EC2 user guide, instance
    /// types, specifications of general purpose, compute and memory optimized ones, 2026-11; C5n has more).
    private static final Pattern OF_AWS = Pattern.compile("(c(?!5n)|m|r)[5-9][a-z-]*\\.(medium|large|\\d*xlarge)");

    /// Four GiB a processor each (the same guide, accelerated computing).
    private static final Pattern OF_AWS_WITH_GPU = Pattern.compile("(g4dn|g5|g6)\\.(\\d*xlarge)");

    private static final Pattern BURSTABLE = Pattern.compile("(t2|t3|t3a|t4g)\\.(\\w+)");

    /// In MiB, from the smallest (the same guide, burstable performance).
    private static final List<String> BURSTABLE_SIZES =
            List.of("nano", "micro", "small", "medium", "large", "xlarge", "2xlarge");

    private static final int NANO = 512;

    /// Four GiB a processor; one GPU in each of these of G2 (Compute Engine, machine families, 2026-11).
    private static final Pattern OF_GOOGLE = Pattern.compile(
            "(?:e2-standard-(?=(?:2|4|8|16|32)$)|g2-standard-(?=(?:4|8|12|16|32)$)|n2d?-standard-)(\\d+)");

    /// Four GiB a processor (Azure, sizes of the D family, 2026-11).
    private static final Pattern OF_AZURE = Pattern.compile("Standard_D(\\d+)[ads]*_v[3-5]");

    /// One GPU in each; 28, 56 and 110 GiB (Azure, NCasT4_v3, 2026-11).
    private static final Pattern OF_AZURE_WITH_GPU = Pattern.compile("Standard_NC(4|8|16)as_T4_v3");

    private static final int MEBIBYTES_OF_NC = 7_040;

    /// What hypervisor and kernel take of the memory in the name of a type: thousandths (Karpenter, settings,
    /// `VM_MEMORY_OVERHEAD_PERCENT`, 2026-11). Other clouds are taken to be no worse.
    private static final int OVERHEAD = 75;

    /// EKS keeps 255 MiB and 11 MiB for each pod that may run there, as many as it has addresses for (nodeadm of
    /// awslabs/amazon-eks-ami, reservations of the kubelet, and its `eni-max-pods.txt`: up to the seventh
    /// generation most have 29 or 35, 58, 234 or 737). Below 100 MiB pods are evicted. All 2026-11.
    private static final int KEPT_BY_EKS = 255;

    private static final int KEPT_FOR_A_POD = 11;
    private static final int EVICTION = 100;

    /// AKS keeps a quarter, or 20 MiB for each of 250 pods and 50 (AKS, node resource reservations); GKE is below
    /// that with what the kernel takes (GKE, plan node sizes; both 2026-11).
    private static final int MOST_KEPT_BY_OTHERS = 5_050;

    /// Thousandths of processors: what AKS keeps, 120 of two and 740 of 64, which EKS and GKE are below (the same
    /// pages).
    private static final int KEPT_OF_PROCESSORS = 100;

    private static final int KEPT_OF_EACH_PROCESSOR = 10;

    /// What stands on every machine before any copy, and a proxy of Istio beside it: what VPC CNI, kube-proxy and
    /// the driver of EBS ask for is 180 thousandths of a processor and 120 MiB (their manifests, 2026-11), and the
    /// proxy asks for 100 and 128 MiB (Istio, chart, 2026-11).
    private static final int DAEMONS = 300;

    private static final int MEBIBYTES_OF_DAEMONS = 256;

    /// Empty for one of which nothing is known here.
    static Optional<Machine> of(String type) {
        return Stream.<Optional<Machine>>of(
                        ofAws(type), ofAwsWithGpu(type), burstable(type), ofGoogle(type), ofAzure(type))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Those of which one is chosen where the file names none, the smallest first.
    static List<Machine> chosen(Cloud cloud, boolean hasGpu) {
        List<Integer> sizes = hasGpu ? List.of(4, 8, 16, 32, 64) : List.of(2, 4, 8, 16, 32, 64, 96);
        return sizes.stream()
                .map(processors -> switch (cloud) {
                    case AWS -> (hasGpu ? "g4dn." : "m6i.") + size(processors);
                    case GOOGLE -> (hasGpu ? "g2-standard-" : "e2-standard-") + processors;
                    case AZURE -> "Standard_" + (hasGpu ? "NC" + processors + "as_T4_v3" : "D" + processors + "s_v5");
                })
                .flatMap(type -> of(type).stream())
                .toList();
    }

    private static String size(int processors) {
        return switch (processors) {
            case 2 -> "large";
            case 4 -> "xlarge";
            default -> processors / 4 + "xlarge";
        };
    }

    private static Optional<Machine> ofAws(String type) {
        Matcher parts = OF_AWS.matcher(type);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int processors = processors(parts.group(2));
        int gibibytes = switch (parts.group(1)) {
            case "c" -> 2;
            case "m" -> 4;
            default -> 8;
        };
        return Optional.of(new Machine(type, processors, processors * gibibytes * GIBIBYTE, 0));
    }

    /// One each, but for those that are put together of several (the guide of EC2, as above).
    private static Optional<Machine> ofAwsWithGpu(String type) {
        Matcher parts = OF_AWS_WITH_GPU.matcher(type);
        return parts.matches()
                ? Optional.of(ofFour(
                        type,
                        processors(parts.group(2)),
                        switch (parts.group(2)) {
                            case "12xlarge", "24xlarge" -> 4;
                            case "48xlarge" -> 8;
                            default -> 1;
                        }))
                : Optional.empty();
    }

    private static int processors(String size) {
        return switch (size) {
            case "medium" -> 1;
            case "large" -> 2;
            case "xlarge" -> 4;
            default -> 4 * Integer.parseInt(size.substring(0, size.indexOf('x')));
        };
    }

    private static Optional<Machine> burstable(String type) {
        Matcher parts = BURSTABLE.matcher(type);
        int size = parts.matches() ? BURSTABLE_SIZES.indexOf(parts.group(2)) : -1;
        if (size < 0) {
            return Optional.empty();
        }
        boolean isOfOne = type.startsWith("t2.") && size < BURSTABLE_SIZES.indexOf("medium");
        int processors = isOfOne ? 1 : Math.max(2, 1 << Math.max(0, size - BURSTABLE_SIZES.indexOf("medium")));
        return Optional.of(new Machine(type, processors, NANO << size, 0));
    }

    private static Optional<Machine> ofGoogle(String type) {
        Matcher parts = OF_GOOGLE.matcher(type);
        return parts.matches()
                ? Optional.of(ofFour(type, Integer.parseInt(parts.group(1)), type.startsWith("g2") ? 1 : 0))
                : Optional.empty();
    }

    private static Optional<Machine> ofAzure(String type) {
        Matcher plain = OF_AZURE.matcher(type);
        Matcher withGpu = OF_AZURE_WITH_GPU.matcher(type);
        if (withGpu.matches()) {
            int processors = Integer.parseInt(withGpu.group(1));
            return Optional.of(new Machine(type, processors, processors * MEBIBYTES_OF_NC, 1));
        }
        return plain.matches() ? Optional.of(ofFour(type, Integer.parseInt(plain.group(1)), 0)) : Optional.empty();
    }

    private static Machine ofFour(String type, int processors, int gpus) {
        return new Machine(type, processors, processors * 4 * GIBIBYTE, gpus);
    }

    /// Whether a copy finds room on one of them that nothing else of the estate runs on.
    boolean holds(Unit.Size copy, Cloud cloud) {
        return copy.processors() <= freeProcessors() && copy.mebibytes() <= freeMebibytes(cloud);
    }

    /// Thousandths.
    private int freeProcessors() {
        return processors * (THOUSAND - KEPT_OF_EACH_PROCESSOR) - KEPT_OF_PROCESSORS - DAEMONS;
    }

    private int freeMebibytes(Cloud cloud) {
        int kept = cloud == Cloud.AWS
                ? KEPT_BY_EKS + KEPT_FOR_A_POD * pods()
                : Math.min(mebibytes / 4, MOST_KEPT_BY_OTHERS);
        int seen = (int) ((long) mebibytes * (THOUSAND - OVERHEAD) / THOUSAND);
        return seen - kept - EVICTION - MEBIBYTES_OF_DAEMONS;
    }

    private int pods() {
        if (processors <= 2) {
            return 35;
        }
        if (processors <= 8) {
            return 58;
        }
        return processors <= 48 ? 234 : 737;
    }

    /// What a copy may have of it at most, as a message says it.
    String room(Cloud cloud) {
        return Math.max(0, freeProcessors()) + "m of processors and " + Math.max(0, freeMebibytes(cloud)) + " MiB of `"
                + type + "`";
    }
}
