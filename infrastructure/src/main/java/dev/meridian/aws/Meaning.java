package dev.meridian.aws;

import dev.meridian.dashboards.Metrics;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Item;
import dev.meridian.terraform.Root;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;

/// What is wrong though Terraform finds nothing: it is planned and applied, and does not do what it is there for.
///
/// - a name that something else of the same region has already, in whichever root that is;
/// - a follower in another region that names its source by less than an ARN;
/// - a cache that is a part of what no root makes;
/// - a part of a global database that no root makes, or that two do;
/// - a connection of networks that no route leads through, on either side;
/// - a name of ours that users, checks or a CDN are sent to, and that no record has;
/// - something that is looked up in a region and that no root makes there;
/// - a path of a CDN that leads to a group of origins and takes writes;
/// - an alarm on a number that is counted elsewhere, under other dimensions, or nowhere.
final class Meaning {
    private static final String RECORD = "aws_route53_record";
    private static final String ALARM = "aws_cloudwatch_metric_alarm";

    /// What a region has one of by that name, and by which attribute it has it.
    /// How a reference to a provider begins, as it is compared here.
    private static final String ALIAS = "${aws.";

    private static final SequencedMap<String, String> REGIONAL = new LinkedHashMap<>();

    static {
        REGIONAL.put("aws_cloudwatch_log_group", "name");
        REGIONAL.put(ALARM, "alarm_name");
        REGIONAL.put("aws_cloudwatch_composite_alarm", "alarm_name");
        REGIONAL.put("aws_db_instance", "identifier");
        REGIONAL.put("aws_db_parameter_group", "name");
        REGIONAL.put("aws_db_subnet_group", "name");
        REGIONAL.put("aws_dynamodb_table", "name");
        REGIONAL.put("aws_ecr_repository", "name");
        REGIONAL.put("aws_ecs_cluster", "name");
        REGIONAL.put("aws_eks_cluster", "name");
        REGIONAL.put("aws_elasticache_global_replication_group", "global_replication_group_id_suffix");
        REGIONAL.put("aws_elasticache_replication_group", "replication_group_id");
        REGIONAL.put("aws_elasticache_subnet_group", "name");
        REGIONAL.put("aws_elasticache_user", "user_id");
        REGIONAL.put("aws_kinesis_stream", "name");
        REGIONAL.put("aws_kms_alias", "name");
        REGIONAL.put("aws_launch_template", "name");
        REGIONAL.put("aws_lb", "name");
        REGIONAL.put("aws_lb_target_group", "name");
        REGIONAL.put("aws_secretsmanager_secret", "name");
        REGIONAL.put("aws_rds_cluster", "cluster_identifier");
        REGIONAL.put("aws_rds_cluster_parameter_group", "name");
        REGIONAL.put("aws_sns_topic", "name");
        REGIONAL.put("aws_ssm_parameter", "name");
        REGIONAL.put("aws_wafv2_web_acl", "name");
    }

    private static final List<String> LOOKED_UP = List.of("aws_lb", "aws_ssm_parameter");

    private final List<Root> roots;
    private final List<String> faults = new ArrayList<>();

    private Meaning(List<Root> roots) {
        this.roots = roots;
    }

    static List<String> faults(List<Root> roots) {
        Meaning meaning = new Meaning(roots);
        meaning.names();
        meaning.records();
        meaning.lookups();
        meaning.datastores();
        meaning.globals();
        roots.forEach(meaning::followers);
        roots.forEach(meaning::peerings);
        roots.forEach(meaning::groups);
        roots.forEach(meaning::alarms);
        return meaning.faults;
    }

    private static String text(Block block, String attribute) {
        return block.at(attribute).map(Meaning::text).orElse("");
    }

    /// As it is written, for comparing; a list or a function has no text.
    private static String text(Expression value) {
        return switch (value) {
            case Expression.Text(String text) -> text;
            case Expression.Whole(long number) -> Long.toString(number);
            case Expression.Fraction(BigDecimal number) -> number.toPlainString();
            case Expression.Flag(boolean flag) -> Boolean.toString(flag);
            case Expression.Reference(String path) -> "${" + path + "}";
            case Expression.Template(List<Expression> parts) ->
                parts.stream().map(Meaning::text).reduce("", String::concat);
            case Expression.Sequence _, Expression.Mapping _, Expression.Call _ -> "";
        };
    }

