package dev.meridian.estate;

import dev.meridian.topology.Compute;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Works out which Kubernetes each region has, and how many machines of which type.
final class Clusters {
    private static final long GIBIBYTE = 1L << 30;

    private static final Pattern NONE = Pattern.compile("(?!)");

    /// From how many to how many.
    private record Range(int least, int most) {}

    /// What clusters of a cloud go by.
    ///
    /// @param longestName of a cluster
    /// @param versions of Kubernetes that it looks after without a surcharge on 2026-11-23
    /// @param machine two processors and 8 GiB, in every region: the smallest that is chosen where nobody says
    /// @param machineWithGpu the smallest that it proposes for inference, likewise
    /// @param type what the names of its machines look like
    /// @param disk of a machine, in GiB
    /// @param withGpu those of them with a GPU of NVIDIA, for which alone a cluster is told of GPUs
    /// @param mayHaveGpu those of the latter that have one where it is added to them
    private record Terms(
            int longestName,
            List<String> versions,
            String machine,
            String machineWithGpu,
            Range disk,
            Pattern type,
            Pattern withGpu,
            Pattern mayHaveGpu) {}

    /// GKE, node images (what Container-Optimized OS takes); Compute Engine, sizes of balanced disks. GKE,
    /// quotas: a name has 40 letters; release schedule; Compute Engine, machine families, GPU machine types:
    /// one of them beside the processors of G2, or added to machines of N1 (all 2026-11).
    private static final Terms GOOGLE = new Terms(
            40,
            List.of("1.35", "1.36"),
            "e2-standard-2",
            "g2-standard-4",
            new Range(12, 65_536),
            Pattern.compile("[a-z]\\w*-\\w+-\\d+.*|[a-z]\\w*-\\w+"),
            Pattern.compile("g2-standard-(4|8|12|16|32)|n1-.*"),
            Pattern.compile("n1-.*"));

    /// AKS API reference, `osDiskSizeGB`; AKS, supported versions; Azure, sizes of virtual machines (NVv4, NG
    /// and ND MI300X have GPUs of AMD); naming rules (all 2026-11).
    private static final Terms AZURE = new Terms(
            63,
            List.of("1.34", "1.35", "1.36"),
            "Standard_D2s_v5",
            "Standard_NC4as_T4_v3",
            new Range(30, 2_048),
            Pattern.compile("Standard_\\w+"),
            Pattern.compile("Standard_N(?!.*_(MI300X|V620)|V\\d+as_v4).*"),
            NONE);

    /// EKS takes a hundred letters; machines, roles and groups of rules are called after it, and a role has 64
    /// at most (IAM user guide, quotas, 2026-11).
    private static final int LONGEST_NAME = 50;

    /// The one that is looked after longest: until 2027-03-27 (EKS user guide, release calendar, 2026-11).
    private static final String VERSION = "1.35";

    private static final String MAJOR = "1.";

    /// Those that EKS looks after without a surcharge on 2026-11-23 (the same page; 1.34 until 2026-12-02).
    /// Another one stays among what is not written, and MER-0138 says why.
    private static final List<String> VERSIONS = List.of("1.34", VERSION, "1.36");

    /// Two processors and 8 GiB, in every region; with a GPU, the smallest that AWS proposes for inference (EC2
    /// user guide, instance types, 2026-11).
    private static final String MACHINE = "m6i.large";

    private static final String MACHINE_WITH_GPU = "g4dn.xlarge";

    /// EKS user guide, AMIs of Amazon Linux 2023; EBS user guide, volumes of gp3. A family, its generation
    /// and more, and a size (EC2 user guide, naming of instance types; accelerated computing: G4ad has GPUs
    /// of AMD; 2026-11).
    private static final Terms AWS = new Terms(
            LONGEST_NAME,
            VERSIONS,
            MACHINE,
            MACHINE_WITH_GPU,
            new Range(20, 65_536),
            Pattern.compile(
                    "([a-z]+\\d[a-z0-9-]*|u-[a-z0-9]+)\\.(nano|micro|small|medium|\\d*x?large|metal[a-z0-9-]*)"),
            Pattern.compile("[gp]\\d(?!ad)[a-z0-9-]*\\..*"),
            NONE);

    /// So many times the least where nobody says what the most is.
    private static final int GROWTH = 3;

    private final Ledger ledger;

    /// Why not all regions have the machines that a group asks for: by path, a sentence for each cloud.
    private final SequencedMap<String, SequencedMap<Cloud, String>> otherMachines = new LinkedHashMap<>();

    Clusters(Ledger ledger) {
        this.ledger = ledger;
    }

