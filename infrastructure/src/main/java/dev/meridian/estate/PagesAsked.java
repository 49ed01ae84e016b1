package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Works out whether the pages that a file asks for (`observability.dashboards`) are among those that are written.
final class PagesAsked {
    private static final String PATH = "observability.dashboards";

    /// What is on the pages of every estate.
    private static final List<String> ALWAYS = List.of(
            "health", "latency", "errors", "throughput", "performance", "saturation", "cost", "global", "regional");

    private static final SequencedMap<String, String> NEVER = new LinkedHashMap<>();

    static {
        NEVER.put("compliance", "no metric says whether rules are kept; AWS Config has a page of its own for that");
    }

    private final Blueprint meant;
    private final Ledger ledger;

    PagesAsked(Blueprint meant, Ledger ledger) {
        this.meant = meant;
        this.ledger = ledger;
    }

    /// Notes what is left; whether there are pages at all.
    ///
    /// @param tells whether there are alarms
    /// @param hasTrail whether calls of the cloud's own interface are written down
    boolean note(boolean tells, boolean hasTrail) {
        List<String> asked = ledger.said()
                .sources()
                .at(PATH)
                .map(Setting::text)
                .map(Scalars::words)
                .orElse(List.of());
        List<String> written = new ArrayList<>(ALWAYS);
        if (ledger.regions().size() > 1) {
            written.addAll(List.of("multi-region", "failover", "recovery"));
        }
        if (tells) {
            written.add("incidents");
        }
        boolean hasFirewall = ledger.said().sources().all().keySet().stream()
                .anyMatch(path -> path.equals("traffic.waf") || path.startsWith("traffic.waf."));
        if (hasTrail || (hasFirewall && !meant.traffic().entrances().isEmpty())) {
            written.add("security");
        }
        List<String> open =
                asked.stream().filter(word -> !written.contains(word)).toList();
        if (open.isEmpty()) {
            ledger.rendered(PATH);
        } else {
            ledger.left(
                    PATH,
                    String.join(
                            "; ",
                            open.stream()
                                    .map(word -> "`" + word + "`: "
                                            + NEVER.getOrDefault(word, "nothing here counts what would be on it"))
                                    .toList()));
        }
        return !asked.isEmpty();
    }
}
