package dev.meridian.runbooks;

import dev.meridian.assess.Promise;
import dev.meridian.estate.Cdn;
import dev.meridian.estate.Entrance;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is done when users do not get to a region, or have to get to another one.
final class Dns {
    static final String FILE = "dns.md";

    private static final String TITLE = "Users do not get there";
    private static final Sheet SHEET = Sheet.named("dns");

    /// Where nothing listens, and where load balancers do.
    static final String AWAY = "1";

    static final String BACK = "443";

    private Dns() {}

    static Page page(Known known) {
        if (known.estate().entrances().isEmpty()) {
            return Page.none(FILE, TITLE, "no name is opened by users (`traffic.entrances` names no host)");
        }
        StringBuilder text = new StringBuilder(SHEET.part(
                "head",
                known.holes()
                        .and(
                                "alarms",
                                known.alarms("AWS/Route53 HealthCheckStatus", "AWS/CertificateManager DaysToExpiry"))));
        known.estate().entrances().forEach(entrance -> text.append(entrance(known, entrance)));
        text.append(SHEET.part("certificates", known.holes().and("certificates", Words.lines(certificates(known)))));
        text.append(SHEET.part("cost", known.holes().and("promises", Words.promises(known, Promise.Objective.RTO))));
        return Page.of(FILE, TITLE, "a name or a certificate does not work; users have to be moved", text.toString());
    }

    /// Takes a region out, or back in. An inverted check would call a region healthy that is down, and a
    /// disabled one
    /// any (Route 53 API, UpdateHealthCheck, 2026-11): a port where nothing listens fails either way.
    ///
    /// @param port that is asked
    static String turned(Entrance entrance, RegionName region, String port) {
        return "aws route53 update-health-check --health-check-id \"$(check " + entrance.host(region) + ")\" --port "
                + port + " --query HealthCheck.HealthCheckConfig.Port";
    }

    private static String entrance(Known known, Entrance entrance) {
        List<RegionName> regions = Known.regions(entrance);
        boolean isOpen = entrance.cdn().filter(Cdn::isOnlyWayIn).isEmpty();
        List<String> asks = new ArrayList<>(List.of("dig +short " + entrance.host()));
        for (RegionName region : regions) {
            asks.add("dig +short " + entrance.host(region));
            if (isOpen) {
                asks.add(curl(entrance.host(region) + entrance.healthPath()));
            }
        }
        asks.add(curl(entrance.host() + entrance.healthPath()));
        Holes holes = known.holes()
                .and("host", entrance.host())
                .and("origin", entrance.origin())
                .and("zone", entrance.zone())
                .and("path", entrance.healthPath())
                .and("regions", Words.and(regions))
                .and("policy", policy(entrance))
                .and("asks", Words.lines(asks));
        String cdn = entrance.cdn().map(_ -> SHEET.part("cdn", holes)).orElse("");
        return SHEET.part("entrance", holes.and("cdn", cdn)).stripTrailing() + "\n\n" + checks(entrance, holes);
    }

    static String curl(String name) {
        return "curl -sS -o /dev/null -w '%{http_code} %{time_total} s\\n' --max-time 10 https://" + name;
    }

    private static String checks(Entrance entrance, Holes holes) {
        if (entrance.check().isEmpty()) {
            return SHEET.part("unchecked", holes);
        }
        List<String> statuses = Known.regions(entrance).stream()
                .map(region -> "aws route53 get-health-check-status --health-check-id \"$(check "
                        + entrance.host(region)
                        + ")\" --query 'HealthCheckObservations[].[Region, StatusReport.Status]' --output text")
                .toList();
        List<String> inversions = Known.regions(entrance).stream()
                .map(region -> turned(entrance, region, AWAY) + "   # away from " + region)
                .toList();
        return SHEET.part(
                "checks", holes.and("statuses", Words.lines(statuses)).and("inversions", Words.lines(inversions)));
    }

    private static String policy(Entrance entrance) {
        Optional<Entrance.Choice> first = entrance.choices().stream().findFirst();
        return first.map(choice -> switch (choice.policy()) {
                    case LATENCY -> ", to the one that answers soonest";
                    case GEOLOCATION -> ", by the continent of the user";
                    case WEIGHTED -> ", by weight";
                    case FAILOVER -> ", to the second only while the first does not serve";
                    case SIMPLE -> "";
                })
                .orElse("");
    }

    /// Those of the host itself; a CDN has its own in us-east-1.
    private static List<String> certificates(Known known) {
        List<String> commands = new ArrayList<>();
        for (Entrance entrance : known.estate().entrances()) {
            for (RegionName region : Known.regions(entrance)) {
                commands.add("aws acm list-certificates --region " + region
                        + " --query \"CertificateSummaryList[?DomainName=='" + entrance.host()
                        + "'].[Status, NotAfter, CertificateArn]\" --output text");
            }
        }
        return commands;
    }
}
