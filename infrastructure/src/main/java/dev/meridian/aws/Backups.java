package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// What is needed to restore a database of one region in the other: its backups and its log, to any moment and
/// without the region that it is in.
final class Backups {
    private Backups() {}

    static List<Block> of(Estate estate, Estate.Link link) {
        List<Block> blocks = new ArrayList<>();
        SequencedSet<String> targets = new LinkedHashSet<>();
        for (Database.Copy copy : link.copies()) {
            String from = Pair.side(link, copy.of());
            String to = from.equals(Pair.HERE) ? Pair.THERE : Pair.HERE;
            if (targets.add(to)) {
                blocks.add(Block.data("aws_kms_alias", to)
                        .set("provider", reference("aws." + to))
                        .set("name", "alias/" + Keys.alias(estate.site(copy.to()))));
            }
            String label = Postgres.label(copy.store()) + "_" + from;
            blocks.add(Block.data("aws_db_instance", label)
                    .set("provider", reference("aws." + from))
                    .set("db_instance_identifier", copy.of().name()));
            blocks.add(Block.resource("aws_db_instance_automated_backups_replication", label)
                    .set("provider", reference("aws." + to))
                    .set("source_db_instance_arn", reference("data.aws_db_instance." + label + ".db_instance_arn"))
                    .set("kms_key_id", reference("data.aws_kms_alias." + to + ".target_key_arn"))
                    .set("retention_period", copy.daysBack()));
        }
        return blocks;
    }
}
