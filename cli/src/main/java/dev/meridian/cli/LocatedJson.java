package dev.meridian.cli;

import dev.meridian.answers.Judged.Spot;
import dev.meridian.topology.Excerpt;
import dev.meridian.topology.Where;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// JSON that people write, with the place of each part, so that what is wrong in it can be shown.
sealed interface LocatedJson {
    Spot spot();

    /// A text in quotes.
    record Text(Spot spot, String text) implements LocatedJson {}

    /// Keys with values.
    record Block(Spot spot, SequencedMap<String, Entry> entries) implements LocatedJson {}

    /// A list.
    record Items(Spot spot, List<LocatedJson> items) implements LocatedJson {}

    /// A number, `true`, `false` or `null`: nothing that a baseline has.
    record Other(Spot spot) implements LocatedJson {}

    /// A key, where it stands, and its value.
    record Entry(Spot key, LocatedJson value) {}

    /// Why nothing can be made of a text.
    final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Spot spot;

        Malformed(Spot spot, String message) {
            super(message);
            this.spot = spot;
        }

        Spot spot() {
            return spot;
        }
    }

    /// The whole text.
    static LocatedJson read(String file, byte[] content) throws Malformed {
        String text = new String(content, StandardCharsets.UTF_8);
        Reader reader = new Reader(file, text.lines().toList());
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new Malformed(reader.spot(1, 1, 1), "the file says nothing");
            }
            LocatedJson value = reader.value(parser, first);
            if (parser.nextToken() != null) {
                throw new Malformed(reader.spot(parser.currentTokenLocation(), 1), "something follows behind the end");
            }
            return value;
        } catch (JacksonException e) {
            throw new Malformed(reader.spot(e.getLocation(), 1), "this is not JSON: " + e.getOriginalMessage());
        }
    }

    /// Walks over the tokens of one file.
    record Reader(String file, List<String> lines) {
        LocatedJson value(JsonParser parser, JsonToken token) throws Malformed {
            return switch (token) {
                case START_OBJECT -> block(parser);
                case START_ARRAY -> items(parser);
                case VALUE_STRING -> new Text(here(parser), parser.getString());
                default -> new Other(here(parser));
            };
        }

        private LocatedJson block(JsonParser parser) throws Malformed {
            Spot spot = spot(parser.currentTokenLocation(), 1);
            SequencedMap<String, Entry> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                Spot key = here(parser);
                if (entries.containsKey(name)) {
                    throw new Malformed(key, "`" + name + "` stands twice in this object");
                }
                entries.put(name, new Entry(key, value(parser, parser.nextToken())));
            }
            return new Block(spot, entries);
        }

        private LocatedJson items(JsonParser parser) throws Malformed {
            Spot spot = spot(parser.currentTokenLocation(), 1);
            List<LocatedJson> items = new ArrayList<>();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                items.add(value(parser, token));
            }
            return new Items(spot, items);
        }

        /// The whole token on its line.
        private Spot here(JsonParser parser) {
            TokenStreamLocation start = parser.currentTokenLocation();
            String quotes =
                    parser.currentToken() == JsonToken.VALUE_STRING || parser.currentToken() == JsonToken.PROPERTY_NAME
                            ? "\"\""
                            : "";
            return spot(start, parser.getString().length() + quotes.length());
        }

        Spot spot(TokenStreamLocation at, int width) {
            return spot(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()), width);
        }

        Spot spot(int line, int column, int width) {
            String shown = line <= lines.size() ? lines.get(line - 1) : "";
            return new Spot(new Where.InFile(file, line, column), new Excerpt(shown, width, ""));
        }
    }
}
