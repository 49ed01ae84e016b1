package dev.meridian.postgresql;

/// The server that a standby follows.
///
/// @param host the address that it dials, which tells the link where it is ("to" as seen from the standby's
///     region)
/// @param applicationName the standby's own name, under which it may stand in the synchronous set
public record Upstream(String host, int port, String applicationName) {
    public Upstream {
        if (host.isBlank() || port < 1 || applicationName.isBlank()) {
            throw new IllegalArgumentException("not an upstream: " + host + ":" + port + " as " + applicationName);
        }
    }

    /// As `primary_conninfo` has it. Keepalives end a receiver whose peer's machine is gone though its link is
    /// not.
    public String conninfo() {
        return "host=" + quoted(host) + " port=" + port + " user=postgres application_name=" + quoted(applicationName)
                + " sslmode=disable gssencmode=disable connect_timeout=5 keepalives_idle=5";
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
