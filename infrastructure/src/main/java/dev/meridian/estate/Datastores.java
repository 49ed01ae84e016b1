package dev.meridian.estate;

import dev.meridian.blueprint.Store;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.topology.Message;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Works out what several regions have together of a store in memory, where the file names it.
///
/// It is made in one region, its founder: the one that takes the writes when it is written first. A failover gives
/// the writes to another region and changes nothing else, so the founder is settled from then on. Its name is
/// known before it is there, which lets every region be built, and planned, by itself.
final class Datastores {
    /// As `replication.via` has it.
    static final String VIA = "global-datastore";

    /// ElastiCache user guide, global datastores, prerequisites and limitations, 2026-11.
    private static final int MOST_FOLLOWERS = 2;

    /// What lets another node of the region take over; followers get this setting from the region that they follow
    /// (the same page).
    private static final int FEWEST_NODES = 2;

    /// With what its name begins, by where it was made (ElastiCache user guide, global datastores with the CLI,
    /// 2026-11). The guide has letters for these regions and for no others.
    private static final SequencedMap<String, String> LETTERS = new LinkedHashMap<>();

    static {
        LETTERS.put("us-east-1", "ldgnf");
        LETTERS.put("us-east-2", "fpkhr");
        LETTERS.put("us-west-1", "virxk");
        LETTERS.put("us-west-2", "sgaui");
        LETTERS.put("ca-central-1", "bxodz");
        LETTERS.put("ap-south-1", "erpgt");
        LETTERS.put("ap-northeast-1", "quwsw");
        LETTERS.put("ap-northeast-2", "lfqnh");
        LETTERS.put("ap-northeast-3", "nlapn");
        LETTERS.put("ap-southeast-1", "vlqxn");
        LETTERS.put("ap-southeast-2", "vbgxd");
        LETTERS.put("ap-east-1", "knjmp");
        LETTERS.put("eu-central-1", "iudkw");
        LETTERS.put("eu-west-1", "gxeiz");
        LETTERS.put("eu-west-2", "okuqm");
        LETTERS.put("eu-west-3", "fgjhi");
        LETTERS.put("sa-east-1", "juxlw");
    }

    private final Ledger ledger;

    Datastores(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What was made where, by the store's name.
    static SequencedMap<String, RegionName> founders(Collection<Site> sites) {
        SequencedMap<String, RegionName> founders = new LinkedHashMap<>();
        sites.forEach(site -> site.stores()
                .caches()
                .forEach(one -> one.global().ifPresent(global -> founders.put(one.store(), global.founder()))));
        return founders;
    }

    /// Whether what a file asks of a store is one that is written.
    static boolean isOne(Store store, Optional<Storage.Replication> said, Ledger ledger) {
        return List.of(StoreKind.REDIS, StoreKind.CACHE).contains(store.kind())
                && said.flatMap(Storage.Replication::via).filter(VIA::equals).isPresent()
                && store.members().stream()
                        .filter(ledger.regions()::contains)
                        .allMatch(region -> ledger.cloud(region) == Cloud.AWS);
    }

    /// Whether all that these have together was made by an earlier writing.
    static boolean areMade(Collection<Site> sites, Ledger ledger) {
        return founders(sites).keySet().stream()
                .allMatch(store -> ledger.founder(store).isPresent());
    }

    /// What a region is a part of; empty for a store that is of its region alone.
    Optional<Datastore> in(RegionName region, Asked store, String estate) {
        if (!store.isBy(VIA)) {
            return Optional.empty();
        }
        if (!store.isOf(Cloud.AWS)) {
            store.left("replication.via", "ElastiCache has global datastores, and other clouds have none of its kind");
            return Optional.empty();
        }
        store.left("replication.mode", "a global datastore acknowledges a write before another region has it");
        SequencedMap<RegionName, RegionName> sources = store.sources();
        List<RegionName> members = new ArrayList<>(List.of(store.writer()));
        members.addAll(sources.sequencedKeySet());
        if (sources.isEmpty() || !members.contains(region)) {
            return Optional.empty();
        }
        RegionName founder = ledger.founder(store.name()).orElse(store.writer());
        String letters = Optional.ofNullable(LETTERS.get(founder.text())).orElse("");
        shape(store, sources);
        made(store, members, founder);
        alike(store, members);
        return Optional.of(new Datastore(
                letters,
                estate + "-" + store.name(),
                founder,
                store.writer(),
                region.equals(founder),
                region.equals(store.writer())));
    }

    private static void shape(Asked store, SequencedMap<RegionName, RegionName> sources) {
        if (sources.size() > MOST_FOLLOWERS) {
            store.problem(
                    "replication.via",
                    new Message(
                            "`" + store.name() + "` would be followed in " + sources.size() + " regions",
                            "a global datastore has one region that takes writes and " + MOST_FOLLOWERS
                                    + " that follow, at most",
                            "`in` with three regions, or `edges` to two of them: the others have a cache of their"
                                    + " own; a table of DynamoDB is in all of them"));
        }
        sources.forEach((follower, source) -> {
            if (!source.equals(store.writer())) {
                store.problem(
                        "replication.edges",
                        new Message(
                                follower + " is to follow " + source + ", which follows another itself",
                                "all followers of a global datastore follow the region that takes the writes",
                                "an edge from " + store.writer() + " to " + follower));
            }
        });
    }

    private void made(Asked store, List<RegionName> members, RegionName founder) {
        if (!members.contains(founder)) {
            store.problem(
                    "replication.via",
                    new Message(
                            "the global datastore of `" + store.name() + "` was made in " + founder
                                    + ", which is to have no part of it any more",
                            "its settings and the first letters of its name are of that region, as "
                                    + "meridian.lock says; another one would be made anew, empty, in every region",
                            founder + " among its regions, or another name for the store: a new datastore"));
        } else if (!LETTERS.containsKey(founder.text())) {
            store.problem(
                    "replication.via",
                    new Message(
                            "a global datastore that is made in " + founder + " has a name that nobody knows before",
                            "it begins with letters that AWS chooses for the region, and its guide has none for this"
                                    + " one; the others could not be planned without asking it",
                            "another `primary`: " + String.join(", ", LETTERS.sequencedKeySet())));
        }
    }

    /// All parts have as many shards, and a second node where the first has one.
    private static void alike(Asked store, List<RegionName> members) {
        for (RegionName member : members) {
            if (store.zones(member) < FEWEST_NODES) {
                store.problem(
                        "zones",
                        new Message(
                                "`" + store.name() + "` is to be in one zone of " + member,
                                "another node takes over in each region of a global datastore, or in none, and one"
                                        + " that takes the writes of several regions needs it",
                                "`zones: " + FEWEST_NODES + "`, or more"));
            }
        }
        if (members.stream()
                        .map(member -> store.at("clusterMode", member)
                                .map(Setting::text)
                                .filter("true"::equals))
                        .distinct()
                        .count()
                > 1) {
            store.problem(
                    "clusterMode",
                    new Message(
                            "`" + store.name() + "` divides its keys in some of its regions and not in others",
                            "all regions of a global datastore have the same shards",
                            "the same `clusterMode` everywhere"));
        }
    }
}
