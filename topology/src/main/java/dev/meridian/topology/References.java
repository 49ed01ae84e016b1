package dev.meridian.topology;

import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Checks what only the whole file can show: each reference leads to something, each block has the keys that it
/// needs, and services, stores and externals share one namespace, so that a reference needs no prefix.
final class References implements Walk.Visitor {
    private final Tree.Block root;
    private final Tree.Block whole;
    private final Names names;
    private final ProblemList problems;

    private References(Tree.Block root, Tree.Block whole, ProblemList problems) {
        this.root = root;
        this.whole = whole;
        this.names = Names.in(root);
        this.problems = problems;
    }

    /// @param whole the file with what applications inherit written out
    static void check(Tree.Block root, Tree.Block whole, ProblemList problems) {
        References references = new References(root, whole, problems);
        Walk.through(root, SchemaV1.ROOT, "", references);
        references.oneNamespace();
    }

    /// Checks `onlyIn` of one layer; whoever looks at an environment no longer sees it.
    static void onlyIn(Tree.Block root, Tree.Block layer, ProblemList problems) {
        References references = new References(root, root, problems);
        Walk.through(layer, SchemaV1.ROOT, "", new Walk.Visitor() {
            @Override
            public void value(Tree.Scalar scalar, Shape.Type type, String path) {
                if (type instanceof Reference reference && reference.kinds().contains(Kind.ENVIRONMENT)) {
                    references.value(scalar, type, path);
                }
            }
        });
    }

    @Override
    public void block(Tree.Block tree, Shape.Block shape, String path) {
        for (Shape.Key key : shape.keys().values()) {
            boolean isNeeded = key.required() && !key.name().equals("meridian");
            if (isNeeded && tree.at(key.name()).isEmpty() && !exists(Walk.inside(path, key.name()))) {
                String where = path.isEmpty() ? "the file" : "`" + path + "`";
                problems.add(
                        ProblemId.MISSING_KEY,
                        tree.place(),
                        new Message(
                                where + " lacks `" + key.name() + "`",
                                key.doc().substring(0, 1).toLowerCase(Locale.ROOT)
                                        + key.doc().substring(1).replaceAll("\\.$", "")
                                        + ": nothing can be assumed for it",
                                "add `" + key.name() + ": " + key.example() + "`"));
            }
        }
    }

    @Override
    public void value(Tree.Scalar scalar, Shape.Type type, String path) {
        if (type instanceof Reference reference) {
            check(scalar.text(), scalar.place(), reference, path);
        }
        if (type == Form.PATH && !exists(scalar.text())) {
            problems.add(
                    ProblemId.UNKNOWN_NAME,
                    scalar.place(),
                    new Message(
                            "`" + Words.shown(scalar.text()) + "` is no path of this file",
                            "a path is keys joined by dots, from the root",
                            "for example " + examplePath()));
        }
    }

    /// A name that stands twice in a list is a slip for another one, and would be counted twice.
    @Override
    public void list(Tree.Items list, Shape.Type item, String path) {
        if (item instanceof Form && item != Form.PLACE && item != Form.NAME) {
            return;
        }
        Set<String> seen = new LinkedHashSet<>();
        for (Tree one : list.items()) {
            if (one instanceof Tree.Scalar scalar && !seen.add(scalar.text())) {
                problems.add(
                        ProblemId.LISTED_TWICE,
                        scalar.place(),
                        new Message(
                                "`" + path + "` names `" + Words.shown(scalar.text()) + "` twice",
                                "each counts once; the second is a slip of the finger, or was meant to be another",
                                "delete one of them, or write the other name"));
            }
        }
    }

    @Override
    public void name(String name, Place place, Reference reference, String path) {
        check(name, place, reference, path);
    }

    private void check(String name, Place place, Reference reference, String path) {
        if (reference.also().contains(name)) {
            return;
        }
        if (reference.kinds().contains(Kind.MEMBER)) {
            checkMember(name, place, reference, path);
        } else if (reference.kinds().contains(Kind.STEP)) {
            checkStep(name, place, path);
        } else if (!names.has(name, reference)) {
            unknown(name, place, "no " + UnknownKeys.kinds(reference), path, () -> names.candidates(reference));
        }
    }

