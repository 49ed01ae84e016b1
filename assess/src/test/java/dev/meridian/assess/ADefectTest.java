package dev.meridian.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A part that is known not to work takes away the promises that rest on it, and no others.
class ADefectTest {
    private static final String SHOP = """
            meridian: 1
            application: shop
            objectives:
              availability: 99%%
              disruptions: {region: {rto: 2h, rpo: 5m}, corruption: {rto: 8h, rpo: 24h}}
            regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
            services: {web: {dependsOn: {orders: hard}}}
            data:
              orders:
                kind: postgresql
                runs: self
                replication: {mode: async, lag: 5s}
                backup: {every: 6h, restoreTakes: 1h, keep: 30d, verify: weekly}
                encryption: {atRest: true}
            compute: {platform: kubernetes}
            traffic:
              ttl: 30s
              entrances: {web: {host: cakes.example.org, switch: dns, health: none, providers: [route53]}}
            failover:
              mode: %s
              human: {notice: 5m, decide: 5m}
              control: {in: [us-east-1], runs: script}
              probes:
                site: {kind: https, to: web, path: /health, every: 30s, failures: 3}
                watch: {kind: tcp, to: web, decides: false}
              triggers: {lost: {when: [site], act: failover}%s, told: {when: [site], act: notify}}
              failback: {mode: manual}
              drills: quarterly
              steps:
                promote: {takes: 5m}
                scale: {takes: 2m}
                route: {takes: 2m}
                smoke: {after: promote, before: route, run: ./smoke.sh, takes: 3m}
                warm: {after: promote, before: route, run: ./warm.sh, takes: 1m, timeout: 2m, onFailure: continue}
                tell: {after: route, by: script, action: {notify: all}, takes: 1m}
            claims: {c: {says: it is quick}}
            """;

    private static Read shop(String mode, String more, String defects) {
        return Read.of(SHOP.formatted(mode, more) + "defects: {" + defects + "}\n");
    }

    private static String defect(String at, String effect) {
        return "x: {at: " + at + ", says: it is empty, effect: " + effect + "}";
    }

    private static String verdicts(Read file) {
        Assessment assessed = file.assessed();
        StringBuilder text = new StringBuilder();
        assessed.promises()
                .forEach(promise -> text.append(
                        switch (promise.verdict()) {
                            case ATTAINABLE -> 'y';
                            case AT_RISK -> 'r';
                            case UNATTAINABLE -> 'n';
                            case UNKNOWN -> 'u';
                            case NOT_JUDGED -> '-';
                        }));
        return text.toString();
    }

    private static Optional<Finding> found(Read file) {
        return file.assessed().findings().stream()
                .filter(finding -> finding.rule() == Rule.DOES_NOT_WORK)
                .findFirst();
    }

