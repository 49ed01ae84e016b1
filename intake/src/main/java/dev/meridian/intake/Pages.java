package dev.meridian.intake;

import dev.meridian.intake.Page.Section;
import java.util.List;
import java.util.Optional;

/// A sketch as a page: every key of the format that a draft has is written here, and in [AroundPages], in the
/// order of the format.
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
        new AroundPages(sketch.around()).write(root);
        traffic(root);
        failover(root);
        environments(root);
    }

    private void head(Section root) {
        root.remark(
                "A draft, made from " + sketch.source() + ", " + sketch.form().title() + ".");
        root.remark("");
        root.remark("Behind each value stands who says it. \"not in " + noun
                + "\" marks what somebody has to decide; lines");
        root.remark(
                "with a `#` before a key are for a later version, which reads that key. What could not be read, the");
        root.remark("command has told.");
        boolean isDrilled =
                sketch.stores().stream().anyMatch(store -> store.kind().equals("postgresql"))
                        && sketch.regions().size() > 1;
        if (isDrilled) {
            List<String> regions =
                    sketch.regions().stream().map(Sketch.Region::name).toList();
            root.remark("");
            root.remark(
                    "Say what is promised, mend the rest, delete the comments. Then lose a region, on this machine:");
            root.remark("");
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
        } else {
            Section objectives = root.section("objectives");
            said.rto().ifPresent(rto -> objectives.put("rto", rto));
            said.rpo().ifPresent(rpo -> objectives.put("rpo", rpo));
        }
        root.gap();
    }

    private void regions(Section root) {
        Section regions = root.section("regions");
        for (Sketch.Region region : sketch.regions()) {
            Section at = regions.named(region.name(), "");
            at.put("role", region.role());
            if (!region.isKnown()) {
                at.put("provider", provider(region));
            }
            region.cidr().ifPresent(cidr -> at.put("cidr", cidr));
            region.account().ifPresent(account -> at.put("account", account(account)));
            region.capacity().ifPresent(capacity -> {
                Section share = at.section("capacity");
                share.put("min", capacity.min());
                share.put("max", capacity.max());
            });
            region.onlyIn().ifPresent(environments -> at.raw("onlyIn", environments));
            if (!region.differs().isEmpty()) {
                overrides(at, region);
            }
        }
        root.gap();
    }

    private static Said provider(Sketch.Region region) {
        return Whereabouts.isUnknown(region.name())
                ? Said.assumed("other", "which region this is")
                : Said.assumed("other", "what is known of it; no region of the catalogue has this name");
    }

    private static void overrides(Section at, Sketch.Region region) {
        Section services = at.overrides().section("services");
        region.differs()
                .forEach((service, replicas) -> services.named(service, "").put("replicas", replicas));
    }

    private static String account(String id) {
        return "aws-" + id;
    }

    private void accounts(Section root) {
        if (sketch.accounts().isEmpty()) {
            return;
        }
        Section accounts = root.section("accounts");
        for (String id : sketch.accounts()) {
            Section account = accounts.named(account(id), "");
            account.put("provider", "aws");
            account.raw("id", Said.by("", "\"" + id + "\""));
        }
        root.gap();
    }

    private void services(Section root) {
        if (sketch.services().isEmpty()) {
            return;
        }
        Section services = root.section("services");
        for (Sketch.Service service : sketch.services()) {
            Section at = services.named(service.name(), service.origin());
            service.doubts().forEach(at::doubt);
            service.image().ifPresent(image -> at.put("image", image));
            service.port().ifPresent(port -> at.put("port", port));
            service.health().ifPresent(health -> at.put("health", health));
            service.replicas().ifPresent(replicas -> at.put("replicas", replicas));
            if (!service.needs().isEmpty()) {
                Section needs = at.section("dependsOn");
                service.needs().forEach(needs::put);
            }
        }
        root.gap();
    }

    private void externals(Section root) {
        if (sketch.externals().isEmpty()) {
            return;
        }
        Section externals = root.section("external");
        sketch.externals()
                .forEach(external -> externals.named(external.name(), "").put("scope", external.scope()));
        root.gap();
    }

    private void data(Section root) {
        if (sketch.stores().isEmpty()) {
            root.remark("What holds state is not in " + noun + "; for example:");
            root.remark("data: {orders: {kind: postgresql, replication: unknown}}");
            root.gap();
            return;
        }
        Section data = root.section("data");
        sketch.stores().forEach(store -> store(data.named(store.name(), store.origin()), store));
        root.gap();
    }

    private void store(Section at, Sketch.Store store) {
        store.doubt().ifPresent(at::doubt);
        at.put("kind", store.kind());
        store.version().ifPresent(version -> at.put("version", version));
        store.zones().ifPresent(zones -> at.put("zones", zones));
        store.in().ifPresent(regions -> at.raw("in", Said.by("", regions)));
        if (!store.members().isEmpty()) {
            Section members = at.section("members");
            store.members().forEach(member -> member(members.named(member.name(), member.origin()), member));
        }
        store.primary().ifPresent(primary -> at.put("primary", primary));
        store.replication().ifPresent(replication -> replication(at, replication));
        store.backup().ifPresent(backup -> {
            Section block = at.section("backup");
            block.put("pointInTime", "true");
            backup.keep().ifPresent(keep -> block.put("keep", keep));
        });
        if (store.isVersioned()) {
            at.put("versioning", "true");
        }
        if (!store.needs().isEmpty()) {
            Section needs = at.section("dependsOn");
            store.needs().forEach(needs::put);
        }
    }

    private static void member(Section at, Sketch.Member member) {
        at.put("region", member.region());
        member.nodes().ifPresent(nodes -> at.put("nodes", nodes));
        member.zones().ifPresent(zones -> at.put("zones", zones));
    }

    private static void replication(Section at, Sketch.Replication replication) {
        if (replication.via().isEmpty()) {
            at.put("replication", replication.mode());
            return;
        }
        Section block = at.section("replication");
        boolean hasEdges = !replication.edges().isEmpty();
        String mode = replication.mode().value();
        block.put("mode", hasEdges ? Said.by("", mode) : replication.mode());
        if (!hasEdges) {
            block.put("via", replication.via().get());
        }
        if (mode.equals("provider")) {
            block.put("consistency", "strong");
        }
        replication.conflicts().ifPresent(conflicts -> block.put("conflicts", conflicts));
        if (hasEdges) {
            edges(block, replication);
        }
    }

    private static void edges(Section block, Sketch.Replication replication) {
        String mode = replication.mode().value();
        Section edges = block.section("edges");
        for (Sketch.Edge edge : replication.edges()) {
            Section one = edges.named(edge.name(), edge.origin());
            one.put("from", edge.from());
            one.put("to", edge.to());
            if (!edge.mode().equals(mode) && !mode.equals("multi-primary")) {
                one.put("mode", edge.mode());
            }
            one.put("via", edge.via());
            if (!edge.carries().isEmpty()) {
                one.raw("carries", Said.by("", Page.list(edge.carries())));
            }
            edge.target().ifPresent(target -> one.put("target", target));
        }
    }

    private void traffic(Section root) {
        Sketch.Traffic said = sketch.traffic();
        if (said.entrances().isEmpty()) {
            return;
        }
        Section traffic = root.section("traffic");
        said.ttl().ifPresent(ttl -> traffic.put("ttl", ttl));
        Section entrances = traffic.section("entrances");
        for (Sketch.Entrance entrance : said.entrances()) {
            Section at = entrances.named(entrance.name(), "");
            entrance.host().ifPresent(host -> at.put("host", host));
            if (!entrance.to().value().equals(entrance.name())) {
                at.put("to", entrance.to());
            }
            entrance.route().ifPresent(route -> at.raw("route", route));
        }
        root.gap();
    }

    private void failover(Section root) {
        Sketch.Control control = sketch.control();
        control.remarks().forEach(root::remark);
        if (control.runs().isEmpty() && control.probes().isEmpty()) {
            root.gap();
            return;
        }
        Section failover = root.section("failover");
        control.runs().ifPresent(runs -> failover.section("control").put("runs", runs));
        if (!control.probes().isEmpty()) {
            Section probes = failover.section("probes");
            control.probes().forEach(probe -> probe(probes.named(probe.name(), ""), probe));
        }
        root.gap();
    }

    private static void probe(Section at, Sketch.Probe probe) {
        at.put("kind", probe.kind());
        probe.to().ifPresent(to -> at.put("to", to));
        probe.host().ifPresent(host -> at.put("host", host));
        probe.port().ifPresent(port -> at.put("port", port));
        probe.path().ifPresent(path -> at.put("path", path));
        probe.rhythm().flatMap(Sketch.Rhythm::every).ifPresent(every -> at.put("every", every));
        Optional<Said> failures = probe.rhythm().flatMap(Sketch.Rhythm::failures);
        failures.ifPresent(count -> at.put("failures", count));
        failures.ifPresent(count -> at.put("window", Said.by("in a row", count.value())));
    }

    private void environments(Section root) {
        if (sketch.environments().isEmpty()) {
            return;
        }
        Section environments = root.section("environments");
        for (Sketch.Environment environment : sketch.environments()) {
            Section at = environments.named(environment.name(), environment.origin());
            if (environment.cidrs().isEmpty() && environment.machines().isEmpty()) {
                continue;
            }
            Section overrides = at.overrides();
            if (!environment.cidrs().isEmpty()) {
                Section regions = overrides.section("regions");
                environment
                        .cidrs()
                        .forEach((region, cidr) -> regions.named(region, "").put("cidr", cidr));
            }
            environment
                    .machines()
                    .ifPresent(count -> overrides
                            .section("compute")
                            .section("nodes")
                            .named("main", "")
                            .put("count", count));
        }
        root.gap();
    }
}