    /// The one of a region; empty where the file runs services on something else, or says nothing of it.
    ///
    /// @param zones over how many zones its network spreads
    /// @param copies of what runs in it
    Optional<Cluster> in(RegionName region, String estate, int zones, List<Fitting.Copy> copies) {
        if (!ledger.isOn(Compute.Platform.KUBERNETES)) {
            return Optional.empty();
        }
        ledger.rendered("compute.platform");
        encrypts(region);
        String version = version(region);
        String name = name(region, estate);
        SequencedMap<String, Compute.Nodes> groups = groups(region);
        Fitting fitting = new Fitting(
                ledger,
                ledger.cloud(region),
                groups.values().stream()
                        .map(group -> ofThisCloud(group, region))
                        .toList(),
                copies);
        fitting.isOpen();
        List<Cluster.Nodes> nodes = new ArrayList<>();
        groups.values().forEach(group -> nodes.add(nodes(group, region, zones, fitting)));
        if (ledger.cloud(region) == Cloud.AWS) {
            nodes.forEach(this::areAlike);
        }
        return Optional.of(new Cluster(name, version, nodes));
    }

    private void encrypts(RegionName region) {
        String encryption = "compute.secretsEncryption";
        if (ledger.cloud(region) == Cloud.AZURE) {
            ledger.rendered(encryption);
        } else {
            ledger.inAnyCase(encryption, "secrets of a cluster are encrypted with a key of yours in any case");
        }
    }

    private String version(RegionName region) {
        List<String> versions = terms(region).versions;
        Optional<String> said = Optional.ofNullable(ledger.said().regions().get(region))
                .flatMap(own -> own.regional().version());
        said.ifPresent(asked -> isVersion(asked, region, versions));
        String version = said.filter(versions::contains).orElse(VERSION);
        if (said.filter(version::equals).isPresent()) {
            ledger.rendered("compute.version");
        }
        return version;
    }

    private String name(RegionName region, String estate) {
        String name = estate + "-" + region;
        int longest = terms(region).longestName;
        if (name.length() > longest) {
            ledger.problem(
                    "application",
                    new Message(
                            "`" + name + "` has " + name.length() + " letters",
                            "a cluster and what belongs to it are called after it, and names of "
                                    + ledger.cloud(region).text() + " leave it " + longest,
                            "a shorter name of the application or the environment"));
        }
        return name;
    }

    /// A problem where machines of a group would need two images: it has one.
    private void areAlike(Cluster.Nodes group) {
        String first = group.types().getFirst();
        boolean isArm = Cluster.Nodes.isArm(first);
        group.types().stream()
                .filter(type -> Cluster.Nodes.isArm(type) != isArm)
                .findFirst()
                .ifPresent(other -> ledger.problem(
                        "compute.nodes." + group.name() + ".types",
                        new Message(
                                "of `" + first + "` and `" + other
                                        + "` one has processors of ARM and the other has not",
                                "all machines of a group start from the same image",
                                "types of one kind, or a group for each")));
    }

    /// A problem where there has never been such a version, or its cloud does not have it yet. One that it no
    /// longer looks after stays among what is not written.
    private void isVersion(String asked, RegionName region, List<String> versions) {
        int newest = Integer.parseInt(versions.getLast().substring(MAJOR.length()));
        boolean isOne = asked.matches("1\\.\\d{1,2}") && Integer.parseInt(asked.substring(MAJOR.length())) <= newest;
        if (!isOne) {
            ledger.problem(
                    ledger.isOwn("compute.version", region)
                            ? Estates.own(region, "compute.version")
                            : "compute.version",
                    new Message(
                            "`" + asked + "` is no version of Kubernetes that "
                                    + ledger.cloud(region).text() + " has",
                            "a version is `1.` and its minor number; looked after without a surcharge are "
                                    + String.join(", ", versions),
                            "`version: " + VERSION + "`, or none"));
        }
    }

    private Terms terms(RegionName region) {
        return switch (ledger.cloud(region)) {
            case AWS -> AWS;
            case GOOGLE -> GOOGLE;
            case AZURE -> AZURE;
        };
    }

    /// With those types of the file that its machines can be of: none where its cloud has not all of them, and one
    /// where it takes no more.
    private Compute.Nodes ofThisCloud(Compute.Nodes group, RegionName region) {
        Pattern type = terms(region).type;
        boolean isOurs =
                group.types().stream().allMatch(one -> type.matcher(one).matches());
        int most = ledger.cloud(region) == Cloud.AWS ? Integer.MAX_VALUE : 1;
        List<String> types = isOurs ? group.types().stream().limit(most).toList() : List.of();
        return new Compute.Nodes(
                group.name(), group.in(), types, group.count(), group.gpu(), group.spot(), group.scaleOut());
    }

    /// Those of the file that its cloud has; the smallest of ours that does where it has none of them.
    private List<String> types(Compute.Nodes said, RegionName region, Fitting fitting) {
        said.types().forEach(type -> isMachine(said, type));
        Compute.Nodes group = ofThisCloud(said, region);
        String path = "compute.nodes." + group.name() + ".types";
        if (!group.types().isEmpty()) {
            hasGpu(group, terms(region));
            fitting.holdsAll(group);
            if (group.types().size() < said.types().size()) {
                areOther(
                        path,
                        region,
                        "machines of a group are of one type in "
                                + ledger.cloud(region).text() + ": the first");
            }
            return group.types();
        }
        String ours = fitting.chosen(group);
        if (!said.types().isEmpty()) {
            areOther(
                    path,
                    region,
                    "not all are machines of " + ledger.cloud(region).text() + ", where " + ours
                            + " stands in their place; `regions." + region + ".overrides` can say another");
        }
        return List.of(ours);
    }

