package dev.meridian.mechanisms;

import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Sla.Spread;
import dev.meridian.mechanisms.Sla.Use;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The availability that providers owe, by provider and service. An empty result means that none is known: a
/// level of one provider is never used for another one.
public final class ServiceLevels {
    private static final List<Sla> ALL = Stream.of(
                    AwsServiceLevels.rows(),
                    GoogleCloudServiceLevels.rows(),
                    AzureServiceLevels.rows(),
                    EdgeServiceLevels.rows())
            .flatMap(List::stream)
            .toList();

    /// Kinds that have one well-known service at each provider, and that pipelines and programs copy: a word of
    /// `via` that no table has is then the way of the copies, and the service is the usual one.
    private static final List<StoreKind> COPIED_BY_OTHERS = List.of(StoreKind.VAULT, StoreKind.OBJECT);

    private ServiceLevels() {}

    /// All levels in the order of the table.
    public static List<ServiceLevel> all() {
        return ALL.stream().map(Sla::level).toList();
    }

    /// The level of an authoritative DNS provider.
    ///
    /// @param word a value of `traffic.entrances.ENTRANCE.providers`, or a routing service: `traffic-manager`
    public static Optional<ServiceLevel> dns(String word) {
        return named(Use.DNS, word);
    }

    /// The level of the DNS service of a cloud; empty for a cloud without facts here.
    public static Optional<ServiceLevel> dns(Provider provider) {
        return first(row -> row.use() == Use.DNS && row.level().provider() == provider);
    }

    /// The level of a content delivery network.
    ///
    /// @param word a value of `traffic.cdn.kind`
    public static Optional<ServiceLevel> cdn(String word) {
        return named(Use.CDN, word);
    }

    /// The level of a service with fixed addresses before all regions.
    ///
    /// @param word a value of `traffic.accelerator.kind`
    public static Optional<ServiceLevel> accelerator(String word) {
        return named(Use.ACCELERATOR, word);
    }

    /// The level of the load balancer of a region, over at least two zones.
    public static Optional<ServiceLevel> loadBalancer(Provider provider) {
        return first(row -> row.use() == Use.LOAD_BALANCER && row.level().provider() == provider);
    }

    /// The same where the number of zones is known; empty where the level needs two zones and there is one.
    public static Optional<ServiceLevel> loadBalancer(Provider provider, boolean overZones) {
        return spread(
                ALL.stream()
                        .filter(row ->
                                row.use() == Use.LOAD_BALANCER && row.level().provider() == provider)
                        .toList(),
                overZones);
    }

    /// The level of compute in one region.
    ///
    /// @param platform a value of `compute.platform`, or `lambda`, `cloud-functions`, `azure-functions`,
    ///     `app-service`, `container-apps`
    /// @param overZones whether it spreads over at least two zones; one zone is as good as one machine
    public static Optional<ServiceLevel> compute(Provider provider, String platform, boolean overZones) {
        return spread(platform(Use.COMPUTE, provider, platform), overZones);
    }

    /// The level of the interface that changes and scales what runs: the API of a cluster, not its nodes.
    ///
    /// @param platform a value of `compute.platform`
    public static Optional<ServiceLevel> clusterApi(Provider provider, String platform) {
        return clusterApi(provider, platform, true);
    }

    /// The same where the number of zones is known.
    public static Optional<ServiceLevel> clusterApi(Provider provider, String platform, boolean overZones) {
        return spread(platform(Use.CLUSTER_API, provider, platform), overZones);
    }

    /// The level of the provider's image registry.
    public static Optional<ServiceLevel> images(Provider provider) {
        return first(row -> row.use() == Use.IMAGES && row.level().provider() == provider);
    }

    /// The level of a store in one region, or of the whole store where the provider owes one for several regions.
    public static Optional<ServiceLevel> store(StoreQuery query) {
        boolean overZones = query.zones() >= 2;
        if (!query.managed()) {
            return compute(query.provider(), "virtual-machines", overZones);
        }
        List<Sla> ofKind = ALL.stream()
                .filter(row -> row.use() == Use.STORE
                        && row.level().provider() == query.provider()
                        && row.kinds().contains(query.kind()))
                .toList();
        List<Mechanism> named = query.via().stream()
                .flatMap(via -> Mechanisms.named(via).stream())
                .filter(row -> row.kinds().contains(query.kind()))
                .toList();
        boolean isCopiedByOthers = COPIED_BY_OTHERS.contains(query.kind()) && named.isEmpty();
        boolean isOnlyProduct = ofKind.size() == 1
                && (isCopiedByOthers || named.stream().anyMatch(row -> row.provider() == query.provider()));
        List<Sla> rows = ofKind.stream()
                .filter(row -> isOnlyProduct
                        || Mechanisms.specific(query.via())
                                .map(via -> isMeant(row, via))
                                .orElse(!row.onlyNamed()))
                .toList();
        Optional<ServiceLevel> whole = query.regions() < 2
                ? Optional.empty()
                : rows.stream()
                        .filter(row -> row.spread() == Spread.REGIONS)
                        .findFirst()
                        .map(Sla::level);
        return whole.or(() -> spread(rows, overZones));
    }

    /// A row without words is the only product of its kind.
    private static boolean isMeant(Sla row, String via) {
        return row.words().isEmpty() || row.isNamed(via);
    }

    private static List<Sla> platform(Use use, Provider provider, String platform) {
        return ALL.stream()
                .filter(row -> row.use() == use && row.level().provider() == provider && row.isNamed(platform))
                .toList();
    }

    private static Optional<ServiceLevel> spread(List<Sla> rows, boolean overZones) {
        Spread wanted = overZones ? Spread.ZONES : Spread.ONE_ZONE;
        return rows.stream()
                .filter(row -> row.spread() == wanted)
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.spread() == Spread.REGION)
                        .findFirst())
                .map(Sla::level);
    }

    private static Optional<ServiceLevel> named(Use use, String word) {
        return first(row -> row.use() == use && row.isNamed(word));
    }

    private static Optional<ServiceLevel> first(Predicate<Sla> fits) {
        return ALL.stream().filter(fits).findFirst().map(Sla::level);
    }

    /// The rows with their conditions, for the page of the table.
    static List<Sla> rows() {
        return ALL;
    }
}
