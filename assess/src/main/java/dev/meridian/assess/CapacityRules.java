package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.Role;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

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
        for (var service : subject.blueprint().services().values()) {
            if (service.application().equals(application.name())) {
                replicas(service.name(), target);
            }
        }
    }

    private void replicas(String service, RegionName target) {
        String path = "services." + service + ".replicas";
        OptionalInt there = most(path, target);
        OptionalInt here = most(path, application.primary());
        if (there.isPresent() && here.isPresent() && there.getAsInt() < here.getAsInt()) {
            findings.add(tooSmall(
                    path + "@" + target,
                    "`" + service + "` has at most " + there.getAsInt() + " replicas in " + target + " and "
                            + here.getAsInt() + " in " + application.primary(),
                    "as many there as in " + application.primary()));
        }
    }

    private OptionalInt most(String path, RegionName region) {
        return Subject.count(subject.value(path + "@" + region).or(() -> subject.value(path)))
                .map(count -> count.most())
                .orElse(OptionalInt.empty());
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
