package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.estate.Accelerator;
import dev.meridian.estate.Cdn;
import dev.meridian.estate.Entrance;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What is done when users do not get to a region, or have to get to another one.
final class Dns {
    static final String FILE = "dns.md";

    private static final String TITLE = "Users do not get there";
    private static final Sheet SHEET = Sheet.named("dns");

    /// Where nothing listens, and where load balancers do.
    private static final String AWAY = "1";

    private static final String BACK = "443";

    /// Of those whom an accelerator sends to a region.
    private static final int ALL = 100;

    /// Answers that lead to a load balancer are kept so long, whatever a file says (Route 53 FAQ, 2026-11).
    private static final Duration KEPT = Duration.ofSeconds(60);

    private Dns() {}

    static Page page(Known known) {
        if (known.whole().entrances().isEmpty()) {
            return Page.none(FILE, TITLE, "users open no name: `traffic.entrances` has no `host`");
        }
        StringBuilder text = new StringBuilder(SHEET.part(
                "head",
                known.holes()
                        .and(
                                "alarms",
                                known.alarms("AWS/Route53 HealthCheckStatus", "AWS/CertificateManager DaysToExpiry"))));
        known.estate().entrances().forEach(entrance -> text.append(entrance(known, entrance)));
        if (!known.estate().entrances().isEmpty()) {
            text.append(
                    SHEET.part("certificates", known.holes().and("certificates", Words.lines(certificates(known)))));
        }
        NamesElsewhere.of(known).forEach(entrance -> text.append(NamesElsewhere.section(SHEET, known, entrance)));
        text.append(SHEET.part("cost", known.holes().and("promises", Words.promises(known, Promise.Objective.RTO))));
        return Page.of(FILE, TITLE, "a name or a certificate does not work; users have to be moved", text.toString());
    }

    /// What takes a region out, or back in, by what leads users. An inverted check would call a region healthy
    /// that is down, and a disabled one any (Route 53 API, UpdateHealthCheck, 2026-11). A port where nothing
    /// listens is no way to be healthy.
    static List<String> turned(Known known, Entrance entrance, RegionName region, boolean isAway) {
        return switch (entrance.lead()) {
            case RECORDS ->
                List.of("aws route53 update-health-check --health-check-id \"$(check " + entrance.host(region)
                        + ")\" --port " + (isAway ? AWAY : BACK) + " --query HealthCheck.HealthCheckConfig.Port");
            case CONTROLS -> List.of("turn " + entrance.name() + " " + region + (isAway ? " Off" : " On"));
            case ACCELERATOR ->
                known.estate()
                        .accelerator()
                        .map(accelerator -> dialled(accelerator.dials(), region, isAway))
                        .orElse(List.of());
        };
    }

    /// Whoever waits is dialled in before the other one is dialled out, and the other way round.
    private static List<String> dialled(SequencedMap<RegionName, Integer> dials, RegionName region, boolean isAway) {
        List<String> commands = new ArrayList<>();
        dials.forEach((other, dial) -> {
            boolean isOther = !other.equals(region);
            if (isOther && dial == 0) {
                commands.add(dial(other, isAway ? ALL : dial));
            }
        });
        String own = dial(region, isAway ? 0 : dials.getOrDefault(region, ALL));
        commands.add(isAway ? commands.size() : 0, own);
        return commands;
    }

    private static String dial(RegionName region, int percent) {
        return "aws globalaccelerator update-endpoint-group --region " + Accelerator.CONTROL
                + " --endpoint-group-arn \"$(group " + region + ")\" --traffic-dial-percentage " + percent
                + " --query EndpointGroup.TrafficDialPercentage";
    }

