package patroni;

import dev.meridian.agent.AgentConfig;
import dev.meridian.agent.Jvm;
import dev.meridian.incident.Wire;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.host.Signal;
import dev.meridian.postgresql.CacheRoot;
import dev.meridian.postgresql.Reply;
import dev.meridian.postgresql.Session;
import dev.meridian.twin.Places;
import dev.meridian.twin.Runs;
import dev.meridian.twin.ServiceStandIn;
import dev.meridian.wan.Wan;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Three regions that Patroni keeps: in each an etcd member, Patroni with PostgreSQL, and the same stand-in for a
/// service as in the twin; between them the twin's own links with the twin's own delays.
///
/// ```
///  users ──127.2.0.N──▶ link ──▶ service ─▶ PostgreSQL ◀─ Patroni ◀─▶ etcd     of region N, bound to 127.1.0.N
///  other regions' servers ──127.4.0.N──▶ door ──127.2.0.N──▶ link ──▶  the same
/// ```
final class Lab implements AutoCloseable {
    /// Where runs have their files: where the twin's have theirs.
    private static final Path RUNS = place();

    private static final String PREFIX = "meridian-patroni-";
    private static final String OWNER = "owner";

    /// Names a directory that gets the words of all servers at the end of a run.
    private static final String LOGS = "MERIDIAN_BENCH_LOGS";

