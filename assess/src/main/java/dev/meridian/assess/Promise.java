package dev.meridian.assess;

import dev.meridian.bounds.Term;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One promise of the file with the result of the arithmetic.
///
/// @param path where it is made, for example `journeys.buy.objectives.rto`
/// @param owner who makes it: the application, a journey, a store, a region or a claim
/// @param disruption the kind of disruption that it is about; empty for a promise that holds at all times
/// @param bound as the file has it
/// @param best the figure that the mechanisms reach at best
/// @param plan the figure to plan with
/// @param worst the figure that the limits of the plan's steps allow; empty where no step has a limit
/// @param basis the phases or parts that the figures are made of, each with its origins
/// @param accepted the acceptance of the finding against it, where a waiver covers it
public record Promise(
        String path,
        String owner,
        Objective objective,
        Optional<Disruption> disruption,
        String bound,
        String best,
        String plan,
        Optional<String> worst,
        Verdict verdict,
        List<Part> basis,
        Optional<Finding.Waived> accepted) {
    /// How the name of a part begins that is a finding of another subject, with its id behind it.
    static final String AT_RISK_BY = "at risk by ";

    public Promise {
        basis = List.copyOf(basis);
    }

    /// The id of the finding of another subject that puts the promise at risk; empty if its own arithmetic
    /// decides.
    public Optional<String> atRiskBy() {
        return basis.stream()
                .map(Part::name)
                .filter(name -> verdict == Verdict.AT_RISK && name.startsWith(AT_RISK_BY))
                .map(name -> name.substring(AT_RISK_BY.length()))
                .findFirst();
    }

    /// The same promise with another verdict.
    Promise with(Verdict other) {
        return new Promise(path, owner, objective, disruption, bound, best, plan, worst, other, basis, accepted);
    }

    /// The same promise with other parts.
    Promise withBasis(List<Part> other) {
        return new Promise(path, owner, objective, disruption, bound, best, plan, worst, verdict, other, accepted);
    }

    /// The same promise with the acceptance of its finding.
    Promise with(Finding.Waived waived) {
        return new Promise(
                path, owner, objective, disruption, bound, best, plan, worst, verdict, basis, Optional.of(waived));
    }

    /// What is promised.
    public enum Objective {
        RTO,
        RPO,
        AVAILABILITY,
        /// The longest time that users wait for an answer.
        LATENCY,
        /// How long something takes that is no recovery, by a claim.
        TIME;

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
        BAD_DEPLOY,
        /// A move that somebody plans, with nothing lost. Claims alone are about it.
        PLANNED;

        /// What objectives are about.
        static final List<Disruption> FAILURES = List.of(ZONE, REGION, CORRUPTION, BAD_DEPLOY);

        /// As JSON writes it, for example `bad-deploy`.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A phase, or a part of a system, with its figures.
    ///
    /// @param store the store whose figure decides, for a phase in which stores come back side by side
    /// @param origins where each figure in it comes from
    public record Part(
            String name, String best, String plan, String why, Optional<String> store, List<Origin> origins) {
        public Part {
            origins = List.copyOf(origins);
        }

        /// The same part of the regions of one cloud.
        Part of(String cloud) {
            return new Part(name + ", " + cloud, best, plan, why, store, origins);
        }

        static Part of(String name, String best, String plan, String why, Origin origin) {
            return new Part(name, best, plan, why, Optional.empty(), List.of(origin));
        }
    }

    /// Where a figure comes from.
    ///
    /// @param name of the figure, as the arithmetic shows it
    /// @param basis declared, sourced, derived, measured or unknown
    /// @param source the line of the file, the publication with its date, the arithmetic, or what to declare
    /// @param path the key of the file that says it, or would change it
    public record Origin(String name, Term.Basis basis, String source, Optional<String> path) {
        static Origin of(Term term) {
            return new Origin(term.name(), term.basis(), term.source(), term.path());
        }
    }
}
