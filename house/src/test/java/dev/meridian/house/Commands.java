package dev.meridian.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.blueprint.Blueprints;
import dev.meridian.blueprint.Resolution;
import dev.meridian.cli.Main;
import dev.meridian.faults.Fault;
import dev.meridian.faults.Ground;
import dev.meridian.topology.Assignment;
import dev.meridian.topology.Reading;
import dev.meridian.topology.TopologyReader;
import dev.meridian.twin.Places;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The commands that documents and help texts show, tried as far as possible without running them: the command
/// line is parsed, the file is read with its `--set`s, and the fault is read against that file.
final class Commands {
    private static final List<String> SHELL = List.of("sh", "bash", "shell");

    private final Tree tree;

    Commands(Tree tree) {
        this.tree = tree;
    }

    /// The program's own command line.
    static CommandLine line() {
        return Main.commandLine().setCaseInsensitiveEnumValuesAllowed(true);
    }

    static CommandSpec drill() {
        return line().getSubcommands().get("drill").getCommandSpec();
    }

    /// Every command of a page: lines of shell blocks, and code in the text that begins like one.
    static List<String> of(List<String> page) {
        List<String> commands = new ArrayList<>();
        for (Markdown.Block block : Markdown.blocks(page)) {
            if (SHELL.contains(block.language())) {
                block.lines().stream()
                        .map(text -> text.replaceFirst("(^|\\s)#.*", ""))
                        .flatMap(text -> Stream.of(text.split(";|&&")))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .forEach(commands::add);
            }
        }
        for (String text : Markdown.withoutBlocks(page)) {
            Markdown.code(text).stream()
                    .filter(code -> code.matches("(\\./)?meridian [a-z-].*"))
                    .map(Commands::withItsFile)
                    .forEach(commands::add);
        }
        return commands;
    }

    /// As a shell parts them: at blanks that do not stand between double quotes.
    private static List<String> words(String command) {
        return Pattern.compile("\"([^\"]*)\"|\\S+")
                .matcher(command)
                .results()
                .map(word -> Optional.ofNullable(word.group(1)).orElse(word.group()))
                .toList();
    }

    /// In a sentence a command may be named without the file that it takes.
    private static String withItsFile(String code) {
        List<String> words = words(code);
        try {
            line().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
            return code;
        } catch (MissingParameterException e) {
            boolean isAll = e.getMissing().stream()
                    .allMatch(missing -> missing.paramLabel().equals("FILE"));
            return isAll ? code + " FILE" : code;
        } catch (ParameterException e) {
            return code;
        }
    }

    /// The examples in all help texts.
    static List<String> ofHelp() {
        return ofHelp(line().getCommandSpec());
    }

    private static List<String> ofHelp(CommandSpec spec) {
        List<String> commands = new ArrayList<>(Stream.of(spec.usageMessage().footer())
                .map(String::strip)
                .filter(text -> text.startsWith("meridian "))
                .toList());
        spec.subcommands().values().forEach(sub -> commands.addAll(ofHelp(sub.getCommandSpec())));
        return commands;
    }

    /// Fails if the command would be refused.
    void check(String command) {
        List<String> words = words(command);
        if (words.getFirst().endsWith("mvnw")) {
            assertThat(tree.has("mvnw")).isTrue();
            return;
        }
        assertThat(words.getFirst()).as("a command that tests know").matches("(\\./)?meridian");
        ParseResult result = line().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        for (String file : files(result)) {
            List<String> sets = result.matchedOptionValue("--set", List.of());
            Blueprint blueprint = blueprint(file, tree.text(file), sets);
            List<String> faults = result.matchedOptionValue("--fault", List.of());
            faults.forEach(fault -> fault(fault, blueprint));
        }
        Optional<Path> from = Optional.ofNullable(result.matchedOptionValue("--from", null));
        from.ifPresent(input -> assertThat(tree.text(input.toString())).isNotEmpty());
    }

    /// The topologies that a command names; what is called `FILE` is any.
    private static List<String> files(ParseResult result) {
        return result.matchedPositionals().stream()
                .filter(given -> given.paramLabel().equals("FILE"))
                .flatMap(given -> given.originalStringValues().stream())
                .filter(file -> !file.equals("FILE"))
                .toList();
    }

    private static void fault(String text, Blueprint blueprint) {
        Fault.Parsed parsed = Fault.parse(text, Ground.of(blueprint));
        assertThat(parsed).isInstanceOf(Fault.Parsed.Right.class);
        if (parsed instanceof Fault.Parsed.Right(Fault fault)) {
            assertThat(Places.of(blueprint, 1)
                            .flatMap(places ->
                                    fault.contradiction(places.policy().hold())))
                    .isEmpty();
        }
    }

    /// The blueprint of a file; fails with its problems if it has any.
    static Blueprint blueprint(String name, String content, List<String> sets) {
        List<Assignment> assignments = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) {
            assignments.add(new Assignment.Set(i + 1, sets.get(i)));
        }
        Reading reading =
                TopologyReader.read(name, content.getBytes(StandardCharsets.UTF_8), Optional.empty(), assignments);
        assertThat(reading.problems()).isEmpty();
        Resolution resolution = Blueprints.resolve(reading.topology().orElseThrow());
        assertThat(resolution.problems()).isEmpty();
        return resolution.blueprint().orElseThrow();
    }
}
