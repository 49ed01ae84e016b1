package dev.meridian.synthesis;

import dev.meridian.estate.Estates;
import dev.meridian.kubernetes.Manifests;
import dev.meridian.terraform.Root;
import dev.meridian.terraform.Twice;
import dev.meridian.topology.Message;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Names of a file that something else has in what would be written: a service `cluster` would have the role of
/// the cluster. What is ours is not renamed for it: where it has been applied, another name builds it anew, and
/// the cluster with it.
final class Namesakes {
    /// @param path of what is called so
    /// @param kind as messages have it
    private record Named(String path, String kind, String name) {
        /// Whether something is called after it.
        boolean is(String other) {
            return words(other).contains(words(name));
        }

        /// Labels of roots have no hyphens.
        private static String words(String name) {
            return "-" + name.replaceAll("[^a-z0-9]+", "-") + "-";
        }
    }

    private Namesakes() {}

    /// Problems where the file gave the name; none where nothing has the name of something else.
    ///
    /// @throws AssertionError if the file did not: a defect of ours
    static List<Problem> problems(List<Root> roots, List<Manifests.Twice> manifests, Topology said) {
        List<Named> named = named(said);
        SequencedMap<String, Problem> problems = new LinkedHashMap<>();
        Twice.in(roots).forEach(twice -> {
            Stream<String> files = twice.files().stream().map(file -> file.replaceAll(".*/|\\.tf$", ""));
            Named one = whose(named, Stream.concat(files, twice.names().stream()), twice.what());
            String why = "there would be two " + twice.what() + ", in terraform/"
                    + String.join(" and terraform/", twice.files());
            problems.putIfAbsent(one.path, problem(said, one, why));
        });
        manifests.forEach(twice -> {
            Named one = whose(named, Stream.of(twice.name()), twice.kind() + " " + twice.name());
            String why = "the cluster would have two `" + twice.kind() + "` called `" + twice.name() + "`";
            problems.putIfAbsent(one.path, problem(said, one, why));
        });
        return List.copyOf(problems.values());
    }

    private static Problem problem(Topology said, Named one, String why) {
        return said.sources()
                .problem(
                        Estates.CANNOT_BE_BUILT,
                        one.path,
                        "",
                        new Message(
                                one.kind + " of this file cannot be called `" + one.name + "`",
                                why,
                                "another name, for example `" + one.name + "-"
                                        + said.applications().firstEntry().getKey() + "`"));
    }

    /// The longest of the file's names that is in one of these.
    private static Named whose(List<Named> named, Stream<String> names, String what) {
        List<String> all = names.toList();
        Optional<Named> one = named.stream()
                .filter(candidate -> all.stream().anyMatch(candidate::is))
                .max(Comparator.comparingInt(candidate -> candidate.name.length()));
        return one.orElseThrow(() -> new AssertionError("what was written is not coherent: two " + what));
    }

    private static List<Named> named(Topology said) {
        List<Named> named = new ArrayList<>();
        said.services().keySet().forEach(name -> named.add(new Named("services." + name, "a service", name)));
        said.stores().keySet().forEach(name -> named.add(new Named("data." + name, "a store", name)));
        said.traffic()
                .entrances()
                .keySet()
                .forEach(name -> named.add(new Named("traffic.entrances." + name, "an entrance", name)));
        said.compute()
                .nodes()
                .keySet()
                .forEach(name -> named.add(new Named("compute.nodes." + name, "a group of machines", name)));
        return named;
    }
}
