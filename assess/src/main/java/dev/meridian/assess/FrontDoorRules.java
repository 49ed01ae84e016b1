package dev.meridian.assess;

import dev.meridian.mechanisms.ServiceLevel;
import dev.meridian.mechanisms.ServiceLevels;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A check of global tiers before all regions: a CDN, fixed addresses, a DNS provider. Each is one system of one
/// provider; its fault is no loss of a region, and no failover between regions helps.
final class FrontDoorRules {
    private static final String WHY = "a fault of it is no loss of a region, and no failover between regions helps"
            + " (Azure Front Door, 2025-10-29; Cloudflare, 2025-11-18)";

    /// Below this the promise leaves more time than a fault of a DNS provider commonly takes.
    private static final double STRICT = 0.9999;

    /// Domains of providers: nobody else can answer for a host in one of them (domains of the services named
    /// in the documentation of Azure, AWS, Google Cloud, Cloudflare, Fastly and Akamai; recalled, 2026-11).
    private static final List<String> FOREIGN_ZONES = List.of(
            "trafficmanager.net",
            "azurefd.net",
            "azureedge.net",
            "azurewebsites.net",
            "azurecontainerapps.io",
            "azuremicroservices.io",
            "azurestaticapps.net",
            "azure-api.net",
            "cloudapp.azure.com",
            "cloudfront.net",
            "awsglobalaccelerator.com",
            "amazonaws.com",
            "awsapprunner.com",
            "run.app",
            "appspot.com",
            "web.app",
            "firebaseapp.com",
            "workers.dev",
            "pages.dev",
            "fastly.net",
            "akamaized.net",
            "edgekey.net",
            "herokuapp.com",
            "vercel.app",
            "netlify.app",
            "onrender.com",
            "fly.dev");

    /// DNS services that are the target of a record and answer for no zone of their user (Microsoft Learn, How
    /// Traffic Manager works; recalled, 2026-11).
    private static final List<String> WITHOUT_ZONES = List.of("traffic-manager", "azure-traffic-manager");

    private final double promised;
    private final String promise;
    private final List<Finding> findings;

    private FrontDoorRules(double promised, String promise, List<Finding> findings) {
        this.promised = promised;
        this.promise = promise;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        String strictest = "";
        double promised = 0;
        for (Topology.Application application :
                subject.topology().applications().values()) {
            double own = application.objectives().overall().availability().orElse(0);
            if (own > promised) {
                promised = own;
                strictest = subject.path(application.name(), "objectives.availability");
            }
        }
        if (promised > 0 && subject.blueprint().regions().size() > 1) {
            FrontDoorRules rules = new FrontDoorRules(promised, strictest, findings);
            Topology.Traffic traffic = subject.topology().traffic();
            traffic.cdn()
                    .flatMap(Topology.Cdn::kind)
                    .filter(kind -> !isPassedBy(traffic, kind, Topology.Switch.CDN_ORIGIN))
                    .ifPresent(kind -> rules.tier("traffic.cdn", kind, ServiceLevels.cdn(kind)));
            traffic.accelerator()
                    .flatMap(Topology.Accelerator::kind)
                    .filter(kind -> !isPassedBy(traffic, kind, Topology.Switch.ANYCAST))
                    .ifPresent(kind -> rules.tier("traffic.accelerator", kind, ServiceLevels.accelerator(kind)));
            rules.names(traffic);
        }
    }

    /// Whether the file tells entrances behind a tier from others that users reach by DNS without it.
    private static boolean isPassedBy(Topology.Traffic traffic, String kind, Topology.Switch by) {
        List<Topology.Entrance> behind = open(traffic).stream()
                .filter(entrance -> isBehind(entrance, kind, by))
                .toList();
        boolean isBeside = open(traffic).stream()
                .filter(entrance -> !behind.contains(entrance))
                .anyMatch(entrance -> entrance.turned()
                                .filter(turned ->
                                        turned == Topology.Switch.DNS || turned == Topology.Switch.ROUTING_CONTROL)
                                .isPresent()
                        && !entrance.providers().isEmpty()
                        && entrance.providers().stream().allMatch(Fronts::answersNames));
        return !behind.isEmpty() && isBeside;
    }

    private static boolean isBehind(Topology.Entrance entrance, String kind, Topology.Switch by) {
        boolean isNamed = entrance.providers().stream()
                .anyMatch(word -> Fronts.normal(word).equals(Fronts.normal(kind)));
        return isNamed || entrance.turned().equals(Optional.of(by));
    }

    private static List<Topology.Entrance> open(Topology.Traffic traffic) {
        return traffic.entrances().values().stream()
                .filter(entrance -> !entrance.scope().equals(Optional.of(Topology.Exposure.INTERNAL)))
                .toList();
    }

    /// Several providers that answer for one name stand beside each other; one for every name stands alone.
    private void names(Topology.Traffic traffic) {
        List<Topology.Entrance> open = open(traffic);
        List<String> all = open.stream()
                .flatMap(entrance -> entrance.providers().stream())
                .distinct()
                .toList();
        if (all.size() != 1) {
            return;
        }
        Optional<ServiceLevel> owed = ServiceLevels.dns(all.getFirst());
        if (promised >= STRICT || owed.filter(this::isLess).isPresent()) {
            String kind = all.getFirst();
            tier("traffic.entrances." + open.getFirst().name() + ".providers", kind, owed, beside(kind, open));
        }
    }

    /// The change that puts something beside one service for all names: another provider for their zone, where the
    /// service answers for a zone, and the zone is the owner's.
    private static String beside(String kind, List<Topology.Entrance> open) {
        List<String> hosts =
                open.stream().flatMap(entrance -> entrance.host().stream()).toList();
        boolean isOwn = hosts.stream().noneMatch(FrontDoorRules::isForeign);
        boolean answersForZones = Fronts.answersNames(kind) && !WITHOUT_ZONES.contains(Fronts.normal(kind));
        String record = "a record that people can turn to the regions without `" + kind + "`";
        if (!isOwn) {
            return "a host in a zone of your own in front of it, and " + record;
        }
        if (!answersForZones) {
            return record;
        }
        return (hosts.isEmpty() ? "where the zone of the host is your own, " : "")
                + "a second provider of names: `providers: [" + kind
                + ", " + (Fronts.normal(kind).equals("ns1") ? "route53" : "ns1") + "]`, for example";
    }

    private static boolean isForeign(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return FOREIGN_ZONES.stream().anyMatch(zone -> name.equals(zone) || name.endsWith("." + zone));
    }

    private boolean isLess(ServiceLevel owed) {
        return owed.share() < promised;
    }

    private void tier(String path, String kind, Optional<ServiceLevel> owed) {
        tier(
                path,
                kind,
                owed,
                "an entrance that leads to the regions without it, and a switch in DNS that people can turn");
    }

    private void tier(String path, String kind, Optional<ServiceLevel> owed, String fix) {
        boolean less = owed.filter(this::isLess).isPresent();
        String level = owed.map(known -> "; " + known.service() + " owes " + Availability.percent(known.share())
                        + ", and " + Availability.percent(promised) + " is promised")
                .orElse("");
        Finding finding = Finding.of(
                        Rule.SINGLE_FRONT_DOOR,
                        path,
                        "all users come through `" + kind + "`, and nothing stands beside it" + level,
                        WHY,
                        fix
                                + owed.filter(this::isLess)
                                        .map(known -> ", or a promise of " + Availability.percent(known.share()))
                                        .orElse(""))
                .about(promise);
        findings.add(less ? finding : finding.with(Severity.NOTE));
    }
}
