package dev.meridian.assess;

import dev.meridian.topology.Claim;
import dev.meridian.topology.Words;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Values that a document states otherwise than the file, and the promises that would be judged otherwise by them:
/// who relies on the document relies on those (docs/adr/0034-what-a-document-says-beside-what-runs.md).
final class DocumentedValues {
    /// Of a document's words, in characters.
    private static final int LONGEST_QUOTE = 200;

    private final Subject subject;
    private final Subject.Revisions revisions;
    private Optional<SequencedMap<String, Promise>> reckoned = Optional.empty();

    private DocumentedValues(Subject subject, Subject.Revisions revisions) {
        this.subject = subject;
        this.revisions = revisions;
    }

    /// @param revisions how the file is read with the value of the document
    static List<Finding> findings(Subject subject, Subject.Revisions revisions) {
        DocumentedValues rules = new DocumentedValues(subject, revisions);
        List<Finding> findings = new ArrayList<>();
        for (Claim claim : subject.topology().claims().values()) {
            if (claim.at().isPresent() && claim.value().isPresent()) {
                rules.compare(claim, claim.at().get(), claim.value().get()).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<Finding> compare(Claim claim, String path, String stated) {
        String there = subject.value(path).orElse("nothing");
        if (isSame(there, stated)) {
            return Optional.empty();
        }
        Optional<List<String>> better = revisions
                .with(List.of(new Finding.Change(path, Optional.of(there), stated)))
                .map(this::better);
        boolean isUnknown = there.equals("unknown");
        String why = "every verdict is reckoned with " + there
                + better.filter(promises -> !promises.isEmpty())
                        .map(promises -> "; with " + stated + ", " + Listed.plain(promises))
                        .orElse("");
        Finding finding = Finding.of(
                Rule.DOCUMENT_DIFFERS,
                "claims." + claim.name() + ".value",
                "\"" + Words.shown(claim.says(), LONGEST_QUOTE) + "\" says " + stated + " of `" + path
                        + "`, and the file says " + there,
                why,
                isUnknown
                        ? "`" + path + ": " + stated + "`, where that is what runs"
                        : "correct the document or `" + path + "`, whichever is not what runs");
        return Optional.of(
                better.filter(promises -> !promises.isEmpty()).isPresent() ? finding.with(Severity.WARNING) : finding);
    }

    /// The promises that hold better with the value of the document.
    private List<String> better(Subject documented) {
        SequencedMap<String, Promise> now = reckoned.orElseGet(() -> byName(subject));
        reckoned = Optional.of(now);
        List<String> better = new ArrayList<>();
        byName(documented).forEach((name, promise) -> {
            Promise before = now.get(name);
            if (before != null && promise.verdict().compareTo(before.verdict()) < 0) {
                better.add(name + " would be " + shown(promise) + " in place of " + shown(before));
            }
        });
        return better;
    }

    private static SequencedMap<String, Promise> byName(Subject subject) {
        SequencedMap<String, Promise> promises = new LinkedHashMap<>();
        Assess.promises(subject)
                .forEach(promise -> promises.putIfAbsent(
                        promise.objective().text() + " of `" + promise.owner() + "`"
                                + promise.disruption()
                                        .map(kind -> " (" + kind.text() + ")")
                                        .orElse(""),
                        promise));
        return promises;
    }

    private static String shown(Promise promise) {
        return promise.verdict().text().replace('-', ' ');
    }

    /// Whether two texts are one value: lists and times may be written in several ways.
    private static boolean isSame(String one, String other) {
        String first = bare(one);
        String second = bare(other);
        return first.equals(second)
                || time(first)
                        .flatMap(time -> time(second).filter(time::equals))
                        .isPresent();
    }

    private static String bare(String text) {
        return text.replaceAll("[\\s\\[\\]\"]", "").toLowerCase(Locale.ROOT);
    }

    private static Optional<Duration> time(String text) {
        try {
            return Optional.of(Duration.parse("PT" + text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
