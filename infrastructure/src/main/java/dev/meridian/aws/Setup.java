package dev.meridian.aws;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Watch;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// What every root begins with: which Terraform and which provider, where its state is, which regions it works in.
final class Setup {
    /// The first with locks in S3 that are not experimental (Terraform changelog, 1.11.0, 2025-02-27).
    private static final String TERRAFORM = ">= 1.11.0";

    private static final String PROVIDER = "~> 5.100";

    private Setup() {}

    /// @param state where it is kept; empty for the root that makes the place where states are kept
    static List<Block> terraform(Optional<Block> state) {
        SequencedMap<String, Expression> aws = new LinkedHashMap<>();
        aws.put("source", Expression.text("hashicorp/aws"));
        aws.put("version", Expression.text(PROVIDER));
        Block block = Block.of("terraform")
                .set("required_version", TERRAFORM)
                .with(Block.of("required_providers").set("aws", Expression.mapping(aws)));
        return List.of(state.map(block::with).orElse(block));
    }

    /// Where the state of a root is.
    ///
    /// @param keeper the region that keeps it
    static Block state(Estate estate, RegionName keeper, String path) {
        return Block.of("backend", "s3")
                .set("bucket", estate.states().bucket(keeper))
                .set("key", path + "/terraform.tfstate")
                .set("region", keeper.text())
                .set("encrypt", true)
                .set("kms_key_id", stateKey(estate))
                .set("use_lockfile", true)
                .set(
                        "skip_region_validation",
                        new Expression.Flag(true),
                        "Terraform has a list of regions, and knows none that opened after it was made.");
    }

    /// The key of states: the same name in each region that keeps some. A backend that is told of none uses one of
    /// S3's own, whatever its bucket says.
    static String stateKey(Estate estate) {
        return "alias/" + estate.name() + "-states";
    }

    /// A region to work in.
    ///
    /// @param alias by which resources name it; empty for the one that they are in if they name none
    static Block provider(Estate estate, RegionName region, Optional<String> alias) {
        Block provider = Block.of("provider", "aws");
        provider = alias.isPresent() ? provider.set("alias", alias.get()) : provider;
        return provider.set("region", region.text())
                .with(Block.of("default_tags").set("tags", tags(estate.name())));
    }

    /// What everything has on it that is built.
    ///
    /// @param estate what all names begin with
    static Expression tags(String estate) {
        return Expression.mapping(marks(estate));
    }

    private static SequencedMap<String, Expression> marks(String estate) {
        SequencedMap<String, Expression> tags = new LinkedHashMap<>();
        tags.put(Watch.Bills.ESTATE, Expression.text(estate));
        tags.put(Watch.Bills.MAKER, Expression.text("meridian"));
        return tags;
    }

    /// The same with the name that people see.
    static Expression marked(String estate, String name) {
        SequencedMap<String, Expression> tags = new LinkedHashMap<>();
        tags.put(Watch.Bills.NAME, Expression.text(name));
        tags.putAll(marks(estate));
        return Expression.mapping(tags);
    }

    /// The name that people see.
    static Expression named(Expression name) {
        SequencedMap<String, Expression> tags = new LinkedHashMap<>();
        tags.put(Watch.Bills.NAME, name);
        return Expression.mapping(tags);
    }

    static Expression named(String name) {
        return named(Expression.text(name));
    }

    /// A time in the week as AWS writes it: `sun:04:00-sun:05:00`.
    static String text(WeeklyWindow window) {
        DayOfWeek day = window.day().orElseThrow();
        boolean isPastMidnight = !window.from().isBefore(window.until());
        return word(day) + ":" + window.from() + "-" + word(isPastMidnight ? day.plus(1) : day) + ":" + window.until();
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
}
