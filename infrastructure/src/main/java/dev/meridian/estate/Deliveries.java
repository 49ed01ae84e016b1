package dev.meridian.estate;

import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.units.WeeklyWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Works out what `deploy` asks of the pipelines.
final class Deliveries {
    private static final String PIPELINE = "deploy.pipeline.by";
    private static final String STEPS = "deploy.pipeline.steps";
    private static final String TOOLS = "deploy.prerequisites.tools.";
    static final String WINDOW = "operations.windows.compute.at";

    /// As files name it where they name no other.
    private static final String USUAL_ENVIRONMENT = "production";

    private static final Pattern AT_LEAST = Pattern.compile(">=\\s*(\\d+(?:\\.\\d+){0,2})");

    /// By the words of files; `health` is what every region is asked for, whatever a file says.
    private static final SequencedMap<String, Delivery.Check> CHECKS = new LinkedHashMap<>();

    static {
        CHECKS.put("health-checks", Delivery.Check.HEALTH);
        CHECKS.put("replication-lag", Delivery.Check.LAG);
        CHECKS.put("dns-from-several-places", Delivery.Check.NAMES);
        CHECKS.put("smoke", Delivery.Check.USERS);
        CHECKS.put("end-to-end", Delivery.Check.USERS);
    }

    /// What is not done, with the reason; everything else of these lists is.
    private static final SequencedMap<String, String> LEFT = new LinkedHashMap<>();

    static {
        LEFT.put("compliance", "rules of yours are yours to add; those of SECURITY.md are held when this is written");
        LEFT.put("documentation", "`meridian synth` writes it, beside what it is about");
        LEFT.put("performance-baseline", "nothing here knows what is usual");
    }

    private final Ledger ledger;
    private final List<Entrance> entrances;

    Deliveries(Ledger ledger, List<Entrance> entrances) {
        this.ledger = ledger;
        this.entrances = entrances;
    }

    /// Empty where somebody else's are to be written.
    Optional<Delivery> one() {
        Optional<String> by = at(PIPELINE);
        if (by.filter(name -> !name.equals("github-actions")).isPresent()) {
            ledger.left(PIPELINE, "pipelines are written for `github-actions` so far");
            unawaited("pipelines would wait for it, which are written for `github-actions` so far");
            return Optional.empty();
        }
        ledger.rendered(PIPELINE);
        listed(STEPS);
        order();
        for (String path : List.of("deploy.commands", "deploy.strategy")) {
            at(path).filter(text -> !path.endsWith("strategy") || text.equals("rolling"))
                    .ifPresent(_ -> ledger.rendered(path));
        }
        unsaid();
        return Optional.of(new Delivery(
                ledger.said().environment().orElse(USUAL_ENVIRONMENT),
                window(),
                tools(),
                is("deploy.prerequisites.credentials", "true"),
                is("deploy.prerequisites.domain", "true") ? zones() : List.of(),
                goesBack(),
                checks(),
                looksForDrift()));
    }

    /// Why what whoever reads the list could do something about is not written.
    private void unsaid() {
        ledger.left(
                "deploy.stages",
                "each is an environment of the file: `synth --environment` writes it into a folder of its own, with pipelines"
                        + " of its own");
        ledger.left("deploy.approvals", "GitHub keeps who may agree with the environment, and takes it from no file");
        ledger.left("deploy.before", "tests of services are where services are");
        ledger.left(
                "deploy.prerequisites.permissions", "whoever makes the role of the pipelines decides what it may do");
        if (!entrances.isEmpty()) {
            // Each region's root makes its own, and waits until it is valid.
            is("deploy.prerequisites.certificates", "per-region");
        }
    }

    private Optional<String> at(String path) {
        return ledger.said().sources().at(path).map(Setting::text);
    }

    private boolean is(String path, String value) {
        boolean is = at(path).filter(value::equals).isPresent();
        if (is) {
            ledger.rendered(path);
        }
        return is;
    }

    private List<String> list(String path) {
        return at(path).map(Scalars::words).orElse(List.of());
    }

    /// A list of which everything is done but what has a reason.
    private void listed(String path) {
        List<String> reasons = list(path).stream()
                .filter(LEFT::containsKey)
                .map(word -> "`" + word + "`: " + LEFT.getOrDefault(word, ""))
                .toList();
        if (reasons.isEmpty()) {
            ledger.rendered(path);
        } else {
            ledger.left(path, String.join("; ", reasons));
        }
    }

    /// As roots are in order: a database before what follows it, and what is of no region at the end.
    private void order() {
        if (list("deploy.order").equals(List.of("primary", "standby", "global"))) {
            ledger.rendered("deploy.order");
        }
    }

    private SequencedSet<Delivery.Check> checks() {
        SequencedSet<Delivery.Check> checks = new LinkedHashSet<>(List.of(Delivery.Check.HEALTH));
        List<String> asked = list("deploy.after");
        asked.stream().filter(CHECKS::containsKey).map(CHECKS::get).forEach(checks::add);
        if (asked.stream().allMatch(word -> CHECKS.containsKey(word) || LEFT.containsKey(word))) {
            listed("deploy.after");
        }
        return checks;
    }

    private boolean goesBack() {
        is("deploy.rollback", "manual");
        return is("deploy.rollback", "automatic");
    }

    private boolean looksForDrift() {
        boolean isIgnored = is("deploy.drift", "ignore");
        is("deploy.drift", "alert");
        if (at("deploy.drift").filter("repair"::equals).isPresent()) {
            ledger.left("deploy.drift", "somebody hears of it; what is repaired by itself may be what saved the day");
        }
        return !isIgnored;
    }

    private Optional<WeeklyWindow> window() {
        if (at("deploy.inWindow").filter("true"::equals).isEmpty()) {
            unawaited("pipelines apply at any time: the file does not say that they wait for it");
            return Optional.empty();
        }
        Optional<WeeklyWindow> window = ledger.window(WINDOW);
        if (window.isPresent()) {
            ledger.rendered("deploy.inWindow");
        } else {
            ledger.left("deploy.inWindow", "the file says no day and hours in `" + WINDOW + "`");
        }
        return window;
    }

    private void unawaited(String why) {
        at(WINDOW)
                .ifPresent(_ -> ledger.left(
                        WINDOW,
                        ledger.regions(Cloud.AWS).isEmpty()
                                ? "pipelines would wait for it, which are written where a region is of AWS"
                                : why,
                        "`deploy: {pipeline: {by: github-actions}, inWindow: true}`, a region of AWS, and a day and hours"
                                + " in the week"));
    }

    private SequencedMap<String, String> tools() {
        SequencedMap<String, String> tools = new LinkedHashMap<>();
        ledger.said().sources().all().forEach((path, setting) -> {
            if (path.startsWith(TOOLS)) {
                String tool = path.substring(TOOLS.length());
                Matcher least = AT_LEAST.matcher(setting.text());
                if (least.matches() || setting.text().equals("any")) {
                    tools.put(tool, least.matches() ? least.group(1) : "");
                    ledger.rendered(path);
                } else {
                    ledger.left(
                            path,
                            "pipelines look whether it is at least some version, `>=1.5.0`, or there at all, `any`");
                }
            }
        });
        return tools;
    }

    private List<String> zones() {
        List<String> zones = new ArrayList<>();
        entrances.stream().map(Entrance::zone).distinct().forEach(zones::add);
        return zones;
    }
}
