package dev.meridian.intake;

import static dev.meridian.intake.Drafts.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Edge;
import dev.meridian.blueprint.ReplicationMode;
import dev.meridian.blueprint.Store;
import dev.meridian.topology.Storage;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What copies a store, and what of it became members and edges.
@DisplayName("A replica")
class AReplicaTest {
    private static final RegionName HOME = new RegionName("us-east-1");
    private static final RegionName OTHER = new RegionName("eu-west-1");

    private static Store store(Plan plan, String name) {
        return Objects.requireNonNull(
                Drafts.blueprint(Drafts.of(plan.text())).stores().get(name));
    }

    private static Storage.Store said(Plan plan, String name) {
        return Objects.requireNonNull(read(plan.text()).stores().get(name));
    }

    private static void isCopied(Store store, ReplicationMode mode) {
        assertThat(store.writer()).isEqualTo(HOME);
        assertThat(store.members()).containsExactly(HOME, OTHER);
        assertThat(store.replication().mode()).isEqualTo(mode);
        assertThat(store.replication().edges())
                .extracting(Edge::from, Edge::to)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(HOME, OTHER));
    }

    @Test
    void of_a_state_is_found_by_the_arn_of_its_source() {
        Plan plan = new Plan().with("aws_db_instance.orders", "", """
                        {'arn': 'arn:aws:rds:us-east-1:123456789012:db:orders', 'engine': 'postgres',
                         'identifier': 'orders', 'multi_az': true, 'backup_retention_period': 7}""").with("aws_db_instance.copy", "", """
                        {'arn': 'arn:aws:rds:eu-west-1:123456789012:db:orders-copy', 'identifier': 'orders-copy',
                         'replicate_source_db': 'arn:aws:rds:us-east-1:123456789012:db:orders'}""");
        Draft draft = Drafts.of(plan.shownState());
        isCopied(Objects.requireNonNull(Drafts.blueprint(draft).stores().get("orders")), ReplicationMode.ASYNC);
        Storage.Store said =
                Objects.requireNonNull(Drafts.topology(draft).stores().get("orders"));
        assertThat(said.backup().flatMap(Storage.Backup::keep)).contains(java.time.Duration.ofDays(7));
    }

    @Test
    void of_a_plan_is_found_through_the_outputs_and_variables_of_modules() {
        Plan plan = new Plan()
                .with("module.home.aws_db_instance.this", "aws", "{'engine': 'postgres', 'identifier': 'orders'}")
                .call("module.home", "{}", "{'arn': ['aws_db_instance.this.arn', 'aws_db_instance.this']}")
                .with("module.away.module.db.aws_db_instance.this", "aws.eu", "{'identifier': 'orders-eu'}", """
                        {'replicate_source_db': ['var.source']}""")
                .call("module.away", "{'origin': ['module.home.arn', 'module.home']}", "{}")
                .call("module.away.module.db", "{'source': ['var.origin']}", "{}");
        isCopied(store(plan, "orders"), ReplicationMode.ASYNC);
    }

    @Test
    void in_the_same_region_is_a_member_of_its_own() {
        Plan plan = new Plan()
                .with("aws_db_instance.orders", "aws", "{'engine': 'mysql', 'identifier': 'orders'}")
                .with("aws_db_instance.reading", "aws", "{'identifier': 'orders-reading'}", """
                        {'replicate_source_db': ['aws_db_instance.orders.identifier']}""");
        Storage.Store store = said(plan, "orders");
        assertThat(store.members().keySet()).containsExactly("orders", "orders-reading");
        assertThat(store.primary()).contains("orders");
        assertThat(Objects.requireNonNull(
                                store.replication().orElseThrow().edges().get("to-orders-reading"))
                        .from())
                .containsExactly("orders");
    }

    @Test
    void of_a_replica_is_an_edge_from_that() {
        Plan plan = new Plan()
                .provider("aws.ap", "ap-southeast-1")
                .with("aws_db_instance.a", "aws", "{'engine': 'postgres', 'identifier': 'orders'}")
                .with("aws_db_instance.b", "aws.eu", "{'identifier': 'orders-b'}", """
                        {'replicate_source_db': ['aws_db_instance.a.arn']}""")
                .with("aws_db_instance.c", "aws.ap", "{'identifier': 'orders-c'}", """
                        {'replicate_source_db': ['aws_db_instance.b.arn']}""");
        Store store = store(plan, "orders");
        assertThat(store.replication().edges())
                .extracting(edge -> edge.from() + ">" + edge.to())
                .containsExactly("us-east-1>eu-west-1", "eu-west-1>ap-southeast-1");
        assertThat(store.mayTakeOver()).hasSize(2);
    }

    @Test
    void of_something_that_the_input_does_not_have_still_says_where_that_is() {
        Plan plan = new Plan().with("aws_db_instance.copy", "aws.eu", """
                {'engine': 'postgres', 'identifier': 'orders-copy',
                 'replicate_source_db': 'arn:aws:rds:us-east-1:123456789012:db:orders'}""");
        isCopied(store(plan, "orders"), ReplicationMode.ASYNC);
    }

    @Test
    void whose_source_a_local_hides_is_told_and_not_guessed() {
        Plan plan = new Plan()
                .with("aws_db_instance.orders", "aws", "{'engine': 'postgres', 'identifier': 'orders'}")
                .with("aws_db_instance.copy", "aws.eu", "{'engine': 'postgres', 'identifier': 'copy-of-it'}", """
                        {'replicate_source_db': ['local.source']}""");
        Draft draft = Drafts.of(plan.text());
        assertThat(Drafts.topology(draft).stores().keySet()).containsExactly("orders", "copy-of-it");
        assertThat(draft.notRead())
                .anySatisfy(each -> assertThat(each.why()).contains("local.source", "a plan does not show"));
    }

    @Test
    void of_an_aurora_cluster_follows_the_global_one() {
        Plan plan = new Plan()
                .with("aws_rds_global_cluster.orders", "aws", """
                        {'global_cluster_identifier': 'orders', 'engine': 'aurora-postgresql'}""")
                .with("aws_rds_cluster.away", "aws.eu", "{'cluster_identifier': 'orders-eu'}", """
                        {'global_cluster_identifier': ['aws_rds_global_cluster.orders.id']}""")
                .with("aws_rds_cluster.home", "aws", """
                        {'cluster_identifier': 'orders-us', 'master_username': 'shop', 'engine_version': '16.1'}""", """
                        {'global_cluster_identifier': ['aws_rds_global_cluster.orders.id']}""")
                .with("aws_rds_cluster_instance.home[0]", "aws", "{'engine': 'aurora-postgresql'}", """
                        {'cluster_identifier': ['aws_rds_cluster.home.id']}""")
                .with("aws_rds_cluster_instance.home[1]", "aws", "{'engine': 'aurora-postgresql'}", """
                        {'cluster_identifier': ['aws_rds_cluster.home.id']}""");
        isCopied(store(plan, "orders"), ReplicationMode.ASYNC);
        Storage.Store said = said(plan, "orders");
        assertThat(said.replication().orElseThrow().via()).contains("aurora-global-database");
        assertThat(Objects.requireNonNull(said.members().get("us-east-1"))
                        .nodes()
                        .orElseThrow()
                        .least())
                .hasValue(2);
    }

    @Test
    void of_a_table_takes_writes_too_and_the_last_one_wins() {
        Plan plan = new Plan().with("aws_dynamodb_table.carts", "aws", """
                {'name': 'carts', 'replica': [{'region_name': 'eu-west-1'}],
                 'point_in_time_recovery': [{'enabled': true}]}""");
        isCopied(store(plan, "carts"), ReplicationMode.MULTI_PRIMARY);
        assertThat(said(plan, "carts").replication().orElseThrow().conflicts()).containsExactly("last-write-wins");
        assertThat(said(plan, "carts").backup().flatMap(Storage.Backup::pointInTime))
                .isPresent();
    }

    @Test
    void of_a_table_with_strong_consistency_is_the_providers() {
        Plan plan = new Plan().with("aws_dynamodb_table.carts", "aws", """
                {'name': 'carts', 'replica': [{'region_name': 'eu-west-1', 'consistency_mode': 'STRONG'}]}""");
        isCopied(store(plan, "carts"), ReplicationMode.PROVIDER);
    }

    @Test
    void of_a_table_may_be_a_resource_of_its_own() {
        Plan plan = new Plan()
                .with("aws_dynamodb_table.carts", "aws", "{'name': 'carts'}")
                .with("aws_dynamodb_table_replica.carts", "aws.eu", "{}", """
                        {'global_table_arn': ['aws_dynamodb_table.carts.arn']}""");
        isCopied(store(plan, "carts"), ReplicationMode.MULTI_PRIMARY);
    }

    @Test
    void of_a_cache_follows_the_global_datastore() {
        Plan plan = new Plan()
                .with("aws_elasticache_replication_group.home", "aws", "{'replication_group_id': 'sessions-us'}")
                .with("aws_elasticache_global_replication_group.all", "aws", "{}", """
                        {'primary_replication_group_id': ['aws_elasticache_replication_group.home.id']}""")
                .with(
                        "aws_elasticache_replication_group.away",
                        "aws.eu",
                        "{'replication_group_id': 'sessions-eu'}",
                        """
                        {'global_replication_group_id':
                          ['aws_elasticache_global_replication_group.all.global_replication_group_id']}""");
        Store store =
                Drafts.blueprint(Drafts.of(plan.text())).stores().firstEntry().getValue();
        isCopied(store, ReplicationMode.ASYNC);
    }

    @Test
    void of_a_bucket_has_its_time_and_what_it_carries() {
        Plan plan = new Plan()
                .with("aws_s3_bucket.a", "aws", "{'bucket': 'images-us-east-1'}")
                .with("aws_s3_bucket.b", "aws.eu", "{'bucket': 'images-eu-west-1'}")
                .with("aws_s3_bucket_replication_configuration.a", "aws", """
                        {'bucket': 'images-us-east-1', 'rule': [{'status': 'Enabled', 'filter': [{'prefix': 'public/'}],
                         'destination': [{'bucket': 'arn:aws:s3:::images-eu-west-1',
                          'replication_time': [{'status': 'Enabled', 'time': [{'minutes': 15}]}]}]}]}""", """
                        {'rule': {'destination': {'bucket': ['aws_s3_bucket.b.arn']}}}""");
        isCopied(store(plan, "images"), ReplicationMode.ASYNC);
        Storage.Edge edge = said(plan, "images")
                .replication()
                .orElseThrow()
                .edges()
                .firstEntry()
                .getValue();
        assertThat(edge.carries()).containsExactly("public/");
        assertThat(edge.target()).contains(java.time.Duration.ofMinutes(15));
    }

    @Test
    void of_a_bucket_both_ways_means_that_both_take_writes() {
        String rule = "'rule': [{'status': 'Enabled', 'destination': [{'bucket': 'arn:aws:s3:::%s'}]}]";
        Plan plan = new Plan()
                .with("aws_s3_bucket.a", "aws", "{'bucket': 'files-a', 'arn': 'arn:aws:s3:::files-a'}")
                .with("aws_s3_bucket.b", "aws.eu", "{'bucket': 'files-b', 'arn': 'arn:aws:s3:::files-b'}")
                .with(
                        "aws_s3_bucket_replication_configuration.a",
                        "aws",
                        "{'bucket': 'files-a', " + rule.formatted("files-b") + "}")
                .with(
                        "aws_s3_bucket_replication_configuration.b",
                        "aws.eu",
                        "{'bucket': 'files-b', " + rule.formatted("files-a") + "}");
        assertThat(store(plan, "files").replication().mode()).isEqualTo(ReplicationMode.MULTI_PRIMARY);
        assertThat(store(plan, "files").replication().edges()).hasSize(2);
    }

    @Test
    void of_a_file_system_is_where_its_configuration_says() {
        Plan plan = new Plan()
                .with("aws_efs_file_system.files", "aws", "{'tags': {'Name': 'files'}}")
                .with(
                        "aws_efs_replication_configuration.files",
                        "aws",
                        "{'destination': [{'region': 'eu-west-1'}]}",
                        """
                        {'source_file_system_id': ['aws_efs_file_system.files.id']}""");
        isCopied(store(plan, "files"), ReplicationMode.ASYNC);
    }

    @Test
    void of_brokers_is_made_by_a_replicator() {
        Plan plan = new Plan()
                .with("aws_msk_cluster.a", "aws", """
                        {'cluster_name': 'events', 'kafka_version': '3.7.x', 'number_of_broker_nodes': 3}""")
                .with("aws_msk_cluster.b", "aws.eu", "{'cluster_name': 'events', 'number_of_broker_nodes': 3}")
                .with("aws_msk_replicator.ab", "aws.eu", "{}", """
                        {'replication_info_list': {'source_kafka_cluster_arn': ['aws_msk_cluster.a.arn'],
                         'target_kafka_cluster_arn': ['aws_msk_cluster.b.arn']}}""");
        isCopied(store(plan, "events"), ReplicationMode.ASYNC);
    }

    @Test
    void that_nothing_makes_is_not_invented() {
        Plan plan = new Plan()
                .with("aws_db_instance.a", "aws", "{'engine': 'postgres', 'identifier': 'orders-us-east-1'}")
                .with("aws_db_instance.b", "aws.eu", "{'engine': 'postgres', 'identifier': 'orders-eu-west-1'}")
                .with("aws_sqs_queue.a", "aws", "{'name': 'jobs'}")
                .with("aws_sqs_queue.b", "aws.eu", "{'name': 'jobs'}");
        assertThat(store(plan, "orders").replication().mode()).isEqualTo(ReplicationMode.UNKNOWN);
        assertThat(store(plan, "orders").mayTakeOver()).isEmpty();
        assertThat(store(plan, "jobs").replication().mode())
                .as("SQS copies nothing, which is known")
                .isEqualTo(ReplicationMode.NONE);
    }

    @Test
    void is_no_reason_to_take_two_stores_of_one_region_for_one() {
        Plan plan = new Plan()
                .with("aws_sqs_queue.a", "aws", "{'name': 'jobs'}")
                .with("aws_sqs_queue.b", "aws", "{'name': 'jobs'}");
        assertThat(read(plan.text()).stores().keySet()).containsExactly("jobs", "jobs-queue");
    }

    @Test
    void of_an_engine_without_a_kind_is_told() {
        Draft draft = Drafts.of(new Plan()
                .with("aws_db_instance.old", "aws", "{'engine': 'oracle-ee', 'identifier': 'old'}")
                .text());
        Drafts.blueprint(draft);
        assertThat(draft.notRead())
                .contains(new Draft.NotRead(
                        "aws_db_instance.old", "aws_db_instance", "the format has no kind for the engine `oracle-ee`"));
    }

    @Test
    void that_is_encrypted_needs_its_key() {
        Plan plan = new Plan()
                .with("aws_kms_key.orders", "aws", "{}")
                .with("aws_kms_alias.orders", "aws", "{'name': 'alias/orders-key'}", """
                        {'target_key_id': ['aws_kms_key.orders.key_id']}""")
                .with("aws_db_instance.orders", "aws", "{'engine': 'postgres', 'identifier': 'orders'}", """
                        {'kms_key_id': ['aws_kms_key.orders.arn']}""");
        assertThat(said(plan, "orders").dependsOn().keySet()).containsExactly("orders-key");
        assertThat(read(plan.text()).externals().keySet()).isEqualTo(java.util.Set.of("orders-key"));
    }

    @Test
    void of_each_other_kind_has_the_kind_of_the_format() {
        Plan plan = new Plan()
                .with("aws_opensearch_domain.search", "aws", """
                        {'domain_name': 'search', 'engine_version': 'OpenSearch_2.11',
                         'cluster_config': [{'instance_count': 3, 'zone_awareness_enabled': true,
                          'zone_awareness_config': [{'availability_zone_count': 3}]}]}""")
                .with("aws_cognito_user_pool.people", "aws", "{'name': 'people'}")
                .with("aws_kinesis_stream.clicks", "aws", "{'name': 'clicks'}")
                .with("aws_elasticache_cluster.pages", "aws", "{'cluster_id': 'pages', 'engine': 'memcached'}");
        List<Storage.Store> stores = List.copyOf(read(plan.text()).stores().values());
        assertThat(stores)
                .extracting(Storage.Store::kind)
                .containsExactlyInAnyOrder(
                        Storage.Kind.OPENSEARCH, Storage.Kind.IDENTITY, Storage.Kind.STREAM, Storage.Kind.CACHE);
        assertThat(said(plan, "search").version()).isEqualTo(Optional.of("2.11"));
    }
}
