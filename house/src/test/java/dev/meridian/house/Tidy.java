package dev.meridian.house;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the tree is kept, one rule per method, each from a [Tree] to what is wrong in it. Rules about lines of any
/// file are here, those about Java in [Sources], those about links in [Links].
///
/// The patterns are written so that they do not match their own text: `TOD[O]`.
final class Tidy {
    private static final int LONGEST_DOC_LINE = 115;

    /// A pattern, what to say of it, and what to do.
    private record Banned(Pattern pattern, String doThis) {
        Banned(String regex, String doThis) {
            this(Pattern.compile(regex), doThis);
        }
    }

    private static final List<Banned> WORDS = List.of(
            new Banned("(?i)\\b(TOD[O]|FIXM[E]|XX[X]|HAC[K])\\b", "do it now, or write an issue and take it out"),
            new Banned(
                    "(?i)\\b(not (yet )?implemente[d]|placeholde[r]|work in progres[s])\\b",
                    "build it or leave it out; a stand-in has a name of its own"),
            new Banned(
                    "(?i)\\b(simpl[y]|obviousl[y]|of cours[e]|triviall[y]|basicall[y]|easil[y])\\b",
                    "leave the word out: who reads it may not find it so"),
            new Banned(
                    "(?i)\\b(seamles[s](ly)?|blazin[g]ly|cutting.edg[e]|world.clas[s]|leverag[e][sd]?|effortles[s](ly)?)\\b",
                    "say what it does, with a figure"));

    private static final List<Banned> PLACES = List.of(
            new Banned(
                    "(?<![\\w.$}])/(wor[k]|roo[t]|far[m]|home/[a-z]\\w*)/",
                    "this path exists on one machine: make it relative, or ask for it"),
            new Banned(
                    "repo1?\\.mave[n]|registry\\.npmj[s]|(deb|archive)\\.(debia[n]|ubunt[u])|mave[n]\\.apache\\.org/maven2",
                    "a registry is the business of whoever builds: only `.mvn/wrapper` names one"));

    private Tidy() {}

    /// The wrapper is Apache's and stays as it is; it names the registry that it downloads from.
    private static boolean isOurs(String path) {
        return !path.equals("mvnw") && !path.startsWith(".mvn/wrapper/");
    }

    /// What is wrong on purpose, and answers that are compared character by character.
    private static boolean isExpectation(String path) {
        return path.contains("/src/test/resources/");
    }

    static List<Finding> words(Tree tree) {
        return matches(tree, WORDS);
    }

    static List<Finding> places(Tree tree) {
        return matches(tree, PLACES);
    }

    private static List<Finding> matches(Tree tree, List<Banned> banned) {
        List<Finding> findings = new ArrayList<>();
        tree.where(Tidy::isOurs).forEach(file -> {
            List<String> lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                for (Banned ban : banned) {
                    Matcher matcher = ban.pattern().matcher(lines.get(i));
                    if (matcher.find()) {
                        findings.add(new Finding(file.path(), i + 1, "`" + matcher.group() + "`", ban.doThis()));
                    }
                }
            }
        });
        return findings;
    }

    static List<Finding> blanks(Tree tree) {
        List<Finding> findings = new ArrayList<>();
        tree.where(path -> isOurs(path) && !isExpectation(path)).forEach(file -> {
            List<String> lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (line.indexOf('\t') >= 0 && !file.path().endsWith(".tsv")) {
                    findings.add(new Finding(file.path(), i + 1, "a tab", "indent with spaces"));
                }
                if (!line.equals(line.stripTrailing())) {
                    findings.add(new Finding(file.path(), i + 1, "blanks at the end", "cut them off"));
                }
            }
            if (!file.content().isEmpty() && !file.content().endsWith("\n")) {
                findings.add(new Finding(file.path(), lines.size(), "no newline at the end", "end the last line"));
            }
        });
        return findings;
    }

    static List<Finding> docLines(Tree tree) {
        List<Finding> findings = new ArrayList<>();
        tree.ending(".java").forEach(file -> {
            List<String> lines = file.lines();
            for (int i = 0; i < lines.size(); i++) {
                int length = lines.get(i).length();
                if (length > LONGEST_DOC_LINE && lines.get(i).strip().startsWith("///")) {
                    findings.add(new Finding(
                            file.path(),
                            i + 1,
                            "a `///` line of " + length + " characters",
                            "wrap it at " + LONGEST_DOC_LINE + ": the formatter breaks longer ones into code"));
                }
            }
        });
        return findings;
    }

    /// Every room has its sentence over the door.
    static List<Finding> doors(Tree tree) {
        Set<String> rooms = new LinkedHashSet<>();
        tree.ending(".java")
                .map(Tree.Text::path)
                .filter(path -> path.contains("/src/main/java/") && path.contains("/meridian/"))
                .forEach(path -> rooms.add(path.substring(0, path.lastIndexOf('/'))));
        return rooms.stream()
                .filter(room -> !tree.has(room + "/package-info.java"))
                .map(room -> new Finding(
                        room + "/package-info.java",
                        1,
                        "no sentence over the door",
                        "say what the room is for, what it never does, and three types to read first"))
                .toList();
    }
}
