package dev.meridian.engine;

import dev.meridian.units.Epoch;
import java.util.Optional;

/// What has been done once and is not done again.
///
/// @param held the rule that held a move back last, so that it is explained once and not ten times a second
/// @param silenceSeen whether the silence that goes on now has been written down: once for as long as it lasts
/// @param returned the grant from which the role was last sent home by itself
/// @param undertaking what became of the file's own steps in the newest move
/// @param tooDear the newest move that was refused for what it may have cost
public record Marks(
        String held, boolean silenceSeen, Epoch returned, Undertaking undertaking, Optional<TooDear> tooDear) {
    static final Marks NONE = new Marks("", false, Epoch.NONE, Undertaking.NONE, Optional.empty());

    public Marks withHeld(String rule) {
        return new Marks(rule, silenceSeen, returned, undertaking, tooDear);
    }

    public Marks withSilenceSeen(boolean isSeen) {
        return new Marks(held, isSeen, returned, undertaking, tooDear);
    }

    Marks withReturned(Epoch from) {
        return new Marks(held, silenceSeen, from, undertaking, tooDear);
    }

    Marks withUndertaking(Undertaking next) {
        return new Marks(held, silenceSeen, returned, next, tooDear);
    }

    Marks withTooDear(TooDear told) {
        return new Marks(held, silenceSeen, returned, undertaking, Optional.of(told));
    }
}
