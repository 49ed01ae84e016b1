package dev.meridian.topology;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// The subset of YAML that a topology is written in, as a [Tree].
///
/// It reads the parser's events rather than its node tree, so a file that is too deep, too large or full of
/// aliases costs no more than the part before the limit. What the subset leaves out (anchors, tags, null, keys
/// that stand twice) is a problem with a way out, and reading goes on behind it, so that all of them are shown
/// at once.
final class YamlTree {
    static final int DEEPEST = 64;
    static final int MOST_NODES = 100_000;

    /// Enough to see the pattern; a bomb has thousands.
    private static final int MOST_PROBLEMS = 200;

    private final Iterator<Event> events;
    private final Marks marks;
    private final ProblemList problems;
    private final Origin origin;
    private int nodes;

    /// How a position of the parser becomes a place: in the file, or in an assignment.
    interface Marks {
        Place place(int line, int column, int width);
    }

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stop() {
            super(null, null, false, false);
        }
    }

    private YamlTree(String text, Marks marks, Origin origin, ProblemList problems) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(2 * SourceText.LARGEST)
                .setParseComments(false)
                .build();
        this.events = new ParserImpl(settings, new StreamReader(settings, text));
        this.marks = marks;
        this.origin = origin;
        this.problems = problems;
    }

    /// The tree of a text with one document; empty if the text says nothing or cannot be read, and then `problems`
    /// has the reason.
    static Optional<Tree> read(String text, Marks marks, Origin origin, ProblemList problems) {
        try {
            return new YamlTree(text, marks, origin, problems).document();
        } catch (Stop _) {
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            Place place =
                    mark.map(m -> marks.place(m.getLine(), m.getColumn(), 1)).orElseGet(() -> marks.place(0, 0, 1));
            String context = e.getContext() == null ? "the text has to be YAML" : "found " + e.getContext();
            problems.add(
                    ProblemId.SYNTAX,
                    place,
                    new Message(
                            "this is not YAML: " + e.getProblem(),
                            context.replace('\n', ' '),
                            "look for a missing colon, quote or bracket, or a wrong indent, here or on the line above"));
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(
                    ProblemId.SYNTAX,
                    marks.place(0, 0, 1),
                    new Message(
                            "this is not YAML: "
                                    + String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse(""),
                            "the text has to be YAML",
                            "check that this is the right file"));
            return Optional.empty();
        }
    }

    private Optional<Tree> document() {
        events.next(); // the start of the stream
        Event first = events.next();
        if (first.getEventId() == Event.ID.StreamEnd) {
            return Optional.empty();
        }
        Event root = events.next();
        boolean nothing = root instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty()
                && scalar.getAnchor().isEmpty()
                && scalar.getTag().isEmpty();
        Optional<Tree> tree = nothing ? Optional.empty() : node(root, 1);
        events.next(); // the end of the document
        Event after = events.next();
        if (after.getEventId() != Event.ID.StreamEnd) {
            problems.add(
                    ProblemId.SEVERAL_DOCUMENTS,
                    place(after),
                    new Message(
                            "a second document begins here",
                            "a topology is one document; what follows `---` would be read by nobody",
                            "delete it, or say the difference under `environments`"));
        }
        return tree;
    }

    private Optional<Tree> node(Event event, int depth) {
        guard(event, depth);
        if (event instanceof AliasEvent alias) {
            aliasFound(event, "*" + alias.getAlias().getValue());
            return Optional.empty();
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            aliasFound(event, "&" + node.getAnchor().get().getValue());
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        start.getTag().ifPresent(tag -> tagFound(event, tag));
        boolean list = start.getEventId() == Event.ID.SequenceStart;
        return Optional.of(list ? items(start, depth) : block(start, depth));
    }

    private void guard(Event event, int depth) {
        nodes++;
        if (depth > DEEPEST || nodes > MOST_NODES) {
            String what = depth > DEEPEST ? "nested deeper than 64 levels" : "more than 100,000 values";
            problems.add(
                    ProblemId.TOO_DEEP,
                    place(event),
                    new Message(
                            "the text is too much from here on: " + what,
                            "a topology is read by people; the limits stop a file that would only fill the memory",
                            "check that this is the right file"));
            throw new Stop();
        }
        if (problems.size() > MOST_PROBLEMS) {
            throw new Stop();
        }
    }

    private Optional<Tree> scalar(ScalarEvent event) {
        event.getTag().ifPresent(tag -> tagFound(event, tag));
        String text = event.getValue();
        boolean nothing = event.isPlain() && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        if (nothing) {
            problems.add(
                    ProblemId.NO_VALUE,
                    place(event),
                    new Message(
                            text.isEmpty() ? "there is no value here" : "`" + text + "` is not a value",
                            "nothing can mean \"not said\", \"none\" or \"forgotten\"; the file must say which",
                            "delete the line, write the value, or `absent: true` to remove a block of a weaker layer"));
            return Optional.empty();
        }
        return Optional.of(new Tree.Scalar(place(event), text, event.isPlain(), origin(event), Optional.empty()));
    }

    private Tree items(CollectionStartEvent start, int depth) {
        List<Tree> items = new ArrayList<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.SequenceEnd; e = events.next()) {
            node(e, depth + 1).ifPresent(items::add);
        }
        return new Tree.Items(place(start), List.copyOf(items), origin(start), Optional.empty());
    }

    private Tree block(CollectionStartEvent start, int depth) {
        SequencedMap<String, Tree.Entry> entries = new LinkedHashMap<>();
        for (Event e = events.next(); e.getEventId() != Event.ID.MappingEnd; e = events.next()) {
            Optional<String> key = key(e, depth);
            Place keyPlace = place(e);
            Event said = events.next();
            Optional<Tree> value =
                    !entries.isEmpty() && start.isFlow() && isCutOff(e, said) ? cutOff(e, said) : node(said, depth + 1);
            if (key.isPresent() && value.isPresent()) {
                entry(entries, key.get(), keyPlace, value.get());
            }
        }
        return new Tree.Block(place(start), entries);
    }

    /// Whether a comma inside a text of a flow map has made a key of the rest of the text: a key without a colon,
    /// which no value follows.
    private static boolean isCutOff(Event key, Event value) {
        return value instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty()
                && key instanceof ScalarEvent
                && key.getEndMark()
                        .map(Mark::getIndex)
                        .equals(value.getStartMark().map(Mark::getIndex));
    }

    private Optional<Tree> cutOff(Event key, Event value) {
        String rest = key instanceof ScalarEvent scalar ? scalar.getValue() : "";
        problems.add(
                ProblemId.NO_VALUE,
                place(value),
                new Message(
                        "`" + Words.shown(rest) + "` has no value",
                        "between `{` and `}` a comma ends a value; what follows it is read as the next key",
                        "put the whole text in quotes if the comma belongs to it, `\"one, two\"`; else write the value"
                                + " behind a colon"));
        return Optional.empty();
    }

    private void entry(SequencedMap<String, Tree.Entry> entries, String key, Place place, Tree value) {
        Tree.Entry first = entries.putIfAbsent(key, new Tree.Entry(place, value));
        if (first != null) {
            problems.add(
                    ProblemId.KEY_TWICE,
                    place,
                    "first at " + first.key().where().text(),
                    new Message(
                            "`" + key + "` stands twice in this block",
                            "the first is at " + first.key().where().text()
                                    + "; nothing says which of the two is meant",
                            "delete one of them"));
        }
    }

    /// The text of a key; empty where it is none, and then its problem is noted.
    private Optional<String> key(Event event, int depth) {
        guard(event, depth);
        if (event instanceof ScalarEvent scalar && scalar.getAnchor().isEmpty()) {
            String text = scalar.getValue();
            scalar.getTag().ifPresent(tag -> tagFound(event, tag));
            if (text.equals("<<")) {
                aliasFound(event, "<<");
                return Optional.empty();
            }
            if (!text.isEmpty() && text.length() <= 200) {
                return Optional.of(text);
            }
        }
        if (!(event instanceof ScalarEvent)) {
            node(event, depth + 1);
        }
        problems.add(
                ProblemId.BAD_KEY,
                place(event),
                new Message(
                        "this cannot be a key",
                        "keys are plain words; lists, blocks, aliases and empty keys have no path",
                        "write the word that is meant; put quotes around a value that begins with `*`, `&`, `[` or `{`"));
        return Optional.empty();
    }

    private void aliasFound(Event event, String text) {
        problems.add(
                ProblemId.ALIAS,
                place(event),
                new Message(
                        "`" + Words.shown(text) + "`: anchors, aliases and merge keys are not read",
                        "a line that stands for several places has several paths, so nobody could say where a value comes from",
                        "write it once where it is inherited from (root `objectives`, `failover`), or use `overrides`"));
    }

    private void tagFound(Event event, String tag) {
        problems.add(
                ProblemId.TAG,
                place(event),
                new Message(
                        "the tag `" + Words.shown(tag.replace("tag:yaml.org,2002:", "!!")) + "` is not read",
                        "the schema gives each value its type, whatever the YAML says",
                        "delete the tag"));
    }

    private Place place(Event event) {
        Mark start = event.getStartMark().orElseThrow();
        Mark end = event.getEndMark().orElse(start);
        boolean oneLine = event instanceof NodeEvent && end.getLine() == start.getLine();
        return marks.place(start.getLine(), start.getColumn(), oneLine ? end.getColumn() - start.getColumn() : 1);
    }

    private Origin origin(Event event) {
        return place(event).where() instanceof Where.InFile file ? new Origin.Declared(file, new Layer.File()) : origin;
    }
}
