package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Set;

/// A note about an application of several that names roles of its own: which regions it takes from `regions`
/// beside them, and which it leaves. Promises, takeovers and capacity are judged over the regions that it has.
final class RoleRules {
    private RoleRules() {}

    static void check(Subject subject, List<Finding> findings) {
        if (subject.topology().applications().size() < 2) {
            return;
        }
        for (Application application : subject.blueprint().applications().values()) {
            Set<RegionName> own = subject.said(application).roles().keySet();
            if (own.isEmpty()) {
                continue;
            }
            List<RegionName> taken = application.roles().keySet().stream()
                    .filter(region -> !own.contains(region))
                    .toList();
            List<RegionName> left = subject.topology().regions().values().stream()
                    .filter(region ->
                            region.role().isPresent() && !application.roles().containsKey(region.name()))
                    .map(region -> region.name())
                    .toList();
            if (!taken.isEmpty()) {
                findings.add(taken(application, taken));
            }
            if (!left.isEmpty()) {
                findings.add(left(application, left));
            }
        }
    }

    private static Finding taken(Application application, List<RegionName> regions) {
        return Finding.of(
                Rule.ROLES_FROM_REGIONS,
                path(application),
                "`" + application.name() + "` is in " + Listed.regions(regions) + " by the roles of `regions` alone",
                "it names roles of its own and none there; its promises are judged as if it could serve from "
                        + Listed.regions(regions),
                "nothing, if that is meant; else roles under each application, and none under `regions`");
    }

    private static Finding left(Application application, List<RegionName> regions) {
        return Finding.of(
                Rule.ROLES_FROM_REGIONS,
                path(application),
                "`" + application.name() + "` has nothing in " + Listed.regions(regions),
                "it names a primary of its own, and none of its services, stores and entrances names "
                        + (regions.size() == 1 ? "this region" : "these regions")
                        + "; its promises are judged without " + (regions.size() == 1 ? "it" : "them"),
                "nothing, if that is meant; else a role of `" + application.name() + "` there, under `applications`");
    }

    private static String path(Application application) {
        return "applications." + application.name() + ".roles";
    }
}
