package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What no cloud builds, as whoever wrote the line is told of it.
@DisplayName("A refusal")
class ARefusalTest {
    private static final String TWO = """
            meridian: 1
            application: shop
            regions:
              eu-west-1: {role: primary}
              us-east-1: {role: active}
            services: {web: {port: 8080, health: /health, image: shop/web}}
            data:
              orders: {kind: postgresql, runs: provider, replication: async}
              carts: {kind: redis, runs: provider, replication: none}
              find: {kind: opensearch, runs: provider, replication: none, in: [eu-west-1], primary: eu-west-1}
              events: {kind: kafka, runs: provider, replication: none, in: [eu-west-1], primary: eu-west-1}
            compute: {platform: kubernetes}
            operations:
              contacts: {team: team@shop.test}
              windows: {database: Sun 04:00-05:00 UTC, cache: Sun 05:00-06:00 UTC}
            observability: {alarms: [health-checks]}
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql, | postgresql, version: 9.1,      | 8:  | `9.1` is no version of PostgreSQL that AWS has      | it has 11 to 18
            postgresql, | postgresql, version: 9.6,      | 8:  | `9.6` is no version of PostgreSQL that AWS has      | `version: 17`
            postgresql, | postgresql, version: 99,       | 8:  | `99` is no version of PostgreSQL that AWS has       | it has 11 to 18
            redis,      | redis, version: 8.9,           | 9:  | `8.9` is no version that is written                 | 7.2, 8.0, 8.1, 8.2
            opensearch, | opensearch, version: 2.99,     | 10: | `2.99` is no version of OpenSearch that is written  | 2.17, 2.19, 3.1
            kafka,      | kafka, version: 9.9,           | 11: | `9.9` is no version of Kafka that is written        | have 3.8 and 3.9
            kubernetes  | kubernetes, version: 9.99      | 12: | `9.99` is no version of Kubernetes that AWS has     | 1.34, 1.35, 1.36
            kubernetes  | kubernetes, version: 1.99      | 12: | `1.99` is no version of Kubernetes that AWS has     | `version: 1.35`
            postgresql, | 'postgresql, backup: {keep: 0d},' | 8: | are to be kept for no time                        | `keep: 1d`
            04:00-05:00 | 04:00-04:20                    | 15: | `Sun 04:00-04:20 UTC` is 20 minutes long            | `Sun 04:00-04:30 UTC`
            05:00-06:00 | 23:30-00:15                    | 15: | 45 minutes long                                     | `Sun 23:30-00:30 UTC`
            'us-east-1: {' | 'rack: {near: us-east-1, '         | 5: | `rack` is no region of AWS                       | `provider: other`
            'us-east-1: {' | 'europe-west1: {near: us-east-1, ' | 5: | `europe-west1` is no region of AWS               | `provider: gcp`, of which it is a region
            'us-east-1: {' | 'rack1: {provider: gcp, near: us-east-1, ' | 5: | `rack1` is no region of Google Cloud     | `provider: other`
            us-east-1:  | cn-north-1:                    | 5:  | cn-north-1 is in the partition `aws-cn` of AWS      | a region of the partition `aws` in its place
            us-east-1:  | us-gov-west-1:                 | 5:  | in the partition `aws-us-gov` of AWS                | peering
            app: shop   | app: sg-shop                   | 2:  | `sg-shop` begins with `sg-`                         | `my-sg-shop`
            app: shop   | app: aws-shop                  | 2:  | `aws-shop` begins with `aws`                        | Systems Manager
            app: shop   | app: ssm                       | 2:  | `ssm` begins with `ssm`                             | Systems Manager
            us-east-1:  | us-west-1:                     | 5:  | 3 zones, of which an account sees 2                 | in its `overrides` alone
            us-east-1:  | westus:                        | 5:  | `westus` has no zones                               | a region with zones
            kubernetes  | 'kubernetes, nodes: {main: {types: [m7g.large, m6i.large]}}' | 12: | one has processors of ARM | a group for each
            kubernetes  | 'kubernetes, nodes: {main: {types: banana.large}}' | 12: | `banana.large` is no type of machine | Standard_D2s_v5
            kubernetes  | 'kubernetes, nodes: {main: {types: m5.large, gpu: true}}' | 12: | `m5.large` has no GPU | `g4dn.xlarge`
            kubernetes  | 'kubernetes, nodes: {main: {types: g4ad.xlarge, gpu: true}}' | 12: | `g4ad.xlarge` has no GPU | of NVIDIA
            kubernetes  | 'kubernetes, nodes: {main: {disk: 10Gi}}' | 12: | a disk of 10 GiB | `disk: 20Gi`
            shop.acme.test | localhost                   | 17: | `localhost` is no name that users can open          | `shop.example.org`
            orders:     | order:                         | 8:  | RDS makes no database that is called `order`        | `orders`
            orders:     | session-user:                  | 8:  | no database that is called `session_user`           | another name
            'latency, health]' | 'weighted], weights: {eu-west-1: 9}' | 17: | `us-east-1` has no weight          | `traffic.entrances.web.weights.us-east-1`
            'latency, health]' | 'weighted], weights: {eu-west-1: 0, us-east-1: 0}' | 17: | no region that serves has a part of the users of `web` | weights.eu-west-1: 1`
            'alarms: [' | 'logs: {keep: 5000d}, alarms: ['  | 16: | logs are to be kept for 5000 days                     | `keep: 3653d`
            'traffic: {' | 'traffic: {waf: {ratePerAddress: 100000000/s}, '  | 17: | `100000000/s` is no limit | 2000000000
            'traffic: {' | 'traffic: {waf: {ratePerAddress: 1/h}, '          | 17: | `1/h` is no limit         | `2000/min`
            'traffic: {' | 'traffic: {cdn: {kind: cloudfront, behaviours: {a: {path: /a/*, ttl: 30d, maxTtl: 1d}}}, ' | 17: | `a` keeps answers for 30d, and for 1d at most | `maxTtl`
            'traffic: {' | 'traffic: {cdn: {kind: cloudfront, errorPages: true, behaviours: {a: {path: /errors/*, ttl: 1d}}}, ' | 17: | `/errors/*` is the path of `a` and of what `errorPages` shows | another `path`
            'traffic: {' | 'traffic: {cdn: {kind: cloudfront, behaviours: {a: {path: /a/*, ttl: 1d}, b: {path: /a/*, ttl: 1h}}}, ' | 17: | `/a/*` is the path of `b` and of `a`, which stands at x.yaml:17 | another `path`
            'traffic: {' | 'cost: {budget: {limit: 0 USD/month}}NEWtraffic: {' | 17: | `0 USD/month` is a budget of nothing | `1 USD/month`
            'us-east-1: {' | 'us-east-1: {overrides: {cost: {perRegion: {budget: {limit: 0 USD/month}}}}, ' | 5: | a budget of nothing | no such line
            """)
    void says_which_line_asks_for_what_and_what_is_possible(
            String part, String asked, String line, String what, String fix) {
        String text = TWO.replace(
                part.replace("app:", "application:"),
                asked.replace("app:", "application:").replace("NEW", "\n"));
        assertThat(text).isNotEqualTo(TWO);
        assertThat(Written.problems(text)).contains("MER-0099", "x.yaml:" + line, what, fix);
    }

    @ParameterizedTest
    @CsvSource({"1, 'in one zone', `network.zones: 2`", "4, '`eu-west-1` has 3 zones', `network.zones: 3`"})
    void is_of_zones_that_are_too_few_or_not_there(int zones, String what, String fix) {
        assertThat(Written.problems(TWO + "network: {zones: " + zones + "}\n")).contains("MER-0099", what, fix);
    }

    /// RDS makes copies of copies in two regions, and in no third.
    @Test
    void is_of_a_chain_of_databases_through_three_regions() {
        String chain = TWO.replace(
                        "us-east-1: {role: active}", "us-east-1: {role: active}\n  us-west-2: {role: active}")
                .replace("carts: {kind: redis, runs: provider, replication: none}", "")
                .replace("runs: provider, replication: async}", """
                        runs: provider, primary: us-west-2, replication: {mode: async, edges: {
                          first: {from: us-west-2, to: us-east-1},
                          second: {from: us-east-1, to: eu-west-1}}}}""");
        assertThat(Written.problems(chain))
                .contains("MER-0099", "x.yaml:11:", "follow us-east-1, which follows us-west-2 itself")
                .contains("an edge from us-west-2 to eu-west-1");
        assertThat(Written.of(chain.replace("from: us-east-1, to: eu-west-1", "from: us-west-2, to: eu-west-1")))
                .isNotEmpty();
    }

    /// A database whose edges begin elsewhere than its writes would be two databases.
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "opensearch"})
    void is_of_an_edge_from_where_nothing_comes(String kind) {
        String edge = TWO.replace(
                        "replication: async}",
                        "primary: us-east-1, replication: {mode: async, edges: {"
                                + "readers: {from: eu-west-1, to: us-east-1}}}}")
                .replace("kind: postgresql", "kind: " + kind);
        assertThat(Written.problems(edge))
                .contains("MER-0099", "comes to eu-west-1 that us-east-1 could follow", "primary: eu-west-1`");
        assertThat(Written.of(edge.replace("from: eu-west-1, to: us-east-1", "from: us-east-1, to: eu-west-1")))
                .isNotEmpty();
    }

    @Test
    void is_of_a_namespace_that_Karmada_gives_nothing_to() {
        assertThat(Written.problems(TWO.replace("application: shop", "application: karmada-system")))
                .contains("MER-0099", "`karmada-system` is a namespace that is somebody else's");
    }

    /// What stands beside each copy in a mesh has some ports for itself.
    @ParameterizedTest
    @ValueSource(ints = {15_001, 15_006, 15_020, 15_021, 15_090})
    void is_of_a_port_on_which_the_sidecar_listens(int port) {
        String text = TWO.replace("port: 8080", "port: " + port);
        assertThat(Written.problems(text.replace("platform: kubernetes", "platform: kubernetes, mesh: {kind: istio}")))
                .contains("MER-0099", "x.yaml:6:", "`web` cannot listen on " + port, "no `compute.mesh`");
        assertThat(Written.of(text)).isNotEmpty();
    }

    @Test
    void is_of_copies_of_objects_without_versions() {
        String objects = TWO.replace(
                "data:\n", "data:\n  files: {kind: object, runs: provider, replication: async, versioning: false}\n");
        assertThat(Written.problems(objects))
                .contains("MER-0099", "x.yaml:8:", "`files` is copied", "`versioning: true`");
        assertThat(file(
                        Written.of(objects.replace("async, versioning", "none, versioning")),
                        "terraform/regions/eu-west-1/objects-files.tf"))
                .doesNotContain("aws_s3_bucket_versioning");
    }

    @Test
    void is_of_a_way_in_or_out_without_a_gateway() {
        String closed = TWO + "network: {internetGateway: false, nat: none, endpoints: provider-services}\n";
        assertThat(Written.problems(closed))
                .contains("MER-0099", "x.yaml:18:", "`traffic.entrances.web` needs one", "no entrances");
        SequencedMap<String, String> files = Written.of(closed.replaceAll("traffic: .*", ""));
        assertThat(file(files, "terraform/regions/eu-west-1/network.tf")).doesNotContain("aws_internet_gateway");
        assertThat(file(files, "UNRENDERED.md")).doesNotContain("internetGateway");
    }

    @Test
    void is_none_of_a_third_zone_of_a_database_which_is_listed() {
        assertThat(file(Written.of(TWO.replace("orders: {", "orders: {zones: 3, ")), "UNRENDERED.md"))
                .containsPattern("\\| 8 \\| `data.orders.zones` \\| `3` \\| .*no third");
        assertThat(file(Written.of(TWO.replace("orders: {", "orders: {zones: 2.., ")), "UNRENDERED.md"))
                .doesNotContain("data.orders.zones");
    }

    @Test
    void is_of_a_network_from_which_machines_reach_nothing() {
        String shut = TWO + "network: {nat: none%s}\n";
        assertThat(Written.problems(shut.formatted("")))
                .contains("MER-0099", "x.yaml:18:", "nothing leads out", "`network.endpoints: provider-services`");
        assertThat(Written.of(shut.formatted(", endpoints: provider-services"))).isNotEmpty();
    }

    @Test
    void is_of_a_service_on_Fargate_that_nothing_can_be_started_of() {
        assertThat(Written.problems(
                        TWO.replace(", image: shop/web", "").replace("platform: kubernetes", "platform: ecs-fargate")))
                .contains("MER-0099", "x.yaml:6:", "`web` has no image", "`services.web.image`");
    }

    @Test
    void is_not_of_what_is_possible() {
        assertThat(Written.of(TWO.replace("postgresql,", "postgresql, version: 16.4, backup: {keep: 36h},")
                        .replace("04:00-05:00", "04:00-04:30")))
                .hasEntrySatisfying(
                        "terraform/regions/eu-west-1/database-orders.tf",
                        text -> assertThat(text)
                                .containsPattern("backup_retention_period += 2\n")
                                .containsPattern("engine_version += \"16\""));
        assertThat(Written.of(TWO.replace("application: shop", "application: shop-aws")))
                .isNotEmpty();
    }

    /// RDS makes what is past its standard support, too, and charges more for it.
    @ParameterizedTest
    @ValueSource(strings = {"11", "12", "13", "13.15"})
    void is_not_of_an_old_database_that_RDS_still_makes(String version) {
        SequencedMap<String, String> files =
                Written.of(TWO.replace("postgresql,", "postgresql, version: \"" + version + "\","));
        String major = version.replaceFirst("\\..*", "");
        assertThat(file(files, "terraform/regions/eu-west-1/database-orders.tf"))
                .containsPattern("engine_version += \"" + major + "\"")
                .contains("RDS charges more for this version");
        assertThat(file(files, "SECURITY.md")).contains("CKV_AWS_250");
    }

    @ParameterizedTest
    @CsvSource({"10d, 14", "45d, 60", "30d, 30", "720h, 30", "1d12h, 3", "0s, 1", "730d, 731", "3653d, 3653", "90d, 90"
    })
    void is_not_of_logs_that_are_kept_a_little_longer(String asked, int days) {
        String text = TWO.replace("kubernetes", "ecs-fargate")
                .replace("observability: {", "observability: {logs: {keep: " + asked + "}, ");
        SequencedMap<String, String> files = Written.of(text);
        assertThat(file(files, "terraform/regions/eu-west-1/service-web.tf"))
                .containsPattern("retention_in_days += " + days + "\n");
        String open = file(files, "UNRENDERED.md");
        if (asked.equals(days + "d") || asked.equals("720h")) {
            assertThat(open).doesNotContain("observability.logs.keep");
        } else {
            assertThat(open).contains("`observability.logs.keep` | `" + asked + "` | written as " + days + " day");
        }
        assertThat(file(Written.of(text.replace("ecs-fargate", "kubernetes")), "UNRENDERED.md"))
                .as("what services of a cluster write")
                .containsPattern("observability.logs.keep.* kept where their platform puts it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "ecs-fargate"})
    void is_not_of_a_name_with_large_letters_which_are_the_same_as_small_ones(String platform) {
        SequencedMap<String, String> files = Written.of(TWO.replace("platform: kubernetes", "platform: " + platform)
                .replace("host: shop.acme.test", "host: Shop.ACME.test")
                .replace("traffic: {", "traffic: {certificates: {names: {old: Old.Acme.test}}, "));
        assertThat(file(files, "terraform/global/entrance-web.tf"))
                .contains("\"acme.test\"", "\"shop.acme.test\"", "\"eu-west-1.shop.acme.test\"", "\"old.acme.test\"");
        files.forEach((path, text) -> {
            if (!path.endsWith("UNRENDERED.md")) {
                assertThat(text).as(path).doesNotContain("Shop.ACME", "Old.Acme");
            }
        });
    }

    /// Route 53 takes weights from 0 to 255.
    @ParameterizedTest
    @CsvSource({
        "30, 70, 30, 70",
        "255, 0, 255, 0",
        "700, 300, 7, 3",
        "1000, 1, 255, 1",
        "1000, 0, 1, 0",
        "999, 500, 255, 128"
    })
    void is_not_of_weights_that_are_large_whose_shares_are_kept(int first, int second, int one, int other) {
        String file = file(
                Written.of(TWO.replace(
                        "route: [latency, health]",
                        "route: [weighted], weights: {eu-west-1: " + first + ", us-east-1: " + second + "}")),
                "terraform/global/entrance-web.tf");
        assertThat(file)
                .containsPattern("eu-west-1\"(?s:(?!weight =).)*weight = " + one + "\n")
                .containsPattern("us-east-1\"(?s:(?!weight =).)*weight = " + other + "\n");
        if (first == one) {
            assertThat(file).doesNotContain("in the file");
        } else {
            assertThat(file).contains("# " + first + " in the file: its share");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shop.acme.test           | `shop.acme.test` is the host of `twin`, and the host of `web`
            SHOP.Acme.test           | `shop.acme.test` is the host of `twin`, and the host of `web`
            us-east-1.shop.acme.test | the host of `twin`, and the name of `web` in us-east-1
            origin.shop.acme.test    | the host of `twin`, and what the CDN of `web` asks
            """)
    void is_of_a_name_that_another_entrance_needs(String host, String what) {
        String text = TWO.replace(
                        "traffic: {entrances: {web:", "traffic:\n  cdn: {kind: cloudfront}\n  entrances:\n    web:")
                .replace("health]}}}", "health]}\n    twin: {to: web, host: " + host + ", route: [latency, health]}");
        assertThat(Written.problems(text)).contains("MER-0099", "x.yaml:21:", what, "stands at x.yaml:20:");
    }

    /// Where it stands is where somebody has to change it.
    @Test
    void is_of_a_further_name_that_a_region_has_by_its_own_line() {
        assertThat(Written.problems("""
                        meridian: 1
                        application: shop
                        regions: {eu-west-1: {role: primary}, eu-west-2: {role: active}}
                        services: {web: {image: shop/web}}
                        compute: {platform: kubernetes}
                        traffic:
                          entrances: {web: {host: www.acme.test}}
                          certificates:
                            names: {dr: eu-west-2.www.acme.test}
                        """)).contains("x.yaml:9:", "another name at `traffic.certificates.names.dr`");
    }

    @Test
    void is_of_a_host_that_no_certificate_is_called_after() {
        String host = "customer-portal.production.internal-applications.platform.acme.test";
        assertThat(Written.problems("""
                        meridian: 1
                        application: shop
                        regions: {REGION: {role: primary}}
                        services: {web: {image: shop/web}}
                        compute: {platform: kubernetes}
                        traffic: {entrances: {web: {host: HOST}}}
                        """.replace("REGION", "eu-west-1").replace("HOST", host)))
                .contains("x.yaml:6:", "has " + host.length() + " letters", "takes 64");
    }

    @Test
    void is_not_of_a_further_name_of_a_zone_with_several_entrances() {
        SequencedMap<String, String> files = Written.of(
                TWO.replace("traffic: {", "traffic: {certificates: {names: {a: old.acme.test, b: b.acme.test}}, ")
                        .replace("health]}}}", "health]}, twin: {to: web, host: b.acme.test, route: [latency]}}}"));
        assertThat(file(files, "terraform/global/entrance-web.tf")).containsOnlyOnce("\"old.acme.test\"");
        assertThat(file(files, "terraform/global/entrance-twin.tf")).doesNotContain("old.acme.test");
    }

    /// Names of services have no `_`, so none begins with `pg_` or `rds_`.
    @ParameterizedTest
    @ValueSource(strings = {"owner", "public", "rdsadmin"})
    void is_of_a_service_that_a_database_cannot_have_as_a_user(String name) {
        String text = TWO.replace("services: {", "services: {" + name + ": {port: 8081, image: shop/own}, ");
        assertThat(Written.of(text)).isNotEmpty();
        assertThat(Written.problems(text.replace("image: shop/own", "image: shop/own, dependsOn: {orders: hard}")))
                .contains("MER-0099", "x.yaml:6:", "no database has a user `" + name + "`", "another name");
    }

    /// Of a store that is written in another region a service is told by a second name.
    @ParameterizedTest
    @ValueSource(strings = {"kubernetes", "ecs-fargate"})
    void is_of_two_things_that_a_service_is_told_of_by_one_name(String platform) {
        String text = TWO.replace("platform: kubernetes", "platform: " + platform)
                .replace("image: shop/web}", "image: shop/web, dependsOn: {orders: hard, carts: hard}}");
        assertThat(Written.of(text)).isNotEmpty();
        assertThat(Written.problems(text.replace("carts", "orders-writer")))
                .contains("MER-0099", "x.yaml:6:", "`ORDERS_WRITER_HOST` would tell a service of `orders` and of");
    }

    @Test
    void is_of_a_service_and_a_store_on_Fargate_that_are_told_of_alike() {
        String text = TWO.replace("platform: kubernetes", "platform: ecs-fargate")
                .replace("services: {", "services: {orders-writer: {port: 8081, image: shop/own}, ")
                .replace("image: shop/web}", "image: shop/web, dependsOn: {orders: hard, orders-writer: hard}}");
        assertThat(Written.problems(text)).contains("MER-0099", "`ORDERS_WRITER_HOST`", "`orders-writer`");
        assertThat(Written.of(text.replace("ecs-fargate", "kubernetes"))).isNotEmpty();
    }

    /// An alarm that is sent to nobody fails when it is applied, or is never heard.
    @Test
    void of_a_contact_that_is_no_address_stands_among_what_is_not_written() {
        SequencedMap<String, String> files =
                Written.of(TWO.replace("team: team@shop.test", "team: team@shop.test, chat: \"@oncall\""));
        assertThat(file(files, "UNRENDERED.md"))
                .contains("| `operations.contacts.chat` | `@oncall` | is no address of e-mail")
                .doesNotContain("`operations.contacts.team`");
        assertThat(file(files, "terraform/regions/eu-west-1/alarms.tf"))
                .contains("team@shop.test")
                .doesNotContain("@oncall");
    }

    /// Whoever can tell a service of a role of somebody else's must not make it use that.
    @Test
    void meets_every_account_but_this_one_that_a_service_of_the_cloud_works_for() {
        SequencedMap<String, String> files = Written.of(TWO.replace(
                        "events: {kind: kafka, runs: provider, replication: none, in: [eu-west-1], primary: eu-west-1}",
                        "events: {kind: kafka, runs: provider, replication: async}")
                .replace("compute:", "network: {flowLogs: true}\ncompute:"));
        for (String path : List.of(
                "links/eu-west-1--us-east-1/mirrors.tf",
                "regions/eu-west-1/databases.tf",
                "regions/eu-west-1/flow-logs.tf")) {
            assertThat(file(files, "terraform/" + path)).contains("\"aws:SourceAccount\"");
        }
        assertThat(file(
                        Written.of(TWO.replace("platform: kubernetes", "platform: ecs-fargate")),
                        "terraform/regions/eu-west-1/service-web.tf"))
                .contains("\"aws:SourceAccount\"");
    }
}
