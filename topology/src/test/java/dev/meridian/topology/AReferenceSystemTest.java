package dev.meridian.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Five documents of real systems, each one a file in `examples`: what they ask for stands where
/// `requirements.tsv` says, and no figure of theirs is left out without a reason.
class AReferenceSystemTest {
    private static final Path RESOURCES = Golden.HOME.resolve("topology/src/test/resources/reference");
    private static final Map<String, String> LETTERS =
            Map.of("T", "ai-teddy-bear", "M", "mahavishnu", "R", "richesreach", "P", "pyairtable", "G", "genai-demo");
    private static final Pattern SYSTEMS = Pattern.compile("([TMRPG](?:, [TMRPG])*)(?: .*)?");
    private static final Map<String, Topology> READ = new LinkedHashMap<>();

    /// A line of the table.
    record Line(String id, String system, String path, String value, String figure) {}

    /// A requirement: what it is about, and what the systems say, one after the other.
    record Requirement(String id, String words, List<String> said) {}

    private static Stream<String[]> table(String file) throws IOException {
        return Files.readAllLines(RESOURCES.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1));
    }

    static Stream<Line> lines() throws IOException {
        return table("requirements.tsv")
                .map(cells -> new Line(cells[0], cells[1], cells[2], cells[3], cells.length > 4 ? cells[4] : ""));
    }

    static Stream<Requirement> requirements() throws IOException {
        return Files.readAllLines(RESOURCES.resolve("requirements.md")).stream()
                .filter(line -> line.matches("\\| [A-Z]+-\\d+ .*"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> new Requirement(cells[1], cells[2], List.of(cells[3].split(" · "))));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void says_what_is_asked_for_at_its_place(Line line) throws IOException {
        assertThat(value(line)).isEqualTo(line.value);
    }

    private static String value(Line line) throws IOException {
        String[] parts = line.path.split("@");
        if (parts[0].startsWith("#")) {
            Topology topology = parts.length > 1 ? in(line.system, parts[1]) : read(line.system);
            String block = parts[0].substring(1) + ".";
            return String.valueOf(Stream.concat(
                            topology.sources().all().keySet().stream(),
                            topology.environments().keySet().stream().map(name -> "environments." + name + "."))
                    .filter(path -> path.startsWith(block))
                    .map(path -> path.substring(block.length()).split("\\.")[0])
                    .distinct()
                    .count());
        }
        Optional<Setting> setting = parts.length > 1
                ? Optional.ofNullable(read(line.system)
                        .regions()
                        .get(new RegionName(parts[1]))
                        .overrides()
                        .get(parts[0]))
                : read(line.system).sources().at(parts[0]);
        return setting.map(Setting::text).orElse("nothing");
    }

    private static Topology read(String system) throws IOException {
        if (!READ.containsKey(system)) {
            READ.put(system, read(system, Optional.empty()));
        }
        return READ.get(system);
    }

    /// The same file as one of its environments has it.
    private static Topology in(String system, String environment) throws IOException {
        return read(system, Optional.of(environment));
    }

    private static Topology read(String system, Optional<String> environment) throws IOException {
        byte[] content = Files.readAllBytes(Golden.HOME.resolve("examples/" + system + ".yaml"));
        Reading reading = TopologyReader.read(system + ".yaml", content, environment, List.of());
        assertThat(reading.problems().stream().map(Problem::text)).isEmpty();
        return reading.topology().orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("requirements")
    void leaves_out_no_figure_of_its_document(Requirement requirement) throws IOException {
        List<String[]> exceptions = table("exceptions.tsv").toList();
        List<String> all = new ArrayList<>(figures(requirement.id, LETTERS.values()));
        for (String said : requirement.said) {
            for (String system : systems(said)) {
                List<String> known = new ArrayList<>(figures(requirement.id, Set.of(system)));
                known.addAll(reasons(exceptions, requirement.id, system));
                assertThat(without(said, known))
                        .as(requirement.id + ", " + system + ": " + said)
                        .doesNotContainPattern("\\d");
            }
            if (systems(said).isEmpty()) {
                List<String> known = new ArrayList<>(all);
                known.addAll(reasons(exceptions, requirement.id, "-"));
                assertThat(without(said, known))
                        .as(requirement.id + ": " + said)
                        .doesNotContainPattern("\\d");
            }
        }
        all.addAll(reasons(exceptions, requirement.id, "-"));
        assertThat(without(requirement.words, all)).as(requirement.id).doesNotContainPattern("\\d");
    }

    /// The systems that a part of a requirement begins with; none where it speaks of all of them.
    private static List<String> systems(String said) {
        Matcher matcher = SYSTEMS.matcher(said);
        return matcher.matches()
                ? Stream.of(matcher.group(1).split(", ")).map(LETTERS::get).toList()
                : List.of();
    }

    private static List<String> figures(String id, Iterable<String> systems) throws IOException {
        List<String> wanted = new ArrayList<>();
        systems.forEach(wanted::add);
        return lines().filter(line -> line.id.equals(id) && wanted.contains(line.system))
                .map(Line::figure)
                .filter(figure -> !figure.isEmpty())
                .toList();
    }

    private static List<String> reasons(List<String[]> exceptions, String id, String system) {
        return exceptions.stream()
                .filter(cells -> cells[0].equals(id) && cells[1].equals(system))
                .peek(cells -> assertThat(cells[3]).as("a reason").isNotBlank())
                .map(cells -> cells[2])
                .toList();
    }

    /// Longer words first, so that `5 min` does not take a part of `15 min`.
    private static String without(String text, List<String> words) {
        String rest = text;
        for (String word : words.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            int at = rest.indexOf(word);
            rest = at < 0 ? rest : rest.substring(0, at) + "·" + rest.substring(at + word.length());
        }
        return rest;
    }
}