    private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);
    private static final Duration READY_DEADLINE = Duration.ofSeconds(90);
    private static final Duration ASK = Duration.ofSeconds(2);

    /// The tables that the stand-in writes to. Its epoch stays 1: a region that is lost does not come back.
    private static final List<String> TABLES = List.of(
            "create table orders (key bigint primary key, customer text not null, epoch bigint not null,"
                    + " placed timestamptz not null default clock_timestamp())",
            "create schema meridian",
            "create table meridian.role (id int primary key, epoch bigint not null)",
            "insert into meridian.role values (1, 1)");

    private static final int OK = 200;
    private static final int MOST_DELETIONS = 20;

    private static final List<Integer> PORTS =
            List.of(Region.SQL, Region.REST, Region.ETCD, Region.ETCD_PEERS);

    private final Places places;
    private final Path directory;
    private final List<Region> regions;
    private final Region home;
    private final Wan wan;
    private final Doors doors;
    private final Etcd etcd;
    private final Members members;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Region, Process> services = new ConcurrentHashMap<>();

    private Lab(Places places, Path directory, Members members) {
        this.places = places;
        this.directory = directory;
        this.members = members;
        this.regions = places.numbers().entrySet().stream()
                .map(place -> new Region(
                        place.getKey(), place.getValue(), directory.resolve(place.getKey().text())))
                .toList();
        this.home = region(places.policy().home().text());
        this.wan = new Wan(places.numbers());
        this.doors = new Doors(regions);
        Duration longest = regions.stream()
                .flatMap(a -> regions.stream().map(b -> roundTrip(a, b)))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        this.etcd = new Etcd(regions, longest, http);
    }

    /// Starts everything and returns when it is up: the primary is in the region that the topology says, every
    /// other member streams, one of them synchronously, and etcd is led from where Meridian's log would be.
    ///
    /// @throws IOException if something does not come up, with what was waited for
    static Lab boot(Places places, Members members) throws IOException, InterruptedException {
        sweep();
        if (!Processes.of(Region::isServer).isEmpty()) {
            throw new IOException("processes run as one of the users that are for this bench; is it running?");
        }
        Path directory = Files.createTempDirectory(
                RUNS, PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
        Files.writeString(directory.resolve(OWNER), Long.toString(ProcessHandle.current().pid()));
        Lab lab = new Lab(places, directory, members);
        Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "lab-ending"));
        try {
            lab.start();
            return lab;
        } catch (IOException | InterruptedException | RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private void start() throws IOException, InterruptedException {
        openLinks();
        Path template = directory.resolve("template");
        members.template(template);
        for (Region region : regions) {
            Files.createDirectory(region.home());
            Processes.run(directory, "", List.of("chown", region.uid() + ":" + region.uid(), region.home().toString()));
            members.copy(template, region);
        }
        startEtcd();
        startMembers();
        Region leads = etcd.leader().orElseThrow(() -> new IOException("etcd lost its leader meanwhile"));
        Patroni.tell("up; etcd is led from " + leads.name() + ", heartbeat "
                + etcd.heartbeat().toMillis() + " ms, election " + etcd.electionTimeout().toMillis() + " ms");
    }

    private void startEtcd() throws IOException, InterruptedException {
        for (Region region : regions) {
            etcd.start(region);
        }
        Region leads = region(places.order().getFirst().text());
        await("etcd to be led from " + leads.name(), () -> {
            etcd.lead(leads);
            return etcd.leader().filter(leads::equals).isPresent();
        });
        etcd.put(leads, "/service/" + Members.SCOPE + "/config", members.shared());
    }

    /// The primary first, then the nearest: the first to stream becomes the synchronous one.
    private void startMembers() throws IOException, InterruptedException {
        members.start(home);
        await("the primary", () -> says(home, Region.REST, "/primary", OK));
        for (String sql : TABLES) {
            await("the tables", () -> sql(home).then(open -> done(open, open.write(sql, ASK))) instanceof Reply.Done);
        }
        List<Region> near = regions.stream()
                .sorted(Comparator.comparing(region -> roundTrip(home, region)))
                .toList();
        for (Region region : near) {
            services.put(region, startService(region));
            if (!region.equals(home)) {
                members.start(region);
                int standbys = near.indexOf(region);
                await(region.name() + " to stream", () -> isFollowed(standbys, near.get(1)));
            }
        }
        await("the services", () -> says(home, Region.SERVICE, "/health", OK));
    }

    private void openLinks() throws IOException {
        for (Region from : regions) {
            for (Region to : regions) {
                if (!from.equals(to)) {
                    wan.link(from.name(), to.name()).delay(roundTrip(from, to).dividedBy(2));
                }
            }
            wan.carryTcp(from.name(), Region.SERVICE);
            for (int port : PORTS) {
                wan.carryTcp(from.name(), port);
                doors.open(from, port);
            }
        }
    }

    private Process startService(Region region) throws IOException {
        List<AgentConfig.Peer> peers = regions.stream()
                .map(peer -> new AgentConfig.Peer(peer.name(), peer.number(), true))
                .toList();
        AgentConfig config = new AgentConfig(
                region.name(),
                region.number(),
                places.policy(),
                peers,
                region.home(),
                directory,
                directory,
                "postgres",
                List.of(),
                places.blueprint().applications().get(places.policy().application()).failover().probes(),
                List.of("shop.example.com"),
                places.blueprint().traffic().ttl(),
                Region.SERVICE,
                "/health",
                false);
        Path file = region.home().resolve(AgentConfig.FILE);
        Wire.JSON.writeValue(file.toFile(), config);
        return Jvm.start(
                ServiceStandIn.class.getName(),
                List.of(file.toString()),
                region.home(),
                Redirect.appendTo(new File(region.home().toFile(), "service.log")));
    }

    /// As PostgreSQL sees it, and as Patroni does: only what it calls the synchronous standby may take over then.
    private boolean isFollowed(int standbys, Region nearest) {
        boolean isKnown = !members.isSynchronous() || says(nearest, Region.REST, "/synchronous", OK);
        String sql = "select count(*) filter (where state = 'streaming') = " + standbys + " and bool_or(sync_state = '"
                + (members.isSynchronous() ? "sync" : "async") + "') from pg_stat_replication";
        return isKnown
                && sql(home).then(open -> done(open, open.read(sql, row -> row.getBoolean(1), ASK)))
                        .equals(new Reply.Done<>(true));
    }

    private static <T> Reply<T> done(Session session, Reply<T> reply) {
        session.close();
        return reply;
    }

    /// A session with a region's database, beside it.
    Reply<Session> sql(Region region) {
        return Session.open(
                new Session.Target(
                        region.host(), new InetSocketAddress(region.host(), Region.SQL), "postgres", "bench"),
                ASK);
    }

    private boolean says(Region region, int port, String path, int status) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + region.bound(port) + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(ASK)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == status;
        } catch (IOException noAnswer) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private interface Condition {
        boolean isMet() throws IOException, InterruptedException;
    }

    private static void await(String what, Condition condition) throws IOException, InterruptedException {
        Patroni.tell("waiting for " + what);
        long deadline = System.nanoTime() + READY_DEADLINE.toNanos();
        while (!condition.isMet()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("waited " + READY_DEADLINE.toSeconds() + " s in vain for " + what);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    List<Region> regions() {
        return regions;
    }

    Region home() {
        return home;
    }

    private Region region(String name) {
        return regions.stream()
                .filter(region -> region.name().text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Duration roundTrip(Region a, Region b) {
        return a.equals(b)
                ? Duration.ZERO
                : places.blueprint().roundTrip(a.name(), b.name()).map(RoundTrip::p50).orElseThrow();
    }

    /// The fault, as a drill makes it: nothing leaves or enters the region any more, then its processes die.
    ///
    /// @return the instant at which it took effect
    long lose(Region region) {
        wan.silence(region.name(), true);
        long at = System.nanoTime();
        services.get(region).destroyForcibly();
        if (!Processes.kill(uid -> uid == region.uid(), KILL_DEADLINE)) {
            throw new IllegalStateException("processes of " + region.name() + " cannot be killed");
        }
        return at;
    }

    /// Stops Patroni's own process in a region, and nothing else: PostgreSQL goes on.
    ///
    /// @return the instant at which it took effect
    long pause(Region region) {
        if (Processes.signal(region, Members.PROGRAM, Signal.STOP) == 0) {
            throw new IllegalStateException("no Patroni runs in " + region.name());
        }
        return System.nanoTime();
    }

    /// Takes [#pause] back.
    void resume(Region region) {
        Processes.signal(region, Members.PROGRAM, Signal.CONT);
    }

    private static Path place() {
        try {
            return Runs.choose(CacheRoot.find(), 3);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a run that was killed has left.
    static void sweep() throws IOException {
        try (Stream<Path> all = Files.list(RUNS)) {
            List<Path> found = new ArrayList<>(
                    all.filter(run -> run.getFileName().toString().startsWith(PREFIX)).toList());
            for (Path run : found) {
                Path owner = run.resolve(OWNER);
                boolean isUsed = Files.exists(owner)
                        && ProcessHandle.of(Long.parseLong(Files.readString(owner).strip())).isPresent();
                if (!isUsed) {
                    end(run);
                }
            }
        }
    }

    private static void end(Path run) {
        Processes.kill(Region::isServer, KILL_DEADLINE);
        delete(run);
    }

    /// What was started to fill it may still write into it.
    private static void delete(Path run) {
        for (int again = 0; again < MOST_DELETIONS && Files.exists(run); again++) {
            try (Stream<Path> all = Files.walk(run)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                continue;
            }
        }
        if (Files.exists(run)) {
            Patroni.tell(run + " is left");
        }
    }

    /// What the servers said, for people who want to look.
    private void keepLogs(String where) {
        for (Region region : regions) {
            for (String name : List.of("etcd.log", "patroni.log", "service.log")) {
                Path log = region.home().resolve(name);
                try {
                    Path kept = Files.createDirectories(Path.of(where)).resolve(region.name() + "-" + name);
                    Files.copy(log, kept, StandardCopyOption.REPLACE_EXISTING);
                } catch (IOException e) {
                    Patroni.tell(log + " is not kept: " + e.getMessage());
                }
            }
        }
    }

    /// Ends and deletes everything; also when this process is told to end.
    @Override
    public synchronized void close() {
        Processes.end();
        services.values().forEach(Process::destroyForcibly);
        Processes.kill(Region::isServer, KILL_DEADLINE);
        try {
            doors.close();
        } catch (IOException e) {
            Patroni.tell("a door does not close: " + e.getMessage());
        }
        wan.close();
        if (Files.exists(directory)) {
            Optional.ofNullable(System.getenv(LOGS)).ifPresent(this::keepLogs);
            delete(directory);
        }
    }
}
