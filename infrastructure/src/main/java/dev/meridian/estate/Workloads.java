package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.StoreKind;
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
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Works out which services each region runs, from which images, and which stores each of them uses.
final class Workloads {
    /// Of one copy, where nobody says.
    private static final double PROCESSORS = 0.5;

    private static final long BYTES = 1L << 30;

    private static final String REGISTRY = "compute.registry.kind";
    private static final String IN = "compute.registry.in";

    private static final String OF_AWS_ALONE = "Fargate is of AWS alone; other clouds have nothing written for it";

    /// Where what stands beside a copy listens (Istio, application requirements, ports used by Istio,
    /// 2026-11).
    private static final List<Integer> OF_ISTIO =
            List.of(15_000, 15_001, 15_002, 15_004, 15_006, 15_008, 15_009, 15_020, 15_021, 15_053, 15_090);

    private final Blueprint meant;
    private final Ledger ledger;

    Workloads(Blueprint meant, Ledger ledger) {
        this.meant = meant;
        this.ledger = ledger;
    }

    /// Whether the cloud finds the machines for each copy of a service itself, where it is AWS.
    boolean isServerless() {
        boolean isAsked = ledger.isOn(Compute.Platform.ECS_FARGATE);
        boolean isFargate = isAsked && !ledger.regions(Cloud.AWS).isEmpty();
        if (isFargate) {
            ledger.rendered("compute.platform");
            ledger.rendered(Scale.GROWS);
            ledger.left(
                    "compute.version",
                    "services run as tasks of Fargate, on the platform version that AWS has newest, and no cluster is"
                            + " written that would have a version of its own",
                    "no such line; `platform: kubernetes`, whose clusters have one");
        }
        if (isFargate && !ledger.isOf(Cloud.AWS)) {
            ledger.withdraw("compute.platform", OF_AWS_ALONE);
        } else if (isAsked && !isFargate) {
            ledger.left("compute.platform", OF_AWS_ALONE);
        }
        return isFargate;
    }

    /// Those of the applications that live in a region.
    List<Workload> in(RegionName region, String estate) {
        List<Workload> workloads = new ArrayList<>();
        for (Service service : meant.services().values()) {
            Topology.Service said = ledger.said().services().get(service.name());
            boolean runsHere = service.regions().contains(region);
            if (runsHere && said != null && !ledger.runsElsewhere(said)) {
                runsAsSaid(service.name());
                if (ledger.cloud(region) == Cloud.AWS) {
                    fits(estate + "-" + region + "-" + service.name(), service);
                    starts(service, said);
                    signsIn(service, said);
                }
                listens(service);
                workloads.add(workload(service, said, region));
            }
        }
        return workloads;
    }

    /// Its platform and its regions are as the file says wherever services are written at all.
    private void runsAsSaid(String service) {
        if (isServerless() || ledger.isOn(Compute.Platform.KUBERNETES)) {
            ledger.rendered("services." + service + ".in");
            ledger.rendered("services." + service + ".platform");
        }
    }

    /// A manifest can be patched with an image before it is applied; a task is started as it is written.
    private void starts(Service service, Topology.Service said) {
        if (isServerless() && said.image().isEmpty()) {
            ledger.problem(
                    "services." + service.name(),
                    new Message(
                            "`" + service.name() + "` has no image",
                            "Fargate starts a task from an image, and nothing else says which",
                            "`services." + service.name() + ".image`, or `compute.platform: kubernetes`"));
        }
    }

    private void listens(Service service) {
        boolean isInAMesh = ledger.isOn(Compute.Platform.KUBERNETES) && ledger.asks("compute.mesh.kind", "istio");
        if (isInAMesh && OF_ISTIO.contains(service.port())) {
            ledger.problem(
                    "services." + service.name() + ".port",
                    new Message(
                            "`" + service.name() + "` cannot listen on " + service.port(),
                            "what Istio puts beside each copy listens there itself",
                            "another port, for example 8080, or no `compute.mesh`"));
        }
    }

    /// A service is a user of each database that it uses, by its own name.
    private void signsIn(Service service, Topology.Service said) {
        boolean isUser = service.dependsOn().sequencedKeySet().stream()
                .flatMap(store -> Optional.ofNullable(meant.stores().get(store)).stream())
                .anyMatch(store -> store.kind() == StoreKind.POSTGRESQL && store.managed());
        if (isUser) {
            ReservedWords.checkUser(said.name(), ledger);
        }
    }

    /// ECR takes names of two letters at least (ECR API reference, CreateRepository, 2026-11).
    private void canBeHad(String service, String text, RegionName region) {
        Workload.Image image = Workload.Image.of(text, hasRegistry() && ledger.cloud(region) == Cloud.AWS);
        if (!image.name().isOne()) {
            ledger.problem(
                    "services." + service + ".image",
                    new Message(
                            "`" + text + "` is no name of an image",
                            "no registry has one: small letters, digits, `.`, `_` and `-` between slashes, then `:TAG`"
                                    + " or `@sha256:` with 64 digits",
                            "an image such as `shop/web:1.4`"));
        } else if (image.isOwn() && image.name().repository().length() == 1) {
            ledger.problem(
                    "services." + service + ".image",
                    new Message(
                            "`" + image.name().repository() + "` is too short for a repository of ECR",
                            "ECR takes names of two letters at least",
                            "an image such as `shop/" + text + "`, or one with the host of its registry"));
        }
    }

