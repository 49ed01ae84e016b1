package dev.meridian.azure;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.text;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.estate.Cloud;
import dev.meridian.estate.Entrance;
import dev.meridian.estate.Estate;
import dev.meridian.estate.Fleet;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import dev.meridian.terraform.Root;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What users open: the address of each region, in its root, and who in its cluster may prove names; and a root
/// for all of them, with records and what chooses among regions. That one knows addresses by their names and asks
/// no region for anything (ADR 29).
final class Names {
    private static final String PATH = "global-azure";

    /// The one address of a region, which its ingress controller takes.
    private static final String ADDRESS = "entrance";

    private static final int TLS = 443;

    /// What signs certificates for anybody who proves a name (Let's Encrypt, ACME, 2026-11).
    private static final String AUTHORITY = "https://acme-v02.api.letsencrypt.org/directory";

    private Names() {}

    /// The address of a region, and that its cluster may take it.
    static List<Block> address(Site site) {
        return List.of(
                Setup.placed("azurerm_public_ip", ADDRESS, site.name() + "-" + ADDRESS)
                        .set("allocation_method", "Static")
                        .set("sku", "Standard")
                        .set("zones", texts(List.of("1", "2", "3")))
                        .set(
                                "domain_name_label",
                                text(site.name() + "-" + site.suffix()),
                                "Traffic Manager knows addresses by such a name.")
                        .set("tags", reference("local.tags")),
                Identities.may(
                        "cluster_" + ADDRESS,
                        "cluster",
                        "Network Contributor",
                        reference("azurerm_resource_group.main.id")));
    }

    /// Who in a cluster may write the records that prove names, and how it is told: certificates are the ingress'.
    static List<Block> proofs(Site site, String namespace) {
        List<Block> blocks = new ArrayList<>();
        SequencedSet<String> zones = new LinkedHashSet<>();
        site.entrances().forEach(entrance -> zones.add(entrance.zone()));
        blocks.addAll(Identities.identity(site, "prover", "cert-manager", "cert-manager"));
        List<Expression> solvers = new ArrayList<>();
        for (String zone : zones) {
            String label = Root.label(zone);
            blocks.add(zone(zone));
            blocks.add(Identities.may(
                    "prover_" + label,
                    "prover",
                    "DNS Zone Contributor",
                    reference("data.azurerm_dns_zone." + label + ".id")));
            solvers.add(solver(zone, label));
        }
        SequencedMap<String, Expression> acme = new LinkedHashMap<>();
        acme.put("server", text(AUTHORITY));
        acme.put("privateKeySecretRef", named(Fleet.issuer(namespace)));
        acme.put("solvers", new Expression.Sequence(solvers));
        SequencedMap<String, Expression> issuer = new LinkedHashMap<>();
        issuer.put("apiVersion", text("cert-manager.io/v1"));
        issuer.put("kind", text("ClusterIssuer"));
        issuer.put("metadata", named(Fleet.issuer(namespace)));
        issuer.put("spec", one("acme", Expression.mapping(acme)));
        blocks.add(Block.of("output", "issuer")
                .set("description", "How cert-manager proves names: what a cluster is given for it.")
                .set("value", call("yamlencode", Expression.mapping(issuer))));
        return blocks;
    }

    private static Expression solver(String zone, String label) {
        SequencedMap<String, Expression> azure = new LinkedHashMap<>();
        azure.put("subscriptionID", reference("var.subscription_id"));
        azure.put("resourceGroupName", reference("data.azurerm_dns_zone." + label + ".resource_group_name"));
        azure.put("hostedZoneName", text(zone));
        azure.put("environment", text("AzurePublicCloud"));
        azure.put("managedIdentity", one("clientID", reference("azurerm_user_assigned_identity.prover.client_id")));
        SequencedMap<String, Expression> solver = new LinkedHashMap<>();
        solver.put("selector", one("dnsZones", texts(List.of(zone))));
        solver.put("dns01", one("azureDNS", Expression.mapping(azure)));
        return Expression.mapping(solver);
    }

    private static Expression named(String name) {
        return one("name", text(name));
    }

    private static Expression one(String key, Expression value) {
        SequencedMap<String, Expression> entries = new LinkedHashMap<>();
        entries.put(key, value);
        return Expression.mapping(entries);
    }

    /// It is found, not made: a domain has a zone before anything of this is built.
    private static Block zone(String zone) {
        return Block.data("azurerm_dns_zone", Root.label(zone)).set("name", zone);
    }

