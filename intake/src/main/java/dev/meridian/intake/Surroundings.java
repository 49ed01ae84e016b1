package dev.meridian.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// What is around programs and stores: networks and what joins them, clusters of machines, keys, secrets, health
/// checks.
final class Surroundings {
    private static final String VPC = "aws_vpc";
    private static final String KEY = "aws_kms_key";
    private static final List<String> BY_KEY = List.of(
            "kms_key_id",
            "kms_key_arn",
            "kms_master_key_id",
            "master_user_secret_kms_key_id",
            "server_side_encryption.kms_key_arn",
            "encryption_info.encryption_at_rest_kms_key_arn",
            "encrypt_at_rest.kms_key_id",
            "server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id");

    private final Survey survey;

    Surroundings(Survey survey) {
        this.survey = survey;
    }

    /// Two networks that reach each other.
    record Peering(String origin, String name, String from, String to) {}

    /// A cluster of machines on which others run.
    record Cluster(Resource origin, String region, String name, Optional<String> version, List<Machines> machines) {}

    /// A group of its machines.
    record Machines(Resource origin, String name, Optional<String> count, List<String> types, boolean isSpot) {
        /// Whether another group has as many of the same.
        boolean isLike(Machines other) {
            return text().equals(other.text());
        }

        /// `2..10 m5.large, spot`.
        String text() {
            return count.orElse("") + " " + String.join(" ", types) + (isSpot ? ", spot" : "");
        }
    }

    /// A secret, by its name: what it is, nobody reads.
    record Secret(Resource origin, String name, List<String> regions) {}

    /// A check of Route 53.
    ///
    /// @param every how often, as the format writes a time
    /// @param failures how many in a row are a verdict
    record Check(
            Resource origin,
            String kind,
            Optional<String> host,
            Optional<String> port,
            Optional<String> path,
            Optional<String> every,
            OptionalInt failures) {}

    /// The first block of addresses of each region's network.
    SequencedMap<String, Said> networks() {
        SequencedMap<String, Said> networks = new LinkedHashMap<>();
        survey.each(VPC, network -> {
            survey.notes().read(network);
            network.values().text("cidr_block").ifPresent(block -> {
                String region = survey.region(network);
                if (networks.putIfAbsent(region, Said.by(network, block)) != null) {
                    survey.lost(network, "cidr_block", "the format has one block of addresses for a region");
                }
            });
        });
        return networks;
    }

    List<Peering> peerings() {
        List<Peering> peerings = new ArrayList<>();
        survey.each("aws_vpc_peering_connection_accepter", survey.notes()::read);
        survey.each("aws_vpc_peering_connection", peering -> {
            String from = survey.links()
                    .one(peering, "vpc_id", VPC)
                    .map(survey::region)
                    .orElse(survey.region(peering));
            Optional<String> to = peering.values()
                    .text("peer_region")
                    .or(() -> survey.links().one(peering, "peer_vpc_id", VPC).map(survey::region));
            if (to.isPresent() && !to.get().equals(from)) {
                survey.notes().read(peering);
                peerings.add(new Peering(peering.address(), peering.name(), from, to.get()));
            } else {
                survey.notes()
                        .notRead(
                                peering,
                                to.isPresent()
                                        ? "both of its ends are in " + from
                                        : "the region of its other end is not in " + survey.noun());
            }
        });
        return peerings;
    }

    List<Cluster> clusters() {
        List<Cluster> clusters = new ArrayList<>();
        survey.each("aws_eks_cluster", cluster -> {
            survey.notes().read(cluster);
            List<Machines> machines = survey.pointingAt("aws_eks_node_group", "cluster_name", cluster).stream()
                    .map(this::machines)
                    .toList();
            clusters.add(new Cluster(
                    cluster,
                    survey.region(cluster),
                    survey.name(cluster, "name"),
                    cluster.values().text("version"),
                    machines));
        });
        return clusters;
    }

    private Machines machines(Resource group) {
        survey.notes().read(group);
        Attributes scaling = group.values().block("scaling_config").orElse(Attributes.NONE);
        return new Machines(
                group,
                survey.name(group, "node_group_name"),
                Programs.range(scaling.whole("min_size"), scaling.whole("max_size")),
                group.values().texts("instance_types"),
                group.values().text("capacity_type").equals(Optional.of("SPOT")));
    }

    /// The keys that something is encrypted with, by what it is.
    SequencedMap<Resource, SequencedSet<Resource>> keys() {
        SequencedMap<Resource, SequencedSet<Resource>> users = new LinkedHashMap<>();
        survey.each(KEY, survey.notes()::read);
        if (survey.all(KEY).isEmpty()) {
            return users;
        }
        survey.pieces().stream().map(Piece::resource).distinct().forEach(store -> {
            SequencedSet<Resource> keys = new LinkedHashSet<>();
            BY_KEY.forEach(attribute -> keys.addAll(survey.links().from(store, attribute, KEY)));
            survey.pointingAt("aws_s3_bucket_server_side_encryption_configuration", "bucket", store)
                    .forEach(rules -> BY_KEY.forEach(attribute -> keys.addAll(survey.links()
                            .from(
                                    rules,
                                    attribute.replaceFirst("^server_side_encryption_configuration\\.", ""),
                                    KEY))));
            if (!keys.isEmpty()) {
                users.put(store, keys);
            }
        });
        return users;
    }

    List<Resource> allKeys() {
        return survey.all(KEY);
    }

    List<Secret> secrets() {
        List<Secret> secrets = new ArrayList<>();
        survey.each("aws_secretsmanager_secret", secret -> {
            survey.notes().read(secret);
            List<String> regions = new ArrayList<>(List.of(survey.region(secret)));
            secret.values().blocks("replica").stream()
                    .flatMap(replica -> replica.text("region").stream())
                    .forEach(regions::add);
            secrets.add(new Secret(secret, survey.name(secret, "name"), regions));
        });
        return secrets;
    }

    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        survey.each("aws_route53_health_check", check -> {
            Attributes values = check.values();
            Optional<String> kind = values.text("type").flatMap(Surroundings::kind);
            if (kind.isEmpty()) {
                survey.notes()
                        .notRead(
                                check,
                                "a check of type " + values.text("type").orElse("unknown")
                                        + " asks nobody by itself: it combines or follows something else");
                return;
            }
            survey.notes().read(check);
            checks.add(new Check(
                    check,
                    kind.get(),
                    values.text("fqdn").or(() -> values.text("ip_address")),
                    values.port("port"),
                    values.text("resource_path").filter(path -> path.matches("/\\S*")),
                    Times.seconds(values.whole("request_interval")).filter(time -> !time.equals("0s")),
                    values.whole("failure_threshold")));
        });
        return checks;
    }

    private static Optional<String> kind(String type) {
        return switch (type) {
            case "HTTP", "HTTP_STR_MATCH" -> Optional.of("http");
            case "HTTPS", "HTTPS_STR_MATCH" -> Optional.of("https");
            case "TCP" -> Optional.of("tcp");
            default -> Optional.empty();
        };
    }
}
