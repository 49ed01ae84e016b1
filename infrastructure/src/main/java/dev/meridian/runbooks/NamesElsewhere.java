package dev.meridian.runbooks;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.units.Durations;
import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Names that users open in other clouds than AWS: what sends them to a region, and how a person keeps them away
/// from one (ADR 29). Cloud DNS has one check for all regions, so that nobody can make it fail for one: its record
/// is told otherwise. Traffic Manager has something to turn off for each.
final class NamesElsewhere {
    private NamesElsewhere() {}

    static List<Entrance> of(Known known) {
        return known.whole().entrances().stream()
                .filter(entrance -> entrance.cloud() != Cloud.AWS)
                .toList();
    }

    /// Those that lead to a region.
    static List<Entrance> of(Known known, String region) {
        return of(known).stream()
                .filter(entrance ->
                        entrance.regions().stream().anyMatch(one -> one.text().equals(region)))
                .toList();
    }

    /// The root in which their records are.
    static String root(Cloud cloud) {
        return switch (cloud) {
            case AWS -> throw new IllegalArgumentException(cloud.text());
            case GOOGLE -> "terraform/global-google";
            case AZURE -> "terraform/global-azure";
        };
    }

    /// What sends users to a region and leaves it out.
    static String chooser(Cloud cloud) {
        return switch (cloud) {
            case AWS -> throw new IllegalArgumentException(cloud.text());
            case GOOGLE -> "Cloud DNS";
            case AZURE -> "Traffic Manager";
        };
    }

    /// What nobody sends users to any more, or does again.
    static String turned(Known known, Entrance entrance, RegionName region, boolean isAway) {
        return entrance.cloud() == Cloud.AZURE
                ? "az network traffic-manager endpoint update --resource-group " + group(known) + " --profile-name "
                        + profile(known, entrance) + " --type azureEndpoints --name " + region + " --endpoint-status "
                        + (isAway ? "Disabled" : "Enabled") + " --query endpointStatus --output tsv"
                : told(known, entrance, isAway ? Optional.of(region) : Optional.empty());
    }

    private static String group(Known known) {
        return known.whole().name() + "-names";
    }

    private static String profile(Known known, Entrance entrance) {
        return entrance.targets(known.whole().name());
    }

    /// The record without an address (gcloud reference, dns record-sets update, 2026-11). One that goes by order
    /// has to have a second: who is to be left out is the last then, and gets users while no other one serves.
    private static String told(Known known, Entrance entrance, Optional<RegionName> away) {
        String start = "gcloud dns record-sets update " + entrance.host() + ". --type=A --ttl="
                + entrance.ttl().toSeconds() + " --zone=\"$(zone " + entrance.zone()
                + ")\" --project=\"$TF_VAR_project\" --health-check=" + profile(known, entrance)
                + " --routing-policy-type=";
        List<Entrance.Choice> left = entrance.choices().stream()
                .filter(choice -> !away.equals(Optional.of(choice.region())))
                .toList();
        return start
                + switch (entrance.choices().getFirst().policy()) {
                    case FAILOVER -> {
                        List<Entrance.Choice> order = new ArrayList<>(left);
                        entrance.choices().stream()
                                .filter(choice -> !left.contains(choice))
                                .forEach(order::add);
                        yield "FAILOVER --routing-policy-primary-data=\""
                                + address(known, entrance, order.getFirst())
                                + "\" --routing-policy-backup-data-type=GEO"
                                + items(
                                        order.subList(1, order.size()),
                                        " --routing-policy-backup-item=",
                                        choice -> "location=" + choice.region() + endpoint(known, entrance, choice));
                    }
                    case WEIGHTED ->
                        "WRR"
                                + items(
                                        left,
                                        " --routing-policy-item=",
                                        choice -> "weight=" + choice.weight().orElse(1)
                                                + endpoint(known, entrance, choice));
                    case LATENCY, GEOLOCATION, SIMPLE ->
                        "GEO"
                                + items(
                                        left,
                                        " --routing-policy-item=",
                                        choice -> "location=" + choice.region() + endpoint(known, entrance, choice));
                };
    }

