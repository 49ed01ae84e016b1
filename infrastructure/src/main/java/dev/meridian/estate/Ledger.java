package dev.meridian.estate;

import dev.meridian.topology.Compute;
import dev.meridian.topology.Message;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Topology;
import dev.meridian.units.RegionName;
import dev.meridian.units.WeeklyWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What has become of each line of a file: built, or in the way of building anything.
final class Ledger {
    private static final int ZONES = 3;

    private final Topology said;
    private final SequencedMap<RegionName, Cloud> regions = new LinkedHashMap<>();
    private final SequencedSet<String> rendered = new LinkedHashSet<>();
    private final SequencedSet<String> withdrawn = new LinkedHashSet<>();
    private final SequencedSet<String> unwanted = new LinkedHashSet<>();
    private final SequencedMap<String, String> left = new LinkedHashMap<>();
    private final SequencedMap<String, String> instead = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final SequencedSet<String> notices = new LinkedHashSet<>();
    private final SequencedMap<String, RegionName> founders = new LinkedHashMap<>();

    Ledger(Topology said) {
        this.said = said;
    }

    Topology said() {
        return said;
    }

    /// The regions in which something is built, in the order of the file.
    SequencedSet<RegionName> regions() {
        return Collections.unmodifiableSequencedSet(regions.sequencedKeySet());
    }

