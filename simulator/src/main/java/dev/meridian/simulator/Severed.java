package dev.meridian.simulator;

import dev.meridian.faults.Fault;
import dev.meridian.faults.Setting;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// Users whom listed faults keep from everybody who could serve them, wherever the role is by then: whoever tells
/// how long a recovery took cannot count them.
///
/// Who could serve depends on faults that last together: a user behind a cut link is cut off while the primary
/// rightly stays behind it, and no longer when a second cut makes it go. So a fault that ends is looked at as it
/// does, beside those that it ends among; one that lasts, whenever somebody asks.
final class Severed {
    private final World world;
    private final Faults faults;
    private final Setting setting;
    private final SequencedSet<RegionName> before = new LinkedHashSet<>();
    private Answer answer;

    /// The last one: it is asked for again and again, and changes seldom.
    ///
    /// @param until when the next fault begins or ends
    private record Answer(RegionName holder, long until, List<RegionName> cutOff) {}

    Severed(World world, Faults faults) {
        this.world = world;
        this.faults = faults;
        this.setting = world.scene.setting();
        this.answer = new Answer(world.policy.home(), Long.MIN_VALUE, List.of());
    }

    /// What was over before the fault that is judged is another story, and whoever was cut off when it came does
    /// not wait for what follows from it.
    void begin() {
        if (faults instanceof Faults.Listed listed) {
            Duration judged = listed.judged(setting).map(Fault::start).orElse(Duration.ZERO);
            Stream.concat(Stream.of(judged), listed.all().stream().flatMap(fault -> fault.end().stream()))
                    .filter(border -> border.compareTo(judged) >= 0)
                    .forEach(border -> world.at(border.toNanos() - 1, () -> before.addAll(cutOff())));
        }
    }

    /// Whether users of a place are cut off now.
    boolean isNow(Place location) {
        return cutOff().contains(location.name);
    }

    /// Whether they were when a listed fault ended, or when the one that is judged came.
    boolean wasBefore(Place location) {
        return before.contains(location.name);
    }

    private List<RegionName> cutOff() {
        RegionName holder = world.log.state().holder().orElse(world.policy.home());
        if (world.now >= answer.until || !answer.holder.equals(holder)) {
            List<Fault> inForce = faults.all().stream().filter(this::lasts).toList();
            answer = new Answer(holder, nextBorder(), setting.cutOff(holder, inForce));
        }
        return answer.cutOff;
    }

    private long nextBorder() {
        return faults.all().stream()
                .flatMap(fault -> Stream.concat(Stream.of(fault.start()), fault.end().stream()))
                .mapToLong(Duration::toNanos)
                .filter(border -> border > world.now)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private boolean lasts(Fault fault) {
        Optional<Duration> end = fault.end();
        return world.now >= fault.start().toNanos()
                && end.filter(it -> world.now >= it.toNanos()).isEmpty();
    }
}
