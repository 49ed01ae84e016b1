package dev.meridian.cli;

import dev.meridian.fidelity.StepsFile;
import dev.meridian.topology.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file of step times that somebody named on the command line.
final class Timed {
    static final String NO_STEPS = "MER-0079";
    private static final String BUILT_IN = "built-in";

    private Timed() {}

    /// Reads it; where it is none, `problems` says why.
    static Optional<StepsFile> read(Path path, List<Problem> problems) {
        if (path.toString().equals(BUILT_IN)) {
            return Optional.of(StepsFile.builtIn());
        }
        InputFile file = new InputFile(path, "the simulator draws its step times from it", "`meridian fit` writes one");
        return file.read(problems).flatMap(bytes -> parsed(file, bytes, problems));
    }

    private static Optional<StepsFile> parsed(InputFile file, byte[] bytes, List<Problem> problems) {
        try {
            return Optional.of(StepsFile.of(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            problems.add(file.whole(
                    NO_STEPS,
                    "no step times can be read: " + e.getMessage(),
                    "`--timings` and `--check` take what `meridian fit` wrote",
                    "`meridian fit DRILL … -o steps.json`, or leave the option out"));
            return Optional.empty();
        }
    }
}
