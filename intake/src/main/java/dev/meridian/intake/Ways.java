package dev.meridian.intake;

import dev.meridian.topology.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// How users find what runs: names of Route 53, distributions of CloudFront, accelerators.
final class Ways {
    private static final String RECORD = "aws_route53_record";
    private static final String ZONE = "aws_route53_zone";
    private static final String DISTRIBUTION = "aws_cloudfront_distribution";
    private static final String ACCELERATOR = "aws_globalaccelerator_accelerator";
    private static final String[] TARGETS = {"aws_lb", "aws_alb", "aws_elb", DISTRIBUTION, ACCELERATOR};

    /// Route 53 answers for a load balancer with the time to live of the balancer's own name.
    private static final Said OF_BALANCER =
            Said.by("an alias to a load balancer has that of the balancer's own name", "60s");

    private final Survey survey;
    private final Programs programs;
    private final List<Way> ways = new ArrayList<>();

    /// What a record leads to.
    private final SequencedSet<Resource> reached = new LinkedHashSet<>();

    /// What each health check judges: the ways that have it.
    private final SequencedMap<Resource, List<Way>> judged = new LinkedHashMap<>();

    Ways(Survey survey, Programs programs) {
        this.survey = survey;
        this.programs = programs;
    }

    /// Records first: a distribution or an accelerator that none leads to has to say its name itself.
    void read() {
        survey.each(RECORD, this::record);
        survey.each(DISTRIBUTION, this::distribution);
        survey.each(ACCELERATOR, this::accelerator);
    }

    List<Way> ways() {
        return ways;
    }

    /// A distribution that users reach services through.
    Optional<Resource> distribution() {
        return leading(DISTRIBUTION);
    }

    /// An accelerator that users reach services through.
    Optional<Resource> accelerator() {
        return leading(ACCELERATOR);
    }

    private Optional<Resource> leading(String type) {
        return survey.all(type).stream()
                .filter(resource -> !through(resource).isEmpty())
                .findFirst();
    }

    /// The ways that a health check judges.
    List<Way> judged(Resource check) {
        return judged.getOrDefault(check, List.of());
    }

    private void record(Resource record) {
        String type = record.values().text("type").orElse("");
        if (!List.of("A", "AAAA", "CNAME").contains(type)) {
            survey.notes()
                    .notRead(
                            record,
                            type.isEmpty()
                                    ? "its type is not known"
                                    : "a record of type " + type + " leads nobody to a service");
            return;
        }
        SequencedSet<Resource> targets = new LinkedHashSet<>(survey.links().from(record, "alias.name", TARGETS));
        targets.addAll(survey.links().from(record, "records", TARGETS));
        List<Program> leadsTo = targets.stream()
                .flatMap(target -> through(target).stream())
                .distinct()
                .toList();
        if (leadsTo.isEmpty()) {
            survey.notes().notRead(record, whyNowhere(record, targets));
        } else {
            way(record, targets, leadsTo);
        }
    }

    private void way(Resource record, SequencedSet<Resource> targets, List<Program> leadsTo) {
        Attributes values = record.values();
        survey.notes().read(record);
        reached.addAll(targets);
        List<Resource> zone = survey.links().from(record, "zone_id", ZONE);
        zone.forEach(survey.notes()::read);
        List<Resource> checks = survey.links().from(record, "health_check_id", "aws_route53_health_check");
        boolean isTurned = !checks.isEmpty()
                || values.blocks("alias").stream().anyMatch(alias -> alias.is("evaluate_target_health"));
        Optional<String> policy = policy(values);
        Way way = new Way(
                record,
                host(record, zone),
                leadsTo,
                policy,
                isBackup(values),
                ttl(record, targets),
                isTurned && policy.isPresent());
        ways.add(way);
        checks.forEach(
                check -> judged.computeIfAbsent(check, _ -> new ArrayList<>()).add(way));
    }

    /// Its own, or that of the load balancer that it is an alias of; of other targets it is not known.
    private static Optional<Said> ttl(Resource record, SequencedSet<Resource> targets) {
        boolean isToBalancer = targets.stream()
                .allMatch(target -> List.of(Programs.LOAD_BALANCERS).contains(target.type()));
        return record.values().blocks("alias").isEmpty()
                ? Said.by(record, Times.seconds(record.values().whole("ttl")))
                : Optional.of(OF_BALANCER).filter(_ -> isToBalancer);
    }

    private String whyNowhere(Resource record, SequencedSet<Resource> targets) {
        if (!targets.isEmpty()) {
            return "it leads to `" + targets.getFirst().address() + "`, behind which nothing of " + survey.noun()
                    + " runs";
        }
        return survey.links()
                .hidden(record, "alias.name")
                .or(() -> survey.links().hidden(record, "records"))
                .map(local -> "it leads where `" + local + "` says, and a plan does not show what a `local` stands for")
                .orElse("it leads to nothing that is read from " + survey.noun());
    }

