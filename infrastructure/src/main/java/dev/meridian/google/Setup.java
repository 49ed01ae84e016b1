package dev.meridian.google;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What every root begins with: which Terraform and which provider, where its state is, in which project it works.
final class Setup {
    /// The same as for roots of other clouds: whoever plans one plans all.
    private static final String TERRAFORM = ">= 1.11.0";

    private static final String PROVIDER = "~> 7.9";

    private Setup() {}

    /// @param state where it is kept; empty for the root that makes the place where states are kept
    static List<Block> terraform(Optional<Block> state) {
        SequencedMap<String, Expression> google = new LinkedHashMap<>();
        google.put("source", Expression.text("hashicorp/google"));
        google.put("version", Expression.text(PROVIDER));
        Block block = Block.of("terraform")
                .set("required_version", TERRAFORM)
                .with(Block.of("required_providers").set("google", Expression.mapping(google)));
        return List.of(state.map(block::with).orElse(block));
    }

    /// Where the state of a root is. It is locked there by what writes it.
    static Block state(Estate estate, String path) {
        return Block.of("backend", "gcs")
                .set("bucket", estate.states().bucket(estate.states().first()))
                .set("prefix", path)
                .because("Kept in several regions at once: this state is needed in the hour in which one fails.");
    }

    /// No file says which project it is: one file is applied to several.
    static List<Block> variables() {
        return List.of(Block.of("variable", "project")
                .set("type", reference("string"))
                .set(
                        "description",
                        "The id of the project in which everything is built; TF_VAR_project says it for all roots."));
    }

    /// @param region to work in; empty for what is of none
    static List<Block> provider(Estate estate, Optional<String> region) {
        Block provider = Block.of("provider", "google").set("project", reference("var.project"));
        provider = region.isPresent() ? provider.set("region", region.get()) : provider;
        SequencedMap<String, Expression> labels = new LinkedHashMap<>();
        labels.put("application", Expression.text(estate.name()));
        labels.put("managed-by", Expression.text("meridian"));
        return List.of(provider.set("default_labels", Expression.mapping(labels)));
    }
}
