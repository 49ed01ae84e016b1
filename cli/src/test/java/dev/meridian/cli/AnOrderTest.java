package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import dev.meridian.cli.OrderReport.Outcome;
import dev.meridian.engine.Order;
import dev.meridian.evidence.Reason;
import dev.meridian.twin.Keeper;
import dev.meridian.twin.MoveWatch;
import dev.meridian.units.Epoch;
import dev.meridian.units.RegionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Orders as far as they need no twin: what a dry run shows, and what the ends of an order look like.
class AnOrderTest {
    private static final Path GOLDEN = Answer.HOME.resolve("cli/src/test/resources/orders");
    private static final RegionName HOME = new RegionName("us-east-1");
    private static final RegionName AWAY = new RegionName("eu-west-1");
    private static final Order.Signature ANNA =
            new Order.Signature("anna", Optional.empty(), "a test", Duration.ofMinutes(10));

    @BeforeAll
    static void lays_out_the_examples() throws IOException {
        Answer.layOutExamples();
    }

    private static void nothingIsUp() throws IOException {
        assumeTrue(Keeper.kept().isEmpty(), "a twin is up on this machine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graceful", "forced"})
    void that_is_only_rehearsed_shows_its_plan_and_where_there_is_no_way_back(String variant) throws IOException {
        nothingIsUp();
        Answer answer = Answer.of(
                "failover",
                "examples/quickstart.yaml",
                "--to",
                "eu-west-1",
                "--reason",
                "a test",
                "--" + variant,
                "--dry-run");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(answer.err()).isEmpty();
        isGolden("dry-run-" + variant + ".txt", answer.out());
    }

    @Test
    void that_is_only_rehearsed_is_a_document_too_with_the_hash_that_goes_with_the_order() throws IOException {
        nothingIsUp();
        Answer answer = Answer.of(
                "failover",
                "examples/quickstart.yaml",
                "--to",
                "ap-southeast-1",
                "--reason",
                "a test",
                "--dry-run",
                "--output",
                "json");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(ADocumentTest.schema("order").validate(answer.out(), InputFormat.JSON))
                .isEmpty();
        JsonNode document = JsonMapper.shared().readTree(answer.out());
        assertThat(document.path("plan").path("hash").asString()).hasSize(64);
        assertThat(document.path("outcome").path("kind").asString()).isEqualTo("planned");
        assertThat(document.path("gates"))
                .anySatisfy(gate -> assertThat(gate.path("state").asString()).isEqualTo("unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void to_where_the_role_is_has_no_plan_and_would_be_refused(String form) throws IOException {
        nothingIsUp();
        Answer answer = Answer.of(
                "failover",
                "examples/quickstart.yaml",
                "--to",
                "us-east-1",
                "--reason",
                "a test",
                "--dry-run",
                "--output",
                form);

        assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(answer.out() + answer.err())
                .contains("us-east-1 is where the file has the role")
                .doesNotContain("→");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover examples/quickstart.yaml --to eu-west-1 --reason test",
                "failback examples/quickstart.yaml --reason test",
                "failback examples/quickstart.yaml --reason test --dry-run",
                "pause examples/quickstart.yaml --reason test",
                "resume examples/quickstart.yaml --reason test",
                "ack examples/quickstart.yaml --reason test",
                "pin examples/quickstart.yaml --to us-east-1 --reason test",
                "accept-loss examples/quickstart.yaml --most 30s --reason test",
                "attest-down examples/quickstart.yaml us-east-1 --reason test --approved-by bert",
                "cancel examples/quickstart.yaml --reason test"
            })
    void without_a_twin_says_how_to_start_one(String command) throws IOException {
        nothingIsUp();
        Answer answer = Answer.of(command.split(" "));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.MACHINE_LACKS);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("no twin is up").contains("meridian twin up examples/quickstart.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1s", "9999h", "much", "0s"})
    void for_a_loss_that_cannot_be_is_told_the_range_and_no_loss_to_accept_instead(String most) {
        Answer answer =
                Answer.of("accept-loss", "examples/quickstart.yaml", "--most=" + most, "--reason", "the region burns");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(answer.err())
                .contains("at least 1ms and at most a year")
                .contains(
                        "fix: the largest loss that you answer for, or `any` for one that nobody knows; a figure is more than the 5s"
                                + " that the file allows anyway");
    }

    @Test
    void that_came_as_an_event_goes_where_the_event_says(@TempDir Path folder) throws IOException {
        nothingIsUp();
        for (String field : List.of("targetRegion", "target_region")) {
            Path event = folder.resolve(field + ".json");
            Files.writeString(event, """
                    {"version": "0", "id": "17793124-05d4-b198-2fde-7ededc63b103", "account": "123456789012",
                     "source": "custom.disaster-recovery", "detail-type": "Manual Failover Request",
                     "detail": {"project": "shop", "environment": "production", "action": "failover",
                                "%s": "ap-southeast-1", "reason": "planned maintenance"}}
                    """.formatted(field));
            Answer answer = Answer.of(
                    "failover",
                    "examples/quickstart.yaml",
                    "--event",
                    event.toString(),
                    "--dry-run",
                    "--output",
                    "json");

            JsonNode document = JsonMapper.shared().readTree(answer.out());
            assertThat(document.path("plan").path("to").asString()).isEqualTo("ap-southeast-1");
            assertThat(document.path("order").path("reason").asString()).isEqualTo("planned maintenance");
        }
    }

