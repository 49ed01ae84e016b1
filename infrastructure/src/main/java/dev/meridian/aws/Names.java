package dev.meridian.aws;

import static dev.meridian.hcl.Expression.reference;

import dev.meridian.dashboards.Dashboards;
import dev.meridian.estate.Cdn;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The root of what users open: records that lead to the names of regions, and checks that ask those; and of the
/// page on which all regions are seen. It asks no region for anything (ADR 19).
final class Names {
    /// Where Route 53 is changed, whatever it is about.
    static final RegionName CONTROL = new RegionName("us-east-1");

    private static final String PATH = "global";
    private static final int TLS = 443;

    /// What addresses of records end with that lead to another region than the first ones.
    private static final String SECOND = "_second";

    private Names() {}

    /// Empty where users open nothing and nobody looks at anything.
    static Optional<Root> root(Estate estate) {
        boolean hasPages = estate.watch().hasPages();
        if (estate.entrances().isEmpty() && !hasPages) {
            return Optional.empty();
        }
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put(
                "terraform.tf",
                Setup.terraform(Optional.of(Setup.state(estate, estate.states().keeperOfAll(CONTROL), PATH))));
        files.put("providers.tf", List.of(Setup.provider(estate, CONTROL, Optional.empty())));
        boolean hasCdn =
                estate.entrances().stream().anyMatch(entrance -> entrance.cdn().isPresent());
        if (hasCdn) {
            cdns(estate, files);
        }
        for (Entrance entrance : estate.entrances()) {
            List<Block> blocks = blocks(estate, entrance);
            if (!blocks.isEmpty()) {
                files.put("entrance-" + entrance.name() + ".tf", blocks);
            }
        }
        List<Alarm> alarms = alarms(estate);
        if (!alarms.isEmpty()) {
            files.put("alarms.tf", told(estate, alarms));
        }
        if (hasCdn || files.containsKey("alarms.tf")) {
            files.put("account.tf", Policies.whoAndWhere());
        }
        if (hasPages) {
            files.put(
                    "dashboard.tf",
                    Boards.of(
                            Dashboards.global(estate),
                            PATH,
                            Optional.ofNullable(files.get("alarms.tf")).orElse(List.of())));
        }
        return Optional.of(new Root(PATH, files));
    }

    /// What Route 53 counts, it counts in us-east-1, where certificates of CDNs are, too.
    private static List<Alarm> alarms(Estate estate) {
        List<Alarm> alarms = new ArrayList<>();
        for (Entrance entrance : estate.entrances()) {
            if (estate.watch().hasHealth() && entrance.check().isPresent()) {
                entrance.regions().forEach(region -> alarms.add(unserved(estate, entrance, region)));
            }
            if (estate.watch().hasCertificates() && entrance.cdn().isPresent()) {
                alarms.add(Alarms.expires(entrance, estate.name() + "-cdn", "its CDN"));
            }
        }
        return alarms;
    }

    private static List<Block> told(Estate estate, List<Alarm> alarms) {
        List<Block> blocks = new ArrayList<>(
                Notices.of(estate.name() + "-global", estate.watch(), List.of("cloudwatch.amazonaws.com")));
        alarms.forEach(alarm -> blocks.add(alarm.block()));
        return blocks;
    }

    private static Alarm unserved(Estate estate, Entrance entrance, RegionName region) {
        return Alarm.of(
                        label(entrance, region),
                        estate.name() + "-" + entrance.name() + "-" + region,
                        "Checks from all over the world find that " + entrance.host(region) + " does not serve",
                        new Alarm.Metric("AWS/Route53", "HealthCheckStatus", "Minimum"),
                        Alarm.Limit.below(1, 1))
                .about("HealthCheckId", reference("aws_route53_health_check." + label(entrance, region) + ".id"));
    }

    private static void cdns(Estate estate, SequencedMap<String, List<Block>> files) {
        int logDays = estate.sites().firstEntry().getValue().logDays();
        String name = estate.name() + "-cdn";
        files.put("keys.tf", Keys.forLogs(name, CONTROL));
        files.put("logs.tf", DeliveredLogs.group(estate.name(), logDays));
        List<Cdn> cdns = estate.entrances().stream()
                .flatMap(entrance -> entrance.cdn().stream())
                .toList();
        if (cdns.stream().anyMatch(Cdn::tells)) {
            files.put("requests.tf", ToldLogs.of(name));
        }
        cdns.stream()
                .findFirst()
                .filter(cdn -> !cdn.tasks().isEmpty())
                .ifPresent(cdn -> files.put("functions.tf", EdgePrograms.of(estate.name(), cdn, PATH)));
        estate.firewall()
                .ifPresent(firewall -> files.put("firewall.tf", WebAcl.of(firewall, name, "CLOUDFRONT", logDays)));
        boolean hasPages = cdns.stream().anyMatch(Cdn::hasErrorPage);
        Pages pages = new Pages(estate.pages());
        if (hasPages) {
            files.put("pages.tf", pages.blocks());
        }
        for (Entrance entrance : estate.entrances()) {
            entrance.cdn()
                    .ifPresent(cdn -> files.put(
                            "cdn-" + entrance.name() + ".tf",
                            CloudFront.of(
                                    estate.name(),
                                    entrance,
                                    cdn,
                                    Optional.of(pages).filter(_ -> cdn.hasErrorPage()),
                                    estate.firewall().isPresent())));
        }
    }

