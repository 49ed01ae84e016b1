package dev.meridian.synthesis;

import dev.meridian.estate.Estate;
import dev.meridian.runbooks.Possible;
import dev.meridian.topology.Origin;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/// What a file asks for and nothing was written of: each value with its line, why that is, and what is possible
/// instead, so that nobody takes what is there for the whole.
final class Unrendered {
    /// Sections that ask for something to be built. The others say what is promised, who decides and what is
    /// judged.
    static final List<String> SECTIONS = List.of(
            "regions",
            "accounts",
            "services",
            "data",
            "secrets",
            "compute",
            "network",
            "traffic",
            "deploy",
            "security",
            "observability",
            "operations",
            "cost.budget");

    private static final Pattern OVERRIDDEN = Pattern.compile("^regions\\.[^.]+\\.overrides\\.");

    /// Of those, what only the engine and the judgement of promises go by.
    private static final Pattern JUDGED = Pattern.compile("regions\\.[^.]+\\.(role|purpose|promotable|near|metro"
            + "|jurisdiction|capacity.*|overrides\\.(objectives|cost).*|onlyIn.*)"
            + "|services\\.[^.]+\\.(dependsOn|application|shared|onlyIn).*"
            + "|data\\.[^.]+\\.(objectives|application|holds|keepIn|onlyIn|reads).*"
            + "|data\\.[^.]+\\.topics\\.[^.]+\\.holds.*"
            + "|traffic\\.(users|clients|controlIn).*");

    private Unrendered() {}

    /// The page.
    static String page(String file, Topology said, Estate estate) {
        StringBuilder page = new StringBuilder("# Not written\n\n");
        List<String> rows = rows(said, estate);
        if (rows.isEmpty()) {
            return page.append("Everything that ")
                    .append(file)
                    .append(" asks for has been written.\n")
                    .toString();
        }
        page.append("What ")
                .append(file)
                .append(" asks for and none of the files beside this one contains. Whatever stands")
                .append("\nhere is still to be done by somebody.\n\n")
                .append("| line | value | asked for | why | what is possible |\n|---|---|---|---|---|\n");
        rows.forEach(page::append);
        return page.toString();
    }

    private static List<String> rows(Topology said, Estate estate) {
        List<String> rows = new ArrayList<>();
        said.sources().all().forEach((path, setting) -> {
            boolean asks =
                    SECTIONS.stream().anyMatch(section -> path.equals(section) || path.startsWith(section + "."));
            if (asks && !JUDGED.matcher(path).matches() && !isRendered(estate, path)) {
                Possible possible = Possible.of(said, estate, path, setting.text());
                String why = estate.coverage().left().getOrDefault(path, possible.why());
                rows.add("| " + line(setting) + " | `" + path + "` | " + cell(setting.text()) + " | " + why + " | "
                        + possible.instead() + " |\n");
            }
        });
        return rows;
    }

    private static boolean isRendered(Estate estate, String path) {
        String plain = OVERRIDDEN.matcher(path).replaceFirst("");
        SequencedSet<String> rendered = estate.coverage().rendered();
        return rendered.contains(path) || rendered.contains(plain);
    }

    /// Where nobody wrote it in the file, who says it.
    private static String line(Setting setting) {
        return setting.origin() instanceof Origin.Declared declared
                ? Integer.toString(declared.where().line())
                : setting.origin().text();
    }

    private static String cell(String text) {
        return "`" + text.replace("|", "\\|").replace('\n', ' ') + "`";
    }
}
