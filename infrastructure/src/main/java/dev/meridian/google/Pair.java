package dev.meridian.google;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;

import dev.meridian.estate.Bucket;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The root of two regions with something between them: networks that are peered, objects that are copied. Each
/// side of a peering says so itself; the routes come with it. It finds both regions' parts by their names and
/// asks neither for anything.
final class Pair {
    private Pair() {}

    static Root root(Estate estate, Estate.Link link) {
        String path = "links/" + link.name();
        Site from = estate.site(link.from());
        Site to = estate.site(link.to());
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("terraform.tf", Setup.terraform(Optional.of(Setup.state(estate, path))));
        files.put("variables.tf", Setup.variables());
        files.put("providers.tf", Setup.provider(estate, Optional.empty()));
        if (link.isPeered()) {
            files.put("peering.tf", peering(from, to));
        }
        List<Bucket.Stream> streams = estate.streams(link);
        if (!streams.isEmpty()) {
            files.put("objects.tf", copies(streams));
        }
        return new Root(path, files);
    }

    private static List<Block> peering(Site from, Site to) {
        return List.of(
                peering("there", from, to),
                peering("back", to, from)
                        .set(
                                "depends_on",
                                sequence(reference("google_compute_network_peering.there")),
                                "A network takes one change of its peerings at a time."));
    }

    /// What is written into one bucket gets into the other by a job of the cloud's own, which the cloud's transfer
    /// service does in its own name.
    private static List<Block> copies(List<Bucket.Stream> streams) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.data("google_storage_transfer_project_service_account", "here"));
        for (Bucket.Stream stream : streams) {
            Bucket.Place to = stream.to().getFirst();
            String label = Root.label(stream.store() + "_to_" + to.region());
            blocks.add(may(label + "_watches", stream.from(), "roles/storage.legacyBucketOwner"));
            blocks.add(may(label + "_reads", stream.from(), "roles/storage.objectViewer"));
            blocks.add(may(label + "_writes", to, "roles/storage.legacyBucketWriter"));
            blocks.add(Block.resource("google_storage_transfer_job", label)
                    .set("description", stream.store() + " of " + stream.from().region() + " to " + to.region())
                    .with(Block.of("replication_spec")
                            .with(Block.of("gcs_data_source")
                                    .set("bucket_name", stream.from().name()))
                            .with(Block.of("gcs_data_sink").set("bucket_name", to.name())))
                    .set(
                            "depends_on",
                            sequence(
                                    reference("google_storage_bucket_iam_member." + label + "_watches"),
                                    reference("google_storage_bucket_iam_member." + label + "_reads"),
                                    reference("google_storage_bucket_iam_member." + label + "_writes"))));
        }
        return blocks;
    }

    private static Block may(String label, Bucket.Place place, String role) {
        return Block.resource("google_storage_bucket_iam_member", label)
                .set("bucket", place.name())
                .set("role", role)
                .set(
                        "member",
                        template("serviceAccount:${data.google_storage_transfer_project_service_account.here.email}"));
    }

    private static Block peering(String label, Site from, Site to) {
        return Block.resource("google_compute_network_peering", label)
                .set("name", "to-" + to.region())
                .set("network", network(from))
                .set("peer_network", network(to));
    }

    private static Expression network(Site site) {
        return template("projects/${var.project}/global/networks/" + site.name());
    }
}
