package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;

/// The load that a file promises to bear: of an application, and of the journeys through it.
///
/// @param all in words, as `50000/min of transactions`
/// @param uncompared those that no limit of a store counts
record DeclaredLoad(List<String> all, List<String> uncompared) {
    static DeclaredLoad of(Subject subject, Application application) {
        DeclaredLoad load = new DeclaredLoad(new ArrayList<>(), new ArrayList<>());
        load.add(subject, subject.said(application).objectives());
        subject.topology().journeys().values().stream()
                .filter(journey ->
                        journey.application().orElse(application.name()).equals(application.name()))
                .forEach(journey -> load.add(subject, journey.objectives()));
        return load;
    }

    private void add(Subject subject, Topology.Objectives objectives) {
        for (Topology.Levels levels : List.of(objectives.overall(), objectives.perRegion())) {
            levels.throughput().forEach((what, rate) -> add(rate + " of " + what, isLimited(subject, what)));
            levels.concurrent().forEach((what, count) -> add(count + " " + what + " at one time", false));
        }
    }

    private void add(String words, boolean isCompared) {
        if (!all.contains(words)) {
            all.add(words);
            if (!isCompared) {
                uncompared.add(words);
            }
        }
    }

    private static boolean isLimited(Subject subject, String what) {
        return subject.blueprint().stores().keySet().stream()
                .anyMatch(store -> subject.topology()
                        .sources()
                        .at("data." + store + ".limits." + what)
                        .isPresent());
    }

    /// Why nothing shows that a smaller region is enough, as the end of a sentence.
    String missing(RegionName target) {
        if (all.isEmpty()) {
            return "no load is declared, so nothing shows that less is enough";
        }
        return uncompared.isEmpty()
                ? "nothing shows that less is enough"
                : Listed.plain(uncompared) + (uncompared.size() == 1 ? " is" : " are") + " promised, and no limit of "
                        + target + " is declared to compare " + (uncompared.size() == 1 ? "it" : "them")
                        + " with, so nothing shows that less is enough";
    }
}
