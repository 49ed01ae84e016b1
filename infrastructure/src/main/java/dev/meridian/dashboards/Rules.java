package dev.meridian.dashboards;

import dev.meridian.dashboards.Rule.Recorded;
import dev.meridian.dashboards.Rule.Rung;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Promised;
import dev.meridian.estate.Unit;
import dev.meridian.yaml.Fields;
import dev.meridian.yaml.Value;
import dev.meridian.yaml.Yaml;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What Prometheus of one cluster works out, and what it tells of: of copies of services, and of promises where
/// somebody counts requests.
final class Rules {
    private static final String COPIES = "kube_deployment_status_replicas_available";
    private static final String WANTED = "kube_deployment_spec_replicas";

    /// A container that is not let run in a quarter of its turns is too small (kubernetes-mixin,
    /// CPUThrottlingHigh, 2026-11).
    private static final String THROTTLED = "0.25";

    private static final String FULL = "0.9";
    private static final String SERVICE = "service";
    private static final Duration QUARTER = Duration.ofMinutes(15);

    /// How fast errors may use up what a promise leaves for 30 days, over a long span and, so that it ends soon
    /// after they do, a short one (Google, The Site Reliability Workbook, 2018, chapter 5, table 5-8).
    private static final List<Burn> BURNS = List.of(
            new Burn("1h", "5m", "14.4", true, "2 % of it in an hour"),
            new Burn("6h", "30m", "6", true, "5 % of it in six hours"),
            new Burn("1d", "2h", "3", false, "10 % of it in a day"),
            new Burn("3d", "6h", "1", false, "10 % of it in three days"));

    private static final List<String> SPANS = List.of("5m", "30m", "1h", "2h", "6h", "1d", "3d");

    private record Burn(String span, String then, String times, boolean isUrgent, String uses) {}

    private final Fleet fleet;
    private final Fleet.Place place;
    private final Promised.InRegion promised;
    private final String ours;

    Rules(Fleet fleet, Fleet.Place place, Promised.InRegion promised) {
        this.fleet = fleet;
        this.place = place;
        this.promised = promised;
        this.ours = "{namespace=\"" + fleet.namespace() + "\"}";
    }

    /// Rules by the names of their groups.
    SequencedMap<String, List<Rule>> groups() {
        SequencedMap<String, List<Rule>> groups = new LinkedHashMap<>();
        groups.put(fleet.namespace() + "-copies", copies());
        place.units()
                .keySet()
                .forEach(name -> Requests.of(fleet, unit(name)).ifPresent(requests -> {
                    List<Rule> rules = new ArrayList<>(errors(name, requests));
                    rules.addAll(slow(name, requests));
                    groups.put(fleet.namespace() + "-" + name + "-promises", rules);
                }));
        return groups;
    }

    private Unit unit(String name) {
        return Optional.ofNullable(fleet.units().get(name))
                .orElseThrow(() -> new AssertionError("a region runs " + name + ", which no cluster has"));
    }

