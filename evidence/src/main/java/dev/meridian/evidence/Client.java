package dev.meridian.evidence;

import dev.meridian.units.RegionName;
import java.util.Locale;

/// One client of the load of a drill: one connection at a time, one write or read at a time.
///
/// @param id       its number in the ledger, ≥ 0
/// @param location where it stands: the region whose users it speaks for
public record Client(int id, Kind kind, RegionName location, String name) {
    public Client {
        if (id < 0) {
            throw new IllegalArgumentException("client numbers are not negative: " + id);
        }
    }

    /// What it stands for. Only `USER` clients decide times to recover; the others must not be able to break
    /// anything.
    public enum Kind {
        /// Resolves through DNS and keeps to its TTL.
        USER,
        /// Holds on to the old address.
        PINNED,
        /// Ignores the TTL for a while.
        STALE_RESOLVER,
        /// Switches off every protection that a session can, and cancels during commit.
        RUDE;

        /// As JSON and reports write it, for example `stale-resolver`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
