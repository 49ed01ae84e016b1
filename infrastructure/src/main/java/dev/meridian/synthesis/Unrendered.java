package dev.meridian.synthesis;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Estates;
import dev.meridian.runbooks.Possible;
import dev.meridian.topology.Origin;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/// What a file asks for and nothing was written of: each value with its line, why that is, and what is possible
/// instead, so that nobody takes what is there for the whole.
final class Unrendered {
    /// Sections that ask for something to be built. The others say what is promised, who decides and what is
    /// judged; the user guide names them, and `AnUnwrittenLineTest` holds it to that.
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
            "cost.budget",
            "cost.perRegion",
            "failover.requests.api",
            "failover.requests.event",
            "compliance.classification",
            "objectives.errors");

    /// Of those, what only the engine and the judgement of promises go by.
    static final Pattern JUDGED = Pattern.compile("regions\\.[^.]+\\.(role|purpose|promotable|near|metro"
            + "|jurisdiction|capacity.*|quota.*|onlyIn.*)"
            + "|services\\.[^.]+\\.(dependsOn|application|shared|onlyIn).*"
            + "|data\\.[^.]+\\.(objectives|application|shared|holds|keepIn|onlyIn|reads"
            + "|size|sla|disposable).*"
            + "|network\\.peering\\.links\\.[^.]+\\.(rtt|loss)"
            + "|data\\.[^.]+\\.topics\\.[^.]+\\.holds.*"
            + "|traffic\\.(users|clients|controlIn).*"
            + "|traffic\\.entrances\\.[^.]+\\.(application|behind).*"
            + "|.+\\.onlyIn");

    /// How a file says that it wants nothing of what the key is about.
    private static final List<String> UNWANTED = List.of("false", "none");

    /// What an account is called by its cloud stands in the file alone: whoever reads what is written may be
    /// anybody who reads the repository.
    private static final Pattern ACCOUNT = Pattern.compile("accounts\\.[^.]+\\.id");

    /// The same within a longer name, as AWS has it (IAM user guide, ARNs: twelve digits, 2026-11).
    private static final Pattern ACCOUNT_IN_ARN = Pattern.compile("(?<=:)\\d{12}(?=:)");

    private static final String NOT_SHOWN = "…";

    private Unrendered() {}

    /// The page.
    static String page(String file, Topology said, Blueprint meant, Estate estate) {
        StringBuilder page = new StringBuilder("# Not written\n\n");
        List<String> rows = rows(said, estate);
        Bereft.of(meant, estate).forEach(one -> rows.add(row(said, one)));
        Unled.of(said, meant, estate)
                .forEach(one ->
                        rows.add(row(said, one.path(), "`primary` in " + one.place(), one.why(), one.possible())));
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

    /// What the file says for all regions, then what it says otherwise for one.
    private static List<String> rows(Topology said, Estate estate) {
        List<String> rows = new ArrayList<>();
        said.sources().all().forEach((path, setting) -> {
            if (isOpen(said, estate, path, path, setting)) {
                rows.add(row(said, estate, path, path, setting));
            }
        });
        said.regions()
                .forEach((region, one) -> one.overrides().forEach((plain, setting) -> {
                    String path = Estates.own(region, plain);
                    if (isOpen(said, estate, path, plain, setting)) {
                        rows.add(row(said, estate, path, plain, setting));
                    }
                }));
        return rows;
    }

    /// @param path of a value
    /// @param plain the same as all regions have it
    private static boolean isOpen(Topology said, Estate estate, String path, String plain, Setting setting) {
        boolean isLeft = estate.coverage().left().containsKey(path);
        SequencedSet<String> rendered = estate.coverage().rendered();
        boolean isRendered = rendered.contains(path) || (rendered.contains(plain) && !isLeft);
        return !isRendered
                && (isLeft || isInSection(plain))
                && (isLeft || !isUnwanted(said, estate, plain, setting.text()))
                && !JUDGED.matcher(plain).matches();
    }

    private static boolean isInSection(String plain) {
        for (String section : SECTIONS) {
            if (plain.startsWith(section)
                    && (plain.length() == section.length() || plain.startsWith(".", section.length()))) {
                return true;
            }
        }
        return false;
    }

    /// Whoever wants no such thing and gets none has nothing left to do, but where nothing at all is written of
    /// what it is about: that has all its lines. Where it is there in any case, its reason says so, or the list of
    /// what is possible has a line for the very value.
    private static boolean isUnwanted(Topology said, Estate estate, String plain, String value) {
        return UNWANTED.contains(value)
                && !Possible.isOfNothing(said, estate, plain)
                && Possible.first(plain, value)
                        .filter(one -> one.value().isPresent())
                        .isEmpty();
    }

    private static String row(Topology said, Bereft bereft) {
        String path = "data." + bereft.store();
        String line = said.sources()
                .at(path + ".kind")
                .map(Unrendered::line)
                .orElseThrow(() -> new AssertionError(path + " has no kind"));
        return "| " + line + " | `" + path + "` | " + bereft.asked() + bereft.place() + " | " + bereft.why() + " | "
                + bereft.possible() + " |\n";
    }

    private static String row(Topology said, String path, String asked, String why, String possible) {
        String line = said.sources()
                .at(path)
                .map(Unrendered::line)
                .orElseThrow(() -> new AssertionError("nothing says " + path));
        return "| " + line + " | `" + path + "` | " + asked + " | " + why + " | " + possible + " |\n";
    }

    /// What a region has otherwise is left for the same reason as what all have, where that is left as well.
    private static String row(Topology said, Estate estate, String path, String plain, Setting setting) {
        boolean isOthers = estate.coverage().rendered().contains(plain);
        Possible possible = Possible.of(said, estate, isOthers ? path : plain, setting.text());
        SequencedMap<String, String> left = estate.coverage().left();
        String why = left.getOrDefault(path, isOthers ? possible.why() : left.getOrDefault(plain, possible.why()));
        String instead =
                estate.coverage().instead().getOrDefault(left.containsKey(path) ? path : plain, possible.instead());
        return "| " + line(setting) + " | `" + path + "` | " + cell(shown(said, path, setting)) + " | " + why + " | "
                + instead + " |\n";
    }

    /// Where nobody wrote it in the file, who says it.
    private static String line(Setting setting) {
        return setting.origin() instanceof Origin.Declared declared
                ? Integer.toString(declared.where().line())
                : setting.origin().text();
    }

    private static String shown(Topology said, String path, Setting setting) {
        if (ACCOUNT.matcher(path).matches()) {
            return NOT_SHOWN;
        }
        String text = ACCOUNT_IN_ARN.matcher(setting.text()).replaceAll(NOT_SHOWN);
        for (Topology.Account account : said.accounts().values()) {
            text = account.id().isPresent() ? text.replace(account.id().get(), NOT_SHOWN) : text;
        }
        return text;
    }

    private static String cell(String text) {
        return "`" + text.replace("|", "\\|").replace('\n', ' ') + "`";
    }
}
