package dev.meridian.intake;

import dev.meridian.topology.Excerpt;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Bytes become an object of JSON here, or a problem with its place.
///
/// A plan says everything several times. What is never asked for is passed over while it is read, so that a
/// plan of 64 MB needs about half of the memory that it would need as a whole.
final class Json {
    static final int LARGEST = 64 << 20;

    private static final String NOT_JSON = "MER-0080";
    private static final String TOO_LARGE = "MER-0082";
    private static final int LONGEST_LINE = 1 << 20;
    private static final List<String> PASSED_OVER = List.of(
            "resource_changes", "resource_drift", "relevant_attributes", "checks", "output_changes", "check_results");

    /// What is often given instead, by how it begins.
    private enum Mistaken {
        PLAN_FILE("PK", "this is a plan as Terraform keeps it for itself", "`terraform show -json PLAN > plan.json`"),
        TERRAFORM(
                "terraform|resource |provider |module |variable |data |locals|#|//",
                "this looks like Terraform's own language",
                "`terraform plan -out plan`, then `terraform show -json plan > plan.json`"),
        TOPOLOGY("meridian:", "this is a topology already", "use it as it is"),
        TEMPLATE(
                "AWSTemplateFormatVersion|Resources:|---",
                "this looks like YAML",
                "a plan or state of Terraform, or a `cdk.context.json`");

        private final String beginsWith;
        private final String what;
        private final String fix;

        Mistaken(String beginsWith, String what, String fix) {
            this.beginsWith = beginsWith;
            this.what = what;
            this.fix = fix;
        }

        static Optional<Mistaken> of(byte[] content) {
            String start = new String(content, 0, Math.min(content.length, 60), StandardCharsets.ISO_8859_1).strip();
            for (Mistaken mistaken : values()) {
                if (start.matches("(?s)(" + mistaken.beginsWith + ").*")) {
                    return Optional.of(mistaken);
                }
            }
            return Optional.empty();
        }
    }

    /// An object, or what is wrong with the bytes.
    sealed interface Parsed {
        record Right(ObjectNode root) implements Parsed {}

        record Wrong(Problem problem) implements Parsed {}
    }

    private final String fileName;
    private final byte[] content;

    private Json(String fileName, byte[] content) {
        this.fileName = fileName;
        this.content = content;
    }

    static Parsed parse(String fileName, byte[] content) {
        return new Json(fileName, content).parse();
    }

    private Parsed parse() {
        if (content.length > LARGEST) {
            return new Parsed.Wrong(problem(
                    TOO_LARGE,
                    "the file has more than 64 MB",
                    "it would be held in memory several times over, and one part of a system has far less",
                    "one plan for each part: `terraform show -json` in each folder that has a state"));
        }
        try (JsonParser parser = JsonMapper.shared().createParser(content)) {
            try {
                return parse(parser);
            } catch (StreamConstraintsException e) {
                String reason = "nested too deep, or a name or number that is too long";
                return new Parsed.Wrong(broken(parser.currentLocation(), reason));
            } catch (JacksonException e) {
                TokenStreamLocation at = Optional.ofNullable(e.getLocation()).orElseGet(parser::currentLocation);
                return new Parsed.Wrong(broken(at, reason(e)));
            }
        }
    }

    private Parsed parse(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first == null) {
            return new Parsed.Wrong(problem(NOT_JSON, "the file says nothing", "an input is an object of JSON", fix()));
        }
        if (first != JsonToken.START_OBJECT) {
            return new Parsed.Wrong(
                    problem(NOT_JSON, "the file is no object of JSON", "an input begins with `{`", fix()));
        }
        ObjectNode root = members(parser);
        boolean isLog = root.has("@level");
        if (!isLog && parser.nextToken() != null) {
            return new Parsed.Wrong(broken(parser.currentTokenLocation(), "something follows the end of the object"));
        }
        return new Parsed.Right(root);
    }

    private static ObjectNode members(JsonParser parser) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (PASSED_OVER.contains(name)) {
                parser.skipChildren();
                root.putNull(name);
            } else {
                JsonNode value = parser.readValueAsTree();
                root.set(name, value);
            }
        }
        return root;
    }

    /// Jackson's sentence, without what it says about its own source.
    private static String reason(JacksonException e) {
        String first =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it cannot be read");
        String sentence = first.replaceAll("\\(start marker at .*", "")
                .replaceAll(" \\[Source:.*", "")
                .strip();
        return sentence.isEmpty() ? "it ends in the middle" : sentence.replaceAll("[:;,.]$", "");
    }

    private String fix() {
        return Mistaken.of(content)
                .map(mistaken -> mistaken.fix)
                .orElse("`terraform show -json PLAN > plan.json` writes one");
    }

    private Problem broken(TokenStreamLocation at, String reason) {
        Optional<Mistaken> mistaken = Mistaken.of(content);
        int offset = Math.clamp(at.getByteOffset(), 0, content.length);
        int line = Math.max(1, at.getLineNr());
        int start = offset;
        while (start > 0 && content[start - 1] != '\n') {
            start--;
        }
        String before = new String(content, start, offset - start, StandardCharsets.UTF_8);
        int column = before.codePointCount(0, before.length()) + 1;
        return new Problem(
                NOT_JSON,
                new Where.InFile(fileName, line, column),
                mistaken.map(found -> found.what).orElse("this is not JSON: " + reason),
                excerpt(start),
                "an input is an object of JSON, as `terraform show -json` and the CDK write it",
                mistaken.map(found -> found.fix)
                        .orElse("look for a missing quote, comma or bracket, here or before; or write the file again"));
    }

    /// The line; a plan is often one line, of which the part around the place is shown.
    private Optional<Excerpt> excerpt(int start) {
        int end = start;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        String line = new String(content, start, Math.min(end - start, LONGEST_LINE), StandardCharsets.UTF_8);
        return line.isBlank() || end - start > LONGEST_LINE ? Optional.empty() : Optional.of(new Excerpt(line, 1, ""));
    }

    private Problem problem(String id, String what, String why, String fix) {
        return new Problem(id, new Where.InFile(fileName, 1, 1), what, Optional.empty(), why, fix);
    }
}