    private void areOther(String path, RegionName region, String why) {
        SequencedMap<Cloud, String> reasons = otherMachines.computeIfAbsent(path, _ -> new LinkedHashMap<>());
        reasons.putIfAbsent(ledger.cloud(region), why);
        ledger.withdraw(path, why);
        ledger.left(
                path,
                String.join("; ", reasons.values()),
                "`regions.NAME.overrides` with machines of that region's cloud");
    }

    /// A problem where no cloud has such a machine.
    private void isMachine(Compute.Nodes group, String type) {
        if (Stream.of(AWS, GOOGLE, AZURE)
                .noneMatch(terms -> terms.type.matcher(type).matches())) {
            ledger.problem(
                    "compute.nodes." + group.name() + ".types",
                    new Message(
                            "`" + type + "` is no type of machine",
                            "AWS calls them like `" + MACHINE + "`, Google Cloud like `" + GOOGLE.machine
                                    + "`, Azure like `" + AZURE.machine + "`",
                            "one of these, or none for a small one"));
        }
    }

    /// A problem where machines that are there for their GPU have none that a cluster is told of, or have one that
    /// nobody is told of: they would start from an image without its driver, and anything would run on them.
    private void hasGpu(Compute.Nodes group, Terms terms) {
        boolean asks = group.gpu().orElse(false);
        String path = "compute.nodes." + group.name() + ".types";
        for (String type : group.types()) {
            boolean has = terms.withGpu.matcher(type).matches();
            if (asks && !has) {
                ledger.problem(
                        path,
                        new Message(
                                "`" + type + "` has no GPU, and the group says `gpu: true`",
                                "what needs one would wait for a machine for ever",
                                "a type with one of NVIDIA, such as `" + terms.machineWithGpu + "`"));
            } else if (!asks && has && !terms.mayHaveGpu.matcher(type).matches()) {
                ledger.problem(
                        path,
                        new Message(
                                "`" + type + "` has a GPU, and the group does not say `gpu: true`",
                                "its machines would start without the driver, and what needs no GPU would run on them",
                                "`gpu: true`, or a type without one such as `" + terms.machine + "`"));
            }
        }
    }

    /// A problem where a machine would not start from it, or no disk of the cloud is as large.
    private OptionalInt disk(Compute.Nodes group, RegionName region) {
        String path = "compute.nodes." + group.name() + ".disk";
        OptionalLong bytes = ledger.said()
                .sources()
                .at(path, region)
                .map(setting -> Scalars.bytes(setting.text()))
                .orElse(OptionalLong.empty());
        if (bytes.isEmpty()) {
            return OptionalInt.empty();
        }
        Range range = terms(region).disk;
        long gibibytes = Math.ceilDiv(bytes.getAsLong(), GIBIBYTE);
        if (gibibytes < range.least || gibibytes > range.most) {
            ledger.problem(
                    path,
                    new Message(
                            "machines of `" + group.name() + "` are to have a disk of " + gibibytes + " GiB",
                            "in " + ledger.cloud(region).text() + " one has from " + range.least + " GiB, which what it"
                                    + " starts from takes, to " + range.most + " GiB",
                            "`disk: " + (gibibytes < range.least ? range.least : range.most) + "Gi`"));
        }
        return OptionalInt.of(Math.clamp(gibibytes, range.least, range.most));
    }

    /// One of a file that names none.
    private SequencedMap<String, Compute.Nodes> groups(RegionName region) {
        SequencedMap<String, Compute.Nodes> groups = Optional.ofNullable(
                        ledger.said().regions().get(region))
                .map(one -> one.regional().nodes())
                .orElseGet(LinkedHashMap::new);
        if (!groups.isEmpty()) {
            return groups;
        }
        SequencedMap<String, Compute.Nodes> one = new LinkedHashMap<>();
        one.put(
                "main",
                new Compute.Nodes(
                        "main",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        return one;
    }

    private Cluster.Nodes nodes(Compute.Nodes group, RegionName region, int zones, Fitting fitting) {
        for (String key : List.of("types", "count", "spot", "gpu", "disk")) {
            ledger.rendered("compute.nodes." + group.name() + "." + key);
        }
        int least = group.count()
                .map(Topology.Count::least)
                .orElse(OptionalInt.empty())
                .orElse(zones);
        int most = group.count()
                .map(Topology.Count::most)
                .orElse(OptionalInt.empty())
                .orElse(least * GROWTH);
        Share share = Share.of(ledger, region);
        int from = share.least(least);
        int to = Math.max(1, share.most(most));
        boolean isByHand = ledger.said()
                .sources()
                .at("compute.nodes." + group.name() + ".scaling", region)
                .filter(setting -> setting.text().equals("manual"))
                .isPresent();
        return new Cluster.Nodes(
                group.name(),
                types(group, region, fitting),
                from,
                to,
                group.spot().orElse(false),
                group.gpu().orElse(false),
                disk(group, region),
                from < to && !isByHand);
    }
}
