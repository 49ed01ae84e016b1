package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.agent.Jvm;
import dev.meridian.agent.Ports;
import dev.meridian.answers.Paragraph;
import dev.meridian.answers.Printable;
import dev.meridian.evidence.Stamp;
import dev.meridian.fidelity.StepsFile;
import dev.meridian.host.ProcessGroups;
import dev.meridian.incident.Wire;
import dev.meridian.topology.Problem;
import dev.meridian.twin.Keeper;
import dev.meridian.twin.KeptLog;
import dev.meridian.twin.MoveWatch;
import dev.meridian.twin.Places;
import dev.meridian.twin.StatusClient;
import dev.meridian.twin.Twin;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// `meridian twin`: all regions on this machine, for people who want to look inside.
final class TwinCommand {
    private TwinCommand() {}

    static Command overview() {
        Overview twin = new Overview("twin");
        twin.describe()
                .says("Run all regions on this machine.")
                .examples(
                        "  meridian twin up examples/quickstart.yaml",
                        "  meridian twin status",
                        "  meridian twin log incident.jsonl",
                        "  meridian twin down")
                .has(new Up(), new Down(), new Status(), new TwinLogCommand(), new Keep());
        return twin;
    }

    /// Boots the twin and returns when it is up.
    static final class Up implements Command {
        private static final int READY_SECONDS = 90;
        private static final int END_SECONDS = 15;

        private final FileArguments arguments = new FileArguments();

        @Override
        public Description describe() {
            return new Description("up", this)
                    .says("Boot all regions; returns when they are up, and they stay up.")
                    .examples(
                            "  meridian twin up examples/quickstart.yaml",
                            "  meridian twin up examples/quickstart.yaml --set data.orders.replication=async")
                    .takes(arguments);
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            List<Problem> problems = new ArrayList<>();
            arguments.mustBeLasting(problems);
            if (problems.isEmpty()) {
                arguments.places(1, problems);
            }
            if (!problems.isEmpty()) {
                return Complaints.print(problems, OutputFormat.TEXT);
            }
            Optional<Keeper.Kept> kept = Keeper.kept();
            if (kept.isPresent()) {
                return Complaints.lacks(
                        "a twin of " + kept.get().file() + " is up already",
                        "every twin of a machine has the same addresses, so only one can be up",
                        "`meridian twin down` ends it",
                        OutputFormat.TEXT);
            }
            Progress progress = new Progress();
            Path log = Files.createTempFile("meridian-keeper", ".log");
            List<String> words = new ArrayList<>(List.of("twin", "keep"));
            words.addAll(arguments.repeated());
            Process keeper = Jvm.startDetached(Main.class.getName(), words, Redirect.to(log.toFile()));
            // The keeper leads a process group of its own, which Ctrl-C does not reach.
            Thread giveUp = new Thread(() -> giveUp(keeper), "twin-up-ending");
            try {
                Runtime.getRuntime().addShutdownHook(giveUp);
            } catch (IllegalStateException e) {
                // This process was told to end meanwhile: there is nothing more to say.
                giveUp(keeper);
                Thread.currentThread().join();
            }
            int exit = await(keeper, log, progress);
            if (exit == ExitCode.FINE) {
                Runtime.getRuntime().removeShutdownHook(giveUp);
            }
            Files.deleteIfExists(log);
            return exit;
        }

        /// Waits for its end as well, so that nothing is left when the prompt is back.
        private static void giveUp(Process keeper) {
            keeper.destroy();
            try {
                if (!keeper.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                    keeper.destroyForcibly();
                }
            } catch (InterruptedException e) {
                keeper.destroyForcibly();
            }
        }

