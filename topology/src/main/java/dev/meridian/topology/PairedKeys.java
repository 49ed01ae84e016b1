package dev.meridian.topology;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules of keys that mean something only beside another one: the volume of a service, the staleness of a
/// consistency, several primaries, the leader of a quorum, the key of a table, the answers of a probe, the days
/// of a transfer.
final class PairedKeys {
    /// Kinds of stores whose tables are divided by a key.
    private static final List<String> TABLES = List.of("dynamodb", "cosmosdb", "cassandra");

    /// Ways of copying that lead from one member that writes to others that do not.
    private static final List<String> ONE_WAY = List.of("sync", "async", "copy");

    /// The coarsest restore to a moment that any service offers is minutes, and copies of a log take an hour at
    /// most.
    private static final Duration COARSEST = Duration.ofHours(1);

    private final Tree.Block root;
    private final ProblemList problems;

    private PairedKeys(Tree.Block root, ProblemList problems) {
        this.root = root;
        this.problems = problems;
    }

    /// @param whole the file with what applications inherit written out
    static void check(Tree.Block whole, ProblemList problems) {
        PairedKeys rules = new PairedKeys(whole, problems);
        rules.each(whole.block("services"), rules::service);
        rules.each(whole.block("data"), rules::store);
        rules.each(whole.block("compliance").flatMap(law -> law.block("transfers")), rules::transfer);
        rules.each(whole.block("claims"), rules::claim);
        whole.block("failover").ifPresent(rules::failover);
        whole.scalar("application")
                .ifPresent(one -> whole.block("failover").ifPresent(block -> rules.excludes(one.text(), block)));
        rules.each(
                whole.block("applications"),
                (name, application) -> application.block("failover").ifPresent(failover -> {
                    rules.failover(failover);
                    rules.excludes(name, failover);
                }));
    }

    private interface Look {
        void at(String name, Tree.Block block);
    }

    private void each(Optional<Tree.Block> all, Look look) {
        all.ifPresent(found ->
                found.entries().keySet().forEach(name -> found.block(name).ifPresent(block -> look.at(name, block))));
    }

    /// What a document says of a value is compared with one value of the file.
    private void claim(String name, Tree.Block claim) {
        Optional<Tree.Scalar> value = claim.scalar("value");
        if (value.isEmpty()) {
            return;
        }
        Optional<String> at = claim.scalar("at").map(Tree.Scalar::text);
        Optional<Tree> said = at.flatMap(this::at);
        if (at.isEmpty() || said.filter(Tree.Block.class::isInstance).isPresent()) {
            problem(
                    value.get().place(),
                    "`" + name + "` says `" + value.get().text() + "` of "
                            + at.map(path -> "`" + path + "`, which is a block").orElse("nothing"),
                    "it is compared with the one value that stands at `at`",
                    "`at: PATH` of a value, such as `data.orders.zones`, or the words alone in `says`");
        }
    }

    private Optional<Tree> at(String path) {
        Optional<Tree> found = Optional.of(root);
        for (String key : path.split("@", 2)[0].split("\\.", -1)) {
            found = found.filter(Tree.Block.class::isInstance).flatMap(block -> ((Tree.Block) block).at(key));
        }
        return found;
    }

    private void service(String name, Tree.Block service) {
        Tree.Entry in = service.entries().get("in");
        if (in != null
                && in.value() instanceof Tree.Items items
                && items.items().isEmpty()) {
            problem(
                    in.key(),
                    "`in` of `" + name + "` leaves it nowhere to run",
                    "silence would mean every region of its application, and this list has become empty",
                    "name where it runs, or remove the service: `absent: true`");
        }
        Optional<Tree.Scalar> volume = service.scalar("volume");
        if (volume.isEmpty()) {
            return;
        }
        service.scalar("stateful")
                .filter(flag -> flag.text().equals("false"))
                .ifPresent(flag -> problem(
                        flag.place(),
                        "`" + name + "` is `stateful: false` and names a volume",
                        "a volume is where the copies of a stateful service keep their data",
                        "`stateful: true`, or no `volume`"));
        kind(volume.get().text())
                .filter(kind -> !kind.equals("volume"))
                .ifPresent(kind -> problem(
                        volume.get().place(),
                        "`" + volume.get().text() + "` is of kind `" + kind + "` and no volume",
                        "copies of `" + name + "` keep their data on a disk, which a store of kind `volume` is",
                        "`dependsOn: {" + volume.get().text() + ": hard}`, or the name of a store of kind `volume`"));
    }

    private Optional<String> kind(String store) {
        return root.block("data")
                .flatMap(data -> data.block(store))
                .flatMap(block -> block.scalar("kind"))
                .map(Tree.Scalar::text);
    }

    private void store(String name, Tree.Block store) {
        store.block("replication").ifPresent(block -> staleness("data." + name, block));
        each(
                store.block("partitions"),
                (part, block) -> block.block("replication")
                        .ifPresent(own -> staleness("data." + name + ".partitions." + part, own)));
        primaries(name, store);
        leader(name, store);
        store.block("backup").ifPresent(backup -> moments(name, backup));
        Tree.Entry key = store.entries().get("key");
        Optional<String> kind = store.scalar("kind").map(Tree.Scalar::text);
        if (key != null && kind.filter(TABLES::contains).isEmpty()) {
            problem(
                    key.key(),
                    "`" + name + "` is of kind `" + kind.orElse("") + "`, which is not divided by a `key`",
                    "a key of a table decides which of its nodes holds a row; stores that have one are "
                            + Words.list(TABLES, "and"),
                    "delete `key`, or one of these kinds");
        }
    }

