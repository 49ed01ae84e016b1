package dev.meridian.runbooks;

import dev.meridian.estate.Cloud;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
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
public record Other(Cloud cloud, String region, List<String> clusters, List<Copy> databases) {
    private static final String REGIONS = "regions/";
    private static final List<String> CLUSTERS = List.of("google_container_cluster", "azurerm_kubernetes_cluster");
    private static final List<String> DATABASES =
            List.of("google_sql_database_instance", "azurerm_postgresql_flexible_server");
    private static final Pattern SOURCE =
            Pattern.compile("(?m)^  (?:master_instance_name|source_server_id) += \"(?:[^\"]*/)?([^\"/]+)\"");

    public Other {
        clusters = List.copyOf(clusters);
        databases = List.copyOf(databases);
    }

    /// A database.
    ///
    /// @param source whose writes it follows
    public record Copy(String name, Optional<String> source) {}

    /// Those that roots are for.
    static List<Other> of(List<Root> roots) {
        return roots.stream().flatMap(root -> of(root).stream()).toList();
    }

    /// The one that a root is about; empty where it is about none, or one of AWS.
    public static Optional<Other> of(Root root) {
        return Cloud.builtBy(root::asks)
                .filter(cloud -> cloud != Cloud.AWS && root.path().startsWith(REGIONS))
                .map(cloud -> of(root, cloud));
    }

    private static Other of(Root root, Cloud cloud) {
        List<Copy> databases = new ArrayList<>();
        for (Block block : root.blocks()) {
            if (block.type().equals("resource")
                    && DATABASES.contains(block.labels().getFirst())) {
                Expression.Text name = (Expression.Text) block.at("name").orElseThrow();
                databases.add(new Copy(name.text(), source(block)));
            }
        }
        List<String> clusters =
                CLUSTERS.stream().flatMap(type -> root.names(type).stream()).toList();
        return new Other(cloud, root.path().substring(REGIONS.length()), clusters, databases);
    }

    private static Optional<String> source(Block block) {
        Matcher matcher = SOURCE.matcher(Hcl.text(List.of(block)));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
