package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.mapping;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Entrance;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Settings;
import dev.meridian.estate.Site;
import dev.meridian.estate.Workload;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Services of ECS in one region, on machines that the cloud finds for each copy of them.
final class Fargate {
    /// More copies are added when those that are there are this busy on average.
    private static final int BUSY_PERCENT = 60;

    private static final String TASKS = "ecs-tasks.amazonaws.com";

    private static final String CLUSTER = "aws_ecs_cluster.main";

    /// What a copy may write to; nothing else is.
    private static final String SCRATCH = "scratch";

    private final Site site;
    private final Workload service;
    private final List<Site> peers;
    private final List<Block> more;
    private final String label;
    private final boolean isCalled;

    private Fargate(Site site, Workload service, List<Site> peers, List<Block> more) {
        this.site = site;
        this.service = service;
        this.peers = peers;
        this.more = more;
        this.label = Root.label(service.name());
        this.isCalled = Discovery.isCalled(site, service);
    }

    /// What all services of a region share.
    static List<Block> cluster(Site site) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Logs.group(site, "cluster", "/aws/ecs/" + site.name() + "/commands"));
        blocks.add(Block.resource("aws_ecs_cluster", "main")
                .set("name", site.name())
                .with(Block.of("setting").set("name", "containerInsights").set("value", "enabled"))
                .with(Block.of("configuration")
                        .with(Block.of("execute_command_configuration")
                                .set("kms_key_id", reference("aws_kms_key.logs.arn"))
                                .set("logging", "OVERRIDE")
                                .with(Block.of("log_configuration")
                                        .set("cloud_watch_encryption_enabled", true)
                                        .set(
                                                "cloud_watch_log_group_name",
                                                reference("aws_cloudwatch_log_group.cluster.name"))))));
        blocks.add(Block.resource("aws_ecs_cluster_capacity_providers", "main")
                .set("cluster_name", reference(CLUSTER + ".name"))
                .set("capacity_providers", texts(List.of("FARGATE"))));
        blocks.addAll(Policies.role(
                "tasks", site.name() + "-tasks", TASKS, List.of("service-role/AmazonECSTaskExecutionRolePolicy")));
        blocks.addAll(Policies.attached("tasks", site.name() + "-tasks", fetched(site)));
        blocks.addAll(Discovery.zone(site));
        return blocks;
    }

    /// What starts a task fetches its secrets, and not the task itself.
    private static List<Block> fetched(Site site) {
        Expression[] secrets =
                site.compute().secretsOfTasks().stream().map(Fargate::secret).toArray(Expression[]::new);
        return secrets.length == 0
                ? List.of()
                : List.of(
                        Policies.allows("Secrets", List.of("secretsmanager:GetSecretValue"), secrets),
                        Policies.allows("Key", List.of("kms:Decrypt"), reference("aws_kms_key.data.arn")));
    }

    private static Expression secret(String secret) {
        return reference("aws_secretsmanager_secret." + Told.label(secret) + ".arn");
    }

    /// Whether a service runs here as tasks: of one without an image nothing can be started.
    static boolean runs(Site site, Workload service) {
        return site.compute().isServerless() && service.image().isPresent();
    }

    /// @param peers sites whose networks this one's reaches
    /// @param more that it may, beside what it uses
    static List<Block> service(Site site, Workload service, Workload.Image image, List<Site> peers, List<Block> more) {
        Fargate fargate = new Fargate(site, service, peers, more);
        List<Block> blocks = new ArrayList<>();
        blocks.add(Logs.group(site, fargate.label, "/aws/ecs/" + site.name() + "/" + service.name()));
        blocks.addAll(fargate.role());
        blocks.addAll(fargate.reached());
        blocks.add(fargate.task(image));
        if (fargate.isCalled) {
            blocks.add(Discovery.name(service));
        }
        blocks.add(fargate.service());
        if (fargate.grows()) {
            blocks.addAll(fargate.growth());
        }
        return blocks;
    }

    private List<Block> role() {
        String own = "service_" + label;
        String name = site.name() + "-" + service.name();
        List<Block> blocks = new ArrayList<>(Policies.roleForUs(own, name, TASKS));
        List<Block> statements = new ArrayList<>(Access.of(site, service));
        statements.addAll(more);
        if (!afar().isEmpty()) {
            statements.add(Policies.allows(
                    "Addresses",
                    List.of("ssm:GetParameter"),
                    afar().values().stream()
                            .map(place -> template(
                                    Policies.arn("ssm", site.region(), "parameter" + Fleet.parameter(site, place))))
                            .toArray(Expression[]::new)));
            statements.add(
                    Policies.allows("KeyOfAddresses", List.of("kms:Decrypt"), reference("aws_kms_key.data.arn")));
        }
        blocks.addAll(Policies.attached(own, name, statements));
        return blocks;
    }

    /// Where stores of other regions are, by the setting that would have it: the roots of pairs write it down,
    /// after this one.
    private SequencedMap<String, Settings.Place> afar() {
        SequencedMap<String, Settings.Place> afar = new LinkedHashMap<>();
        Settings.hosts(service, site, peers).forEach((setting, place) -> {
            if (!place.region().equals(site.region())) {
                afar.put(setting, place);
            }
        });
        return afar;
    }

    private List<Block> reached() {
        String group = "aws_security_group.service_" + label + ".id";
        String name = site.name() + "-" + service.name();
        boolean isOpened = site.entrances().stream()
                .anyMatch(entrance -> entrance.service().equals(service.name()));
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.resource("aws_security_group", "service_" + label)
                .set("name", name)
                .set("description", "Who reaches " + service.name() + " in " + site.region())
                .set("vpc_id", reference("aws_vpc.main.id"))
                .set("tags", Setup.named(name)));
        if (isOpened) {
            blocks.add(allowed(
                    group,
                    Block.resource("aws_vpc_security_group_ingress_rule", "service_" + label)
                            .set("description", "The load balancer")
                            .set("referenced_security_group_id", reference("aws_security_group.load_balancer.id"))));
        }
        if (!isOpened || isCalled) {
            blocks.add(allowed(
                    group,
                    Block.resource(
                                    "aws_vpc_security_group_ingress_rule",
                                    "service_" + label + (isOpened ? "_beside" : ""))
                            .set("for_each", reference("local.zones"))
                            .set("description", "Services of this region")
                            .set("cidr_ipv4", reference("each.value.private"))));
        }
        blocks.add(Block.resource("aws_vpc_security_group_egress_rule", "service_" + label)
                .set("security_group_id", reference(group))
                .set("description", "Stores, other services, and whatever else it calls")
                .set("cidr_ipv4", "0.0.0.0/0")
                .set("ip_protocol", "-1"));
        return blocks;
    }

    private Block allowed(String group, Block who) {
        return who.set("security_group_id", reference(group))
                .set("ip_protocol", "tcp")
                .set("from_port", service.port())
                .set("to_port", service.port());
    }

    private Block task(Workload.Image image) {
        return Block.resource("aws_ecs_task_definition", label)
                .set("family", site.name() + "-" + service.name())
                .set("requires_compatibilities", texts(List.of("FARGATE")))
                .set("network_mode", "awsvpc")
                .set("cpu", service.size().units())
                .set("memory", service.size().mebibytes())
                .set("execution_role_arn", reference("aws_iam_role.tasks.arn"))
                .set("task_role_arn", reference("aws_iam_role.service_" + label + ".arn"))
                .set("container_definitions", call("jsonencode", sequence(container(image))))
                .with(Block.of("volume")
                        .set("name", SCRATCH)
                        .because("Of the disk that a task has to itself, and gone with it."))
                .with(Block.of("runtime_platform")
                        .set("operating_system_family", "LINUX")
                        .set("cpu_architecture", "X86_64"));
    }

    private Expression container(Workload.Image image) {
        SequencedMap<String, Expression> port = new LinkedHashMap<>();
        port.put("containerPort", new Expression.Whole(service.port()));
        port.put("protocol", text("tcp"));
        SequencedMap<String, Expression> scratch = new LinkedHashMap<>();
        scratch.put("sourceVolume", text(SCRATCH));
        scratch.put("containerPath", text("/tmp"));
        scratch.put("readOnly", new Expression.Flag(false));
        SequencedMap<String, Expression> container = new LinkedHashMap<>();
        container.put("name", text(service.name()));
        container.put(
                "image",
                image.isOwn()
                        ? template("${aws_ecr_repository."
                                + Images.label(image.name().repository())
                                + ".repository_url}" + image.name().version())
                        : text(image.name().unversioned() + image.name().version()));
        container.put("essential", new Expression.Flag(true));
        container.put("privileged", new Expression.Flag(false));
        container.put("readonlyRootFilesystem", new Expression.Flag(true));
        container.put("mountPoints", sequence(mapping(scratch)));
        container.put("portMappings", sequence(mapping(port)));
        container.put("environment", pairs("value", told()));
        if (!service.secrets().isEmpty()) {
            SequencedMap<String, Expression> secrets = new LinkedHashMap<>();
            service.secrets().forEach(secret -> secrets.put(Settings.secret(secret), secret(secret)));
            container.put("secrets", pairs("valueFrom", secrets));
        }
        container.put("logConfiguration", log());
        return mapping(container);
    }

    private Expression log() {
        SequencedMap<String, Expression> options = new LinkedHashMap<>();
        options.put("awslogs-group", reference("aws_cloudwatch_log_group." + label + ".name"));
        options.put("awslogs-region", text(site.region().text()));
        options.put("awslogs-stream-prefix", text(service.name()));
        SequencedMap<String, Expression> log = new LinkedHashMap<>();
        log.put("logDriver", text("awslogs"));
        log.put("options", mapping(options));
        return mapping(log);
    }

    /// The same as copies in a cluster are told (`kubernetes.Overlay`); where stores are, this root knows itself.
    /// Of those of other regions it knows only by which name Parameter Store has it, later: a task that was given
    /// the value of what is not there yet would not start, and ECS would give up.
    private SequencedMap<String, Expression> told() {
        SequencedMap<String, Expression> told = new LinkedHashMap<>();
        told.put("PORT", text("" + service.port()));
        told.put("AWS_REGION", text(site.region().text()));
        for (String name : service.calls()) {
            Discovery.called(site, name)
                    .ifPresent(other -> Settings.called(name, Discovery.host(site, other), other.port())
                            .forEach((setting, value) -> told.put(setting, text(value))));
        }
        Settings.of(service, site, peers).forEach((setting, value) -> told.put(setting, text(value)));
        SequencedMap<String, Expression> hosts = Told.hosts(site);
        Settings.hosts(service, site, peers).forEach((setting, place) -> {
            if (place.region().equals(site.region())) {
                Optional.ofNullable(hosts.get(place.store())).ifPresent(host -> told.put(setting, host));
            } else {
                told.put(setting + "_PARAMETER", text(Fleet.parameter(site, place)));
            }
        });
        return told;
    }

    /// As ECS writes settings: a list of names, each with what it stands for.
    private static Expression pairs(String what, SequencedMap<String, Expression> values) {
        List<Expression> pairs = new ArrayList<>();
        values.forEach((name, value) -> {
            SequencedMap<String, Expression> pair = new LinkedHashMap<>();
            pair.put("name", text(name));
            pair.put(what, value);
            pairs.add(mapping(pair));
        });
        return sequence(pairs.toArray(Expression[]::new));
    }

    private Block service() {
        Block block = Block.resource("aws_ecs_service", label)
                .set("name", service.name())
                .set("cluster", reference(CLUSTER + ".id"))
                .set("task_definition", reference("aws_ecs_task_definition." + label + ".arn"))
                .set("launch_type", "FARGATE")
                .set("platform_version", "LATEST")
                .set("desired_count", service.least())
                .set("propagate_tags", "SERVICE")
                .set("availability_zone_rebalancing", "ENABLED")
                .with(Block.of("network_configuration")
                        .set("subnets", reference("values(aws_subnet.private)[*].id"))
                        .set("security_groups", sequence(reference("aws_security_group.service_" + label + ".id")))
                        .set("assign_public_ip", false))
                .with(Block.of("deployment_circuit_breaker").set("enable", true).set("rollback", true));
        if (isCalled) {
            block = block.with(Block.of("service_registries")
                    .set("registry_arn", reference("aws_service_discovery_service." + label + ".arn")));
        }
        List<Expression> rules = new ArrayList<>();
        for (Entrance entrance : site.entrances()) {
            if (entrance.service().equals(service.name())) {
                String name = Root.label(entrance.name());
                block = block.with(Block.of("load_balancer")
                        .set("target_group_arn", reference("aws_lb_target_group." + name + ".arn"))
                        .set("container_name", service.name())
                        .set("container_port", service.port()));
                rules.add(reference("aws_lb_listener_rule." + name));
            }
        }
        if (!rules.isEmpty()) {
            block = block.set(
                    "health_check_grace_period_seconds",
                    new Expression.Whole(Workload.SECONDS_TO_START),
                    "ECS ends what the load balancer finds unhealthy, but nothing before it has had so long to start.");
            block = block.set("depends_on", sequence(rules.toArray(Expression[]::new)));
        }
        return grows() ? block.with(followsLoad()) : block;
    }

    private static Block followsLoad() {
        return Block.of("lifecycle")
                .set("ignore_changes", sequence(reference("desired_count")), "How many there are follows the load.");
    }

    private boolean grows() {
        return service.least() < service.most();
    }

    private List<Block> growth() {
        String target = "aws_appautoscaling_target." + label;
        return List.of(
                Block.resource("aws_appautoscaling_target", label)
                        .set("service_namespace", "ecs")
                        .set("scalable_dimension", "ecs:service:DesiredCount")
                        .set(
                                "resource_id",
                                template("service/${" + CLUSTER + ".name}/${aws_ecs_service." + label + ".name}"))
                        .set("min_capacity", service.least())
                        .set("max_capacity", service.most()),
                Block.resource("aws_appautoscaling_policy", label)
                        .set("name", site.name() + "-" + service.name())
                        .set("policy_type", "TargetTrackingScaling")
                        .set("service_namespace", reference(target + ".service_namespace"))
                        .set("scalable_dimension", reference(target + ".scalable_dimension"))
                        .set("resource_id", reference(target + ".resource_id"))
                        .with(Block.of("target_tracking_scaling_policy_configuration")
                                .set("target_value", BUSY_PERCENT)
                                .with(Block.of("predefined_metric_specification")
                                        .set("predefined_metric_type", "ECSServiceAverageCPUUtilization"))));
    }
}
