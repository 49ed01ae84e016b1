package dev.meridian.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Faults in time: stretches in which the same ones last together. What two faults do to an application depends
/// on whether they are there at once; a list of them without their times does not say that.
///
/// @param stretches one after the other from the first fault on; the last one has no end
record Course(List<Stretch> stretches) {
    Course {
        stretches = List.copyOf(stretches);
    }

    /// @param from after the load began
    /// @param to empty for the last one
    /// @param inForce those that last throughout
    record Stretch(Duration from, Optional<Duration> to, List<Fault> inForce) {}

    static Course of(List<Fault> faults) {
        List<Duration> borders = faults.stream()
                .flatMap(fault -> Stream.concat(Stream.of(fault.start()), fault.end().stream()))
                .distinct()
                .sorted()
                .toList();
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < borders.size(); i++) {
            Duration from = borders.get(i);
            Optional<Duration> to = i + 1 < borders.size() ? Optional.of(borders.get(i + 1)) : Optional.empty();
            stretches.add(new Stretch(
                    from,
                    to,
                    faults.stream().filter(fault -> fault.isInForceAt(from)).toList()));
        }
        return new Course(stretches);
    }

    /// When something is so for the first time; empty if it never is.
    Optional<Duration> first(Predicate<List<Fault>> isSo) {
        return stretches.stream()
                .filter(stretch -> isSo.test(stretch.inForce()))
                .map(Stretch::from)
                .findFirst();
    }

    /// Whether something is so at any time from then on.
    boolean isEver(Predicate<List<Fault>> isSo, Duration from) {
        return stretches.stream()
                .filter(stretch -> stretch.from().compareTo(from) >= 0)
                .anyMatch(stretch -> isSo.test(stretch.inForce()));
    }

    /// Since when something is so for at least this long without a break, for the first time.
    Optional<Duration> first(Predicate<List<Fault>> isSo, Duration least) {
        Optional<Duration> since = Optional.empty();
        for (Stretch stretch : stretches) {
            if (!isSo.test(stretch.inForce())) {
                since = Optional.empty();
                continue;
            }
            Duration began = since.orElse(stretch.from());
            since = Optional.of(began);
            if (stretch.to().filter(to -> to.minus(began).compareTo(least) < 0).isEmpty()) {
                return since;
            }
        }
        return Optional.empty();
    }
}