        private static int await(Process keeper, Path log, Progress progress) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
            int shown = 0;
            while (System.nanoTime() < deadline) {
                List<String> lines = Files.readAllLines(log);
                for (; shown < lines.size(); shown++) {
                    System.err.println(lines.get(shown));
                }
                if (Keeper.kept().isPresent()) {
                    progress.say("up");
                    return Status.print(OutputFormat.TEXT);
                }
                if (!keeper.isAlive() && shown == Files.readAllLines(log).size()) {
                    return keeper.exitValue();
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            keeper.destroy();
            return Complaints.lacks(
                    "the twin was not up after " + READY_SECONDS + " s",
                    "a boot takes a few seconds on an idle machine",
                    "end what else runs and try again",
                    OutputFormat.TEXT);
        }
    }

    /// The keeper's own command; `up` starts it.
    static final class Keep implements Command {
        private final FileArguments arguments = new FileArguments();

        @Override
        public Description describe() {
            return new Description("keep", this).hidden().takes(arguments);
        }

        @Override
        public Integer call() throws Twin.CannotBoot, IOException, InterruptedException {
            ProcessGroups.lead();
            List<Problem> problems = new ArrayList<>();
            Optional<Places> places = arguments.places(1, problems);
            if (places.isEmpty()) {
                return Complaints.print(problems, OutputFormat.TEXT);
            }
            Progress progress = new Progress();
            try (Twin twin = Twin.boot(places.get(), Set.of(), progress::say)) {
                KeptLog.begin(twin, arguments.written(), Version.TEXT);
                Keeper.keep(twin, arguments.file().toString());
                return ExitCode.FINE;
            }
        }
    }

    /// Ends the twin.
    static final class Down implements Command {

        @Override
        public Description describe() {
            return new Description("down", this)
                    .says("End the twin that `twin up` started, and what is left of any whose keeper was killed.")
                    .examples("  meridian twin down");
        }

        @Override
        public Integer call() throws IOException, InterruptedException {
            if (Keeper.end()) {
                System.out.println("down");
                return ExitCode.FINE;
            }
            List<Path> ended = Keeper.sweep();
            System.out.println("no twin is up");
            ended.forEach(run -> System.out.println("ended what was left of an earlier one in " + run));
            return ExitCode.FINE;
        }
    }

    /// Tells what the twin does.
    static final class Status implements Command {
        private final TextOrJson output = new TextOrJson();

        @Override
        public Description describe() {
            return new Description("status", this)
                    .says("Show what the twin does, with connection strings for looking inside.")
                    .examples("  meridian twin status", "  meridian twin status --output json")
                    .takes(output);
        }

        @Override
        public Integer call() throws IOException {
            return print(output.format());
        }

        static int print(OutputFormat output) throws IOException {
            Optional<Keeper.Kept> kept = Keeper.kept();
            if (kept.isEmpty()) {
                return Complaints.noTwin("its status is that of a twin which `twin up` keeps", "FILE", output);
            }
            SequencedMap<RegionName, Api.Status> statuses = new LinkedHashMap<>();
            kept.get()
                    .numbers()
                    .forEach((region, number) ->
                            StatusClient.ask(number).ifPresent(status -> statuses.put(region, status)));
            if (output == OutputFormat.JSON) {
                System.out.println(json(kept.get(), statuses));
            } else {
                text(kept.get(), statuses);
            }
            return ExitCode.FINE;
        }

        private static String json(Keeper.Kept kept, SequencedMap<RegionName, Api.Status> statuses) {
            Stamp stamp = new Stamp(
                    Version.TEXT,
                    Optional.of(Stamp.World.TWIN),
                    Optional.of(kept.topologyHash()),
                    Optional.of(kept.planHash()),
                    Complaints.machine(),
                    Instant.now(),
                    OptionalLong.empty());
            SequencedMap<String, JsonNode> members = new LinkedHashMap<>();
            members.put("kept", Wire.JSON.valueToTree(kept));
            members.put("regions", Wire.JSON.valueToTree(statuses));
            Verdict.of(statuses.values()).ifPresent(verdict -> members.put("verdict", verdict.json()));
            moving(kept, statuses).ifPresent(moving -> members.put("selfMoving", moving.json()));
            return stamp.document(members).stripTrailing();
        }

