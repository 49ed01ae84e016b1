package dev.meridian.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AProcessTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String[] SLEEP = {"sleep", "60"};

    private final List<Process> started = new ArrayList<>();

    @TempDir
    private Path directory;

    @AfterEach
    void none_is_left() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly();
            assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void gets_the_signals_that_are_sent_to_it() throws Exception {
        Process process = start(directory, SLEEP);
        assertThat(Signals.send(process.pid(), Signal.STOP)).isEqualTo(new Signals.Sent.Delivered());
        await(() -> state(process.pid()) == 'T', "stopped");
        Signals.send(process.pid(), Signal.CONT);
        await(() -> state(process.pid()) == 'S', "going on");
        Signals.send(process.pid(), Signal.TERM);
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(Signals.send(process.pid(), Signal.KILL)).isEqualTo(new Signals.Sent.NoSuchProcess());
        assertThat(Signals.exists(process.pid())).isFalse();
    }

    @Test
    void is_never_everybody_nor_the_first_one() {
        for (long id : new long[] {-1, 0, 1, 1L << 32}) {
            assertThatThrownBy(() -> Signals.send(id, Signal.KILL)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> ProcessGroups.kill(id)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void is_found_by_where_it_works_even_if_that_was_deleted_and_killed_there() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("region-2"));
        Path below = Files.createDirectories(directory.resolve("region/data"));
        Process inside = start(below, SLEEP);
        Process outside = start(elsewhere, SLEEP);
        Files.delete(below);
        Path region = directory.resolve("region");
        await(() -> !Orphans.find(region).isEmpty(), "found");
        assertThat(Orphans.find(region)).singleElement().satisfies(orphan -> {
            assertThat(orphan.pid()).isEqualTo(inside.pid());
            assertThat(orphan.workingDirectory()).isEqualTo(below);
            assertThat(orphan.command()).isEqualTo("sleep 60");
        });
        assertThat(Orphans.kill(region, SOON))
                .isInstanceOfSatisfying(
                        Orphans.Outcome.AllGone.class,
                        gone -> assertThat(gone.killed()).containsExactly(inside.pid()));
        assertThat(outside.isAlive()).isTrue();
    }

    @Test
    void dies_with_its_group_at_once() throws Exception {
        Process region = region();
        List<Long> members = members(region);
        assertThat(members.getFirst()).as("it leads its group").isEqualTo(region.pid());
        assertThat(ProcessGroups.of(members.getLast())).isEqualTo(region.pid());
        assertThat(ProcessGroups.kill(region.pid())).isEqualTo(new Signals.Sent.Delivered());
        await(() -> members.stream().noneMatch(ProcessTable::runs), "all gone");
    }

    @Test
    void is_served_before_others_where_that_is_granted() throws Exception {
        Path kernel = Files.createFile(directory.resolve("autogroup"));
        assertThat(Precedence.claim(kernel)).isTrue();
        assertThat(kernel).hasContent("-10");
        assertThat(Precedence.claim(directory.resolve("no-such-kernel"))).isFalse();

        Process region = region();
        String[] said = String.valueOf(region.inputReader().readLine()).split(" ");
        Signals.send(Long.parseLong(said[1]), Signal.KILL);
        assumeTrue(Boolean.parseBoolean(said[2]), "skipped: the kernel does not grant it to this user");
        assertThat(Path.of("/proc", said[0], "autogroup")).content().contains(" nice -10");
    }

    @Test
    void ends_when_its_parent_closes_the_pipe() throws Exception {
        Process region = region();
        List<Long> members = members(region);
        region.getOutputStream().close();
        assertThat(region.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(region.exitValue()).isEqualTo(DieWithParent.STATUS);
        Signals.send(members.getLast(), Signal.KILL);
    }

    @Test
    void does_what_it_was_told_when_its_parent_ends_and_not_before() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (PipedOutputStream parent = new PipedOutputStream()) {
            DieWithParent.watch(new PipedInputStream(parent), ended::countDown);
            parent.write(1);
            parent.flush();
            assertThat(ended.await(50, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runs_as_an_ordinary_user_in_place_when_root_starts_it() throws Exception {
        Privileges.Finding finding = Privileges.find();
        assumeTrue(finding instanceof Privileges.SteppedDown, () -> "skipped: only root steps down, found " + finding);
        Privileges.SteppedDown steppedDown = (Privileges.SteppedDown) finding;
        Process process =
                start(Path.of("/"), steppedDown.command(List.of(SLEEP)).toArray(String[]::new));
        await(() -> ProcessTable.command(process.pid()).equals(java.util.Optional.of("sleep 60")), "the same process");
        assertThat((int) Files.getAttribute(Path.of("/proc/" + process.pid()), "unix:uid"))
                .isEqualTo(steppedDown.uid());
        Path file = Files.createFile(directory.resolve("file"));
        steppedDown.own(directory);
        assertThat((int) Files.getAttribute(file, "unix:uid")).isEqualTo(steppedDown.uid());
    }

    @Test
    void is_told_what_is_missing_where_root_cannot_step_down() {
        List<String> root = List.of("Name:\tjava", "Uid:\t0\t0\t0\t0");
        List<String> passwd = List.of("root:x:0:0:root:/root:/bin/sh", "nobody:x:65534:65533:nobody:/:/bin/false");
        assertThat(Privileges.find(List.of("Uid:\t1000\t1000\t1000\t1000"), passwd, command -> false))
                .isEqualTo(new Privileges.Ordinary());
        assertThat(Privileges.find(root, passwd, command -> true))
                .isInstanceOfSatisfying(
                        Privileges.SteppedDown.class,
                        found -> assertThat(found.command(List.of("a")))
                                .containsExactly(
                                        "setpriv", "--reuid=65534", "--regid=65533", "--clear-groups", "--", "a"));
        assertThat(Privileges.find(root, passwd, command -> command.getFirst().equals("chroot")))
                .isInstanceOfSatisfying(
                        Privileges.SteppedDown.class,
                        found -> assertThat(found.command(List.of("a")))
                                .containsExactly("chroot", "--userspec=65534:65533", "--groups=65533", "/", "a"));
        assertThat(lacking(root, passwd)).contains("util-linux", "coreutils", "ordinary user");
        assertThat(lacking(root, passwd.subList(0, 1))).contains("nobody", "useradd");
        assertThat(lacking(List.of("Uid:\t1000\t0\t0\t0"), passwd)).contains("set-user-id");
    }

    private static String lacking(List<String> status, List<String> passwd) {
        Privileges.Finding finding = Privileges.find(status, passwd, command -> false);
        assertThat(finding).isInstanceOf(Privileges.Lacking.class);
        return ((Privileges.Lacking) finding).sentence();
    }

    private Process region() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return start(
                directory,
                java,
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RegionProcess.class.getName());
    }

    private static List<Long> members(Process region) throws IOException {
        BufferedReader reader = region.inputReader();
        String[] ids = String.valueOf(reader.readLine()).split(" ");
        return List.of(Long.parseLong(ids[0]), Long.parseLong(ids[1]));
    }

    private Process start(Path in, String... command) throws IOException {
        Process process = new ProcessBuilder(command).directory(in.toFile()).start();
        started.add(process);
        return process;
    }

    private static char state(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException gone) {
            return '-';
        }
    }

    private static void await(BooleanSupplier condition, String what) {
        long until = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(until);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
