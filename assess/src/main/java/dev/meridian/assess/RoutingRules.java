package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Entrance;
import dev.meridian.blueprint.Mode;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.OriginFailover;
import dev.meridian.topology.StatusCodes;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A check that users of a lost region are answered with a region that serves: by health checks where a provider's
/// records decide, by a geography that has an answer for each place and a second one behind it, by weights that
/// name more than one region; and that none are sent to a region that stands by.
///
/// Sources: Amazon Route 53 developer guide, "How Route 53 chooses records when health checking is configured" (a
/// record without a health check counts as healthy; records of weight 0 are considered when all others fail) and
/// "Geolocation routing" (no default record: no answer for places without one); AWS Global Accelerator developer
/// guide, "How failover works for unhealthy endpoints" (the traffic dial is ignored then); 2026-11.
final class RoutingRules {
    private static final List<String> CONTINENTS = List.of("AF", "AN", "AS", "EU", "NA", "OC", "SA");
    private static final String DEFAULT = "default";

    private final Subject subject;
    private final Topology.Entrance said;
    private final Entrance entrance;
    private final Application application;
    private final List<Finding> findings;

    private RoutingRules(
            Subject subject,
            Topology.Entrance said,
            Entrance entrance,
            Application application,
            List<Finding> findings) {
        this.subject = subject;
        this.said = said;
        this.entrance = entrance;
        this.application = application;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        subject.topology().traffic().entrances().forEach((name, said) -> {
            Entrance entrance = subject.blueprint().traffic().entrances().get(name);
            Optional<Application> application = Optional.ofNullable(entrance)
                    .map(found -> subject.blueprint().services().get(found.service()))
                    .map(Service::application)
                    .flatMap(owner -> Optional.ofNullable(
                            subject.blueprint().applications().get(owner)));
            if (entrance != null && application.isPresent()) {
                RoutingRules rules = new RoutingRules(subject, said, entrance, application.get(), findings);
                if (rules.regions().size() > 1) {
                    rules.health();
                    rules.geography();
                    rules.weights();
                    rules.nearest();
                    rules.codes();
                }
            }
        });
    }

    private String path(String key) {
        return "traffic.entrances." + said.name() + "." + key;
    }

    /// The regions in which the service behind it runs.
    private List<RegionName> regions() {
        List<RegionName> in = Objects.requireNonNull(
                        subject.topology().services().get(entrance.service()))
                .in();
        return application.roles().keySet().stream()
                .filter(region -> in.isEmpty() || in.contains(region))
                .toList();
    }

    private long serving() {
        return regions().stream()
                .filter(region -> application.roles().get(region) != Role.STANDBY)
                .count();
    }

    /// Something finds out that a region does not serve: the records, fixed addresses, a CDN, or a probe.
    private boolean isWatched() {
        boolean probed = subject.said(application).failover().probes().values().stream()
                .anyMatch(probe -> probe.decides()
                        && (probe.host().isPresent()
                                || probe.to().filter(entrance.service()::equals).isPresent()));
        boolean turned = said.turned()
                .filter(by -> by == Topology.Switch.ANYCAST || by == Topology.Switch.CDN_ORIGIN)
                .isPresent();
        return probed
                || turned
                || said.route().contains(Topology.Route.HEALTH)
                || subject.topology().traffic().accelerator().isPresent();
    }

    /// With Meridian as the control, its plan moves the users, and the records that it writes have checks.
    private void health() {
        boolean bySwitch = said.turned().filter(by -> by != Topology.Switch.DNS).isPresent();
        boolean people = application.failover().mode() != Mode.AUTOMATIC;
        boolean decides = said.route().stream().anyMatch(route -> route != Topology.Route.CLIENT);
        if (!decides || isWatched() || bySwitch || !subject.isProviderRun(application) || (people && serving() < 2)) {
            return;
        }
        findings.add(finding(
                "route",
                "the users of `" + said.name() + "` are sent by " + words() + ", and nothing asks whether a region"
                        + " serves",
                "a record without a health check counts as healthy: users of a lost region are still sent to it",
                "`health` among `route`, or a probe `to: " + entrance.service() + "`"));
    }

    private String words() {
        return Listed.plain(said.route().stream()
                .map(route -> "`" + route.name().toLowerCase(Locale.ROOT) + "`")
                .toList());
    }

    private Finding finding(String key, String statement, String why, String fix) {
        return Finding.of(Rule.NO_ROUTE_TO_A_HEALTHY_REGION, path(key), statement, why, fix);
    }

    private void geography() {
        SequencedMap<String, RegionName> places = said.geography();
        if (places.isEmpty() || !said.route().contains(Topology.Route.GEOLOCATION)) {
            return;
        }
        RegionName fallback = places.get(DEFAULT);
        List<String> missing = CONTINENTS.stream()
                .filter(continent -> !places.containsKey(continent))
                .toList();
        if (fallback == null && !missing.isEmpty()) {
            findings.add(finding(
                    "geography",
                    "users of " + Listed.plain(missing) + " have no answer for `" + said.name() + "`",
                    "without a record for a place and without a default the name is not resolved there, nor where the"
                            + " place of a resolver is not known",
                    "`default: " + application.primary() + "` in `geography`"));
        }
        List<String> standing = new ArrayList<>();
        places.forEach((place, region) -> {
            if (application.roles().get(region) == Role.STANDBY) {
                standing.add((place.equals(DEFAULT) ? "all other places" : place) + " to " + region);
            }
        });
        if (!standing.isEmpty()) {
            findings.add(finding(
                    "geography",
                    "`" + said.name() + "` sends users of " + Listed.plain(standing)
                            + ", which serves no users before a failover",
                    "a standby region has no writer and may have no capacity while nothing is wrong",
                    "a region that serves, or `role: active` there"));
        }
        if (fallback != null && !fallsBack()) {
            findings.add(finding(
                    "geography." + DEFAULT,
                    "the default of `" + said.name() + "` is " + fallback + ", and nothing stands behind it",
                    "a place whose region is lost is answered with the default; when " + fallback
                            + " itself is lost, there is no further answer",
                    "`failover` among `route`: each place then has a second region"));
        }
    }

