package dev.meridian.security;

import java.util.List;

/// Why something is not as a check asks. It holds for a resource or does not, like a rule: a resource that is not
/// as asked and for which no reason holds is a mistake of ours.
///
/// @param ids of the checks that it answers
/// @param where of which resources it is true
/// @param why as sentences
/// @param instead what would be as the checks ask, as the end of a sentence
record Reason(List<String> ids, Condition where, String why, String instead) {
    Reason {
        ids = List.copyOf(ids);
    }

    /// @param ids parted by blanks
    static Reason of(String ids, Condition where, String why, String instead) {
        return new Reason(List.of(ids.split(" ", -1)), where, why, instead);
    }
}
