package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;

/// What a region keeps of logs: for as long as the file says, with the key of logs.
final class Logs {
    private Logs() {}

    static Block group(Site site, String label, String name) {
        return group(site.logDays(), label, name);
    }

    static Block group(int days, String label, String name) {
        return kept(days, Block.resource("aws_cloudwatch_log_group", label), Expression.text(name));
    }

    /// @param group a group of logs, or several of a kind, without a name yet
    static Block kept(Site site, Block group, Expression name) {
        return kept(site.logDays(), group, name);
    }

    private static Block kept(int days, Block group, Expression name) {
        return group.set("name", name)
                .set("retention_in_days", days)
                .set("kms_key_id", reference("aws_kms_key.logs.arn"));
    }
}
