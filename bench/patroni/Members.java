package patroni;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A PostgreSQL in every region, each with its Patroni, and what they are told.
///
/// What Patroni leaves to the operator is set as Meridian's twin sets it: how long a replication connection may be
/// silent, how soon a standby dials again, buffers, what is kept of the log, fsync.
final class Members {
    static final String SCOPE = "meridian";

    /// What Patroni's own process is called; PostgreSQL's are called otherwise.
    static final String PROGRAM = "patroni";

    private final Settings settings;
    private final Path programs;

    /// Patroni's times, in seconds, and its `synchronous_mode`.
    record Settings(int ttl, int loopWait, int retryTimeout, boolean isSynchronous) {}

    /// @param programs PostgreSQL's
    Members(Settings settings, Path programs) {
        this.settings = settings;
        this.programs = programs;
    }

    boolean isSynchronous() {
        return settings.isSynchronous();
    }

    /// Makes the data directory that all members start from.
    void template(Path directory) throws IOException, InterruptedException {
        Files.createDirectory(directory);
        Processes.run(directory, "", List.of("chown", "postgres:", directory.toString()));
        Processes.run(
                directory,
                "postgres",
                List.of(
                        programs.resolve("initdb").toString(),
                        "-D",
                        directory.resolve("data").toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "trust",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--data-checksums",
                        "--no-sync"));
    }

    /// What the members share, as Patroni keeps it in etcd. Patroni starts from a data directory that is there
    /// already, and then it does not take these from its own file.
    String shared() {
        return String.format(
                Locale.ROOT,
                """
                {"ttl": %d, "loop_wait": %d, "retry_timeout": %d, "maximum_lag_on_failover": 1048576,
                 "synchronous_mode": %b,
                 "postgresql": {"use_pg_rewind": true, "use_slots": true, "parameters": {
                   "wal_level": "replica", "hot_standby": "on", "wal_log_hints": "on", "max_connections": 120,
                   "max_wal_senders": 10, "max_replication_slots": 10, "wal_keep_size": "256MB",
                   "max_wal_size": "1GB", "shared_buffers": "32MB", "fsync": "on", "synchronous_commit": "on",
                   "wal_receiver_timeout": "3s", "wal_sender_timeout": "3s", "wal_receiver_status_interval": "1s",
                   "wal_retrieve_retry_interval": "100ms", "jit": "off", "log_line_prefix": "%%m [%%p] %%b "}}}
                """,
                settings.ttl(),
                settings.loopWait(),
                settings.retryTimeout(),
                settings.isSynchronous());
    }

    /// Gives a region its copy of the template.
    void copy(Path template, Region region) throws IOException, InterruptedException {
        String to = region.home().resolve("data").toString();
        Processes.run(region.home(), "", List.of("cp", "-a", template.resolve("data").toString(), to));
        Processes.run(region.home(), "", List.of("chown", "-R", region.uid() + ":" + region.uid(), to));
    }

    /// Starts Patroni, which starts PostgreSQL.
    Process start(Region region) throws IOException {
        Path file = region.home().resolve("patroni.yml");
        Files.writeString(file, yaml(region));
        return Processes.start(region, PROGRAM, List.of(PROGRAM, file.toString()));
    }

    private String yaml(Region region) {
        return """
                scope: %s
                name: %s
                restapi: {listen: "%s", connect_address: "%s"}
                etcd3: {hosts: ["%s"]}
                postgresql:
                  listen: "%s"
                  connect_address: "%s"
                  data_dir: %s
                  bin_dir: %s
                  pgpass: %s
                  authentication:
                    replication: {username: postgres, password: postgres}
                    superuser: {username: postgres, password: postgres}
                    rewind: {username: postgres, password: postgres}
                  pg_hba: ["host all all 127.0.0.0/8 trust", "host replication all 127.0.0.0/8 trust"]
                  parameters: {unix_socket_directories: ""}
                watchdog: {mode: "off"}
                """
                .formatted(
                        SCOPE,
                        region.name(),
                        region.bound(Region.REST),
                        region.advertised(Region.REST),
                        region.advertised(Region.ETCD),
                        region.bound(Region.SQL),
                        region.advertised(Region.SQL),
                        region.home().resolve("data"),
                        programs,
                        region.home().resolve("pgpass"));
    }
}
