package dev.meridian.answers;

import dev.meridian.assess.Finding;
import dev.meridian.assess.Rule;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Findings in the format that code scanners and editors read, SARIF 2.1.0. Paths of files are as they were given,
/// so whoever uploads the document runs the command at the root of the repository.
///
/// A rule has no `helpUri`: that is an absolute address, and the pages of findings lie beside the program.
public final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
    private static final String PAGES = "docs/findings/";

    private final ObjectNode root = Json.object();
    private final ObjectNode run;
    private final ArrayNode rules;
    private final List<String> ids = new ArrayList<>();

    private Sarif(String version, String category) {
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Meridian").put("version", version).put("semanticVersion", version);
        rules = driver.putArray("rules");
        run.putObject("automationDetails").put("id", "meridian/assess/" + category + "/");
        run.put("columnKind", "unicodeCodePoints");
    }

    /// What was judged.
    public static String of(Judged judged, String version) {
        Sarif sarif = new Sarif(
                version,
                judged.file() + judged.environment().map(name -> "@" + name).orElse(""));
        sarif.invocation(true);
        ArrayNode results = sarif.run.putArray("results");
        judged.findings().forEach(finding -> results.add(sarif.result(judged, finding)));
        return sarif.text();
    }

    /// What kept a file from being judged: each problem is a result, and the run has not succeeded.
    public static String of(List<Problem> problems, String version) {
        Sarif sarif = new Sarif(version, "problems");
        sarif.invocation(false);
        ArrayNode results = sarif.run.putArray("results");
        for (Problem problem : problems) {
            ObjectNode result = results.addObject()
                    .put("ruleId", problem.id())
                    .put("ruleIndex", sarif.index(problem.id(), Optional.empty()))
                    .put("level", "error");
            message(result, problem.what() + "\nwhy: " + problem.why() + "\nfix: " + problem.fix());
            int width = problem.excerpt().map(shown -> shown.width()).orElse(1);
            result.putArray("locations").add(location(problem.where(), "", width));
        }
        return sarif.text();
    }

    /// A failure that belongs to no file.
    public static String failure(String id, String text, String version) {
        Sarif sarif = new Sarif(version, "problems");
        ObjectNode told = sarif.invocation(false)
                .putArray("toolExecutionNotifications")
                .addObject()
                .put("level", "error");
        told.putObject("descriptor").put("id", id);
        message(told, text);
        sarif.run.putArray("results");
        return sarif.text();
    }

    private ObjectNode invocation(boolean isSuccessful) {
        return run.putArray("invocations").addObject().put("executionSuccessful", isSuccessful);
    }

    private ObjectNode result(Judged judged, Finding finding) {
        ObjectNode result = Json.object()
                .put("ruleId", finding.rule().id())
                .put("ruleIndex", index(finding.rule().id(), Optional.of(finding.rule())))
                .put("level", finding.severity().text());
        String how =
                finding.arithmetic().map(figures -> "\nhow: " + figures.text()).orElse("");
        message(result, finding.statement() + how + "\nwhy: " + finding.why() + "\nfix: " + Judged.fix(finding));
        ObjectNode place = location(judged.where(finding.at()), judged.file(), judged.width(finding));
        place.putArray("logicalLocations").addObject().put("fullyQualifiedName", finding.at());
        result.putArray("locations").add(place);
        ArrayNode related = Json.array();
        judged.also(finding).forEach((path, where) -> related.add(message(location(where, judged.file(), 1), path)));
        if (!related.isEmpty()) {
            result.set("relatedLocations", related);
        }
        result.putObject("partialFingerprints").put("ruleAndPath/v1", fingerprint(finding));
        suppression(result, finding);
        finding.objective().ifPresent(path -> result.putObject("properties").put("objective", path));
        return result;
    }

    /// What stays when lines move: which rule, where in the file, about which promise.
    private static String fingerprint(Finding finding) {
        return finding.rule().id() + ":" + finding.at()
                + finding.objective()
                        .filter(path -> !path.equals(finding.at()))
                        .map(path -> ":" + path)
                        .orElse("");
    }

    /// A waiver of the file stands in what was scanned, a baseline beside it.
    private static void suppression(ObjectNode result, Finding finding) {
        ArrayNode suppressions = result.putArray("suppressions");
        finding.waived()
                .ifPresent(waived -> suppressions
                        .addObject()
                        .put("kind", waived.source().startsWith("waivers.") ? "inSource" : "external")
                        .put("status", "accepted")
                        .put("justification", waived.reason()));
    }

    private int index(String id, Optional<Rule> rule) {
        int known = ids.indexOf(id);
        if (known >= 0) {
            return known;
        }
        ids.add(id);
        ObjectNode node = rules.addObject().put("id", id);
        rule.ifPresent(found -> describe(node, found));
        return ids.size() - 1;
    }

    private static void describe(ObjectNode node, Rule rule) {
        node.put("name", camelCase(rule.name()));
        node.putObject("shortDescription").put("text", rule.title());
        node.putObject("fullDescription").put("text", rule.why());
        node.putObject("help")
                .put("text", rule.why() + "\nMore in " + page(rule) + ".")
                .put("markdown", rule.why() + "\n\nMore in `" + page(rule) + "`.");
        node.putObject("defaultConfiguration").put("level", rule.severity().text());
        node.putObject("properties").put("page", page(rule));
    }

    private static String page(Rule rule) {
        return PAGES + rule.id() + ".md";
    }

    private static String camelCase(String constant) {
        return Arrays.stream(constant.split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static ObjectNode message(ObjectNode node, String text) {
        node.putObject("message").put("text", text);
        return node;
    }

    /// @param file where a value that was assigned belongs
    private static ObjectNode location(Where where, String file, int width) {
        ObjectNode location = Json.object();
        ObjectNode physical = location.putObject("physicalLocation");
        switch (where) {
            case Where.InFile(String name, int line, int column) -> {
                physical.set("artifactLocation", artifact(name));
                physical.putObject("region")
                        .put("startLine", line)
                        .put("startColumn", column)
                        .put("endColumn", column + width);
            }
            case Where.InAssignment _ -> {
                physical.set("artifactLocation", artifact(file.isEmpty() ? where.text() : file));
                physical.putObject("region").put("startLine", 1);
            }
        }
        return location;
    }

    private static ObjectNode artifact(String file) {
        boolean isAbsolute = file.startsWith("/");
        ObjectNode artifact =
                Json.object().put("uri", isAbsolute ? Path.of(file).toUri().toString() : relative(file));
        return isAbsolute ? artifact : artifact.put("uriBaseId", "%SRCROOT%");
    }

    private static String relative(String file) {
        try {
            // Half a pair of surrogates has no address.
            String text = new String(file.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            // A relative address whose first part has a colon would begin like an absolute one.
            return new URI(null, null, text.contains(":") ? "./" + text : text, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new AssertionError("every path can be quoted", e);
        }
    }

    private String text() {
        return Json.MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(root) + "\n";
    }
}
