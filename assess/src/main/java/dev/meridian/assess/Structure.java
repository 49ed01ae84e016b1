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
            LostStepRules::check,
            PlanLimitRules::check,
            OpenSteps::check,
            DecidingSteps::check,
            StepOrder::check,
            ForgottenStores::check,
            SharedStores::check,
            IncidentRules::check,
            ControlRules::check,
            ControlNeeds::check,
            VantageRules::check,
            QuorumRules::check,
            ReplicationRules::check,
            CutRules::check,
            LossRules::check,
            UnboundedLosses::check,
            RefusalRules::check,
            OnePlaceRules::check,
            ZoneRules::check,
            FateRules::check,
            LagRules::check,
            LagAlarmRules::check,
            OneWriterRules::check,
            ResidencyRules::check,
            VisitorRules::check,
            RoutingRules::check,
            MovedUserRules::check,
            ReadOnlyCopies::check,
            FrontDoorRules::check,
            NameCacheRules::check,
            NetworkRules::check,
            SecretRules::check,
            CapacityRules::check,
            StandbySizeRules::check,
            SpotRules::check,
            SharedLoadRules::check,
            ActionRules::check,
            SignalRules::check,
            TriggerPlaces::check,
            AlarmPlaces::check,
            FailbackRules::check,
            WayBackRules::check,
            DataLeftAway::check,
            AfterTakeover::check,
            DamageLosses::check,
            ClientRules::check,
            DependencyRules::check,
            SharedDependencies::check,
            ApplicationRules::check,
            RoleRules::check,
            RetentionRules::check,
            PatternRules::check,
            LatencyRules::check,
            (subject, findings) -> findings.addAll(new JourneyLatencies(subject).findings()),
            (subject, findings) -> findings.addAll(new TimeClaims(subject).findings()),
            (subject, findings) -> findings.addAll(new UsualClaims(subject).findings()),
            Automations::check,
            ClaimRules::check,
            PromiseRules::check,
            DrillRules::check,
            UntriedParts::check,
            Defects::check,
            UnjudgedRules::check,
            AssumedFigures::check,
            DeclaredTimes::check,
            UntimedPlans::check,
            TransportRules::check,
            CostRules::check,
            BudgetRules::check);

    /// Findings about what a store holds and how it comes back.
    private static final List<Rule> ABOUT_CONTENTS =
            List.of(Rule.LOST_WITH_ITS_REGION, Rule.IN_FLIGHT_LOST, Rule.BACKUP_STAYS, Rule.NO_WAY_BACK_FROM_DAMAGE);

    private Structure() {}

    /// Every finding of structure that depends on no day, in the order of the looks.
    static List<Finding> lasting(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        LOOKS.forEach(look -> look.at(subject, findings));
        findings.replaceAll(finding -> ofOperation(subject, finding));
        return findings;
    }

    /// What a store that is only there to operate would lose is worth a note: no promise rests on it.
    private static Finding ofOperation(Subject subject, Finding finding) {
        String[] place = finding.at().split("\\.", -1);
        boolean isOfOne = ABOUT_CONTENTS.contains(finding.rule())
                && place.length > 1
                && place[0].equals("data")
                && Reach.isOnlyToOperate(subject, place[1]);
        return isOfOne ? finding.with(Severity.NOTE) : finding;
    }

    /// Every finding of structure, in the order of the looks.
    ///
    /// @param today the day on which the support of versions, the grounds of transfers and the age of drills are
    ///     judged
    static List<Finding> findings(Subject subject, LocalDate today) {
        List<Finding> findings = lasting(subject);
        VersionRules.check(subject, today, findings);
        TransferRules.check(subject, today, findings);
        DrillRules.old(subject, today, findings);
        return findings;
    }
}
