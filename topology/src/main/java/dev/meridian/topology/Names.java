package dev.meridian.topology;

import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Everything in a file that has a name, by kind, with the place of its declaration.
final class Names {
    private final SequencedMap<Kind, SequencedMap<String, Place>> byKind = new LinkedHashMap<>();

    private Names() {}

    static Names in(Tree.Block root) {
        Names names = new Names();
        names.put(Kind.REGION, root.block("regions"));
        names.put(Kind.SERVICE, root.block("services"));
        names.put(Kind.STORE, root.block("data"));
        names.put(Kind.EXTERNAL, root.block("external"));
        names.put(Kind.APPLICATION, root.block("applications"));
        names.put(Kind.ACCOUNT, root.block("accounts"));
        names.put(Kind.ENVIRONMENT, root.block("environments"));
        names.put(Kind.SECRET, root.block("secrets"));
        names.put(Kind.NODES, root.block("compute").flatMap(compute -> compute.block("nodes")));
        names.put(Kind.DATA_CLASS, root.block("compliance").flatMap(law -> law.block("classes")));
        root.at("application")
                .filter(Tree.Scalar.class::isInstance)
                .ifPresent(one -> names.of(Kind.APPLICATION).put(((Tree.Scalar) one).text(), one.place()));
        names.failover(root.block("failover"));
        names.places(root);
        root.block("applications")
                .ifPresent(all -> all.entries()
                        .keySet()
                        .forEach(name ->
                                names.failover(all.block(name).flatMap(application -> application.block("failover")))));
        return names;
    }

    private void failover(Optional<Tree.Block> failover) {
        put(Kind.PROBE, failover.flatMap(block -> block.block("probes")));
        put(Kind.STEP, failover.flatMap(block -> block.block("steps")));
        put(Kind.STEP, failover.flatMap(block -> block.block("failback")).flatMap(block -> block.block("steps")));
        place(failover.flatMap(block -> block.block("witness")).flatMap(block -> block.at("region")));
        Optional<Tree.Block> control = failover.flatMap(block -> block.block("control"));
        place(control.flatMap(block -> block.at("stateIn")));
        failover.flatMap(block -> block.block("vantages"))
                .ifPresent(all -> all.entries()
                        .keySet()
                        .forEach(name -> place(all.block(name).flatMap(vantage -> vantage.at("at")))));
    }

    /// Places that are named where something of the failover or a vote stands: regions need not be.
    private void places(Tree.Block root) {
        root.block("data")
                .ifPresent(stores -> stores.entries()
                        .keySet()
                        .forEach(name -> put(Kind.PLACE, stores.block(name).flatMap(store -> store.block("voters")))));
    }

    private void place(Optional<Tree> said) {
        said.stream()
                .flatMap(value -> value instanceof Tree.Items items ? items.items().stream() : Stream.of(value))
                .filter(Tree.Scalar.class::isInstance)
                .map(Tree.Scalar.class::cast)
                .forEach(one -> of(Kind.PLACE).put(one.text(), one.place()));
    }

    private void put(Kind kind, Optional<Tree.Block> block) {
        block.ifPresent(found -> found.entries().forEach((name, entry) -> of(kind).put(name, entry.key())));
    }

    SequencedMap<String, Place> of(Kind kind) {
        return byKind.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
    }

    boolean has(String name, Reference reference) {
        for (Kind kind : reference.kinds()) {
            if (of(kind).containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    /// Every name that a reference may lead to.
    List<String> candidates(Reference reference) {
        List<String> all = new ArrayList<>(reference.also());
        reference.kinds().forEach(kind -> all.addAll(of(kind).keySet()));
        return all;
    }

    /// What has this name, "a store, line 17"; empty if nothing has.
    Optional<String> declaration(String name) {
        for (Kind kind : Kind.values()) {
            Place place = of(kind).get(name);
            if (place != null) {
                String where = place.where() instanceof Where.InFile file
                        ? "line " + file.line()
                        : place.where().text();
                return Optional.of(kind.withArticle() + ", " + where);
            }
        }
        return Optional.empty();
    }
}
