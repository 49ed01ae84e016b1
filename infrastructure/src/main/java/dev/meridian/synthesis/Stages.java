package dev.meridian.synthesis;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Estate;
import dev.meridian.pipelines.Plan;
import dev.meridian.runbooks.Other;
import dev.meridian.terraform.Lookups;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Roots as pipelines apply them: all but those that somebody applies by hand, before there is anywhere to keep a
/// state.
final class Stages {
    private Stages() {}

    static List<Plan.Stage> of(Estate estate, List<Root> roots) {
        List<Plan.Stage> stages = new ArrayList<>();
        for (Root root : roots) {
            if (root.isKept()) {
                Optional<RegionName> region = estate.sites().keySet().stream()
                        .filter(each -> root.path().equals("regions/" + each))
                        .findFirst();
                stages.add(new Plan.Stage(
                        root.path(),
                        Cloud.builtBy(root::asks).orElseThrow(),
                        region,
                        root.keeper().map(RegionName::new),
                        parts(root),
                        Lookups.of(root, roots)));
            }
        }
        return stages;
    }

    /// What has to serve in a region of another cloud.
    private static List<String> parts(Root root) {
        List<String> parts = new ArrayList<>();
        Other.of(root).ifPresent(other -> {
            other.clusters().forEach(name -> parts.add("cluster:" + name));
            other.databases().forEach(database -> parts.add("database:" + database.name()));
        });
        return parts;
    }
}