    private static Optional<String> policy(Attributes record) {
        for (String policy : List.of("failover", "latency", "weighted", "geolocation", "geoproximity")) {
            if (!record.blocks(policy + "_routing_policy").isEmpty()) {
                return Optional.of(policy.equals("geoproximity") ? "geolocation" : policy);
            }
        }
        return record.is("multivalue_answer_routing_policy") ? Optional.of("client") : Optional.empty();
    }

    private static boolean isBackup(Attributes record) {
        boolean isSecondary = record.blocks("failover_routing_policy").stream()
                .anyMatch(policy -> policy.text("type").equals(Optional.of("SECONDARY")));
        boolean isWeightless = record.blocks("weighted_routing_policy").stream()
                .anyMatch(policy -> policy.text("weight").equals(Optional.of("0")));
        return isSecondary || isWeightless;
    }

    /// The full name of a record: its own, within the name of its zone.
    private Optional<String> host(Resource record, List<Resource> zones) {
        Optional<String> zone = zones.stream()
                .flatMap(each -> each.values().text("name").stream())
                .findFirst()
                .or(() -> lookedUp(record))
                .map(Ways::withoutDot);
        String own = withoutDot(record.values()
                .text("fqdn")
                .or(() -> record.values().text("name"))
                .orElse(""));
        boolean isFull = zone.isEmpty() || own.equals(zone.get()) || own.endsWith("." + zone.get());
        String full = isFull ? own : own.isEmpty() ? zone.get() : own + "." + zone.get();
        return taken(record, "name", full);
    }

    /// The name of a zone that somebody else made.
    private Optional<String> lookedUp(Resource record) {
        List<String> names = survey.inventory().looked().stream()
                .filter(resource -> resource.is(ZONE))
                .filter(resource -> record.values().text("zone_id").isEmpty()
                        || record.values()
                                .text("zone_id")
                                .equals(resource.values().text("zone_id")))
                .flatMap(resource -> resource.values().text("name").stream())
                .distinct()
                .toList();
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    private static String withoutDot(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private Optional<String> taken(Resource of, String attribute, String host) {
        if (Scalars.isHost(host) && host.contains(".")) {
            return Optional.of(host);
        }
        survey.lost(
                of,
                attribute,
                host.isEmpty() ? "it is known after the apply" : "`" + host + "` is no name of one host");
        return Optional.empty();
    }

    private List<Program> through(Resource target) {
        return switch (target.type()) {
            case DISTRIBUTION -> behindDistribution(target);
            case ACCELERATOR -> behindAccelerator(target);
            default -> programs.reached(target);
        };
    }

    private List<Program> behindDistribution(Resource distribution) {
        return Stream.concat(
                        survey.links().from(distribution, "origin.domain_name", Programs.LOAD_BALANCERS).stream(),
                        survey.links().from(distribution, "origin.domain_name", ACCELERATOR).stream())
                .flatMap(target -> through(target).stream())
                .distinct()
                .toList();
    }

    private void distribution(Resource distribution) {
        List<Program> leadsTo = behindDistribution(distribution);
        if (leadsTo.isEmpty()) {
            survey.notes().notRead(distribution, "no load balancer of " + survey.noun() + " is an origin of it");
            return;
        }
        survey.notes().read(distribution);
        if (distribution.values().texts("aliases").isEmpty() && !reached.contains(distribution)) {
            survey.lost(distribution, "aliases", "no name of " + survey.noun() + " leads to it");
        }
        for (String alias : distribution.values().texts("aliases")) {
            ways.add(new Way(
                    distribution,
                    taken(distribution, "aliases", alias),
                    leadsTo,
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    false));
        }
    }

    private List<Resource> endpoints(Resource accelerator) {
        return survey.pointingAt("aws_globalaccelerator_listener", "accelerator_arn", accelerator).stream()
                .peek(survey.notes()::read)
                .flatMap(listener ->
                        survey.pointingAt("aws_globalaccelerator_endpoint_group", "listener_arn", listener).stream())
                .toList();
    }

    private List<Program> behindAccelerator(Resource accelerator) {
        return endpoints(accelerator).stream()
                .peek(survey.notes()::read)
                .flatMap(group ->
                        survey
                                .links()
                                .from(group, "endpoint_configuration.endpoint_id", Programs.LOAD_BALANCERS)
                                .stream())
                .flatMap(balancer -> programs.reached(balancer).stream())
                .distinct()
                .toList();
    }

    /// An accelerator has addresses and no name of its own that people know; a record may lead to it.
    private void accelerator(Resource accelerator) {
        if (behindAccelerator(accelerator).isEmpty()) {
            survey.notes().notRead(accelerator, "no load balancer of " + survey.noun() + " is an endpoint of it");
            return;
        }
        survey.notes().read(accelerator);
        if (!reached.contains(accelerator)) {
            survey.lost(accelerator, "dns_name", "no name of " + survey.noun() + " leads to it");
        }
    }
}
