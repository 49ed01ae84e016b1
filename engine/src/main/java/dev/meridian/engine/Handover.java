package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Optional;

/// A move to a region that was named beforehand, under way.
///
/// @param to where to
/// @param variant how the old side is stopped
/// @param plan the hash of the plan that was approved
/// @param given when it was ordered
/// @param expires after this long it is dropped, unless the old side has stopped
/// @param receipt what the old side said once it had stopped by itself
/// @param isOrdered whether a person ordered it; if not, the role goes home by itself
public record Handover(
        RegionName to,
        Order.Variant variant,
        String plan,
        Moment given,
        Duration expires,
        Optional<Receipt> receipt,
        boolean isOrdered) {
    /// The old side has stopped by itself.
    ///
    /// @param position its last one
    /// @param given when it said so: it had stopped by then
    public record Receipt(long position, Moment given) {}

    boolean isYielding() {
        return variant == Order.Variant.GRACEFUL && receipt.isEmpty();
    }

    Handover heardBy(Stamp stamp) {
        Optional<Receipt> dated =
                receipt.map(it -> new Receipt(it.position(), it.given().heardBy(stamp)));
        return new Handover(to, variant, plan, given.heardBy(stamp), expires, dated, isOrdered);
    }

    Handover nowYielded(long position, Moment now) {
        return new Handover(to, variant, plan, given, expires, Optional.of(new Receipt(position, now)), isOrdered);
    }

    /// The way back of what was handed over already.
    Handover backTo(RegionName old) {
        return new Handover(old, variant, plan, given, expires, receipt, isOrdered);
    }
}
