package dev.meridian.intake;

import dev.meridian.intake.Page.Section;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// A sketch as a page: every key of the format that a draft has is written here, and in [StorePages], in the order
/// of the format.
final class Pages {
    private final Sketch sketch;
    private final Page page;
    private final String noun;

    private Pages(Sketch sketch, Notes notes) {
        this.sketch = sketch;
        this.noun = sketch.form().noun();
        this.page = new Page(notes, noun);
    }

    static String text(Sketch sketch, Notes notes) {
        Pages pages = new Pages(sketch, notes);
        pages.write();
        return pages.page.text();
    }

    private void write() {
        Section root = page.root();
        head(root);
        root.put("meridian", "1");
        root.put("application", sketch.application());
        root.gap();
        objectives(root);
        regions(root);
        accounts(root);
        services(root);
        externals(root);
        data(root);
        secrets(root);
        compute(root);
        network(root);
        traffic(root);
        failover(root);
        environments(root);
    }

    private void head(Section root) {
        List<String> regions =
                sketch.regions().stream().map(Sketch.Region::name).toList();
        boolean isDrilled = regions.size() > 1
                && sketch.stores().stream().anyMatch(store -> store.kind().equals("postgresql"));
        root.remark(
                "A draft, made from " + sketch.source() + ", " + sketch.form().title() + ".");
        root.remark("");
        root.remark("Behind each value stands who says it. \"not in " + noun
                + "\" marks what somebody has to decide. What");
        root.remark("could not be read, the command has told.");
        root.remark("");
        root.remark("Say what is promised, mend the rest, delete the comments. Then see whether the promises can hold"
                + (isDrilled ? ", and" : ":"));
        if (isDrilled) {
            root.remark("lose a region, on this machine:");
        }
        root.remark("");
        root.remark("  meridian assess FILE");
        if (isDrilled) {
            root.remark("  " + Witness.drill("FILE", regions) + " --fast-forward 10");
        }
    }

    private void objectives(Section root) {
        Sketch.Objectives said = sketch.objectives();
        root.remark("What is promised when a zone or a region is lost.");
        if (said.rto().isEmpty() && said.rpo().isEmpty()) {
            root.remark("It is not in " + noun
                    + ", and without an rpo no copy that may lack a write is promoted. For example:");
            root.remark("objectives: {rto: 15m, rpo: 30s, availability: 99.9%}");
        }
        said.rto().ifPresent(rto -> root.section("objectives").put("rto", rto));
        said.rpo().ifPresent(rpo -> root.section("objectives").put("rpo", rpo));
        root.gap();
    }

    private void regions(Section root) {
        for (Sketch.Region region : sketch.regions()) {
            Section at = root.section("regions").section(region.name());
            at.put("role", region.role());
            if (!region.isKnown()) {
                at.put("provider", provider(region));
            }
            region.cidr().ifPresent(cidr -> at.put("cidr", cidr));
            region.account().ifPresent(account -> at.put("account", account(account)));
            region.capacity().ifPresent(capacity -> {
                at.section("capacity").put("min", capacity.min());
                at.section("capacity").put("max", capacity.max());
            });
            region.onlyIn().ifPresent(environments -> at.raw("onlyIn", environments));
            region.differs().forEach((path, said) -> at.section("overrides").at(steps(path), said));
        }
        root.gap();
    }

    private static List<String> steps(String path) {
        return List.of(path.split("\\.", -1));
    }

    private static Said provider(Sketch.Region region) {
        return Whereabouts.isUnknown(region.name())
                ? Said.assumed("other", "which region this is")
                : Said.assumed("other", "what is known of it; no region of the catalogue has this name");
    }

    private static String account(String id) {
        return "aws-" + id;
    }

    private void accounts(Section root) {
        SequencedSet<String> ids = new LinkedHashSet<>();
        sketch.regions().forEach(region -> region.account().ifPresent(ids::add));
        for (String id : ids) {
            Section account = root.section("accounts").section(account(id));
            account.put("provider", "aws");
            account.raw("id", Said.by("", "\"" + id + "\""));
        }
        root.gap();
    }

    private void services(Section root) {
        for (Sketch.Service service : sketch.services()) {
            Section at = root.section("services").section(service.name(), service.origin());
            Program.Facts facts = service.facts();
            service.doubts().forEach(at::doubt);
            facts.image().ifPresent(image -> at.put("image", image));
            facts.port().ifPresent(port -> at.put("port", port));
            facts.health().ifPresent(health -> at.put("health", health));
            facts.replicas().ifPresent(replicas -> at.put("replicas", replicas));
            facts.cpu().ifPresent(cpu -> at.section("resources").put("cpu", cpu));
            facts.memory().ifPresent(memory -> at.section("resources").put("memory", memory));
            service.balancer().ifPresent(kind -> at.section("loadBalancer").put("kind", kind));
            service.secrets().ifPresent(secrets -> at.raw("secrets", Said.by("", secrets)));
            service.needs().forEach((name, need) -> at.section("dependsOn").put(name, need));
        }
        root.gap();
    }

