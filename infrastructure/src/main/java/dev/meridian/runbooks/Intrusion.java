package dev.meridian.runbooks;

import dev.meridian.estate.Database;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Site;
import dev.meridian.estate.Watch;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is done when somebody is where they should not be.
final class Intrusion {
    private static final String COUNTRIES = "blocked_countries";

    static final String FILE = "security.md";

    private static final Sheet SHEET = Sheet.named("security");

    private final Known known;
    private final Holes holes;

    private Intrusion(Known known) {
        this.known = known;
        this.holes = known.holes();
    }

    static Page page(Known known) {
        return Page.of(
                FILE,
                "Somebody is where they should not be",
                "a secret is in the open, a service acts strangely, an attack, data seen by others",
                new Intrusion(known).text());
    }

    private String text() {
        return SHEET.part("head", holes.and("trail", trail()))
                + role()
                + secrets()
                + requests()
                + SHEET.part(
                        "data",
                        holes.and("buckets", Words.lines(buckets()))
                                .and(
                                        "reads",
                                        known.estate().watch().trail() == Watch.Trail.OF_EVERYTHING
                                                ? ", reads of objects and rows included"
                                                : "; reads of objects and rows do not (`security.auditLog`)")
                                .and("frameworks", frameworks()))
                + SHEET.part("keys", holes.and("keys", Words.lines(keys())))
                + SHEET.part("after", holes);
    }

    private String trail() {
        if (known.estate().watch().trail() == Watch.Trail.NONE) {
            return "none is written, and AWS keeps ninety days of what was changed (`security.auditLog`):\n\n"
                    + block("aws cloudtrail lookup-events --region "
                            + known.regions().getFirst()
                            + " --max-results 50 --query 'Events[].[EventTime, Username, EventName]' --output text");
        }
        return "`" + known.estate().name() + "`, and in the log group `/aws/cloudtrail/"
                + known.estate().name()
                + "` in " + known.regions().getFirst() + ". Is it still being written, and by whom was what called?\n\n"
                + block("aws cloudtrail get-trail-status --region "
                        + known.regions().getFirst() + " --name "
                        + known.estate().name() + " --query '[IsLogging, LatestDeliveryTime]' --output text\n"
                        + "aws logs tail /aws/cloudtrail/" + known.estate().name() + " --region "
                        + known.regions().getFirst()
                        + " --since 1h --filter-pattern '{ $.errorCode = \"AccessDenied\" }'");
    }

    private static String block(String commands) {
        return "```sh\n" + commands + "\n```\n";
    }

    private String role() {
        Optional<Site> first = known.sites().stream()
                .filter(site -> !Services.of(site).isEmpty())
                .findFirst();
        if (first.isEmpty()) {
            List<String> theirs = known.sites().stream()
                    .flatMap(site -> Services.ofTheirTeam(site).stream())
                    .distinct()
                    .toList();
            return theirs.isEmpty() ? "" : SHEET.part("role elsewhere", holes.and("names", Words.and(theirs)));
        }
        Site site = first.get();
        String service = Services.of(site).getFirst().name();
        String text = SHEET.part("role", holes.and("role", site.name() + "-" + service));
        return site.cluster().isPresent()
                ? text
                        + SHEET.part(
                                "pod",
                                holes.and(
                                        "pods",
                                        "REGION=" + site.region() + "\nPOD=$(kubectl --context $REGION -n "
                                                + Services.namespace(known)
                                                + " get pods -l app.kubernetes.io/name=" + service
                                                + " -o name | head -1 | cut -d/ -f2)"))
                : text + SHEET.part("task", holes.and("tasks", tasks(site, service)));
    }

    private static String tasks(Site site, String service) {
        return "TASK=$(aws ecs list-tasks --region " + site.region() + " --cluster " + site.name()
                + " --service-name " + service + " --query 'taskArns[0]' --output text)\n"
                + "aws ecs stop-task --region " + site.region() + " --cluster " + site.name()
                + " --task $TASK --reason 'taken over' --query task.lastStatus";
    }

