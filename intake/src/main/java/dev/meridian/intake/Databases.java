package dev.meridian.intake;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// The relational databases of a plan or a state: instances of RDS and clusters of Aurora, with their replicas.
final class Databases {
    private static final String INSTANCE = "aws_db_instance";
    private static final String CLUSTER = "aws_rds_cluster";
    private static final String GLOBAL = "aws_rds_global_cluster";

    private final Survey survey;
    private final SequencedMap<Resource, Piece> instances = new LinkedHashMap<>();
    private final SequencedMap<Resource, Piece> clusters = new LinkedHashMap<>();

    Databases(Survey survey) {
        this.survey = survey;
    }

    void read() {
        survey.each(INSTANCE, this::instance);
        survey.each(CLUSTER, this::cluster);
        instances.keySet().forEach(this::replica);
        survey.each(GLOBAL, this::global);
        clusters.keySet().forEach(this::replicaOfCluster);
        survey.each("aws_db_instance_automated_backups_replication", this::copiedBackups);
        instances.values().forEach(survey::add);
        clusters.values().forEach(survey::add);
    }

    private static Optional<String> kind(String engine) {
        return switch (engine) {
            case "postgres", "aurora-postgresql" -> Optional.of("postgresql");
            case "mysql", "mariadb", "aurora", "aurora-mysql" -> Optional.of("mysql");
            default -> Optional.empty();
        };
    }

    /// The engine of a database, or of the one that it copies.
    private Optional<String> engine(Resource database, String source, String... sources) {
        SequencedSet<Resource> seen = new LinkedHashSet<>();
        Optional<Resource> at = Optional.of(database);
        while (at.isPresent() && seen.add(at.get())) {
            Optional<String> engine = at.get().values().text("engine");
            if (engine.isPresent()) {
                return engine;
            }
            at = survey.links().one(at.get(), source, sources);
        }
        return Optional.empty();
    }

    private void instance(Resource instance) {
        Attributes values = instance.values();
        Optional<String> engine = engine(instance, "replicate_source_db", INSTANCE, CLUSTER);
        if (engine.isEmpty()) {
            survey.notes().notRead(instance, "its engine is not in " + survey.noun());
            return;
        }
        Optional<String> kind = kind(engine.get());
        if (kind.isEmpty()) {
            survey.notes().notRead(instance, "the format has no kind for the engine `" + engine.get() + "`");
            return;
        }
        Optional<String> zones = values.flag("multi_az").map(isMulti -> isMulti ? "2" : "1");
        String name = survey.name(instance, "identifier");
        Piece piece = Piece.of(instance, kind.get(), survey.region(instance), name)
                .set(Piece.Switch.AT_REST, values.is("storage_encrypted"))
                .version(values.text("engine_version"))
                .zones(zones)
                .backup(values.whole("backup_retention_period"), true);
        instances.put(instance, piece);
        survey.notes().read(instance);
    }

    private void replica(Resource instance) {
        Piece to = of(instances, instance);
        List<Resource> sources = survey.links().from(instance, "replicate_source_db", INSTANCE, CLUSTER);
        for (Resource source : sources) {
            Optional.ofNullable(instances.get(source))
                    .or(() -> Optional.ofNullable(clusters.get(source)))
                    .ifPresent(from -> survey.add(new Tie(from, to, "async", "rds-read-replica", instance)));
        }
        instance.values()
                .text("replicate_source_db")
                .filter(_ -> sources.isEmpty())
                .ifPresent(source -> foreign(instance, to, source));
        survey.links()
                .hidden(instance, "replicate_source_db")
                .filter(_ -> sources.isEmpty())
                .ifPresent(local -> survey.lost(
                        instance,
                        "replicate_source_db",
                        "it copies `" + local + "`, and a plan does not show what a `local` stands for"));
    }

    /// A replica of something that this input does not have: its ARN still says where that is.
    private void foreign(Resource replica, Piece to, String source) {
        String[] parts = source.split(":", -1);
        Optional<String> region = Whereabouts.ofArn(source);
        if (region.isEmpty()) {
            survey.lost(replica, "replicate_source_db", "it copies `" + source + "`, which is not in " + survey.noun());
            return;
        }
        Resource elsewhere = new Resource(
                source, "", replica.type(), parts[parts.length - 1], Optional.empty(), "", Attributes.NONE);
        String name = survey.naming().of(elsewhere, Optional.of(parts[parts.length - 1]));
        Piece from = Piece.of(elsewhere, to.kind(), region.get(), name);
        survey.add(from);
        survey.add(new Tie(from, to, "async", "rds-read-replica", replica));
    }

