package dev.meridian.assess;

import static dev.meridian.assess.Found.is;
import static dev.meridian.assess.Found.isFree;
import static dev.meridian.assess.Found.of;
import static dev.meridian.assess.Found.only;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The ways of users, of copies, of secrets and of sessions from a lost region to another one.
class AWayTest {
    private static Read news(String entrance, String... sets) {
        return Read.of("""
                meridian: 1
                application: news
                regions: {westeurope: {role: primary, provider: azure}, eastus: {role: active, provider: azure}}
                services: {site: {}}
                traffic: {entrances: {site: {host: news.example.org, %s}}}
                failover: {mode: automatic, control: {in: [eastus], runs: provider}}
                """.formatted(entrance), sets);
    }

    @Test
    void of_users_needs_something_that_asks_whether_a_region_serves() {
        for (String route : List.of("latency", "geolocation", "failover", "weighted")) {
            is(Severity.WARNING, news("route: " + route), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
            isFree(news("route: [" + route + ", health]"), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
            isFree(
                    news("route: " + route, "failover.probes.up={kind: https, to: site}"),
                    Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
            isFree(news("route: " + route, "traffic.accelerator=front-door"), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
            isFree(news("route: " + route, "failover.control.runs=meridian"), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        }
        only(
                news("route: latency", "failover.probes.up={kind: https, to: site, decides: false}"),
                Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        isFree(
                news("route: failover", "failover.mode=manual", "regions.eastus.role=standby"),
                Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
    }

    @Test
    void of_users_by_geography_has_an_answer_for_each_place_and_a_second_one() {
        String by = "route: [geolocation, health%s], geography: {%s}";
        Finding missing = only(news(by.formatted("", "EU: westeurope, NA: eastus")), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        assertThat(missing.statement()).isEqualTo("users of AF, AN, AS, OC and SA have no answer for `site`");
        assertThat(only(news(by.formatted("", "EU: westeurope, default: eastus")), Rule.NO_ROUTE_TO_A_HEALTHY_REGION)
                        .at())
                .isEqualTo("traffic.entrances.site.geography.default");
        isFree(news(by.formatted(", failover", "EU: westeurope, default: eastus")), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        isFree(
                news(by.formatted(
                        "",
                        "AF: westeurope, AN: eastus, AS: eastus, EU: westeurope, NA: eastus, OC: eastus, SA: eastus")),
                Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        assertThat(only(
                                news(
                                        by.formatted(", failover", "EU: westeurope, NA: eastus, default: westeurope"),
                                        "regions.eastus.role=standby"),
                                Rule.NO_ROUTE_TO_A_HEALTHY_REGION)
                        .statement())
                .contains("NA to eastus, which serves no users before a failover");
    }

    @Test
    void of_users_by_weight_names_a_second_region() {
        String by = "route: [weighted%s], weights: {%s}";
        String meridian = "failover.control.runs=meridian";
        only(news(by.formatted("", "westeurope: 1"), meridian), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        only(news(by.formatted(", health", "westeurope: 1")), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        only(news(by.formatted("", "westeurope: 1, eastus: 0"), meridian), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        isFree(news(by.formatted(", health", "westeurope: 1, eastus: 0")), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        isFree(news(by.formatted("", "westeurope: 9, eastus: 1"), meridian), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
    }

    private static Read depot(String network, String store) {
        return Read.of("""
                meridian: 1
                application: depot
                regions: {ap-south-1: {role: primary}, ap-southeast-1: {role: standby}, ap-northeast-1: {role: standby}}
                services: {shelf: {dependsOn: {stock: hard}}}
                data: {stock: {%s}}
                network: {%s}
                """.formatted(store, network));
    }

    @Test
    void of_copies_is_a_network_between_the_regions_of_a_store_that_copies_itself() {
        String links = "peering: {links: {a: {from: ap-south-1, to: ap-southeast-1}}}";
        for (String store : List.of(
                "kind: postgresql, replication: async, runs: self",
                "kind: cassandra, replication: multi-primary, runs: self",
                "kind: cockroachdb, replication: quorum, runs: self",
                "kind: kafka, runs: provider, replication: {mode: async, via: mirrormaker-2}")) {
            is(Severity.ERROR, depot("peering: none", store), Rule.NO_NETWORK_PATH);
            is(Severity.ERROR, depot(links, store), Rule.NO_NETWORK_PATH);
            is(Severity.WARNING, depot("subnets: [private, database]", store), Rule.NO_NETWORK_PATH);
            isFree(depot("peering: full-mesh", store), Rule.NO_NETWORK_PATH);
            isFree(depot("peering: none, transitGateway: true", store), Rule.NO_NETWORK_PATH);
            isFree(depot("subnets: [public, private]", store), Rule.NO_NETWORK_PATH);
        }
        for (String store : List.of(
                "kind: postgresql, replication: async, runs: provider",
                "kind: dynamodb, replication: provider",
                "kind: object, replication: async")) {
            isFree(depot("peering: none", store), Rule.NO_NETWORK_PATH);
        }
    }

    private static Read forum(String... sets) {
        return Read.of("""
                meridian: 1
                application: forum
                regions: {us-east1: {role: primary}, us-west1: {role: active}, us-central1: {role: standby}}
                services: {posts: {secrets: [signing], dependsOn: {threads: hard}}}
                data: {threads: {kind: postgresql, replication: async}}
                secrets: {signing: {store: vault}}
                """, sets);
    }

    @Test
    void of_secrets_is_a_copy_where_the_services_that_read_them_run() {
        isFree(forum(), Rule.SECRETS_STAY);
        assertThat(only(forum("secrets.signing.replicate=false"), Rule.SECRETS_STAY)
                        .statement())
                .isEqualTo("the secret `signing` is kept in us-east1 and not copied to us-west1 and us-central1");
        only(forum("security.secrets={replicate: false}"), Rule.SECRETS_STAY);
        isFree(forum("security.secrets={replicate: false}", "secrets.signing.replicate=true"), Rule.SECRETS_STAY);
        isFree(forum("secrets.signing.replicate=false", "services.posts.in=[us-east1]"), Rule.SECRETS_STAY);
        String login = "services.posts.dependsOn={threads: hard, login: hard}";
        is(Severity.ERROR, forum(login, "external.login={scope: regional, controlIn: us-east1}"), Rule.SECRETS_STAY);
        isFree(forum(login, "external.login={scope: global, controlIn: us-east1}"), Rule.SECRETS_STAY);
    }

    /// No provider copies the sessions that it keeps to another one.
    @Test
    void of_sessions_leads_to_no_other_provider() {
        String sessions = "data.seen={kind: redis, runs: provider, usedFor: [sessions], in: [us-east1]}";
        String other = "regions.westeurope={role: active, provider: azure}";
        assertThat(only(forum(sessions), Rule.SESSIONS_LOST).fix()).startsWith("`replication: async`");
        assertThat(only(forum(sessions, other), Rule.SESSIONS_LOST).fix()).startsWith("a new login");
    }

    @Test
    void of_sessions_leads_out_of_each_region_that_takes_them() {
        String sessions = "data.seen={kind: redis, usedFor: [sessions], %s}";
        assertThat(only(forum(sessions.formatted("replication: none")), Rule.SESSIONS_LOST)
                        .statement())
                .isEqualTo("us-east1 and us-west1 each have sessions of their own in `seen`");
        assertThat(only(forum(sessions.formatted("writes: local, replication: async")), Rule.SESSIONS_LOST)
                        .statement())
                .isEqualTo("the sessions of `seen` stay in us-west1");
        assertThat(of(forum(sessions.formatted("replication: async")), Rule.SESSIONS_LOST))
                .isEmpty();
        assertThat(only(forum(sessions.formatted("in: [us-east1]")), Rule.SESSIONS_LOST)
                        .statement())
                .isEqualTo("the sessions of `seen` stay in us-east1");
    }

    /// Nothing has to fail for users to be nearer to a region that stands by.
    @Test
    void leads_to_a_standby_by_distance() {
        Read file = Read.of("""
            meridian: 1
            application: clinic
            regions: {westeurope: {role: primary}, northeurope: {role: standby}}
            services: {web: {}}
            data: {visits: {kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}}
            traffic: {entrances: {web: {route: [latency, health], providers: [traffic-manager]}}}
            failover: {mode: manual, control: {runs: script}}
            """);
        Finding found = only(file, Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        assertThat(found.statement()).isEqualTo("`web` sends users to the nearest region, and northeurope stands by");
        assertThat(found.why()).contains("`visits` takes no writes there before a promotion");
        for (String set : new String[] {
            "regions.northeurope.capacity={min: 0%, max: 100%}",
            "regions.northeurope.role=active",
            "traffic.entrances.web.route=[failover, health]",
            "data.visits.replication=none"
        }) {
            isFree(file.with(set), Rule.NO_ROUTE_TO_A_HEALTHY_REGION);
        }
    }
}