    private static String entrance(Known known, Entrance entrance) {
        List<RegionName> regions = entrance.regions();
        boolean isOpen = entrance.cdn().filter(Cdn::isOnlyWayIn).isEmpty();
        List<String> asks = new ArrayList<>(List.of("dig +short " + entrance.host()));
        for (RegionName region : regions) {
            asks.add("dig +short " + entrance.host(region));
            if (isOpen) {
                asks.add(curl(entrance.host(region) + entrance.asked()));
            }
        }
        asks.add(curl(entrance.host() + entrance.asked()));
        Holes holes = known.holes()
                .and("host", entrance.host())
                .and("origin", entrance.origin())
                .and("estate", known.estate().name())
                .and("zone", entrance.zone())
                .and("path", entrance.asked())
                .and(
                        "regions",
                        Words.and(entrance.serving().stream()
                                .map(Entrance.Choice::region)
                                .distinct()
                                .toList()))
                .and("policy", policy(entrance))
                .and(
                        "late",
                        entrance.lead() == Entrance.Lead.ACCELERATOR
                                ? "connections that are open: they stay until somebody closes them"
                                : "resolvers that keep answers longer than they should: some minutes; nothing to do")
                .and("asks", Words.lines(asks))
                .and("named", named(entrance));
        String failing = entrance.check()
                .map(_ -> SHEET.part("failing", holes).strip() + "\n")
                .orElse("");
        String cdn = entrance.cdn().map(_ -> SHEET.part("cdn", holes)).orElse("");
        return SHEET.part("entrance", holes.and("cdn", cdn).and("failing", failing))
                        .stripTrailing() + "\n\n" + checks(known, entrance, holes);
    }

    private static String named(Entrance entrance) {
        return entrance.check().isPresent()
                ? "Each region has a name of its own, by which checks ask it."
                : "The region has a name of its own, too.";
    }

    static String curl(String name) {
        return "curl -sS -o /dev/null -w '%{http_code} %{time_total} s\\n' --max-time 10 https://" + name;
    }

    private static String checks(Known known, Entrance entrance, Holes holes) {
        if (entrance.check().isEmpty()) {
            return SHEET.part("unchecked", holes);
        }
        List<String> statuses = entrance.regions().stream()
                .map(region -> "aws route53 get-health-check-status --health-check-id \"$(check "
                        + entrance.host(region)
                        + ")\" --query 'HealthCheckObservations[].[Region, StatusReport.Status]' --output text")
                .toList();
        List<String> inversions = entrance.regions().stream()
                .flatMap(region -> turned(known, entrance, region, true).stream()
                        .map(command -> command + "   # away from " + region))
                .toList();
        String part = switch (entrance.lead()) {
            case RECORDS -> "checks";
            case CONTROLS -> "controls";
            case ACCELERATOR -> "accelerator";
        };
        Entrance.Check check = entrance.check().get();
        long noticed = (long) check.failures() * check.seconds();
        return SHEET.part(
                part,
                holes.and("statuses", Words.lines(statuses))
                        .and("inversions", Words.lines(inversions))
                        .and("failures", check.failures())
                        .and("seconds", check.seconds())
                        .and("away", Durations.text(Duration.ofSeconds(noticed).plus(KEPT))));
    }

    private static String policy(Entrance entrance) {
        if (entrance.lead() == Entrance.Lead.ACCELERATOR) {
            return ", by the accelerator: to the nearest one that has somebody who serves";
        }
        Optional<Entrance.Choice> first = entrance.choices().stream().findFirst();
        String waiting = entrance.waiting().isEmpty()
                ? ""
                : "; while none of those serves, to "
                        + entrance.waiting().stream().map(RegionName::text).collect(Collectors.joining(", then to "));
        return first.map(choice -> switch (choice.policy()) {
                    case LATENCY -> ", to the one that answers soonest";
                    case GEOLOCATION ->
                        ": to one on the continent of the user; where none of it serves, to the one that answers soonest";
                    case WEIGHTED -> ", by weight";
                    case FAILOVER -> ", in this order: to each only while none before it serves";
                    case SIMPLE -> "";
                })
                .orElse("")
                .concat(waiting);
    }

    /// Those of the host itself; a CDN has its own in us-east-1.
    private static List<String> certificates(Known known) {
        List<String> commands = new ArrayList<>();
        for (Entrance entrance : known.estate().entrances()) {
            for (RegionName region : entrance.regions()) {
                commands.add("aws acm list-certificates --region " + region
                        + " --query \"CertificateSummaryList[?DomainName=='" + entrance.host()
                        + "'].[Status, NotAfter, CertificateArn]\" --output text");
            }
        }
        return commands;
    }
}