    private static boolean isKnown(String text) {
        return !text.isEmpty() && !text.contains("${");
    }

    /// Where a block of a root is; empty for one that names a provider which is not there.
    private static String region(Root root, Block block) {
        String provider = text(block, "provider");
        String alias =
                provider.startsWith(ALIAS) ? provider.substring(ALIAS.length(), provider.length() - 1) : provider;
        return root.of("provider").stream()
                .filter(one -> text(one, "alias").equals(alias))
                .map(one -> text(one, "region"))
                .findFirst()
                .orElse("");
    }

    private void names() {
        SequencedMap<String, String> owners = new LinkedHashMap<>();
        for (Root root : roots) {
            for (Block block : root.blocks()) {
                String type = block.kind();
                String attribute = REGIONAL.get(type);
                String text = attribute == null ? "" : text(block, attribute);
                if (!text.isEmpty()) {
                    String name = type + " " + text + " of " + region(root, block);
                    String owner = owners.putIfAbsent(name, root.path());
                    if (owner != null) {
                        faults.add(root.path() + ": " + name + " is in " + owner + " already");
                    }
                }
            }
        }
    }

    /// What one root makes and another one asks for by its name.
    private void lookups() {
        SequencedSet<String> made = new LinkedHashSet<>();
        for (Root root : roots) {
            LOOKED_UP.forEach(type -> root.of(type).forEach(block -> made.add(named(root, block))));
        }
        for (Root root : roots) {
            LOOKED_UP.stream()
                    .flatMap(type -> root.of("data." + type).stream())
                    .map(block -> named(root, block))
                    .filter(name -> !made.contains(name))
                    .forEach(name -> faults.add(root.path() + ": no root makes " + name));
        }
    }

    private static String named(Root root, Block block) {
        return block.labels().getFirst() + " " + text(block, "name") + " of " + region(root, block);
    }

    private void followers(Root root) {
        for (Block database : root.of("aws_db_instance")) {
            String source = text(database, "replicate_source_db");
            boolean isWhole = source.isEmpty() || source.startsWith("arn:") || source.startsWith("${aws_db_instance.");
            if (!isWhole) {
                faults.add(root.path() + ": " + database.address().orElse("") + " follows " + source
                        + ", which names a database of its own region: one of another needs its ARN");
            }
        }
    }

    /// The first letters of their names are the cloud's, the rest is ours.
    private void datastores() {
        SequencedSet<String> made = new LinkedHashSet<>();
        roots.forEach(root -> root.of("aws_elasticache_global_replication_group")
                .forEach(block -> made.add(text(block, "global_replication_group_id_suffix"))));
        for (Root root : roots) {
            for (Block cache : root.of("aws_elasticache_replication_group")) {
                String whole = text(cache, "global_replication_group_id");
                if (!whole.isEmpty() && !made.contains(whole.substring(whole.indexOf('-') + 1))) {
                    faults.add(root.path() + ": no root makes " + whole);
                }
            }
        }
    }

    /// A part names the whole by a text, so nothing of Terraform's sees that it is not there.
    private void globals() {
        List<String> made = roots.stream()
                .flatMap(root -> root.of("aws_rds_global_cluster").stream())
                .map(global -> text(global, "global_cluster_identifier"))
                .toList();
        made.stream()
                .filter(global -> made.indexOf(global) != made.lastIndexOf(global))
                .distinct()
                .forEach(global -> faults.add("two roots make the global database " + global));
        for (Root root : roots) {
            root.of("aws_rds_cluster").stream()
                    .map(part -> text(part, "global_cluster_identifier"))
                    .filter(Meaning::isKnown)
                    .filter(global -> !made.contains(global))
                    .forEach(global -> faults.add(root.path() + ": no root makes the global database " + global));
        }
    }