    private void checkMember(String name, Place place, Reference reference, String path) {
        String store = path.split("\\.", -1)[1];
        List<String> members = members(store);
        if (!members.contains(name)) {
            List<String> words = reference.also().stream()
                    .filter(word -> !word.matches("\\d"))
                    .toList();
            unknown(name, place, "no member of `" + store + "`", path, () -> both(members, words));
        }
    }

    private static List<String> both(Collection<String> some, Collection<String> others) {
        List<String> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /// The members of a store: those that it declares, or one per region.
    private List<String> members(String store) {
        Optional<Tree.Block> block = root.block("data").flatMap(data -> data.block(store));
        Optional<Tree.Block> declared = block.flatMap(found -> found.block("members"));
        if (declared.isPresent()) {
            return List.copyOf(declared.get().entries().keySet());
        }
        Optional<Tree> in = block.flatMap(found -> found.at("in"));
        if (in.isPresent() && in.get() instanceof Tree.Items items) {
            return items.items().stream()
                    .map(item -> item instanceof Tree.Scalar s ? s.text() : "")
                    .toList();
        }
        return List.copyOf(names.of(Kind.REGION).keySet());
    }

    private void checkStep(String name, Place place, String path) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        boolean known = dot < 0
                ? SchemaFailover.BUILT_IN.contains(name) || names.of(Kind.STEP).containsKey(name)
                : (first.equals("promote") && names.of(Kind.STORE).containsKey(name.substring(dot + 1)))
                        || (first.equals("scale") && names.of(Kind.SERVICE).containsKey(name.substring(dot + 1)));
        if (!known) {
            unknown(
                    name,
                    place,
                    "no step",
                    path,
                    () -> both(SchemaFailover.BUILT_IN, names.of(Kind.STEP).keySet()));
        }
    }

    /// Behind the last problem that is shown, nobody reads what might have been meant.
    private void unknown(String name, Place place, String nothing, String path, Supplier<List<String>> possible) {
        List<String> candidates = problems.size() > Problem.MOST ? List.of() : possible.get();
        Optional<String> near = Words.nearest(name, candidates);
        String key = path.substring(path.lastIndexOf('.') + 1);
        String fix = near.map(found -> "`" + found + "`"
                        + names.declaration(found)
                                .map(text -> " (" + text + ")")
                                .orElse(""))
                .orElseGet(() -> names.declaration(name)
                        .map(text -> "`" + name + "` is " + text + "; it cannot stand here")
                        .orElse(candidates.isEmpty() ? "declare it, or delete this" : Words.oneOf(candidates)));
        problems.add(
                ProblemId.UNKNOWN_NAME,
                place,
                new Message(
                        nothing + " is called `" + Words.shown(name) + "`",
                        "`" + key + "` names something that this file declares",
                        fix));
    }

    private void oneNamespace() {
        Names all = names;
        List<Kind> kinds = List.of(Kind.SERVICE, Kind.STORE, Kind.EXTERNAL);
        for (int i = 0; i < kinds.size(); i++) {
            for (Kind later : kinds.subList(i + 1, kinds.size())) {
                Kind first = kinds.get(i);
                all.of(later).forEach((name, place) -> {
                    Place other = all.of(first).get(name);
                    if (other != null) {
                        problems.add(
                                ProblemId.NAME_TWICE,
                                place,
                                new Message(
                                        "`" + name + "` is here " + later.withArticle() + " and at "
                                                + other.where().text() + " " + first.withArticle(),
                                        "services, data and external share one namespace, so that a reference needs no prefix",
                                        "give one of them another name"));
                    }
                });
            }
        }
    }

    private boolean exists(String path) {
        Tree at = whole;
        for (String key : path.split("@", 2)[0].split("\\.", -1)) {
            Optional<Tree> next = at instanceof Tree.Block block ? block.at(key) : Optional.empty();
            if (next.isEmpty()) {
                return false;
            }
            at = next.get();
        }
        return true;
    }

    private String examplePath() {
        return names.of(Kind.STORE).keySet().stream()
                .findFirst()
                .map(store -> "`data." + store + "`")
                .orElse("`objectives`");
    }
}
