package dev.meridian.security;

import dev.meridian.hcl.Attribute;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.hcl.Item;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// A block of a root that is about to be changed, and everything around it.
///
/// @param at its number in the root, then those of the parts on the way to it
record Focus(List<SequencedMap<String, List<Block>>> others, List<Block> blocks, List<Integer> at) {
    Focus {
        blocks = List.copyOf(blocks);
        at = List.copyOf(at);
    }

    Place place() {
        return new Place(others, Root.byKind(blocks), block());
    }

    private Block block() {
        Block block = blocks.get(at.getFirst());
        for (int number : at.subList(1, at.size())) {
            block = (Block) block.body().get(number);
        }
        return block;
    }

    /// On another block of the root.
    Focus on(Block other) {
        return on(List.of(blocks.indexOf(other)));
    }

    Focus on(List<Integer> other) {
        return new Focus(others, blocks, other);
    }

    Focus with(Block added) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(added);
        return new Focus(others, more, at);
    }

    /// Each part that a path leads to.
    List<Focus> parts(String path) {
        List<List<Integer>> found = List.of(at);
        for (String step : path.split("\\.", -1)) {
            List<List<Integer>> next = new ArrayList<>();
            for (List<Integer> from : found) {
                List<Item> body = on(from).block().body();
                for (int i = 0; i < body.size(); i++) {
                    if (body.get(i) instanceof Block inner && inner.type().equals(step)) {
                        next.add(longer(from, i));
                    } else if (isDynamic(body.get(i), step)) {
                        next.add(longer(longer(from, i), content((Block) body.get(i))));
                    }
                }
            }
            found = next;
        }
        return found.stream().map(this::on).toList();
    }

    private static List<Integer> longer(List<Integer> from, int next) {
        List<Integer> longer = new ArrayList<>(from);
        longer.add(next);
        return longer;
    }

    private static boolean isDynamic(Item item, String step) {
        return item instanceof Block block
                && block.type().equals("dynamic")
                && block.labels().contains(step);
    }

    private static int content(Block dynamic) {
        for (int i = 0; i < dynamic.body().size(); i++) {
            if (dynamic.body().get(i) instanceof Block inner && inner.type().equals("content")) {
                return i;
            }
        }
        throw new AssertionError("nothing is made by " + dynamic);
    }

    /// With what a path leads to changed, taken out (by nothing) or put in (from nothing).
    Focus edited(String path, UnaryOperator<Optional<Expression>> edit) {
        Block edited = edited(block(), List.of(path.split("\\.", -1)), edit);
        for (int depth = at.size() - 1; depth > 0; depth--) {
            Block outer = on(at.subList(0, depth)).block();
            List<Item> body = new ArrayList<>(outer.body());
            body.set(at.get(depth), edited);
            edited = new Block(outer.type(), outer.labels(), body, outer.why());
        }
        List<Block> all = new ArrayList<>(blocks);
        all.set(at.getFirst(), edited);
        return new Focus(others, all, at);
    }

    private static Block edited(Block block, List<String> steps, UnaryOperator<Optional<Expression>> edit) {
        String step = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        List<Item> body = new ArrayList<>();
        boolean isThere = false;
        for (Item item : block.body()) {
            boolean isMeant = name(item).equals(step) || isDynamic(item, step);
            isThere |= isMeant;
            if (!isMeant) {
                body.add(item);
            } else if (rest.isEmpty()) {
                Optional<Expression> old = item instanceof Attribute one ? Optional.of(one.value()) : Optional.empty();
                edit.apply(old).ifPresent(value -> body.add(new Attribute(step, value, Optional.empty())));
            } else if (item instanceof Attribute attribute) {
                body.add(new Attribute(step, edited(attribute.value(), rest, edit), attribute.why()));
            } else if (isDynamic(item, step)) {
                List<String> through = new ArrayList<>(List.of("content"));
                through.addAll(rest);
                body.add(edited((Block) item, through, edit));
            } else {
                body.add(edited((Block) item, rest, edit));
            }
        }
        if (!isThere && rest.isEmpty()) {
            edit.apply(Optional.empty()).ifPresent(value -> body.add(new Attribute(step, value, Optional.empty())));
        } else if (!isThere) {
            body.add(edited(Block.of(step), rest, edit));
        }
        return new Block(block.type(), block.labels(), body, block.why());
    }

    private static String name(Item item) {
        return switch (item) {
            case Attribute attribute -> attribute.name();
            case Block block -> block.type();
        };
    }

    private static Expression edited(Expression value, List<String> steps, UnaryOperator<Optional<Expression>> edit) {
        return switch (value) {
            case Expression.Sequence(List<Expression> items) ->
                new Expression.Sequence(
                        items.stream().map(item -> edited(item, steps, edit)).toList());
            case Expression.Call(String function, List<Expression> arguments) ->
                new Expression.Call(
                        function,
                        arguments.stream()
                                .map(item -> edited(item, steps, edit))
                                .toList());
            case Expression.Mapping(SequencedMap<String, Expression> entries) -> {
                SequencedMap<String, Expression> changed = new LinkedHashMap<>(entries);
                String step = steps.getFirst();
                Optional<Expression> old = Optional.ofNullable(changed.remove(step));
                Optional<Expression> fresh = steps.size() == 1
                        ? edit.apply(old)
                        : old.map(inner -> edited(inner, steps.subList(1, steps.size()), edit));
                fresh.ifPresent(one -> changed.put(step, one));
                yield new Expression.Mapping(changed);
            }
            case Expression.Text _,
                    Expression.Whole _,
                    Expression.Fraction _,
                    Expression.Flag _,
                    Expression.Reference _,
                    Expression.Template _ -> value;
        };
    }
}