    /// What is asked for and nothing counts; none for good rules.
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        groups().values()
                .forEach(rules -> rules.forEach(rule -> Exported.fault(rule.question())
                        .ifPresent(fault -> faults.add("rules of " + place.region() + ": " + fault))));
        return faults;
    }

    private List<Rule> copies() {
        List<Rule> rules = new ArrayList<>();
        rules.add(new Recorded("deployment:copies_serving:ratio", COPIES + ours + "\n/ " + WANTED + ours));
        rules.add(new Rung(
                "NoCopyServes",
                COPIES + ours + " == 0 and " + WANTED + ours + " > 0",
                Duration.ofMinutes(1),
                true,
                "No copy of {{ $labels.deployment }} serves in " + place.region()));
        rules.add(new Rung(
                "CopiesAreMissing",
                COPIES + ours + " < " + WANTED + ours,
                QUARTER,
                false,
                "{{ $value }} copies of {{ $labels.deployment }} serve in " + place.region() + ", fewer than wanted"));
        rules.add(new Rung(
                "NoMoreCopies",
                "kube_horizontalpodautoscaler_status_current_replicas" + ours
                        + "\n>= kube_horizontalpodautoscaler_spec_max_replicas" + ours
                        + "\nand kube_horizontalpodautoscaler_spec_max_replicas" + ours
                        + " > kube_horizontalpodautoscaler_spec_min_replicas" + ours,
                QUARTER,
                false,
                "There are as many copies of {{ $labels.horizontalpodautoscaler }} in " + place.region()
                        + " as the file allows"));
        rules.add(new Rung(
                "CopiesFindNoMachine",
                "sum(kube_pod_status_phase{namespace=\"" + fleet.namespace() + "\", phase=\"Pending\"}) > 0",
                QUARTER,
                false,
                "{{ $value }} copies in " + place.region() + " wait for a machine"));
        rules.addAll(containers());
        rules.addAll(nobodyCounts());
        return rules;
    }

    /// Rules on what nobody counts never ring: that has to ring itself.
    private List<Rule> nobodyCounts() {
        List<Rule> rules = new ArrayList<>();
        for (String name : place.units().keySet()) {
            rules.add(new Rung(
                            "NobodyCounts",
                            "absent(" + WANTED + "{namespace=\"" + fleet.namespace() + "\", deployment=\"" + name
                                    + "\"})",
                            QUARTER,
                            false,
                            "Nothing is known of " + name + " in " + place.region()
                                    + ": it is not there, or nobody counts it")
                    .about(SERVICE, name));
        }
        SequencedMap<String, String> missing = new LinkedHashMap<>();
        for (String name : place.units().keySet()) {
            Requests.of(fleet, unit(name)).ifPresent(requests -> missing.put(requests.counted(), requests.missing()));
        }
        missing.forEach((counted, question) -> rules.add(new Rung(
                        "NobodyCountsRequests",
                        question,
                        QUARTER,
                        false,
                        "No number of requests is known in " + place.region()
                                + ": there were none, or Prometheus is not let ask for it")
                .about("metric", counted)));
        return rules;
    }

    private List<Rule> containers() {
        String each = "namespace, pod, container";
        String own = "{namespace=\"" + fleet.namespace() + "\", container!=\"\"}";
        return List.of(
                new Rung(
                        "CopiesFailToStart",
                        "max_over_time(kube_pod_container_status_waiting_reason{namespace=\"" + fleet.namespace()
                                + "\", reason=\"CrashLoopBackOff\"}[5m]) >= 1",
                        QUARTER,
                        false,
                        "{{ $labels.pod }} in " + place.region() + " ends again and again"),
                new Rung(
                        "MemoryIsNearlyFull",
                        "max by (" + each + ") (container_memory_working_set_bytes" + own + ")\n/ max by (" + each
                                + ") (kube_pod_container_resource_limits{namespace=\"" + fleet.namespace()
                                + "\", resource=\"memory\"}) > " + FULL,
                        QUARTER,
                        false,
                        "{{ $labels.container }} of {{ $labels.pod }} in " + place.region()
                                + " is ended if it needs a tenth more memory"),
                new Rung(
                        "ProcessorsAreTooFew",
                        "sum by (" + each + ") (increase(container_cpu_cfs_throttled_periods_total" + own
                                + "[5m]))\n/ sum by (" + each + ") (increase(container_cpu_cfs_periods_total" + own
                                + "[5m])) > " + THROTTLED,
                        QUARTER,
                        false,
                        "{{ $labels.container }} of {{ $labels.pod }} in " + place.region()
                                + " waits for a processor in {{ $value | humanizePercentage }} of its turns"));
    }

    private List<Rule> errors(String service, Requests requests) {
        List<Rule> rules = new ArrayList<>();
        for (String span : SPANS) {
            rules.add(new Recorded(failed(service, span), requests.failed(span)));
        }
        Promised.errors(promised.availability())
                .ifPresent(left -> BURNS.forEach(burn ->
                        Promised.pace(left, burn.times()).ifPresent(share -> rules.add(burns(service, burn, share)))));
        return rules;
    }

    /// @param share of errors, which one that no outage reaches is not looked for
    private Rule burns(String service, Burn burn, BigDecimal share) {
        String most = "{} > " + share.toPlainString();
        return new Rung(
                        "ErrorsUseUpThePromise",
                        failed(service, burn.span()) + most + "\nand " + failed(service, burn.then()) + most,
                        Duration.ZERO,
                        burn.isUrgent(),
                        "Errors of " + service + " in " + place.region() + " use up what the promise leaves for them: "
                                + burn.uses())
                .about(SERVICE, service)
                .about("window", burn.span());
    }

    private static String failed(String service, String span) {
        return "service:" + service.replace('-', '_') + "_failed:ratio_rate" + span;
    }

    /// A bound on all answers is held to 99 of 100: the slowest of all tells more of the network than of a
    /// service.
    private List<Rule> slow(String service, Requests requests) {
        return promised.latency()
                .filter(latency -> !latency.of().equals("average"))
                .map(latency -> {
                    String part = latency.of().equals("bound")
                            ? "0.99"
                            : "0." + latency.of().substring(1);
                    BigDecimal most = BigDecimal.valueOf(latency.most().toMillis() * requests.inASecond(), 3)
                            .stripTrailingZeros();
                    return List.<Rule>of(new Rung(
                                    "AnswersAreSlow",
                                    requests.took(part) + " > " + most.toPlainString(),
                                    QUARTER,
                                    false,
                                    "Answers of " + service + " in " + place.region() + " take longer than promised, "
                                            + latency.most().toMillis() + " ms")
                            .about(SERVICE, service));
                })
                .orElse(List.of());
    }

    /// As Prometheus reads it (Prometheus documentation, recording and alerting rules, 2026-11).
    String text() {
        List<Fields> groups = new ArrayList<>();
        groups().forEach((group, rules) -> groups.add(Fields.of()
                .set("name", group)
                .set("rules", Value.items(rules.stream().map(this::written).toList()))));
        return Yaml.text(List.of(Fields.of().set("groups", Value.items(groups))));
    }

    private Fields written(Rule rule) {
        String question = rule.question() + "\n";
        return switch (rule) {
            case Recorded one -> Fields.of().set("record", one.name()).set("expr", question);
            case Rung one -> {
                Fields alert = Fields.of().set("alert", one.name()).set("expr", question);
                alert = one.lasting().isPositive()
                        ? alert.set("for", one.lasting().toMinutes() + "m")
                        : alert;
                yield alert.set(
                                "labels",
                                one.about()
                                        .set("severity", one.isUrgent() ? "page" : "ticket")
                                        .set("region", place.region().text()))
                        .set("annotations", Fields.of().set("summary", one.says()));
            }
        };
    }
}
