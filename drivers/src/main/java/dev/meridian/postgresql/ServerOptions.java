package dev.meridian.postgresql;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// How a server is started. What SQL changes later (`primary_conninfo`, `synchronous_standby_names`) is not among
/// it: an option of the command line would win over it for ever.
///
/// @param walReceiverTimeout after how long without a word a standby gives its connection up
/// @param walSenderTimeout the same, of the primary
/// @param access whom it lets in when it comes up
/// @param more further settings, by name; they win over those that this class sets, but not over `fsync`
public record ServerOptions(
        InetAddress address,
        int port,
        Duration walReceiverTimeout,
        Duration walSenderTimeout,
        int maxConnections,
        HostAccess access,
        Map<String, String> more) {
    private static final Duration REPLICATION_TIMEOUT = Duration.ofSeconds(3);
    private static final int CONNECTIONS = 120;

    public ServerOptions {
        more = Map.copyOf(more);
    }

    /// What a server of the twin needs, on this address.
    public static ServerOptions at(InetAddress address, int port) {
        return new ServerOptions(
                address, port, REPLICATION_TIMEOUT, REPLICATION_TIMEOUT, CONNECTIONS, HostAccess.OPEN, Map.of());
    }

    /// The same with further settings.
    public ServerOptions with(Map<String, String> settings) {
        return new ServerOptions(address, port, walReceiverTimeout, walSenderTimeout, maxConnections, access, settings);
    }

    /// The same, for one that lets other clients in, or none.
    public ServerOptions admitting(HostAccess those) {
        return new ServerOptions(address, port, walReceiverTimeout, walSenderTimeout, maxConnections, those, more);
    }

    /// No replication slots: a slot of a dead standby would keep log for ever, and none exists on a promoted
    /// standby. `wal_keep_size` lets a standby that was away for a while, or a clone, catch up instead.
    List<String> arguments() {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", address.getHostAddress());
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("max_connections", Integer.toString(maxConnections));
        settings.put("shared_buffers", "32MB");
        // In the data directory: what a killed server leaves elsewhere, nobody would clear away.
        settings.put("dynamic_shared_memory_type", "mmap");
        settings.put("wal_level", "replica");
        settings.put("wal_keep_size", "256MB");
        settings.put("wal_log_hints", "on");
        settings.put("wal_recycle", "on");
        settings.put("max_wal_size", "1GB");
        settings.put("hot_standby", "on");
        settings.put("wal_receiver_timeout", walReceiverTimeout.toMillis() + "ms");
        settings.put("wal_sender_timeout", walSenderTimeout.toMillis() + "ms");
        settings.put("wal_retrieve_retry_interval", "100ms");
        settings.put("wal_receiver_status_interval", "1s");
        settings.put("authentication_timeout", "10s");
        // What died comes up under the terms of a start, not as it was.
        settings.put("restart_after_crash", "off");
        settings.put("io_method", "sync");
        settings.put("jit", "off");
        settings.put("log_timezone", "UTC");
        settings.put("log_line_prefix", "%m [%p] %b ");
        settings.putAll(more);
        settings.put("fsync", "on");
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> {
            arguments.add("-c");
            arguments.add(name + "=" + value);
        });
        return arguments;
    }
}
