package dev.meridian.estate;

import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What a file asks to be written for people (`operations`), beside what is built: which of it the pages have
/// that are
/// written with the rest.
final class Papers {
    /// Documents by the words of the file, each of which is a page.
    private static final List<String> DOCUMENTS = List.of(
            "architecture",
            "architecture-diagrams",
            "deployment",
            "monitoring",
            "quick-start",
            "recovery-plan",
            "runbooks",
            "scaling",
            "security-playbooks",
            "troubleshooting");

    /// What is looked at again and again, and has a line that says how.
    private static final List<String> REVIEWS = List.of(
            "architecture",
            "backups",
            "capacity",
            "compliance",
            "cost",
            "documentation",
            "failover-drill",
            "forecast",
            "health",
            "performance",
            "replication-lag",
            "reserved",
            "right-sizing",
            "runbooks",
            "secrets",
            "security-alerts",
            "security-audit",
            "tuning",
            "unused-resources");

    private static final String OPERATIONS = "operations.";

    /// Drift, costs and intruders concern every estate.
    private static final int ALWAYS = 3;

    private Papers() {}

    static void note(Ledger ledger, Collection<Site> sites) {
        ledger.said().sources().all().keySet().stream()
                .filter(path -> path.startsWith(OPERATIONS + "contacts."))
                .toList()
                .forEach(ledger::rendered);
        List.of("daily", "weekly", "monthly", "quarterly", "yearly")
                .forEach(rhythm -> all(ledger, OPERATIONS + "reviews." + rhythm, REVIEWS));
        all(ledger, OPERATIONS + "documents", DOCUMENTS);
        at(ledger, OPERATIONS + "runbooks")
                .filter(number -> number.matches("\\d{1,4}") && Integer.parseInt(number) <= incidents(sites))
                .ifPresent(_ -> ledger.rendered(OPERATIONS + "runbooks"));
    }

    private static Optional<String> at(Ledger ledger, String path) {
        return ledger.said().sources().at(path).map(Setting::text);
    }

    private static void all(Ledger ledger, String path, List<String> known) {
        Optional<List<String>> asked = at(ledger, path).map(Scalars::words);
        asked.ifPresent(words -> {
            List<String> open =
                    words.stream().filter(word -> !known.contains(word)).toList();
            if (open.isEmpty()) {
                ledger.rendered(path);
            } else {
                ledger.left(path, "no page for " + String.join(", ", open) + "; the others are in `runbooks/`");
            }
        });
    }

    /// How many kinds of incident have a page.
    private static long incidents(Collection<Site> sites) {
        boolean hasDatabases = sites.stream().anyMatch(site -> !site.databases().isEmpty());
        boolean hasCopies = sites.stream().anyMatch(site -> !site.follows().isEmpty());
        boolean hasCaches =
                sites.stream().anyMatch(site -> !site.stores().caches().isEmpty());
        boolean hasLags =
                hasCopies || sites.stream().anyMatch(site -> !site.joins().isEmpty());
        boolean hasEntrances = sites.stream().anyMatch(site -> !site.entrances().isEmpty());
        boolean hasStores = sites.stream().anyMatch(site -> !site.stores().isEmpty());
        return ALWAYS
                + List.of(sites.size() > 1, hasDatabases, hasCopies, hasLags, hasCaches, hasEntrances, hasStores)
                        .stream()
                        .filter(is -> is)
                        .count();
    }
}
