package dev.meridian.assess;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.Region;
import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.mechanisms.Mechanism;
import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// The regions between which a mechanism of Google Cloud can exist: a database of Firestore is in one of a few
/// locations, and a bucket over several regions is within one continent.
final class MechanismPlaces {
    /// The multi-region locations of Firestore, with the regions of their replicas and witnesses.
    private static final SequencedMap<String, List<String>> FIRESTORE = new LinkedHashMap<>();

    static {
        FIRESTORE.put("nam5", List.of("us-central1", "us-central2", "us-east1"));
        FIRESTORE.put("nam7", List.of("us-central1", "us-east4", "us-central2"));
        FIRESTORE.put("eur3", List.of("europe-west1", "europe-west4", "europe-north1"));
    }

    private static final String OF_FIRESTORE = "the locations over several regions are nam5 (us-central1, us-central2,"
            + " us-east1), nam7 (us-central1, us-east4, us-central2) and eur3 (europe-west1, europe-west4,"
            + " europe-north1) (Google Cloud documentation, Firestore in Datastore mode, Locations, read 2026-11)";

    private static final String OF_BUCKETS = "a bucket over several regions is within one continent, and another"
            + " pair is refused (Google Cloud documentation, Cloud Storage, Dual-regions, read 2026-11)";

    /// Rows of buckets over several regions.
    private static final List<String> BUCKETS =
            List.of("cloud-storage-default-replication", "cloud-storage-turbo-replication");

    /// Parts of words of `via` that name a bucket over several regions, and not only the product.
    private static final List<String> LOCATION_TYPES = List.of("dual", "multi", "turbo", "default");

    private final Subject subject;

    MechanismPlaces(Subject subject) {
        this.subject = subject;
    }

    /// The published reason why a mechanism cannot lead along an edge; empty where it can, or where nothing speaks
    /// against it.
    Optional<String> whyNot(Store store, Edge edge, Mechanism row) {
        if (row.id().equals("firestore-multi-region") && !isInOneLocation(store, edge)) {
            return Optional.of(OF_FIRESTORE);
        }
        return BUCKETS.contains(row.id()) && isOverContinents(edge) ? Optional.of(OF_BUCKETS) : Optional.empty();
    }

    /// Whether the file itself counts on the mechanism: a bucket without a word for its location may be two
    /// buckets.
    static boolean isNamed(Store store, Edge edge) {
        return store.kind() == StoreKind.FIRESTORE
                || edge.transport()
                        .via()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .filter(word -> LOCATION_TYPES.stream().anyMatch(word::contains))
                        .isPresent();
    }

    /// A database whose places the file does not name may be in any location that has the writer's region.
    private boolean isInOneLocation(Store store, Edge edge) {
        boolean arePlacesSaid =
                subject.topology().sources().at("data." + store.name() + ".in").isPresent();
        return FIRESTORE.values().stream()
                .anyMatch(places -> places.contains(edge.from().text())
                        && (!arePlacesSaid || places.contains(edge.to().text())));
    }

    private boolean isOverContinents(Edge edge) {
        Optional<Continent> from = continent(edge.from());
        Optional<Continent> to = continent(edge.to());
        return from.isPresent() && to.isPresent() && !from.equals(to);
    }

    private Optional<Continent> continent(RegionName place) {
        return Optional.ofNullable(subject.blueprint().regions().get(place))
                .map(Region::jurisdiction)
                .flatMap(Continent::of);
    }

    /// A warning about each store of the file that counts on a mechanism which cannot be there.
    static void check(Subject subject, Store store, List<Finding> findings) {
        StoreMechanisms mechanisms = new StoreMechanisms(subject);
        for (Edge edge : store.replication().edges()) {
            Optional<String> why = mechanisms.whyNowhere(store, edge).filter(_ -> isNamed(store, edge));
            if (why.isPresent()) {
                findings.add(finding(subject, store, edge, why.get()));
                return;
            }
        }
    }

    private static Finding finding(Subject subject, Store store, Edge edge, String why) {
        String replication = "data." + store.name() + ".replication.";
        boolean isSaid = subject.topology().sources().at(replication + "via").isPresent();
        String what = store.kind() == StoreKind.FIRESTORE ? "location of Firestore" : "bucket of Cloud Storage";
        return Finding.of(
                        Rule.MODE_NOT_OFFERED,
                        replication + (isSaid ? "via" : "mode"),
                        "`" + store.name() + "` is to be in " + edge.from() + " and " + edge.to() + ", and no " + what
                                + " has both",
                        why,
                        store.kind() == StoreKind.FIRESTORE
                                ? "the location in which the database is, in the file; it cannot be changed later"
                                : "a bucket in each region and copies between them, or regions of one continent")
                .with(Severity.WARNING);
    }
}
