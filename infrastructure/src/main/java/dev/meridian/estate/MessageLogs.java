package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Storage;
import dev.meridian.units.Rate;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Works out which Kafka of the cloud's own each region has, and what of it is copied to which other (ADR 22).
final class MessageLogs {
    /// MSK API reference, CreateCluster, 2026-11.
    private static final int LONGEST_NAME = 64;

    /// The newest that Express brokers have in every region that has them (MSK developer guide, supported
    /// versions, 2026-11).
    private static final String VERSION = "3.9";

    private static final Pattern VERSIONS = Pattern.compile("(3\\.[89])(\\.x)?");

    /// What a message is reckoned to be where the file says how many there are: it has no word for their size.
    private static final int BYTES_OF_A_MESSAGE = 1_024;

    /// What AWS proposes for each partition of a topic that is mirrored: 167 for 50 MB in a second (MSK developer
    /// guide, MSK Replicator, sizing and partitions, 2026-11).
    private static final double BYTES_OF_A_PARTITION = 50_000_000d / 167;

    /// Two a broker: fewer leave one of them without work when another is away.
    private static final int PARTITIONS = 2 * BrokerSize.BROKERS;

    /// Kafka's own default, `log.retention.hours`.
    private static final Duration KEEP = Duration.ofDays(7);

