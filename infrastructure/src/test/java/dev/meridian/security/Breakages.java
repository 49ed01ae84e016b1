package dev.meridian.security;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Everything that can be taken from a block, or changed in it or beside it, so that a condition no longer holds.
final class Breakages {
    private static final Expression OTHER = Expression.text("something else");

    private Breakages() {}

    /// @param focus a block for which it holds
    static List<Focus> of(Focus focus, Condition condition) {
        return switch (condition) {
            case Condition.OneOf(String path, List<String> texts) ->
                List.of(without(focus, path), set(focus, path, opposite(texts)));
            case Condition.Matches(String path, var _, String not) ->
                List.of(without(focus, path), set(focus, path, Expression.text(not)));
            case Condition.Lacks(String path, var _, String example) ->
                List.of(focus.edited(path, old -> Optional.of(more(old, Expression.text(example)))));
            case Condition.Misses(String path, String text) ->
                List.of(focus.edited(path, old -> Optional.of(more(old, Expression.text(text)))));
            case Condition.Said(String path) -> List.of(without(focus, path));
            case Condition.Silent(String path) -> List.of(set(focus, path, OTHER));
            case Condition.AtLeast(String path, long least) ->
                List.of(without(focus, path), set(focus, path, new Expression.Whole(least - 1)));
            case Condition.AtMost(String path, long most) ->
                List.of(without(focus, path), set(focus, path, new Expression.Whole(most + 1)));
            case Condition.Has(String path, String text) ->
                List.of(without(focus, path), focus.edited(path, old -> old.map(value -> less(value, text))));
            case Condition.Differ(String path, String other) ->
                List.of(without(focus, path), without(focus, other), same(focus, path, other));
            case Condition.Leads leads -> leading(focus, leads);
            case Condition.Beside beside ->
                all(focus, focus.place().beside(beside).stream().map(focus::on).toList(), one -> {
                    List<Focus> broken = new ArrayList<>(List.of(set(one, beside.path(), OTHER)));
                    broken.addAll(of(one, beside.there()));
                    return broken;
                });
            case Condition.Without(String type) -> List.of(focus.with(Block.resource(type, "added")));
            case Condition.Some(String path, Condition part) ->
                all(
                        focus,
                        focus.parts(path).stream()
                                .filter(one -> one.place().holds(part))
                                .toList(),
                        one -> of(one, part));
            case Condition.Every(String path, Condition part) ->
                focus.parts(path).stream()
                        .flatMap(one -> of(one, part).stream())
                        .map(one -> one.on(focus.at()))
                        .toList();
            case Condition.All(List<Condition> each) ->
                each.stream().flatMap(one -> of(focus, one).stream()).toList();
            case Condition.Any(List<Condition> each) -> none(focus, each);
            case Condition.Elsewhere _, Condition.Somewhere _ ->
                throw new AssertionError("no rule looks into another root");
        };
    }

    private static List<Focus> leading(Focus focus, Condition.Leads leads) {
        List<Focus> broken = new ArrayList<>(List.of(set(focus, leads.path(), OTHER)));
        focus.place().at(leads.path()).forEach(found -> {
            if (found instanceof Place.Value(Expression value)) {
                focus.place().targets(value, leads.type()).stream()
                        .flatMap(target -> of(focus.on(target), leads.there()).stream())
                        .forEach(one -> broken.add(one.on(focus.at())));
            }
        });
        return broken;
    }

    /// All alternatives, one after the other. What breaks one may bring another: so it is done twice.
    private static List<Focus> none(Focus focus, List<Condition> each) {
        List<Focus> broken = List.of(focus);
        for (int round = 0; round < 2; round++) {
            for (Condition one : each) {
                broken = broken.stream()
                        .flatMap(now -> now.place().holds(one) ? of(now, one).stream() : List.of(now).stream())
                        .toList();
            }
        }
        return broken;
    }

    /// Something of each of these, all in one root.
    private static List<Focus> all(Focus focus, List<Focus> each, Function<Focus, List<Focus>> breaks) {
        List<Focus> broken = List.of(focus);
        for (Focus one : each) {
            broken = broken.stream()
                    .flatMap(now -> breaks.apply(now.on(one.at())).stream())
                    .toList();
        }
        return each.isEmpty()
                ? List.of()
                : broken.stream().map(one -> one.on(focus.at())).toList();
    }

    private static Focus without(Focus focus, String path) {
        return focus.edited(path, _ -> Optional.empty());
    }

    private static Focus set(Focus focus, String path, Expression value) {
        return focus.edited(path, _ -> Optional.of(value));
    }

    private static Focus same(Focus focus, String path, String other) {
        return focus.place().at(path).getFirst() instanceof Place.Value(Expression value)
                ? set(focus, other, value)
                : without(focus, other);
    }

    private static Expression opposite(List<String> texts) {
        return switch (texts.getFirst()) {
            case "true" -> new Expression.Flag(false);
            case "false" -> new Expression.Flag(true);
            default -> OTHER;
        };
    }

    private static Expression more(Optional<Expression> old, Expression item) {
        return switch (old.orElse(item)) {
            case Expression.Sequence(List<Expression> items) -> {
                List<Expression> more = new ArrayList<>(items);
                more.add(item);
                yield new Expression.Sequence(more);
            }
            case Expression.Call(String function, List<Expression> arguments) ->
                new Expression.Call(function, List.of(more(Optional.of(arguments.getFirst()), item)));
            default -> item;
        };
    }

    private static Expression less(Expression value, String text) {
        return value instanceof Expression.Sequence(List<Expression> items)
                ? new Expression.Sequence(items.stream()
                        .filter(item -> !Place.text(item).equals(text))
                        .toList())
                : OTHER;
    }
}