    private void fits(String role, Service service) {
        if (role.length() > ShortName.LONGEST_ROLE) {
            ledger.problem(
                    "services." + service.name(),
                    new Message(
                            "`" + role + "` has " + role.length() + " letters",
                            "the role of a service is called after its application, region and name, and IAM takes "
                                    + ShortName.LONGEST_ROLE,
                            "a shorter name of the service or the application"));
        }
    }

    private Workload workload(Service service, Topology.Service said, RegionName region) {
        said.image().ifPresent(text -> canBeHad(service.name(), text, region));
        Scale scale = new Scale(ledger);
        boolean isNone = scale.asked(region, said)
                .filter(count -> count.least().equals(OptionalInt.of(0)))
                .isPresent();
        if (isNone && (isServerless() || ledger.isOn(Compute.Platform.KUBERNETES))) {
            ledger.unbuilt(
                    "services." + service.name() + ".replicas",
                    region,
                    "one copy is there in any case: what counts how busy copies are adds none to none");
        }
        Unit.Copies here = scale.in(region, said);
        if (isServerless() && said.image().isPresent()) {
            for (String key : List.of("image", "port", "replicas", "resources.cpu", "resources.memory", "secrets")) {
                ledger.rendered("services." + service.name() + "." + key);
            }
        }
        List<String> stores = service.dependsOn().sequencedKeySet().stream()
                .filter(meant.stores()::containsKey)
                .toList();
        return new Workload(
                service.name(),
                service.port(),
                said.image().map(text -> Workload.Image.of(text, hasRegistry())),
                size(service, region),
                here.least(),
                here.most(),
                stores,
                service.dependsOn().sequencedKeySet().stream()
                        .filter(meant.services()::containsKey)
                        .toList(),
                stores.stream().filter(store -> isAfar(service, store)).toList(),
                said.secrets());
    }

    /// Whether the file says that the copy beside it need not be the one.
    private boolean isAfar(Service service, String store) {
        return ledger.said()
                .sources()
                .at("services." + service.name() + ".dependsOn." + store + ".in")
                .filter(setting -> !setting.text().equals("same"))
                .isPresent();
    }

    private TaskSize size(Service service, RegionName region) {
        String path = "services." + service.name() + ".resources.";
        double processors = ledger.said()
                .sources()
                .at(path + "cpu", region)
                .map(setting -> processors(setting.text()))
                .orElse(PROCESSORS);
        long bytes = ledger.said()
                .sources()
                .at(path + "memory", region)
                .map(setting -> Scalars.bytes(setting.text()).orElse(BYTES))
                .orElse(BYTES);
        Optional<TaskSize> size = TaskSize.bearing(processors, bytes);
        if (size.isEmpty() && isServerless()) {
            ledger.problem(
                    path + "cpu",
                    new Message(
                            "no copy of a service on Fargate is as large as `" + service.name() + "` is to be",
                            "the largest has " + TaskSize.most(),
                            "smaller `resources`, or another `compute.platform`"));
        }
        return size.orElse(new TaskSize(0, 0));
    }

    /// `2`, `0.5`, `250m`.
    private static double processors(String text) {
        return text.endsWith("m")
                ? Double.parseDouble(text.substring(0, text.length() - 1)) / 1_000
                : Double.parseDouble(text);
    }

    /// Whether the file asks for a registry of AWS.
    private boolean hasRegistry() {
        return ledger.said()
                .sources()
                .at(REGISTRY)
                .filter(setting -> setting.text().equals("ecr"))
                .isPresent();
    }

    /// The repositories of this estate: those of the images that its services are started from.
    List<String> repositories() {
        SequencedMap<String, String> repositories = new LinkedHashMap<>();
        if (hasRegistry()) {
            ledger.rendered(REGISTRY);
            ledger.said()
                    .services()
                    .forEach((service, said) -> said.image()
                            .map(text -> Workload.Image.of(text, true))
                            .filter(Workload.Image::isOwn)
                            .ifPresent(image -> keep(service, image.name().repository(), repositories)));
        }
        return List.copyOf(repositories.values());
    }

    /// @param repositories by what Terraform calls them, which has letters, digits and `_`
    private void keep(String service, String repository, SequencedMap<String, String> repositories) {
        String other = repositories.putIfAbsent(
                repository.replace('/', '_').replace('-', '_').replace('.', '_'), repository);
        if (other != null && !other.equals(repository)) {
            ledger.problem(
                    "services." + service + ".image",
                    new Message(
                            "`" + repository + "` and `" + other + "` have the same letters and digits",
                            "a repository is called after those in Terraform, and there would be two of one name",
                            "images whose names differ in more than `/`, `-`, `.` and `_`"));
        }
    }

    /// Where images get by themselves from the region that they are put into, which is the first of the file:
    /// where the file says, and wherever tasks of Fargate start, since no region needs another one to start a
    /// service.
    List<RegionName> imagesIn() {
        List<String> said = ledger.said().compute().imagesIn();
        List<RegionName> all = ledger.regions(Cloud.AWS);
        List<RegionName> further = all.stream()
                .skip(1)
                .filter(region -> isServerless() || said.contains("all") || said.contains(region.text()))
                .toList();
        ledger.rendered(IN);
        List<String> unasked = Stream.concat(all.stream().limit(1), further.stream())
                .map(RegionName::text)
                .filter(region -> !said.contains("all") && !said.contains(region))
                .toList();
        if (!unasked.isEmpty()) {
            ledger.withdraw(
                    IN,
                    "images are in `" + String.join("`, `", unasked)
                            + "` as well: they are put into the first region of the"
                            + " file, and are wherever tasks of Fargate start");
        }
        return further;
    }
}
