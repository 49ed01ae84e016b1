package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.SharedKey;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The customer's own keys of a region. The key of its data never leaves it; one that several regions have
/// together is for services that ask for it, and for no store.
final class Keys {
    /// How long a key that somebody deletes can be had back: the longest that KMS offers (KMS developer guide,
    /// deleting keys, 2026-11).
    static final int DAYS_TO_REPENT = 30;

    /// As a root calls the key of data; see [#alias] for how others do.
    private static final String DATA = "data";

    private static final String SHARED = "shared";

    private Keys() {}

    /// Those of one region; none where nothing is kept there.
    ///
    /// @param isWatched whether something there refers to the account for another reason
    static List<Block> of(Site site, boolean isWatched) {
        List<Block> blocks = new ArrayList<>();
        boolean hasLogs = site.network().hasFlowLogs()
                || !site.databases().isEmpty()
                || !site.stores().caches().isEmpty()
                || !site.stores().logs().isEmpty()
                || !site.stores().searches().isEmpty()
                || site.cluster().isPresent()
                || site.compute().isServerless()
                || !site.entrances().isEmpty();
        boolean hasData = site.keepsData()
                || site.cluster().isPresent()
                || !site.compute().repositories().isEmpty()
                || site.compute().isServerless();
        Optional<SharedKey> shared = site.sharedKey();
        if (hasLogs || hasData || isWatched || shared.isPresent()) {
            blocks.addAll(Policies.whoAndWhere());
        }
        if (hasLogs) {
            blocks.addAll(forLogs(site.name(), site.region()));
        }
        if (hasData) {
            blocks.addAll(ofData(site.name()));
        }
        shared.filter(key -> key.home().equals(site.region())).ifPresent(key -> blocks.addAll(shared(key)));
        return blocks;
    }

    /// The one that others have replicas of.
    private static List<Block> shared(SharedKey key) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("aws_iam_policy_document", SHARED + "_key").with(account()));
        key(SHARED, "What services of several regions encrypt", key.alias())
                .forEach(block ->
                        blocks.add(block.labels().contains("aws_kms_key") ? block.set("multi_region", true) : block));
        return blocks;
    }

    /// The replica in one region of a pair of what the other has, by the same name. Who makes it asks the other
    /// for its number: nobody knows that before.
    ///
    /// @param home what the root calls the region that has it
    /// @param side what it calls the one that gets the replica
    static List<Block> replica(SharedKey key, String home, String side) {
        return List.of(
                Block.data("aws_kms_alias", SHARED)
                        .set("provider", reference("aws." + home))
                        .set("name", key.path()),
                Block.data("aws_iam_policy_document", SHARED + "_key")
                        .set("provider", reference("aws." + side))
                        .with(account()),
                Block.resource("aws_kms_replica_key", SHARED)
                        .set("provider", reference("aws." + side))
                        .set("description", "What services of several regions encrypt")
                        .set("primary_key_arn", reference("data.aws_kms_alias." + SHARED + ".target_key_arn"))
                        .set("deletion_window_in_days", DAYS_TO_REPENT)
                        .set("policy", reference("data.aws_iam_policy_document." + SHARED + "_key.json")),
                Block.resource("aws_kms_alias", SHARED)
                        .set("provider", reference("aws." + side))
                        .set("name", key.path())
                        .set("target_key_id", reference("aws_kms_replica_key." + SHARED + ".key_id")));
    }

    /// By which others find the key of a region's data.
    static String alias(Site site) {
        return site.name() + "-" + DATA;
    }

    /// The key of the data of a region.
    ///
    /// @param name that everything there begins with
    static List<Block> ofData(String name) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("aws_iam_policy_document", DATA + "_key").with(account()));
        blocks.addAll(key(DATA, "Data of " + name, name + "-" + DATA));
        return blocks;
    }

    /// Whoever the account lets may use a key: without this nobody could ever change its policy again.
    static Block account() {
        return Policies.allows("Account", Policies.account(), List.of("kms:*"), Expression.text("*"));
    }

    /// The key of logs, which the service that keeps them uses for those of this account.
    ///
    /// @param name what has the logs
    static List<Block> forLogs(String name, RegionName region) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("aws_iam_policy_document", "logs_key")
                .with(account())
                .with(Policies.allows(
                                "Logs",
                                Policies.service(Expression.text("logs." + region + ".amazonaws.com")),
                                List.of(
                                        "kms:Encrypt*",
                                        "kms:Decrypt*",
                                        "kms:ReEncrypt*",
                                        "kms:GenerateDataKey*",
                                        "kms:Describe*"),
                                Expression.text("*"))
                        .with(Policies.condition(
                                "ArnLike",
                                "kms:EncryptionContext:aws:logs:arn",
                                template(Policies.arn("logs", region, "*"))))));
        blocks.addAll(key("logs", "Logs of " + name, name + "-logs"));
        return blocks;
    }

    /// A statement by which something is encrypted in another region. The key there is known by its name
    /// only: asking for its number would need its region.
    static Block locks(String sid, RegionName there, String alias) {
        return Policies.allows(
                        sid,
                        List.of("kms:Encrypt", "kms:GenerateDataKey"),
                        template(Policies.arn("kms", there, "key/*")))
                .with(Policies.condition("ForAnyValue:StringEquals", "kms:ResourceAliases", Expression.text(alias)));
    }

    /// A key that rotates every year, and the name that people know it by.
    static List<Block> key(String name, String description, String alias) {
        return List.of(
                Block.resource("aws_kms_key", name)
                        .set("description", description)
                        .set("enable_key_rotation", true)
                        .set("deletion_window_in_days", DAYS_TO_REPENT)
                        .set("policy", reference("data.aws_iam_policy_document." + name + "_key.json")),
                Block.resource("aws_kms_alias", name)
                        .set("name", "alias/" + alias)
                        .set("target_key_id", reference("aws_kms_key." + name + ".key_id")));
    }
}
