package dev.meridian.agent;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/// What ends a region's database when nobody else is left to. The supervisor takes its database along when
/// its parent ends, and the watchdog when the supervisor does; where somebody kills both at once, as one who
/// kills all processes of Java does, the server would go on as a primary that nobody fences.
///
/// So this is no process of Java: a shell that waits for the end of its standard input, which is the end of
/// the supervisor however that comes, and then kills the server with all its children. It does so for a
/// while, since one that was being started has no lock file yet. Where the watchdog lives it has done the
/// same already.
final class LastGuard {
    /// `$1` is the data directory. The lock file names the server; an id that was given to somebody else
    /// since is not killed, since its command names another directory or none. Its children go with it: one
    /// that is busy does not look whether its parent lives.
    private static final String SCRIPT = """
            while read -r _; do :; done
            tries=0
            while [ $tries -lt 20 ]; do
              pid=
              [ ! -r "$1/postmaster.pid" ] || read -r pid < "$1/postmaster.pid"
              case $pid in
                '' | *[!0-9]* | 0 | 1) ;;
                *)
                  if tr '\\0' ' ' < "/proc/$pid/cmdline" 2> /dev/null | grep -qF -- "-D $1 "; then
                    doomed=$pid
                    for stat in /proc/[0-9]*/stat; do
                      read -r line < "$stat" || continue
                      child=${line%% *}
                      set -- "$1" ${line##*) }
                      [ "$3" != "$pid" ] || doomed="$doomed $child"
                    done 2> /dev/null
                    kill -9 $doomed
                    echo "killed a database that nobody was left to guard: $doomed"
                  fi
                  ;;
              esac
              sleep 0.1
              tries=$((tries + 1))
            done
            """;

    private LastGuard() {}

    /// @param directory the region's own, where it works
    static Process start(Path directory, Path dataDirectory, Redirect output) throws IOException {
        return new ProcessBuilder(List.of("/bin/sh", "-c", SCRIPT, "last-guard", dataDirectory.toString()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
    }
}
