package dev.meridian.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What runs: services of ECS, groups of machines, functions; and the load balancers in front of them.
final class Programs {
    static final String[] LOAD_BALANCERS = {"aws_lb", "aws_alb", "aws_elb"};

    private static final String[] TARGET_GROUPS = {"aws_lb_target_group", "aws_alb_target_group"};
    private static final String[] LISTENERS = {"aws_lb_listener", "aws_alb_listener"};
    private static final String GROUP = "aws_autoscaling_group";
    private static final String FUNCTION = "aws_lambda_function";
    private static final String SERVICE = "aws_ecs_service";

    private final Survey survey;

    /// The types of what may be needed.
    private final List<String> needed;

    private final List<Program> programs = new ArrayList<>();

    /// What stands behind each target group, and behind each load balancer.
    private final SequencedMap<Resource, List<Program>> behind = new LinkedHashMap<>();

    Programs(Survey survey) {
        this.survey = survey;
        SequencedSet<String> types = new LinkedHashSet<>(List.of(Secrets.TYPE));
        survey.pieces().forEach(piece -> types.add(piece.resource().type()));
        this.needed = List.copyOf(types);
    }

    void read() {
        survey.each(SERVICE, this::service);
        survey.each(GROUP, this::group);
        survey.each(FUNCTION, this::function);
        Stream.of("aws_lb_listener_rule", "aws_alb_listener_rule").forEach(type -> survey.each(type, this::rule));
        Stream.of(LISTENERS).forEach(type -> survey.each(type, this::listener));
        Stream.of(LOAD_BALANCERS).forEach(type -> survey.each(type, survey.notes()::read));
    }

    List<Program> programs() {
        return programs;
    }

    private void put(Resource key, Program program) {
        List<Program> there = behind.computeIfAbsent(key, _ -> new ArrayList<>());
        if (!there.contains(program)) {
            there.add(program);
        }
    }

    private void service(Resource service) {
        Attributes values = service.values();
        List<Resource> groups = survey.links().from(service, "load_balancer.target_group_arn", TARGET_GROUPS);
        Optional<Resource> task = survey.links().one(service, "task_definition", "aws_ecs_task_definition");
        Attributes container = task.map(Programs::container).orElse(Attributes.NONE);
        Optional<String> port = values.blocks("load_balancer").stream()
                .flatMap(block -> block.port("container_port").stream())
                .findFirst()
                .or(() -> container.block("portMappings").flatMap(mapping -> mapping.port("containerPort")));
        Program.Facts facts = new Program.Facts(
                container.text("image"),
                port,
                health(groups),
                replicas(service),
                task.flatMap(definition -> cpus(definition.values())),
                task.flatMap(definition -> definition.values().count("memory")).map(megabytes -> megabytes + "Mi"),
                platform(service, task));
        List<Resource> needs = task.map(
                        definition -> survey.links().mentioned(definition, "container_definitions", needed))
                .orElse(List.of());
        Program program = new Program(service, survey.region(service), survey.name(service, "name"), facts, needs);
        task.ifPresent(survey.notes()::read);
        add(program, groups);
        survey.links().from(service, "load_balancer.elb_name", "aws_elb").forEach(balancer -> put(balancer, program));
        task.filter(definition ->
                        definition.values().text("container_definitions").isEmpty())
                .ifPresent(definition -> survey.lost(
                        definition, "container_definitions", "it is known after the apply, and the image with it"));
    }

    /// 1024 units are a processor.
    private static Optional<String> cpus(Attributes task) {
        return task.count("cpu")
                .map(units -> new BigDecimal(units).divide(BigDecimal.valueOf(1024), 3, RoundingMode.HALF_UP))
                .filter(cpus -> cpus.signum() > 0 && cpus.precision() - cpus.scale() <= 4)
                .map(cpus -> cpus.stripTrailingZeros().toPlainString());
    }

    private static Optional<String> platform(Resource service, Optional<Resource> task) {
        List<String> said = new ArrayList<>(service.values().texts("launch_type"));
        service.values()
                .blocks("capacity_provider_strategy")
                .forEach(strategy -> said.addAll(strategy.texts("capacity_provider")));
        if (said.isEmpty()) {
            task.ifPresent(definition -> said.addAll(definition.values().texts("requires_compatibilities")));
        }
        if (said.stream().anyMatch(type -> type.startsWith("FARGATE"))) {
            return Optional.of("ecs-fargate");
        }
        return said.contains("EC2") ? Optional.of("ecs-ec2") : Optional.empty();
    }

    /// The first container of a task, the one that does the work; nothing if the text is not known or no JSON.
    private static Attributes container(Resource task) {
        Optional<String> text = task.values().text("container_definitions");
        try {
            JsonNode containers = JsonMapper.shared().readTree(text.orElse("[]"));
            return containers.isArray() && !containers.isEmpty() ? new Attributes(containers.path(0)) : Attributes.NONE;
        } catch (JacksonException e) {
            return Attributes.NONE;
        }
    }

    /// What it is scaled between, where something scales it; else how many are wanted.
    private Optional<String> replicas(Resource service) {
        List<Resource> scalers = survey.pointingAt("aws_appautoscaling_target", "resource_id", service);
        String suffix = "/" + service.values().text("name").orElse(service.name());
        Optional<Resource> scaler = scalers.stream()
                .findFirst()
                .or(() -> survey.all("aws_appautoscaling_target").stream()
                        .filter(target -> survey.region(target).equals(survey.region(service)))
                        .filter(target ->
                                target.values().text("resource_id").orElse("").endsWith(suffix))
                        .findFirst());
        scaler.ifPresent(survey.notes()::read);
        return scaler.flatMap(target -> range(
                        target.values().whole("min_capacity"), target.values().whole("max_capacity")))
                .or(() -> service.values().count("desired_count"));
    }

