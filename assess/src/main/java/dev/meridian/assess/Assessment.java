package dev.meridian.assess;

import java.util.List;

/// Every promise of a file with its verdict, and every finding; both in the order of the file.
///
/// @param unpromised what the file says nothing about and people ask for: `rto for corruption`
public record Assessment(List<Promise> promises, List<String> unpromised, List<Finding> findings) {
    public Assessment {
        promises = List.copyOf(promises);
        unpromised = List.copyOf(unpromised);
        findings = List.copyOf(findings);
    }

    /// Whether nothing that counts stands against the file.
    public boolean isFine() {
        return findings.stream().noneMatch(Finding::counts);
    }
}
