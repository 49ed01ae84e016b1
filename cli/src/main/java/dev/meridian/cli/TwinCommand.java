package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.agent.Jvm;
import dev.meridian.agent.Ports;
import dev.meridian.agent.Wire;
import dev.meridian.host.ProcessGroups;
import dev.meridian.topology.Problem;
import dev.meridian.twin.Keeper;
import dev.meridian.twin.Places;
import dev.meridian.twin.StatusClient;
import dev.meridian.twin.Twin;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `meridian twin`: all regions on this machine, for people who want to look inside.
@Command(
        name = "twin",
        description = "Run all regions on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TwinCommand.Up.class, TwinCommand.Down.class, TwinCommand.Status.class, TwinCommand.Keep.class},
        footerHeading = "%nExamples:%n",
        footer = {"  meridian twin up examples/quickstart.yaml", "  meridian twin status", "  meridian twin down"})
final class TwinCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    /// Boots the twin and returns when it is up.
    @Command(name = "up", description = "Boot all regions; returns when they are up, and they stay up.")
    static final class Up implements Callable<Integer> {
        private static final int READY_SECONDS = 90;

        @Mixin
        @SuppressWarnings("NullAway.Init")
        private FileArguments arguments;

        @Override
        public Integer call() throws IOException, InterruptedException {
            FileArguments.Loaded loaded = arguments.load();
            if (loaded.blueprint().isEmpty()) {
                return Complaints.print(loaded.problems(), OutputFormat.TEXT);
            }
            if (Keeper.kept().isPresent()) {
                System.err.println("meridian: a twin of " + Keeper.kept().get().file()
                        + " is up already; `meridian twin down` ends it");
                return ExitCode.MACHINE_LACKS;
            }
            Progress progress = new Progress();
            Path log = Files.createTempFile("meridian-keeper", ".log");
            List<String> words = new ArrayList<>(List.of("twin", "keep"));
            words.addAll(arguments.repeated());
            Process keeper = Jvm.startDetached(Main.class.getName(), words, Redirect.to(log.toFile()));
            int exit = await(keeper, log, progress);
            Files.deleteIfExists(log);
            return exit;
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
            System.err.println("meridian: the twin was not up after " + READY_SECONDS + " s");
            return ExitCode.MACHINE_LACKS;
        }
    }

    /// The keeper's own command; `up` starts it.
    @Command(name = "keep", hidden = true)
    static final class Keep implements Callable<Integer> {
        @Mixin
        @SuppressWarnings("NullAway.Init")
        private FileArguments arguments;

        @Override
        public Integer call() throws IOException, InterruptedException {
            ProcessGroups.lead();
            FileArguments.Loaded loaded = arguments.load();
            Optional<Places> places = loaded.blueprint().flatMap(blueprint -> Places.of(blueprint, 1));
            if (places.isEmpty()) {
                loaded.problems().stream().map(Problem::text).forEach(System.err::print);
                return ExitCode.WRONG_INPUT;
            }
            Progress progress = new Progress();
            try (Twin twin = Twin.boot(places.get(), Set.of(), progress::say)) {
                Keeper.keep(twin, arguments.file().toString());
                return ExitCode.FINE;
            } catch (Twin.CannotBoot e) {
                System.err.println("meridian: " + e.getMessage());
                return ExitCode.MACHINE_LACKS;
            }
        }
    }

    /// Ends the twin.
    @Command(name = "down", description = "End the twin that `twin up` started.")
    static final class Down implements Callable<Integer> {
        @Override
        public Integer call() throws IOException, InterruptedException {
            if (Keeper.end()) {
                System.out.println("down");
                return ExitCode.FINE;
            }
            System.out.println("no twin is up");
            return ExitCode.FINE;
        }
    }

    /// Tells what the twin does.
    @Command(name = "status", description = "Show what the twin does, with connection strings for looking inside.")
    static final class Status implements Callable<Integer> {
        @Option(names = "--output", paramLabel = "FORMAT", defaultValue = "text", description = "text or json.")
        @SuppressWarnings("NullAway.Init")
        private OutputFormat output;

        @Override
        public Integer call() throws IOException {
            return print(output);
        }

        static int print(OutputFormat output) throws IOException {
            Optional<Keeper.Kept> kept = Keeper.kept();
            if (kept.isEmpty()) {
                System.err.println("meridian: no twin is up; start one with `meridian twin up FILE`");
                return ExitCode.MACHINE_LACKS;
            }
            SequencedMap<RegionName, Api.Status> statuses = new LinkedHashMap<>();
            kept.get()
                    .numbers()
                    .forEach((region, number) ->
                            StatusClient.ask(number).ifPresent(status -> statuses.put(region, status)));
            if (output == OutputFormat.JSON) {
                System.out.println(Wire.JSON.writeValueAsString(Map.of("kept", kept.get(), "regions", statuses)));
            } else {
                text(kept.get(), statuses);
            }
            return ExitCode.FINE;
        }

        private static void text(Keeper.Kept kept, SequencedMap<RegionName, Api.Status> statuses) {
            System.out.printf("%s, kept by process %d%n%n", kept.file(), kept.pid());
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
                        "psql -h " + address + " -p " + Ports.POSTGRESQL + " -U postgres postgres");
            });
            int first = kept.numbers().firstEntry().getValue();
            System.out.printf(
                    "%nDNS:  dig @%s -p %d %s%n", Addresses.dialled(first).getHostAddress(), Ports.DNS, kept.host());
            System.out.printf(
                    "HTTP: curl http://%s:%d/health%n", Addresses.dialled(first).getHostAddress(), kept.servicePort());
        }
    }
}
