package dev.meridian.intake;

import dev.meridian.intake.Draft.NotRead;
import dev.meridian.topology.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A plan or a state, and what was found in it so far: copies of stores, and what ties them.
final class Survey {
    private final Inventory inventory;
    private final Links links;
    private final Whereabouts whereabouts;
    private final Naming naming;
    private final Cells cells;
    private final Notes notes = new Notes();
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Tie> ties = new ArrayList<>();
    private final SequencedMap<Resource, SequencedSet<String>> copies = new LinkedHashMap<>();
    private final SequencedMap<String, List<Resource>> byType = new LinkedHashMap<>();
    private final SequencedMap<Pointer, SequencedMap<Resource, List<Resource>>> pointing = new LinkedHashMap<>();

    private record Pointer(String type, String attribute, String target) {}

    Survey(Inventory inventory, Whereabouts whereabouts, Naming naming) {
        this.inventory = inventory;
        this.links = new Links(inventory);
        this.whereabouts = whereabouts;
        this.naming = naming;
        this.cells = new Cells(inventory, whereabouts);
        inventory
                .managed()
                .forEach(resource -> byType.computeIfAbsent(resource.type(), _ -> new ArrayList<>())
                        .add(resource));
    }

    Inventory inventory() {
        return inventory;
    }

    Links links() {
        return links;
    }

    Naming naming() {
        return naming;
    }

    /// What a resource is called. What it is in several regions has one name: the part that its names share.
    ///
    /// @param paths where its own name stands, the first that is said counts: `identifier`, `tags.Name`
    String name(Resource resource, String... paths) {
        List<String> names = new ArrayList<>(List.of(ownName(resource, paths)));
        cells.of(resource).forEach(twin -> names.add(ownName(twin, paths)));
        return Naming.common(names)
                .orElseGet(() ->
                        Naming.plain(resource.name() + "-" + resource.index().orElse("")));
    }

    private String ownName(Resource resource, String... paths) {
        Optional<String> own = Stream.of(paths)
                .flatMap(path -> resource.values().texts(List.of(path.split("\\.", -1))).stream())
                .filter(text -> !text.startsWith("terraform-"))
                .findFirst();
        return naming.of(resource, own);
    }

    Notes notes() {
        return notes;
    }

    String noun() {
        return inventory.form().noun();
    }

    String region(Resource resource) {
        return whereabouts.of(resource);
    }

    List<Resource> all(String type) {
        return byType.getOrDefault(type, List.of());
    }

    void each(String type, Consumer<Resource> look) {
        all(type).forEach(look);
    }

    /// The resources of a type that an attribute of theirs leads to `target`.
    List<Resource> pointingAt(String type, String attribute, Resource target) {
        return pointing.computeIfAbsent(new Pointer(type, attribute, target.type()), this::pointers)
                .getOrDefault(target, List.of());
    }

    private SequencedMap<Resource, List<Resource>> pointers(Pointer pointer) {
        SequencedMap<Resource, List<Resource>> found = new LinkedHashMap<>();
        each(
                pointer.type,
                resource -> links.from(resource, pointer.attribute, pointer.target)
                        .forEach(target -> found.computeIfAbsent(target, _ -> new ArrayList<>())
                                .add(resource)));
        return found;
    }

    /// A copy; one in a region that is none is noted, and what ties it to others with it.
    void add(Piece piece) {
        if (Scalars.isName(piece.region())) {
            pieces.add(piece);
        } else {
            lost(piece.resource(), "region", "`" + piece.region() + "` is no name of a region");
        }
    }

    void add(Tie tie) {
        ties.add(tie);
    }

    /// The backups of a store are copied to a region.
    void copyBackups(Resource store, String region) {
        if (Scalars.isName(region) && !Whereabouts.isUnknown(region)) {
            copies.computeIfAbsent(store, _ -> new LinkedHashSet<>()).add(region);
        }
    }

    /// Where the backups of a store are copied to.
    List<String> backupCopies(Resource store) {
        return List.copyOf(copies.getOrDefault(store, new LinkedHashSet<>()));
    }

    List<Piece> pieces() {
        return pieces;
    }

    List<Tie> ties() {
        return ties;
    }

    /// A resource that was read, but for one attribute.
    void lost(Resource resource, String attribute, String why) {
        notes.notRead(new NotRead(resource.address() + "." + attribute, resource.type(), why));
    }
}
