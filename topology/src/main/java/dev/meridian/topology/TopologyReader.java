package dev.meridian.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads a topology file: text to tree, layers to one tree, one tree to records. Each stage collects all of its
/// problems; a later one runs as soon as what it needs is sound.
///
/// 1. *Text*: [SourceText], [YamlTree], [Included]. The subset of YAML; all else is a problem with a way out.
/// 2. *Schema*: [Normaliser]. Keys, types, short forms, for the file and for each of its layers.
/// 3. *Layers*: [Assignments], [Layers], [Presence]. Which value is in force, and what it won against.
/// 4. *Whole*: [References], [Rules]. What only the whole can show, for the chosen environment and for every other
///    one too, so that a file is never right in one environment and broken in another without anybody knowing.
/// 5. *Records*: [Binder].
public final class TopologyReader {
    static final int MOST_REGIONS = 250;
    static final int MOST_ENVIRONMENTS = 100;

    private TopologyReader() {}

    /// The topology of a file as it stands, without an environment.
    ///
    /// @param fileName how messages call it; nothing is opened
    public static Reading read(String fileName, byte[] content, List<? extends Assignment> assignments) {
        return read(fileName, content, Optional.empty(), assignments);
    }

    /// The topology of a file in one of its environments, without any other file.
    ///
    /// @param assignments in the order in which they were given
    public static Reading read(
            String fileName, byte[] content, Optional<String> environment, List<? extends Assignment> assignments) {
        return read(new Library.Part(fileName, content), Library.NONE, environment, assignments);
    }

    /// The topology of a file in one of its environments.
    ///
    /// @param library where the files come from that it names
    /// @param assignments in the order in which they were given
    public static Reading read(
            Library.Part first, Library library, Optional<String> environment, List<? extends Assignment> assignments) {
        SourceLines lines = new SourceLines();
        ProblemList problems = new ProblemList(lines);
        Optional<Topology> topology = tree(first.name(), first.content(), lines, problems)
                .map(raw -> new Included(library, lines, problems).into(raw))
                .flatMap(tree -> whole(tree, environment, assignments, problems));
        return new Reading(problems.isEmpty() ? topology : Optional.empty(), problems.inOrder());
    }

    /// The block that a text is; where it is none, `problems` says why.
    static Optional<Tree.Block> tree(String fileName, byte[] content, SourceLines lines, ProblemList problems) {
        Optional<String> text = SourceText.decode(fileName, content, problems);
        text.ifPresent(known -> lines.add(fileName, SourceText.lines(known)));
        return text.flatMap(known -> root(fileName, known, problems));
    }

    private static Optional<Tree.Block> root(String fileName, String text, ProblemList problems) {
        if (tabs(fileName, problems)) {
            return Optional.empty();
        }
        int before = problems.size();
        YamlTree.Marks marks = (line, column, width) -> Place.in(fileName, line + 1, column + 1, width);
        Optional<Tree> tree = YamlTree.read(text, marks, new Origin.Default(SchemaV1.VERSION), problems);
        if (tree.isEmpty() && problems.size() == before) {
            problems.add(
                    ProblemId.EMPTY,
                    Place.in(fileName, 1, 1, 1),
                    new Message(
                            "the file says nothing",
                            "a topology needs at least a version, an application and its regions",
                            "start from examples/minimal.yaml"));
        }
        if (tree.isPresent() && !(tree.get() instanceof Tree.Block)) {
            problems.add(
                    ProblemId.WRONG_SHAPE,
                    tree.get().place(),
                    new Message(
                            "the file is not a block of sections",
                            "a topology is `section: …`, one after the other",
                            "start from examples/minimal.yaml"));
        }
        return tree.filter(Tree.Block.class::isInstance).map(Tree.Block.class::cast);
    }

