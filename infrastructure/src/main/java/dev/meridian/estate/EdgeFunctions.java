package dev.meridian.estate;

import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Works out what of `traffic.functions` needs no program of the file's owner, and what a CDN or a firewall does
/// without any (ADR 28). What only a program knows is left, word by word, with what it would take.
final class EdgeFunctions {
    private static final String FUNCTIONS = "traffic.functions.";

    private static final SequencedMap<String, Set<Cdn.Task>> DONE = new LinkedHashMap<>();

    static {
        DONE.put("query-processing", EnumSet.of(Cdn.Task.SORT_QUERIES));
        DONE.put("header-manipulation", EnumSet.of(Cdn.Task.NUMBER_REQUESTS, Cdn.Task.STRIP_ANSWERS));
        DONE.put("ab-testing", EnumSet.of(Cdn.Task.DIVIDE_USERS, Cdn.Task.REMEMBER_PARTS));
    }

    /// What CloudFront does for paths that it keeps: it asks once for what several users want at a time (developer
    /// guide, request collapsing, 2026-11).
    private static final List<String> KEPT = List.of("response-caching", "deduplication");

    private static final String RATE = "rate-limit";

    /// What needs more than the head of a request.
    private static final List<String> BODIES = List.of("image-optimization", "minification");

    private final Ledger ledger;
    private final boolean keeps;

    /// @param keeps whether the CDN keeps answers of some paths
    EdgeFunctions(Ledger ledger, boolean keeps) {
        this.ledger = ledger;
        this.keeps = keeps;
    }

    /// Nothing runs them.
    static void none(Ledger ledger) {
        ledger.said().sources().all().keySet().stream()
                .filter(path -> path.startsWith(FUNCTIONS))
                .forEach(path -> ledger.left(path, "CloudFront runs them, and the file does not ask for it"));
    }

    Set<Cdn.Task> tasks() {
        SequencedSet<String> names = new LinkedHashSet<>();
        ledger.said().sources().all().keySet().stream()
                .filter(path -> path.startsWith(FUNCTIONS))
                .forEach(path -> names.add(path.substring(FUNCTIONS.length()).replaceFirst("\\..*", "")));
        Set<Cdn.Task> tasks = EnumSet.noneOf(Cdn.Task.class);
        names.forEach(name -> tasks.addAll(tasks(FUNCTIONS + name + ".")));
        return tasks;
    }

    private Optional<String> at(String path) {
        return ledger.said().sources().at(path).map(Setting::text);
    }

    /// What one function asks for, and a note of what becomes of each of its lines.
    private Set<Cdn.Task> tasks(String own) {
        Optional<String> kind = at(own + "kind");
        Optional<String> at = at(own + "at");
        Optional<String> outside = outside(own, kind, at);
        if (outside.isPresent()) {
            for (String key : List.of("kind", "at", "run", "does")) {
                ledger.left(own + key, outside.get());
            }
            return EnumSet.noneOf(Cdn.Task.class);
        }
        Set<Cdn.Task> tasks = EnumSet.noneOf(Cdn.Task.class);
        SequencedMap<String, List<String>> open = new LinkedHashMap<>();
        for (String word : words(own)) {
            Set<Cdn.Task> does = DONE.getOrDefault(word, EnumSet.noneOf(Cdn.Task.class));
            boolean isHalf = at.isPresent() && does.contains(Cdn.Task.DIVIDE_USERS);
            List<Cdn.Task> here = does.stream()
                    .filter(task -> at.isEmpty() || task.end().equals(at.get()))
                    .toList();
            if (!here.isEmpty() && !isHalf) {
                tasks.addAll(here);
            } else {
                why(word, isHalf)
                        .ifPresent(why -> open.computeIfAbsent(why, _ -> new ArrayList<>())
                                .add(word));
            }
        }
        note(own, kind, !tasks.isEmpty(), open);
        return tasks;
    }

    private List<String> words(String own) {
        return at(own + "does").map(Scalars::words).orElse(List.of());
    }

    /// Why nothing of a function can be done; empty where something may.
    private Optional<String> outside(String own, Optional<String> kind, Optional<String> at) {
        if (at(own + "run").isPresent()) {
            return Optional.of("programs of the file's owner are not read: its own pipeline brings this one");
        }
        if (kind.filter("worker"::equals).isPresent()) {
            return Optional.of("a worker is not one of CloudFront's");
        }
        return at.filter(end -> end.startsWith("origin-"))
                .map(_ -> "what runs before an origin is Lambda@Edge, and needs a program (`run`)");
    }

    /// Why nobody does what a word asks for; empty where somebody does it without a function.
    private Optional<String> why(String word, boolean isHalf) {
        if (isHalf) {
            return Optional.of("needs both ends of a request, and no `at`");
        }
        if (KEPT.contains(word)) {
            return keeps ? Optional.empty() : Optional.of("is done for paths of `traffic.cdn.behaviours`");
        }
        if (word.equals(RATE)) {
            boolean isLimited =
                    at("traffic.waf.rules").filter(text -> text.contains(RATE)).isPresent()
                            || at("traffic.waf.ratePerAddress").isPresent();
            return isLimited
                    ? Optional.empty()
                    : Optional.of("needs somebody who counts: `traffic.waf.ratePerAddress`");
        }
        if (BODIES.contains(word)) {
            return Optional.of("works on bodies, which functions of CloudFront do not see");
        }
        return Optional.of("is what a program says (`run`), and the file names none");
    }

    private void note(String own, Optional<String> kind, boolean isDone, SequencedMap<String, List<String>> open) {
        if (open.isEmpty()) {
            ledger.rendered(own + "does");
        } else {
            ledger.left(
                    own + "does",
                    open.entrySet().stream()
                            .map(entry -> "`" + String.join("`, `", entry.getValue()) + "` " + entry.getKey())
                            .collect(Collectors.joining("; ")));
        }
        boolean isLambda = kind.filter("lambda-edge"::equals).isPresent();
        if (isDone && isLambda) {
            ledger.left(own + "kind", "what needs no program is done by functions of CloudFront, at every location");
        } else if (isLambda) {
            ledger.left(own + "kind", "Lambda@Edge runs a program, and the file names none (`run`)");
        } else if (isDone || open.isEmpty()) {
            ledger.rendered(own + "kind");
        } else {
            ledger.left(own + "kind", "nothing of what it does is left to a function");
        }
        if (isDone) {
            ledger.rendered(own + "at");
        }
    }
}
