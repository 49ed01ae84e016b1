package dev.meridian.topology;

import java.time.Duration;
import java.util.Optional;

/// The records of the section `data`.
final class StorageBinder {
    private StorageBinder() {}

    static Storage.Store store(String name, View view) {
        return new Storage.Store(
                name,
                view.text("application"),
                view.flag("shared").orElse(false),
                view.word("kind", Storage.Kind.class).orElseThrow(),
                view.text("version"),
                view.word("runs", Storage.Operator.class),
                view.count("zones"),
                view.regions("in"),
                view.named("members", StorageBinder::member),
                view.texts("primary"),
                view.region("leader"),
                view.regions("keepIn"),
                view.texts("holds"),
                new Storage.Use(reads(view), view.word("writes", Storage.Writes.class), view.texts("usedFor")),
                replication(view.block("replication")),
                view.word("survive", Storage.Survive.class),
                view.byRegion("voters", StorageBinder::voters),
                view.named("partitions", StorageBinder::partition),
                view.named("topics", StorageBinder::topic),
                Binder.dependsOn(view),
                recover(view.block("recover")),
                backup(view.block("backup")),
                view.retention("keep"),
                limits(view.block("limits")),
                protection(view),
                Scalars.bytes(view.text("size").orElse("")),
                view.share("sla"),
                view.text("machine"),
                view.flag("disposable").orElse(false),
                view.block("key").ifPresent(key -> new Storage.TableKey(key.needed("partition"), key.text("sort"))),
                view.word("pattern", Topology.Pattern.class),
                PromiseBinder.objectives(view.block("objectives")));
    }

    private static Optional<Storage.Reads> reads(View view) {
        return view.text("reads").map(text -> View.good(Scalars.reads(text), text));
    }

    private static Storage.Limits limits(View view) {
        return new Storage.Limits(
                view.whole("connections"),
                view.whole("iops"),
                view.rate("operations"),
                view.rate("messages"),
                Scalars.bytes(view.text("size").orElse("")));
    }

    private static Storage.Protection protection(View view) {
        View encryption = view.block("encryption");
        return new Storage.Protection(
                encryption.flag("atRest"),
                encryption.flag("inTransit"),
                encryption.text("keys").map("customer"::equals),
                view.text("rowSecurity"));
    }

    private static Storage.Topic topic(String name, View view) {
        return new Storage.Topic(name, view.time("keep"), view.whole("partitions"), view.texts("holds"));
    }

    private static Storage.Member member(String name, View view) {
        return new Storage.Member(name, view.region("region").orElseThrow(), view.count("nodes"), view.count("zones"));
    }

    private static Optional<Storage.Replication> replication(View view) {
        if (!view.present()) {
            return Optional.empty();
        }
        return Optional.of(new Storage.Replication(
                view.word("mode", Storage.ReplicationMode.class),
                Binder.waitFor(view),
                view.word("ifNoStandby", Storage.IfNoStandby.class),
                view.time("every"),
                view.time("lag"),
                view.time("target"),
                lagAlarm(view),
                view.text("via"),
                view.word("consistency", Storage.Consistency.class),
                view.time("staleness"),
                view.whole("factor"),
                view.texts("conflicts"),
                view.named("edges", StorageBinder::edge)));
    }

    private static Storage.Edge edge(String name, View view) {
        return new Storage.Edge(
                name,
                view.texts("from"),
                view.texts("to"),
                view.word("mode", Storage.ReplicationMode.class),
                view.texts("carries"),
                view.texts("omits"),
                view.flag("promotes"),
                Binder.waitFor(view),
                view.word("ifNoStandby", Storage.IfNoStandby.class),
                view.time("every"),
                view.time("lag"),
                view.time("target"),
                lagAlarm(view),
                view.text("via"),
                view.text("into"),
                view.word("consistency", Storage.Consistency.class),
                view.flag("blocking").orElse(false),
                view.regions("keepIn"));
    }

    private static Optional<Storage.LagAlarm> lagAlarm(View view) {
        return view.text("alarmOnLag").map(text -> new Storage.LagAlarm(Scalars.time(text)));
    }

    private static Storage.Voters voters(View view) {
        return new Storage.Voters(
                view.whole("count").orElseThrow(),
                !view.text("data").orElse("all").equals("none"));
    }

    private static Storage.Partition partition(String name, View view) {
        return new Storage.Partition(
                name,
                view.region("home"),
                view.regions("keepIn"),
                view.texts("holds"),
                view.text("rows"),
                reads(view),
                view.word("survive", Storage.Survive.class),
                view.word("scope", Topology.Scope.class),
                view.byRegion("voters", StorageBinder::voters),
                replication(view.block("replication")));
    }

    private static Storage.Recover recover(View view) {
        View replay = view.block("replay");
        View rebuild = view.block("rebuild");
        return new Storage.Recover(
                replay.present()
                        ? Optional.of(
                                new Storage.Replay(replay.needed("from"), replay.time("covers"), replay.time("takes")))
                        : Optional.empty(),
                rebuild.present()
                        ? Optional.of(new Storage.Rebuild(rebuild.needed("from"), rebuild.time("takes")))
                        : Optional.empty());
    }

    private static Optional<Storage.Backup> backup(View view) {
        if (!view.present()) {
            return Optional.empty();
        }
        return Optional.of(new Storage.Backup(
                view.time("every"),
                pointInTime(view),
                view.time("keep"),
                view.texts("copyTo"),
                view.text("store"),
                view.time("takes"),
                view.time("restoreTakes"),
                view.text("verify")));
    }

    /// A window alone says that there is such a restore.
    private static Optional<Storage.PointInTime> pointInTime(View view) {
        Optional<String> finely = view.text("pointInTime");
        Optional<Duration> window = view.time("pointInTimeWindow");
        return finely.isPresent() || window.isPresent()
                ? Optional.of(new Storage.PointInTime(finely.flatMap(Scalars::time), window))
                : Optional.empty();
    }
}
