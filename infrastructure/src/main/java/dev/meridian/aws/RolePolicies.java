package dev.meridian.aws;

import dev.meridian.hcl.Attribute;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Item;
import dev.meridian.terraform.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// How much the policies say that a role has of its own. A service has one for its region, and one for each
/// store of another region that it may reach: with many of both AWS takes no more of them, after half of the
/// estate has been built.
public final class RolePolicies {
    /// Characters of all policies within a role, white space left out; nobody raises it (IAM user guide, "IAM
    /// and STS quotas", 2026-11).
    public static final long LIMIT = 10_240;

    /// Of `{"Version":"2012-10-17","Statement":[]}`.
    private static final int DOCUMENT = 40;

    /// Of `{"Sid":"","Action":[],"Effect":"Allow","Resource":[]},`.
    private static final int STATEMENT = 56;

    /// What stands around a text in a list: `"",`.
    private static final int AROUND = 3;

    /// Of what only AWS knows: an id of a database, a whole name, that of a key; more than most of them.
    private static final int UNKNOWN = 40;

    private static final int UNKNOWN_NAME = 80;

    private final SequencedMap<String, Long> sizes = new LinkedHashMap<>();

    private RolePolicies() {}

    /// Roles of which AWS would refuse a policy, with the characters that theirs have together.
    public static SequencedMap<String, Long> overfull(List<Root> roots) {
        RolePolicies policies = new RolePolicies();
        roots.forEach(policies::read);
        policies.sizes.values().removeIf(size -> size <= LIMIT);
        return policies.sizes;
    }

    private void read(Root root) {
        Map<String, Block> documents = new LinkedHashMap<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (Block block : root.blocks()) {
            if (block.labels().contains("aws_iam_policy_document")) {
                documents.put(block.address().orElseThrow(), block);
            } else if (block.labels().contains("aws_iam_role")) {
                block.text("name").ifPresent(name -> names.put(block.address().orElseThrow() + ".id", name));
            }
        }
        root.blocks().stream()
                .filter(block -> block.labels().contains("aws_iam_role_policy"))
                .forEach(block -> count(block, documents, names));
    }

    private void count(Block policy, Map<String, Block> documents, Map<String, String> names) {
        Expression role = policy.at("role").orElseThrow();
        if (!(policy.at("policy").orElseThrow() instanceof Expression.Reference(String path))) {
            throw new AssertionError("a policy of a role is no document: " + policy);
        }
        Block document = Optional.ofNullable(documents.get(document(path)))
                .orElseThrow(() -> new AssertionError("no document " + path + " beside the policy"));
        long size = DOCUMENT + size(document);
        if (role instanceof Expression.Reference(String of)) {
            Optional.ofNullable(names.get(of)).ifPresent(name -> sizes.merge(name, size, Long::sum));
        } else if (role instanceof Expression.Template(List<Expression> parts)
                && parts.getFirst() instanceof Expression.Text(String start)) {
            keys(policy).forEach(key -> sizes.merge(start + key, size + key.length(), Long::sum));
        }
    }

    /// The address in front of `[each.key].json` or `.json`.
    private static String document(String path) {
        int key = path.indexOf('[');
        return path.substring(0, key < 0 ? path.lastIndexOf('.') : key);
    }

    private static List<String> keys(Block block) {
        return block.at("for_each").orElseThrow() instanceof Expression.Call(String _, List<Expression> arguments)
                        && arguments.getFirst() instanceof Expression.Sequence(List<Expression> items)
                ? items.stream().map(item -> ((Expression.Text) item).text()).toList()
                : List.of();
    }

    private static long size(Block document) {
        long size = 0;
        for (Item item : document.body()) {
            size += switch (item) {
                case Attribute(String name, Expression value, var _) ->
                    name.equals("for_each") || name.equals("provider") ? 0 : size(value);
                case Block inner -> STATEMENT + size(inner);
            };
        }
        return size;
    }

    private static long size(Expression expression) {
        return switch (expression) {
            case Expression.Text(String text) -> text.length() + AROUND;
            case Expression.Reference(String path) -> known(path) + AROUND;
            case Expression.Template(List<Expression> parts) ->
                parts.stream().mapToLong(part -> size(part) - AROUND).sum() + AROUND;
            case Expression.Sequence(List<Expression> items) ->
                items.stream().mapToLong(RolePolicies::size).sum();
            case Expression.Call(String _, List<Expression> arguments) ->
                arguments.stream().mapToLong(RolePolicies::size).sum();
            case Expression.Mapping(SequencedMap<String, Expression> entries) ->
                entries.values().stream().mapToLong(RolePolicies::size).sum();
            case Expression.Whole _, Expression.Fraction _, Expression.Flag _ -> AROUND;
        };
    }

    private static int known(String path) {
        return switch (path) {
            case "data.aws_partition.current.partition" -> "aws".length();
            case "data.aws_caller_identity.current.account_id" -> "123456789012".length();
            default -> path.endsWith("arn") ? UNKNOWN_NAME : UNKNOWN;
        };
    }
}
