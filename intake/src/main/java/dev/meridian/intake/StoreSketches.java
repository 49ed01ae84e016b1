package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// Groups of copies as stores of the format: where they are, who writes, what copies them.
final class StoreSketches {
    private final Roles roles;
    private final Naming.Space space;
    private final Survey survey;
    private final Externals externals;

    /// The store that each resource is a copy of.
    private final SequencedMap<Resource, String> names = new LinkedHashMap<>();

    StoreSketches(Survey survey, Roles roles, Naming.Space space, Externals externals) {
        this.survey = survey;
        this.roles = roles;
        this.space = space;
        this.externals = externals;
    }

    List<Sketch.Store> of(List<Group> groups) {
        return groups.stream().map(this::store).toList();
    }

    /// The name of the store that a resource is a copy of.
    Optional<String> name(Resource resource) {
        return Optional.ofNullable(names.get(resource));
    }

    private Sketch.Store store(Group group) {
        Piece writer = group.writer();
        List<String> ownNames = group.pieces().stream().map(Piece::name).toList();
        String name = space.unique(Naming.common(ownNames).orElse(writer.name()), writer.kind());
        group.pieces().forEach(piece -> names.putIfAbsent(piece.resource(), name));
        SequencedMap<Piece, String> members = members(group);
        boolean isPlain = group.pieces().size() == group.regions().size()
                && group.pieces().stream()
                        .allMatch(piece -> piece.facts().nodes().isEmpty())
                && group.pieces().stream()
                                .map(piece -> piece.facts().zones())
                                .distinct()
                                .count()
                        == 1;
        return new Sketch.Store(
                name,
                writer.kind(),
                isPlain ? addresses(group) : "",
                group.pieces().size() > 1 && group.ties().isEmpty()
                        ? Optional.of("that this is one store: nothing but their region tells the copies apart")
                        : Optional.empty(),
                version(group),
                isPlain ? writer.facts().zones() : Optional.empty(),
                isPlain ? places(group) : Optional.empty(),
                isPlain ? List.of() : shown(members),
                primary(group, members),
                replication(group, members),
                backup(writer),
                switches(group),
                needs(group));
    }

    /// The key of a copy in another region is needed by that copy, and the store can do without as long as it
    /// writes where it does.
    private SequencedMap<String, Said> needs(Group group) {
        Piece writer = group.writer();
        SequencedMap<String, Said> needs = new LinkedHashMap<>(externals.needs(writer.resource()));
        for (Piece piece : group.pieces()) {
            boolean isElsewhere = !piece.region().equals(writer.region());
            externals
                    .needs(piece.resource())
                    .forEach((name, said) -> needs.putIfAbsent(
                            name, isElsewhere ? Said.by(said.comment() + ", and no other copy is", "soft") : said));
        }
        return needs;
    }

    private static SequencedMap<String, String> switches(Group group) {
        SequencedMap<String, String> switches = new LinkedHashMap<>();
        for (Piece.Switch key : Piece.Switch.values()) {
            Stream.concat(Stream.of(group.writer()), group.pieces().stream())
                    .map(piece -> piece.facts().switches().get(key))
                    .flatMap(Stream::ofNullable)
                    .findFirst()
                    .ifPresent(value -> switches.put(key.key(), value));
        }
        return switches;
    }

    private static String addresses(Group group) {
        List<String> addresses = group.pieces().stream()
                .map(piece -> piece.resource().address())
                .distinct()
                .toList();
        return addresses.size() < 4
                ? String.join(", ", addresses)
                : String.join(", ", addresses.subList(0, 2)) + " and " + (addresses.size() - 2) + " more";
    }

    private static Optional<String> version(Group group) {
        return Stream.concat(Stream.of(group.writer()), group.pieces().stream())
                .flatMap(piece -> piece.facts().version().stream())
                .findFirst();
    }

    /// Silence means every region; where the file has more than those, it has to say which.
    private Optional<String> places(Group group) {
        return roles.all().size() == 1 ? Optional.empty() : Optional.of(Page.list(group.regions()));
    }

