package dev.meridian.engine;

import dev.meridian.bounds.Loss;
import dev.meridian.units.Durations;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a person wants. An order is an entry of the log like everything else: it is decided by the same function,
/// refused with a reason, and replayed with the rest.
public sealed interface Order {
    /// Who gave it, and why.
    Signature by();

    /// How the old side is stopped.
    enum Variant {
        /// It stops by itself and tells its last position: nothing is lost and no lease is waited for.
        GRACEFUL,
        /// It is not asked: its lease runs out and its watchdog stops it.
        FORCED
    }

    /// Whose order it is.
    ///
    /// @param actor who gave it
    /// @param second who approved it, where one person is not enough
    /// @param reason why, for those who read the log later
    /// @param expires how long it is in force: surely no longer than this after it was committed
    record Signature(String actor, Optional<String> second, String reason, Duration expires) {
        /// Blanks of all sorts, and what is written and not seen.
        private static final Pattern UNSEEN = Pattern.compile("[\\p{Z}\\p{C}]+");

        /// Whether somebody else approved it. Names are typed by people: blanks, what nobody sees, and capitals
        /// make nobody a second person.
        public boolean isOfTwo() {
            return second.filter(name -> !seen(name).isEmpty() && !seen(name).equalsIgnoreCase(seen(actor)))
                    .isPresent();
        }

        private static String seen(String name) {
            return UNSEEN.matcher(name).replaceAll("");
        }
    }

    /// Move the role. It skips what is about who decides (quorum, hold, mode, pause, cooldown) and nothing that is
    /// about what is safe.
    ///
    /// @param to where to
    /// @param plan the hash of the plan that was approved
    record Move(Signature by, RegionName to, Variant variant, String plan) implements Order {}

    /// Give up the move that was ordered, as long as nobody holds the role anew.
    record Cancel(Signature by) implements Order {}

    /// Nothing moves by itself.
    record Pause(Signature by) implements Order {}

    /// Ends every pause and pin.
    record Resume(Signature by) implements Order {}

    /// Somebody has looked at the last move: the next automatic one need not wait for the cooldown.
    record Acknowledge(Signature by) implements Order {
        /// Who has looked at the last move has not looked at the one after it.
        ///
        /// @param entry the number of the order's entry
        public boolean isOf(Epoch last, long entry) {
            return entry > last.number();
        }
    }

    /// The role may be in this region only, as far as the automatism is concerned.
    record Pin(Signature by, RegionName region) implements Order {}

    /// The next move may lose as much as this.
    ///
    /// @param most of two people also [Loss#ANY]: whatever it is, and though nobody knows
    record AcceptLoss(Signature by, Duration most) implements Order {
        /// Whether a loss that nobody knows is accepted, too.
        public boolean isOfAny() {
            return most.equals(Loss.ANY);
        }
    }

    /// Two people vouch that nothing in this region can write: its lease need not be waited for.
    record AttestDown(Signature by, RegionName region) implements Order {}

    /// A step that the file adds is over in the move under way: a person has done it, or leaves it out.
    record EndStep(Signature by, String step) implements Order {}

    /// For the log: `failover to eu-west-1, graceful`.
    default String text() {
        return switch (this) {
            case Move it -> "move to " + it.to + (it.variant == Variant.GRACEFUL ? ", graceful" : ", forced");
            case Cancel _ -> "cancel the move";
            case Pause _ -> "pause";
            case Resume _ -> "resume";
            case Acknowledge _ -> "acknowledge the last move";
            case Pin it -> "pin to " + it.region;
            case AcceptLoss it ->
                it.isOfAny()
                        ? "accept any loss, though nobody knows how much"
                        : "accept a loss of " + Durations.text(it.most);
            case EndStep it -> "end the step " + it.step;
            case AttestDown it -> "attest that " + it.region + " is down";
        };
    }

    /// Whether two people vouch by it that nothing in this region can write.
    default boolean attests(RegionName region) {
        return this instanceof AttestDown down && down.region().equals(region);
    }
}
