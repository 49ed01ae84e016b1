package dev.meridian.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The plan of the house: every room, and the rooms that it may know. A room knows only rooms above it in the
/// list, so there is no way round in a circle, and no line below the shells is ever known by the core.
///
/// `module-info.java` says the same to the compiler, more loosely: `requires transitive` lets a room see what its
/// neighbours see. This list is what is meant; a change of it belongs in a review.
record Rooms(String prefix, SequencedMap<String, List<String>> plan) {
    static final List<String> CORE = List.of(
            "units",
            "topology",
            "blueprint",
            "faults",
            "intake",
            "bounds",
            "mechanisms",
            "assess",
            "json",
            "hcl",
            "provider",
            "terraform",
            "security",
            "yaml",
            "estate",
            "dashboards",
            "aws",
            "google",
            "azure",
            "kubernetes",
            "pipelines",
            "runbooks",
            "diagrams",
            "synthesis",
            "raft",
            "engine",
            "outages",
            "simulator");

    static final Rooms HOUSE = of("dev.meridian.", """
            units
            topology    units
            blueprint   units topology
            faults      units blueprint
            intake      units topology
            bounds      units blueprint
            mechanisms  units topology blueprint bounds
            assess      units topology blueprint bounds mechanisms
            json
            hcl
            provider    json hcl
            terraform   hcl provider
            security    hcl terraform
            estate      units topology blueprint
            yaml
            dashboards  units json estate yaml
            aws         units hcl provider terraform estate dashboards
            google      units hcl provider terraform estate
            azure       units hcl provider terraform estate
            kubernetes  units estate yaml
            pipelines   units estate yaml
            runbooks    units topology blueprint assess hcl terraform estate
            diagrams    units estate
            synthesis   units topology blueprint assess json terraform security estate dashboards aws google azure kubernetes pipelines runbooks diagrams
            raft        units
            engine      units blueprint bounds
            outages     units
            simulator   units blueprint faults bounds raft engine outages
            evidence    units
            wan         units
            dns         units
            host        units
            postgresql  units host
            incident    units topology blueprint bounds engine evidence
            agent       units blueprint bounds raft engine evidence wan dns host postgresql incident
            twin        units blueprint faults bounds mechanisms engine evidence wan dns host postgresql incident agent
            fidelity    units topology blueprint faults bounds engine simulator evidence incident
            answers     units topology blueprint bounds assess
            binding
            cli         units topology blueprint faults intake synthesis bounds mechanisms assess engine outages simulator evidence wan dns host postgresql incident agent twin fidelity answers
            """);

    /// All classes that are shipped.
    static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.meridian");
    }

    static Rooms of(String prefix, String text) {
        SequencedMap<String, List<String>> plan = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            List<String> words = List.of(line.strip().split(" +"));
            plan.put(words.getFirst(), words.subList(1, words.size()));
        }
        return new Rooms(prefix, plan);
    }

    /// One rule for each room that may not know everything.
    List<ArchRule> rules() {
        List<ArchRule> rules = new ArrayList<>();
        plan.forEach((room, known) -> {
            String[] strangers = plan.keySet().stream()
                    .filter(other -> !other.equals(room) && !known.contains(other))
                    .map(other -> prefix + other + "..")
                    .toArray(String[]::new);
            if (strangers.length > 0) {
                String neighbours = known.isEmpty() ? "nothing but itself" : "only " + String.join(", ", known);
                rules.add(noClasses()
                        .that()
                        .resideInAPackage(prefix + room + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(strangers)
                        .as("The room `" + room + "` knows " + neighbours
                                + ": move the code to the room that knows both, or hand the value in"));
            }
        });
        return rules;
    }
}