    private void peerings(Root root) {
        for (Block peering : root.of("aws_vpc_peering_connection")) {
            String address = peering.address().orElse("");
            List<String> names = new ArrayList<>(List.of("${" + address + ".id}"));
            SequencedSet<String> sides = new LinkedHashSet<>(List.of(region(root, peering)));
            for (Block accepter : root.of("aws_vpc_peering_connection_accepter")) {
                if (text(accepter, "vpc_peering_connection_id").equals(names.getFirst())) {
                    names.add("${" + accepter.address().orElse("") + ".id}");
                    sides.add(region(root, accepter));
                }
            }
            for (String side : sides) {
                boolean hasRoute = root.of("aws_route").stream()
                        .anyMatch(route -> names.contains(text(route, "vpc_peering_connection_id"))
                                && region(root, route).equals(side));
                if (!hasRoute) {
                    faults.add(root.path() + ": no route of " + side + " leads through " + address);
                }
            }
        }
    }

    /// Names that records have, and names that something is sent to: nothing here leads to a name of others.
    private void records() {
        SequencedSet<String> made = new LinkedHashSet<>();
        roots.forEach(root -> root.of(RECORD).forEach(record -> made.add(text(record, "name"))));
        made.removeIf(name -> !isKnown(name));
        for (Root root : roots) {
            sent(root, RECORD, record -> inner(record, "alias", "name"), made);
            sent(root, "aws_route53_health_check", check -> List.of(text(check, "fqdn")), made);
            sent(root, "aws_cloudfront_distribution", cdn -> inner(cdn, "origin", "domain_name"), made);
        }
    }

    private void sent(Root root, String type, Function<Block, List<String>> where, SequencedSet<String> made) {
        for (Block block : root.of(type)) {
            where.apply(block).stream()
                    .filter(Meaning::isKnown)
                    .filter(name -> !made.contains(name))
                    .forEach(name -> faults.add(root.path() + ": "
                            + block.address().orElse("") + " leads to " + name + ", and no record has that name"));
        }
    }

    private static List<String> inner(Block block, String part, String attribute) {
        return parts(block, part).stream().map(inner -> text(inner, attribute)).toList();
    }

    private static List<Block> parts(Block block, String type) {
        List<Block> parts = new ArrayList<>();
        for (Item item : block.body()) {
            if (item instanceof Block inner && inner.type().equals(type)) {
                parts.add(inner);
            }
        }
        return parts;
    }

    /// CloudFront refuses them when they are applied.
    private void groups(Root root) {
        for (Block cdn : root.of("aws_cloudfront_distribution")) {
            List<String> groups = inner(cdn, "origin_group", "origin_id");
            List<Block> paths = new ArrayList<>(parts(cdn, "default_cache_behavior"));
            paths.addAll(parts(cdn, "ordered_cache_behavior"));
            for (Block path : paths) {
                boolean writes = path.at("allowed_methods")
                        .filter(methods -> methods.toString().contains("POST"))
                        .isPresent();
                if (writes && groups.contains(text(path, "target_origin_id"))) {
                    faults.add(root.path() + ": " + cdn.address().orElse("") + " leads writes to a group of origins");
                }
            }
        }
    }

    private void alarms(Root root) {
        for (Block alarm : root.of(ALARM)) {
            List<Block> looked = parts(alarm, "metric_query").stream()
                    .flatMap(query -> parts(query, "metric").stream())
                    .toList();
            for (Block one : looked.isEmpty() ? List.of(alarm) : looked) {
                String metric = text(one, "namespace") + " " + text(one, "metric_name");
                List<String> asked = one.at("dimensions").map(Meaning::keys).orElse(List.of());
                Metrics.fault(metric, asked, region(root, alarm))
                        .ifPresent(fault ->
                                faults.add(root.path() + ": " + alarm.address().orElse("") + " " + fault));
            }
        }
    }

    private static List<String> keys(Expression value) {
        return value instanceof Expression.Mapping(SequencedMap<String, Expression> entries)
                ? entries.keySet().stream().sorted().toList()
                : List.of();
    }
}
