package dev.meridian.twin;

import dev.meridian.agent.Jvm;
import dev.meridian.agent.Supervisor;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Runs what a region consists of.
interface Hosting {
    /// @param wards the region's directory, and then what runs there, as a [Supervisor] is told
    /// @return whether it still runs
    BooleanSupplier start(List<String> wards, Path directory) throws IOException;

    /// Each as a process, below one that starts it again.
    static BooleanSupplier supervised(List<String> wards, Path directory) throws IOException {
        Redirect log = Redirect.appendTo(new File(directory.toFile(), "supervisor.log"));
        return Jvm.start(Supervisor.class.getName(), wards, directory, log)::isAlive;
    }
}
