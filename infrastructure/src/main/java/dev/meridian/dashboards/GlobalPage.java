package dev.meridian.dashboards;

import dev.meridian.dashboards.Curve.Counted;
import dev.meridian.dashboards.Curve.Found;
import dev.meridian.dashboards.Curve.Metric;
import dev.meridian.dashboards.Page.Section;
import dev.meridian.dashboards.Panel.Unit;
import dev.meridian.estate.Database;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Promised;
import dev.meridian.estate.Site;
import dev.meridian.estate.Watch;
import dev.meridian.units.RegionName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The page of all regions together: who serves, who is behind whom, what it costs. It names what is in regions by
/// the names that this estate gives, and asks no region for anything.
final class GlobalPage {
    static final String PLACE = "global";

    /// Where Route 53, CloudFront and bills are counted, whatever they are about.
    private static final RegionName EVERYWHERE = new RegionName("us-east-1");

    /// Route 53 takes a place for one that serves if more of its checkers find so (Route 53 developer guide, how
    /// health checks work, 2026-11).
    private static final int SERVES_PERCENT = 18;

    private static final int SIX_HOURS = 21_600;

    private final Estate estate;
    private final Watch watch;

    private GlobalPage(Estate estate) {
        this.estate = estate;
        this.watch = estate.watch();
    }

    static Page of(Estate estate) {
        return new GlobalPage(estate).page();
    }

    private Page page() {
        List<Section> sections = new ArrayList<>();
        RegionPage.add(sections, "Whether regions serve", checks());
        RegionPage.add(sections, "What users see", users());
        RegionPage.add(sections, "Regions side by side", regions());
        RegionPage.add(sections, "Failover: who takes writes, and how far the others are behind", failover());
        RegionPage.add(sections, "Cost", costs());
        RegionPage.add(sections, "Security", security());
        return new Page(
                estate.name(),
                PLACE,
                EVERYWHERE,
                "# " + estate.name() + "\n" + promises(watch.promised()) + "\n\nCharges are those of the whole account,"
                        + " as AWS estimates them; an account counts them once somebody has switched billing alerts on.",
                sections,
                question());
    }

    private static String promises(Promised promised) {
        List<String> words = new ArrayList<>();
        promised.availability().ifPresent(share -> words.add(Balancers.percent(share) + " % available"));
        promised.rto().ifPresent(rto -> words.add("users are served again within " + RegionPage.text(rto) + " (RTO)"));
        promised.rpo().ifPresent(rpo -> words.add("at most " + RegionPage.text(rpo) + " of writes are lost (RPO)"));
        return words.isEmpty()
                ? "The file promises nothing in numbers."
                : "Promised: " + String.join(", ", words) + ".";
    }

    private List<Panel> checks() {
        List<Panel> panels = new ArrayList<>();
        for (Entrance entrance : estate.entrances()) {
            if (entrance.check().isPresent()) {
                List<Counted> curves = entrance.regions().stream()
                        .map(region -> Curve.counted(
                                        new Metric("AWS/Route53", "HealthCheckPercentageHealthy", "Average"),
                                        EVERYWHERE,
                                        region.text())
                                .by(
                                        "HealthCheckId",
                                        new Curve.Named(new Given(
                                                Given.Kind.CHECK,
                                                entrance.name() + "-" + region,
                                                "Check of " + entrance.host(region)))))
                        .toList();
                panels.add(Panel.of(
                                entrance.host() + ": checkers all over the world that find it serving, in %",
                                Unit.SHARE,
                                curves)
                        .heldTo("serves above", SERVES_PERCENT));
            }
        }
        return panels;
    }

    private List<Panel> users() {
        List<Panel> panels = new ArrayList<>();
        for (Entrance entrance : estate.entrances()) {
            if (entrance.cdn().isPresent()) {
                Panel errors = Panel.of(
                        entrance.host() + ": errors of the CDN",
                        Unit.SHARE,
                        cdn(entrance, "5xxErrorRate", "Average", "5xx"),
                        cdn(entrance, "4xxErrorRate", "Average", "4xx"));
                panels.add(Promised.errors(watch.promised().availability())
                        .map(left -> errors.heldTo(
                                "what the promise leaves for 5xx",
                                left.movePointRight(2).doubleValue()))
                        .orElse(errors));
                panels.add(Panel.of(
                        entrance.host() + ": requests to the CDN",
                        Unit.COUNT,
                        cdn(entrance, "Requests", "Sum", "requests")));
                panels.add(Panel.of(
                        entrance.host() + ": bytes that users got of the CDN",
                        Unit.BYTES,
                        cdn(entrance, "BytesDownloaded", "Sum", "bytes")));
            }
        }
        return panels;
    }

    private static Counted cdn(Entrance entrance, String metric, String statistic, String label) {
        return Curve.counted(new Metric("AWS/CloudFront", metric, statistic), EVERYWHERE, label)
                .by(
                        "DistributionId",
                        new Curve.Named(
                                new Given(Given.Kind.DISTRIBUTION, entrance.name(), "CDN of " + entrance.host())))
                .by("Region", "Global");
    }