    private String secrets() {
        List<String> commands = new ArrayList<>();
        List<String> names = known.estate().fleet().map(Fleet::secrets).orElse(List.of());
        names.forEach(name -> known.sites().stream()
                .filter(site -> site.cluster().isPresent())
                .forEach(site -> commands.add("aws secretsmanager put-secret-value --region " + site.region()
                        + " --secret-id " + Fleet.secret(known.estate().name(), name)
                        + " --secret-string file://new-value --query VersionStages")));
        StringBuilder text = new StringBuilder();
        if (!commands.isEmpty()) {
            text.append(SHEET.part(
                    "secret",
                    holes.and("secrets", Words.lines(commands))
                            .and(
                                    "bring",
                                    "External Secrets brings it within the hour; `kubectl -n "
                                            + Services.namespace(known)
                                            + " rollout restart deployment` has services read it.")));
        }
        known.sites()
                .forEach(site -> site.databases().stream()
                        .filter(one -> one.source().isEmpty())
                        .forEach(one -> text.append(password(site, one))));
        return text.toString();
    }

    private String password(Site site, Database database) {
        return SHEET.part(database.isFollowed() ? "secret owner" : "secret database", known.holes(site, database));
    }

    private String requests() {
        List<String> commands = new ArrayList<>();
        known.roots()
                .forEach(root -> root.blocks().stream()
                        .filter(block -> block.labels().contains("aws_wafv2_web_acl"))
                        .forEach(block -> commands.add(firewall(root, block))));
        if (commands.isEmpty()) {
            return SHEET.part("requests none", holes);
        }
        return SHEET.part(
                "requests", holes.and("firewalls", Words.lines(commands)).and("countries", countries()));
    }

    /// Behind a CDN only what stands before it sees where users are: regional roots have no such variable then.
    private String countries() {
        List<String> roots = known.roots().stream()
                .filter(root -> root.blocks().stream()
                        .anyMatch(block -> block.type().equals("variable")
                                && block.labels().contains(COUNTRIES)))
                .map(root -> "`terraform/" + root.path() + "`")
                .toList();
        return roots.isEmpty()
                ? ""
                : "To turn a country away at once, in " + Words.and(roots) + ": `terraform apply -var '" + COUNTRIES
                        + "=[\"XX\"]'`.";
    }

    private static String firewall(Root root, Block block) {
        String name = block.at("name")
                .map(value -> value instanceof Expression.Text text ? text.text() : "")
                .orElse("");
        boolean isGlobal = !root.path().startsWith("regions/");
        String region = isGlobal ? "us-east-1" : root.path().substring("regions/".length());
        return "number " + region + " AWS/WAFV2 BlockedRequests Sum Name=WebACL,Value=" + name + " Name=Rule,Value=ALL"
                + (isGlobal ? "" : " Name=Region,Value=" + region) + "\n"
                + "aws wafv2 list-web-acls --region " + region + " --scope " + (isGlobal ? "CLOUDFRONT" : "REGIONAL")
                + " --query \"WebACLs[?Name=='" + name + "'].[Id, ARN]\" --output text";
    }

    private List<String> buckets() {
        List<String> commands = new ArrayList<>();
        known.sites()
                .forEach(site -> site.stores()
                        .buckets()
                        .forEach(bucket -> commands.add(closed(site.region().text(), bucket.name()))));
        known.estate().states().buckets().forEach((region, name) -> commands.add(closed(region.text(), name)));
        return commands;
    }

    private static String closed(String region, String bucket) {
        return "aws s3api get-public-access-block --region " + region + " --bucket " + bucket
                + " --query 'values(PublicAccessBlockConfiguration)' --output text";
    }

    private List<String> keys() {
        List<String> commands = new ArrayList<>();
        known.roots().stream()
                .filter(root -> root.path().startsWith("regions/"))
                .forEach(root -> root.blocks().stream()
                        .filter(block -> block.labels().contains("aws_kms_alias"))
                        .flatMap(block -> block.at("name").stream())
                        .filter(Expression.Text.class::isInstance)
                        .map(name -> ((Expression.Text) name).text())
                        .filter(name -> name.endsWith("-data"))
                        .forEach(name -> commands.add("aws kms describe-key --region "
                                + root.path().substring("regions/".length()) + " --key-id " + name
                                + " --query KeyMetadata.[KeyState,DeletionDate] --output text")));
        return commands.isEmpty() ? List.of("# no key of data is written") : commands;
    }

    private String frameworks() {
        List<String> all = known.list("compliance.frameworks");
        return all.isEmpty() ? "" : "; this file names " + Words.and(all);
    }
}
