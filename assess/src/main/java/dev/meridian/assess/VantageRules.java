package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Failover;
import dev.meridian.units.RegionName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether enough places look at a region, and from outside. Without vantages of the file every other region
/// looks. A place in the judged region does not count; of two others one at least is neither source nor target.
/// Nothing is asked of the places where signals alone decide.
final class VantageRules {
    private VantageRules() {}

    static void check(Subject subject, List<Finding> findings) {
        for (Application application : subject.blueprint().applications().values()) {
            Failover said = subject.said(application).failover();
            if (areAsked(said)) {
                places(subject, application, said, findings);
            }
            for (Failover.Trigger trigger : said.triggers().values()) {
                if (trigger.act() == Failover.Act.FAILOVER) {
                    missing(subject.path(application.name(), "failover.triggers." + trigger.name()), trigger, findings);
                    agreement(
                            subject.path(application.name(), "failover.triggers." + trigger.name()), trigger, findings);
                }
            }
        }
    }

    /// Whether what the places see decides. Triggers that all go by a signal ask none of them.
    private static boolean areAsked(Failover said) {
        List<Failover.Trigger> moving = said.triggers().values().stream()
                .filter(trigger -> trigger.act() == Failover.Act.FAILOVER)
                .toList();
        return moving.isEmpty()
                || moving.stream().anyMatch(trigger -> !trigger.when().isEmpty());
    }

    private static void places(Subject subject, Application application, Failover said, List<Finding> findings) {
        Set<String> at = new LinkedHashSet<>();
        said.vantages().values().forEach(vantage -> at.addAll(vantage.at()));
        String path = subject.path(application.name(), "failover.vantages");
        String primary = application.primary().text();
        if (at.isEmpty()) {
            return;
        }
        boolean inside = at.remove(primary);
        if (at.isEmpty()) {
            findings.add(Finding.of(
                    Rule.VANTAGE_INSIDE,
                    path,
                    "every vantage is in " + primary + ", the region that is judged",
                    "they are lost with it, or see it healthy while no place outside does",
                    "vantages in the other regions and in a place that is neither source nor target"));
        } else if (at.size() == 1) {
            String place = at.iterator().next();
            boolean target = application.failover().targets().stream()
                    .map(RegionName::text)
                    .anyMatch(place::equals);
            findings.add(Finding.of(
                    Rule.SINGLE_VANTAGE,
                    path,
                    "only " + place + (target ? ", where the users would go," : "") + " looks at " + primary
                            + (inside ? " from outside" : ""),
                    "one place cannot tell a lost region from its own cut link"
                            + (inside ? ", and what " + primary + " says of itself does not count" : ""),
                    target
                            ? "three places, of which two have to agree and one is neither " + primary + " nor " + place
                            : "three places outside " + primary + ", of which two have to agree"));
        }
    }

    private static void missing(String path, Failover.Trigger trigger, List<Finding> findings) {
        if (trigger.missing().equals(Optional.of(Failover.Missing.FAILING))) {
            findings.add(Finding.of(
                    Rule.MISSING_IS_FAILING,
                    path + ".missing",
                    "the trigger `" + trigger.name()
                            + "` takes missing figures for a failure and moves the application",
                    "figures are missing too when the thing that measures is dead, or its link; the region may be healthy",
                    "`missing: unknown`, and a quorum of places that see the failure"));
        }
    }

    private static void agreement(String path, Failover.Trigger trigger, List<Finding> findings) {
        trigger.agree()
                .filter(agreement -> agreement.enough() == 1)
                .ifPresent(agreement -> findings.add(Finding.of(
                        Rule.SINGLE_VANTAGE,
                        path + ".agree",
                        "the trigger `" + trigger.name() + "` moves the application when 1 of " + agreement.of()
                                + " says so",
                        "one place cannot tell a lost region from its own cut link",
                        agreement.of() > 1 ? "`agree: 2 of " + agreement.of() + "`" : "`agree: 2 of 3`")));
    }
}