    private void externals(Section root) {
        for (Sketch.External external : sketch.externals()) {
            Section at = root.section("external").section(external.name(), external.origin());
            at.put("scope", "regional");
            external.in().ifPresent(regions -> at.raw("in", Said.by("", regions)));
        }
        root.gap();
    }

    private void data(Section root) {
        if (sketch.stores().isEmpty()) {
            root.remark("What holds state is not in " + noun + "; for example:");
            root.remark("data: {orders: {kind: postgresql, replication: unknown}}");
        } else {
            StorePages.write(root.section("data"), sketch.stores());
        }
        root.gap();
    }

    private void secrets(Section root) {
        for (Sketch.Secret secret : sketch.secrets()) {
            Section at = root.section("secrets").section(secret.name(), secret.origin());
            at.put("store", "secrets-manager");
            at.put("replicate", secret.replicate());
            secret.rotate().ifPresent(rotate -> at.put("rotate", rotate));
        }
        root.gap();
    }

    private void compute(Section root) {
        Sketch.Compute said = sketch.compute();
        said.platform().ifPresent(platform -> root.section("compute").put("platform", platform));
        said.version().ifPresent(version -> root.section("compute").put("version", version));
        for (Clusters.Machines group : said.nodes()) {
            Section at = root.section("compute").section("nodes").section(group.name(), group.origin());
            if (!group.types().isEmpty()) {
                at.raw("types", Said.by("", Page.list(group.types())));
            }
            group.count().ifPresent(count -> at.put("count", count));
            if (group.isSpot()) {
                at.put("spot", "true");
            }
        }
        root.gap();
    }

    private void network(Section root) {
        Sketch.Network said = sketch.network();
        said.zones().ifPresent(zones -> root.section("network").put("zones", zones));
        for (Sketch.Link link : said.links()) {
            Section at =
                    root.section("network").section("peering").section("links").section(link.name(), link.origin());
            at.put("from", link.from());
            at.put("to", link.to());
        }
        said.switches().forEach((key, value) -> root.section("network").put(key, value));
        root.gap();
    }

    private void traffic(Section root) {
        Sketch.Traffic said = sketch.traffic();
        said.ttl().ifPresent(ttl -> root.section("traffic").put("ttl", ttl));
        for (Sketch.Entrance entrance : said.entrances()) {
            Section at = root.section("traffic").section("entrances").section(entrance.name());
            at.put("host", entrance.host());
            if (!entrance.to().equals(entrance.name())) {
                at.put("to", entrance.to());
            }
            entrance.route().ifPresent(route -> at.raw("route", Said.by("", route)));
            entrance.weights().forEach((region, weight) -> at.section("weights").put(region, weight));
            if (entrance.isOfRoute53()) {
                at.put("providers", "route53");
            }
            if (entrance.isAlias()) {
                at.put("alias", "true");
            }
        }
        said.accelerator()
                .ifPresent(origin -> root.section("traffic").put("accelerator", Said.by(origin, "global-accelerator")));
        said.cdn().ifPresent(origin -> cdn(root.section("traffic").section("cdn", origin.address()), origin));
        root.gap();
    }

    private static void cdn(Section at, Resource distribution) {
        at.put("kind", "cloudfront");
        boolean isShielded = distribution.values().blocks("origin").stream()
                .flatMap(origin -> origin.blocks("origin_shield").stream())
                .anyMatch(shield -> shield.is("enabled"));
        if (isShielded) {
            at.put("originShield", "true");
        }
    }

    private void failover(Section root) {
        Sketch.Control control = sketch.control();
        control.remarks().forEach(root::remark);
        control.runs()
                .ifPresent(runs -> root.section("failover").section("control").put("runs", runs));
        control.probes()
                .forEach(probe ->
                        probe(root.section("failover").section("probes").section(probe.name()), probe));
        root.gap();
    }

    private static void probe(Section at, Sketch.Probe probe) {
        at.put("kind", probe.kind());
        probe.to().ifPresent(to -> at.put("to", to));
        probe.host().ifPresent(host -> at.put("host", host));
        probe.port().ifPresent(port -> at.put("port", port));
        probe.path().ifPresent(path -> at.put("path", path));
        probe.rhythm().flatMap(Sketch.Rhythm::every).ifPresent(every -> at.put("every", every));
        Optional<String> failures = probe.rhythm().flatMap(Sketch.Rhythm::failures);
        failures.ifPresent(count -> at.put("failures", count));
        failures.ifPresent(count -> at.put("window", Said.by("in a row", count)));
    }

    private void environments(Section root) {
        for (Sketch.Environment environment : sketch.environments()) {
            Section at = root.section("environments").section(environment.name(), environment.origin());
            environment
                    .differs()
                    .forEach((path, said) -> at.section("overrides").at(steps(path), said));
        }
        root.gap();
    }
}
