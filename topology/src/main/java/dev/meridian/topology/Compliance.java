package dev.meridian.topology;

import dev.meridian.units.RegionName;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The section `compliance`: what law and others ask for.
///
/// @param frameworks the rules that the owner answers to
/// @param classes the kinds of data that law treats differently; stores say which of them they hold
/// @param transfers the mechanisms that hold for all data that leaves its jurisdiction; empty where transfers are
///     declared one by one
/// @param declaredTransfers single transfers, by name
public record Compliance(
        List<Framework> frameworks,
        SequencedMap<String, DataClass> classes,
        List<Transfer> transfers,
        SequencedMap<String, DeclaredTransfer> declaredTransfers) {

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

    /// The mechanisms that a transfer can rest on: a decision of adequacy, standard contractual clauses, binding
    /// corporate rules, consent of the persons, and the EU-US Data Privacy Framework.
    public enum Transfer {
        ADEQUACY,
        SCC,
        BCR,
        CONSENT,
        DPF
    }

    /// A transfer of data between jurisdictions, and the mechanism that allows it.
    ///
    /// @param from the jurisdictions that the data leaves: codes of countries, `EU` or `EEA`
    /// @param to the jurisdictions that it goes to; likewise
    /// @param document the decision, contract or record that proves it
    /// @param since the first day on which it holds
    /// @param until the last day on which it holds
    public record DeclaredTransfer(
            String name,
            List<String> from,
            List<String> to,
            Transfer by,
            Optional<String> document,
            Optional<LocalDate> since,
            Optional<LocalDate> until) {}

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
