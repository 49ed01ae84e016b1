import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs series of drills one by one and prints what they came to. One file, no build: `bench/drills`.
///
/// A run is recorded when its drill came to an end and says so: exit code 0, 1 or 4, and a document. Where
/// the input was wrong, the machine lacked something, or Meridian had a defect, nothing was measured: that
/// run is made again when the series goes on, and this bench ends with 3. It ends with 1 if a recorded run
/// came to something else than its series is about, today or before.
public final class Drills {
    private static final long LONGEST_RUN_SECONDS = 900;

    /// As rows name them; older tables have others too, which were no measurements.
    private static final List<String> RECORDED = List.of("0", "1", "4");

    /// A row ends with its last figure; behind it the others are empty.
    private static final String COLUMNS = "\t".repeat(15);

    private static final int OTHERWISE = 1;
    private static final int NOT_MEASURED = 3;

    /// A series: so many runs of one command, each with the same right exit code. `{a..b}` in an argument is a
    /// random whole number of each run.
    private record Series(String name, int runs, int right, List<String> arguments) {}

    private static final String QUICKSTART = "examples/quickstart.yaml";

    private static final List<Series> ALL = List.of(
            drill("region-loss", 59, QUICKSTART, "--fault", "region-loss:us-east-1@{8000..9000}ms"),
            drill("process-loss", 20, QUICKSTART, "--fault", "process-loss:us-east-1@{8000..9000}ms"),
            drill(
                    "async",
                    20,
                    QUICKSTART,
                    "--fault",
                    "process-loss:us-east-1@{8000..9000}ms",
                    "--set",
                    "data.orders.replication=async"),
            drill("partition", 20, QUICKSTART, "--fault", "region-partition:us-east-1@{8000..9000}ms"),
            drill("pause", 20, QUICKSTART, "--fault", "agent-pause:us-east-1:6s@8s"),
            drill(
                    "kill-leader",
                    8,
                    QUICKSTART,
                    "--fault",
                    "region-loss:us-east-1@{8000..9000}ms",
                    "--fault",
                    "agent-crash:eu-west-1@{8000..11000}ms"),
            drill(
                    "kill-follower",
                    8,
                    QUICKSTART,
                    "--fault",
                    "region-loss:us-east-1@{8000..9000}ms",
                    "--fault",
                    "agent-crash:ap-southeast-1@{8000..11000}ms"),
            drill(
                    "kill-in-turn",
                    8,
                    QUICKSTART,
                    "--fault",
                    "region-loss:us-east-1@{8000..9000}ms",
                    "--fault",
                    "agent-crash:eu-west-1@{8500..10000}ms",
                    "--fault",
                    "agent-crash:ap-southeast-1@{10000..11500}ms"),
            drill(
                    "blip",
                    5,
                    QUICKSTART,
                    "--fault",
                    "blip:us-east-1:43s@8s",
                    "--set",
                    "failover.profile=default"),
            drill("link-cut", 8, QUICKSTART, "--fault", "link-cut:us-east-1-eu-west-1@{8000..9000}ms..20s"),
            drill("link-cut-to", 8, QUICKSTART, "--fault", "link-cut:us-east-1>eu-west-1@{8000..9000}ms..20s"),
            drill("link-cut-from", 8, QUICKSTART, "--fault", "link-cut:eu-west-1>us-east-1@{8000..9000}ms..20s"),
            drill("link-slow", 8, QUICKSTART, "--fault", "link-slow:us-east-1-eu-west-1:300@{8000..9000}ms..20s"),
            drill("saturate", 8, QUICKSTART, "--fault", "saturate:us-east-1@{8000..9000}ms..23s"),
            drill("db-crash", 8, QUICKSTART, "--fault", "db-crash:us-east-1@{8000..9000}ms"),
            drill("quorum-loss", 8, QUICKSTART, "--fault", "quorum-loss@{8000..9000}ms..18s"),
            // Nobody may be promoted there: refused is right.
            new Series(
                    "two-regions",
                    1,
                    4,
                    words("examples/two-regions.yaml", "--fault", "region-loss:us-east-1@{8000..9000}ms")),
            new Series("soak-idle", 1, 0, List.of("soak", QUICKSTART, "--seconds", "600")),
            new Series("soak-busy", 1, 0, List.of("soak", QUICKSTART, "--seconds", "600", "--busy", "2")));

    private Drills() {}

    private static Series drill(String name, int runs, String... arguments) {
        return new Series(name, runs, 0, words(arguments));
    }

    private static List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(List.of("drill"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--output", "json"));
        return words;
    }

    /// @param args the home of the checkout, then names of series or `--table`
    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Path.of(args[0]);
        Path table = Files.createDirectories(home.resolve("target/bench")).resolve("drills.tsv");
        List<String> wanted = List.of(args).subList(1, args.length);
        for (String name : wanted) {
            if (!name.equals("--table") && ALL.stream().noneMatch(series -> series.name().equals(name))) {
                System.err.println("bench/drills: no series is called " + name + ": "
                        + ALL.stream().map(Series::name).toList());
                System.exit(2);
            }
        }
        boolean isMeasured = true;
        if (!wanted.contains("--table")) {
            for (Series series : ALL) {
                if (wanted.isEmpty() || wanted.contains(series.name())) {
                    isMeasured &= run(home, table, series);
                }
            }
        }
        print(table);
        boolean isRight = true;
        for (Series series : ALL) {
            for (String[] line : lines(table, series.name())) {
                if (!line[2].equals(Integer.toString(series.right()))) {
                    isRight = false;
                    System.err.println("bench/drills: " + series.name() + ", run " + line[1] + ": exit code " + line[2]
                            + ", right is " + series.right());
                }
            }
        }
        System.exit(!isMeasured ? NOT_MEASURED : isRight ? 0 : OTHERWISE);
    }

