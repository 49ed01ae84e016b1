package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;

import dev.meridian.estate.Estate;
import dev.meridian.estate.Table;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table of DynamoDB where it is first; its copies are in the roots of the pairs that they make.
final class DynamoTable {
    /// Keys that fit any rows, where the file does not say any.
    private static final Table.Key ANY = new Table.Key("pk", Optional.of("sk"));

    private DynamoTable() {}

    static List<Block> of(Table table) {
        Table.Key key = table.key().orElse(ANY);
        Block block = Block.resource("aws_dynamodb_table", Root.label(table.store()))
                .set("name", table.name())
                .set("billing_mode", "PAY_PER_REQUEST")
                .set("hash_key", key.partition());
        block = key.sort().isPresent() ? block.set("range_key", key.sort().get()) : block;
        block = block.set("deletion_protection_enabled", true);
        block = table.isFollowed()
                ? block.set("stream_enabled", true).set("stream_view_type", "NEW_AND_OLD_IMAGES")
                : block;
        block = block.with(attribute(key.partition()));
        block = key.sort().isPresent() ? block.with(attribute(key.sort().get())) : block;
        block = block.with(Block.of("server_side_encryption")
                        .set("enabled", true)
                        .set("kms_key_arn", reference("aws_kms_key.data.arn")))
                .with(Block.of("point_in_time_recovery").set("enabled", true));
        block = table.isFollowed()
                ? block.with(Block.of("lifecycle")
                        .set("ignore_changes", sequence(reference("replica")), "Copies are in the roots of pairs."))
                : block;
        return List.of(block);
    }

    private static Block attribute(String name) {
        return Block.of("attribute").set("name", name).set("type", "S");
    }

    static List<Block> copies(Estate.Link link) {
        List<Block> blocks = new ArrayList<>();
        for (Table.Copy copy : link.copies().tables()) {
            String label = Root.label(copy.table().store());
            String to = Pair.side(link, copy.to());
            blocks.add(Block.data("aws_dynamodb_table", label)
                    .set("provider", reference("aws." + Pair.side(link, copy.from())))
                    .set("name", copy.table().name()));
            blocks.add(Block.resource("aws_dynamodb_table_replica", label)
                    .set("provider", reference("aws." + to))
                    .set("global_table_arn", reference("data.aws_dynamodb_table." + label + ".arn"))
                    .set("kms_key_arn", Pair.key(to))
                    .set("point_in_time_recovery", true)
                    .set("deletion_protection_enabled", true));
        }
        return blocks;
    }
}
