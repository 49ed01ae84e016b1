package dev.meridian.synthesis;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.pipelines.Plan;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Roots as pipelines apply them: all but those that somebody applies by hand, before there is anywhere to keep a
/// state.
final class Stages {
    private static final String PROVIDERS = "required_providers";

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
            if (inside(root, "backend").findAny().isPresent()) {
                Optional<RegionName> region = estate.sites().keySet().stream()
                        .filter(each -> root.path().equals("regions/" + each))
                        .findFirst();
                stages.add(new Plan.Stage(
                        root.path(), cloud(root), region, root.keeper().map(RegionName::new), partsOf(root)));
            }
        }
        return stages;
    }

    private static Cloud cloud(Root root) {
        return inside(root, PROVIDERS)
                .map(providers -> providers.at("google").isPresent()
                        ? Cloud.GOOGLE
                        : providers.at("azurerm").isPresent() ? Cloud.AZURE : Cloud.AWS)
                .findFirst()
                .orElse(Cloud.AWS);
    }

    private static Stream<Block> inside(Root root, String type) {
        return root.blocks().stream()
                .filter(block -> block.type().equals("terraform"))
                .flatMap(block -> block.body().stream())
                .flatMap(item ->
                        item instanceof Block block && block.type().equals(type) ? Stream.of(block) : Stream.of());
    }

    private static List<String> partsOf(Root root) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, String> part : PARTS.entrySet()) {
            root.blocks().stream()
                    .filter(block -> block.type().equals("resource")
                            && block.labels().getFirst().equals(part.getKey()))
                    .flatMap(block -> block.at("name").stream())
                    .forEach(name -> parts.add(part.getValue() + ":" + ((Expression.Text) name).text()));
        }
        return parts;
    }
}
