package dev.meridian.answers;

import dev.meridian.answers.Explained.Saying;
import dev.meridian.answers.Explained.Use;
import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Origins;
import dev.meridian.blueprint.Profiles;
import dev.meridian.topology.Defaults;
import dev.meridian.topology.Origin;
import dev.meridian.topology.Setting;
import dev.meridian.topology.Topology;
import dev.meridian.topology.Words;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every value of a file and where it comes from: what the file and its layers say, and what the blueprint
/// makes of it. Both have paths; where both have a value at one path, the blueprint's is in force.
///
/// Values stand in the order of the file, what follows from them behind what is said in the same block.
public final class Explanation {
    private static final Pattern POLICY = Pattern.compile("((?:applications\\.[^.]+\\.)?failover\\.)(.+)");
    private static final Pattern OVERRIDE = Pattern.compile("regions\\.([^.@]+)\\.overrides\\.([^@]+)");

    private final Topology topology;
    private final Blueprint blueprint;
    private final PathTree tree = new PathTree();

    public Explanation(Topology topology, Blueprint blueprint) {
        this.topology = topology;
        this.blueprint = blueprint;
        topology.sources().all().keySet().forEach(tree::add);
        blueprint.origins().values().keySet().forEach(tree::add);
        topology.regions()
                .forEach((region, said) ->
                        said.overrides().keySet().forEach(path -> tree.add(path + "@" + region.text())));
    }

    /// What stands at a path.
    public sealed interface Answer {
        /// A value, a block, or, where the blueprint sums a block up, both.
        record Found(Optional<Explained> value, List<Explained> below) implements Answer {}

        /// The format has the key, nobody has said anything, and silence means nothing.
        record Silent() implements Answer {}

        /// There is no such thing.
        record Unknown(String what, String fix) implements Answer {}
    }

    /// Every value of the file.
    public List<Explained> all() {
        return tree.below("").stream().map(this::known).toList();
    }

    /// What there is at a path, or at `PATH@REGION`.
    public Answer at(String asked) {
        int at = asked.indexOf('@');
        String path = at < 0 ? asked : asked.substring(0, at);
        if (at < 0) {
            Optional<Explained> value = tree.hasValue(path) ? Optional.of(known(path)) : Optional.empty();
            return answer(
                    asked, value, tree.below(path).stream().map(this::known).toList());
        }
        List<String> regions =
                topology.regions().keySet().stream().map(RegionName::text).toList();
        String region = asked.substring(at + 1);
        if (!regions.contains(region)) {
            String fix = Words.nearest(region, regions)
                    .map(near -> "`" + path + "@" + near + "`")
                    .orElse("behind `@` stands " + Words.oneOf(regions));
            return new Answer.Unknown("the file has no region `" + region + "`", fix);
        }
        List<Explained> below = tree.below(path).stream()
                .filter(other -> other.indexOf('@') < 0 || other.endsWith("@" + region))
                .map(other -> other.replaceFirst("@.*", ""))
                .filter(other -> !other.equals(path))
                .distinct()
                .map(other -> seenFrom(new RegionName(region), other))
                .flatMap(Optional::stream)
                .toList();
        return answer(asked, seenFrom(new RegionName(region), path), below);
    }

    private Answer answer(String asked, Optional<Explained> value, List<Explained> below) {
        if (value.isPresent() || !below.isEmpty()) {
            return new Answer.Found(value, below);
        }
        String path = asked.replaceFirst("@.*", "");
        String known = tree.deepestKnown(path);
        boolean isNext = path.indexOf('.', known.isEmpty() ? 0 : known.length() + 1) < 0;
        return isNext && Defaults.has(path) ? new Answer.Silent() : unknown(path, known);
    }

    private Answer.Unknown unknown(String path, String known) {
        Matcher override = OVERRIDE.matcher(path);
        String fix = override.matches()
                ? "`" + override.group(2) + "@" + override.group(1) + "` is what that region sees"
                : suggestion(path, known);
        return new Answer.Unknown("there is nothing at `" + path + "`", fix);
    }

    /// The path that was probably meant, and what there is in the deepest block that was named rightly.
    private String suggestion(String path, String known) {
        SequencedSet<String> keys = tree.keys(known);
        String behind = path.substring(known.isEmpty() ? 0 : Math.min(path.length(), known.length() + 1));
        int dot = behind.indexOf('.');
        String wrong = dot < 0 ? behind : behind.substring(0, dot);
        String around = known.isEmpty() ? "" : known + ".";
        Optional<String> near = Words.nearest(wrong, keys)
                .map(key -> around + key)
                .map(right ->
                        dot >= 0 && tree.has(right + behind.substring(dot)) ? right + behind.substring(dot) : right)
                .or(() -> tree.endingWith(path));
        String inside = keys.isEmpty()
                ? "`" + known + "` is one value"
                : (known.isEmpty() ? "the file" : "`" + known + "`") + " has " + PathTree.some(keys);
        return near.map(right -> "`" + right + "`; " + inside).orElse(inside);
    }

    private Optional<Explained> seenFrom(RegionName region, String path) {
        Topology.Region said = Objects.requireNonNull(topology.regions().get(region));
        Setting own = said.overrides().get(path);
        Optional<Setting> seen = topology.sources().at(path, region);
        boolean differs = own != null || !seen.equals(topology.sources().at(path));
        if (differs && seen.isPresent()) {
            return Optional.of(Explained.of(path + "@" + region.text(), seen.get(), unsaid(path)));
        }
        return tree.hasValue(path) ? Optional.of(known(path)) : Optional.empty();
    }

    /// The value at a path of the tree.
    private Explained known(String path) {
        int at = path.indexOf('@');
        if (at >= 0) {
            return seenFrom(new RegionName(path.substring(at + 1)), path.substring(0, at))
                    .orElseThrow();
        }
        Optional<Setting> said = topology.sources().at(path);
        Optional<Origins.Value> resolved = blueprint.origins().at(path);
        if (resolved.isEmpty()) {
            return Explained.of(path, said.orElseThrow(), unsaid(path));
        }
        Origins.Value value = resolved.get();
        boolean isSaid = said.isPresent()
                && (said.get().origin().equals(value.origin())
                        || said.get().text().equals(value.text()));
        if (isSaid) {
            return new Explained(
                    path,
                    value.text(),
                    Explained.of(path, said.get(), unsaid(path)).sayings());
        }
        List<Saying> sayings = new ArrayList<>();
        sayings.add(new Saying(value.text(), value.origin(), Use.IN_FORCE));
        said.ifPresent(setting -> sayings.addAll(Explained.chain(setting, Use.USED)));
        return new Explained(path, value.text(), sayings);
    }

    /// What would hold if nobody said anything: the profile's value, and the version's.
    private List<Saying> unsaid(String path) {
        List<Saying> sayings = new ArrayList<>();
        Matcher policy = POLICY.matcher(path);
        if (policy.matches()) {
            String name = text(policy.group(1) + "profile").orElse("default");
            Profiles.at(name, policy.group(2))
                    .ifPresent(value -> sayings.add(new Saying(value, new Origin.Profile(name), Use.OVERRIDDEN)));
        }
        if (Defaults.has(path)) {
            Defaults.at(path).ifPresent(value -> sayings.add(new Saying(value, Defaults.origin(), Use.OVERRIDDEN)));
        }
        return sayings;
    }

    private Optional<String> text(String path) {
        return blueprint
                .origins()
                .at(path)
                .map(Origins.Value::text)
                .or(() -> topology.sources().at(path).map(Setting::text));
    }
}
