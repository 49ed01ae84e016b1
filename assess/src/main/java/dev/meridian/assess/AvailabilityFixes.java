package dev.meridian.assess;

import dev.meridian.units.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// The changes that bring an availability up to its promise. Each is tried: only a change with which the whole sum
/// reaches the promise is offered.
final class AvailabilityFixes {
    private AvailabilityFixes() {}

    /// For a promise above the planned figure.
    static String of(double promised, Availability.Tried tried) {
        ReachedAvailability reached = tried.asItIs();
        OptionalDouble figure = reached.planned(promised);
        if (figure.isEmpty()) {
            return "a bound for `" + reached.weakest() + "`: its SLA, or what the findings about recovery ask for";
        }
        List<String> ways = new ArrayList<>();
        Optional<Supply.Part> weakest = part(tried.supply(), reached.weakest());
        boolean isRule =
                weakest.filter(part -> part.kind() == Supply.Part.Kind.RULE).isPresent();
        weakest.filter(_ -> !isRule)
                .ifPresentOrElse(part -> suppliers(promised, tried, part, ways), () -> quicker(promised, tried, ways));
        if (ways.isEmpty() && !isRule) {
            ways.add(together(promised, tried));
        }
        String most = reached.plan().isEmpty() ? "at most " : "";
        ways.add("a promise of " + most + Availability.percent(figure.getAsDouble()));
        return Listed.either(ways);
    }

    /// The parts of which no single one is enough, those that owe least first, until the promise would be kept.
    private static String together(double promised, Availability.Tried tried) {
        List<Supply.Part> parts = Stream.concat(tried.supply().front().stream(), tried.supply().region().stream())
                .filter(part -> part.share().orElse(1) < 1)
                .sorted(Comparator.comparingDouble(part -> part.share().orElse(1)))
                .toList();
        List<String> names = new ArrayList<>();
        Supply supply = tried.supply();
        double reached = tried.asItIs().most();
        for (Supply.Part part : parts) {
            supply = supply.replacing(part.name(), 1);
            double more = tried.reached().apply(supply).most();
            if (more > reached && !names.contains(part.name())) {
                names.add(part.name());
            }
            reached = more;
            if (reached >= promised) {
                break;
            }
        }
        return names.size() < 2 || reached < promised
                ? "more than one part has to change"
                : "more from " + Listed.names(names) + " together";
    }

    /// For a promise that one failover a year breaks even at best.
    static String quicker(double promised, Availability.Tried tried) {
        ReachedAvailability reached = tried.asItIs();
        List<String> ways = new ArrayList<>();
        quicker(promised, tried, ways);
        if (ways.isEmpty()) {
            ways.add("a quicker recovery together with suppliers who owe more");
        }
        double kept = reached.planned(promised).orElse(reached.best());
        boolean known = reached.plan().isPresent();
        ways.add("a promise of " + (known ? "" : "at most ") + Availability.percent(Math.min(kept, reached.best())));
        return Listed.either(ways);
    }

    private static void quicker(double promised, Availability.Tried tried, List<String> ways) {
        Duration longest = Duration.ofSeconds((long) Math.floor((1 - promised) * Availability.YEAR.toSeconds()));
        tried.atOnce()
                .map(atOnce -> atOnce.apply(tried.supply()))
                .filter(without -> without.most() >= promised)
                .ifPresent(without ->
                        ways.add("a recovery within " + Durations.text(within(promised, without.most(), longest))));
    }

    /// What the suppliers leave of the year for a failover, in whole seconds.
    private static Duration within(double promised, double suppliers, Duration longest) {
        long seconds = (long) Math.floor((1 - promised / suppliers) * Availability.YEAR.toSeconds());
        return seconds < longest.toSeconds() ? Duration.ofSeconds(Math.max(0, seconds)) : longest;
    }

    private static void suppliers(double promised, Availability.Tried tried, Supply.Part part, List<String> ways) {
        double share = part.share().orElse(1);
        double reached = tried.asItIs().most();
        if (with(tried, part, 1) >= promised) {
            double needed = Math.min(1, share * promised / reached);
            double rounded = Math.min(1, Math.ceil(needed * 1_000_000) / 1_000_000);
            double offered = with(tried, part, rounded) >= promised ? rounded : 1;
            ways.add(
                    offered < 1
                            ? "a supplier who owes " + Availability.percent(offered) + " in place of `" + part.name()
                                    + "`"
                            : "`" + part.name() + "` out of the way of a request");
        }
        boolean canStandBeside = part.kind() == Supply.Part.Kind.SERVICE && isInFront(tried, part);
        if (canStandBeside && with(tried, part, 1 - (1 - share) * (1 - share)) >= promised) {
            ways.add("two of `" + part.name() + "` side by side");
        }
    }

    /// Whether all regions share a part. A second one of what each region has is a region more.
    private static boolean isInFront(Availability.Tried tried, Supply.Part part) {
        return tried.supply().front().stream().anyMatch(shared -> shared.name().equals(part.name()));
    }

    private static double with(Availability.Tried tried, Supply.Part part, double share) {
        return tried.reached()
                .apply(tried.supply().replacing(part.name(), share))
                .most();
    }

    private static Optional<Supply.Part> part(Supply supply, String name) {
        return Stream.concat(supply.front().stream(), supply.region().stream())
                .filter(part -> part.name().equals(name) && part.share().isPresent())
                .findFirst();
    }
}
