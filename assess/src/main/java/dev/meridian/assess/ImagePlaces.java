package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Compute;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A check of where images are: who starts more copies after a move fetches them then. A provider's registry has
/// no place in the regions of another provider, which fetch from a copy that is left, or have images of their own.
final class ImagePlaces {
    /// The registries of providers, as `compute.registry.kind` names them.
    private static final List<String> OF_PROVIDERS = List.of("ecr", "artifact-registry", "acr");

    private ImagePlaces() {}

    static void check(Subject subject, Application application, List<Finding> findings) {
        List<String> in = subject.topology().compute().imagesIn();
        List<RegionName> near = new ArrayList<>();
        List<RegionName> far = new ArrayList<>();
        application.roles().keySet().stream()
                .filter(region -> !in.contains(region.text()) && isStartedIn(subject, application, region))
                .forEach(region -> (isOfAnotherProvider(subject, region, in) ? far : near).add(region));
        boolean isLost = in.contains(application.primary().text()) && !in.contains("all");
        if (isLost && !near.isEmpty()) {
            findings.add(near(subject, application, in, near));
        }
        if (isLost && !far.isEmpty()) {
            findings.add(abroad(application, in, far));
        }
    }

    /// A serving revision of Cloud Run has a copy of its image, which new instances start from (Google Cloud
    /// documentation, Cloud Run, Deploying container images, 2026-11).
    ///
    /// @param near regions of the registry's provider
    private static Finding near(Subject subject, Application application, List<String> in, List<RegionName> near) {
        boolean isKept = near.stream().allMatch(region -> isOnCloudRun(subject, application, region));
        String lost = "when " + application.primary() + " is lost, ";
        return finding(
                        in,
                        near,
                        isKept
                                ? lost + "no new version can be deployed in " + Listed.regions(near)
                                        + "; what serves there goes on and grows, for Cloud Run keeps its image"
                                : lost + "nothing new can be started in " + Listed.regions(near),
                        "`in: all`")
                .with(isKept ? Severity.NOTE : Severity.WARNING);
    }

    /// Whether all that serves in a region does so on Cloud Run, before anything is lost.
    private static boolean isOnCloudRun(Subject subject, Application application, RegionName region) {
        return new Capacity(subject, application).before(region) > 0
                && subject.blueprint().services().values().stream()
                        .filter(service -> service.application().equals(application.name())
                                && service.regions().contains(region))
                        .flatMap(service ->
                                subject
                                        .topology()
                                        .platforms(subject.saidService(service.name()), List.of(region))
                                        .stream())
                        .allMatch(Compute.Platform.CLOUD_RUN::equals);
    }

    private static Finding finding(List<String> in, List<RegionName> lacking, String why, String fix) {
        return Finding.of(
                Rule.ONE_REGION_DEPENDENCY,
                "compute.registry.in",
                "the images are in " + String.join(" and ", in) + " and not in " + Listed.regions(lacking),
                why,
                fix);
    }

    /// @param far regions of other providers than the registry's
    private static Finding abroad(Application application, List<String> in, List<RegionName> far) {
        List<String> left = in.stream()
                .filter(place -> !place.equals(application.primary().text()))
                .toList();
        String own = "images in a registry that " + Listed.regions(far) + (far.size() == 1 ? " has" : " have") + " of "
                + (far.size() == 1 ? "its" : "their") + " own provider";
        return left.isEmpty()
                ? finding(
                                in,
                                far,
                                "when " + application.primary() + " is lost, nothing new can be started in "
                                        + Listed.regions(far),
                                own)
                        .with(Severity.WARNING)
                : finding(
                                in,
                                far,
                                "when " + application.primary() + " is lost, what is started in " + Listed.regions(far)
                                        + " fetches its images from " + String.join(" or ", left)
                                        + ", at another provider, and the file does not say that it can",
                                own + ", or a drill in which they are fetched from " + String.join(" or ", left))
                        .with(Severity.NOTE);
    }

    private static boolean isOfAnotherProvider(Subject subject, RegionName region, List<String> in) {
        boolean isOfAProvider = subject.value("compute.registry.kind")
                .filter(OF_PROVIDERS::contains)
                .isPresent();
        return isOfAProvider
                && subject.blueprint().regions().values().stream()
                        .filter(known -> in.contains(known.name().text()))
                        .noneMatch(known -> known.cloud()
                                .equals(Objects.requireNonNull(
                                                subject.blueprint().regions().get(region))
                                        .cloud()));
    }

    /// Whether a failover starts copies of services in a region: one of them runs there, users may be moved there,
    /// and a region of size zero has a store to serve from.
    private static boolean isStartedIn(Subject subject, Application application, RegionName region) {
        boolean serves = application.roles().get(region) == Role.ACTIVE
                || Objects.requireNonNull(subject.blueprint().regions().get(region))
                        .promotable();
        Capacity capacity = new Capacity(subject, application);
        boolean isSized = capacity.share(region) > 0
                || capacity.said(region)
                        .flatMap(said -> said.max().stream().boxed().findFirst())
                        .isPresent();
        return ServingRegions.hasServices(subject, application, region)
                && serves
                && (isSized || hasData(subject, application, region));
    }

    /// Whether the application owns no store, or one that may be served from the region after a failover.
    private static boolean hasData(Subject subject, Application application, RegionName region) {
        List<Store> owned = subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name()))
                .toList();
        return owned.isEmpty()
                || owned.stream()
                        .anyMatch(store -> store.members().contains(region)
                                || subject.wayBack(store, Promise.Disruption.REGION)
                                                .way()
                                        != Comeback.Way.LOST);
    }
}
