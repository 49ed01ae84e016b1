package dev.meridian.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meridian.engine.Reason;
import dev.meridian.evidence.EventLog;
import dev.meridian.evidence.LogEntry;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Problem;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AReplayTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void decides_again_what_is_kept_if_asked() throws IOException {
        Kept.decideAgainIfAsked();
    }

    @Test
    void of_a_real_drill_decides_every_entry_as_it_was_decided() throws Exception {
        Replay replay = Replay.of(Kept.incident());

        assertThat(replay.difference()).isEmpty();
        assertThat(replay.steps()).hasSizeGreaterThan(300);
        assertThat(replay.promotions()).isOne();
        assertThat(replay.refusals()).isZero();
        assertThat(replay.holds()).isPositive();
    }

    @Test
    void writes_the_same_log_to_the_last_byte() throws Exception {
        Incident kept = Kept.incident();
        Path again = folder.resolve("incident.jsonl");
        Incident.write(
                kept.header(),
                Replay.of(kept).steps().stream().map(Replay.Step::replayed).toList(),
                again);
        assertThat(again).hasSameBinaryContentAs(Kept.LOG);
    }

    /// Law I17: an intent cites entries that are there, and stands beside the rules that fired, with their facts.
    @Test
    void cites_entries_that_exist_and_the_rules_that_fired() throws Exception {
        for (Replay.Step step : Replay.of(Kept.incident()).decisions()) {
            assertThat(step.replayed().reasons())
                    .as("entry " + step.recorded().index())
                    .isNotEmpty();
            assertThat(step.replayed().reasons())
                    .allSatisfy(reason -> assertThat(reason.facts()).isNotEmpty());
            assertThat(step.replayed().intents()).allSatisfy(intent -> {
                Object cited =
                        intent.facts().getOrDefault("epoch", intent.facts().get("ballot"));
                assertThat((Long) cited).isBetween(1L, step.recorded().index());
            });
        }
    }

    @Test
    void has_every_fact_of_a_reason() throws Exception {
        for (Replay.Step step : Replay.of(Kept.incident()).decisions()) {
            for (int i = 0; i < step.decision().reasons().size(); i++) {
                Reason reason = step.decision().reasons().get(i);
                assertThat(step.replayed().reasons().get(i).facts().keySet())
                        .containsExactlyElementsOf(Stream.of(reason.getClass().getRecordComponents())
                                .map(component -> component.getName())
                                .toList());
            }
        }
    }

    @Test
    void notices_one_fact_that_was_recorded_otherwise_though_the_chain_is_right() throws Exception {
        Incident kept = Kept.incident();
        List<LogEntry> forged = new ArrayList<>(kept.lines());
        int at = (int) Replay.of(kept).decisions().get(5).recorded().index() - 1;
        LogEntry line = forged.get(at);
        var reason = line.reasons().getFirst();
        var facts = new LinkedHashMap<>(reason.facts());
        facts.put("suspect", "eu-west-1");
        forged.set(
                at,
                new LogEntry(
                        line.index(),
                        line.nanos(),
                        line.kind(),
                        line.by(),
                        line.body(),
                        List.of(new dev.meridian.evidence.Reason(reason.rule(), reason.text(), facts)),
                        line.intents()));
        Path file = folder.resolve("forged.jsonl");
        Incident.write(kept.header(), forged, file);

        Replay replay = Replay.of(((Incident.Whole) Incident.read(file)).incident());
        assertThat(replay.difference().orElseThrow().recorded().index()).isEqualTo(line.index());
    }

    @Test
    void of_an_entry_that_no_agent_writes_says_which_one_it_is() throws Exception {
        Incident kept = Kept.incident();
        List<LogEntry> forged = new ArrayList<>(kept.lines());
        int opening = Kept.opening();
        for (int i = opening + 1; i < opening + 20; i++) {
            LogEntry line = forged.get(i);
            if (line.kind().equals("Observed")) {
                var body = new LinkedHashMap<>(line.body());
                body.put(
                        "renewalAge",
                        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999).toString());
                forged.set(
                        i,
                        new LogEntry(
                                line.index(),
                                line.nanos(),
                                line.kind(),
                                line.by(),
                                body,
                                line.reasons(),
                                line.intents()));
            }
        }
        Path file = folder.resolve("forged.jsonl");
        Incident.write(kept.header(), forged, file);
        Incident incident = ((Incident.Whole) Incident.read(file)).incident();
        assertThatThrownBy(() -> Replay.of(incident))
                .isInstanceOfSatisfying(
                        Replay.Undecidable.class, e -> assertThat(e.index()).isBetween(opening + 2L, opening + 20L))
                .hasMessageContaining("the engine has no answer to entry ");
    }

    // ---- another setting ----

    private static WhatIf whatIf(String... sets) throws Exception {
        return ((WhatIf.Answered) WhatIf.of(Replay.of(Kept.incident()), assignments(sets))).whatIf();
    }

    private static List<Assignment.Set> assignments(String... sets) {
        List<Assignment.Set> assignments = new ArrayList<>();
        for (String set : sets) {
            assignments.add(new Assignment.Set(assignments.size() + 1, set));
        }
        return assignments;
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic.ttl=5s", "failover.hold=300ms", "objectives.rto=1h"})
    void with_what_the_engine_does_not_compare_is_the_same(String set) throws Exception {
        WhatIf same = whatIf(set);
        assertThat(same.changed()).isEmpty();
        assertThat(same.difference()).isEmpty();
        assertThat(same.parting()).isEmpty();
    }

    @Test
    void with_a_longer_hold_is_held_back_and_says_for_how_long() throws Exception {
        WhatIf.Parting parting = whatIf("failover.hold=20s").parting().orElseThrow();

        assertThat(parting.actor()).isEqualTo(WhatIf.Actor.RECORDED);
        assertThat(parting.at().recorded().reasons().getFirst().rule()).isEqualTo("MOVE-2");
        assertThat(parting.after()).isEmpty();
        assertThat(parting.held().orElseThrow().rule()).isEqualTo("DETECT-4");
        assertThat(parting.later().orElseThrow()).isBetween(Duration.ofMillis(19_000), Duration.ofMillis(19_700));
        assertThat(parting.end().reasons().getFirst().rule()).isEqualTo("ROLE-2");
    }

    @Test
    void with_a_little_longer_hold_moves_that_much_later() throws Exception {
        WhatIf.Parting parting = whatIf("failover.hold=700ms").parting().orElseThrow();

        assertThat(parting.after().orElseThrow().reasons().getFirst().rule()).isEqualTo("MOVE-2");
        assertThat(parting.later().orElseThrow()).isBetween(Duration.ofMillis(200), Duration.ofMillis(600));
        assertThat(parting.following())
                .anySatisfy(beside -> assertThat(beside.otherwise()).isEmpty());
    }

    @Test
    void with_a_holder_that_counts_as_renewing_for_longer_moves_that_much_later() throws Exception {
        WhatIf later = whatIf("failover.lease.silentAfter=1200ms");

        assertThat(later.changed()).extracting(WhatIf.Changed::name).containsExactly("silentAfter");
        assertThat(later.parting().orElseThrow().later().orElseThrow())
                .isBetween(Duration.ofMillis(200), Duration.ofMillis(700));
    }

    @ParameterizedTest
    @CsvSource({
        "failover.freshness=1400ms, freshness",
        "failover.patience.catchUp=0s, patience.catchUp",
        "failover.patience.stop=5s, patience.stop",
        "failover.failback.mode=automatic, failback",
    })
    void is_asked_about_every_time_that_the_engine_compares(String set, String name) throws Exception {
        assertThat(whatIf(set).changed()).extracting(WhatIf.Changed::name).containsExactly(name);
    }

    @Test
    void with_another_mode_waits_for_what_no_time_brings() throws Exception {
        WhatIf.Parting parting = whatIf("failover.mode=approved").parting().orElseThrow();

        assertThat(parting.held().orElseThrow().rule()).isEqualTo("MODE-1");
        assertThat(parting.later()).isEmpty();
    }

    @Test
    void with_another_order_of_targets_ends_where_something_else_is_to_be_done() throws Exception {
        WhatIf.Parting parting =
                whatIf("failover.targets=[ap-southeast-1, eu-west-1]").parting().orElseThrow();

        // Which of the two depends on who had received more that day.
        assertThat(parting.actor()).isIn(WhatIf.Actor.OTHERWISE, WhatIf.Actor.BOTH);
        assertThat(parting.act().facts().get("kind")).isIn("CatchUp", "Claim");
        assertThat(parting.following()).isEmpty();
    }

    @Test
    void with_an_assignment_that_does_not_fit_is_a_problem_of_it() throws Exception {
        assertThat(unfit("failover.hold=soon").getFirst().id()).isEqualTo("MER-0024");
        assertThat(unfit("failover.hold=1s", "failover.witness=eu-central-1", "traffic.ttl=2s")
                        .getFirst()
                        .where()
                        .text())
                .isEqualTo("--set[2]:failover.witness=eu-central-1");
    }

    private static List<Problem> unfit(String... sets) throws Exception {
        return ((WhatIf.Unfit) WhatIf.of(Replay.of(Kept.incident()), assignments(sets))).problems();
    }

    // ---- what it is made of ----

    @Test
    void reads_a_header_back_with_all_that_a_command_can_be_given() throws Exception {
        Header kept = Kept.incident().header();
        var named = new LinkedHashMap<String, List<Written.File>>();
        named.put("services/*.yaml", List.of(new Written.File("services/web.yaml", "services: {web: {port: 1}}\n")));
        Header full = new Header(
                kept.meridian(),
                "simulator",
                List.of(),
                OptionalLong.of(7),
                new Written(
                        kept.written().first(),
                        named,
                        Optional.of("staging"),
                        List.of(
                                new Assignment.Variable("MERIDIAN__FAILOVER__HOLD", "2s"),
                                new Assignment.Set(1, "failover.hold=1s"),
                                new Assignment.Set(2, "traffic.ttl=2s"))),
                kept.topologyHash(),
                kept.store(),
                10,
                kept.policy(),
                0);
        assertThat(Header.of(full.entry())).isEqualTo(full);
    }

    @Test
    void without_room_for_the_topology_is_without_a_header() throws Exception {
        Incident kept = Kept.incident();
        Header header = kept.header();
        Header large = new Header(
                header.meridian(),
                header.world(),
                header.faults(),
                header.seed(),
                new Written(
                        new Written.File("large.yaml", "#".repeat(EventLog.MAX_LINE_BYTES)),
                        new LinkedHashMap<>(),
                        Optional.empty(),
                        List.of()),
                header.topologyHash(),
                header.store(),
                1,
                header.policy(),
                header.entries());
        Path file = folder.resolve("large.jsonl");
        assertThat(Incident.write(large, kept.lines(), file)).isFalse();
        assertThat(Incident.read(file))
                .isInstanceOfSatisfying(
                        Incident.Refused.class,
                        refused -> assertThat(refused.what()).contains("no header"));
    }

    @Test
    void tells_facts_of_names_and_epochs_as_their_texts() {
        Reason reason = new Reason.FirstGrant(new RegionName("us-east-1"), new Epoch(2));
        assertThat(Wire.fields(reason)).hasToString("{holder=us-east-1, epoch=2}");
    }
}
