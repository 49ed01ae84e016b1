package dev.meridian.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The event log of a run as people read it: what was seen, what was decided, by which rules.
final class DecisionLog {
    /// A page with more lines than this is slow to open; the file beside it has them all.
    private static final int MOST_LINES = 1000;

    private DecisionLog() {}

    static void draw(Markup page, DrillRun run) {
        List<LogEntry> log = run.log();
        page.open("p", "class", "filter");
        page.leaf("label", "Show lines with this region, rule or word:", "for", "filter");
        page.single("input", "id", "filter", "type", "search");
        page.leaf("span", log.size() + " lines", "id", "filtered", "role", "status")
                .close();
        page.open("ol", "class", "log", "id", "log");
        int half = MOST_LINES / 2;
        for (int i = 0; i < log.size(); i++) {
            if (log.size() > MOST_LINES && i == half) {
                page.leaf("li", (log.size() - MOST_LINES) + " lines are left out here; incident.jsonl has all of them");
                i = log.size() - half;
            }
            line(page, log.get(i), Timeline.zero(run));
        }
        page.close();
    }

    private static void line(Markup page, LogEntry entry, long zero) {
        page.open("li").open("div", "class", "when");
        page.leaf("span", String.format(Locale.ROOT, "%+.3f s", (entry.nanos() - zero) / 1e9), "class", "time");
        page.leaf("span", "#" + entry.index(), "class", "muted").close();
        page.open("div", "class", "what").open("div");
        page.leaf("strong", entry.kind())
                .leaf("span", " by " + entry.by(), "class", "muted")
                .close();
        if (!entry.body().isEmpty()) {
            page.leaf("div", facts(entry.body()), "class", "facts");
        }
        for (Reason reason : entry.reasons()) {
            page.open("div", "class", "reason");
            page.leaf("code", reason.rule()).text(" " + reason.text()).close();
        }
        for (Intent intent : entry.intents()) {
            page.leaf("div", "→ " + intent.text(), "class", "intent");
        }
        page.close().close();
    }

    private static String facts(Map<String, Object> body) {
        return body.entrySet().stream()
                .map(each -> each.getKey() + " " + value(each.getValue()))
                .collect(Collectors.joining(" · "));
    }

    private static String value(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(DecisionLog::value).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(each -> each.getKey() + " " + value(each.getValue()))
                        .collect(Collectors.joining(", ", "(", ")"));
            default -> String.valueOf(value);
        };
    }
}
