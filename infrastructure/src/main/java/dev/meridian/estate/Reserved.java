package dev.meridian.estate;

import dev.meridian.topology.Message;
import java.util.List;

/// How no name of an application may begin, because a cloud keeps such names for itself and everything that is
/// built is called after the application.
final class Reserved {
    /// @param word as messages have it
    /// @param why whose it is
    private record Beginning(Cloud cloud, String word, String why) {}

    /// EC2 API reference, CreateSecurityGroup; Systems Manager user guide, names of parameters (whatever begins
    /// so, with a hyphen or without); Elastic Load Balancing API reference, CreateLoadBalancer; S3 user guide and
    /// Cloud Storage, bucket naming rules (all 2026-11).
    private static final List<Beginning> BEGINNINGS = List.of(
            new Beginning(Cloud.AWS, "sg-", "EC2 gives such names to groups of rules itself"),
            new Beginning(Cloud.AWS, "aws", "Systems Manager keeps parameters that begin so for AWS"),
            new Beginning(Cloud.AWS, "ssm", "Systems Manager keeps parameters that begin so for itself"),
            new Beginning(Cloud.AWS, "internal-", "Elastic Load Balancing gives such names itself"),
            new Beginning(Cloud.AWS, "sthree-", "S3 keeps buckets that begin so for itself"),
            new Beginning(Cloud.AWS, "amzn-s3-demo-", "S3 keeps buckets that begin so for itself"),
            new Beginning(Cloud.GOOGLE, "goog", "Cloud Storage takes no bucket that begins so"));

    private Reserved() {}

    /// @param name that everything begins with
    static void check(String name, Ledger ledger) {
        BEGINNINGS.stream()
                .filter(one -> !ledger.regions(one.cloud).isEmpty() && (name + "-").startsWith(one.word))
                .forEach(one -> ledger.problem(
                        "application",
                        new Message(
                                "`" + name + "` begins with `" + one.word + "`",
                                "everything that is built is called after it, and " + one.why,
                                "another name of the application, for example `my-" + name + "`")));
    }
}
