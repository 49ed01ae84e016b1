package dev.meridian.assess;

import static dev.meridian.units.Durations.text;

import java.util.ArrayList;
import java.util.List;

/// The notes about promises that rest on no declared and no published figure, with what the file lacks.
final class UnfoundedFindings {
    private UnfoundedFindings() {}

    static Finding of(Subject subject, Stake stake) {
        boolean loss = stake.objective() == Promise.Objective.RPO;
        return (loss ? ofALoss(subject, stake) : ofATime(subject, stake)).about(stake.path());
    }

    /// Where no application, service or store is there to lose, or none of its services needs one.
    private static Finding ofALoss(Subject subject, Stake stake) {
        boolean hasStores = !subject.blueprint().stores().isEmpty();
        if (!stake.reach().lost().isEmpty()) {
            return Finding.of(
                    Rule.NOT_JUDGED,
                    stake.path(),
                    promises(stake) + ", and "
                            + Listed.names(List.copyOf(stake.reach().lost()))
                            + " keeps only messages, or copies of other state",
                    "a promise about loss is judged by the stores that could lose something that is nowhere else",
                    "a measurement, or no figure for it");
        }
        return Finding.of(
                Rule.NOT_JUDGED,
                stake.path(),
                promises(stake)
                        + (hasStores
                                ? ", and nothing that it is about needs a store"
                                : ", and the file has no store that it could be about"),
                "a promise about loss is judged by the stores that could lose",
                hasStores
                        ? "`dependsOn` of its services, if one of them needs a store; else nothing can be lost"
                        : "declare the stores under `data`");
    }

    private static Finding ofATime(Subject subject, Stake stake) {
        List<String> missing = new ArrayList<>();
        if (subject.said(stake.application()).failover().probes().isEmpty()) {
            missing.add("probes");
        }
        if (subject.blueprint().stores().isEmpty()) {
            missing.add("stores");
        }
        if (subject.topology().traffic().entrances().isEmpty()) {
            missing.add("entrances");
        }
        String measured = "a drill with its result in `drills` (`disruption: "
                + stake.disruption().text() + "`)";
        return Finding.of(
                Rule.NOT_JUDGED,
                stake.path(),
                promises(stake) + ", and no figure behind it is declared or published",
                "a sum of defaults says nothing about this system",
                missing.isEmpty() ? measured : "declare " + Listed.plain(missing) + ", or " + measured);
    }

    private static String promises(Stake stake) {
        return "`" + stake.owner() + "` promises " + stake.objective().text() + " " + text(stake.bound());
    }
}