    /// Those of one cloud.
    List<RegionName> regions(Cloud cloud) {
        return regions.sequencedEntrySet().stream()
                .filter(entry -> entry.getValue() == cloud)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Something is built in this region.
    void builds(RegionName region, Cloud cloud) {
        regions.put(region, cloud);
    }

    /// Who operates a region in which something is built.
    Cloud cloud(RegionName region) {
        Cloud cloud = regions.get(region);
        if (cloud == null) {
            throw new IllegalArgumentException("nothing is built in " + region);
        }
        return cloud;
    }

    /// Whether all regions are of one cloud.
    boolean isOf(Cloud cloud) {
        return regions.values().stream().allMatch(cloud::equals);
    }

    /// What stands at this path is built in some regions and not in others: that is not what was asked for.
    void withdraw(String path, String why) {
        if (rendered.contains(path)) {
            otherwise(path, why);
        }
    }

    /// The same where one region has it otherwise: its own line, if it has one, is not built.
    void unbuilt(String path, RegionName region, String why) {
        if (isOwn(path, region)) {
            otherwise(Estates.own(region, path), why);
        } else {
            rendered(path);
            withdraw(path, why);
        }
    }

    /// Whether the file has its services run on this platform.
    boolean isOn(Compute.Platform platform) {
        return said.compute().platform().filter(platform::equals).isPresent();
    }

    /// Whether a service runs on another platform than the one that services are written for.
    boolean runsElsewhere(Topology.Service service) {
        return service.platform()
                .filter(own -> !said.compute().platform().equals(Optional.of(own)))
                .isPresent();
    }

    /// Whether a region says otherwise what stands at this path.
    boolean isOwn(String path, RegionName region) {
        return Optional.ofNullable(said.regions().get(region))
                .filter(one -> one.overrides().containsKey(path))
                .isPresent();
    }

    /// An earlier writing made the datastores of these stores in these regions.
    void founded(SequencedMap<String, RegionName> stores) {
        founders.putAll(stores);
    }

    /// Where a datastore of several regions was made; empty for one that is new.
    Optional<RegionName> founder(String store) {
        return Optional.ofNullable(founders.get(store));
    }

    /// Over how many zones the network of a region spreads: three where nobody says, so that a zone can be lost
    /// while two others agree on what holds.
    int zones(RegionName region) {
        Optional<Topology.Count> zones = Optional.ofNullable(said.regions().get(region))
                .flatMap(one -> one.regional().zones())
                .or(() -> said.network().zones());
        return zones.map(count -> count.least().orElse(ZONES)).orElse(ZONES);
    }

    /// Something is built by what stands at this path.
    void rendered(String path) {
        if (!withdrawn.contains(path)) {
            rendered.add(path);
        }
    }

    private void otherwise(String path, String why) {
        rendered.remove(path);
        withdrawn.add(path);
        left(path, why);
    }

    /// What is built does this in any case; whoever asks for it not to is told.
    void inAnyCase(String path, String why) {
        rendered(path);
        againstWill(path, "false", why);
    }

    /// Whoever says this does not want what is built in any case, and is told.
    void againstWill(String path, String value, String why) {
        if (asks(path, value)) {
            otherwise(path, why);
            unwanted.add(path);
            instead.put(path, "no such line; nothing is to be done for it");
        }
    }

    /// Whether the file says this of all regions.
    boolean asks(String path, String value) {
        return said.sources()
                .at(path)
                .filter(setting -> setting.text().equals(value))
                .isPresent();
    }

    SequencedSet<String> rendered() {
        return rendered;
    }

    /// Nothing is built by what stands at this path, for a reason that whoever wrote it can do something about.
    void left(String path, String why) {
        left.put(path, why);
        instead.remove(path);
    }

    /// The same where what is possible depends on the reason.
    void left(String path, String why, String possible) {
        left.put(path, why);
        instead.put(path, possible);
    }

    /// Why, by path. Whoever wants no such thing and gets none has nothing to be told.
    SequencedMap<String, String> left() {
        SequencedMap<String, String> told = new LinkedHashMap<>();
        left.forEach((path, why) -> {
            if (!isGranted(path)) {
                told.put(path, why);
            }
        });
        return told;
    }

    /// Whether whoever wrote this is told of it.
    boolean isLeft(String path) {
        return left.containsKey(path) && !isGranted(path);
    }

    private boolean isGranted(String path) {
        return !unwanted.contains(path) && (asks(path, "false") || (asks(path, "none") && !withdrawn.contains(path)));
    }

    /// What is possible, by path, where it is not the same as for all lines of its kind.
    SequencedMap<String, String> instead() {
        return instead;
    }

    /// What whoever writes it has to know at once, and not only where they look for it.
    void notice(String text) {
        notices.add(text);
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    /// When something may be worked on: one time in the week, which is what a cloud takes. Empty where the file
    /// says nothing, or every day.
    Optional<WeeklyWindow> window(String path) {
        Optional<WeeklyWindow> window = said.sources()
                .at(path)
                .flatMap(setting -> Scalars.window(setting.text()))
                .filter(weekly -> weekly.day().isPresent());
        window.ifPresent(_ -> rendered(path));
        return window;
    }

    /// The same; a problem where it is shorter than what a cloud takes.
    ///
    /// @param who works on what, as the reason has it: `RDS works on a database`
    Optional<WeeklyWindow> window(String path, Duration shortest, String who) {
        Optional<WeeklyWindow> window = window(path);
        window.filter(weekly -> length(weekly).compareTo(shortest) < 0)
                .ifPresent(weekly -> problem(
                        path,
                        new Message(
                                "`" + weekly.text() + "` is " + length(weekly).toMinutes() + " minutes long",
                                who + " in a window of at least " + shortest.toMinutes() + " minutes",
                                "`" + extended(weekly, shortest) + "`, or longer")));
        return window;
    }

    private static Duration length(WeeklyWindow window) {
        Duration length = Duration.between(window.from(), window.until());
        return length.isNegative() ? length.plusDays(1) : length;
    }

    private static String extended(WeeklyWindow window, Duration length) {
        return new WeeklyWindow(window.day(), window.from(), window.from().plus(length)).text();
    }

    /// What stands at this path cannot be built; said once, however many regions have it.
    void problem(String path, Message message) {
        Problem problem = said.sources().problem(Estates.CANNOT_BE_BUILT, path, "", message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    List<Problem> problems() {
        return problems;
    }
}
