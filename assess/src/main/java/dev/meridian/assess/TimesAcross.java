package dev.meridian.assess;

import dev.meridian.blueprint.Application;
import dev.meridian.blueprint.FailoverPolicy;
import dev.meridian.blueprint.ProbePolicy;
import dev.meridian.blueprint.RoundTrip;
import dev.meridian.bounds.Inequality;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The times of an application's failover beside the distances between the places of its file. Too short a one
/// makes nothing unsafe: a healthy region is taken for a lost one, or what was worth waiting for is not awaited.
final class TimesAcross {
    /// Connection, login, identification, history and the stream itself (see the profiles' `patience.catchUp`).
    private static final int STREAM_ROUND_TRIPS = 5;

    private final Subject subject;
    private final Application application;
    private final FailoverPolicy policy;
    private final RegionName home;
    private final List<RegionName> outside;

    TimesAcross(Subject subject, Application application) {
        this.subject = subject;
        this.application = application;
        this.policy = application.failover();
        this.home = application.primary();
        this.outside =
                policy.controlIn().stream().filter(voter -> !voter.equals(home)).toList();
    }

    List<Automation.Fit> fits() {
        List<RegionName> survivors = Needed.moved(subject, application).stream()
                .flatMap(store -> store.members().stream())
                .distinct()
                .filter(member -> !member.equals(home))
                .toList();
        List<Automation.Fit> fits = new ArrayList<>();
        farthest(home, outside).ifPresent(way -> fits.addAll(looking(way)));
        commit(survivors).ifPresent(way -> fits.addAll(List.of(renewing(way), silent(way))));
        farthest(policy.controlIn()).ifPresent(way -> fits.add(believing(way)));
        farthest(survivors).ifPresent(way -> fits.add(catchingUp(way)));
        farthest(home, survivors).ifPresent(way -> fits.add(stopping(way)));
        return fits;
    }

    private List<Automation.Fit> looking(Way way) {
        Duration twice = way.trip().p50().multipliedBy(2);
        String between = Automation.between(way.to(), way.from(), way.trip());
        Sides answer = new Sides(
                "a new connection and an answer take two round trips; a healthy region that is far looks silent",
                "2 × round trip",
                twice);
        Sides verdict = new Sides(
                "after a verdict one more probe has to be able to answer before anything moves",
                "every + 2 × round trip",
                policy.probes().every().plus(twice));
        return List.of(
                fit("probes.timeout", answer, policy.probes().timeout(), between),
                fit("hold", verdict, policy.hold(), between));
    }

    private Automation.Fit renewing(Way way) {
        Duration needed = policy.lease().renewEvery().plus(way.trip().p50()).multipliedBy(2);
        return new Automation.Fit(
                place("lease.duration"),
                new Inequality(
                        "one renewal may be lost, so two and their way to a majority have to fit",
                        "2 × (renewEvery + round trip)",
                        needed,
                        "D − m",
                        policy.lease().duration().minus(policy.lease().margin()),
                        "D − m"),
                way.text(),
                "duration: " + text(needed.plus(policy.lease().margin())));
    }

    private Automation.Fit silent(Way way) {
        Sides sides = new Sides(
                "a renewal is seen when a majority has it; a holder that renews on time would count as silent",
                "renewEvery + round trip",
                policy.lease().renewEvery().plus(way.trip().p50()));
        return fit("lease.silentAfter", sides, policy.lease().silentAfter(), way.text());
    }

    private Automation.Fit believing(Way way) {
        Sides sides = new Sides(
                "a word counts from the last one of whoever asks that its speaker had seen: there and back, each by"
                        + " way of a majority",
                "how often a vantage speaks + 4 × round trip",
                ProbePolicy.SAID_EVERY.plus(way.trip().p50().multipliedBy(4)));
        return fit("freshness", sides, policy.freshness(), way.text());
    }

    private Automation.Fit catchingUp(Way way) {
        Sides sides = new Sides(
                "a survivor that fetches what another one has opens a stream to it",
                STREAM_ROUND_TRIPS + " × round trip",
                way.trip().p50().multipliedBy(STREAM_ROUND_TRIPS));
        return fit("patience.catchUp", sides, policy.patience().catchUp(), way.text());
    }

    private Automation.Fit stopping(Way way) {
        Sides sides = new Sides(
                "a holder that hands over is asked, stops, and hears from its standbys that they have everything",
                "2 × round trip",
                way.trip().p50().multipliedBy(2));
        return fit("patience.stop", sides, policy.patience().stop(), way.text());
    }

    /// @param what the distance asks for
    private record Sides(String what, String terms, Duration needed) {}

    private Automation.Fit fit(String key, Sides sides, Duration said, String between) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        return new Automation.Fit(
                place(key),
                new Inequality(sides.what(), sides.terms(), sides.needed(), name, said, name),
                between,
                name + ": " + text(sides.needed()));
    }

    private static String text(Duration time) {
        return Durations.text(Automations.roundedUp(time, 1));
    }

    /// Where the file says it: on a named probe, in its section, or by its profile.
    private String place(String key) {
        String section = subject.path(application.name(), "failover.");
        String last = key.substring(key.lastIndexOf('.') + 1);
        return Stream.concat(
                        Stream.of(section + key),
                        subject.said(application).failover().probes().keySet().stream()
                                .map(probe -> section + "probes." + probe + "." + last))
                .filter(path -> subject.topology().sources().at(path).isPresent())
                .findFirst()
                .orElse(section + "profile");
    }

    /// From whoever may hold the role to the last voter that a majority needs beside it, where that is farthest: a
    /// renewal is there and back once to whoever leads the log, and once from there to the others. Whoever takes
    /// over has to do so without the home.
    private Optional<Way> commit(List<RegionName> survivors) {
        return longest(
                Stream.concat(Stream.of(home), survivors.stream()).flatMap(holder -> toMajority(holder).stream()));
    }

    private Optional<Way> toMajority(RegionName holder) {
        List<Way> near = ways(
                        holder,
                        outside.stream().filter(voter -> !voter.equals(holder)).toList())
                .sorted(Comparator.comparing(way -> way.trip().p50()))
                .toList();
        int own = policy.controlIn().contains(holder) ? 1 : 0;
        int needed = policy.controlIn().size() / 2 + 1 - own;
        return needed < 1 || near.size() < needed ? Optional.empty() : Optional.of(near.get(needed - 1));
    }

    /// Two places with a distance that is known.
    private record Way(RegionName from, RegionName to, RoundTrip trip) {
        String text() {
            return Automation.between(from, to, trip);
        }
    }

    /// The two of these that are farthest apart.
    private Optional<Way> farthest(List<RegionName> places) {
        return longest(places.stream().flatMap(from -> ways(from, places.subList(0, places.indexOf(from)))));
    }

    private Optional<Way> farthest(RegionName from, List<RegionName> places) {
        return longest(ways(from, places));
    }

    private static Optional<Way> longest(Stream<Way> ways) {
        return ways.max(Comparator.comparing(way -> way.trip().p50()));
    }

    private Stream<Way> ways(RegionName from, List<RegionName> places) {
        return places.stream()
                .flatMap(to -> subject.blueprint().roundTrip(from, to).stream().map(trip -> new Way(from, to, trip)));
    }
}