        /// As far as whoever has got furthest says who has the role.
        private static Optional<SelfMoving> moving(Keeper.Kept kept, SequencedMap<RegionName, Api.Status> statuses) {
            return MoveWatch.newest(statuses.values())
                    .flatMap(newest -> newest.holder()
                            .map(holder ->
                                    SelfMoving.of(newest, holder, kept.numbers().keySet(), statuses.keySet())));
        }

        /// What is under way, and what people ordered that is still in force.
        private static void ordered(Api.Status status) {
            status.move().ifPresent(move -> System.out.print("\n" + Paragraph.of("move: ", text(move))));
            if (!status.orders().isEmpty() || !status.lapsed().isEmpty()) {
                System.out.println();
            }
            status.orders().forEach(order -> System.out.print(Paragraph.of("order: ", MoveRehearsal.text(order))));
            status.lapsed().forEach(over -> System.out.print(Paragraph.of("over:  ", over)));
        }

        private static void overdue(Collection<Api.Status> statuses) {
            List<Overdue> overdue = Overdue.among(statuses, StepsFile.builtIn());
            if (!overdue.isEmpty()) {
                System.out.println();
            }
            overdue.forEach(step -> System.out.print(Paragraph.of("slow: ", step.text())));
        }

        private static String text(Api.Move move) {
            String what = move.to()
                    .map(to -> move.from() + " → " + to + ", " + move.variant().orElse("") + ", as ordered")
                    .orElse("out of " + move.from() + ", which fell silent");
            return what + " (entry " + move.ballot() + "); "
                    + (move.hasYielded() ? "it has stopped by itself; " : "")
                    + (move.promised().isEmpty()
                            ? "nobody has promised yet"
                            : move.promised().stream().map(RegionName::text).collect(Collectors.joining(", "))
                                    + " promised")
                    + move.offered()
                            .map(candidate -> "; offered to " + candidate)
                            .orElse("")
                    + (move.held().isEmpty() ? "" : "; held back by " + move.held());
        }

        private static void text(Keeper.Kept kept, SequencedMap<RegionName, Api.Status> statuses) {
            System.out.printf("%s, kept by process %d%n%n", Printable.of(kept.file()), kept.pid());
            System.out.printf("%-20s %-9s %6s  %-20s %s%n", "region", "database", "epoch", "log leader", "connect");
            kept.numbers().forEach((region, number) -> {
                Optional<Api.Status> status = Optional.ofNullable(statuses.get(region));
                String address = Addresses.host(number).getHostAddress();
                System.out.printf(
                        "%-20s %-9s %6s  %-20s %s%n",
                        region,
                        status.map(it -> it.server().name().toLowerCase(Locale.ROOT))
                                .orElse("?"),
                        status.map(it -> Long.toString(it.epoch())).orElse("?"),
                        status.map(Api.Status::leader).orElse("no answer"),
                        kept.members().contains(region)
                                ? "psql -h " + address + " -p " + Ports.POSTGRESQL + " -U postgres postgres"
                                : "votes and has no data");
            });
            Verdict.of(statuses.values())
                    .ifPresent(verdict -> System.out.print("\n" + Paragraph.of("verdict: ", verdict.text())));
            moving(kept, statuses)
                    .ifPresent(moving -> System.out.print("\n" + Paragraph.of("automation: ", moving.text())));
            MoveWatch.newest(statuses.values()).ifPresent(Status::ordered);
            overdue(statuses.values());
            statuses.values()
                    .forEach(status -> status.lost()
                            .ifPresent(lost -> System.out.print(
                                    "\n" + Paragraph.of("lost: ", lost.text()) + Paragraph.of("fork: ", lost.fork()))));
            int first = kept.numbers().firstEntry().getValue();
            System.out.printf(
                    "%nDNS:  dig @%s -p %d %s%n", Addresses.dialled(first).getHostAddress(), Ports.DNS, kept.host());
            System.out.printf(
                    "HTTP: curl http://%s:%d/health%n", Addresses.dialled(first).getHostAddress(), kept.servicePort());
        }
    }
}