    @Test
    void that_came_as_an_event_with_two_targets_is_refused_with_both(@TempDir Path folder) throws IOException {
        nothingIsUp();
        Path event = folder.resolve("two.json");
        Files.writeString(event, """
                {"source": "custom.disaster-recovery", "detail-type": "Manual Failover Request",
                 "detail": {"project": "shop", "environment": "production", "action": "failover", "reason": "x",
                            "targetRegion": "eu-west-1", "target_region": "ap-southeast-1"}}
                """);
        Answer answer = Answer.of("failover", "examples/quickstart.yaml", "--event", event.toString(), "--dry-run");

        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains("the order has both `targetRegion` and `target_region`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover examples/quickstart.yaml --to ap-southeast-1 --reason test --dry-run",
                "failover examples/quickstart.yaml --event EVENT --dry-run",
                "pin examples/quickstart.yaml --to ap-southeast-1 --reason test"
            })
    void names_no_region_that_may_not_take_over(String command, @TempDir Path folder) throws IOException {
        nothingIsUp();
        Path event = folder.resolve("event.json");
        Files.writeString(event, """
                {"source": "custom.disaster-recovery", "detail-type": "Manual Failover Request",
                 "detail": {"project": "shop", "environment": "production", "action": "failover", "reason": "x",
                            "targetRegion": "ap-southeast-1"}}
                """);
        Answer answer = Answer.of(
                (command.replace("EVENT", event.toString()) + " --set regions.ap-southeast-1.promotable=false")
                        .split(" "));

        assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err())
                .contains("`ap-southeast-1` may not take over")
                .contains("fix: one of `eu-west-1` or `us-east-1`");
    }

    // ---- how orders end ----

    private record End(String name, Order order, Outcome outcome, int exitCode) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<End> ends() {
        Order move = new Order.Move(ANNA, AWAY, Order.Variant.GRACEFUL, "0");
        MoveWatch.Ending.Moved there = new MoveWatch.Ending.Moved(
                HOME, AWAY, new Epoch(120), Duration.ofMillis(1_510), true, Optional.of(Duration.ZERO));
        MoveWatch.Ending.Moved back = new MoveWatch.Ending.Moved(
                HOME, HOME, new Epoch(120), Duration.ofMillis(2_345), true, Optional.empty());
        MoveWatch.Ending.Moved lossy = new MoveWatch.Ending.Moved(
                HOME, AWAY, new Epoch(120), Duration.ofSeconds(2), false, Optional.of(Duration.ofMillis(740)));
        Order.Signature two = new Order.Signature("anna", Optional.of("bert"), "no power", Duration.ofMinutes(10));
        return Stream.of(
                new End("taken", new Order.Pause(ANNA), new Outcome.Taken(17, Optional.empty()), ExitCode.FINE),
                new End(
                        "attested",
                        new Order.AttestDown(two, HOME),
                        new Outcome.Taken(17, Optional.empty()),
                        ExitCode.FINE),
                new End("resumed", new Order.Resume(ANNA), new Outcome.Taken(17, Optional.empty()), ExitCode.FINE),
                new End(
                        "taken-for-nothing",
                        new Order.Resume(ANNA),
                        new Outcome.Taken(17, Optional.of("nothing was paused or pinned")),
                        ExitCode.FINE),
                new End(
                        "refused",
                        move,
                        new Outcome.Refused(17, "a move is under way already", "wait for its end, or cancel it"),
                        ExitCode.REFUSED),
                new End("in-doubt", move, new Outcome.InDoubt("no majority in time"), ExitCode.MISSED),
                new End("moved", move, new Outcome.Moved(17, there), ExitCode.FINE),
                new End("moved-with-a-loss", move, new Outcome.Moved(17, lossy), ExitCode.FINE),
                new End("given-back", move, new Outcome.Moved(17, back), ExitCode.MISSED),
                new End("given-up", move, new Outcome.GivenUp(17, "MOVE-9", "it was cancelled"), ExitCode.MISSED),
                new End("unfinished", move, new Outcome.Unfinished(17), ExitCode.MISSED));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void ends_with_a_sentence_an_exit_code_and_a_document(End end) throws IOException {
        List<OrderReport.Told> events =
                List.of(new OrderReport.Told(Duration.ofMillis(235), new Reason("ORDER-1", "anna orders")));
        OrderReport report = new OrderReport(end.order(), Optional.empty(), List.of(), end.outcome(), events);

        assertThat(report.exitCode()).isEqualTo(end.exitCode());
        assertThat(ADocumentTest.schema("order")
                        .validate(report.json(Complaints.stamp(Optional.empty())), InputFormat.JSON))
                .isEmpty();
        isGolden(end.name() + ".txt", new OrderText(report).text());
    }

    private static void isGolden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("meridian.golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