    private static boolean tabs(String fileName, ProblemList problems) {
        boolean found = false;
        List<String> lines = problems.lines().of(fileName);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int tab = line.indexOf('\t');
            if (tab >= 0 && line.substring(0, tab).isBlank()) {
                found = true;
                problems.add(
                        ProblemId.TAB,
                        Place.in(fileName, i + 1, tab + 1, 1),
                        new Message(
                                "a tab stands in the indent",
                                "YAML counts spaces, and how many a tab is depends on who looks",
                                "indent with spaces; most editors convert a file in one command"));
            }
        }
        return found;
    }

    private static Optional<Topology> whole(
            Tree.Block raw,
            Optional<String> environment,
            List<? extends Assignment> assignments,
            ProblemList problems) {
        boolean readable = problems.isEmpty();
        version(raw, problems);
        Normaliser normaliser = new Normaliser(problems);
        Tree.Block file = normaliser.root(raw);
        List<Assignments.Overlay> overlays = overlays(file, environment, assignments, problems);
        if (!readable || normaliser.lostNames()) {
            return Optional.empty();
        }
        if (tooMany(file, problems)) {
            return Optional.empty();
        }
        Layers layers = new Layers(file, overlays);
        if (environment.isPresent() && !layers.environments().contains(environment.get())) {
            noEnvironment(environment.get(), layers, file, problems);
            return Optional.empty();
        }
        LayerNames.check(layers, overlays, problems);
        Choice chosen = Choice.of(layers, environment, overlays);
        problems.addUnlessThere(found(chosen, problems), Optional.empty());
        List<Choice> others = layers.environments().stream()
                .map(Optional::of)
                .filter(other -> !other.equals(environment))
                .map(other -> Choice.of(layers, other, concerning(other, file, assignments)))
                .toList();
        others.forEach(other -> problems.addUnlessThere(found(other, problems), other.environment));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        List<Topology> elsewhere = others.stream()
                .map(other -> topology(other, List.of(), problems.lines()))
                .toList();
        return Optional.of(topology(chosen, elsewhere, problems.lines()));
    }

    /// What each costs a pass over the whole file, and a number of the twin's address plan, has a limit.
    private static boolean tooMany(Tree.Block file, ProblemList problems) {
        boolean regions = tooMany(
                file,
                "regions",
                MOST_REGIONS,
                "a twin gives each place a number of its addresses, 127.1.0.1 to 127.1.0.254; no provider has as many",
                problems);
        boolean environments = tooMany(
                file, "environments", MOST_ENVIRONMENTS, "every environment is checked whenever any is read", problems);
        return regions || environments;
    }

    private static boolean tooMany(Tree.Block file, String section, int most, String why, ProblemList problems) {
        SequencedMap<String, Tree.Entry> all =
                file.block(section).map(Tree.Block::entries).orElseGet(LinkedHashMap::new);
        if (all.size() <= most) {
            return false;
        }
        problems.add(
                ProblemId.TOO_MANY,
                List.copyOf(all.values()).get(most).key(),
                new Message(
                        String.format(
                                Locale.ROOT, "the file has %,d %s, and %d is the most", all.size(), section, most),
                        why,
                        "delete this one and those below it, or describe them in a file of their own"));
        return true;
    }

    /// One way of looking at a file: in an environment or in none, with what was assigned from outside.
    ///
    /// @param forAll what is in force in it for all regions
    private record Choice(
            Layers layers, Optional<String> environment, List<Assignments.Overlay> overlays, InForce forAll) {
        static Choice of(Layers layers, Optional<String> environment, List<Assignments.Overlay> overlays) {
            Tree.Block said = layers.effective(environment, overlays);
            Tree.Block whole = Presence.apply(Inheritance.apply(said), environment);
            Tree.Block own = said.block("applications").isEmpty()
                    ? whole
                    : Inheritance.within(Presence.apply(said, environment), whole);
            return new Choice(layers, environment, overlays, new InForce(own, whole));
        }

        Tree.Block seenFrom(String region) {
            return Presence.apply(layers.seenFrom(region, environment, overlays), environment);
        }
    }

    /// What is in force.
    ///
    /// @param own each value where the file says it
    /// @param whole the same, with what applications inherit written out
    private record InForce(Tree.Block own, Tree.Block whole) {}

    private static List<Assignments.Overlay> overlays(
            Tree.Block file,
            Optional<String> environment,
            List<? extends Assignment> assignments,
            ProblemList problems) {
        Assignments reader = new Assignments(file, environment, problems);
        List<Assignment> byStrength = new ArrayList<>();
        assignments.stream().filter(Assignment.Variable.class::isInstance).forEach(byStrength::add);
        assignments.stream().filter(Assignment.Set.class::isInstance).forEach(byStrength::add);
        List<Assignments.Overlay> overlays = new ArrayList<>();
        for (Assignment assignment : byStrength) {
            reader.overlay(assignment).ifPresent(overlays::add);
        }
        return overlays;
    }

    /// What is assigned to an entry that only the chosen environment has is not for the others.
    private static List<Assignments.Overlay> concerning(
            Optional<String> environment, Tree.Block file, List<? extends Assignment> assignments) {
        return overlays(file, environment, assignments, new ProblemList(SourceLines.none()));
    }

    private static ProblemList found(Choice choice, ProblemList problems) {
        ProblemList found = new ProblemList(problems.lines());
        InForce all = choice.forAll();
        References.check(all.own, all.whole, found);
        Rules.check(all.own, all.whole, found);
        Ceilings ceilings = new Ceilings(all.own, found);
        ceilings.check();
        Names.in(all.own).of(Shape.Kind.REGION).keySet().stream()
                .filter(region -> choice.layers.differsIn(region, choice.environment, choice.overlays))
                .forEach(region -> ceilings.check(choice.seenFrom(region)));
        return found;
    }

    private static Topology topology(Choice choice, List<Topology> elsewhere, SourceLines lines) {
        InForce all = choice.forAll();
        Tree.Block root = all.own;
        SequencedMap<String, Setting> forAll = Flattened.settings(root);
        SequencedMap<String, Binder.Seen> seenBy = new LinkedHashMap<>();
        SequencedMap<String, SequencedMap<String, Setting>> views = new LinkedHashMap<>();
        for (String region : Names.in(root).of(Shape.Kind.REGION).keySet()) {
            if (choice.layers.differsIn(region, choice.environment, choice.overlays)) {
                Tree.Block seen = choice.seenFrom(region);
                seenBy.put(region, Binder.Seen.by(Tree.merge(root, seen), Flattened.difference(seen, forAll)));
                views.put(region, Flattened.settings(Inheritance.apply(seen)));
            }
        }
        Sources sources = new Sources(Flattened.places(all.whole), Flattened.settings(all.whole), views, lines);
        return new Binder(all.whole, choice.layers).topology(seenBy, choice.environment, elsewhere, sources);
    }

    private static void version(Tree.Block raw, ProblemList problems) {
        if (raw.at("meridian").isEmpty()) {
            problems.add(
                    ProblemId.NO_VERSION,
                    raw.place(),
                    new Message(
                            "the file does not say its version",
                            "the version selects the reader and the defaults, so that a file means the same for ever",
                            "add `meridian: 1` as the first line"));
        }
    }

    private static void noEnvironment(String name, Layers layers, Tree.Block file, ProblemList problems) {
        problems.add(
                ProblemId.NO_ENVIRONMENT,
                file.block("environments").map(Tree.Block::place).orElse(file.place()),
                new Message(
                        "there is no environment `" + name + "`",
                        "environments are those that the file declares",
                        Words.nearest(name, layers.environments())
                                .map(near -> "`" + near + "`")
                                .orElse(
                                        layers.environments().isEmpty()
                                                ? "declare it under `environments`"
                                                : Words.oneOf(layers.environments()))));
    }
}