    static Optional<String> range(OptionalInt least, OptionalInt most) {
        boolean isOne = least.isPresent()
                && most.isPresent()
                && least.getAsInt() >= 0
                && least.getAsInt() <= most.getAsInt()
                && most.getAsInt() <= Attributes.MOST;
        if (!isOne) {
            return Optional.empty();
        }
        return Optional.of(
                least.getAsInt() == most.getAsInt()
                        ? Integer.toString(most.getAsInt())
                        : least.getAsInt() + ".." + most.getAsInt());
    }

    private Optional<String> health(List<Resource> targetGroups) {
        return targetGroups.stream()
                .flatMap(group -> group.values().block("health_check").stream())
                .flatMap(check -> check.text("path").stream())
                .filter(path -> path.matches("/\\S*"))
                .findFirst();
    }

    private void group(Resource group) {
        Attributes values = group.values();
        SequencedSet<Resource> targets =
                new LinkedHashSet<>(survey.links().from(group, "target_group_arns", TARGET_GROUPS));
        for (Resource attachment : survey.pointingAt("aws_autoscaling_attachment", "autoscaling_group_name", group)) {
            targets.addAll(survey.links().from(attachment, "lb_target_group_arn", TARGET_GROUPS));
            survey.notes().read(attachment);
        }
        List<Resource> all = List.copyOf(targets);
        Program.Facts facts = new Program.Facts(
                Optional.empty(),
                all.stream()
                        .flatMap(target -> target.values().port("port").stream())
                        .findFirst(),
                health(all),
                range(values.whole("min_size"), values.whole("max_size")).or(() -> values.count("desired_capacity")),
                Optional.empty(),
                Optional.empty(),
                Optional.of("virtual-machines"));
        Program program = new Program(group, survey.region(group), survey.name(group, "name"), facts, List.of());
        add(program, all);
        survey.links().from(group, "load_balancers", "aws_elb").forEach(balancer -> put(balancer, program));
    }

    private void function(Resource function) {
        Attributes values = function.values();
        List<Resource> targets = survey.pointingAt("aws_lb_target_group_attachment", "target_id", function).stream()
                .peek(survey.notes()::read)
                .flatMap(attachment -> survey.links().from(attachment, "target_group_arn", TARGET_GROUPS).stream())
                .toList();
        Program.Facts facts = new Program.Facts(
                values.text("image_uri"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                values.count("memory_size").map(megabytes -> megabytes + "Mi"),
                Optional.empty());
        List<Resource> needs = survey.links().mentioned(function, "environment.variables", needed);
        String name = survey.name(function, "function_name");
        add(new Program(function, survey.region(function), name, facts, needs), targets);
    }

    private void add(Program program, List<Resource> targetGroups) {
        programs.add(program);
        survey.notes().read(program.resource());
        targetGroups.forEach(target -> {
            survey.notes().read(target);
            put(target, program);
        });
    }

    /// A rule of a listener leads there too, behind the default.
    private void rule(Resource rule) {
        survey.links()
                .from(rule, "listener_arn", LISTENERS)
                .forEach(listener -> through(rule, "action").forEach(program -> put(listener, program)));
    }

    private void listener(Resource listener) {
        List<Program> byDefault = through(listener, "default_action");
        survey.links().from(listener, "load_balancer_arn", LOAD_BALANCERS).forEach(balancer -> {
            byDefault.forEach(program -> put(balancer, program));
            behind.getOrDefault(listener, List.of()).forEach(program -> put(balancer, program));
        });
        survey.notes().read(listener);
    }

    private List<Program> through(Resource resource, String action) {
        List<Resource> groups =
                new ArrayList<>(survey.links().from(resource, action + ".target_group_arn", TARGET_GROUPS));
        groups.addAll(survey.links().from(resource, action + ".forward.target_group.arn", TARGET_GROUPS));
        survey.notes().read(resource);
        return groups.stream()
                .flatMap(group -> behind.getOrDefault(group, List.of()).stream())
                .distinct()
                .toList();
    }

    /// What users reach through a load balancer. Where nothing of the input stands behind it, as with the pods
    /// of a cluster, that is a program of which its name is known.
    List<Program> reached(Resource balancer) {
        if (behind.getOrDefault(balancer, List.of()).isEmpty()) {
            Program unseen = new Program(
                    balancer, survey.region(balancer), survey.name(balancer, "name"), Program.Facts.NONE, List.of());
            programs.add(unseen);
            put(balancer, unseen);
        }
        return behind.getOrDefault(balancer, List.of());
    }

    /// The kind of load balancer before a program, in the words of the format.
    Optional<Said> balancer(Program program) {
        return behind.entrySet().stream()
                .filter(entry -> List.of(LOAD_BALANCERS).contains(entry.getKey().type()))
                .filter(entry -> entry.getValue().contains(program))
                .flatMap(entry -> kind(entry.getKey()).stream())
                .findFirst();
    }

    private static Optional<Said> kind(Resource balancer) {
        return switch (balancer.type() + " "
                + balancer.values().text("load_balancer_type").orElse("")) {
            case "aws_lb application", "aws_alb application" -> Optional.of(Said.by(balancer, "alb"));
            case "aws_lb network", "aws_alb network" -> Optional.of(Said.by(balancer, "nlb"));
            default -> Optional.empty();
        };
    }
}
