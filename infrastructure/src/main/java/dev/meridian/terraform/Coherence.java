package dev.meridian.terraform;

import dev.meridian.hcl.Attribute;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Item;
import dev.meridian.provider.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.function.Supplier;

/// What has to be true of a root, whatever it builds: the provider takes every resource, nothing has the name of
/// something else, every reference leads to something that is there and has such an attribute, nothing that is
/// declared goes unused. What breaks one of these is a defect of ours, and is found before a file is written.
public final class Coherence {
    /// What is there without a block of its own; `one` is what everything that goes through a list calls its
    /// items.
    private static final List<String> GIVEN = List.of("each", "count", "self", "path", "terraform", "module", "one");

    /// What is there to be referred to, and for nothing else.
    private static final List<String> LOOKED_UP = List.of("local", "var", "data", "ephemeral");

    /// Of those, what has a type before its name.
    private static final List<String> TYPED = List.of("data", "ephemeral");

    /// Attributes whose words are no references: names of providers, and of a resource's own attributes.
    private static final List<String> ELSEWHERE = List.of("provider", "providers", "ignore_changes");

    /// What the account, or all accounts together, have one of by that name.
    static final SequencedMap<String, String> ACCOUNT_WIDE = new LinkedHashMap<>();

    static {
        ACCOUNT_WIDE.put("aws_iam_role", "name");
        ACCOUNT_WIDE.put("aws_iam_policy", "name");
        ACCOUNT_WIDE.put("aws_iam_instance_profile", "name");
        ACCOUNT_WIDE.put("aws_s3_bucket", "bucket");
        // Pages are of an account, wherever they are made (CloudWatch user guide, dashboards, 2026-11).
        ACCOUNT_WIDE.put("aws_cloudwatch_dashboard", "dashboard_name");
        ACCOUNT_WIDE.put("aws_rds_global_cluster", "global_cluster_identifier");
        ACCOUNT_WIDE.put("aws_cloudfront_cache_policy", "name");
        ACCOUNT_WIDE.put("aws_cloudfront_function", "name");
        ACCOUNT_WIDE.put("aws_cloudfront_realtime_log_config", "name");
        ACCOUNT_WIDE.put("aws_cloudfront_response_headers_policy", "name");
        ACCOUNT_WIDE.put("google_compute_network", "name");
        ACCOUNT_WIDE.put("google_service_account", "account_id");
        ACCOUNT_WIDE.put("google_sql_database_instance", "name");
        ACCOUNT_WIDE.put("google_storage_bucket", "name");
        ACCOUNT_WIDE.put("azurerm_key_vault", "name");
        ACCOUNT_WIDE.put("azurerm_postgresql_flexible_server", "name");
        ACCOUNT_WIDE.put("azurerm_resource_group", "name");
        ACCOUNT_WIDE.put("azurerm_storage_account", "name");
    }

    private final Schema schema;
    private final Root root;
    private final SequencedSet<String> declared = new LinkedHashSet<>();
    private final SequencedSet<String> used = new LinkedHashSet<>();
    private final SequencedSet<String> followed = new LinkedHashSet<>();
    private final List<String> faults = new ArrayList<>();

    private Coherence(Schema schema, Root root) {
        this.schema = schema;
        this.root = root;
    }

    /// What is wrong with a root; none for a good one.
    public static List<String> faults(Schema schema, Root root) {
        return new Coherence(schema, root).check();
    }

    /// The same roots.
    ///
    /// @param schema of their cloud; it is large, and not read where there are none
    /// @param further what is asked of them beside
    /// @throws AssertionError if one of them is not coherent, or is not what it is there for: a defect of ours
    public static List<Root> sound(
            List<Root> roots, Supplier<Schema> schema, Function<List<Root>, List<String>> further) {
        if (roots.isEmpty()) {
            return roots;
        }
        Schema read = schema.get();
        List<String> faults = new ArrayList<>(collisions(roots));
        roots.forEach(root -> faults.addAll(faults(read, root)));
        faults.addAll(further.apply(roots));
        if (!faults.isEmpty()) {
            throw new AssertionError("what was written is not coherent: " + String.join("; ", faults));
        }
        return roots;
    }