    /// MSK developer guide, MSK Replicator, 2026-11.
    private static final List<String> MIRRORED = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ca-central-1",
            "sa-east-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-central-1",
            "eu-north-1",
            "ap-south-1",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-southeast-1",
            "ap-southeast-2");

    private static final String MIRROR_MAKER = "mirrormaker-2";

    private final List<Asked> stores;

    MessageLogs(Blueprint meant, Ledger ledger) {
        this.stores = Asked.of(ledger.said(), meant, StoreKind.KAFKA, ledger);
    }

    /// Those of one region.
    ///
    /// @param estate what their names begin with
    List<MessageLog> in(RegionName region, String estate) {
        List<MessageLog> logs = new ArrayList<>();
        for (Asked store : stores) {
            if (store.places().contains(region)) {
                log(store, region, estate).ifPresent(logs::add);
            }
        }
        return logs;
    }

    private static Optional<MessageLog> log(Asked store, RegionName region, String estate) {
        note(store);
        String name = store.name(estate, region);
        store.fits(name, LONGEST_NAME, "a Kafka", "MSK");
        spread(store, region);
        List<MessageLog.Topic> topics = topics(store, region);
        double written = written(store, region);
        int partitions = topics.stream().mapToInt(MessageLog.Topic::partitions).sum();
        Optional<BrokerSize> size = BrokerSize.bearing(written, partitions);
        if (size.isEmpty()) {
            store.problem(
                    "limits",
                    new Message(
                            "no Kafka of the cloud bears " + Math.round(written / 1_000_000) + " MB in a second and "
                                    + partitions + " partitions, as `" + store.name() + "` is to",
                            "the largest that is written here has " + BrokerSize.most() + "; a message is reckoned at "
                                    + BYTES_OF_A_MESSAGE + " bytes",
                            "smaller `limits`, fewer `partitions`, or several stores"));
        }
        Optional<String> version = version(store);
        return size.isEmpty() || version.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MessageLog(store.name(), name, version.get(), size.get(), topics, store.isFollowed()));
    }

    private static void note(Asked store) {
        store.goesBy("zones", "version", "limits.messages");
        store.inAnyCase("insights", "written as `true`: alarms and pages go by what each broker counts");
        store.said()
                .topics()
                .keySet()
                .forEach(topic -> store.goesBy("topics." + topic + ".keep", "topics." + topic + ".partitions"));
        store.isEncrypted();
        store.replicates("msk-replicator", "async", "provider", "none");
        store.does("replication.partitioning", "same");
        if (store.said()
                .replication()
                .flatMap(Storage.Replication::via)
                .filter(MIRROR_MAKER::equals)
                .isPresent()) {
            store.left(
                    "replication.via",
                    "MSK Replicator mirrors in its place, and AWS operates it: nothing of this is to be added");
        }
    }

    /// Express brokers are in three zones, and in no other number of them (MSK developer guide, Express brokers,
    /// 2026-11).
    private static void spread(Asked store, RegionName region) {
        int least = store.number("zones", region).orElse(BrokerSize.BROKERS);
        int most = store.most("zones", region).orElse(BrokerSize.BROKERS);
        if (least > BrokerSize.BROKERS || most < BrokerSize.BROKERS) {
            store.problem(
                    "zones",
                    new Message(
                            "`" + store.name() + "` is to be in another number of zones than three",
                            "the brokers that are written are spread over three, and two of them have to agree",
                            "`zones: 3`, or none"));
        }
        store.hasZones(region, BrokerSize.BROKERS);
    }

    private static double written(Asked store, RegionName region) {
        return store.at("limits.messages", region)
                        .flatMap(setting -> Scalars.rate(setting.text()))
                        .map(Rate::perSecond)
                        .orElse(0d)
                * BYTES_OF_A_MESSAGE;
    }

    private static List<MessageLog.Topic> topics(Asked store, RegionName region) {
        List<MessageLog.Topic> topics = new ArrayList<>();
        int each = partitions(written(store, region), store.said().topics().size());
        store.said()
                .topics()
                .values()
                .forEach(topic -> topics.add(new MessageLog.Topic(
                        topic.name(),
                        topic.partitions().orElse(each),
                        topic.keep().orElse(KEEP))));
        return topics;
    }

    /// So many that none of them has more than its share, and each broker as many as the others.
    private static int partitions(double written, int topics) {
        int needed = (int) Math.ceil(written / BYTES_OF_A_PARTITION / Math.max(1, topics));
        return Math.max(PARTITIONS, Math.ceilDiv(needed, BrokerSize.BROKERS) * BrokerSize.BROKERS);
    }

    private static Optional<String> version(Asked store) {
        String asked = store.said().version().orElse(VERSION);
        Matcher matcher = VERSIONS.matcher(asked);
        if (matcher.matches()) {
            return Optional.of(matcher.group(1) + ".x");
        }
        store.problem(
                "version",
                new Message(
                        "`" + asked + "` is no version of Kafka that is written",
                        "Express brokers of MSK have 3.8 and 3.9",
                        "`version: " + VERSION + "`, or none"));
        return Optional.empty();
    }

    /// What is copied from each region to each other.
    List<MessageLog.Mirror> mirrors(String estate) {
        List<MessageLog.Mirror> mirrors = new ArrayList<>();
        for (Asked store : stores) {
            SequencedSet<Way> ways = new LinkedHashSet<>();
            store.streams().forEach(edge -> ways.add(Way.of(edge)));
            ways.forEach(way -> mirror(store, way, ways, estate).ifPresent(mirrors::add));
        }
        return mirrors;
    }

    private record Way(RegionName from, RegionName to) {
        static Way of(Edge edge) {
            return new Way(edge.from(), edge.to());
        }
    }

    /// A copy has the name of its topic where nobody passes it on: the region that it comes from gets none itself,
    /// and the one that it goes to passes nothing on. Otherwise a message could come to a region by two ways, or
    /// come back, so its name says whose it is, and only what is written in a region first is passed on.
    private static Optional<MessageLog.Mirror> mirror(Asked store, Way way, SequencedSet<Way> ways, String estate) {
        boolean passesOn = ways.stream().anyMatch(one -> one.to().equals(way.from()))
                || ways.stream().anyMatch(one -> one.from().equals(way.to()));
        List<String> topics = List.copyOf(store.said().topics().keySet());
        String role = estate + "-" + way.from() + "-" + way.to() + "-" + store.name();
        boolean isPossible = isOffered(store, way)
                && isWhole(store, way, ways)
                && (!passesOn || isNamed(store, topics))
                && store.fits(role, ShortName.LONGEST_ROLE, "the role of a mirror", "IAM");
        return isPossible
                ? Optional.of(new MessageLog.Mirror(
                        store.name(),
                        role,
                        place(store, way.from(), estate),
                        place(store, way.to(), estate),
                        !passesOn,
                        topics))
                : Optional.empty();
    }

    private static MessageLog.Place place(Asked store, RegionName region, String estate) {
        return new MessageLog.Place(region, store.name(estate, region));
    }

    private static boolean isOffered(Asked store, Way way) {
        Optional<RegionName> without = List.of(way.from(), way.to()).stream()
                .filter(region -> !MIRRORED.contains(region.text()))
                .findFirst();
        without.ifPresent(region -> store.problem(
                "replication",
                new Message(
                        "`" + store.name() + "` cannot be mirrored from or to " + region,
                        "MSK Replicator is in " + String.join(", ", MIRRORED),
                        "`in` with such regions, or `replication: none`")));
        return without.isEmpty();
    }

    /// What a region has from another is not passed on, so everybody has to get it from where it is written.
    private static boolean isWhole(Asked store, Way way, SequencedSet<Way> ways) {
        Optional<RegionName> lost = ways.stream()
                .filter(one -> one.to().equals(way.from()) && !one.from().equals(way.to()))
                .map(Way::from)
                .filter(first -> !ways.contains(new Way(first, way.to())))
                .findFirst();
        lost.ifPresent(first -> store.problem(
                "replication.edges",
                new Message(
                        "what is written in " + first + " would not get to " + way.to(),
                        "MSK mirrors what is written in a region first, and not what " + way.from()
                                + " has from others",
                        "an edge from " + first + " to " + way.to())));
        return lost.isEmpty();
    }

    private static boolean isNamed(Asked store, List<String> topics) {
        if (topics.isEmpty()) {
            store.problem(
                    "replication",
                    new Message(
                            "`" + store.name() + "` is mirrored both ways, and the file names none of its topics",
                            "what is a region's own and what is a copy already can only be told by name",
                            "`topics: {orders: {keep: 7d}}`"));
        }
        return !topics.isEmpty();
    }
}
