package dev.meridian.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// As whom servers run. PostgreSQL refuses to run as root, so root starts it through a command that takes another
/// identity and then becomes the server in the same process: its id is the server's, and a kill reaches it. (`su`
/// and `runuser` stay in between as its parent, and leave it running when they are killed.)
public final class Privileges {
    private static final String NOBODY = "nobody";
    private static final long PROBE_SECONDS = 5;

    private Privileges() {}

    /// What this process may do.
    public sealed interface Finding {}

    /// A way to run servers.
    public sealed interface RunAs extends Finding {
        /// The command that runs `command` with the right identity, in place.
        List<String> command(List<String> command);

        /// Gives a file or a directory with all that is in it to that identity.
        void own(Path path) throws IOException;
    }

    /// An ordinary user: servers run as this very user.
    public record Ordinary() implements RunAs {
        @Override
        public List<String> command(List<String> command) {
            return command;
        }

        @Override
        public void own(Path path) {
            // What an ordinary user creates is already that user's.
        }
    }

    /// Root, who steps down to `user` for servers.
    public record SteppedDown(String user, int uid, int gid, List<String> wrapper) implements RunAs {
        public SteppedDown {
            wrapper = List.copyOf(wrapper);
        }

        @Override
        public List<String> command(List<String> command) {
            List<String> wrapped = new ArrayList<>(wrapper);
            wrapped.addAll(command);
            return wrapped;
        }

        @Override
        public void own(Path path) throws IOException {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    return give(directory);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    return give(file);
                }
            });
        }

        private FileVisitResult give(Path path) throws IOException {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
        }
    }

    /// Servers cannot be run by this process.
    ///
    /// @param sentence what is missing and what to do about it
    public record Lacking(String sentence) implements Finding {}

    /// Who this process is and whether it can step down. Tries the command once where there is a choice.
    public static Finding find() {
        return find(status(), passwd(), Privileges::works);
    }

    /// @param status the lines of /proc/self/status
    /// @param passwd the lines of /etc/passwd
    /// @param works whether a command runs and succeeds
    static Finding find(List<String> status, List<String> passwd, Predicate<List<String>> works) {
        String[] uids = status.stream()
                .filter(line -> line.startsWith("Uid:"))
                .findFirst()
                .map(line -> line.substring("Uid:".length()).strip().split("\\s+"))
                .orElse(new String[] {"0", "0"});
        if (!uids[0].equals(uids[1])) {
            return new Lacking("this program runs with another user's rights (real uid " + uids[0] + ", effective uid "
                    + uids[1] + "); remove the set-user-id bit and run it as yourself");
        }
        return uids[1].equals("0") ? stepDown(passwd, works) : new Ordinary();
    }

    private static Finding stepDown(List<String> passwd, Predicate<List<String>> works) {
        Optional<String[]> nobody = passwd.stream()
                .map(line -> line.split(":"))
                .filter(fields -> fields.length > 3 && fields[0].equals(NOBODY) && !fields[2].equals("0"))
                .findFirst();
        if (nobody.isEmpty()) {
            return new Lacking("root needs the user " + NOBODY + " in /etc/passwd to run PostgreSQL as: add it with"
                    + " `useradd -r " + NOBODY + "`, or run Meridian as an ordinary user");
        }
        String uid = nobody.get()[2];
        String gid = nobody.get()[3];
        List<List<String>> wrappers = List.of(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--"),
                List.of("chroot", "--userspec=" + uid + ":" + gid, "--groups=" + gid, "/"));
        for (List<String> wrapper : wrappers) {
            SteppedDown steppedDown = new SteppedDown(NOBODY, Integer.parseInt(uid), Integer.parseInt(gid), wrapper);
            if (works.test(steppedDown.command(List.of("true")))) {
                return steppedDown;
            }
        }
        return new Lacking(
                "root cannot run PostgreSQL and neither `setpriv` nor `chroot --userspec` works here: install"
                        + " util-linux (setpriv) or GNU coreutils (chroot), or run Meridian as an ordinary user");
    }

    private static boolean works(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException notInstalled) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> status() {
        return lines(Path.of("/proc/self/status"));
    }

    private static List<String> passwd() {
        return lines(Path.of("/etc/passwd"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
