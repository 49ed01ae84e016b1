package dev.meridian.google;

import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
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
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The root of what users open: the certificate of a name, its records, and the check of its regions. Addresses
/// are of no region, so that it asks none for anything (ADR 29).
final class Names {
    private static final String PATH = "global-google";

    /// From where Google asks whether a region serves: three places, which is how many there have to be, and what
    /// it has to be of (Cloud DNS, health checks for external endpoints, 2026-11).
    private static final List<String> ASKERS = List.of("us-east1", "europe-west1", "asia-southeast1");

    private static final int TLS = 443;

    /// Records that prove a name change with the name alone.
    private static final int SECONDS_OF_A_PROOF = 300;

    private Names() {}

    /// Empty where users open nothing.
    static Optional<Root> root(Estate estate) {
        if (estate.entrances().isEmpty()) {
            return Optional.empty();
        }
        SequencedMap<String, List<Block>> files = new LinkedHashMap<>();
        files.put("terraform.tf", Setup.terraform(Optional.of(Setup.state(estate, PATH))));
        List<Block> variables = new ArrayList<>(Setup.variables());
        variables.add(Block.of("variable", "zones")
                .set("type", reference("map(string)"))
                .set(
                        "description",
                        "What the zone of each of these is called in Cloud DNS, by its domain: "
                                + estate.entrances().stream()
                                        .map(Entrance::zone)
                                        .distinct()
                                        .collect(Collectors.joining(", "))
                                + ". TF_VAR_zones says it."));
        files.put("variables.tf", variables);
        files.put("providers.tf", Setup.provider(estate, Optional.empty()));
        files.put(
                "tls.tf",
                List.of(Block.resource("google_compute_ssl_policy", "main")
                        .set("name", Fleet.tls(estate.name()))
                        .set("min_tls_version", "TLS_1_2")
                        .set("profile", "MODERN")));
        for (Entrance entrance : estate.entrances()) {
            files.put("entrance-" + entrance.name() + ".tf", new Of(estate, entrance).blocks());
        }
        return Optional.of(new Root(PATH, files));
    }

    /// The address of a region's Gateway, which is of no region.
    static Block address(Site site, Entrance entrance) {
        return Block.resource("google_compute_global_address", Root.label(entrance.name()))
                .set("name", entrance.address(site.name()));
    }

    /// What is of one name.
    private static final class Of {
        private final Estate estate;
        private final Entrance entrance;
        private final String label;
        private final List<RegionName> regions;

        private Of(Estate estate, Entrance entrance) {
            this.estate = estate;
            this.entrance = entrance;
            this.label = Root.label(entrance.name());
            this.regions = entrance.regions();
        }

        private List<Block> blocks() {
            List<Block> blocks = new ArrayList<>();
            for (RegionName region : regions) {
                blocks.add(Block.data("google_compute_global_address", label(region))
                        .set("name", entrance.address(estate.site(region).name())));
            }
            blocks.addAll(certificate());
            for (RegionName region : regions) {
                blocks.add(record(label(region), entrance.host(region)).set("rrdatas", sequence(address(region))));
            }
            entrance.check().ifPresent(check -> blocks.add(check(check)));
            blocks.add(led(record(label, entrance.host())));
            return blocks;
        }

        private String label(RegionName region) {
            return Root.label(entrance.name() + "_" + region);
        }

        private Expression address(RegionName region) {
            return reference("data.google_compute_global_address." + label(region) + ".address");
        }

        private Block record(String label, String name) {
            return Block.resource("google_dns_record_set", label)
                    .set("managed_zone", zone())
                    .set("name", name + ".")
                    .set("type", "A")
                    .set("ttl", entrance.ttl().toSeconds());
        }

        private Expression zone() {
            return reference("var.zones[\"" + entrance.zone() + "\"]");
        }

