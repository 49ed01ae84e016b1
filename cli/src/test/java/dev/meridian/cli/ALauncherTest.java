package dev.meridian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The launcher in a copy of the tree whose path has spaces, with JDKs and a build that only say what they
/// were asked.
class ALauncherTest {
    private static final Path SOURCE = Path.of(System.getProperty("meridian.home", ".."));
    private static final long PATIENCE_SECONDS = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private Path home = Path.of("");
    private Path jdks = Path.of("");

    private record Ended(int exitCode, String out, String err) {}

    @BeforeEach
    void copies_the_launcher() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = Files.createDirectories(directory.toRealPath().resolve("a place with spaces"));
        jdks = Files.createDirectories(directory.resolve("some jdks"));
        script(home.resolve("meridian"), Files.readString(SOURCE.resolve("meridian")));
        script(home.resolve(".mvn/find-jdk.sh"), Files.readString(SOURCE.resolve(".mvn/find-jdk.sh")));
        script(home.resolve("mvnw"), """
                #!/bin/sh
                echo build >> builds
                [ -z "${SLOW-}" ] || sleep "$SLOW"
                [ -z "${HANGS-}" ] || exec sleep 60
                mkdir -p cli/target/app/lib
                : > cli/target/meridian-cli-1.jar
                [ -z "${FAILS-}" ] || { echo "$FAILS"; exit 1; }
                : > cli/target/app/lib/library.jar
                """);
        Files.createDirectories(home.resolve("cli/src/main"));
        Files.writeString(home.resolve("cli/src/main/Source.java"), "old");
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        jdk("jdk-17", "17.0.9");
        jdk("jdk-25", "25.0.1");
    }

    @Test
    void builds_once_and_starts_from_its_cache() throws Exception {
        Ended first = run(Map.of(), "twin", "two words");
        Ended second = run(Map.of(), "twin", "two words");
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).contains("building, once");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
        Path target = home.resolve("cli/target");
        assertThat(second.out().lines())
                .startsWith("<" + jdks.resolve("jdk-25/bin/java") + ">")
                .contains(
                        "<-XX:AOTCache=" + target.resolve("app/servers.aot") + ">",
                        "<-Dmeridian.home=" + home + ">",
                        "<" + target.resolve("app/bound.jar") + ":" + target.resolve("meridian-cli-1.jar") + ":"
                                + target.resolve("app/lib/library.jar") + ">",
                        "<dev.meridian.cli.Main>",
                        "<two words>");
        assertThat(target.resolve("building")).doesNotExist();
    }

    @Test
    void loads_no_servers_for_what_reads_and_writes_files() throws Exception {
        assertThat(run(Map.of(), "synth", "a.yaml").out())
                .contains("-XX:AOTCache=" + home.resolve("cli/target/app/files.aot") + ">");
    }

    @ParameterizedTest
    @CsvSource({
        "--seeds 500, -XX:TieredStopAtLevel=1, true",
        "--seeds=2000, -XX:TieredStopAtLevel=4, true",
        "--runs 2001, -XX:TieredStopAtLevel=4, false"
    })
    void gives_a_long_run_the_compiler_and_the_observations_that_it_needs(
            String howMany, String compiler, boolean isCached) throws Exception {
        List<String> words = new ArrayList<>(List.of("simulate", "a.yaml"));
        words.addAll(List.of(howMany.split(" ")));
        Ended ended = run(Map.of(), words.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("<" + compiler + ">");
        assertThat(ended.out().contains("-XX:AOTCache=")).isEqualTo(isCached);
    }

    @Test
    void without_a_new_jdk_says_what_to_do() throws Exception {
        Files.delete(jdks.resolve("jdk-25/release"));
        Ended ended = run(Map.of("JAVA_HOME", jdks.resolve("jdk-17").toString()), "--version");
        assertThat(ended.exitCode()).isEqualTo(ExitCode.MACHINE_LACKS);
        assertThat(ended.err())
                .contains("no JDK 25 or newer", "jdk-17, which is older", "fix: install one", "JAVA_HOME=");
        assertThat(builds()).isZero();
    }

    @Test
    void says_it_as_json_too_where_json_was_asked_for() throws Exception {
        Ended broken = run(Map.of("FAILS", "cannot find symbol"), "drill", "a.yaml", "--output=json");
        assertThat(broken.exitCode()).isEqualTo(ExitCode.DEFECT);
        assertThat(problem(broken)).contains("cli/target/build.log");
        Files.delete(jdks.resolve("jdk-25/release"));
        assertThat(problem(run(Map.of(), "drill", "a.yaml", "--output", "json")))
                .contains("no JDK 25 or newer");
        assertThat(run(Map.of(), "drill", "a.yaml", "--output", "text").out()).isEmpty();
    }

    private static String problem(Ended ended) {
        JsonNode document = JsonMapper.shared().readTree(ended.out());
        assertThat(document.propertyNames())
                .contains("schemaVersion", "meridianVersion", "machine", "startedAt", "seed", "problems");
        return document.get("problems").get(0).get("what").asString();
    }

    @Test
    void finds_a_new_jdk_although_java_home_is_an_old_one() throws Exception {
        Ended ended = run(Map.of("JAVA_HOME", jdks.resolve("jdk-17").toString()), "--version");
        assertThat(ended.out()).startsWith("<" + jdks.resolve("jdk-25/bin/java") + ">");
    }

    @Test
    void takes_the_jdk_of_java_home_and_makes_a_cache_for_it() throws Exception {
        run(Map.of(), "--version");
        jdk("jdk-26", "26");
        Ended ended = run(Map.of("JAVA_HOME", jdks.resolve("jdk-26").toString()), "--version");
        assertThat(ended.out())
                .startsWith("<" + jdks.resolve("jdk-26/bin/java") + ">")
                .contains("-XX:AOTCache=");
        assertThat(Files.readString(home.resolve("cli/target/app/files.aot"))).contains("jdk-26");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void finds_its_home_through_links_and_stays_in_the_folder_of_the_caller() throws Exception {
        Path elsewhere = Files.createDirectories(directory.resolve("else where"));
        Files.createSymbolicLink(elsewhere.resolve("first"), Path.of("../a place with spaces/meridian"));
        Files.createSymbolicLink(elsewhere.resolve("second"), elsewhere.resolve("first"));
        for (String name : List.of("first", "./second", elsewhere + "/second")) {
            Ended ended = ended(start(List.of("sh", name, "--version"), elsewhere, Map.of()));
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("<-Dmeridian.home=" + home + ">", "in " + elsewhere.toRealPath());
        }
    }

    @Test
    void gives_names_beyond_ascii_an_encoding_and_leaves_another_locale_alone() throws Exception {
        assertThat(run(Map.of("LC_ALL", "C"), "drill", "sp ace é.yaml").out())
                .contains("<sp ace é.yaml>", "locale C.UTF-8");
        assertThat(run(Map.of(), "--version").out()).contains("locale C.UTF-8");
        assertThat(run(Map.of("LANG", "C.UTF-8"), "--version").out().lines()).contains("locale ");
    }

    @Test
    void builds_again_after_a_change() throws Exception {
        run(Map.of(), "--version");
        Path source = home.resolve("cli/src/main/Source.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        run(Map.of(), "--version");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void twice_at_the_same_time_builds_once() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            starts.add(start(List.of("sh", "./meridian", "--version"), home, Map.of("SLOW", "1")));
        }
        for (Process start : starts) {
            Ended ended = ended(start);
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out()).contains("<--version>", "-XX:AOTCache=");
        }
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void takes_over_from_a_builder_that_was_killed() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(home.resolve("cli/target"));
        Files.createSymbolicLink(home.resolve("cli/target/building"), Path.of(Long.toString(dead.pid())));
        assertThat(run(Map.of(), "--version").exitCode()).isZero();
    }

    @Test
    void whose_build_fails_says_so_and_leaves_nothing_half_built() throws Exception {
        Ended broken = run(Map.of("FAILS", "Source.java:[1,1] does not compile"), "--version");
        assertThat(broken.exitCode()).isEqualTo(ExitCode.DEFECT);
        assertThat(broken.err()).contains("does not compile", "the build failed", "build.log", "fix: ");
        assertThat(home.resolve("cli/target/app/built")).doesNotExist();
        assertThat(home.resolve("cli/target/building")).matches(lock -> !Files.exists(lock, LinkOption.NOFOLLOW_LINKS));
        Ended full = run(Map.of("FAILS", "No space left on device"), "--version");
        assertThat(full.exitCode()).isEqualTo(ExitCode.MACHINE_LACKS);
        assertThat(full.err()).contains("fix: free some space");
        assertThat(run(Map.of(), "--version").exitCode()).isZero();
    }

    @Test
    void that_is_interrupted_leaves_no_stamp_and_no_lock() throws Exception {
        Process start = start(List.of("sh", "./meridian", "--version"), home, Map.of("HANGS", "yes"));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (builds() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        start.toHandle().destroy();
        Ended ended = ended(start);
        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(ended.err()).contains("interrupted");
        assertThat(home.resolve("cli/target/app/built")).doesNotExist();
        assertThat(run(Map.of(), "--version").exitCode()).isZero();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void whose_home_may_not_be_written_starts_what_was_built() throws Exception {
        List<String> other = otherUser();
        List<String> start = new ArrayList<>(other);
        start.addAll(List.of("sh", home + "/meridian", "--version"));
        allowed(false);
        Ended unbuilt = ended(start(start, directory, Map.of()));
        assertThat(unbuilt.exitCode()).isEqualTo(ExitCode.MACHINE_LACKS);
        assertThat(unbuilt.err()).contains("nothing can be written", "fix: ");
        allowed(true);
        run(Map.of(), "--version");
        Files.delete(home.resolve("cli/target/app/rehearsed"));
        allowed(false);
        Ended built = ended(start(start, directory, Map.of()));
        allowed(true);
        assertThat(built.exitCode()).as(built.err()).isZero();
        assertThat(built.out()).contains("<--version>").doesNotContain("AOTCache");
        assertThat(built.err()).isEmpty();
    }

    /// Root may write everywhere, so it becomes somebody else; an ordinary user need not.
    private static List<String> otherUser() throws IOException {
        int uid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (uid != 0) {
            return List.of();
        }
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "root cannot become somebody else here");
        return List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--");
    }

    private void allowed(boolean mayWrite) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(mayWrite ? "rwxr-xr-x" : "r-xr-xr-x"));
            }
        }
    }

    private void jdk(String name, String version) throws IOException {
        Path jdk = jdks.resolve(name);
        script(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        script(jdk.resolve("bin/java"), """
                #!/bin/sh
                for word do
                  case $word in
                    -XX:AOTCacheOutput=*) echo "$0" > "${word#*=}"; exit 0 ;;
                  esac
                done
                printf '<%s>\\n' "$0" "$@"
                echo "in $(pwd)"
                echo "locale ${LC_ALL-}"
                """);
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        Files.setLastModifiedTime(
                jdk.resolve("release"), FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private static void script(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int builds() throws IOException {
        Path builds = home.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    private Ended run(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("./meridian"));
        command.addAll(List.of(arguments));
        command.addFirst("sh");
        return ended(start(command, home, environment));
    }

    private Process start(List<String> command, Path in, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(in.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "MERIDIAN_JDKS", jdks.toString()));
        builder.environment().putAll(environment);
        return builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    private static Ended ended(Process process) throws Exception {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Ended(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes()),
                    new String(process.getErrorStream().readAllBytes()));
        } finally {
            process.destroyForcibly();
        }
    }
}
