package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The table of what has been tried of what is written, `docs/PROVIDER-TYPES.md`. `AnAppliedEstateTest` applies
/// every type but those that it names.
@DisplayName("A type of the provider")
class AProviderTypeTest {
    private static final Path TABLE = Written.HOME.resolve("docs/PROVIDER-TYPES.md");
    private static final Pattern RESOURCE = Pattern.compile("(?m)^resource \"(\\w+)\" ");

    private static SequencedMap<String, SequencedSet<String>> systemsByType() {
        SequencedMap<String, SequencedSet<String>> systems = new TreeMap<>();
        for (String system : Written.SYSTEMS) {
            resources(Written.example(system))
                    .forEach(type -> systems.computeIfAbsent(type, _ -> new LinkedHashSet<>())
                            .add(system));
        }
        resources(Written.of(Written.EDGES))
                .forEach(type ->
                        systems.computeIfAbsent(type, _ -> new LinkedHashSet<>(List.of("edges (`AnEdgeTest`)"))));
        resources(Written.of(Written.DATASTORE))
                .forEach(type -> systems.computeIfAbsent(
                        type, _ -> new LinkedHashSet<>(List.of("global datastore (`AGlobalDatastoreTest`)"))));
        resources(Written.of(Written.KEYS))
                .forEach(type ->
                        systems.computeIfAbsent(type, _ -> new LinkedHashSet<>(List.of("keys (`ASharedKeyTest`)"))));
        resources(Written.of(Written.GLOBAL_DATABASE))
                .forEach(type -> systems.computeIfAbsent(
                        type, _ -> new LinkedHashSet<>(List.of("a global database (`AGlobalDatabaseTest`)"))));
        ARegionOfAnotherCloudTest.types()
                .forEach((type, in) -> systems.computeIfAbsent(type, _ -> new LinkedHashSet<>())
                        .add(in));
        return systems;
    }

    private static SequencedSet<String> resources(SequencedMap<String, String> files) {
        SequencedSet<String> types = new LinkedHashSet<>();
        files.forEach((path, text) -> {
            if (path.endsWith(".tf")) {
                for (Matcher found = RESOURCE.matcher(text); found.find(); ) {
                    types.add(found.group(1));
                }
            }
        });
        return types;
    }

    private static String far(String type) {
        if (!type.startsWith("aws_")) {
            return "schema";
        }
        return AnAppliedEstateTest.PLANNED_ONLY.contains(type) ? "planned" : "applied";
    }

    private static String table() {
        SequencedMap<String, SequencedSet<String>> systems = systemsByType();
        long applied = systems.keySet().stream()
                .filter(type -> far(type).equals("applied"))
                .count();
        StringBuilder page = new StringBuilder("# Types of resources that are written\n\n");
        page.append(
                        "Made by a test (`AProviderTypeTest`). *Applied*: Terraform has made it on an emulator of AWS (moto), a\n")
                .append(
                        "second plan was empty, and it was destroyed again, in each system that has one. *Planned*: the emulator\n")
                .append(
                        "does not know it; Terraform has validated and planned it. *Schema*: it is held to the schema of its provider\n")
                .append(
                        "(hashicorp/google 7.9.0, hashicorp/azurerm 4.80.0) and no more: there is neither an emulator of these clouds here\n")
                .append("nor a mirror of their providers. Nothing here has been applied to a cloud itself.\n\n")
                .append(applied)
                .append(" of ")
                .append(systems.size())
                .append(" types are applied.\n\n| type | how far | in |\n|---|---|---|\n");
        systems.forEach((type, in) -> page.append("| `")
                .append(type)
                .append("` | ")
                .append(far(type))
                .append(" | ")
                .append(String.join(", ", in))
                .append(" |\n"));
        return page.toString();
    }

    @Test
    void is_in_the_table_with_how_far_it_was_tried() throws IOException {
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.writeString(TABLE, table());
        }
        assertThat(TABLE).hasContent(table());
    }

    @Test
    void that_the_emulator_lacks_is_one_that_is_written() {
        List<String> idle = new ArrayList<>(AnAppliedEstateTest.PLANNED_ONLY);
        idle.removeAll(systemsByType().keySet());
        assertThat(idle).isEmpty();
    }
}