    private void staleness(String path, Tree.Block replication) {
        Optional<String> consistency = replication.scalar("consistency").map(Tree.Scalar::text);
        replication
                .scalar("staleness")
                .filter(_ -> consistency.filter("bounded-staleness"::equals).isEmpty())
                .ifPresent(staleness -> problem(
                        staleness.place(),
                        "`" + path + ".replication` has a `staleness` and is not `consistency: bounded-staleness`",
                        "only this level of consistency has a bound for the age of a read",
                        "`consistency: bounded-staleness`, or no `staleness`"));
    }

    private void primaries(String name, Tree.Block store) {
        Optional<Tree.Block> replication = store.block("replication");
        Optional<Tree.Scalar> mode = replication.flatMap(block -> block.scalar("mode"));
        boolean isSeveral = store.at("primary")
                .filter(value ->
                        value instanceof Tree.Items items && items.items().size() > 1)
                .isPresent();
        boolean hasEdges = replication.flatMap(block -> block.block("edges")).isPresent();
        mode.filter(word -> isSeveral && !hasEdges && ONE_WAY.contains(word.text()))
                .ifPresent(word -> problem(
                        word.place(),
                        "several members of `" + name + "` take writes, and `" + word.text()
                                + "` copies from one of them",
                        "no edge would carry the writes of the others",
                        "`multi-primary`, or `edges` from each of them"));
    }

    /// A leader is one of the copies.
    private void leader(String name, Tree.Block store) {
        List<String> places = texts(store, "in").map(Tree.Scalar::text).toList();
        store.scalar("leader")
                .filter(leader -> !places.isEmpty() && !places.contains(leader.text()))
                .ifPresent(leader -> problem(
                        leader.place(),
                        "the leader of `" + name + "` is in " + leader.text() + ", which holds no copy of it",
                        "`in` names the regions of its copies, and a leader is one of them",
                        "one of " + Words.list(places, "and") + ", or " + leader.text() + " in `in` as well"));
    }

    /// A day or more is no granularity: it is how far back the moments reach.
    private void moments(String name, Tree.Block backup) {
        backup.scalar("pointInTime")
                .filter(said -> Scalars.time(said.text())
                        .filter(finely -> finely.compareTo(COARSEST) > 0)
                        .isPresent())
                .ifPresent(said -> problem(
                        said.place(),
                        "`" + name + "` would be restored to a moment in steps of " + said.text(),
                        "`pointInTime` is how far apart the moments are, seconds or minutes; how far back they reach"
                                + " is another key",
                        "`pointInTime: true` and `pointInTimeWindow: " + said.text() + "`"));
    }

    private void transfer(String name, Tree.Block transfer) {
        Optional<Tree.Scalar> since = transfer.scalar("since");
        Optional<Tree.Scalar> until = transfer.scalar("until");
        boolean isBackwards = since.flatMap(first -> Scalars.date(first.text()))
                .flatMap(first ->
                        until.flatMap(last -> Scalars.date(last.text())).filter(first::isAfter))
                .isPresent();
        if (isBackwards) {
            problem(
                    until.orElseThrow().place(),
                    "the transfer `" + name + "` ends before it begins, on "
                            + until.get().text(),
                    "`since` is its first day and `until` its last",
                    "`since: " + until.get().text() + "` and `until: "
                            + since.map(Tree.Scalar::text).orElse("") + "`, if they are the wrong way round");
        }
    }

    private void failover(Tree.Block failover) {
        SequencedMap<String, Tree.Block> probes = new LinkedHashMap<>();
        each(failover.block("probes"), probes::put);
        probes.forEach((name, probe) -> {
            Tree.Entry accept = probe.entries().get("accept");
            String kind = probe.scalar("kind").map(Tree.Scalar::text).orElse("http");
            if (accept != null && !kind.startsWith("http")) {
                problem(
                        accept.key(),
                        "the probe `" + name + "` is of kind `" + kind + "` and accepts status codes",
                        "only answers of HTTP have them",
                        "delete `accept`, or `kind: https`");
            }
        });
        each(failover.block("triggers"), (name, trigger) -> trigger(name, trigger, probes));
    }

    /// A probe that only observes starts no failover.
    private void trigger(String name, Tree.Block trigger, SequencedMap<String, Tree.Block> probes) {
        boolean acts = trigger.scalar("act")
                .filter(act -> act.text().equals("failover"))
                .isPresent();
        texts(trigger, "when")
                .filter(probe -> acts && isObserver(probes.get(probe.text())))
                .forEach(probe -> problem(
                        probe.place(),
                        "the trigger `" + name + "` starts a failover by the probe `" + probe.text()
                                + "`, which decides nothing",
                        "a probe with `decides: false` only observes",
                        "another probe, `act: notify`, or `decides: true` on `" + probe.text() + "`"));
    }

    private static boolean isObserver(Tree.@Nullable Block probe) {
        return probe != null
                && probe.scalar("decides")
                        .filter(flag -> flag.text().equals("false"))
                        .isPresent();
    }

    private void excludes(String application, Tree.Block failover) {
        texts(failover, "excludes")
                .filter(other -> other.text().equals(application))
                .forEach(other -> problem(
                        other.place(),
                        "the application `" + application + "` excludes itself",
                        "an application has one move at a time in any case",
                        "name another application, or delete it"));
    }

    private static Stream<Tree.Scalar> texts(Tree.Block block, String key) {
        return block.at(key).stream()
                .flatMap(value -> value instanceof Tree.Items items ? items.items().stream() : Stream.of(value))
                .filter(Tree.Scalar.class::isInstance)
                .map(Tree.Scalar.class::cast);
    }

    private void problem(Place place, String what, String why, String fix) {
        problems.add(ProblemId.CONTRADICTION, place, new Message(what, why, fix));
    }
}
