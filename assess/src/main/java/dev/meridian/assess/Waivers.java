package dev.meridian.assess;

import dev.meridian.topology.Topology;
import dev.meridian.topology.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Applies what people have accepted. A waiver changes whether a finding counts, never what it says; one that has
/// run out changes nothing and is a finding itself, as is one that no finding answers to.
final class Waivers {
    /// Of somebody's reason, in characters.
    private static final int LONGEST_QUOTE = 200;

    private final List<Acceptance> acceptances;
    private final LocalDate today;

    Waivers(List<Acceptance> acceptances, LocalDate today) {
        this.acceptances = List.copyOf(acceptances);
        this.today = today;
    }

    /// Those of the file.
    static List<Acceptance> of(Topology topology) {
        return topology.waivers().values().stream()
                .map(waiver -> new Acceptance(
                        "waivers." + waiver.name(),
                        waiver.finding(),
                        waiver.at(),
                        waiver.reason(),
                        waiver.expires(),
                        waiver.by()))
                .toList();
    }

    List<Finding> apply(List<Finding> findings) {
        Set<Acceptance> used = new LinkedHashSet<>();
        List<Finding> judged = new ArrayList<>();
        for (Finding finding : findings) {
            Optional<Acceptance> accepted = acceptances.stream()
                    .filter(acceptance -> acceptance.covers(finding))
                    .peek(used::add)
                    .filter(acceptance -> !acceptance.expires().isBefore(today))
                    .findFirst();
            judged.add(accepted.map(found -> finding.with(
                            new Finding.Waived(found.source(), found.reason(), found.expires(), found.by())))
                    .orElse(finding));
        }
        for (Acceptance acceptance : acceptances) {
            if (!used.contains(acceptance)) {
                judged.add(withoutFinding(acceptance));
            } else if (acceptance.expires().isBefore(today)) {
                judged.add(expired(acceptance));
            }
        }
        return judged;
    }

    private static Finding expired(Acceptance acceptance) {
        return Finding.of(
                Rule.WAIVER_EXPIRED,
                acceptance.source(),
                "the waiver of " + acceptance.finding() + " ran out on " + acceptance.expires(),
                "what it accepted counts again: \"" + Words.shown(acceptance.reason(), LONGEST_QUOTE) + "\"",
                "mend what it accepted, or write a new day after having looked again");
    }

    private static Finding withoutFinding(Acceptance acceptance) {
        String where = acceptance.at().map(at -> " at " + at).orElse("");
        return Finding.of(
                Rule.WAIVER_WITHOUT_FINDING,
                acceptance.source(),
                "there is no finding " + acceptance.finding() + where + " to accept",
                "a waiver that hides nothing today hides the next one unseen",
                "delete it, or write the path that the finding names");
    }
}