        /// One for all regions, proved by a record for each of its names.
        private List<Block> certificate() {
            SequencedMap<String, String> names = new LinkedHashMap<>();
            names.put(label, entrance.host());
            regions.forEach(region -> names.put(label(region), entrance.host(region)));
            List<Block> blocks = new ArrayList<>();
            List<Expression> proofs = new ArrayList<>();
            names.forEach((name, host) -> {
                String proof = "google_certificate_manager_dns_authorization." + name;
                proofs.add(reference(proof + ".id"));
                blocks.add(Block.resource("google_certificate_manager_dns_authorization", name)
                        .set("name", estate.name() + "-" + name.replace('_', '-'))
                        .set("domain", host));
                blocks.add(Block.resource("google_dns_record_set", name + "_proof")
                        .set("managed_zone", zone())
                        .set("name", reference(proof + ".dns_resource_record[0].name"))
                        .set("type", reference(proof + ".dns_resource_record[0].type"))
                        .set("ttl", SECONDS_OF_A_PROOF)
                        .set("rrdatas", sequence(reference(proof + ".dns_resource_record[0].data"))));
            });
            String certificates = entrance.targets(estate.name());
            blocks.add(Block.resource("google_certificate_manager_certificate", label)
                    .set("name", certificates)
                    .with(Block.of("managed")
                            .set("domains", texts(names.values()))
                            .set("dns_authorizations", new Expression.Sequence(proofs)))
                    .with(Block.of("lifecycle").set("create_before_destroy", true)));
            blocks.add(Block.resource("google_certificate_manager_certificate_map", label)
                    .set("name", certificates));
            blocks.add(Block.resource("google_certificate_manager_certificate_map_entry", label)
                    .set("name", certificates)
                    .set("map", reference("google_certificate_manager_certificate_map." + label + ".name"))
                    .set(
                            "matcher",
                            Expression.text("PRIMARY"),
                            "For every name: the certificate has all of them, and who checks a region names none.")
                    .set(
                            "certificates",
                            sequence(reference("google_certificate_manager_certificate." + label + ".id"))));
            return blocks;
        }

        private Block check(Entrance.Check check) {
            return Block.resource("google_compute_health_check", label)
                    .set("name", entrance.targets(estate.name()))
                    .set("source_regions", texts(ASKERS))
                    .set("check_interval_sec", check.seconds())
                    .set("timeout_sec", check.secondsToAnswer(Cloud.GOOGLE))
                    .set("unhealthy_threshold", check.failures())
                    .with(Block.of("https_health_check")
                            .set("port", TLS)
                            .set("host", entrance.host())
                            .set("request_path", check.path()));
        }

        private Block led(Block record) {
            List<Entrance.Choice> choices = entrance.choices();
            Entrance.Choice first = choices.getFirst();
            if (first.policy() == Entrance.Policy.SIMPLE) {
                return record.set("rrdatas", sequence(address(first.region())));
            }
            Block policy = Block.of("routing_policy")
                    .set("health_check", reference("google_compute_health_check." + label + ".id"));
            return switch (first.policy()) {
                case SIMPLE, GEOLOCATION -> throw new AssertionError("no way in which Cloud DNS chooses");
                case LATENCY -> {
                    for (Entrance.Choice choice : choices) {
                        policy = policy.with(placed("geo", choice.region()));
                    }
                    yield record.with(policy);
                }
                case WEIGHTED -> {
                    for (Entrance.Choice choice : choices) {
                        policy = policy.with(Block.of("wrr")
                                .set("weight", choice.weight().orElse(1))
                                .with(asked(choice.region())));
                    }
                    yield record.with(policy);
                }
                case FAILOVER -> {
                    Block order = Block.of("primary_backup")
                            .with(Block.of("primary").set("external_endpoints", sequence(address(first.region()))));
                    for (Entrance.Choice choice : choices.subList(1, choices.size())) {
                        order = order.with(placed("backup_geo", choice.region()));
                    }
                    yield record.with(policy.with(order));
                }
            };
        }

        private Block placed(String kind, RegionName region) {
            return Block.of(kind).set("location", region.text()).with(asked(region));
        }

        private Block asked(RegionName region) {
            return Block.of("health_checked_targets").set("external_endpoints", sequence(address(region)));
        }
    }
}
