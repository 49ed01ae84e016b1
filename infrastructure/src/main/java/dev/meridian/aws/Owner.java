package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;

import dev.meridian.estate.Database;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Who owns a database, and creates the roles that services have. Those come with tokens of IAM, and need no
/// password.
final class Owner {
    static final String NAME = "owner";

    private static final int PASSWORD_LENGTH = 40;

    private Owner() {}

    /// Made by Secrets Manager and kept there: it is in no state and no plan.
    ///
    /// A copy has one as well, of no use before it takes writes of its own. A secret that came and went with the
    /// writer would be deleted by a failover, and for thirty days nobody could make one of its name again (Secrets
    /// Manager API, DeleteSecret, 2026-11): a writer that comes back would have no owner. One that is deleted at
    /// once is gone by mistake, too, and one with a name of its own each time is found by no runbook.
    static List<Block> secret(Site site, Database database) {
        String label = Root.label(database.store());
        SequencedMap<String, Expression> text = new LinkedHashMap<>();
        text.put("username", Expression.text(NAME));
        text.put("password", reference("ephemeral.aws_secretsmanager_random_password." + label + ".random_password"));
        return List.of(
                Block.of("variable", version(label))
                        .set("type", reference("number"))
                        .set(
                                "description",
                                "Which password the owner of " + database.store()
                                        + " has: another number gives another one.")
                        .set("default", 1),
                Block.resource("aws_secretsmanager_secret", label)
                        .set("name", database.secret())
                        .set(
                                "description",
                                "Owner of " + database.store() + " in " + site.region()
                                        + ", while it takes writes there")
                        .set("kms_key_id", reference("aws_kms_key.data.arn")),
                Block.ephemeral("aws_secretsmanager_random_password", label)
                        .set("password_length", PASSWORD_LENGTH)
                        .set("exclude_punctuation", true),
                Block.resource("aws_secretsmanager_secret_version", label)
                        .set("secret_id", reference("aws_secretsmanager_secret." + label + ".id"))
                        .set("secret_string_wo", call("jsonencode", Expression.mapping(text)))
                        .set("secret_string_wo_version", reference("var." + version(label))));
    }

    /// A number that whoever needs another password raises in a file of their own: what they changed in a
    /// file that is written here would be in the way of the next writing.
    private static String version(String label) {
        return label + "_password_version";
    }

    /// What the database gets is what is kept, so that a run that is broken off between the two leaves no other.
    static Block password(Database database) {
        String label = Root.label(database.store());
        return Block.ephemeral("aws_secretsmanager_secret_version", label)
                .set("secret_id", reference("aws_secretsmanager_secret_version." + label + ".secret_id"));
    }

    /// The same database with the password of its owner, which goes to it and is kept nowhere else.
    ///
    /// @param attribute that takes it and hands nothing back
    static Block let(Block block, Database database, String attribute) {
        String label = Root.label(database.store());
        return block.set(
                        attribute,
                        reference("jsondecode(ephemeral.aws_secretsmanager_secret_version." + label
                                + ".secret_string).password"))
                .set(
                        attribute + "_version",
                        reference("aws_secretsmanager_secret_version." + label + ".secret_string_wo_version"));
    }
}
