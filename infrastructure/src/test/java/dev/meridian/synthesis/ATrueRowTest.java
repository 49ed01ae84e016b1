package dev.meridian.synthesis;

import static dev.meridian.synthesis.Written.file;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `UNRENDERED.md` says is not written is not, and for the reason that it says.
@DisplayName("A row of what is not written")
class ATrueRowTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            regions: {eu-west-1: {role: primary}, us-east-1: {role: active}}
            services: {web: {port: 8080, health: /health, image: acme/web, secrets: [stripe], dependsOn: {orders: hard}}}
            secrets: {stripe: {store: secrets-manager, replicate: false}}
            data: {orders: {kind: postgresql, runs: provider, replication: none}}
            compute: {platform: kubernetes}
            security:
              encryption: {inTransit: all}
              secrets: {store: secrets-manager, replicate: false, rotate: true}
              access: {workloadIdentity: irsa, serviceRoles: [web]}
            """;

    private static final String NO_SECRET =
            SHOP.replace(", secrets: [stripe]", "").replaceAll("(?m)^secrets: .*\n", "");

    private static String page(String text) {
        return file(Written.of(text), "UNRENDERED.md");
    }

    @ParameterizedTest
    @CsvSource({"kubernetes", "ecs-fargate"})
    void is_none_of_where_secrets_are_kept_if_they_are_kept_there(String platform) {
        assertThat(page(SHOP.replace("platform: kubernetes", "platform: " + platform)))
                .doesNotContain("secrets.stripe", "security.secrets.store", "security.secrets.replicate")
                .contains("`security.secrets.rotate`");
        assertThat(page(SHOP.replace("secrets-manager", "vault").replace("replicate: false", "replicate: true")))
                .containsPattern("`secrets.stripe.store` \\| `vault` \\| .*`secrets-manager` in AWS")
                .containsPattern("`security.secrets.store` \\| `vault` \\| .*`secrets-manager` in AWS")
                .contains("`secrets.stripe.replicate`", "`security.secrets.replicate`");
    }

    @Test
    void is_one_of_secrets_where_there_are_none() {
        assertThat(page(NO_SECRET.replaceAll("(?m)^data: .*\n", "").replace(", dependsOn: {orders: hard}", "")))
                .containsPattern("`security.secrets.store` .*no secret is written");
    }

    /// RDS replaces what it keeps; a password that two regions know is replaced by nobody.
    @Test
    void is_none_of_passwords_that_are_replaced() {
        assertThat(page(NO_SECRET)).doesNotContain("security.secrets");
        assertThat(page(NO_SECRET.replace("rotate: true", "rotate: 90d")))
                .containsPattern("`security.secrets.rotate` \\| `90d` \\| RDS replaces .* every seven days");
        assertThat(page(NO_SECRET.replace("replication: none", "replication: async")))
                .containsPattern("`security.secrets.rotate` .*a cloud cannot replace");
    }

    @ParameterizedTest
    @CsvSource({"irsa, written but for the annotation", "federated, services have their roles by EKS pod identity"})
    void says_of_an_identity_what_is_missing(String asked, String why) {
        assertThat(page(SHOP.replace("irsa", asked))).contains("workloadIdentity` | `" + asked + "` | " + why);
        assertThat(page(SHOP.replace("irsa", "pod-identity"))).doesNotContain("workloadIdentity");
        assertThat(page(SHOP.replace("irsa", "federated")
                        .replace("eu-west-1", "europe-west1")
                        .replace("us-east-1", "eastus")))
                .doesNotContain("workloadIdentity");
    }

    @Test
    void names_the_roles_that_nobody_has() {
        assertThat(page(SHOP)).doesNotContain("serviceRoles");
        assertThat(page(SHOP.replace("[web]", "[web, alb-controller, backup]")))
                .containsPattern("serviceRoles.*`alb-controller`, `backup` is none of them");
        assertThat(page(SHOP.replace("[web]", "[web, alb-controller]")
                        + "traffic: {entrances: {web: {host: shop.acme.test, route: [latency]}}}\n"))
                .doesNotContain("serviceRoles");
    }

    @Test
    void is_none_of_a_way_that_is_all_TLS() {
        assertThat(page(SHOP)).contains("`security.encryption.inTransit`");
        assertThat(page(SHOP.replace("port: 8080", "port: 443"))).doesNotContain("inTransit");
    }

    @Test
    void of_weights_says_why_nobody_goes_by_them() {
        String weighted = SHOP
                + "traffic: {MOREentrances: {web: {host: shop.acme.test, route: [ROUTE], weights: {eu-west-1: 9, us-east-1: 1}}}}\n";
        assertThat(page(weighted.replace("MORE", "accelerator: {kind: global-accelerator}, ")
                        .replace("ROUTE", "weighted")))
                .containsPattern(
                        "weights.us-east-1` \\| `1` \\| weights are those of records, and an accelerator leads");
        assertThat(page(weighted.replace("MORE", "").replace("ROUTE", "latency")))
                .containsPattern("weights.us-east-1` \\| `1` \\| weights are what `route: \\[weighted]` goes by");
        assertThat(page(weighted.replace("MORE", "").replace("ROUTE", "weighted")))
                .doesNotContain("weights");
    }

    /// What is written in the place of what was asked for.
    @Test
    void says_how_users_are_spread_where_nobody_says_a_weight() {
        String weighted = SHOP + "traffic: {entrances: {web: {host: shop.acme.test, route: [weighted]WEIGHTS}}}\n";
        assertThat(page(weighted.replace("WEIGHTS", "")))
                .containsPattern(
                        "`traffic.entrances.web.route` .*no weights: each region has as many users as any other");
        assertThat(page(weighted.replace("WEIGHTS", ", weights: {eu-west-1: 3, us-east-1: 0}")))
                .doesNotContain("traffic.entrances");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, 1h, written as 1 day",
        "postgresql, 36h, written as 2 days",
        "redis, 30m, written as 1 day",
        "volume, 25h, written as 2 days"
    })
    void says_for_how_many_days_backups_are_kept(String kind, String asked, String row) {
        String kept = SHOP.replace("kind: postgresql,", "kind: " + kind + ", backup: {keep: " + asked + "},");
        assertThat(page(kept)).contains("`data.orders.backup.keep` | `" + asked + "` | " + row);
        assertThat(page(kept.replace(asked, "2d"))).doesNotContain("backup.keep");
    }

    @Test
    void says_for_how_many_days_one_region_keeps_them() {
        String kept = SHOP.replace("kind: postgresql,", "kind: postgresql, backup: {keep: 3d},")
                .replace("{role: active}", "{role: active, overrides: {data: {orders: {backup: {keep: 30h}}}}}");
        assertThat(page(kept))
                .contains("`regions.us-east-1.overrides.data.orders.backup.keep` | `30h` | written as 2 days")
                .doesNotContain("| `data.orders.backup.keep`");
        assertThat(page(kept.replace("us-east-1", "westeurope").replace("30h", "4d")))
                .contains("`regions.westeurope.overrides.data.orders.backup.keep` | `4d` | written as 7 days");
    }

    @Test
    void of_an_entrance_without_a_name_asks_for_one() {
        assertThat(page("""
                        meridian: 1
                        application: shop
                        regions: {eu-west-1: {role: primary}, us-east-1: {role: active}}
                        services: {web: {port: 8080, health: /health, image: "shop/web:1"}}
                        compute: {platform: kubernetes}
                        traffic: {entrances: {web: {route: [latency, health]}}}
                        """)).containsPattern("`traffic.entrances.web.route` .*\\| a `host` under which users open it");
    }

    /// Names of others lead to what stands in the cluster; those of Route 53 pass it by.
    @Test
    void is_none_of_an_ingress_that_is_there() {
        String opened = SHOP.replace("health: /health,", "health: /health, ingress: {kind: nginx, tls: true},")
                + "traffic: {entrances: {web: {host: shop.acme.test, route: [latency], providers: [ns1]}}}\n";
        assertThat(file(Written.of(opened), "kubernetes/base/services/web/service.yaml"))
                .contains("ingressClassName: nginx", "tls:");
        assertThat(page(opened)).contains("`traffic.entrances.web.host`").doesNotContain("ingress");
        assertThat(page(opened.replace("ns1", "route53")))
                .containsPattern("`services.web.ingress.kind` .*go from its load balancer to copies at once");
        assertThat(page(opened.replace("nginx", "alb"))).contains("`services.web.ingress.kind` | `alb`");
    }

    /// What has its line for the judgement of promises alone.
    @Test
    void is_none_of_whose_an_entrance_is() {
        assertThat(page(SHOP.replace("application: shop", "applications: {shop: {}, bill: {}}")
                                .replace("port: 8080,", "port: 8080, application: shop,")
                                .replace("kind: postgresql,", "kind: postgresql, application: shop,")
                        + "traffic: {entrances: {web: {application: shop, host: shop.acme.test, route: [latency]}}}\n"))
                .doesNotContain("traffic.entrances");
    }

    @Test
    void is_one_of_a_region_in_which_nothing_is_written() {
        String page = page(
                SHOP.replace("us-east-1: {role: active}", "rack: {role: standby, provider: other, near: eu-west-3}")
                        .replace("replication: none", "replication: async"));
        assertThat(page.lines().filter(line -> line.contains("`regions.rack.")))
                .singleElement()
                .asString()
                .contains("| 3 | `regions.rack.provider` | `other` | nothing at all is written")
                .contains(
                        "do not run there: `web`",
                        "has no copy of: `orders`",
                        "a region of AWS, Google Cloud or Azure");
        assertThat(page(SHOP)).doesNotContain("nothing at all is written");
    }

    @Test
    void offers_a_name_of_Azure_what_it_lacks() {
        String shop = SHOP.replace("eu-west-1", "westeurope").replace("us-east-1", "northeurope")
                + "traffic: {entrances: {web: {host: shop.acme.test, route: [latency]}}}\n";
        assertThat(page(shop))
                .containsPattern(
                        "`traffic.entrances.web.host` .*`web` has none \\| `ingress: \\{kind: nginx, tls: true}`")
                .doesNotContain("a `host`, and one of");
        assertThat(page(shop.replace("port: 8080,", "port: 8080, ingress: {kind: nginx, tls: true},")))
                .doesNotContain("traffic.entrances");
    }

    /// Roots have one account: whoever wants several hears it at once, and no row tells to do what cannot work.
    @Test
    void tells_of_no_credentials_of_several_accounts() {
        String several = SHOP.replace("role: primary", "role: primary, account: a")
                        .replace("role: active", "role: active, account: b")
                + "accounts: {a: {provider: aws, id: \"111122223333\"}, b: {provider: aws, id: \"444455556666\"}}\n";
        assertThat(page(several))
                .containsPattern(
                        "`regions.us-east-1.account` \\| `b` \\| .*credentials of one account of a cloud for all its")
                .doesNotContain("credentials of its account");
        assertThat(Written.outcome(several).notices())
                .singleElement()
                .asString()
                .startsWith("x.yaml:3:")
                .contains("the file has 2 (`a`, `b`)", "credentials of one");
        assertThat(Written.outcome(several.replace("account: b", "account: a")).notices())
                .isEmpty();
    }

    /// A trail has every call, so also those that read a secret.
    @Test
    void is_none_of_a_use_of_secrets_that_is_written_down() {
        String asked = SHOP.replace("replicate: false, rotate", "replicate: false, auditLog: all-access, rotate")
                .replace("{stripe: {store", "{stripe: {auditLog: all-access, store");
        assertThat(page(asked)).contains("`security.secrets.auditLog`", "`secrets.stripe.auditLog`");
        assertThat(page(asked + "observability: {audit: {api: cloudtrail}}\n"))
                .doesNotContain("secrets.auditLog", "stripe");
    }

    /// Names ask each region in one way; what else a file has of it is not passed over.
    @Test
    void is_one_of_each_probe_that_names_are_not_asked_by() {
        String page = page(SHOP + """
                traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
                failover:
                  probes:
                    site: {kind: http, to: web, path: /ready}
                    port: {kind: tcp, to: web}
                    beside: {kind: https, host: lb.acme.test, path: /health}
                    here: {kind: https, host: us-east-1.shop.acme.test}
                    rows: {kind: canary-write, to: orders}
                """);
        assertThat(page)
                .containsPattern(
                        "`failover.probes.port.kind` \\| `tcp` \\| .*the first probe of the service says \\(`site`\\)")
                .containsPattern("`failover.probes.beside.host` \\| `lb.acme.test` \\| .*`eu-west-1.shop.acme.test`")
                .doesNotContain("probes.site", "probes.here", "probes.rows");
    }

    /// Whoever wants no such thing, and gets none, has nothing left to do.
    @Test
    void is_none_of_what_a_file_does_not_want() {
        String unwanted = SHOP.replace("kind: postgresql,", "kind: postgresql, serverless: false,") + """
                network: {transitGateway: false, directConnect: none, peering: none, flowLogs: false}
                traffic: {waf: {geography: none}}
                operations: {statusPage: false, synthetic: false}
                """;
        assertThat(page(unwanted))
                .doesNotContain("serverless", "transitGateway", "directConnect", "peering", "geography", "operations");
        assertThat(page(unwanted.replace("serverless: false", "serverless: true")
                        .replace("Gateway: false", "Gateway: true")
                        .replace("Connect: none", "Connect: all")
                        .replace("geography: none", "geography: restricted")
                        .replace("Page: false, synthetic: false", "Page: true, synthetic: true")))
                .contains(
                        "`data.orders.serverless` | `true`",
                        "`network.transitGateway` | `true`",
                        "`network.directConnect` | `all`",
                        "`traffic.waf.geography` | `restricted`",
                        "`operations.statusPage` | `true`",
                        "`operations.synthetic` | `true`");
    }

    /// The same where it is there in any case.
    @Test
    void is_one_of_what_a_file_does_not_want_and_gets() {
        assertThat(page(SHOP.replace("inTransit: all", "inTransit: none, atRest: none")
                                .replace("irsa,", "irsa, kubernetes: none,")
                                .replace(
                                        "kind: postgresql,",
                                        "kind: postgresql, insights: false, encryption: {atRest: false, inTransit: false},"
                                                + " backup: {incremental: false},")
                        + """
                        traffic:
                          entrances: {web: {host: shop.acme.test, route: [latency]}}
                          certificates: {perRegion: false}
                        observability: {logs: {compressed: false}}
                        deploy: {state: {lock: none}}
                        operations: {synthetic: false}
                        """))
                .contains(
                        "`security.encryption.atRest` | `none` | ",
                        "`security.encryption.inTransit` | `none` | ",
                        "`security.access.kubernetes` | `none` | ",
                        "`data.orders.insights` | `false` | ",
                        "`data.orders.encryption.atRest` | `false` | ",
                        "`data.orders.encryption.inTransit` | `false` | ",
                        "`data.orders.backup.incremental` | `false` | ",
                        "`traffic.certificates.perRegion` | `false` | ",
                        "`observability.logs.compressed` | `false` | ",
                        "`deploy.state.lock` | `none` | ",
                        "`operations.synthetic` | `false` | ");
    }

    /// Whose a store is says who is judged by it.
    @Test
    void is_none_of_a_store_that_several_applications_share() {
        assertThat(page(SHOP.replace("kind: postgresql,", "shared: true, primary: eu-west-1, kind: postgresql,")))
                .doesNotContain("data.orders");
    }

    /// A name of a certificate leads to what would take over.
    @ParameterizedTest
    @CsvSource({
        "'{x: old.acme.test, y: old.other.test}', active, '.y`'",
        "'{x: old.acme.test, y: old.other.test}', none, '.x` .y`'"
    })
    void of_a_name_of_a_certificate_says_where_it_would_lead(String names, String role, String listed) {
        String opened =
                SHOP + "traffic: {entrances: {web: {host: shop.acme.test}}, certificates: {names: " + names + "}}\n";
        String page = page(
                role.equals("none")
                        ? opened.replace(", us-east-1: {role: active}", "").replace("replicate: false, ", "")
                        : opened);
        assertThat(page)
                .containsPattern(
                        "names.y` .*entrances are in `acme.test` \\| a name below one of these zones, or an entrance whose `zone`");
        if (listed.contains(".x`")) {
            assertThat(page).containsPattern("names.x` .*one region serves that \\| a second region of AWS");
        } else {
            assertThat(page).doesNotContain("names.x`");
        }
    }

    @Test
    void of_a_version_says_that_Fargate_has_none_to_choose() {
        String fargate = SHOP.replace("platform: kubernetes", "platform: ecs-fargate, version: 1.4.0");
        assertThat(page(fargate)).containsPattern("`compute.version` .*tasks of Fargate.*\\| no such line");
        assertThat(page(SHOP.replace("platform: kubernetes", "platform: kubernetes, version: 1.29")))
                .containsPattern("`compute.version` .*clusters are written with 1.35");
    }

    @Test
    void of_a_window_says_who_would_wait_for_it() {
        String window = SHOP + "operations: {windows: {compute: {at: \"Sat 02:00-04:00 UTC\"}}}\n";
        assertThat(page(window))
                .containsPattern("`operations.windows.compute.at` .*pipelines apply at any time.*inWindow: true");
        assertThat(page(window + "deploy: {inWindow: true}\n")).doesNotContain("windows.compute");
        assertThat(page(window.replace("eu-west-1", "europe-west1").replace("us-east-1", "us-central1")
                        + "deploy: {inWindow: true}\n"))
                .containsPattern("`operations.windows.compute.at` .*pipelines are written where a region is of AWS");
    }

    /// Checks of Route 53 are no reason where none asks.
    @Test
    void of_TLS_says_who_would_be_refused() {
        String opened = SHOP.replace("security:", "security:\n  tls: 1.3")
                + "traffic: {entrances: {web: {host: shop.acme.test}}}\n";
        assertThat(page(opened)).containsPattern("`security.tls` .*checks of Route 53 ask by 1.2");
        assertThat(page(opened.replace(", us-east-1: {role: active}", "")))
                .containsPattern("`security.tls` .*users who speak 1.2 alone are not refused")
                .doesNotContain("checks of Route 53");
        assertThat(page(opened.replaceAll("(?m)^traffic: .*\n", "")))
                .containsPattern("`security.tls` .*users open no name that is written");
    }

    @Test
    void of_a_shield_names_the_regions_that_have_one() {
        String shielded = SHOP.replace("eu-west-1", "ca-west-1").replace(", us-east-1: {role: active}", "")
                + "traffic: {cdn: {kind: cloudfront, originShield: true}, entrances: {web: {host: shop.acme.test}}}\n";
        assertThat(page(shielded))
                .containsPattern("originShield` .*none in ca-west-1 \\| where the first region .*`us-east-2`, ");
        assertThat(page(shielded.replace("ca-west-1", "eu-west-1"))).doesNotContain("originShield");
    }

    @Test
    void of_operations_says_what_a_table_has() {
        assertThat(page(SHOP.replace("kind: postgresql,", "kind: dynamodb, limits: {operations: 5000/s},")))
                .containsPattern("limits.operations` .*capacity on demand")
                .doesNotContain("clusterMode");
    }

    @Test
    void of_machines_names_every_cloud_that_has_others() {
        assertThat(page(SHOP.replace("us-east-1: {role: active}", "us-east4: {role: active}, westus3: {role: active}")
                        .replace("platform: kubernetes", "platform: kubernetes, nodes: {main: {types: [m7g.large]}}")))
                .containsPattern(
                        "`compute.nodes.main.types` .*e2-standard-2 .*; not all are machines of Azure, where .*_v5 .*"
                                + "`regions.westus3.overrides`");
    }

    private static final String PROBED = SHOP + """
            traffic: {entrances: {web: {host: shop.acme.test, route: [latency, health]}}}
            failover:
              probes:
                site: {kind: http, to: web, path: /ready, every: 60s, timeout: 2s, failures: 2, window: 5}
                whole: {kind: https, host: shop.acme.test, path: /all, every: 60s, timeout: 2s, failures: 2, window: 5}
                rows: {kind: canary-write, to: orders, every: 60s, timeout: 2s, window: 5}
            """;

    @Test
    void is_one_of_all_of_a_probe_that_checks_of_names_do_not_take() {
        assertThat(page(PROBED))
                .containsPattern("`failover.probes.site.timeout` \\| `2s` \\| checks of Route 53 wait four seconds")
                .containsPattern("`failover.probes.site.window` \\| `5` \\| .*one after another: here 2 ")
                .containsPattern("`failover.probes.whole.path` \\| `/all` ")
                .contains("probes.whole.host`", "probes.whole.every`", "probes.whole.timeout`", "probes.whole.window`")
                .doesNotContain("probes.whole.failures", "site.path", "site.failures", "probes.rows");
        assertThat(page(PROBED.replace("window: 5", "window: 2"))).doesNotContain(".window`");
    }

    /// Where one region serves, nobody asks it.
    @Test
    void is_one_of_each_probe_where_no_check_of_a_name_asks() {
        String alone = PROBED.replace(", us-east-1: {role: active}", "");
        assertThat(page(alone))
                .containsPattern(
                        "`failover.probes.site.path` .*`eu-west-1` alone serves `shop.acme.test`.*second region of AWS.*`services.web.health`")
                .contains(
                        "probes.site.kind`",
                        "probes.site.every`",
                        "probes.site.timeout`",
                        "probes.site.failures`",
                        "probes.site.window`",
                        "probes.whole.host`",
                        "probes.whole.path`")
                .doesNotContain("probes.rows");
        assertThat(file(Written.of(alone), "runbooks/dns.md"))
                .contains("nobody asks whether it does")
                .doesNotContain("checks ask", "a check says");
        assertThat(page(alone.replaceAll("(?m)^traffic: .*\\n", "")))
                .containsPattern(
                        "`failover.probes.site.path` .*no such name that is written leads to `web`.*with a `host`");
    }

    /// Others have a time that is written: five seconds of Cloud DNS, ten of Traffic Manager.
    @ParameterizedTest
    @CsvSource({"europe-west1, us-central1, 5s", "westeurope, northeurope, 10s"})
    void is_none_of_a_time_that_is_written(String one, String other, String timeout) {
        String probed = PROBED.replace("eu-west-1", one)
                .replace("us-east-1", other)
                .replace("health: /health,", "health: /health, ingress: {kind: nginx, tls: true},");
        assertThat(page(probed)).contains("probes.site.timeout`");
        assertThat(page(probed.replace("timeout: 2s", "timeout: " + timeout))).doesNotContain("probes.site.timeout`");
    }
}