    /// Backups that are copied to the region of the resource that says so.
    private void copiedBackups(Resource copy) {
        for (Resource instance : survey.links().from(copy, "source_db_instance_arn", INSTANCE)) {
            survey.notes().read(copy);
            survey.copyBackups(instance, survey.region(copy));
        }
    }

    private void cluster(Resource cluster) {
        Attributes values = cluster.values();
        Optional<String> engine = engine(cluster, "global_cluster_identifier", GLOBAL)
                .or(() -> engine(cluster, "replication_source_identifier", CLUSTER, INSTANCE));
        Optional<String> kind = engine.flatMap(Databases::kind);
        if (kind.isEmpty()) {
            survey.notes()
                    .notRead(
                            cluster,
                            engine.map(word -> "the format has no kind for the engine `" + word + "`")
                                    .orElse("its engine is not in " + survey.noun()));
            return;
        }
        List<Resource> nodes = survey.pointingAt("aws_rds_cluster_instance", "cluster_identifier", cluster);
        nodes.forEach(survey.notes()::read);
        long places = nodes.stream()
                .flatMap(node -> Whereabouts.zones(node).stream())
                .distinct()
                .count();
        Optional<String> zones = Optional.of(places).filter(count -> count > 0).map(String::valueOf);
        // A Multi-AZ cluster that is no Aurora has a writer and two readers, each in a zone of its own.
        boolean isMultiAz = engine.get().equals("postgres") || engine.get().equals("mysql");
        String name = survey.name(cluster, "cluster_identifier");
        boolean isServerless =
                !values.blocks("serverlessv2_scaling_configuration").isEmpty()
                        || values.text("engine_mode").equals(Optional.of("serverless"));
        Piece piece = Piece.of(cluster, kind.get(), survey.region(cluster), name)
                .set(Piece.Switch.AT_REST, values.is("storage_encrypted"))
                .set(Piece.Switch.SERVERLESS, isServerless)
                .version(values.text("engine_version"))
                .nodes(isMultiAz ? OptionalInt.of(3) : OptionalInt.of(nodes.size()))
                .zones(isMultiAz ? Optional.of("3") : zones)
                .backup(values.whole("backup_retention_period"), true);
        clusters.put(cluster, piece);
        survey.notes().read(cluster);
    }

    /// The clusters of a global one: the writer is the one that is said to be, else the one that has a user
    /// name of its own, which a secondary cannot have.
    private void global(Resource global) {
        List<Resource> members = survey.pointingAt(CLUSTER, "global_cluster_identifier", global).stream()
                .filter(clusters::containsKey)
                .toList();
        if (members.isEmpty()) {
            survey.notes().notRead(global, "no cluster of " + survey.noun() + " belongs to it");
            return;
        }
        survey.notes().read(global);
        Resource writer = writer(global, members);
        for (Resource member : members) {
            if (!member.equals(writer)) {
                survey.add(
                        new Tie(of(clusters, writer), of(clusters, member), "async", "aurora-global-database", global));
            }
        }
    }

    private Resource writer(Resource global, List<Resource> members) {
        List<String> writers = global.values().blocks("global_cluster_members").stream()
                .filter(member -> member.is("is_writer"))
                .flatMap(member -> member.text("db_cluster_arn").stream())
                .toList();
        return members.stream()
                .filter(member ->
                        member.values().text("arn").filter(writers::contains).isPresent())
                .findFirst()
                .or(() -> survey.links()
                        .one(global, "source_db_cluster_identifier", CLUSTER)
                        .filter(members::contains))
                .or(() -> members.stream()
                        .filter(member ->
                                member.values().text("master_username").isPresent()
                                        && member.values().text("source_region").isEmpty())
                        .findFirst())
                .orElse(members.getFirst());
    }

    private void replicaOfCluster(Resource cluster) {
        Piece to = of(clusters, cluster);
        for (Resource source : survey.links().from(cluster, "replication_source_identifier", CLUSTER, INSTANCE)) {
            Optional.ofNullable(clusters.get(source))
                    .or(() -> Optional.ofNullable(instances.get(source)))
                    .ifPresent(from -> survey.add(new Tie(from, to, "async", "rds-read-replica", cluster)));
        }
    }

    private static Piece of(SequencedMap<Resource, Piece> pieces, Resource resource) {
        return Objects.requireNonNull(pieces.get(resource));
    }
}