    private static String items(List<Entrance.Choice> choices, String flag, Function<Entrance.Choice, String> item) {
        return choices.stream().map(choice -> flag + item.apply(choice)).collect(Collectors.joining());
    }

    private static String endpoint(Known known, Entrance entrance, Entrance.Choice choice) {
        return ",external_endpoints=\"" + address(known, entrance, choice) + "\"";
    }

    private static String address(Known known, Entrance entrance, Entrance.Choice choice) {
        return "$(address "
                + entrance.address(known.whole().site(choice.region()).name()) + ")";
    }

    /// What each page says of a name.
    static Holes holes(Known known, Entrance entrance) {
        Holes holes = known.holes()
                .and("host", entrance.host())
                .and("zone", entrance.zone())
                .and("path", entrance.asked())
                .and("cloud", entrance.cloud().text())
                .and("chooser", chooser(entrance.cloud()))
                .and("root", root(entrance.cloud()))
                .and("group", group(known))
                .and("profile", profile(known, entrance))
                .and("regions", Words.and(entrance.regions()))
                .and("policy", policy(entrance))
                .and(
                        "how",
                        entrance.cloud() == Cloud.AZURE
                                ? "what leads to it is turned off"
                                : entrance.isInTurn()
                                        ? "the record gets its address as the last, which users are sent to while no other one"
                                                + " serves"
                                        : "the record gets the other addresses alone");
        return entrance.check()
                .map(check -> {
                    long noticed = (long) check.failures() * check.seconds();
                    return holes.and("failures", check.failures())
                            .and("seconds", check.seconds())
                            .and("noticed", Durations.text(Duration.ofSeconds(noticed)))
                            .and("ttl", Durations.text(entrance.ttl()));
                })
                .orElse(holes);
    }

    /// As the records choose, which is not what the file says where the cloud has no such way.
    private static String policy(Entrance entrance) {
        boolean isAzure = entrance.cloud() == Cloud.AZURE;
        return switch (entrance.choices().getFirst().policy()) {
            case LATENCY, GEOLOCATION ->
                isAzure ? ", to the one that answers soonest" : ", to the one nearest to who asks";
            case WEIGHTED -> ", by weight";
            case FAILOVER -> ", in this order: to each only while none before it serves";
            case SIMPLE -> "";
        };
    }

    /// What `dns.md` says of one.
    static String section(Sheet sheet, Known known, Entrance entrance) {
        List<String> asks = new ArrayList<>(List.of("dig +short " + entrance.host()));
        for (RegionName region : entrance.regions()) {
            asks.add("dig +short " + entrance.host(region));
            asks.add(Dns.curl(entrance.host() + entrance.asked()) + " --connect-to \"" + entrance.host() + ":443:"
                    + entrance.host(region) + ":443\"");
        }
        asks.add(Dns.curl(entrance.host() + entrance.asked()));
        Holes holes = holes(known, entrance)
                .and("asks", Words.lines(asks))
                .and(
                        "follows",
                        entrance.check().isPresent()
                                ? "that leads to Traffic Manager"
                                : "that follows the address of this region");
        String text = sheet.part("name of " + entrance.cloud().text(), holes);
        if (entrance.check().isEmpty()) {
            return text + sheet.part("unchecked", holes);
        }
        boolean isAzure = entrance.cloud() == Cloud.AZURE;
        List<String> away = entrance.regions().stream()
                .map(region -> turned(known, entrance, region, true) + "   # away from " + region)
                .toList();
        List<String> back = isAzure
                ? entrance.regions().stream()
                        .map(region -> turned(known, entrance, region, false) + "   # " + region)
                        .toList()
                : List.of(turned(known, entrance, entrance.regions().getFirst(), false));
        return text
                + (isAzure ? sheet.part("name led of Azure", holes) : "")
                + sheet.part("name led", holes.and("away", Words.lines(away)).and("back", Words.lines(back)));
    }
}