    /// Empty where users open nothing.
    static Optional<Root> root(Estate estate) {
        if (estate.entrances().isEmpty()) {
            return Optional.empty();
        }
        RegionName keeper = estate.states().keeper();
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("terraform.tf", Setup.terraform(Optional.of(Setup.state(estate, keeper, PATH))));
        files.put("variables.tf", List.of(Setup.subscription()));
        files.put("providers.tf", Setup.provider());
        if (estate.entrances().stream().anyMatch(entrance -> entrance.check().isPresent())) {
            files.put(
                    "group.tf",
                    List.of(
                            Block.of("locals").set("tags", Setup.tags(estate)),
                            Block.resource("azurerm_resource_group", "main")
                                    .set("name", estate.name() + "-names")
                                    .set(
                                            "location",
                                            text(keeper.text()),
                                            "Where its state is, and nobody whom it leads users to.")
                                    .set("tags", reference("local.tags"))));
        }
        SequencedSet<String> zones = new LinkedHashSet<>();
        estate.entrances().forEach(entrance -> zones.add(entrance.zone()));
        files.put("zones.tf", zones.stream().map(Names::zone).toList());
        for (Entrance entrance : estate.entrances()) {
            files.put("entrance-" + entrance.name() + ".tf", new Of(estate, entrance).blocks());
        }
        return Optional.of(new Root(PATH, files));
    }

    /// What is of one name.
    private static final class Of {
        private final Estate estate;
        private final Entrance entrance;
        private final String label;
        private final String zone;

        private Of(Estate estate, Entrance entrance) {
            this.estate = estate;
            this.entrance = entrance;
            this.label = Root.label(entrance.name());
            this.zone = "data.azurerm_dns_zone." + Root.label(entrance.zone());
        }

        private List<Block> blocks() {
            List<Block> blocks = new ArrayList<>();
            List<RegionName> regions = entrance.regions();
            regions.forEach(region -> blocks.add(record("azurerm_dns_a_record", label(region), entrance.host(region))
                    .set("target_resource_id", address(region))));
            if (entrance.check().isEmpty()) {
                blocks.add(record("azurerm_dns_a_record", label, entrance.host())
                        .set("target_resource_id", address(regions.getFirst())));
                return blocks;
            }
            blocks.add(profile(entrance.check().get()));
            entrance.choices().forEach(choice -> blocks.add(endpoint(choice)));
            blocks.add(record("azurerm_dns_cname_record", label, entrance.host())
                    .set("target_resource_id", reference("azurerm_traffic_manager_profile." + label + ".id")));
            return blocks;
        }

        private String label(RegionName region) {
            return Root.label(entrance.name() + "_" + region);
        }

        private Block record(String type, String own, String host) {
            return Block.resource(type, own)
                    .set("name", host.equals(entrance.zone()) ? "@" : host.replace("." + entrance.zone(), ""))
                    .set("zone_name", reference(zone + ".name"))
                    .set("resource_group_name", reference(zone + ".resource_group_name"))
                    .set("ttl", entrance.ttl().toSeconds());
        }

        private Expression address(RegionName region) {
            String site = estate.site(region).name();
            return template("/subscriptions/${var.subscription_id}/resourceGroups/" + site
                    + "/providers/Microsoft.Network/publicIPAddresses/" + site + "-" + ADDRESS);
        }

        private Block profile(Entrance.Check check) {
            return Setup.grouped("azurerm_traffic_manager_profile", label, entrance.targets(estate.name()))
                    .set(
                            "traffic_routing_method",
                            switch (entrance.choices().getFirst().policy()) {
                                case LATENCY -> "Performance";
                                case WEIGHTED -> "Weighted";
                                case FAILOVER -> "Priority";
                                case SIMPLE, GEOLOCATION ->
                                    throw new AssertionError("no way in which Traffic Manager chooses");
                            })
                    .with(Block.of("dns_config")
                            .set(
                                    "relative_name",
                                    entrance.targets(estate.name()) + "-"
                                            + estate.sites()
                                                    .firstEntry()
                                                    .getValue()
                                                    .suffix())
                            .set("ttl", entrance.ttl().toSeconds()))
                    .with(Block.of("monitor_config")
                            .set("protocol", "HTTPS")
                            .set("port", TLS)
                            .set("path", check.path())
                            .set("interval_in_seconds", check.seconds())
                            .set("timeout_in_seconds", check.secondsToAnswer(Cloud.AZURE))
                            .set("tolerated_number_of_failures", check.failures() - 1)
                            .with(Block.of("custom_header").set("name", "host").set("value", entrance.host())))
                    .set("tags", reference("local.tags"));
        }

        private Block endpoint(Entrance.Choice choice) {
            Block endpoint = Block.resource("azurerm_traffic_manager_azure_endpoint", label(choice.region()))
                    .set("name", choice.region().text())
                    .set("profile_id", reference("azurerm_traffic_manager_profile." + label + ".id"))
                    .set("target_resource_id", address(choice.region()));
            return switch (choice.policy()) {
                case WEIGHTED -> {
                    Expression weight = new Expression.Whole(choice.weight().orElse(1));
                    yield choice.reweighed()
                            .map(why -> endpoint.set("weight", weight, why))
                            .orElse(endpoint.set("weight", weight));
                }
                case FAILOVER -> endpoint.set("priority", entrance.choices().indexOf(choice) + 1);
                case LATENCY, SIMPLE, GEOLOCATION -> endpoint;
            };
        }
    }
}
