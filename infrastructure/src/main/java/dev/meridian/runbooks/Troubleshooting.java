package dev.meridian.runbooks;

import dev.meridian.estate.Site;
import java.util.ArrayList;
import java.util.List;

/// What is looked at when users get errors and no region is lost.
final class Troubleshooting {
    static final String FILE = "troubleshooting.md";

    private static final Sheet SHEET = Sheet.named("troubleshooting");

    private final Known known;
    private final StringBuilder text = new StringBuilder();

    private Troubleshooting(Known known) {
        this.known = known;
    }

    static Page page(Known known) {
        Troubleshooting page = new Troubleshooting(known);
        page.text.append(SHEET.part(
                "head",
                known.holes()
                        .and("where logs", whereLogs(known))
                        .and(
                                "alarms",
                                known.alarms(
                                        "AWS/ApplicationELB UnHealthyHostCount",
                                        "AWS/ApplicationELB HTTPCode_ELB_5XX_Count",
                                        "AWS/ApplicationELB HTTPCode_Target_5XX_Count"))));
        known.sites().forEach(page::site);
        page.stores();
        page.logs();
        page.text.append(SHEET.part("cost", known.holes()));
        return Page.of(FILE, "Something does not work", "users get errors and no region is lost", page.text.toString());
    }

    private static String whereLogs(Known known) {
        boolean isHere = known.sites().stream()
                .anyMatch(site -> Services.ofTheirTeam(site).isEmpty());
        return isHere ? "below" : "where its team keeps them";
    }

    private void site(Site site) {
        Holes holes = known.holes(site);
        if (!site.entrances().isEmpty()) {
            List<String> targets = site.entrances().stream()
                    .map(entrance -> "aws elbv2 describe-target-health --region " + site.region()
                            + " --target-group-arn \"$(aws elbv2 describe-target-groups --region " + site.region()
                            + " --names " + entrance.targets(known.estate().name())
                            + " --query 'TargetGroups[0].TargetGroupArn' --output text)\""
                            + " --query 'TargetHealthDescriptions[].[Target.Id, TargetHealth.State,"
                            + " TargetHealth.Reason]' --output text")
                    .toList();
            text.append(SHEET.part("balancer", holes.and("targets", Words.lines(targets))));
            if (site.cluster().isPresent()) {
                text.append(SHEET.part("balancer kubernetes", holes));
            }
        }
        services(site, holes);
    }

    private void services(Site site, Holes holes) {
        List<String> theirs = Services.ofTheirTeam(site);
        if (!theirs.isEmpty()) {
            text.append(
                    SHEET.part(
                            "services elsewhere",
                            holes.and("names", Words.and(theirs))
                                    .and(
                                            "registered",
                                            site.entrances().isEmpty()
                                                    ? ""
                                                    : " The load balancer above sends requests to copies that somebody registered.")));
        }
        List<String> services =
                Services.of(site).stream().map(service -> service.name()).toList();
        if (services.isEmpty()) {
            return;
        }
        if (site.cluster().isPresent()) {
            text.append(SHEET.part(
                    "kubernetes",
                    holes.and(
                            "undo",
                            Words.lines(services.stream()
                                    .map(name -> Services.kubectl(known, site) + " rollout undo deployment/" + name)
                                    .toList()))));
        } else {
            text.append(SHEET.part(
                    "ecs",
                    holes.and("services", Words.lines(ecs(site, services)))
                            .and(
                                    "restarts",
                                    Words.lines(services.stream()
                                            .map(name -> Services.restart(known, site, name))
                                            .toList()))));
        }
    }

    private static List<String> ecs(Site site, List<String> services) {
        List<String> commands = new ArrayList<>();
        for (String name : services) {
            commands.add("aws ecs describe-services --region " + site.region() + " --cluster " + site.name()
                    + " --services " + name
                    + " --query 'services[0].[runningCount, desiredCount, events[:5].message]' --output json");
        }
        return commands;
    }

    private void stores() {
        List<String> commands = new ArrayList<>();
        List<String> addresses = new ArrayList<>();
        known.sites().forEach(site -> {
            List<String> groups = new ArrayList<>();
            site.databases().forEach(one -> groups.add(one.name()));
            site.stores().caches().forEach(one -> groups.add(one.name()));
            groups.forEach(name -> commands.add("aws ec2 describe-security-group-rules --region " + site.region()
                    + " --filters Name=group-id,Values=\"$(aws ec2 describe-security-groups --region " + site.region()
                    + " --filters Name=group-name,Values=" + name
                    + " --query 'SecurityGroups[0].GroupId' --output text)\" --query"
                    + " 'SecurityGroupRules[?!IsEgress].[CidrIpv4, FromPort, Description]' --output text"));
            if (known.estate().fleet().filter(fleet -> fleet.fetches()).isPresent()
                    && site.cluster().isPresent()
                    && !site.databases().isEmpty()) {
                addresses.add("aws ssm get-parameters-by-path --region " + site.region() + " --path /" + site.name()
                        + " --recursive --with-decryption --query 'Parameters[].[Name, Value]' --output text");
            }
        });
        if (!commands.isEmpty()) {
            text.append(SHEET.part(
                    "stores",
                    known.holes()
                            .and("stores", Words.lines(commands))
                            .and(
                                    "addresses",
                                    addresses.isEmpty()
                                            ? ""
                                            : "Where a store is, services are told by the region:\n\n```sh\n"
                                                    + Words.lines(addresses) + "\n```\n")));
        }
    }

    private void logs() {
        List<String> commands = new ArrayList<>();
        known.sites().forEach(site -> {
            site.cluster()
                    .ifPresentOrElse(
                            cluster -> commands.add(tail("/aws/eks/" + cluster.name() + "/cluster", site)),
                            () -> Services.of(site)
                                    .forEach(service -> commands.add(
                                            tail("/aws/ecs/" + site.name() + "/" + service.name(), site))));
            site.databases()
                    .forEach(one -> commands.add(tail(
                            (one.global().isPresent() ? "/aws/rds/cluster/" : "/aws/rds/instance/") + one.name()
                                    + "/postgresql",
                            site)));
        });
        if (!commands.isEmpty()) {
            text.append(SHEET.part("logs", known.holes().and("logs", Words.lines(commands))));
        }
    }

    private static String tail(String group, Site site) {
        return "aws logs tail " + group + " --region " + site.region() + " --since 15m";
    }
}
