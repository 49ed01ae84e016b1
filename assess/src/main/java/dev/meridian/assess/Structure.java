package dev.meridian.assess;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The mistakes of structure: what no sum shows.
final class Structure {
    /// One look at the whole file.
    @FunctionalInterface
    private interface Look {
        void at(Subject subject, List<Finding> findings);
    }

    private static final List<Look> LOOKS = List.of(
            ProbeRules::check,
            DetectionRules::check,
            LostSteps::check,
            StepOrder::check,
            IncidentRules::check,
            ControlRules::check,
            VantageRules::check,
            QuorumRules::check,
            ReplicationRules::check,
            LossRules::check,
            RefusalRules::check,
            OnePlaceRules::check,
            ZoneRules::check,
            FateRules::check,
            LagRules::check,
            ResidencyRules::check,
            VisitorRules::check,
            RoutingRules::check,
            FrontDoorRules::check,
            NameCacheRules::check,
            NetworkRules::check,
            SecretRules::check,
            CapacityRules::check,
            StandbySizeRules::check,
            ActionRules::check,
            SignalRules::check,
            FailbackRules::check,
            ClientRules::check,
            DependencyRules::check,
            ApplicationRules::check,
            RetentionRules::check,
            PatternRules::check,
            LatencyRules::check,
            Automations::check,
            ClaimRules::check,
            PromiseRules::check,
            UnjudgedRules::check,
            TransportRules::check,
            CostRules::check,
            BudgetRules::check);

    private Structure() {}

    /// Every finding of structure that depends on no day, in the order of the looks.
    static List<Finding> lasting(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        LOOKS.forEach(look -> look.at(subject, findings));
        return findings;
    }

    /// Every finding of structure, in the order of the looks.
    ///
    /// @param today the day on which the support of versions and the grounds of transfers are judged
    static List<Finding> findings(Subject subject, LocalDate today) {
        List<Finding> findings = lasting(subject);
        VersionRules.check(subject, today, findings);
        TransferRules.check(subject, today, findings);
        return findings;
    }
}
