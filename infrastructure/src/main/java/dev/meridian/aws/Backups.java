package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Database;
import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;

/// What is needed to restore a database of one region in the other: its backups and its log, to any moment and
/// without the region that it is in.
final class Backups {
    private Backups() {}

    /// The same where the other region has nothing else: the root asks that region alone, and knows the
    /// database by its name.
    static Block alone(Database.Copy copy) {
        return Block.resource(
                        "aws_db_instance_automated_backups_replication",
                        Root.label(copy.store()) + "_"
                                + Root.label(copy.of().region().text()))
                .set(
                        "source_db_instance_arn",
                        template(Policies.arn(
                                "rds", copy.of().region(), "db:" + copy.of().name())))
                .set("kms_key_id", reference("aws_kms_key.data.arn"))
                .set("retention_period", copy.daysBack());
    }

    static List<Block> of(Estate.Link link) {
        List<Block> blocks = new ArrayList<>();
        for (Database.Copy copy : link.copies().backups()) {
            String from = Pair.side(link, copy.of().region());
            String to = Pair.side(link, copy.to());
            String label = Root.label(copy.store()) + "_" + from;
            blocks.add(Block.data("aws_db_instance", label)
                    .set("provider", reference("aws." + from))
                    .set("db_instance_identifier", copy.of().name()));
            blocks.add(Block.resource("aws_db_instance_automated_backups_replication", label)
                    .set("provider", reference("aws." + to))
                    .set("source_db_instance_arn", reference("data.aws_db_instance." + label + ".db_instance_arn"))
                    .set("kms_key_id", Pair.key(to))
                    .set("retention_period", copy.daysBack()));
        }
        return blocks;
    }
}
