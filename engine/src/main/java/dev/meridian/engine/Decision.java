package dev.meridian.engine;

import java.util.List;

/// What follows from one entry: the next state, why, and the duties that the entry brought about.
///
/// @param state the state after the entry
/// @param reasons what fired and what held back, in the order in which it was looked at
/// @param intents duties that are outstanding now and were not before
public record Decision(State state, List<Reason> reasons, List<Duty> intents) {
    public Decision {
        reasons = List.copyOf(reasons);
        intents = List.copyOf(intents);
    }

    /// Whether the entry counts: it was neither refused nor applied before.
    public boolean isAccepted() {
        for (Reason reason : reasons) {
            if (isRefusal(reason)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRefusal(Reason reason) {
        return switch (reason) {
            case Reason.RenewalSuperseded _,
                    Reason.RenewalRefused _,
                    Reason.ClaimRefused _,
                    Reason.PromiseTooLate _,
                    Reason.OrderRefused _,
                    Reason.Repeated _ -> true;
            default -> false;
        };
    }
}