    /// False if a run came to nothing that could be recorded; the rest of the series would come to the same.
    private static boolean run(Path home, Path table, Series series) throws IOException, InterruptedException {
        Random random = new Random(series.name().hashCode());
        for (int run = 1; run <= series.runs(); run++) {
            List<String> command = new ArrayList<>(List.of(home.resolve("meridian").toString()));
            for (String argument : series.arguments()) {
                command.add(randomised(argument, random));
            }
            if (lines(table, series.name()).size() >= run) {
                continue;
            }
            Path out = Files.createDirectories(home.resolve("target/bench/" + series.name() + "-" + run));
            if (command.contains("drill")) {
                command.addAll(List.of("--out", out.toString()));
            }
            String load = load();
            long began = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectOutput(out.resolve("stdout").toFile())
                    .redirectError(out.resolve("stderr").toFile())
                    .start();
            boolean over = process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
            if (!over) {
                process.destroy();
                process.waitFor();
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            String text = Files.readString(out.resolve("stdout"));
            if (!over || !isAnswer(process.exitValue(), command.contains("drill"), text)) {
                System.err.println("bench/drills: " + series.name() + ", run " + run + ": "
                        + (over ? "exit code " + process.exitValue() : "not over after " + LONGEST_RUN_SECONDS + " s")
                        + "; " + out.resolve("stderr") + " says why; not recorded");
                return false;
            }
            String line = String.join(
                    "\t",
                    series.name(),
                    Integer.toString(run),
                    Integer.toString(process.exitValue()),
                    String.format(Locale.ROOT, "%.1f", seconds),
                    load,
                    figure(text, "rtoSeconds"),
                    figure(text, "predictedRtoSeconds"),
                    figure(text, "acknowledgedWrites"),
                    figure(text, "lostWrites"),
                    figure(text, "lossSeconds"),
                    figure(text, "predictedLossSeconds"),
                    figure(text, "twoSidedWrites"),
                    figure(text, "fenceSeconds"),
                    word(text, "outcome"),
                    text.startsWith("{") ? "" : text.strip().replace('\n', ' '));
            Files.writeString(table, line.stripTrailing() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            System.err.println(line);
        }
        return true;
    }

    /// Whether something was measured, well or not. What a soak says is for people.
    private static boolean isAnswer(int exitCode, boolean isDrill, String text) {
        return RECORDED.contains(Integer.toString(exitCode)) && (!isDrill || text.contains("\"runs\""));
    }

    private static String randomised(String argument, Random random) {
        Matcher range = Pattern.compile("\\{(\\d+)\\.\\.(\\d+)\\}").matcher(argument);
        return range.replaceAll(match -> Integer.toString(
                random.nextInt(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)))));
    }

    private static String load() throws IOException {
        Path average = Path.of("/proc/loadavg");
        return Files.exists(average) ? Files.readString(average).split(" ", 2)[0] : "?";
    }

    private static String figure(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*(-?[0-9.]+|null)").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String word(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static List<String[]> lines(Path table, String series) throws IOException {
        return Files.exists(table)
                ? Files.readAllLines(table, StandardCharsets.UTF_8).stream()
                        .map(line -> (line + COLUMNS).split("\t", -1))
                        .filter(words -> words[0].equals(series) && RECORDED.contains(words[2]))
                        .toList()
                : List.of();
    }

    private static void print(Path table) throws IOException {
        System.out.printf(
                "%-14s %4s %6s %6s %6s %6s %6s %6s %9s %6s %6s %9s %6s %s%n",
                "series", "runs", "right", "p50", "p95", "worst", "pred.", "lost", "loss p50", "bound", "worst", "two-sided",
                "fence", "load");
        for (Series series : ALL) {
            List<String[]> lines = lines(table, series.name());
            if (lines.isEmpty()) {
                continue;
            }
            long fine = lines.stream()
                    .filter(line -> line[2].equals(Integer.toString(series.right())))
                    .count();
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %4d %6d %6s %6s %6s %6s %6s %9s %6s %6s %9s %6s %s%n",
                    series.name(),
                    lines.size(),
                    fine,
                    percentile(lines, 5, 0.5),
                    percentile(lines, 5, 0.95),
                    percentile(lines, 5, 1),
                    percentile(lines, 6, 1),
                    percentile(lines, 8, 1),
                    percentile(lines, 9, 0.5),
                    percentile(lines, 10, 0.5),
                    percentile(lines, 9, 1),
                    percentile(lines, 11, 1),
                    percentile(lines, 12, 1),
                    percentile(lines, 4, 0.5) + ".." + percentile(lines, 4, 1));
            lines.stream()
                    .filter(line -> !line[14].isEmpty())
                    .forEach(line -> System.out.println("    " + line[14]));
        }
    }

    /// By order statistics; a run without the figure counts as infinite.
    private static String percentile(List<String[]> lines, int column, double p) {
        List<Double> values = lines.stream()
                .map(line -> line[column])
                .filter(text -> !text.isEmpty())
                .map(text -> text.matches("-?[0-9.]+") ? Double.parseDouble(text) : Double.POSITIVE_INFINITY)
                .sorted()
                .toList();
        if (values.isEmpty()) {
            return "";
        }
        double value = values.get((int) Math.max(0, Math.ceil(p * values.size()) - 1));
        return Double.isInfinite(value)
                ? "never"
                : value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value);
    }
}
