package dev.meridian.assess;

import dev.meridian.mechanisms.ServiceLevel;
import dev.meridian.mechanisms.ServiceLevels;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Optional;

/// A check of global tiers before all regions: a CDN, fixed addresses, a DNS provider. Each is one system of one
/// provider; its fault is no loss of a region, and no failover between regions helps.
final class FrontDoorRules {
    private static final String WHY = "a fault of it is no loss of a region, and no failover between regions helps"
            + " (Azure Front Door, 2025-10-29; Cloudflare, 2025-11-18)";

    /// Below this the promise leaves more time than a fault of a DNS provider commonly takes.
    private static final double STRICT = 0.9999;

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
                    .ifPresent(kind -> rules.tier("traffic.cdn", kind, ServiceLevels.cdn(kind)));
            traffic.accelerator()
                    .flatMap(Topology.Accelerator::kind)
                    .ifPresent(kind -> rules.tier("traffic.accelerator", kind, ServiceLevels.accelerator(kind)));
            rules.names(traffic);
        }
    }

    /// Several providers that answer for one name stand beside each other; one for every name stands alone.
    private void names(Topology.Traffic traffic) {
        List<Topology.Entrance> open = traffic.entrances().values().stream()
                .filter(entrance -> !entrance.scope().equals(Optional.of(Topology.Exposure.INTERNAL)))
                .toList();
        List<String> all = open.stream()
                .flatMap(entrance -> entrance.providers().stream())
                .distinct()
                .toList();
        if (all.size() != 1) {
            return;
        }
        Optional<ServiceLevel> owed = ServiceLevels.dns(all.getFirst());
        if (promised >= STRICT || owed.filter(this::isLess).isPresent()) {
            tier("traffic.entrances." + open.getFirst().name() + ".providers", all.getFirst(), owed);
        }
    }

    private boolean isLess(ServiceLevel owed) {
        return owed.share() < promised;
    }

    private void tier(String path, String kind, Optional<ServiceLevel> owed) {
        boolean less = owed.filter(this::isLess).isPresent();
        String level = owed.map(known -> "; " + known.service() + " owes " + Availability.percent(known.share())
                        + ", and " + Availability.percent(promised) + " is promised")
                .orElse("");
        Finding finding = Finding.of(
                        Rule.SINGLE_FRONT_DOOR,
                        path,
                        "all users come through `" + kind + "`, and nothing stands beside it" + level,
                        WHY,
                        (path.endsWith(".providers")
                                        ? "a second provider of names: `providers: [" + kind + ", ns1]`, for example"
                                        : "an entrance that leads to the regions without it, and a switch in DNS that"
                                                + " people can turn")
                                + owed.filter(this::isLess)
                                        .map(known -> ", or a promise of " + Availability.percent(known.share()))
                                        .orElse(""))
                .about(promise);
        findings.add(less ? finding : finding.with(Severity.NOTE));
    }
}
