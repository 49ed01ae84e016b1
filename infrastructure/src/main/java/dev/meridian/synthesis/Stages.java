package dev.meridian.synthesis;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Estate;
import dev.meridian.pipelines.Plan;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Roots as pipelines apply them: all but those that somebody applies by hand, before there is anywhere to keep a
/// state.
final class Stages {
    /// What has to serve in a region of another cloud, by the type that builds it.
    private static final SequencedMap<String, String> PARTS = parts();

    private Stages() {}

    private static SequencedMap<String, String> parts() {
        SequencedMap<String, String> parts = new LinkedHashMap<>();
        parts.put("google_container_cluster", "cluster");
        parts.put("google_sql_database_instance", "database");
        parts.put("azurerm_kubernetes_cluster", "cluster");
        parts.put("azurerm_postgresql_flexible_server", "database");
        return parts;
    }

    static List<Plan.Stage> of(Estate estate, List<Root> roots) {
        List<Plan.Stage> stages = new ArrayList<>();
        for (Root root : roots) {
            if (root.isKept()) {
                Optional<RegionName> region = estate.sites().keySet().stream()
                        .filter(each -> root.path().equals("regions/" + each))
                        .findFirst();
                stages.add(new Plan.Stage(
                        root.path(), cloud(root), region, root.keeper().map(RegionName::new), parts(root)));
            }
        }
        return stages;
    }

    private static Cloud cloud(Root root) {
        if (root.asks("google")) {
            return Cloud.GOOGLE;
        }
        return root.asks("azurerm") ? Cloud.AZURE : Cloud.AWS;
    }

    private static List<String> parts(Root root) {
        List<String> parts = new ArrayList<>();
        PARTS.forEach((type, part) -> root.names(type).forEach(name -> parts.add(part + ":" + name)));
        return parts;
    }
}