    /// Recovery and loss of a lost region, recovery and loss of damage, and availability.
    @ParameterizedTest
    @CsvSource({
        "failover.steps.route, nyyyr, ERROR",
        "failover.steps.promote, nnyyr, ERROR",
        "failover.steps.smoke.takes, nyyyr, ERROR",
        "failover.steps.scale, ryyyr, WARNING",
        "failover.steps.warm, ryyyr, WARNING",
        "failover.steps.tell, yyyyy, NOTE",
        "failover.control, nyyyr, ERROR",
        "failover.human, yyyyy, NOTE",
        "failover.triggers.lost, nyyyr, ERROR",
        "failover.triggers.told, yyyyy, NOTE",
        "failover.probes.site, nyyyr, ERROR",
        "failover.probes.watch, yyyyy, NOTE",
        "failover.failback, yyyyy, NOTE",
        "failover.drills, yyyyy, NOTE",
        "data.orders.backup, yynny, ERROR",
        "data.orders.backup.verify, yyrry, WARNING",
        "data.orders.replication, nnyyr, ERROR",
        "data.orders.replication.lag, nnyyr, ERROR",
        "data.orders.encryption, yyyyy, NOTE",
        "services.web, nyyyn, ERROR",
        "compute, nyyyr, ERROR",
        "traffic, nyyyr, ERROR",
        "traffic.ttl, nyyyr, ERROR",
        "traffic.entrances.web, nyyyr, ERROR",
        "regions.us-east-1, nnyyr, ERROR"
    })
    void takes_away_the_promises_that_rest_on_the_part(String at, String verdicts, Severity severity) {
        Read file = shop("automatic", "", defect(at, "never"));
        assertThat(verdicts(shop("automatic", "", ""))).isEqualTo("yyyyy");
        assertThat(verdicts(file)).isEqualTo(verdicts);
        assertThat(found(file)).get().satisfies(finding -> {
            assertThat(finding.at()).isEqualTo("defects.x");
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.statement()).isEqualTo("`" + at + "` does not work: it is empty");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "failover.steps.route, ryyyr, WARNING",
        "failover.triggers.lost, ryyyr, WARNING",
        "data.orders.backup, yyrry, WARNING",
        "data.orders.replication, rryyr, WARNING",
        "failover.drills, yyyyy, NOTE"
    })
    void that_shows_sometimes_puts_them_at_risk(String at, String verdicts, Severity severity) {
        Read file = shop("automatic", "", defect(at, "sometimes"));
        assertThat(verdicts(file)).isEqualTo(verdicts);
        assertThat(found(file)).get().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.statement()).contains("may not work");
        });
    }

    @Test
    void leaves_what_another_part_does() {
        String second = ", other: {when: [site], act: failover}";
        String one = "a: {at: failover.triggers.lost, says: deaf}";
        assertThat(verdicts(shop("automatic", second, one))).isEqualTo("ryyyr");
        assertThat(verdicts(shop("automatic", second, one + ", b: {at: failover.triggers.other, says: deaf}")))
                .isEqualTo("nyyyr");
        assertThat(verdicts(shop("approved", "", one))).as("people may notice").isEqualTo("ryyyr");
        assertThat(verdicts(shop("approved", "", "a: {at: failover.human, says: nobody}")))
                .isEqualTo("nyyyr");
        Read elsewhere = Read.of(shop("automatic", "", "a: {at: data.orders.replication, says: off}")
                .text()
                .replace("keep: 30d", "keep: 30d, copyTo: us-east-1")
                .replace("rto: 2h, rpo: 5m", "rto: 12h, rpo: 24h"));
        assertThat(verdicts(elsewhere)).as("a backup elsewhere").isEqualTo("rryyr");
    }

    /// Where people start the plan, an alarm that tells them bears its detection; one on a lag does not.
    @ParameterizedTest
    @CsvSource({
        "manual, told, never, ryyyr, 'people may notice without it'",
        "approved, told, sometimes, ryyyr, 'people may notice without it'",
        "automatic, told, never, yyyyy, 'no promise rests on it'",
        "manual, behind, never, yyyyy, 'no promise rests on it'"
    })
    void of_an_alarm_that_tells_people_bears_what_they_start(
            String mode, String alarm, String effect, String verdicts, String why) {
        Read file = Read.of(shop(
                        mode,
                        ", behind: {signal: lag of orders, act: notify}",
                        defect("failover.triggers." + alarm, effect))
                .text()
                .replace("lost: {when: [site], act: failover}", "page: {signal: people, act: ignore}"));
        assertThat(verdicts(file)).isEqualTo(verdicts);
        assertThat(found(file))
                .get()
                .satisfies(finding -> assertThat(finding.why()).contains(why));
    }

    /// People restore a store inside its region; the control of the failover has no part in it.
    @Test
    void of_the_control_is_no_matter_of_what_people_restore_in_place() {
        Read file = Read.of(shop("manual", "", defect("failover.control", "never"))
                .text()
                .replace("region: {rto: 2h, rpo: 5m}", "region: {rto: 2h, rpo: 5m}, zone: {rto: 8h}")
                .replace(
                        "data:\n",
                        "data:\n  files: {kind: postgresql, runs: self, in: [eu-west-1], zones: 1,"
                                + " backup: {every: 1h, restoreTakes: 1h}}\n")
                .replace("dependsOn: {orders: hard}", "dependsOn: {files: hard}"));
        assertThat(found(file))
                .get()
                .satisfies(finding -> assertThat(finding.why())
                        .contains("rto of `shop` (region)")
                        .doesNotContain("zone"));
    }

    @Test
    void says_which_promises_rest_on_it_and_what_to_do() {
        assertThat(found(shop("automatic", "", defect("failover.steps.route", "never"))))
                .get()
                .satisfies(finding -> {
                    assertThat(finding.why())
                            .isEqualTo("rto of `shop` (region) rests on it, and nothing else in the file does the"
                                    + " same; availability of `shop` rests on it when a region is lost");
                    assertThat(finding.fix()).isEqualTo("mend it, and take `defects.x` out of the file");
                });
        assertThat(why("failover.drills")).isEqualTo("no promise rests on it");
        assertThat(why("failover.failback")).isEqualTo("the way back rests on it");
    }

    private static String why(String at) {
        return found(shop("automatic", "", defect(at, "never"))).orElseThrow().why();
    }

    /// The only trigger and the only probe have nothing beside them, also where they work at times.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failover.triggers.lost |                                        | and holds only while it works",
                "failover.triggers.lost | , other: {when: [site], act: failover} | and something else may do the same",
                "failover.probes.site   |                                        | and holds only while it works"
            })
    void that_shows_sometimes_is_replaced_by_another_part_alone(String at, String more, String why) {
        assertThat(found(shop("automatic", more == null ? "" : more, defect(at, "sometimes"))))
                .get()
                .satisfies(finding -> assertThat(finding.why()).contains(why));
    }

    /// A claim about a backup rests on it, whatever a lost region makes of the store.
    @Test
    void of_a_backup_bears_the_claims_about_it() {
        Read file = Read.of(shop("automatic", "", defect("data.orders.backup", "sometimes"))
                .text()
                .replace("{says: it is quick}", "{says: it is quick, at: data.orders.backup, rpo: 12h}"));
        assertThat(found(file).orElseThrow().why()).contains("rpo of `claim c` (region) rests on it");
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.owner().equals("claim c"))
                .allMatch(promise -> promise.verdict() == Verdict.AT_RISK);
    }

    /// Words about all of a store, or of the failover, are about the part as well.
    @ParameterizedTest
    @CsvSource({
        "data.orders, data.orders.encryption, ; `claim c` is about all of `data.orders`",
        "failover, failover.drills, ; `claim c` is about all of `failover`",
        "data, data.orders.encryption, ''"
    })
    void is_beside_the_words_about_all_of_its_store(String claimed, String at, String said) {
        Read file = Read.of(shop("automatic", "", defect(at, "never"))
                .text()
                .replace("{says: it is quick}", "{says: it is quick, at: " + claimed + "}"));
        assertThat(found(file).orElseThrow().why()).isEqualTo("no promise rests on it" + said);
    }

    /// General alarms tell of no lost region where the file names what does.
    @Test
    void of_general_alarms_bears_no_time_that_probes_begin() {
        Read file = Read.of(shop("manual", "", defect("observability.alarms", "never"))
                .text()
                .replace("defects:", "observability: {alarms: [cpu, memory]}\ndefects:"));
        assertThat(found(file).orElseThrow().why()).isEqualTo("no promise rests on it");
    }

    /// Where nothing is promised there is nothing that could rest on a part.
    @Test
    void says_nothing_of_promises_where_none_is_made() {
        Read file = Read.of(shop("automatic", "", defect("failover.steps.route", "never"))
                .text()
                .replaceFirst("(?s)objectives:.*?regions:", "regions:"));
        assertThat(found(file).orElseThrow().why()).doesNotContain("promise");
    }

    /// Two applications, of which each has a failover of its own.
    @ParameterizedTest
    @CsvSource({
        "applications.one.failover.steps.route, nnyy",
        "applications.two.failover.steps.route, yynn",
        "data.second.replication, yynn",
        "services.first, nnyy",
        "traffic.entrances.first, nnyy"
    })
    void of_one_application_is_no_matter_of_another(String at, String verdicts) {
        String application = """
                  %s:
                    objectives: {rto: 2h}
                    failover: {mode: automatic, control: {runs: script, in: [us-east-1]}, steps: {route: {takes: 2m}}}
                """;
        Read file = Read.of("""
                meridian: 1
                applications:
                %s
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services:
                  first: {application: one, dependsOn: {base: hard}}
                  second-web: {application: two, dependsOn: {second: hard}}
                data:
                  base: {application: one, kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}
                  second: {application: two, kind: postgresql, runs: self, replication: {mode: async, lag: 5s}}
                traffic:
                  entrances:
                    first: {application: one, host: a.example.org, to: first, switch: dns, health: none}
                    other: {application: two, host: b.example.org, to: second-web, switch: dns, health: none}
                failover:
                  human: {notice: 5m, decide: 5m}
                  probes: {site: {kind: tcp, every: 30s, failures: 3}}
                  steps: {promote: {takes: 5m}}
                defects: {x: {at: %s, says: it is empty}}
                """.formatted(application.formatted("one") + application.formatted("two"), at));
        assertThat(verdicts(file)).isEqualTo(verdicts);
    }

    @ParameterizedTest
    @CsvSource({
        "failover.witness, 1",
        "failover.probes.site, 1",
        "failover.triggers.lost, 1",
        "data.orders.replication, 1",
        "failover.triggers.told, 0",
        "data.orders.backup, 0",
        "failover.failback, 0"
    })
    void keeps_a_failover_from_being_armed(String at, int hindrances) {
        Read file = Read.of(shop("automatic", "", defect(at, "sometimes"))
                .text()
                .replace("control: {in: [us-east-1], runs: script}", "witness: eu-central-1"));
        Subject subject = file.subject();
        assertThat(Automations.of(subject, Optional.empty(), file.assessed().findings()))
                .singleElement()
                .satisfies(automation -> assertThat(automation.hindrances().stream()
                                .filter(hindrance -> hindrance.term().equals(Rule.DOES_NOT_WORK.id())))
                        .hasSize(hindrances));
    }

    /// A row of a claim is a promise, and a claim in words with a defect is not open.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{says: it is quick} | claims.c | it speaks against `claim c`",
                "{says: it is quick, rto: 2h} | claims.c | it speaks against rto of `claim c` (region)",
                "{says: it is quick, at: failover.failback, takes: 2h} | failover.failback.steps.sync"
                        + " | it speaks against time of `claim c`",
                "{says: it is quick, at: failover.failback, takes: 2h} | failover.failback"
                        + " | it speaks against time of `claim c`; `claim c` is about it"
            })
    void speaks_against_the_claim_that_it_is_at(String claim, String at, String why) {
        Read file = Read.of(shop("automatic", "", defect(at, "never"))
                .text()
                .replace("claims: {c: {says: it is quick}}", "claims: {c: " + claim + "}")
                .replace(
                        "failback: {mode: manual}",
                        "failback: {mode: manual, steps: {sync: {before: route, by: human, takes: 1h}}}"));
        boolean isRow = !claim.equals("{says: it is quick}");
        assertThat(found(file)).get().satisfies(finding -> {
            assertThat(finding.why()).isEqualTo(why);
            assertThat(finding.severity()).isEqualTo(isRow ? Severity.WARNING : Severity.NOTE);
        });
        assertThat(file.assessed().promises())
                .filteredOn(promise -> promise.owner().equals("claim c"))
                .allMatch(promise -> promise.verdict() == Verdict.AT_RISK)
                .hasSize(isRow ? 1 : 0);
        assertThat(file.assessed().findings()).noneMatch(finding -> finding.rule() == Rule.NOT_JUDGED);
    }

    /// An edge into another store is the only way of the data out of a region that nothing else leaves.
    @Test
    void at_an_edge_into_another_store_is_one_of_what_the_region_takes() {
        Read file = Read.of("""
                meridian: 1
                application: shop
                objectives: {disruptions: {region: {rto: 2h, rpo: 5m}, zone: {rto: 2h}}}
                regions: {eu-west-1: {role: primary}, us-east-1: {role: standby}}
                services: {web: {dependsOn: {orders: hard}}}
                data:
                  orders:
                    kind: postgresql
                    runs: provider
                    in: [eu-west-1]
                    zones: 3
                    replication:
                      edges:
                        dump: {from: eu-west-1, mode: copy, every: 1h, into: copies}
                  copies: {kind: postgresql, runs: provider, in: [us-east-1]}
                failover: {mode: manual, human: {notice: 5m, decide: 5m}}
                defects: {x: {at: data.orders.replication.edges.dump, says: nothing loads it}}
                """);
        assertThat(found(file))
                .get()
                .satisfies(finding -> assertThat(finding.why())
                        .contains("rto of `shop` (region)", "rpo of `shop` (region)")
                        .doesNotContain("zone"));
    }

    /// The copy that nobody promotes is none, unless a backup in another region keeps the promise.
    @Test
    void of_a_promotion_takes_the_copy_away() {
        Read file = shop("automatic", "", defect("failover.steps.promote", "never"));
        Read open = Read.of(file.text().replace(", lag: 5s", ""));
        assertThat(verdicts(open)).isEqualTo("nnyyr");
        assertThat(open.assessed().findings())
                .filteredOn(finding ->
                        finding.rule() == Rule.FIGURE_UNKNOWN && finding.at().endsWith("rpo"))
                .allSatisfy(finding -> assertThat(finding.why()).startsWith("MER-0212 denies it"))
                .isNotEmpty();
        Read kept = Read.of(file.text()
                .replace("keep: 30d", "keep: 30d, copyTo: us-east-1")
                .replace("rto: 2h, rpo: 5m", "rto: 12h, rpo: 24h"));
        assertThat(verdicts(kept)).startsWith("nr");
    }

    /// Where both regions write, what one of them had is elsewhere by the edge out of it alone.
    @ParameterizedTest
    @ValueSource(strings = {"", ", carries: [events]"})
    void of_the_edges_between_two_writers_denies_what_a_lost_region_may_lose(String carries) {
        Read file = Read.of("""
            meridian: 1
            application: shop
            regions: {us-east-1: {role: primary}, us-west-2: {role: active}}
            services: {web: {dependsOn: {feed: {need: hard, in: same}}}}
            data:
              feed:
                kind: kafka
                runs: operator
                primary: [us-east-1, us-west-2]
                writes: local
                replication:
                  mode: async
                  via: mirrormaker-2
                  edges: {east: {from: us-west-2, to: us-east-1%1$s}, west: {from: us-east-1, to: us-west-2%1$s}}
                objectives: {disruptions: {region: {rpo: 1m}}}
            defects:
              a: {at: data.feed.replication.edges.east, says: its address is wrong}
              b: {at: data.feed.replication.edges.west, says: its address is wrong}
            """.formatted(carries));
        assertThat(verdicts(file)).isEqualTo("n");
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.DOES_NOT_WORK)
                .allSatisfy(finding -> assertThat(finding.why()).contains("rpo of `feed` (region)"))
                .hasSize(2);
    }

    /// A service goes on without what it needs softly, and may lose what users sent.
    @Test
    void of_what_is_done_without_a_soft_dependency_bears_losses_alone() {
        Read file = Read.of(shop("automatic", "", defect("services.web.dependsOn.events", "never"))
                .text()
                .replace("orders: hard", "orders: hard, events: {need: soft, without: it answers directly}")
                .replace(
                        "data:\n",
                        "data:\n  events: {kind: redis, runs: self, disposable: true, replication: none}\n"));
        assertThat(verdicts(file)).isEqualTo("yryyy");
        assertThat(found(file).orElseThrow().severity()).isEqualTo(Severity.WARNING);
    }

    /// A service that never works is not there after a lost zone either.
    @ParameterizedTest
    @CsvSource({"never, nny", "sometimes, yry"})
    void of_a_service_bears_what_it_serves_whatever_is_lost(String effect, String verdicts) {
        Read file = Read.of(shop("automatic", "", defect("services.web", effect))
                .text()
                .replace("runs: self", "runs: provider\n    zones: 2")
                .replaceFirst("disruptions: .*", "disruptions: {region: {rto: 2h, rpo: 5m}, zone: {rto: 2h}}")
                .replaceFirst("(?m)^  availability: .*\\n", ""));
        assertThat(verdicts(file)).isEqualTo(verdicts);
    }

    /// Who sent a message counts it as done.
    @ParameterizedTest
    @CsvSource({"never, nry", "sometimes, yry"})
    void of_a_service_that_takes_messages_bears_their_loss(String effect, String verdicts) {
        Read file = Read.of(shop("automatic", "", defect("services.web", effect))
                .text()
                .replace("orders: hard", "events: hard")
                .replace("data:\n", "data:\n  events: {kind: kafka, runs: self, replication: {mode: async, lag: 5s}}\n")
                .replaceFirst("disruptions: .*", "disruptions: {region: {rto: 2h, rpo: 5m}, corruption: {rto: 8h}}")
                .replaceFirst("(?m)^  availability: .*\\n", ""));
        assertThat(verdicts(file)).isEqualTo(verdicts);
    }

    /// What a provider keeps over zones does in a lost one what it does every day.
    @Test
    void that_shows_sometimes_at_a_store_of_a_provider_is_for_a_lost_region_alone() {
        Read file = Read.of(shop("automatic", "", defect("data.orders", "sometimes"))
                .text()
                .replace("runs: self", "runs: provider\n    zones: 2")
                .replace("corruption: {rto: 8h, rpo: 24h}", "corruption: {rto: 8h, rpo: 24h}, zone: {rto: 2h}"));
        assertThat(found(file).orElseThrow().why())
                .contains("rto of `shop` (region)", "rpo of `shop` (region)")
                .doesNotContain("zone", "corruption");
        Read never = Read.of(file.text().replace("effect: sometimes", "effect: never"));
        assertThat(found(never).orElseThrow().why()).contains("zone", "corruption");
    }

    /// No time rests on an answer that nothing asks for.
    @ParameterizedTest
    @CsvSource({"'', 'rto of `shop`'", "failover.probes, 'no promise rests on it'"})
    void of_a_health_path_bears_what_asks_it(String without, String why) {
        String text = shop("automatic", "", defect("services.web.health", "never"))
                .text()
                .replace("web: {dependsOn", "web: {health: /health, dependsOn");
        Read file = Read.of(
                without.isEmpty()
                        ? text
                        : text.replaceFirst("(?m)^  probes:\\n.*\\n.*\\n", "")
                                .replaceFirst("triggers: .*", "triggers: {lost: {signal: people, act: failover}}"));
        assertThat(found(file).orElseThrow().why()).startsWith(why);
    }

    /// What is disposable is in no promise about loss.
    @Test
    void of_a_disposable_store_bears_no_loss() {
        Read file = Read.of(shop("automatic", "", defect("data.mark", "never"))
                .text()
                .replace(
                        "data:\n",
                        "data:\n  mark: {kind: object, runs: provider, in: [eu-west-1], replication: none,"
                                + " disposable: true}\n"));
        assertThat(found(file).orElseThrow().why()).doesNotContain("rpo");
    }

    @Test
    void at_a_claim_says_that_the_document_is_not_true() {
        assertThat(found(shop("automatic", "", defect("claims.c", "never"))))
                .get()
                .satisfies(finding -> {
                    assertThat(finding.statement()).isEqualTo("the document of `claims.c` is not true: it is empty");
                    assertThat(finding.fix())
                            .isEqualTo("correct the document, or strike the claim, and take `defects.x` out of the"
                                    + " file");
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                });
    }

    /// A lost region returns, so what breaks the failover breaks no availability that suppliers may keep.
    @Test
    void of_the_failover_leaves_an_availability_at_risk() {
        Promise availability =
                shop("automatic", "", defect("failover.steps.route", "never")).assessed().promises().stream()
                        .filter(promise -> promise.objective() == Promise.Objective.AVAILABILITY)
                        .findFirst()
                        .orElseThrow();
        assertThat(availability.atRiskBy()).contains("MER-0212");
    }

    /// A missing figure of a lost zone decides nothing where a defect denies the promise.
    @Test
    void denies_a_lost_zone_of_which_figures_are_missing() {
        Read file = Read.of(shop("automatic", "", defect("services.web", "never"))
                .text()
                .replace("runs: self", "runs: provider")
                .replaceFirst("disruptions: .*", "rto: 10m")
                .replaceFirst("(?m)^  availability: .*\\n", ""));
        assertThat(file.assessed().findings())
                .filteredOn(finding -> finding.rule() == Rule.FIGURE_UNKNOWN
                        && finding.statement().contains("for a lost zone"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).startsWith("MER-0212 denies it"));
    }
}