    /// Names of an account that two roots would both want: they are not of a region, so that what is right in
    /// one root is refused in the second.
    public static List<String> collisions(List<Root> roots) {
        SequencedMap<String, String> owners = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (Root root : roots) {
            root.blocks().stream()
                    .filter(block -> block.type().equals("resource"))
                    .flatMap(block -> accountWide(block).stream())
                    .forEach(name -> Optional.ofNullable(owners.putIfAbsent(name, root.path()))
                            .ifPresent(owner -> faults.add(root.path() + ": " + name + " is " + owner + "'s already")));
        }
        return faults;
    }

    private static Optional<String> accountWide(Block resource) {
        String type = resource.labels().getFirst();
        return Optional.ofNullable(ACCOUNT_WIDE.get(type))
                .flatMap(resource::at)
                .map(name -> type + " " + (name instanceof Expression.Text(String text) ? text : name));
    }

    private List<String> check() {
        for (Block block : root.blocks()) {
            for (String name : names(block)) {
                if (!declared.add(name)) {
                    fault(name + " is there twice");
                }
            }
            if (block.type().equals("resource")) {
                schema.faults(block).forEach(this::fault);
            }
        }
        root.blocks().forEach(this::references);
        placeless();
        for (String name : declared) {
            if (!used.contains(name) && isLookedUp(name)) {
                fault(name + " is declared and not used");
            }
        }
        return faults;
    }

    private static boolean isLookedUp(String name) {
        for (String kind : LOOKED_UP) {
            if (name.startsWith(kind) && name.startsWith(".", kind.length())) {
                return true;
            }
        }
        return false;
    }

    /// Where every provider of a root has an alias, whatever names none of them is nowhere: Terraform finds that
    /// out only when it plans.
    private void placeless() {
        boolean hasOneForAll = root.blocks().stream()
                .anyMatch(block ->
                        block.type().equals("provider") && block.at("alias").isEmpty());
        root.blocks().stream()
                .filter(block -> !hasOneForAll && block.at("provider").isEmpty())
                .forEach(block -> block.address().ifPresent(name -> fault(name + " names no provider")));
    }

    private void fault(String what) {
        faults.add(root.path() + ": " + what);
    }

    private static List<String> names(Block block) {
        return switch (block.type()) {
            case "locals" ->
                block.body().stream()
                        .map(item -> item instanceof Attribute attribute ? "local." + attribute.name() : "")
                        .toList();
            case "variable" -> List.of("var." + block.labels().getFirst());
            case "output" -> List.of("output." + block.labels().getFirst());
            default -> block.address().map(List::of).orElse(List.of());
        };
    }

    /// The same text leads to the same thing wherever it stands.
    private void each(String reference) {
        if (!followed.add(reference)) {
            return;
        }
        for (Path path : Path.in(reference)) {
            follow(path.text(), path.words());
        }
    }

    private void follow(String path, List<String> words) {
        String first = words.getFirst();
        if (words.size() < 2 || GIVEN.contains(first)) {
            return;
        }
        boolean isPlain = first.equals("local") || first.equals("var");
        boolean isTyped = TYPED.contains(first);
        int own = isTyped ? 3 : 2;
        if (words.size() < own) {
            fault("nobody knows what " + path + " refers to");
            return;
        }
        String address = first + "." + words.get(1) + (isTyped ? "." + words.get(2) : "");
        used.add(address);
        if (!declared.contains(address)) {
            fault(path + " refers to nothing in this root");
        } else if (!isPlain && !isTyped && words.size() > own && !schema.has(first, words.get(own))) {
            fault(path + ": " + first + " has no attribute " + words.get(own));
        }
    }

    private void references(Item item) {
        switch (item) {
            case Attribute attribute -> {
                if (!ELSEWHERE.contains(attribute.name())) {
                    references(attribute.value());
                }
            }
            case Block block -> {
                for (Item inner : block.body()) {
                    references(inner);
                }
            }
        }
    }

    private void references(Expression value) {
        switch (value) {
            case Expression.Text _, Expression.Whole _, Expression.Fraction _, Expression.Flag _ -> {}
            case Expression.Reference(String path) -> each(path);
            case Expression.Template(List<Expression> parts) -> references(parts);
            case Expression.Sequence(List<Expression> items) -> references(items);
            case Expression.Mapping(var entries) -> references(entries.values());
            case Expression.Call call -> references(call.arguments());
        }
    }

    private void references(Collection<Expression> values) {
        for (Expression value : values) {
            references(value);
        }
    }
}
