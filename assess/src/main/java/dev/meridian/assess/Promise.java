package dev.meridian.assess;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One promise of the file and what the arithmetic says of it.
///
/// @param path where it is made, for example `journeys.buy.objectives.rto`
/// @param owner who makes it: the application, a journey, a store, a region or a claim
/// @param disruption what it is promised for; empty for what holds at all times
/// @param bound as the file has it
/// @param best what the mechanisms reach at best
/// @param plan what a careful person plans with
/// @param basis the phases or parts that the figures are made of, for people who ask
public record Promise(
        String path,
        String owner,
        Objective objective,
        Optional<Disruption> disruption,
        String bound,
        String best,
        String plan,
        Verdict verdict,
        List<Part> basis) {
    public Promise {
        basis = List.copyOf(basis);
    }

    /// What is promised.
    public enum Objective {
        RTO,
        RPO,
        AVAILABILITY;

        /// As the file and JSON write it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What it is promised for.
    public enum Disruption {
        ZONE,
        REGION,
        CORRUPTION,
        BAD_DEPLOY;

        /// As JSON writes it, for example `bad-deploy`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A phase, or a part of a system, with its figures.
    ///
    /// @param store whose figure it is, for a phase that stores come back in side by side and one of them decides;
    ///     empty for any other
    public record Part(String name, String best, String plan, String why, Optional<String> store) {
        public Part(String name, String best, String plan, String why) {
            this(name, best, plan, why, Optional.empty());
        }
    }
}
