package dev.meridian.dashboards;

import dev.meridian.dashboards.Curve.Asked;
import dev.meridian.dashboards.Curve.Counted;
import dev.meridian.dashboards.Curve.Metric;
import dev.meridian.dashboards.Page.Section;
import dev.meridian.dashboards.Panel.Unit;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Promised;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The page of one region: everything that is seen there if all others are gone.
final class RegionPage {
    private static final String SERVERLESS = "AWS/ECS";

    private final Estate estate;
    private final Site site;
    private final Balancers balancers;
    private final StorePanels stores;

    private RegionPage(Estate estate, Site site) {
        this.estate = estate;
        this.site = site;
        this.balancers =
                new Balancers(estate.name(), site, estate.watch().promised().in(site.region()));
        this.stores = new StorePanels(site, estate.watch());
    }

    static Page of(Estate estate, Site site) {
        return new RegionPage(estate, site).page();
    }

    private boolean isOpened() {
        return !site.entrances().isEmpty();
    }

    private Page page() {
        List<Section> sections = new ArrayList<>();
        add(sections, "Health", health());
        add(sections, "Latency", with(isOpened() ? List.of(balancers.latency()) : List.of(), stores.latency()));
        add(sections, "Errors", with(isOpened() ? List.of(balancers.errors()) : List.of(), stores.errors()));
        add(sections, "Throughput", with(isOpened() ? List.of(balancers.requests()) : List.of(), stores.throughput()));
        add(sections, "Saturation", with(machines(), stores.saturation()));
        add(sections, "Cache", stores.hits());
        add(sections, "Lag", stores.lags());
        add(sections, "Security", firewall());
        return new Page(
                estate.name(),
                site.region().text(),
                site.region(),
                "# " + estate.name() + " in " + site.region() + "\n"
                        + promises(estate.watch().promised(), site),
                sections,
                Optional.empty());
    }

    static void add(List<Section> sections, String title, List<Panel> panels) {
        if (!panels.isEmpty()) {
            sections.add(new Section(title, panels));
        }
    }

    private static List<Panel> with(List<Panel> first, List<Panel> then) {
        List<Panel> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private static String promises(Promised promised, Site site) {
        Promised.InRegion here = promised.in(site.region());
        List<String> words = new ArrayList<>();
        here.availability().ifPresent(share -> words.add(Balancers.percent(share) + " % of requests are answered"));
        here.latency()
                .ifPresent(latency -> words.add("within " + latency.most().toMillis() + " ms"
                        + (latency.of().equals("bound") ? "" : " (" + latency.of() + ")")));
        here.requests().ifPresent(rate -> words.add("up to " + Math.round(rate) + " requests in a second"));
        return words.isEmpty()
                ? "The file promises users of this region nothing in numbers."
                : "Promised: " + String.join(", ", words) + ". Lines across are what is promised, or full.";
    }

    static String text(Duration time) {
        return time.toString().substring(2).replaceAll("([HM])(?=.)", "$1 ").toLowerCase(Locale.ROOT);
    }

    private List<Panel> health() {
        List<Panel> panels = new ArrayList<>();
        if (isOpened()) {
            panels.add(balancers.availability());
            panels.addAll(balancers.burn());
        }
        panels.addAll(balancers.copies());
        services()
                .forEach(service -> panels.add(Panel.of(
                        service.name() + ": copies that run",
                        Unit.COUNT,
                        task(service, "ECS/ContainerInsights", "RunningTaskCount", "run"),
                        task(service, "ECS/ContainerInsights", "DesiredTaskCount", "wanted"))));
        fleet().ifPresent(fleet -> {
            String ours = "{namespace=\"" + fleet.namespace() + "\"}";
            panels.add(Panel.of(
                    "Copies of services in the cluster",
                    Unit.COUNT,
                    new Asked("kube_deployment_status_replicas_available" + ours, "{{deployment}} serves"),
                    new Asked("kube_deployment_spec_replicas" + ours, "{{deployment}} wanted")));
            panels.add(Panel.of(
                    "Copies that were started again, in a quarter of an hour",
                    Unit.COUNT,
                    new Asked(
                            "sum by (container) (increase(kube_pod_container_status_restarts_total" + ours + "[15m]))",
                            "{{container}}")));
        });
        panels.addAll(stores.health());
        return panels;
    }

    private Optional<Fleet> fleet() {
        return estate.fleet().filter(_ -> site.cluster().isPresent());
    }

    private List<Workload> services() {
        return site.compute().isServerless()
                ? site.services().stream()
                        .filter(service -> service.image().isPresent())
                        .toList()
                : List.of();
    }

    private Counted task(Workload service, String space, String metric, String label) {
        return Curve.counted(new Metric(space, metric, "Average"), site.region(), label)
                .by("ClusterName", site.name())
                .by("ServiceName", service.name());
    }

    private List<Panel> machines() {
        List<Panel> panels = new ArrayList<>();
        services()
                .forEach(service -> panels.add(Panel.of(
                                service.name() + ": of what its copies were given",
                                Unit.SHARE,
                                task(service, SERVERLESS, "CPUUtilization", "processors"),
                                task(service, SERVERLESS, "MemoryUtilization", "memory"))
                        .heldTo("full", 90)));
        fleet().ifPresent(fleet -> {
            String ours = "{namespace=\"" + fleet.namespace() + "\", container!=\"\"}";
            panels.add(Panel.of(
                    "Processors that services use",
                    Unit.COUNT,
                    new Asked(
                            "sum by (container) (rate(container_cpu_usage_seconds_total" + ours + "[5m]))",
                            "{{container}}")));
            panels.add(Panel.of(
                    "Memory that services use",
                    Unit.BYTES,
                    new Asked("sum by (container) (container_memory_working_set_bytes" + ours + ")", "{{container}}")));
        });
        return panels;
    }

    private List<Panel> firewall() {
        boolean stands = isOpened()
                && estate.firewall()
                        .map(one -> isBehindCdn() ? one.behindCdn() : one)
                        .filter(one -> !one.isEmpty())
                        .isPresent();
        return stands
                ? List.of(Panel.of(
                        "Requests that the firewall has turned away, and has let in",
                        Unit.COUNT,
                        wall("BlockedRequests", "turned away"),
                        wall("AllowedRequests", "let in")))
                : List.of();
    }

    private boolean isBehindCdn() {
        return site.entrances().stream().anyMatch(one -> one.cdn().isPresent());
    }

    private Counted wall(String metric, String label) {
        return Curve.counted(new Metric("AWS/WAFV2", metric, "Sum"), site.region(), label)
                .by("Region", site.region().text())
                .by("Rule", "ALL")
                .by("WebACL", site.name());
    }
}
