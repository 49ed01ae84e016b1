package dev.meridian.runbooks;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// All pages of an estate, and the one that leads to them.
public final class Runbooks {
    private static final Sheet INDEX = Sheet.named("index");
    private static final Sheet COMMANDS = Sheet.named("commands");

    /// By what an alarm looks at, or by the namespace of that: the page that it is for.
    private static final SequencedMap<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("AWS/Route53 HealthCheckStatus", RegionLoss.FILE);
        PAGES.put("AWS/CertificateManager", Dns.FILE);
        PAGES.put("AWS/RDS ReplicaLag", ReplicationLag.FILE);
        PAGES.put(GlobalDatastore.LAG, ReplicationLag.FILE);
        PAGES.put("AWS/RDS AuroraGlobalDBRPOLag", ReplicationLag.FILE);
        PAGES.put("AWS/DynamoDB ReplicationLatency", ReplicationLag.FILE);
        PAGES.put("AWS/S3", ReplicationLag.FILE);
        PAGES.put("AWS/Kafka ReplicationLatency", ReplicationLag.FILE);
        PAGES.put("AWS/Kafka ReplicatorFailure", ReplicationLag.FILE);
        PAGES.put("AWS/ElastiCache", CacheTrouble.FILE);
        PAGES.put("AWS/RDS", Scaling.FILE);
        PAGES.put("AWS/DynamoDB", Scaling.FILE);
        PAGES.put("AWS/Kafka", Scaling.FILE);
        PAGES.put("AWS/ES", Scaling.FILE);
        PAGES.put("AWS/ECS", Scaling.FILE);
    }

    private Runbooks() {}

    /// The files by their name below the folder of runbooks.
    public static SequencedMap<String, String> of(Ground ground) {
        Known known = new Known(ground);
        List<Page> pages = pages(known);
        List<Page> left = pages.stream().filter(page -> page.text().isEmpty()).toList();
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put("README.md", index(known, pages));
        files.put("commands.sh", commands(known));
        pages.forEach(page -> page.text().ifPresent(text -> files.put(page.file(), tidy(text))));
        files.replaceAll((_, text) -> withoutLinks(text, left));
        return files;
    }

    /// What pages call by a word, as far as there is something that it is for.
    private static String commands(Known known) {
        Holes holes = known.holes().and("estate", known.estate().name());
        List<String> parts = new ArrayList<>(List.of(COMMANDS.part("all", holes).strip()));
        if (known.sites().stream().anyMatch(site -> KeptStates.in(known, site).isPresent())) {
            parts.add(COMMANDS.part("states", holes).strip());
        }
        if (known.sites().stream()
                .flatMap(site -> site.databases().stream())
                .anyMatch(one -> one.source().isPresent() && one.global().isEmpty())) {
            parts.add(COMMANDS.part("databases", holes).strip());
        }
        if (new ControlPlane(INDEX, known).shuts()) {
            parts.add(COMMANDS.part("doors", holes).strip());
        }
        known.estate()
                .accelerator()
                .ifPresent(accelerator ->
                        parts.add(COMMANDS.part("accelerator", holes.and("listener", accelerator.parameter()))
                                .strip()));
        if (known.estate().entrances().stream().anyMatch(one -> one.lead() == Entrance.Lead.CONTROLS)) {
            parts.add(COMMANDS.part("controls", holes).strip());
        }
        if (NamesElsewhere.of(known).stream().anyMatch(one -> one.cloud() == Cloud.GOOGLE)) {
            parts.add(COMMANDS.part("names of Google Cloud", holes).strip());
        }
        return String.join("\n\n", parts) + "\n";
    }

    static List<Page> pages(Known known) {
        return List.of(
                RegionLoss.page(known),
                DatabaseFailover.page(known),
                ReplicationLag.page(known),
                SplitBrain.page(known),
                Dns.page(known),
                CacheTrouble.page(known),
                ConfigurationDrift.page(known),
                CostOverrun.page(known),
                Restore.page(known),
                Intrusion.page(known),
                Troubleshooting.page(known),
                Scaling.page(known),
                Operation.page(known),
                DrPlan.page(known));
    }

    /// A page that is left out is led to by nobody: in the place of the link stands its name, and why.
    private static String withoutLinks(String text, List<Page> left) {
        String all = text;
        for (Page page : left) {
            if (all.contains("](" + page.file())) {
                all = Pattern.compile("\\[[^]]*]\\(" + Pattern.quote(page.file()) + "(#[^)]*)?\\)")
                        .matcher(all)
                        .replaceAll(Matcher.quoteReplacement(
                                "`" + page.file() + "` (left out, since " + page.without() + ")"));
            }
        }
        return all;
    }

    /// Holes that nothing was put into leave blank lines.
    private static String tidy(String text) {
        StringBuilder tidy = new StringBuilder(text.length());
        boolean isAfterBlank = false;
        for (String line : text.lines().map(String::stripTrailing).toList()) {
            if (!line.isEmpty() || !isAfterBlank) {
                tidy.append(line).append('\n');
            }
            isAfterBlank = line.isEmpty();
        }
        return tidy.toString();
    }

    private static String index(Known known, List<Page> pages) {
        List<Page> there =
                pages.stream().filter(page -> page.text().isPresent()).toList();
        List<String> left = pages.stream()
                .filter(page -> page.text().isEmpty())
                .map(page -> "*" + page.title() + "* (" + page.without() + ")")
                .toList();
        Holes holes = known.holes()
                .and(
                        "pages",
                        Words.lines(there.stream()
                                .map(page -> Words.row(page.when(), "[" + page.title() + "](" + page.file() + ")"))
                                .toList()))
                .and("left", Words.and(left));
        return tidy(INDEX.part("head", holes)
                                + (left.isEmpty() ? "" : INDEX.part("left", holes))
                                + INDEX.part("before", holes.and("tools", tools(known)))
                                + clusters(known, holes)
                                + people(known, holes)
                                + alarms(known, holes, there))
                        .strip()
                + "\n";
    }

    private static String clusters(Known known, Holes holes) {
        List<String> contexts = known.sites().stream()
                .filter(site -> site.cluster().isPresent())
                .map(Runbooks::context)
                .toList();
        return contexts.isEmpty() ? "" : INDEX.part("clusters", holes.and("contexts", Words.lines(contexts)));
    }

    private static String tools(Known known) {
        return known.whole().fleet().isPresent() ? "`aws`, `terraform` and `kubectl`" : "`aws` and `terraform`";
    }

    private static String people(Known known, Holes holes) {
        List<String> people = known.named().isEmpty() ? List.of(known.people()) : known.named();
        List<String> severities = known.below("operations.severities");
        return INDEX.part("people", holes.and("people", "- " + String.join("\n- ", people)))
                + (severities.isEmpty()
                        ? ""
                        : INDEX.part("severities", holes.and("severities", "- " + String.join("\n- ", severities))));
    }

    private static String context(Site site) {
        return "aws eks update-kubeconfig --region " + site.region() + " --name "
                + site.cluster().orElseThrow().name() + " --alias " + site.region();
    }

    private static String alarms(Known known, Holes holes, List<Page> there) {
        List<Bell> bells = known.bells();
        if (bells.isEmpty()) {
            return INDEX.part("silent", holes);
        }
        List<String> rows = new ArrayList<>();
        for (Bell bell : bells) {
            String wanted = page(bell.metric());
            String file = there.stream().anyMatch(page -> page.file().equals(wanted)) ? wanted : Troubleshooting.FILE;
            rows.add(Words.row("`" + bell.name() + "`", bell.region(), bell.why(), "[" + file + "](" + file + ")"));
        }
        List<String> mails = known.estate().watch().mails();
        return INDEX.part(
                "alarms",
                holes.and("alarms", Words.lines(rows))
                        .and("mails", mails.isEmpty() ? "" : ", which " + Words.and(mails) + " hear"));
    }

    private static String page(String metric) {
        String own = PAGES.get(metric);
        return own != null
                ? own
                : PAGES.getOrDefault(metric.substring(0, Math.max(0, metric.indexOf(' '))), Troubleshooting.FILE);
    }
}