    /// Load balancers are looked for by the words of their names: which ones there are, only their regions know.
    private List<Panel> regions() {
        List<Panel> panels = new ArrayList<>();
        if (!estate.entrances().isEmpty()) {
            panels.add(Panel.of("Requests", Unit.COUNT, balancers("RequestCount", "Sum")));
            panels.add(
                    Panel.of("How long 95 of 100 answers take", Unit.SECONDS, balancers("TargetResponseTime", "p95")));
            panels.add(Panel.of("Errors of copies (5xx)", Unit.COUNT, balancers("HTTPCode_Target_5XX_Count", "Sum")));
            panels.add(Panel.of("No copy answers (5xx)", Unit.COUNT, balancers("HTTPCode_ELB_5XX_Count", "Sum")));
        }
        sites(site -> site.databases().stream()
                        .flatMap(one -> database(site, one, "CPUUtilization", "Average").stream())
                        .toList())
                .ifPresent(curves -> panels.add(Panel.of("Processors of databases", Unit.SHARE, curves)));
        sites(site -> site.stores().caches().stream()
                        .flatMap(cache -> cache.nodes().stream())
                        .map(node -> Curve.counted(
                                        new Metric(StorePanels.CACHES, "CacheHitRate", "Average"), site.region(), node)
                                .by("CacheClusterId", node))
                        .toList())
                .ifPresent(curves -> panels.add(Panel.of("Keys that caches found", Unit.SHARE, curves)));
        return panels;
    }

    private List<Found> balancers(String metric, String statistic) {
        List<String> terms = Arrays.stream(estate.name().split("-"))
                .map(word -> "LoadBalancer=" + word)
                .toList();
        return estate.sites().values().stream()
                .filter(site -> !site.entrances().isEmpty())
                .map(site -> new Found(
                        new Metric(Balancers.SPACE, metric, statistic),
                        site.region(),
                        List.of("LoadBalancer"),
                        terms,
                        site.region().text()))
                .toList();
    }

    private Optional<List<Counted>> sites(Function<Site, List<Counted>> curves) {
        List<Counted> all = estate.sites().values().stream()
                .flatMap(site -> curves.apply(site).stream())
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    static List<Counted> database(Site site, Database database, String metric, String statistic) {
        String label = database.store() + " in " + site.region();
        List<String> machines = database.machines();
        return machines.stream()
                .map(machine -> Curve.counted(
                                new Metric(StorePanels.DATABASES, metric, statistic),
                                site.region(),
                                machines.size() == 1 ? label : label + ", " + machine)
                        .by("DBInstanceIdentifier", machine))
                .toList();
    }

    private List<Panel> failover() {
        List<Panel> panels = new ArrayList<>();
        sites(site -> site.databases().stream()
                        .flatMap(one -> database(site, one, "WriteIOPS", "Average").stream())
                        .toList())
                .ifPresent(curves ->
                        panels.add(Panel.of("Writes to the disks of databases, in a second", Unit.PER_SECOND, curves)));
        panels.addAll(new CopyPanels(estate).all());
        return panels;
    }

    /// A budget of each region is no line here: bills are counted for all regions together.
    private List<Panel> costs() {
        Panel whole = Panel.of(
                        "What this month has cost so far",
                        Unit.DOLLARS,
                        Curve.counted(
                                        new Metric("AWS/Billing", "EstimatedCharges", "Maximum"),
                                        EVERYWHERE,
                                        "the account")
                                .by("Currency", "USD"))
                .each(SIX_HOURS);
        Optional<Watch.Budget> budget = watch.budgets().stream()
                .filter(one -> one.region().isEmpty() && one.currency().equals("USD"))
                .findFirst();
        return List.of(
                budget.map(one -> whole.heldTo("budget", new BigDecimal(one.amount()).doubleValue()))
                        .orElse(whole),
                Panel.of(
                                "By service of AWS",
                                Unit.DOLLARS,
                                new Found(
                                        new Metric("AWS/Billing", "EstimatedCharges", "Maximum"),
                                        EVERYWHERE,
                                        List.of("Currency", "ServiceName"),
                                        List.of("Currency=\"USD\""),
                                        ""))
                        .each(SIX_HOURS));
    }

    private List<Panel> security() {
        boolean hasCdn = estate.entrances().stream().anyMatch(one -> one.cdn().isPresent());
        if (!hasCdn || estate.firewall().isEmpty()) {
            return List.of();
        }
        return List.of(Panel.of(
                "Requests that the firewall before the CDN has turned away, and has let in",
                Unit.COUNT,
                wall("BlockedRequests", "turned away"),
                wall("AllowedRequests", "let in")));
    }

    private Counted wall(String metric, String label) {
        return Curve.counted(new Metric("AWS/WAFV2", metric, "Sum"), EVERYWHERE, label)
                .by("Rule", "ALL")
                .by("WebACL", estate.name() + "-cdn");
    }

    private Optional<Page.Question> question() {
        return watch.trail() == Watch.Trail.NONE
                ? Optional.empty()
                : Optional.of(new Page.Question(
                        "Calls of AWS that were refused, and those of the account's owner",
                        "/aws/cloudtrail/" + estate.name(),
                        estate.sites().firstEntry().getKey(),
                        "filter errorCode like /(AccessDenied|Unauthorized)/ or userIdentity.type = \"Root\""
                                + " | stats count(*) as calls by userIdentity.arn, eventSource, eventName, errorCode"
                                + " | sort calls desc | limit 20"));
    }
}
