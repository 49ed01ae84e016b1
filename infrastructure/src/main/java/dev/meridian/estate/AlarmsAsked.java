package dev.meridian.estate;

import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Whether the alarms that a file asks for (`observability.alarms`) are among those that are written, and there is
/// something for them to watch.
final class AlarmsAsked {
    static final String PATH = "observability.alarms";

    private static final String CERTIFICATES = "traffic.certificates.watch";
    private static final String DRIFT = "drift";
    private static final String NOT_COUNTED = "no alarm that is written is called so";
    private static final String NO_NAME = "no entrance with a `host` leads to a region of AWS: there is no load"
            + " balancer, check or certificate to watch";
    private static final String NO_COPY = "there is no copy in another region of which AWS counts how far behind it is";
    private static final String NO_BUDGET = "no budget of the file tells anybody, and it looks for no jumps of bills";

    private final Ledger ledger;
    private final Collection<Site> sites;
    private final List<Estate.Link> links;
    private final Watch watch;

    /// @param sites with all that is watched in one region
    /// @param links with all that is watched between two
    AlarmsAsked(Ledger ledger, Collection<Site> sites, List<Estate.Link> links, Watch watch) {
        this.ledger = ledger;
        this.sites = sites.stream().filter(site -> site.cloud() == Cloud.AWS).toList();
        this.links = links;
        this.watch = watch;
    }

    static List<String> words(Ledger ledger) {
        return ledger.said()
                .sources()
                .at(PATH)
                .map(Setting::text)
                .map(Scalars::words)
                .orElse(List.of());
    }

    /// @param delivery pipelines, which may look for drift
    void note(Optional<Delivery> delivery) {
        boolean hearsOfDrift = delivery.filter(Delivery::looksForDrift).isPresent();
        SequencedMap<String, String> open = new LinkedHashMap<>();
        words(ledger).forEach(word -> why(word, hearsOfDrift).ifPresent(why -> open.put(word, why)));
        if (open.isEmpty()) {
            ledger.rendered(PATH);
        } else {
            List<String> reasons = new ArrayList<>();
            if (!ledger.isOf(Cloud.AWS)) {
                reasons.add(Elsewhere.AWS_ALONE);
            }
            open.forEach((word, why) -> reasons.add("`" + word + "`: " + why));
            ledger.left(PATH, String.join("; ", reasons));
        }
        watch.lags().sequencedKeySet().stream()
                .filter(store -> sites.isEmpty() || !isFollowed(store))
                .forEach(store -> ledger.withdraw(
                        "data." + store + ".replication.alarmOnLag", sites.isEmpty() ? Elsewhere.AWS_ALONE : NO_COPY));
        if (!isOpened() && ledger.asks(CERTIFICATES, "true")) {
            ledger.withdraw(CERTIFICATES, sites.isEmpty() ? Elsewhere.AWS_ALONE : NO_NAME);
        }
    }

    /// Why a word stands for nothing; empty where it stands for something. Without a region of AWS all of them do,
    /// for one reason ([Elsewhere]).
    private Optional<String> why(String word, boolean hearsOfDrift) {
        return switch (word) {
            case "peering" -> Optional.of("AWS has no metric of a peering connection");
            case DRIFT ->
                none(
                        hearsOfDrift,
                        "`meridian drift` says it; the file wants it ignored, or has pipelines of another kind");
            case "health-checks" -> none(sites.isEmpty() || isOpened(), NO_NAME);
            case "replication-lag" ->
                none(sites.isEmpty() || watch.lags().sequencedKeySet().stream().anyMatch(this::isFollowed), NO_COPY);
            case "mirroring" ->
                none(sites.isEmpty() || mirrored().findAny().isPresent(), "no Kafka is copied into another region");
            case "critical-thresholds" ->
                none(
                        sites.isEmpty() || isOpened() || sites.stream().anyMatch(AlarmsAsked::isFilled),
                        "there is no store with a limit that AWS counts (a database, cache, search or Kafka), and no load"
                                + " balancer");
            case "budget", "cost" -> none(sites.isEmpty() || tellsOfBills(), NO_BUDGET);
            default -> Optional.of(NOT_COUNTED);
        };
    }

    private static Optional<String> none(boolean isWatched, String why) {
        return isWatched ? Optional.empty() : Optional.of(why);
    }

    private boolean isOpened() {
        return sites.stream().anyMatch(site -> !site.entrances().isEmpty());
    }

    private static boolean isFilled(Site site) {
        Site.Stores stores = site.stores();
        return !site.databases().isEmpty()
                || Stream.of(stores.caches(), stores.searches(), stores.logs()).anyMatch(all -> !all.isEmpty());
    }

    private boolean tellsOfBills() {
        return watch.bills().hasJumps() || watch.budgets().stream().anyMatch(Watch.Budget::tells);
    }

    private Stream<String> mirrored() {
        return links.stream().flatMap(link -> link.copies().mirrors().stream()).map(MessageLog.Mirror::store);
    }

    /// Whether there is an alarm on how far a copy of a store is behind: see `aws.Alarms` and `aws.Lags`.
    private boolean isFollowed(String store) {
        Stream<String> within = sites.stream()
                .flatMap(site -> Stream.concat(
                        site.databases().stream()
                                .filter(one -> one.source().isPresent())
                                .map(Database::store),
                        site.stores().caches().stream()
                                .filter(one -> one.global().isPresent())
                                .map(Cache::store)));
        Stream<String> between = links.stream()
                .map(Estate.Link::copies)
                .flatMap(copies -> Stream.concat(
                        copies.tables().stream().map(copy -> copy.table().store()),
                        copies.objects().stream().map(Bucket.Copy::store)));
        return Stream.of(within, between, mirrored()).flatMap(all -> all).anyMatch(store::equals);
    }
}
