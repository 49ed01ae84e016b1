package dev.meridian.assess;

import dev.meridian.topology.Claim;
import dev.meridian.topology.Events;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The events of a file that speak against a claim in words, if it says that its regions fail apart from each
/// other: fates, and outages that have happened, which took several of them together. The words themselves are not
/// read.
final class SharedFates {
    private SharedFates() {}

    /// The reason why such a claim is not judged, with the events that people hold it against; empty where the
    /// file has none about its regions, or the claim has a figure.
    static Optional<String> against(Subject subject, Claim claim) {
        List<String> events = new ArrayList<>();
        if (!ClaimScope.hasFigure(claim)) {
            for (Events.Fate fate : subject.topology().fates().values()) {
                if (isAbout(subject, claim, "fates." + fate.name(), fate.places())) {
                    events.add("fates." + fate.name());
                }
            }
            for (Events.Incident incident : subject.topology().incidents().values()) {
                if (isAbout(subject, claim, "incidents." + incident.name(), incident.places())) {
                    events.add("incidents." + incident.name());
                }
            }
        }
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of("it is a text; if it says that regions fail apart from each other, "
                        + Listed.names(events)
                        + (events.size() == 1 ? " speaks" : " speak")
                        + " against it, with several of them together");
    }

    /// A claim about everything is about an event that takes every region; one about a region, or about the event
    /// itself, is about that.
    private static boolean isAbout(Subject subject, Claim claim, String path, Collection<RegionName> places) {
        if (places.size() < 2) {
            return false;
        }
        String at = claim.at().orElse("");
        return (at.isEmpty() || at.equals("regions"))
                ? places.containsAll(subject.blueprint().regions().keySet())
                : at.equals(path) || places.stream().anyMatch(place -> at.equals("regions." + place.text()));
    }
}
