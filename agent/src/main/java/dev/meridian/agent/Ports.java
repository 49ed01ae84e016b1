package dev.meridian.agent;

/// The ports that a region's processes bind on the region's own host address.
public final class Ports {
    /// The database, where everybody expects it (IANA).
    public static final int POSTGRESQL = 5432;

    /// The replicated log; the default of the library.
    public static final int RAFT = 7800;

    /// DNS, UDP and TCP; port 53 is not for ordinary users.
    public static final int DNS = 10053;

    /// The agent's own API, for `status` and drills.
    public static final int API = 7801;

    /// The watchdog's, for its own region only.
    public static final int WATCHDOG = 7802;

    /// Renewals of others that an agent passes on, by UDP.
    public static final int RELAY = 7803;

    private Ports() {}
}
