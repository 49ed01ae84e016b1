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

    /// The findings with their acceptances, and none about the waivers themselves.
    List<Finding> accepted(List<Finding> findings) {
        return apply(findings).subList(0, findings.size());
    }

    List<Finding> apply(List<Finding> findings) {
        Set<Acceptance> used = new LinkedHashSet<>();
        Set<Acceptance> counting = new LinkedHashSet<>();
        List<Finding> judged = new ArrayList<>();
        for (Finding finding : findings) {
            List<Acceptance> covering = acceptances.stream()
                    .filter(acceptance -> acceptance.covers(finding))
                    .toList();
            used.addAll(covering);
            Optional<Acceptance> accepted =
                    covering.stream().filter(this::isInForce).findFirst();
            if (accepted.isEmpty()) {
                counting.addAll(covering);
            }
            judged.add(accepted.map(found -> finding.with(
                            new Finding.Waived(found.source(), found.reason(), found.expires(), found.by())))
                    .orElse(finding));
        }
        for (Acceptance acceptance : acceptances) {
            if (!used.contains(acceptance)) {
                judged.add(withoutFinding(acceptance));
            } else if (!isInForce(acceptance)) {
                judged.add(expired(acceptance, counting.contains(acceptance)));
            }
        }
        return judged;
    }

    private boolean isInForce(Acceptance acceptance) {
        return !acceptance.expires().isBefore(today);
    }

    /// @param counts whether something that it accepted is accepted by no other
    private static Finding expired(Acceptance acceptance, boolean counts) {
        return Finding.of(
                Rule.WAIVER_EXPIRED,
                acceptance.source(),
                "the waiver of " + acceptance.finding() + " ran out on " + acceptance.expires(),
                counts
                        ? "what it accepted counts again: \"" + Words.shown(acceptance.reason(), LONGEST_QUOTE) + "\""
                        : "another one accepts the same; this one does nothing any more",
                counts ? "mend what it accepted, or write a new day after having looked again" : "delete it");
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