    /// Users who are sent by distance to a region that stands by, before anything has failed: its checks pass. One
    /// without capacity fails them.
    private void nearest() {
        boolean isByDistance =
                said.route().contains(Topology.Route.LATENCY) && !said.route().contains(Topology.Route.FAILOVER);
        List<RegionName> standing = regions().stream()
                .filter(region -> application.roles().get(region) == Role.STANDBY
                        && new Capacity(subject, application).before(region) > 0
                        && said.weights().getOrDefault(region, 1) > 0)
                .toList();
        List<String> copies = subject.blueprint().stores().values().stream()
                .filter(store -> store.application().equals(application.name())
                        && !StoreContents.areDerived(subject, store)
                        && store.members().stream().anyMatch(standing::contains)
                        && subject.wayBack(store, Promise.Disruption.REGION).way() == Comeback.Way.PROMOTED)
                .map(Store::name)
                .toList();
        if (isByDistance && !copies.isEmpty() && subject.isProviderRun(application)) {
            String region = standing.size() == 1 ? " stands by" : " stand by";
            findings.add(finding(
                    "route",
                    "`" + said.name() + "` sends users to the nearest region, and " + Listed.regions(standing) + region,
                    "where it answers, users near it are served there before anything has failed, and "
                            + Listed.names(copies) + (copies.size() == 1 ? " takes" : " take")
                            + " no writes there before a promotion",
                    "`failover` in place of `latency` in `route`, a check that fails while the region stands by, or"
                            + " `role: active` where it is to serve"));
        }
    }

    /// Cloud DNS goes on to the next nearest region that is healthy (Cloud DNS, routing policies, 2026-11).
    private boolean fallsBack() {
        boolean nearest = isWatched() && said.providers().equals(List.of("google-cloud-dns"));
        return nearest
                || said.route().contains(Topology.Route.FAILOVER)
                || said.turned().isPresent()
                || !subject.isProviderRun(application);
    }

    private void weights() {
        if (said.weights().isEmpty()
                || !said.route().contains(Topology.Route.WEIGHTED)
                || said.route().contains(Topology.Route.FAILOVER)) {
            return;
        }
        List<RegionName> positive = said.weights().entrySet().stream()
                .filter(weight -> weight.getValue() > 0)
                .map(weight -> weight.getKey())
                .toList();
        boolean zero = said.weights().size() > positive.size();
        Fronts fronts = new Fronts(subject, application);
        boolean named = fronts.turn(said) == Fronts.Turn.NAMES;
        boolean behind = fronts.standsBehindOthers(said);
        boolean answers = named ? isWatched() : fronts.weightsOfOne(said).isEmpty();
        if (positive.size() > 1 || (positive.size() == 1 && zero && behind && answers)) {
            return;
        }
        Finding finding = finding(
                "weights",
                weighed(positive, zero, behind),
                !zero
                        ? "a region without a weight has no record, so there is nowhere to send the users of a lost one"
                        : behind
                                ? (named ? "a record of weight 0 answers" : "a traffic dial of 0 is passed over")
                                        + " only when the health checks of all others fail"
                                : "a balancer divides requests by weight before it looks at health: a weight of 0 gets none until"
                                        + " a person or a control changes it",
                !zero
                        ? "a weight for each region that can serve, 0 for a region that answers only when the others fail,"
                                + " and `health` among `route`"
                        : behind
                                ? "`health` among `route`"
                                : "both regions behind one backend with health checks, or a step `route` with `takes` for the"
                                        + " change of the weights");
        findings.add(finding);
    }

    /// A balancer without a healthy target answers 503 (RFC 9110, 15.6.4, 2022-06), and a gateway whose upstream
    /// is gone 502 or 504.
    private void codes() {
        List<StatusCodes> codes =
                said.originFailover().map(OriginFailover::codes).orElse(List.of());
        List<String> missing = Stream.of(502, 503, 504)
                .filter(code -> codes.stream().noneMatch(range -> range.first() <= code && code <= range.last()))
                .map(code -> Integer.toString(code))
                .toList();
        if (!codes.isEmpty() && !missing.isEmpty()) {
            findings.add(finding(
                    "originFailover.codes",
                    "an origin of `" + said.name() + "` that answers " + Listed.plain(missing) + " keeps its requests",
                    "a balancer whose targets are gone still answers, with 502, 503 or 504",
                    Listed.plain(missing) + " among `codes`"));
        }
    }

    /// Where the weights send the users, in words.
    private String weighed(List<RegionName> positive, boolean zero, boolean behind) {
        return positive.isEmpty()
                ? "no region of `" + said.name() + "` has a weight above 0"
                : "all users of `" + said.name() + "` are sent to " + positive.getFirst()
                        + (!zero
                                ? ", which alone has a weight"
                                : behind
                                        ? ", and nothing asks whether it serves"
                                        : " by weight, whether it serves or not");
    }
}