    private static List<Block> blocks(Estate estate, Entrance entrance) {
        List<Block> blocks = new ArrayList<>();
        String label = Root.label(entrance.name());
        boolean isAccelerated = entrance.lead() == Entrance.Lead.ACCELERATOR;
        boolean hasRecords = !isAccelerated
                || entrance.cdn().isPresent()
                || !entrance.ofStandby().isEmpty();
        if (hasRecords) {
            blocks.add(Block.data("aws_route53_zone", label).set("name", entrance.zone()));
        }
        entrance.check()
                .ifPresent(check -> entrance.regions().forEach(region -> blocks.add(check(entrance, check, region))));
        if (entrance.lead() == Entrance.Lead.CONTROLS) {
            entrance.regions()
                    .forEach(region -> blocks.addAll(
                            Controls.checks(label(entrance, region), entrance.control(estate.name(), region))));
        }
        if (!isAccelerated) {
            blocks.addAll(leading(entrance));
        }
        entrance.standby().ifPresent(region -> {
            for (String name : entrance.ofStandby()) {
                blocks.add(leadsTo(entrance, region, named(entrance, Root.label(name), name)));
            }
        });
        if (entrance.hasSecond()) {
            blocks.addAll(seconds(entrance));
        }
        return blocks;
    }

    private static List<Block> leading(Entrance entrance) {
        if (entrance.isInTurn()) {
            return InTurn.records(entrance, "", entrance.origin(), entrance.regions());
        }
        if (entrance.waiting().isEmpty()) {
            return chosen(entrance, entrance.origin());
        }
        List<Block> serving = chosen(entrance, entrance.ofServing());
        List<Block> blocks = new ArrayList<>(serving);
        blocks.addAll(InTurn.after(entrance, serving, entrance.origin(), entrance.waiting()));
        return blocks;
    }

    /// The records of a name that leads to one of the regions that serve.
    private static List<Block> chosen(Entrance entrance, String of) {
        return entrance.isByPlace()
                ? Places.of(entrance, of)
                : entrance.serving().stream()
                        .map(choice -> record(entrance, choice, of))
                        .toList();
    }

    static String label(Entrance entrance, RegionName region) {
        return Root.label(entrance.name() + "_" + region);
    }

    private static Block check(Entrance entrance, Entrance.Check check, RegionName region) {
        return Block.resource("aws_route53_health_check", label(entrance, region))
                .set("type", "HTTPS")
                .set("fqdn", entrance.host(region))
                .set("port", TLS)
                .set("resource_path", check.path())
                .set("request_interval", check.seconds())
                .set("failure_threshold", check.failures())
                .set("tags", Setup.named(entrance.host(region)));
    }

    private static Block record(Entrance entrance, Entrance.Choice choice, String of) {
        Block record = named(entrance, label(entrance, choice.region()), of);
        if (choice.policy() != Entrance.Policy.SIMPLE) {
            record = record.set("set_identifier", choice.region().text());
        }
        return leadsTo(entrance, choice.region(), policy(choice, record));
    }

    private static List<Block> seconds(Entrance entrance) {
        if (!entrance.isInTurn()) {
            return entrance.serving().stream()
                    .map(choice -> second(entrance, choice))
                    .toList();
        }
        List<RegionName> order = new ArrayList<>(entrance.regions());
        order.addLast(order.removeFirst());
        return InTurn.records(entrance, SECOND, entrance.second(), order);
    }

    /// For the same user as the first, the next region of the list.
    private static Block second(Entrance entrance, Entrance.Choice choice) {
        List<Entrance.Choice> all = entrance.serving();
        RegionName next = all.get((all.indexOf(choice) + 1) % all.size()).region();
        Block record = named(entrance, label(entrance, choice.region()) + SECOND, entrance.second())
                .set("set_identifier", choice.region().text());
        return leadsTo(entrance, next, policy(choice, record));
    }

    static Block named(Entrance entrance, String label, String name) {
        return Block.resource("aws_route53_record", label)
                .set("zone_id", reference("data.aws_route53_zone." + Root.label(entrance.name()) + ".zone_id"))
                .set("name", name)
                .set("type", "A");
    }

    static Block leadsTo(Entrance entrance, RegionName region, Block record) {
        String check = label(entrance, region) + (entrance.lead() == Entrance.Lead.CONTROLS ? Controls.BOTH : "");
        Block checked = entrance.check().isPresent()
                ? record.set("health_check_id", reference("aws_route53_health_check." + check + ".id"))
                : record;
        return checked.with(alias(entrance, entrance.host(region), false));
    }

    /// What leads to another name of the same zone.
    ///
    /// @param isAsLongAs whether it serves as long as that one does. Not where a check asks that name: a load
    ///     balancer counts as failed while anything behind it has no copy that serves, what other entrances open
    ///     as well (Route 53 developer guide, evaluate target health, 2026-11).
    static Block alias(Entrance entrance, String name, boolean isAsLongAs) {
        return Block.of("alias")
                .set("name", name)
                .set("zone_id", reference("data.aws_route53_zone." + Root.label(entrance.name()) + ".zone_id"))
                .set("evaluate_target_health", isAsLongAs);
    }

    private static Block because(Block block, Entrance.Choice choice) {
        return choice.reweighed().map(block::because).orElse(block);
    }

    private static Block policy(Entrance.Choice choice, Block record) {
        return switch (choice.policy()) {
            case SIMPLE -> record;
            case LATENCY ->
                record.with(Block.of("latency_routing_policy")
                        .set("region", choice.region().text()));
            case WEIGHTED ->
                record.with(because(Block.of("weighted_routing_policy"), choice)
                        .set("weight", choice.weight().orElse(1)));
            case FAILOVER, GEOLOCATION -> throw new AssertionError("places and turns have records of their own");
        };
    }
}
