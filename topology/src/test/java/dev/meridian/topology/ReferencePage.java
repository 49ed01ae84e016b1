package dev.meridian.topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// `docs/REFERENCE.md`: every key of the format in tables, made from what the reader reads by.
///
/// A block that may stand in several places is written out at the one with the shortest path; the others point
/// there.
final class ReferencePage {
    private static final String HEAD = """
            # Reference of the topology file

            Every key of version 1, made from the schema that the reader uses. What the words mean: [glossary](GLOSSARY.md);
            how to begin: [user guide](USER-GUIDE.md); recipes for what already runs: [describe](DESCRIBE.md); words of `via`:
            [mechanisms](MECHANISMS.md); names of regions: [catalogue](REGIONS.md); for editors:
            [JSON Schema](schemas/topology.schema.json).

            - Words in capitals stand for names of yours. A block under such a name can have `absent: true`, which removes it in
              a stronger layer, and where the table says so `onlyIn: [ENVIRONMENT]`.
            - *Short* is the key whose value may stand in the place of its block. A list of one may be written as its item.
            - A key without a default says nothing where it is silent, unless it is *needed*. *Regional* keys may stand in
              `regions.REGION.overrides`; a key that is not in a table is an error.
            - `none` says that there is no such thing, where silence would mean the default: `failover.fence: none`. Where a key
              has no default, silence says nothing, and what depends on it is unknown or has the provider's published figure.
            """;

    private final StringBuilder out = new StringBuilder(HEAD);

    /// Where each block is written out: the path of its keys.
    private final Map<Shape.Block, String> homes = new LinkedHashMap<>();

    private ReferencePage() {}

    static String text() {
        ReferencePage page = new ReferencePage();
        page.findHomes();
        page.forms();
        page.table(
                "The file",
                SchemaV1.ROOT.keys().values().stream()
                        .map(key -> new Row(key.name(), key))
                        .toList());
        SchemaV1.ROOT.keys().forEach((name, key) -> {
            List<Row> rows = new ArrayList<>();
            page.rows(key.shape(), name, rows);
            if (!rows.isEmpty()) {
                page.table(name, rows);
            }
        });
        return page.out.toString();
    }

    /// A line of a table.
    private record Row(String path, Shape.Key key) {}

    private void findHomes() {
        Map<Shape.Block, List<String>> places = new LinkedHashMap<>();
        places(SchemaV1.ROOT, "", places);
        places.forEach((block, paths) -> homes.put(
                block,
                paths.stream().min((a, b) -> Long.compare(dots(a), dots(b))).orElseThrow()));
    }

    private static long dots(String path) {
        return path.chars().filter(c -> c == '.').count();
    }

    private static void places(Shape shape, String path, Map<Shape.Block, List<String>> places) {
        switch (shape) {
            case Shape.Block block -> {
                places.computeIfAbsent(block, _ -> new ArrayList<>()).add(path);
                block.keys().forEach((name, key) -> places(key.shape(), Walk.inside(path, name), places));
            }
            case Shape.Named named -> places(named.of(), Walk.inside(path, named.entry()), places);
            case Shape.Either either -> places(either.rich(), path, places);
            case Shape.Value _, Shape.Values _, Shape.Overrides _ -> {}
        }
    }

    private void forms() {
        out.append("\n## Forms\n\n| form | written as |\n|---|---|\n");
        for (Form form : Form.values()) {
            out.append("| ")
                    .append(name(form))
                    .append(" | ")
                    .append(form.says())
                    .append(" |\n");
        }
    }

