package dev.meridian.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.meridian.hcl.Terraform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What is written is applied, root by root in its order, with the real Terraform against an emulator of AWS.
/// `-Dmeridian.terraform=all` applies all five systems, which takes half an hour, the name of one of them that
/// one, `edges` what may stand before regions ([Written#EDGES]), `keys` a key of several regions
/// ([Written#KEYS]), and `shop` a global database ([Written#GLOBAL_DATABASE]). It waits more than it works, so it
/// begins first and the others are done beside it.
@Order(1)
@DisplayName("An applied estate")
class AnAppliedEstateTest {
    /// What the emulator does not know at all: planned, and not applied.
    static final List<String> PLANNED_ONLY = List.of(
            "aws_backup_restore_testing_plan",
            "aws_backup_restore_testing_selection",
            "aws_backup_selection",
            "aws_budgets_budget",
            "aws_ce_anomaly_monitor",
            "aws_ce_anomaly_subscription",
            "aws_ce_cost_allocation_tag",
            "aws_cloudfront_cache_policy",
            "aws_cloudfront_distribution",
            "aws_cloudfront_function",
            "aws_cloudfront_realtime_log_config",
            "aws_cloudfront_response_headers_policy",
            "aws_cloudwatch_composite_alarm",
            "aws_cloudwatch_log_delivery",
            "aws_cloudwatch_log_delivery_destination",
            "aws_cloudwatch_log_delivery_source",
            "aws_db_instance_automated_backups_replication",
            "aws_dynamodb_table_replica",
            "aws_eks_access_entry",
            "aws_eks_access_policy_association",
            "aws_eks_addon",
            "aws_eks_pod_identity_association",
            "aws_elasticache_global_replication_group",
            "aws_elasticache_replication_group",
            "aws_elasticache_subnet_group",
            "aws_elasticache_user",
            "aws_elasticache_user_group",
            "aws_globalaccelerator_accelerator",
            "aws_globalaccelerator_endpoint_group",
            "aws_globalaccelerator_listener",
            "aws_msk_replicator",
            "aws_opensearch_domain",
            "aws_opensearch_inbound_connection_accepter",
            "aws_opensearch_outbound_connection",
            "aws_route53recoverycontrolconfig_cluster",
            "aws_route53recoverycontrolconfig_control_panel",
            "aws_route53recoverycontrolconfig_routing_control",
            "aws_route53recoverycontrolconfig_safety_rule",
            "aws_xray_sampling_rule");

    private static final String ANYTHING = "arn:aws:iam::aws:policy/AdministratorAccess";

    /// Of a root, in its folder.
    private static final String PLAN = "looked.tfplan";

    private static final Pattern GATEWAY = Pattern.compile("igw-[0-9a-f]+");
    private static final Pattern VPC = Pattern.compile("<vpcId>(vpc-[0-9a-f]+)</vpcId>");
    private static final Pattern ZONE =
            Pattern.compile("data \"aws_route53_zone\" \"\\w+\" \\{\n *name += \"([^\"]+)\"");
    private static final Pattern ASKED = Pattern.compile(
            "data \"aws_ssm_parameter\" \"(\\w+)\" \\{\n(?: *(provider) += aws.control\n)? *name += \"([^\"]+)\"");
    private static final Pattern SEARCHED = Pattern.compile(
            "data \"aws_opensearch_domain\" \"\\w+\" \\{\n *provider += aws.(here|there)\n *domain_name += \"([^\"]+)\"");
    private static final Pattern PROOF = Pattern.compile("(?m)^aws_route53_record\\.\\w+_proof");
    private static final Pattern ALIAS = Pattern.compile("alias += \"([a-z0-9_]+)\"");
    private static final Pattern RESOURCE =
            Pattern.compile("(?m)^(?:#.*\n)*resource \"(\\w+)\" \"(\\w+)\" \\{\n(?:.*\n)*?}\n");
    private static final Pattern STATES = Pattern.compile("backend \"s3\" \\{\n *bucket += \"([^\"]+)\"");
    private static final Pattern FOLLOWED =
            Pattern.compile("replicate_source_db += \"arn:[^\"]*:rds:([a-z0-9-]+):[^\"]*:db:([a-z0-9-]+)\"");
    private static final Pattern PART =
            Pattern.compile("global_cluster_identifier += \"([a-z0-9-]+)\"\n *source_region");
    private static final SequencedMap<String, String> UNPROTECTED = new LinkedHashMap<>();
    private static final int TRIES = 1_200;

