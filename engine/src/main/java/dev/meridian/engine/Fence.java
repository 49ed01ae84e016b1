package dev.meridian.engine;

/// Why the old side can no longer write, as far as anybody can know (the fencing ladder F1 to F4 of the
/// research on failover, §5.3; F2, a confirmation by the cloud, needs a driver that can give one).
public enum Fence {
    /// F1: it has stopped by itself and said so.
    RECEIPT("it stopped by itself"),
    /// F3: its lease has surely run out, and its watchdog stops it in a time that was measured.
    LEASE("its lease ran out"),
    /// F4: two people vouch for it.
    ATTESTATION("two people vouch that it is down");

    private final String text;

    Fence(String text) {
        this.text = text;
    }

    /// For the log.
    public String text() {
        return text;
    }
}
