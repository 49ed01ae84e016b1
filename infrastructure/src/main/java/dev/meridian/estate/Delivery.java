package dev.meridian.estate;

import dev.meridian.units.WeeklyWindow;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// How what is written gets there, and what is looked at before and afterwards.
///
/// @param environment whose reviewers are asked before anything is applied
/// @param window within which it is applied; empty for at any time
/// @param tools that have to be there, with the least version; an empty text for any
/// @param asksWhoIAm whether credentials are tried before anything else
/// @param zones of names that have to be there
/// @param goesBack whether a region that does not serve afterwards gets what it had before
/// @param checks of a region that has just been applied
/// @param looksForDrift whether somebody hears that what is there is no longer what was applied
public record Delivery(
        String environment,
        Optional<WeeklyWindow> window,
        SequencedMap<String, String> tools,
        boolean asksWhoIAm,
        List<String> zones,
        boolean goesBack,
        SequencedSet<Check> checks,
        boolean looksForDrift) {
    public Delivery {
        tools = new LinkedHashMap<>(tools);
        zones = List.copyOf(zones);
        checks = new LinkedHashSet<>(checks);
    }

    /// What is looked at afterwards.
    public enum Check {
        /// Its copies of services answer the load balancer before them.
        HEALTH,
        /// What follows a database of another region is as near to it as it has to be.
        LAG,
        /// Resolvers of several operators know the names.
        NAMES,
        /// Users get an answer.
        USERS
    }
}
