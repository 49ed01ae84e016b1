package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.StoreKind;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Works out which tables of DynamoDB there are. One whose writes get to other regions is one table with a copy in
/// each; otherwise each region has one of its own.
final class Tables {
    private final List<Asked> stores;
    private final Ledger ledger;

    Tables(Blueprint meant, Ledger ledger) {
        this.ledger = ledger;
        this.stores = Asked.of(ledger.said(), meant, StoreKind.DYNAMODB, ledger);
    }

    /// Those that are built with one region: not those that it has a copy of.
    ///
    /// @param estate what their names begin with
    List<Table> in(RegionName region, String estate) {
        List<Table> tables = new ArrayList<>();
        for (Asked store : stores) {
            if (!store.places().contains(region)) {
                continue;
            }
            note(store);
            if (!followers(store).contains(region)) {
                tables.add(table(store, estate));
            }
        }
        return tables;
    }

    /// What all that are in one region are called, by store.
    SequencedMap<String, String> names(RegionName region, String estate) {
        SequencedMap<String, String> names = new LinkedHashMap<>();
        for (Asked store : stores) {
            if (store.places().contains(region)) {
                names.put(store.name(), table(store, estate).name());
            }
        }
        return names;
    }

    List<Table.Copy> copies(String estate) {
        List<Table.Copy> copies = new ArrayList<>();
        for (Asked store : stores) {
            followers(store).forEach(to -> copies.add(new Table.Copy(table(store, estate), store.writer(), to)));
        }
        return copies;
    }

    /// Every copy takes writes and passes them on to all others, whatever edge brought the region in.
    private static SequencedSet<RegionName> followers(Asked store) {
        SequencedSet<RegionName> followers = new LinkedHashSet<>();
        store.streams().stream().map(Edge::to).forEach(followers::add);
        followers.remove(store.writer());
        return followers;
    }

    private static Table table(Asked store, String estate) {
        return new Table(
                store.name(),
                estate + "-" + store.name(),
                store.isFollowed(),
                store.said().key().map(key -> new Table.Key(key.partition(), key.sort())));
    }

    private void note(Asked store) {
        store.goesBy("backup.pointInTime", "key.partition", "key.sort");
        store.isEncrypted();
        store.replicates("global-tables", "provider", "async", "multi-primary", "none");
        store.does("replication.consistency", "eventual");
        ledger.left(
                "data." + store.name() + ".limits.operations",
                "tables are written with capacity on demand, which has no number: each takes what comes, up to the quotas"
                        + " of the account",
                "nothing has to be added; a quota is raised by AWS, when somebody asks for it");
    }
}
