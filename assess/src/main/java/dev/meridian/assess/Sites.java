package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// The places of an application whose users reach one region alone. Several of them are sites: each has users and
/// data of its own, so a second place for one of them brings nothing to the others.
final class Sites {
    private final Subject subject;
    private final Application application;
    private final Fronts fronts;

    Sites(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.fronts = new Fronts(subject, application);
    }

    /// The instruction that lets the users of an entrance with one place be served while that is gone.
    ///
    /// @param entrance the one that a recovery waits for
    String secondPlace(String entrance) {
        List<RegionName> places = alone().map(fronts::onlyPlace)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return places.size() > 1
                ? "a second place for the users of each of " + Listed.regions(places) + copies()
                        + ", or no promise for the loss of a region"
                : "a second place of " + Listed.names(services(entrance)) + " in another region, and a `switch` between"
                        + " them";
    }

    private Stream<Topology.Entrance> alone() {
        return fronts.entrances().stream()
                .filter(entrance -> fronts.onlyPlace(entrance).isPresent() && !fronts.standsByAlone(entrance));
    }

    /// The entrance, with the other services behind it that run in its region alone.
    private List<String> services(String entrance) {
        Topology.Entrance found =
                Objects.requireNonNull(subject.topology().traffic().entrances().get(entrance));
        String service = Fronts.service(found);
        Optional<RegionName> place = fronts.onlyPlace(found);
        if (place.isEmpty() || !subject.blueprint().services().containsKey(service)) {
            return List.of(entrance);
        }
        Stream<String> others = Reach.ofService(subject, service).services().stream()
                .filter(name -> !name.equals(service))
                .filter(name -> subject.service(name).regions().equals(List.of(place.get())));
        return Stream.concat(Stream.of(entrance), others).distinct().toList();
    }

    /// The stores that another place would need, and that nothing brings there now.
    private String copies() {
        List<String> lost = Reach.of(subject, application.name()).lost().stream()
                .filter(name -> isLost(subject.wayBack(subject.store(name), Promise.Disruption.REGION)))
                .toList();
        return lost.isEmpty() ? "" : ", with the " + Listed.names(lost) + " of each copied there";
    }

    private static boolean isLost(Comeback back) {
        return back.way() == Comeback.Way.LOST || back.loss().span().best().isEmpty();
    }
}
