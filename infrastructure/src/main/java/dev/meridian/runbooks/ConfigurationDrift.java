package dev.meridian.runbooks;

import dev.meridian.estate.Database;
import dev.meridian.estate.Delivery;
import dev.meridian.estate.Site;
import java.util.List;

/// What is done when something is not as it was written.
final class ConfigurationDrift {
    static final String FILE = "configuration-drift.md";

    private static final Sheet SHEET = Sheet.named("configuration-drift");

    private ConfigurationDrift() {}

    static Page page(Known known) {
        Site first = known.sites().getFirst();
        Holes holes = known.holes(first);
        List<String> states = known.estate().states().buckets().entrySet().stream()
                .map(entry -> "aws s3api list-object-versions --region " + entry.getKey() + " --bucket "
                        + entry.getValue()
                        + " --query 'Versions[].[LastModified, Key, VersionId, IsLatest]' --output text")
                .toList();
        List<String> contexts = known.sites().stream()
                .filter(site -> site.cluster().isPresent())
                .map(site -> "kubectl --context " + site.region() + " diff -k kubernetes/" + folder(known) + "/"
                        + site.region())
                .toList();
        String clusters =
                contexts.isEmpty() ? "" : SHEET.part("clusters", holes.and("contexts", Words.lines(contexts)));
        String text = SHEET.part(
                        "head",
                        holes.and("states", Words.lines(states))
                                .and("clusters", clusters)
                                .and("deleted", deleted(known))
                                .and(
                                        "looked",
                                        known.estate()
                                                        .delivery()
                                                        .filter(Delivery::looksForDrift)
                                                        .isPresent()
                                                ? "the workflow `Drift` looks each day, and opens an issue"
                                                : "somebody looks each week ([operation.md](operation.md))")
                                .and(
                                        "recorder",
                                        known.estate().watch().hasRecorder() ? SHEET.part("recorder", holes) : ""))
                + SHEET.part("cost", holes);
        return Page.of(FILE, "Something is not as it was written", "`meridian drift` or a plan finds a change", text);
    }

    /// How a secret is had back whose name is still taken, where Terraform makes some: those of owners.
    private static String deleted(Known known) {
        return known.sites().stream()
                .flatMap(site -> site.databases().stream()
                        .filter(Database::isFollowed)
                        .map(one -> deleted(known.holes(site, one).and("secret", one.secret()), site, one)))
                .findFirst()
                .map(holes -> SHEET.part("deleted", holes))
                .orElse("");
    }

    private static Holes deleted(Holes holes, Site site, Database one) {
        String region = " --region " + site.region();
        return one.global().isPresent()
                ? holes.and("modify", "modify-db-cluster" + region + " --db-cluster-identifier")
                        .and("status", "DBCluster.Status")
                : holes.and("modify", "modify-db-instance" + region + " --db-instance-identifier")
                        .and("status", "DBInstance.DBInstanceStatus");
    }

    /// What is applied to clusters: a release of the user's, where one is needed.
    static String folder(Known known) {
        return known.estate().fleet().filter(fleet -> fleet.needsRelease()).isPresent() ? "releases" : "overlays";
    }
}
