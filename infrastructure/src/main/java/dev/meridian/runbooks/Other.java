package dev.meridian.runbooks;

import dev.meridian.estate.Cloud;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Hcl;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A region of another cloud than AWS, as its root builds it: the names in commands are those of the root.
///
/// @param clusters of Kubernetes
/// @param databases of PostgreSQL
record Other(Cloud cloud, String region, List<String> clusters, List<Copy> databases) {
    private static final Pattern NAME = Pattern.compile("(?m)^  name +=\\s*\"([^\"]+)\"");
    private static final Pattern SOURCE =
            Pattern.compile("(?m)^  (?:master_instance_name|source_server_id) += \"(?:[^\"]*/)?([^\"/]+)\"");

    Other {
        clusters = List.copyOf(clusters);
        databases = List.copyOf(databases);
    }

    /// A database.
    ///
    /// @param source whose writes it follows
    record Copy(String name, Optional<String> source) {}

    /// Those that roots are for.
    static List<Other> of(List<Root> roots) {
        List<Other> others = new ArrayList<>();
        for (Root root : roots) {
            boolean isRegion = root.path().startsWith("regions/");
            cloud(root).filter(_ -> isRegion).ifPresent(cloud -> others.add(of(root, cloud)));
        }
        return others;
    }

    private static Optional<Cloud> cloud(Root root) {
        if (root.asks("google")) {
            return Optional.of(Cloud.GOOGLE);
        }
        return root.asks("azurerm") ? Optional.of(Cloud.AZURE) : Optional.empty();
    }

    private static Other of(Root root, Cloud cloud) {
        List<String> clusters = new ArrayList<>();
        List<Copy> databases = new ArrayList<>();
        for (Block block : root.blocks()) {
            String type = block.type().equals("resource") ? block.labels().getFirst() : "";
            switch (type) {
                case "google_container_cluster", "azurerm_kubernetes_cluster" ->
                    clusters.add(found(NAME, block).orElseThrow());
                case "google_sql_database_instance", "azurerm_postgresql_flexible_server" ->
                    databases.add(new Copy(found(NAME, block).orElseThrow(), found(SOURCE, block)));
                default -> {}
            }
        }
        return new Other(cloud, root.path().substring("regions/".length()), clusters, databases);
    }

    private static Optional<String> found(Pattern pattern, Block block) {
        Matcher matcher = pattern.matcher(Hcl.text(List.of(block)));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
