package dev.meridian.assess;

import dev.meridian.blueprint.Store;
import dev.meridian.bounds.Term;
import java.util.List;

/// The return from a bad version of a program: people notice it, and the version before is rolled out again. Data
/// stays as it is, but for a store of which the file says how it is made again, or what it may lose by that.
final class BadVersion {
    private BadVersion() {}

    /// Whether a store goes back with the program.
    static boolean concerns(Subject subject, Store store) {
        return StoreContents.areMadeAgain(subject.said(store))
                || WayChoice.stakes(subject, store, Promise.Disruption.BAD_DEPLOY).stream()
                        .anyMatch(stake -> stake.objective() == Promise.Objective.RPO);
    }

    static List<Recovery.Returning> concerned(Subject subject, List<Recovery.Returning> stores) {
        return stores.stream().filter(store -> concerns(subject, store.store())).toList();
    }

    /// The time of the rollout. It depends on the pipeline and on what is deployed, and no key of the file has it.
    static Term rollout() {
        return Term.unknown(
                "rollout of the version before",
                "nobody publishes how long it takes; a drill with `disruption: badDeploy` measures it",
                "deploy");
    }
}
