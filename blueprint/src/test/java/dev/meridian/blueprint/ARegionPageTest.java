package dev.meridian.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// `docs/REGIONS.md`: the catalogue of regions, made from the table that the blueprint reads;
/// `-Dmeridian.golden.update=true` makes it anew.
@DisplayName("The page of regions")
class ARegionPageTest {
    private static final Path PAGE = Resolving.HOME.resolve("docs/REGIONS.md");

    private static final String TOP = """
            # Regions and metros

            The catalogue of regions, generated from the table in the code (%s). A region of a file has one of these names, or
            stands beside one of them: `near: eu-west-1`. `metro` is the city whose power, floods, fibre and law a region shares:
            regions with one metro, also of several providers, count as one place where a city is lost. Zones: 0 where the region
            is one place without zones.
            """;

    @Test
    void has_each_region_of_the_catalogue() throws IOException {
        String page = page();
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page).isEqualTo(Files.readString(PAGE));
    }

    private static String page() {
        StringBuilder page = new StringBuilder(TOP.formatted(Catalogue.source()));
        for (List<String> cloud :
                List.of(List.of("aws", "AWS"), List.of("gcp", "Google Cloud"), List.of("azure", "Azure"))) {
            page.append("\n## ")
                    .append(cloud.getLast())
                    .append("\n\n| region | country | metro | zones |\n|---|---|---|---|\n");
            rows(cloud.getFirst())
                    .forEach(row -> page.append("| `")
                            .append(row.name())
                            .append("` | ")
                            .append(row.country())
                            .append(" | `")
                            .append(row.metro())
                            .append("` | ")
                            .append(row.zones())
                            .append(" |\n"));
        }
        page.append("\n## Metros with regions of several providers\n\n| metro | regions |\n|---|---|\n");
        shared().forEach((metro, names) ->
                page.append("| `").append(metro).append("` | ").append(names).append(" |\n"));
        return page.toString();
    }

    private static List<Catalogue.Row> rows(String cloud) {
        return Catalogue.names().stream()
                .flatMap(name -> Catalogue.named(name).stream())
                .filter(row -> row.cloud().equals(cloud))
                .toList();
    }

    private static SequencedMap<String, String> shared() {
        SequencedMap<String, List<Catalogue.Row>> byMetro = Catalogue.names().stream()
                .flatMap(name -> Catalogue.named(name).stream())
                .collect(Collectors.groupingBy(Catalogue.Row::metro, TreeMap::new, Collectors.toList()));
        SequencedMap<String, String> shared = new TreeMap<>();
        byMetro.forEach((metro, rows) -> {
            if (rows.stream().map(Catalogue.Row::cloud).distinct().count() > 1) {
                shared.put(
                        metro,
                        rows.stream()
                                .map(row -> "`" + row.name() + "` (" + row.cloud() + ")")
                                .collect(Collectors.joining(", ")));
            }
        });
        return shared;
    }
}
