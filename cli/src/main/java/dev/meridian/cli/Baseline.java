package dev.meridian.cli;

import dev.meridian.answers.Judged.Spot;
import dev.meridian.assess.Acceptance;
import dev.meridian.assess.Rule;
import dev.meridian.topology.Excerpt;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Words;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Findings that are accepted in a file of their own, beside the topology: what is known when assess is first used
/// on a system that runs. `docs/schemas/baseline.schema.json` describes it.
///
/// @param acceptances what is accepted, each named by its place
/// @param spots those places, by these names
record Baseline(List<Acceptance> acceptances, SequencedMap<String, Spot> spots) {
    private static final String WRONG = "MER-0081";
    private static final String VERSION = "1";
    private static final int LONGEST = 1 << 20;
    private static final List<String> KEYS = List.of("schemaVersion", "accepted");
    private static final List<String> NEEDED = List.of("finding", "reason", "expires");
    private static final List<String> ENTRY = List.of("finding", "at", "reason", "expires", "by");
    private static final String EXAMPLE =
            "`{\"finding\": \"MER-0107\", \"at\": \"data.search\", \"reason\": \"…\", \"expires\": \"2027-03-31\"}`";

    static Baseline none() {
        return new Baseline(List.of(), new LinkedHashMap<>());
    }

    /// What a file accepts; where something is wrong with it, `problems` says what.
    static Baseline read(Path path, List<Problem> problems) {
        InputFile file = new InputFile(
                path,
                "a baseline says which findings are accepted",
                "leave `--baseline` out, or write one; see the guide");
        Optional<byte[]> content = file.read(problems);
        if (content.isEmpty()) {
            return none();
        }
        if (content.get().length > LONGEST) {
            problems.add(file.whole(
                    WRONG,
                    "the baseline has more than 1 MiB",
                    "nobody can have read that",
                    "check that it is the file"));
            return none();
        }
        List<Problem> found = new ArrayList<>();
        Reader reader = new Reader(found, new ArrayList<>(), new LinkedHashMap<>());
        try {
            reader.file(LocatedJson.read(FileNames.shown(path), content.get()));
        } catch (LocatedJson.Malformed e) {
            reader.wrong(e.spot(), String.valueOf(e.getMessage()), "a baseline is one JSON object", EXAMPLE);
        }
        problems.addAll(Problem.inOrder(found));
        return new Baseline(reader.acceptances, reader.spots);
    }

    private record Reader(List<Problem> problems, List<Acceptance> acceptances, SequencedMap<String, Spot> spots) {
        void file(LocatedJson json) {
            if (!(json instanceof LocatedJson.Block block)) {
                wrong(json.spot(), "this is not an object", "a baseline is one JSON object", EXAMPLE);
                return;
            }
            known(block, KEYS, "a baseline");
            needed(block, KEYS, "the baseline");
            text(block, "schemaVersion")
                    .filter(version -> !version.text().equals(VERSION))
                    .ifPresent(version -> wrong(
                            version.spot(),
                            "this is version " + version.text() + " of the format; this program reads version "
                                    + VERSION,
                            "the version says what the keys mean",
                            "`\"" + VERSION + "\"`, or a newer program"));
            LocatedJson.Entry accepted = block.entries().get("accepted");
            if (accepted != null && accepted.value() instanceof LocatedJson.Items(Spot _, List<LocatedJson> items)) {
                items.forEach(this::entry);
            } else if (accepted != null) {
                wrong(
                        accepted.value().spot(),
                        "`accepted` is not a list",
                        "it lists what is accepted",
                        "`[" + EXAMPLE.replace("`", "") + "]`");
            }
        }

        private void entry(LocatedJson json) {
            if (!(json instanceof LocatedJson.Block block)) {
                wrong(json.spot(), "this is not an object", "each entry accepts one finding", EXAMPLE);
                return;
            }
            int before = problems.size();
            known(block, ENTRY, "an entry");
            needed(block, NEEDED, "the entry");
            Optional<LocatedJson.Text> finding = text(block, "finding");
            finding.ifPresent(this::isRule);
            Optional<LocalDate> expires = text(block, "expires").flatMap(this::date);
            Optional<LocatedJson.Text> reason = text(block, "reason");
            Optional<String> at = text(block, "at").map(LocatedJson.Text::text);
            Optional<String> by = text(block, "by").map(LocatedJson.Text::text);
            if (problems.size() == before) {
                Spot spot = finding.orElseThrow().spot();
                String name = spot.where().text();
                spots.put(name, spot);
                acceptances.add(new Acceptance(
                        name,
                        finding.orElseThrow().text(),
                        at,
                        reason.orElseThrow().text(),
                        expires.orElseThrow(),
                        by));
            }
        }

        private void known(LocatedJson.Block block, List<String> keys, String owner) {
            block.entries().forEach((name, entry) -> {
                if (!keys.contains(name)) {
                    wrong(
                            entry.key(),
                            "`" + name + "` is not a key of " + owner,
                            "what nobody reads would accept nothing, and nobody would notice",
                            Words.nearest(name, keys)
                                    .map(near -> "`" + near + "`")
                                    .orElse(Words.oneOf(keys)));
                }
            });
        }

        private void needed(LocatedJson.Block block, List<String> keys, String owner) {
            keys.stream().filter(key -> !block.entries().containsKey(key)).forEach(key -> {
                String why = key.equals("expires") || key.equals("reason")
                        ? "who accepts something says why, and until when"
                        : "without it nobody can tell what is accepted";
                wrong(block.spot(), owner + " has no `" + key + "`", why, EXAMPLE);
            });
        }

        /// A value that is a text with something in it.
        private Optional<LocatedJson.Text> text(LocatedJson.Block block, String key) {
            LocatedJson.Entry entry = block.entries().get(key);
            if (entry == null) {
                return Optional.empty();
            }
            if (entry.value() instanceof LocatedJson.Text text && !text.text().isBlank()) {
                return Optional.of(text);
            }
            String what = entry.value() instanceof LocatedJson.Text ? "` says nothing" : "` is not a text";
            wrong(entry.value().spot(), "`" + key + what, "all values of an entry are texts for people", EXAMPLE);
            return Optional.empty();
        }

        private void isRule(LocatedJson.Text finding) {
            List<String> ids = Stream.of(Rule.values()).map(Rule::id).toList();
            if (!ids.contains(finding.text())) {
                wrong(
                        finding.spot(),
                        "there is no finding `" + finding.text() + "`",
                        "ids are those that `meridian assess` prints; they never change",
                        ids.getFirst() + " to " + ids.getLast());
            }
        }

        private Optional<LocalDate> date(LocatedJson.Text text) {
            try {
                return Optional.of(LocalDate.parse(text.text()));
            } catch (DateTimeException e) {
                wrong(
                        text.spot(),
                        "`" + text.text() + "` is not a date",
                        "a waiver holds through that day, and counts no more on the next",
                        "`2027-03-31`");
                return Optional.empty();
            }
        }

        void wrong(Spot spot, String what, String why, String fix) {
            Excerpt excerpt = spot.excerpt();
            problems.add(new Problem(WRONG, spot.where(), what, Optional.of(excerpt), why, fix));
        }
    }
}