    /// Roots that are worked on at once: most of the time each of them waits, and more than these would keep
    /// whatever else runs on a small machine from answering in time.
    private static final int AT_ONCE = 3;

    static {
        UNPROTECTED.put("aws_db_instance", "  deletion_protection = false\n  skip_final_snapshot = true\n");
        UNPROTECTED.put("aws_rds_cluster", "  deletion_protection = false\n  skip_final_snapshot = true\n");
        UNPROTECTED.put("aws_rds_global_cluster", "  deletion_protection = false\n  force_destroy = true\n");
        UNPROTECTED.put("aws_lb", "  enable_deletion_protection = false\n");
        UNPROTECTED.put("aws_dynamodb_table", "  deletion_protection_enabled = false\n");
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Terraform terraform;

    @SuppressWarnings("NullAway.Init")
    private Emulator emulator;

    @SuppressWarnings("NullAway.Init")
    private SequencedMap<String, String> environment;

    private final ConcurrentSkipListMap<String, Parts> parts = new ConcurrentSkipListMap<>();

    @SuppressWarnings("unused")
    private static final List<String> APPLIED = applied();

    private static List<String> applied() {
        String named = System.getProperty("meridian.terraform", "");
        return named.equals("all") ? Written.SYSTEMS : List.of(named.isEmpty() ? "genai-demo" : named);
    }

    @ParameterizedTest
    @FieldSource("APPLIED")
    void stands_as_it_was_written_shows_what_others_change_and_goes_again(String system)
            throws IOException, InterruptedException {
        terraform = Terraform.here(folder);
        Written.lay(written(system), folder);
        List<String> order = new ArrayList<>(Files.readAllLines(folder.resolve("terraform/ORDER")));
        order.removeIf(root -> ARegionOfAnotherCloudTest.isOfAnother(folder, root));
        List<String> regions =
                order.stream().filter(root -> root.startsWith("regions/")).toList();
        List<String> links = order.stream()
                .filter(root -> root.startsWith("links/") || root.startsWith("global"))
                .toList();
        SequencedSet<String> zones = new LinkedHashSet<>();
        try (Emulator started = Emulator.start(folder)) {
            emulator = started;
            environment = emulator.environment();
            environment.put("TF_VAR_cluster_admins", "[\"arn:aws:iam::123456789012:role/admin\"]");
            environment.put("TF_VAR_operators", "[\"10.0.0.0/16\"]");
            environment.put("TF_VAR_tags_on_bills", "true");
            for (String root : order) {
                for (Matcher zone = ZONE.matcher(text(root)); zone.find(); ) {
                    if (zones.add(zone.group(1))) {
                        emulator.zone(zone.group(1));
                    }
                }
            }
            told(order);
            searched(links);
            together(order.stream().filter(root -> !links.contains(root)).toList(), this::apply);
            together(links, this::apply);
            together(order, this::unchanged);
            parts.forEach((root, has) -> assertThat(has.added(ownAndLinked(root)))
                    .as(root + " has nothing that neither it nor a link of its region declares")
                    .isEmpty());
            changed(system, regions.getFirst());
            addedTo(regions.getFirst());
            guarded(regions.getFirst());
            together(links, this::destroy);
            together(regions, this::destroy);
            for (String root : order) {
                if (root.startsWith("bootstrap")) {
                    Terraform.Answer kept = run(root, "destroy", "-auto-approve", "-input=false", "-no-color");
                    assertThat(kept.code()).as(root).isEqualTo(1);
                    assertThat(kept.text()).as(root + " outlives what it keeps").contains("lifecycle.prevent_destroy");
                }
            }
        }
    }

    private static SequencedMap<String, String> written(String system) {
        return switch (system) {
            case "edges" -> Written.of(Written.EDGES);
            case "keys" -> Written.of(Written.KEYS);
            case "shop" -> Written.of(Written.GLOBAL_DATABASE);
            default -> Written.example(system);
        };
    }

    /// Names that AWS would have chosen for what the emulator does not know, where other roots ask for them.
    private void told(List<String> order) throws IOException {
        for (String root : order) {
            Matcher asked = ASKED.matcher(text(root));
            while (asked.find()) {
                String region = asked.group(2) == null ? "us-east-1" : "us-west-2";
                emulator.parameter(region, asked.group(3), "arn:aws:service::123456789012:" + root.replace('/', ':'));
            }
        }
    }

    /// Domains of search, which the roots of two regions look for and which the emulator does not make as AWS
    /// does.
    private void searched(List<String> links) throws IOException {
        for (String root : links) {
            Matcher searched = SEARCHED.matcher(text(root));
            while (searched.find()) {
                String[] sides = root.substring("links/".length()).split("--", -1);
                emulator.search(searched.group(1).equals("here") ? sides[0] : sides[1], searched.group(2));
            }
        }
    }

    /// The guard of the pipelines, at a plan by which all of a region would go.
    private void guarded(String root) throws IOException, InterruptedException {
        released(root);
        Terraform.Answer planned = run(root, "plan", "-destroy", "-out=changes.tfplan", "-input=false", "-no-color");
        assertThat(planned.code()).as(planned.text()).isZero();
        SequencedMap<String, String> variables = new LinkedHashMap<>(environment);
        variables.put("ROOT", root);
        List<String> guard = List.of("bash", ".github/scripts/guard.sh");
        Shell.Answer refused = Shell.run(folder, guard, variables);
        assertThat(refused.code()).as(refused.text()).isEqualTo(1);
        assertThat(refused.text()).contains("would go, and what it keeps");
        variables.put("DESTROY", "true");
        assertThat(Shell.run(folder, guard, variables).code()).isZero();
    }

    private interface Step {
        void on(String root) throws IOException, InterruptedException;
    }

    /// Several at once, in their order.
    private static void together(List<String> roots, Step step) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Callable<String>> tasks = new ArrayList<>();
            for (String root : roots) {
                tasks.add(() -> {
                    step.on(root);
                    return root;
                });
            }
            for (Future<String> done : workers.invokeAll(tasks)) {
                try {
                    done.get();
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof Error error) {
                        throw error;
                    }
                    throw new AssertionError(e.getCause());
                }
            }
        }
    }

    private void apply(String root) throws IOException, InterruptedException {
        awaitStates(root);
        prepare(root);
        awaitFollowed(root);
        if (leavesOut(root)) {
            Terraform.Answer whole = plan(root);
            assertThat(whole.code()).as(root + " as a whole: " + whole.text()).isEqualTo(2);
            leaveOut(root);
        }
        done(root, "apply", "-auto-approve", "-input=false", "-no-color");
    }

    private void unchanged(String root) throws IOException, InterruptedException {
        Terraform.Answer again = plan(root);
        assertThat(again.code()).as(root + " again: " + again.text()).isZero();
        Terraform.Answer shown = run(root, "show", "-json", PLAN);
        parts.put(root, Parts.of(shown.text()).orElseThrow());
    }

    /// Of a rule, a route and a policy that somebody adds no plan tells.
    private void addedTo(String root) throws IOException, InterruptedException {
        String region = root.substring("regions/".length());
        Parts before = parts.get(root);
        String group = whole(before, "aws_security_group");
        String table = whole(before, "aws_route_table");
        String role = whole(before, "aws_iam_role");
        emulator.ec2(
                region,
                "Action=AuthorizeSecurityGroupIngress&GroupId=" + group + "&IpPermissions.1.IpProtocol=tcp"
                        + "&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0");
        Matcher gateway = GATEWAY.matcher(emulator.ec2(region, "Action=DescribeInternetGateways"));
        assertThat(gateway.find()).isTrue();
        emulator.ec2(
                region,
                "Action=CreateRoute&RouteTableId=" + table + "&DestinationCidrBlock=198.51.100.0/24&GatewayId="
                        + gateway.group());
        String attached = "AttachRolePolicy&RoleName=" + role + "&PolicyArn=" + ANYTHING;
        emulator.iam("Action=" + attached);
        assertThat(plan(root).code()).isEqualTo(2);
        Parts after = Parts.of(run(root, "show", "-json", PLAN).text()).orElseThrow();
        assertThat(after.added(ownAndLinked(root)))
                .extracting(one -> one.attribute() + " " + one.real().orElseThrow())
                .containsExactlyInAnyOrder(
                        "ingress {\"ip_protocol\":\"tcp\",\"from_port\":22,\"to_port\":22,\"cidr_ipv4\":\"0.0.0.0/0\"}",
                        "route \"198.51.100.0/24\"",
                        "managed_policy_arns \"" + ANYTHING + "\"");
        assertThat(lookedAtDaily(root))
                .containsExactlyInAnyOrder(
                        "aws_security_group " + group + " ingress: tcp 22-22 0.0.0.0/0",
                        "aws_route_table " + table + " route: 198.51.100.0/24",
                        "aws_iam_role " + role + " policy: " + ANYTHING);
        emulator.iam("Action=Detach" + attached.substring("Attach".length()));
    }

    /// Links between regions add to the things of both; nothing else adds to what another root has built.
    private List<Parts> ownAndLinked(String root) {
        return parts.entrySet().stream()
                .filter(one -> one.getKey().equals(root)
                        || (one.getKey().startsWith("links/")
                                && one.getKey().contains(root.substring(root.indexOf('/') + 1))))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// What the script of the pipelines says that nobody declares.
    private List<String> lookedAtDaily(String root) throws IOException, InterruptedException {
        Script script = new Script(folder);
        script.program("gh", "true");
        SequencedMap<String, String> variables = new LinkedHashMap<>(environment);
        variables.putAll(terraform.settings());
        variables.put("ROOT", root);
        Shell.Answer answer = script.run("drift", variables);
        assertThat(answer.code()).as(answer.text()).isEqualTo(1);
        return Files.readString(at(root).resolve("drift.md"))
                .lines()
                .filter(line -> line.contains("nobody declares"))
                .map(line -> line.replaceFirst(".*nobody declares ", ""))
                .toList();
    }

    /// The name of one thing of a type that has parts.
    private static String whole(Parts parts, String type) {
        return parts.found().stream()
                .map(found -> found.part().whole())
                .filter(whole -> whole.startsWith(type + " "))
                .findFirst()
                .orElseThrow()
                .substring(type.length() + 1);
    }

    private void destroy(String root) throws IOException, InterruptedException {
        released(root);
        done(root, "destroy", "-auto-approve", "-input=false", "-no-color");
    }

    /// Proofs of names are left to whoever renews by them, as the README says; until they are nothing goes.
    private void released(String root) throws IOException, InterruptedException {
        List<String> proofs = PROOF.matcher(
                        run(root, "state", "list", "-no-color").text())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        if (!proofs.isEmpty()) {
            Terraform.Answer refused = run(root, "plan", "-destroy", "-input=false", "-no-color");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.text()).contains("lifecycle.prevent_destroy", proofs.getFirst());
            List<String> words = new ArrayList<>(List.of("state", "rm", "-no-color"));
            words.addAll(proofs);
            done(root, words.toArray(String[]::new));
        }
    }

    private void changed(String system, String root) throws IOException, InterruptedException {
        String region = root.substring("regions/".length());
        Matcher vpc = VPC.matcher(emulator.ec2(
                region, "Action=DescribeVpcs&Filter.1.Name=tag:Name&Filter.1.Value.1=" + system + "-" + region));
        assertThat(vpc.find()).isTrue();
        emulator.ec2(region, "Action=ModifyVpcAttribute&VpcId=" + vpc.group(1) + "&EnableDnsHostnames.Value=false");
        Terraform.Answer changed = plan(root);
        assertThat(changed.code()).as(changed.text()).isEqualTo(2);
        Terraform.Answer shown = run(root, "show", "-json", PLAN);
        Drift drift = Drift.of(shown.text()).orElseThrow();
        assertThat(drift.deviations())
                .containsExactly(new Drift.Deviation(
                        "aws_vpc.main",
                        "enable_dns_hostnames",
                        Drift.Kind.CHANGED,
                        Optional.of("true"),
                        Optional.of("false")));
    }

    /// Beside its files a root has one more, which only the test knows: what the emulator cannot do fails at once
    /// instead of being tried again, and what is protected from being deleted is not.
    private void prepare(String root) throws IOException, InterruptedException {
        Path at = at(root);
        StringBuilder text = new StringBuilder();
        Matcher alias = ALIAS.matcher(Files.readString(at.resolve("providers.tf")));
        List<String> aliases = new ArrayList<>();
        while (alias.find()) {
            aliases.add(alias.group(1));
        }
        if (aliases.isEmpty()) {
            text.append("provider \"aws\" {\n  max_retries = 1\n}\n");
        }
        aliases.forEach(name -> text.append("provider \"aws\" {\n  alias = \"" + name + "\"\n  max_retries = 1\n}\n"));
        RESOURCE.matcher(text(root))
                .results()
                .filter(found -> UNPROTECTED.containsKey(found.group(1)))
                .forEach(found -> text.append("resource \"" + found.group(1) + "\" \"" + found.group(2) + "\" {\n"
                        + UNPROTECTED.get(found.group(1)) + "}\n"));
        Files.writeString(at.resolve("zz_test_override.tf"), text.toString());
        Terraform.Answer made = run(root, "init", "-input=false", "-no-color");
        assumeFalse(
                made.code() != 0 && made.text().contains("could not connect to registry"),
                "skipped: the provider is not on this machine, and nothing to fetch it from");
        assertThat(made.code()).as(root + ": " + made.text()).isZero();
    }

    /// Roots are applied in their order; here, as soon as what they need is there.
    private void awaitStates(String root) throws IOException, InterruptedException {
        Matcher states = STATES.matcher(text(root));
        while (states.find()) {
            for (int i = 0; i < TRIES && !emulator.hasBucket(states.group(1)); i++) {
                Thread.sleep(100);
            }
        }
    }

    private void awaitFollowed(String root) throws IOException, InterruptedException {
        Matcher part = PART.matcher(text(root));
        while (part.find()) {
            for (int i = 0; i < TRIES && !emulator.hasGlobal(part.group(1)); i++) {
                Thread.sleep(100);
            }
        }
        Matcher followed = FOLLOWED.matcher(text(root));
        while (followed.find()) {
            for (int i = 0; i < TRIES && !emulator.hasDatabase(followed.group(1), followed.group(2)); i++) {
                Thread.sleep(100);
            }
        }
    }

    private boolean leavesOut(String root) throws IOException {
        String text = text(root);
        return PLANNED_ONLY.stream().anyMatch(type -> text.contains("resource \"" + type + "\""));
    }

    private static boolean refers(String text, String name) {
        return text.contains(name + ".") || text.contains("(" + name + ")");
    }

    /// With what refers to it.
    private void leaveOut(String root) throws IOException {
        SequencedSet<String> gone = new LinkedHashSet<>();
        int before;
        do {
            before = gone.size();
            for (Path file : files(root)) {
                String text = RESOURCE.matcher(Files.readString(file)).replaceAll(found -> {
                    boolean refers = gone.stream().anyMatch(name -> refers(found.group(), name));
                    if (refers || PLANNED_ONLY.contains(found.group(1))) {
                        gone.add(found.group(1) + "." + found.group(2));
                        return "";
                    }
                    return Matcher.quoteReplacement(found.group());
                });
                Files.writeString(file, withoutNames(text, gone));
            }
        } while (gone.size() > before);
    }

    /// A page is made without the names of what is left out.
    private static String withoutNames(String text, SequencedSet<String> gone) {
        String rest = text;
        for (String name : gone) {
            rest = rest.replaceAll("(?m)^ +\"<[^<>]+>\" += " + Pattern.quote(name + ".") + ".*\\n", "");
        }
        return rest;
    }

    private String text(String root) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : files(root)) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    private List<Path> files(String root) throws IOException {
        try (Stream<Path> files = Files.list(at(root))) {
            return files.filter(file -> file.toString().endsWith(".tf"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private Path at(String root) {
        return folder.resolve("terraform").resolve(root);
    }

    private Terraform.Answer plan(String root) throws IOException, InterruptedException {
        return run(root, "plan", "-detailed-exitcode", "-input=false", "-no-color", "-out=" + PLAN);
    }

    private void done(String root, String... words) throws IOException, InterruptedException {
        Terraform.Answer answer = run(root, words);
        assertThat(answer.code()).as(root + ": " + answer.text()).isZero();
    }

    private Terraform.Answer run(String root, String... words) throws IOException, InterruptedException {
        return terraform.run(at(root), environment, words);
    }
}
