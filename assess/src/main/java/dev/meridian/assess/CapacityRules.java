package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.blueprint.Service;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Regional;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether each target can take what it has to take over, and has it when it needs it.
final class CapacityRules {
    private final Subject subject;
    private final Application application;
    private final List<Finding> findings;

    private CapacityRules(Subject subject, Application application, List<Finding> findings) {
        this.subject = subject;
        this.application = application;
        this.findings = findings;
    }

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            CapacityRules rules = new CapacityRules(subject, application, findings);
            for (RegionName target : application.failover().targets()) {
                rules.size(target);
                rules.reserved(target);
            }
        }
    }

    private void size(RegionName target) {
        Capacity capacity = new Capacity(subject, application);
        double most = capacity.after(target);
        if (application.roles().get(target) == Role.STANDBY && most < 1) {
            findings.add(tooSmall(
                    "regions." + target + ".capacity",
                    target + " can be scaled to " + percent(most) + " of " + application.primary(),
                    "`max: 100%`"));
        }
        Regional there = regional(target);
        Regional here = regional(application.primary());
        there.replicas().forEach((service, count) -> {
            Service known = subject.blueprint().services().get(service);
            if (known != null && known.application().equals(application.name())) {
                fewer(
                        "services." + service + ".replicas",
                        "`" + service + "`",
                        "replicas",
                        count,
                        here.replicas().get(service),
                        target);
            }
        });
        there.nodes().forEach((group, nodes) -> {
            Compute.Nodes known = here.nodes().get(group);
            nodes.count()
                    .ifPresent(count -> fewer(
                            "compute.nodes." + group + ".count",
                            "`" + group + "`",
                            "nodes",
                            count,
                            known == null ? null : known.count().orElse(null),
                            target));
        });
    }

    private Regional regional(RegionName region) {
        return Objects.requireNonNull(subject.topology().regions().get(region)).regional();
    }

    private void fewer(
            String path,
            String whose,
            String what,
            Topology.Count there,
            Topology.@Nullable Count here,
            RegionName target) {
        if (here == null || there.most().isEmpty() || here.most().isEmpty()) {
            return;
        }
        int most = there.most().getAsInt();
        int needed = here.most().getAsInt();
        if (most < needed) {
            findings.add(tooSmall(
                    path + "@" + target,
                    whose + " has at most " + most + " " + what + " in " + target + " and " + needed + " in "
                            + application.primary(),
                    "as many there as in " + application.primary()));
        }
    }

    private Finding tooSmall(String at, String statement, String fix) {
        return Finding.of(
                Rule.SECONDARY_TOO_SMALL,
                at,
                statement,
                "it has to take the whole load of " + application.primary() + " when that is lost",
                fix);
    }

    private void reserved(RegionName target) {
        Capacity capacity = new Capacity(subject, application);
        double before = capacity.before(target);
        double after = capacity.after(target);
        boolean promised = application.objectives().rto().isPresent();
        if (application.roles().get(target) == Role.STANDBY && before < after && promised) {
            findings.add(Finding.of(
                            Rule.CAPACITY_NOT_RESERVED,
                            "regions." + target + ".capacity",
                            target + " runs at " + percent(before) + " and needs " + percent(after)
                                    + " within the time to recover",
                            "no provider guarantees capacity that is not reserved, least of all on the day a region"
                                    + " is lost",
                            "reserve the difference, or keep it running: `capacity: " + percent(after) + "`")
                    .about(subject.path(application.name(), "objectives.rto")));
        }
    }

    private static String percent(double share) {
        return Optional.of(String.format(Locale.ROOT, "%.1f%%", share * 100))
                .map(text -> text.replace(".0%", "%"))
                .orElseThrow();
    }
}
