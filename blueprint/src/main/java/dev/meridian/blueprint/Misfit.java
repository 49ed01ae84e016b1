package dev.meridian.blueprint;

import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Something that a file declares and that what runs it, the twin or a simulated world, does not have. To run it
/// as something else would be to show what nobody has: it is a problem of the file, said before anything begins.
///
/// Both have one primary, from which each other member of the store streams by itself; all of them `sync`, with a
/// number to wait for, or all of them `async`.
///
/// @param id stable, as all problems have one
/// @param why what is run
/// @param fix an edit
public record Misfit(String id, String what, String why, String fix) {
    /// Of a failover that is not run as it is declared.
    public static final String FAILOVER = "MER-0088";

    private static final String REPLICATION = "MER-0094";

    /// Whatever runs a file.
    public enum Runner {
        TWIN("the twin", "a drill of anything else would measure what the file does not say", "drill"),
        WORLD("a simulated world", "worlds of anything else would show what the file does not say", "simulate");

        private final String name;
        private final String otherwise;
        private final String verb;

        Runner(String name, String otherwise, String verb) {
            this.name = name;
            this.otherwise = otherwise;
            this.verb = verb;
        }

        private String runs() {
            return name + " runs one primary and streams from it straight to every other member, all `sync` or all"
                    + " `async`; " + otherwise;
        }

        /// A mechanism of the provider's, and data that is written on several sides, are simulated as an engine
        /// would run them, and a notice says so.
        private boolean refuses(ReplicationMode mode) {
            return this == TWIN || !isTakenForAsync(mode);
        }
    }

    private static boolean isTakenForAsync(ReplicationMode mode) {
        return mode == ReplicationMode.PROVIDER || mode == ReplicationMode.MULTI_PRIMARY;
    }

    /// What of a store and its application's failover cannot be run; nothing if all is well.
    public static List<Misfit> of(Store store, FailoverPolicy failover, Runner runner) {
        List<Misfit> misfits = new ArrayList<>();
        replication(store, runner).ifPresent(misfits::add);
        quorum(store, failover, runner).ifPresent(misfits::add);
        return List.copyOf(misfits);
    }

    /// As what a simulated world takes what it does not have: a replication of another kind, and a store that its
    /// provider operates, whose times are its own. None where the world has all of it.
    public static List<String> notices(Store store) {
        List<String> notices = new ArrayList<>();
        if (isTakenForAsync(store.replication().mode())) {
            notices.add("`data." + store.name() + ".replication: "
                    + word(store.replication().mode())
                    + "` is simulated as one primary that streams to every other member, where a commit waits for "
                    + store.replication().waitFor() + " of them");
        }
        if (store.managed()) {
            notices.add("`data." + store.name()
                    + "` is its provider's, and simulated as a PostgreSQL with an agent beside it, in the times of the"
                    + " twin: no figure here is one of the cloud; `assess` has the provider's planning values");
        }
        return notices;
    }

    private static Optional<Misfit> quorum(Store store, FailoverPolicy failover, Runner runner) {
        return when(
                failover.outlivesItsQuorum(store),
                new Misfit(
                        FAILOVER,
                        runner.name + " cannot run `failover.withoutQuorum: failsafe` with these voters",
                        "those who may be promoted are no majority of them; its agents stop the writes when the control"
                                + " plane has lost its majority",
                        "more votes for those who may be promoted in `failover.control.in`, or"
                                + " `--set failover.withoutQuorum=stop` to " + runner.verb + " that instead"));
    }

    /// A wait for certain standbys, where what runs a file waits for any so many; the blueprint has only their
    /// number.
    public static Misfit waitFor(Store store, String said, Runner runner) {
        return new Misfit(
                REPLICATION,
                runner.name + " cannot run `waitFor: " + said + "` of `" + store.name() + "`",
                runner.name + " has a commit wait for any so many standbys, one number for the whole store: here "
                        + store.replication().waitFor(),
                "`waitFor: " + Math.max(1, store.replication().waitFor()) + "` on `data." + store.name()
                        + ".replication`, and none on its edges");
    }

    private static Optional<Misfit> replication(Store store, Runner runner) {
        Replication declared = store.replication();
        String path = "data." + store.name() + ".replication";
        List<RegionName> others = store.members().stream()
                .filter(member -> !member.equals(store.writer()))
                .toList();
        boolean isStreamed = declared.mode() == ReplicationMode.SYNC || declared.mode() == ReplicationMode.ASYNC;
        if (!isStreamed) {
            return when(
                    !others.isEmpty() && runner.refuses(declared.mode()),
                    new Misfit(
                            REPLICATION,
                            runner.name + " cannot run `" + path + ": " + word(declared.mode()) + "`",
                            runner.runs(),
                            "`--set " + path + "=async` to " + runner.verb + " that instead"));
        }
        if (declared.mode() == ReplicationMode.SYNC && !declared.stopWithoutStandby()) {
            return Optional.of(new Misfit(
                    REPLICATION,
                    runner.name + " cannot run `" + path + ".ifNoStandby: continue`",
                    "there a commit waits until a standby has it, however long that takes",
                    "`ifNoStandby: stop`, or `--set " + path + "=async` to " + runner.verb + " that instead"));
        }
        return declared.edges().stream()
                .flatMap(edge -> odd(edge, store).stream())
                .findFirst()
                .or(() -> unreached(store, others))
                .map(what -> new Misfit(
                        REPLICATION,
                        runner.name + " cannot run " + what,
                        runner.runs(),
                        "an edge `" + word(declared.mode()) + "` from " + store.writer() + " to each of "
                                + others.stream().map(RegionName::text).collect(Collectors.joining(", "))
                                + ", or `" + path + ": " + word(declared.mode()) + "` without edges"));
    }

    private static Optional<String> odd(Edge edge, Store store) {
        String name = "the edge `" + edge.name() + "` of `" + store.name() + "`";
        if (!edge.from().equals(store.writer()) || edge.to().equals(store.writer())) {
            return Optional.of(name + ", from " + edge.from() + " to " + edge.to());
        }
        if (edge.mode() != store.replication().mode()) {
            return Optional.of(name + ", which is " + word(edge.mode()) + " where `" + store.name() + "` is "
                    + word(store.replication().mode()));
        }
        return edge.complete() ? Optional.empty() : Optional.of(name + ", which leaves something out");
    }

    private static Optional<String> unreached(Store store, List<RegionName> others) {
        return others.stream()
                .filter(member -> store.replication().edges().stream()
                        .noneMatch(edge -> edge.to().equals(member)))
                .findFirst()
                .map(member -> "`" + store.name() + "` with a member in " + member + " to which no edge leads");
    }

    private static Optional<Misfit> when(boolean isSo, Misfit misfit) {
        return isSo ? Optional.of(misfit) : Optional.empty();
    }

    private static String word(ReplicationMode mode) {
        return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
