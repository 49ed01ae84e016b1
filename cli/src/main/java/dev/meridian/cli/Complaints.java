package dev.meridian.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.meridian.evidence.Stamp;
import dev.meridian.topology.Problem;
import dev.meridian.topology.Where;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Problems in what the user wrote, as text or as JSON.
final class Complaints {
    private Complaints() {}

    /// Prints them all; the exit code that they mean.
    static int print(List<Problem> problems, OutputFormat format) {
        if (format == OutputFormat.JSON) {
            System.out.println(dev.meridian.evidence.Problem.json(
                    stamp(Instant.now()),
                    problems.stream().map(Complaints::json).toList()));
        } else {
            problems.forEach(problem -> System.err.println(problem.text().stripTrailing()));
        }
        return ExitCode.WRONG_INPUT;
    }

    private static dev.meridian.evidence.Problem json(Problem problem) {
        var where = switch (problem.where()) {
            case Where.InFile(String file, int line, int column) ->
                new dev.meridian.evidence.Problem.Where(file, line, column);
            case Where.InAssignment(String label, String path) ->
                new dev.meridian.evidence.Problem.Where(label + ":" + path, 1, 1);
        };
        return new dev.meridian.evidence.Problem(problem.id(), where, problem.what(), problem.why(), problem.fix());
    }

    private static Stamp stamp(Instant now) {
        return new Stamp(
                Version.TEXT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                machine(),
                now,
                OptionalLong.empty());
    }

    /// This machine, as every document names it.
    static Stamp.Machine machine() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Stamp.Machine(
                system.getAvailableProcessors(),
                system.getTotalMemorySize(),
                Math.max(0, system.getSystemLoadAverage()));
    }
}
