package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The section `compliance`: what law and others ask for.
///
/// @param frameworks the rules that the owner answers to
/// @param classes the kinds of data that law treats differently; stores say which of them they hold
/// @param transfers what lets data leave its region
public record Compliance(
        List<Framework> frameworks, SequencedMap<String, DataClass> classes, List<Transfer> transfers) {

    /// A set of rules.
    public enum Framework {
        GDPR,
        HIPAA,
        SOC2,
        ISO27001,
        COPPA,
        PCI_DSS,
        CCPA
    }

    /// What a transfer can rest on: a decision of adequacy, standard contractual clauses, binding corporate rules.
    public enum Transfer {
        ADEQUACY,
        SCC,
        BCR
    }

    /// A kind of data.
    ///
    /// @param subjects whose data it is, as countries or unions
    /// @param keepIn the only regions that may ever hold it; empty where any may
    /// @param keep how long it is kept
    /// @param erasable whether a person can have it deleted everywhere
    /// @param portable whether a person can take it along
    public record DataClass(
            String name,
            List<String> subjects,
            List<RegionName> keepIn,
            Optional<Period> keep,
            Optional<Boolean> erasable,
            Optional<Boolean> portable) {}
}