    private static String name(Form form) {
        return form.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// The words of a key that have a sentence each, below the table that has the key.
    private void words(List<Row> rows) {
        SequencedMap<Shape.Word, List<String>> keys = new LinkedHashMap<>();
        rows.forEach(row -> explained(row.key.shape())
                .ifPresent(word ->
                        keys.computeIfAbsent(word, _ -> new ArrayList<>()).add("`" + row.path + "`")));
        keys.forEach((word, paths) -> {
            out.append("\nWords of ").append(String.join(", ", paths)).append(":\n\n");
            for (int i = 0; i < word.words().size(); i++) {
                out.append("- `")
                        .append(word.words().get(i))
                        .append("`: ")
                        .append(word.meanings().get(i))
                        .append('\n');
            }
        });
    }

    private static Optional<Shape.Word> explained(Shape shape) {
        Shape.Type type = switch (shape) {
            case Shape.Value(Shape.Type one) -> one;
            case Shape.Values(Shape.Type one) -> one;
            case Shape.Block block
            when block.headline().isPresent() -> type(block.headline().get());
            case Shape.Block _, Shape.Named _, Shape.Either _, Shape.Overrides _ -> Form.TEXT;
        };
        return type instanceof Shape.Word word && !word.meanings().isEmpty() ? Optional.of(word) : Optional.empty();
    }

    private static Shape.Type type(Shape.Key headline) {
        return headline.shape() instanceof Shape.Value(Shape.Type type) ? type : Form.TEXT;
    }

    private static String linked(String doc) {
        return doc.replaceAll("\\b([A-Z-]+\\.md)\\b", "[$1]($1)");
    }

    private void table(String heading, List<Row> rows) {
        out.append("\n## ")
                .append(heading)
                .append("\n\n| key | type | default | meaning | example |\n|---|---|---|---|---|\n");
        for (Row row : rows) {
            out.append("| `")
                    .append(row.path)
                    .append("` | ")
                    .append(type(row.key.shape(), row.path))
                    .append(row.key.regional() && row.key.shape().isLeaf() ? ", regional" : "")
                    .append(" | ")
                    .append(
                            row.key.required()
                                    ? "needed"
                                    : row.key
                                            .silent()
                                            .map(text -> "`" + text + "`")
                                            .orElse(""))
                    .append(" | ")
                    .append(linked(row.key.doc()))
                    .append(" | `")
                    .append(row.key.example().replace("|", "\\|"))
                    .append("` |\n");
        }
        words(rows);
    }

    private void rows(Shape shape, String path, List<Row> rows) {
        switch (shape) {
            case Shape.Block block
            when path.equals(homes.get(block)) ->
                block.keys().forEach((name, key) -> {
                    if (!name.equals("absent") && !name.equals("onlyIn")) {
                        rows.add(new Row(Walk.inside(path, name), key));
                        rows(key.shape(), Walk.inside(path, name), rows);
                    }
                });
            case Shape.Named named -> rows(named.of(), Walk.inside(path, named.entry()), rows);
            case Shape.Either either -> rows(either.rich(), path, rows);
            case Shape.Block _, Shape.Value _, Shape.Values _, Shape.Overrides _ -> {}
        }
    }

    private String type(Shape shape, String path) {
        return switch (shape) {
            case Shape.Value(Shape.Type type) -> type(type);
            case Shape.Values(Shape.Type type) -> "list: " + type(type);
            case Shape.Overrides _ -> "the sections of the file, in part";
            case Shape.Block block -> block(block, path);
            case Shape.Named named -> named(named, path);
            case Shape.Either(Shape plain, Shape.Values _) -> type(plain, path) + ", or a list";
            case Shape.Either(Shape plain, Shape rich) -> type(plain, path) + ", or " + type(rich, path);
        };
    }

    private String block(Shape.Block block, String path) {
        String home = Optional.ofNullable(homes.get(block)).orElse(path);
        String section = home.split("\\.")[0].toLowerCase(Locale.ROOT);
        String where = home.equals(path) ? "" : ", its keys as [" + home + "](#" + section + ")";
        return "block"
                + block.headline().map(key -> ", short: `" + key.name() + "`").orElse("") + where;
    }

    private String named(Shape.Named named, String path) {
        boolean onlyIn =
                named.of() instanceof Shape.Block block && block.key("onlyIn").isPresent();
        String names = named.names() instanceof Shape.Reference reference
                ? "by the name of " + withArticle(reference)
                : named.names() == Form.PLACE
                        ? "by the name of a region"
                        : named.names() == Form.GEOGRAPHY ? "by geography" : "by name";
        return names + ": " + type(named.of(), Walk.inside(path, named.entry()))
                + named.headline().map(name -> ", and for all: `" + name + "`").orElse("")
                + (onlyIn ? ", `onlyIn`" : "");
    }

    private static String type(Shape.Type type) {
        return switch (type) {
            case Shape.Word(List<String> words, List<String> _) -> quoted(words);
            case Form form -> name(form);
            case Shape.Reference reference -> "name of " + withArticle(reference);
        };
    }

    private static String withArticle(Shape.Reference reference) {
        String kinds = reference.kinds().stream().map(Shape.Kind::withArticle).collect(Collectors.joining(" or "));
        List<String> words =
                reference.also().stream().filter(word -> !word.matches("[2-9]")).toList();
        return kinds + (words.isEmpty() ? "" : ", or " + quoted(words).replace("`1`", "`1` to `9`"));
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "`" + word + "`").collect(Collectors.joining(" "));
    }
}
