package dev.meridian.twin;

import dev.meridian.agent.Api;
import dev.meridian.agent.Jvm;
import dev.meridian.agent.Ports;
import dev.meridian.agent.Supervisor;
import dev.meridian.host.Disk;
import dev.meridian.host.Orphans;
import dev.meridian.host.Privileges;
import dev.meridian.postgresql.Binaries;
import dev.meridian.postgresql.CacheRoot;
import dev.meridian.postgresql.Cluster;
import dev.meridian.postgresql.Installation;
import dev.meridian.postgresql.NotEnoughSpace;
import dev.meridian.postgresql.ProgressListener;
import dev.meridian.postgresql.Server;
import dev.meridian.postgresql.ServerOptions;
import dev.meridian.units.RegionName;
import dev.meridian.wan.AddressInUse;
import dev.meridian.wan.Addresses;
import dev.meridian.wan.Wan;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// All regions, up and connected.
///
/// Every region is a process group: a supervisor, which starts the agent, the watchdog (a group of its own)
/// and the stand-in for the service; the agent starts the database. Each holds the end of a pipe to its
/// parent and dies with it, so nothing survives the process that booted the twin, however it ends. On a clean
/// end everything is killed by the directory that it works in, which catches what no pipe reaches.
///
/// Of the agents, the first in [Places#order()] founds the replicated log and so leads it; the others wait
/// for it.
public final class Twin implements AutoCloseable {
    private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);
    private static final int MOST_DELETIONS = 100;
    private static final Duration READY_DEADLINE = Duration.ofSeconds(60);
    private static final int MOST_BOOTS = 3;

    private final Places places;
    private final Path directory;
    private final Path binaries;
    private final Wan wan;
    /// After a boot that failed, what the processes said is worth more than the space.
    private volatile boolean keepsDirectory;

    private volatile boolean isEnding;
    private final Thread ending = new Thread(this::end, "twin-ending");
    private final SequencedMap<RegionName, Process> supervisors = new LinkedHashMap<>();

    /// Something that this machine lacks or that is in the way; its message says what.
    public static sealed class CannotBoot extends Exception {
        private static final long serialVersionUID = 1;

        private final String why;
        private final String fix;

        CannotBoot(String what, String why, String fix) {
            super(what);
            this.why = why;
            this.fix = fix;
        }

        /// What the twin needs it for.
        public String why() {
            return why;
        }

        /// What to do.
        public String fix() {
            return fix;
        }

        static CannotBoot of(AddressInUse taken) {
            return occupied(taken.address(), taken.getCause() instanceof IOException cause ? cause : taken);
        }

        static CannotBoot occupied(InetSocketAddress address, IOException reason) {
            return new CannotBoot(
                    address.getAddress().getHostAddress() + " port " + address.getPort() + " cannot be bound: "
                            + reason.getMessage(),
                    "every twin of a machine has the same addresses, so only one can be up; another drill, a kept twin"
                            + " or a server that listens on all addresses may hold it",
                    "`meridian twin down` ends a kept twin; `ss -ltnup` shows which process holds the port");
        }

        static CannotBoot of(IOException e) {
            String said = e instanceof FileSystemException at && at.getReason() == null
                    ? at.getFile() + " cannot be read or written"
                    : String.valueOf(e.getMessage());
            boolean isFull = e instanceof NotEnoughSpace || said.contains("No space left") || said.contains("quota");
            return new CannotBoot(
                    isFull ? said : "the twin cannot be started: " + said,
                    isFull
                            ? "PostgreSQL's programs and a data directory for each region are written to disk"
                            : "the twin starts real servers and writes their data to disk",
                    isFull
                            ? "free some space there; an ordinary user can point XDG_CACHE_HOME to another disk"
                            : "see that this user may write there; an ordinary user can point XDG_CACHE_HOME elsewhere");
        }
    }

    /// Everything started, but something happened meanwhile that no drill may begin with. Busy processors are the
    /// reason, and another boot may go well.
    static final class Unsettled extends CannotBoot {
        private static final long serialVersionUID = 1;

        Unsettled(String what, String why, Path directory) {
            super(what, why, "end what else runs and try again; what the processes said is in " + directory);
        }
    }

    /// What a boot tells while it goes on.
    public interface Progress {
        /// For example `copying the data directory of eu-west-1`.
        void doing(String what);
    }

    private Twin(Places places, Path directory, Path binaries, Wan wan) {
        this.binaries = binaries;
        this.places = places;
        this.directory = directory;
        this.wan = wan;
    }

    /// Boots everything and returns when it is up: the primary accepts writes and every standby streams. A boot
    /// that busy processors spoil is made again.
    ///
    /// @param controls what is broken on purpose; none for real
    public static Twin boot(Places places, Set<NegativeControl> controls, Progress progress)
            throws CannotBoot, InterruptedException {
        return boot(places, controls, progress, twin -> {});
    }

    /// Boots as [#boot] does, and makes the first requests of every location, which may spoil it as well.
    static Twin bootWarm(Places places, Set<NegativeControl> controls, Progress progress)
            throws CannotBoot, InterruptedException {
        return boot(places, controls, progress, twin -> {
            WarmUp.of(twin, progress);
            twin.awaitReady();
        });
    }

    /// What else has to go well.
    private interface Trial {
        void of(Twin twin) throws CannotBoot, InterruptedException;
    }

    private static Twin boot(Places places, Set<NegativeControl> controls, Progress progress, Trial trial)
            throws CannotBoot, InterruptedException {
        try {
            Privileges.Finding privileges = Privileges.find();
            if (privileges instanceof Privileges.Lacking lacking) {
                throw new CannotBoot(
                        "PostgreSQL cannot be started by this user",
                        "PostgreSQL refuses to run as root, so root steps down to another user for it",
                        lacking.sentence());
            }
            places.notices().forEach(progress::doing);
            progress.doing("unpacking PostgreSQL");
            Path cache = CacheRoot.find();
            Path binaries = Binaries.unpack(cache, ProgressListener.SILENT);
            Installation installation = new Installation(binaries, cache, (Privileges.RunAs) privileges);
            for (int boot = 1; ; boot++) {
                Twin twin = new Twin(places, runDirectory(cache, places), binaries, new Wan(places.numbers()));
                twin.endWithThisProcess();
                try {
                    twin.start(installation, controls, progress, trial);
                    return twin;
                } catch (Unsettled e) {
                    if (boot == MOST_BOOTS) {
                        throw e;
                    }
                    Trees.delete(twin.directory);
                    progress.doing(e.getMessage() + ": booting again");
                }
            }
        } catch (IOException e) {
            throw e instanceof AddressInUse taken ? CannotBoot.of(taken) : CannotBoot.of(e);
        }
    }

    /// However this process ends by itself (Ctrl-C, SIGTERM, a defect), nothing of the run is left.
    private void endWithThisProcess() throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(ending);
        } catch (IllegalStateException e) {
            // It is ending already, and nothing was started.
            end();
            restIfEnding();
        }
    }

    /// Where this process was told to end, whoever waits for the twin has nothing more to do or to say.
    private void restIfEnding() throws InterruptedException {
        if (isEnding) {
            Thread.currentThread().join();
        }
    }

    private void start(Installation installation, Set<NegativeControl> controls, Progress progress, Trial trial)
            throws CannotBoot, IOException, InterruptedException {
        try {
            progress.doing("opening the links between " + places.numbers().size() + " places");
            openLinks();
            progress.doing(
                    "starting " + places.order().stream().map(RegionName::text).collect(Collectors.joining(", ")));
            startAll(installation, controls);
            progress.doing("waiting until every standby streams");
            awaitReady();
            trial.of(this);
        } catch (IOException | CannotBoot | InterruptedException | RuntimeException e) {
            restIfEnding();
            if (!(e instanceof IOException)) {
                keepDirectory();
            }
            close();
            throw e;
        }
    }

    private static Path runDirectory(Path cache, Places places) throws CannotBoot, IOException {
        Runs.sweep(cache);
        Path runs = Runs.choose(cache, places.store().members().size());
        Footing.check(places, runs);
        return RunDirectory.make(runs);
    }

    private void openLinks() throws AddressInUse {
        for (RegionName from : places.numbers().keySet()) {
            for (RegionName to : places.numbers().keySet()) {
                if (!from.equals(to)) {
                    wan.link(from, to).delay(places.roundTrip(from, to).dividedBy(2));
                }
            }
        }
        for (RegionName region : places.numbers().keySet()) {
            wan.carryTcp(region, Ports.RAFT);
            wan.carryUdp(region, Ports.RELAY);
            if (places.store().members().contains(region)) {
                wan.carryTcp(region, Ports.POSTGRESQL);
                wan.carryTcp(region, places.servicePort());
                wan.carryTcp(region, Ports.DNS);
                wan.carryUdp(region, Ports.DNS);
            }
        }
    }

    /// Nothing that holds a lease starts before all files are on the disk.
    private void startAll(Installation installation, Set<NegativeControl> controls)
            throws IOException, InterruptedException {
        SequencedMap<RegionName, List<String>> wards = new RegionSetup(places, directory, installation, controls).all();
        Disk.flush(directory);
        for (var each : wards.entrySet()) {
            Path home = directoryOf(each.getKey());
            Redirect log = Redirect.appendTo(new File(home.toFile(), "supervisor.log"));
            supervisors.put(each.getKey(), Jvm.start(Supervisor.class.getName(), each.getValue(), home, log));
        }
    }

    private void awaitReady() throws CannotBoot, InterruptedException {
        long deadline = System.nanoTime() + READY_DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            switch (readiness()) {
                case Readiness.Ready _ -> {
                    return;
                }
                case Readiness.Hopeless hopeless -> throw hopeless.complaint(directory);
                case Readiness.NotYet _ -> {}
            }
            restIfEnding();
            for (var supervisor : supervisors.entrySet()) {
                if (!supervisor.getValue().isAlive()) {
                    throw new CannotBoot(
                            "the processes of " + supervisor.getKey() + " ended",
                            "a twin is up when every region's processes answer",
                            "read what they said in " + directoryOf(supervisor.getKey()));
                }
            }
            TimeUnit.MILLISECONDS.sleep(25);
        }
        throw new CannotBoot(
                "not every region is up after " + READY_DEADLINE.toSeconds() + " s",
                "a boot takes a few seconds on an idle machine; memory may be short or the processors busy",
                "end what else runs and try again; what the processes said is in " + directory);
    }

    private Readiness readiness() {
        SequencedMap<RegionName, Optional<Api.Status>> statuses = new LinkedHashMap<>();
        places.order().forEach(region -> statuses.put(region, status(region)));
        return Readiness.of(places.policy(), places.store().members().size() - 1, statuses);
    }

    /// What a region's agent says of itself; empty if it does not answer.
    public Optional<Api.Status> status(RegionName region) {
        return StatusClient.ask(places.number(region));
    }

    public Places places() {
        return places;
    }

    public Wan wan() {
        return wan;
    }

    /// Starts the database of a dead region on the disk that it left, alone, so that one can ask what is on
    /// it. Does nothing where one runs.
    void reviveDatabase(RegionName region) {
        Path data = directoryOf(region).resolve("postgresql");
        boolean isAlone = Orphans.find(directoryOf(region)).isEmpty();
        if (isAlone && Privileges.find() instanceof Privileges.RunAs runAs) {
            Cluster cluster = Cluster.at(new Installation(binaries, directory, runAs), data);
            Server.start(
                    cluster,
                    ServerOptions.at(Addresses.host(places.number(region)), Ports.POSTGRESQL)
                            .with(Map.of("max_connections", "120")),
                    directoryOf(region).resolve("postgresql.log"),
                    READY_DEADLINE);
        }
    }

    /// Where a region's processes work and what they said is kept.
    public Path directoryOf(RegionName region) {
        return directory.resolve(region.text());
    }

    /// The run's own directory; gone after [#close()].
    public Path directory() {
        return directory;
    }

    /// Leaves the run's directory, with the words of all processes, for people who want to look.
    public void keepDirectory() {
        RunDirectory.keep(directory);
        keepsDirectory = true;
    }

    /// Kills every process of a region, its supervisor included.
    public void kill(RegionName region) {
        Orphans.kill(directoryOf(region), KILL_DEADLINE);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            return; // The hook is at it.
        }
        end();
    }

    private synchronized void end() {
        isEnding = true;
        Orphans.kill(directory, KILL_DEADLINE);
        wan.close();
        if (keepsDirectory) {
            RunDirectory.release(directory);
            return;
        }
        Trees.delete(directory);
        // A boot that was under way may have started something meanwhile; it fails in a directory that is gone.
        for (int again = 0; again < MOST_DELETIONS && Files.exists(directory); again++) {
            Orphans.kill(directory, KILL_DEADLINE);
            Trees.delete(directory);
        }
    }
}
