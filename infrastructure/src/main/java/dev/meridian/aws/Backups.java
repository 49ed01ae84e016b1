package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;

/// What is needed to restore a database of one region in the other: its backups and its log, to any moment and
/// without the region that it is in.
final class Backups {
    private static final String COPIED = "aws_db_instance_automated_backups_replication";

    private Backups() {}

    static List<Block> of(Estate.Link link) {
        List<Block> blocks = new ArrayList<>();
        for (Database.Copy copy : link.copies().backups()) {
            String from = Pair.side(link, copy.of().region());
            String to = Pair.side(link, copy.to());
            String label = Root.label(copy.store()) + "_" + from;
            blocks.add(Block.data("aws_db_instance", label)
                    .set("provider", reference("aws." + from))
                    .set("db_instance_identifier", copy.of().name()));
            blocks.add(copied(
                    Block.resource(COPIED, label).set("provider", reference("aws." + to)),
                    copy,
                    reference("data.aws_db_instance." + label + ".db_instance_arn"),
                    Pair.key(to)));
        }
        return blocks;
    }

    /// The same where the other region has nothing else: the root asks that region alone, and knows the
    /// database by its name.
    static Block alone(Database.Copy copy) {
        RegionName from = copy.of().region();
        return copied(
                Block.resource(COPIED, Root.label(copy.store()) + "_" + Root.label(from.text())),
                copy,
                template(Policies.arn("rds", from, "db:" + copy.of().name())),
                reference("aws_kms_key.data.arn"));
    }

    private static Block copied(Block begun, Database.Copy copy, Expression source, Expression key) {
        return begun.set("source_db_instance_arn", source)
                .set("kms_key_id", key)
                .set("retention_period", copy.daysBack());
    }
}