    /// A name for each copy: that of its region, or its own where a region has several.
    private static SequencedMap<Piece, String> members(Group group) {
        SequencedMap<Piece, String> members = new LinkedHashMap<>();
        Naming.Space own = new Naming.Space();
        boolean isOnePerRegion = group.pieces().size() == group.regions().size();
        SequencedSet<Piece> writerFirst = new LinkedHashSet<>(List.of(group.writer()));
        writerFirst.addAll(group.pieces());
        writerFirst.forEach(piece -> members.put(
                piece,
                isOnePerRegion
                        ? piece.region()
                        : own.unique(
                                piece.resource()
                                        .values()
                                        .text("identifier")
                                        .orElse(piece.resource().name()),
                                piece.region())));
        return members;
    }

    private static List<Sketch.Member> shown(SequencedMap<Piece, String> names) {
        List<Sketch.Member> members = new ArrayList<>();
        names.forEach((piece, name) -> members.add(new Sketch.Member(
                name,
                piece.region(),
                piece.resource().address(),
                piece.facts().nodes().isPresent()
                        ? Optional.of(Integer.toString(piece.facts().nodes().getAsInt()))
                        : Optional.empty(),
                piece.facts().zones())));
        return members;
    }

    /// Needed where the role of its region does not make the writer.
    private Optional<Said> primary(Group group, SequencedMap<Piece, String> members) {
        Piece writer = group.writer();
        String name = Objects.requireNonNull(members.get(writer));
        boolean isInPrimary = group.regions().contains(roles.primary());
        if (group.ties().isEmpty()) {
            return isInPrimary || group.isInOneRegion()
                    ? Optional.empty()
                    : Optional.of(Said.assumed(name, "which copy takes the writes"));
        }
        boolean isSaid = writer.region().equals(roles.primary())
                && group.pieces().size() == group.regions().size();
        return isSaid ? Optional.empty() : Optional.of(Said.by("the others are copies of it", name));
    }

    private Optional<Sketch.Replication> replication(Group group, SequencedMap<Piece, String> members) {
        if (group.pieces().size() == 1) {
            return Optional.empty();
        }
        if (group.ties().isEmpty()) {
            return Optional.of(new Sketch.Replication(unjoined(group), Optional.empty(), Optional.empty(), List.of()));
        }
        Tie first = group.ties().getFirst();
        boolean isBothWays = group.ties().stream()
                .anyMatch(tie -> tie.to().equals(first.from()) && tie.from().equals(first.to()));
        String mode = isBothWays && first.mode().equals("async") ? "multi-primary" : first.mode();
        boolean isStar = group.ties().stream()
                        .allMatch(tie -> tie.from().equals(group.writer())
                                && tie.mode().equals(first.mode())
                                && tie.carries().isEmpty()
                                && tie.target().isEmpty())
                && group.ties().size() == group.pieces().size() - 1
                && group.pieces().size() == group.regions().size();
        return Optional.of(new Sketch.Replication(
                new Said(mode, first.origin(), false),
                Optional.of(first.via()),
                first.via().equals("global-tables") && mode.equals("multi-primary")
                        ? Optional.of("last-write-wins")
                        : Optional.empty(),
                isStar ? List.of() : edges(group, members)));
    }

    private static List<Sketch.Edge> edges(Group group, SequencedMap<Piece, String> members) {
        Naming.Space space = new Naming.Space();
        return group.ties().stream()
                .map(tie -> {
                    String from = Objects.requireNonNull(members.get(tie.from()));
                    String to = Objects.requireNonNull(members.get(tie.to()));
                    return new Sketch.Edge(
                            space.unique("to-" + to, "from-" + from),
                            from,
                            to,
                            tie.mode(),
                            tie.via(),
                            tie.carries(),
                            tie.target(),
                            tie.origin());
                })
                .toList();
    }

    /// What can be said of copies that nothing joins.
    private Said unjoined(Group group) {
        return switch (group.writer().kind()) {
            case "queue" -> Said.by("SQS copies nothing between regions", "none");
            case "identity" -> Said.by("no replica of the Cognito pool is there", "none");
            default -> Said.assumed("unknown", "nothing there copies one to the other");
        };
    }

    private Optional<Sketch.Backup> backup(Piece writer) {
        Optional<String> keep = Times.days(writer.facts().keep());
        boolean isKept = keep.isPresent()
                || (writer.facts().keep().isEmpty() && writer.kind().equals("dynamodb"));
        return isKept && writer.facts().pointInTime()
                ? Optional.of(new Sketch.Backup(keep, survey.backupCopies(writer.resource())))
                : Optional.empty();
    }
}
