package dev.meridian.cli;

import dev.meridian.assess.Automation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How long the longest fence took in drills of a file, as their evidence says: what was slow once may be so
/// again, and the lease has to hold then. What cannot be read is no evidence: it is passed over, as a drill of
/// another file is.
final class FencesOnRecord {
    /// The newest so many drills are looked through.
    private static final int MOST_DRILLS = 100;

    private static final long MOST_BYTES = 16L << 20;

    private FencesOnRecord() {}

    /// @param folder where drills put their evidence
    /// @param topologyHash of the file that is asked about
    static Optional<Automation.Measured> longest(Path folder, String topologyHash) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> drills = Files.list(folder)) {
            return drills.map(drill -> drill.resolve("report.json"))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.reverseOrder())
                    .limit(MOST_DRILLS)
                    .flatMap(report -> measured(report, topologyHash).stream())
                    .max(Comparator.comparing(Automation.Measured::longest).thenComparing(Automation.Measured::at));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Automation.Measured> measured(Path report, String topologyHash) {
        try {
            if (Files.size(report) > MOST_BYTES) {
                return Optional.empty();
            }
            JsonNode drill = JsonMapper.shared().readTree(Files.readAllBytes(report));
            boolean isOfFile = drill.path("topologyHash").asString("").equals(topologyHash)
                    && drill.path("world").asString("").equals("twin");
            List<Duration> fences = StreamSupport.stream(drill.path("runs").spliterator(), false)
                    .map(run -> run.path("fenceSeconds"))
                    .filter(JsonNode::isNumber)
                    .map(seconds -> Duration.ofNanos((long) (seconds.asDouble() * 1e9)))
                    .toList();
            Optional<Duration> longest = fences.stream().max(Comparator.naturalOrder());
            return longest.filter(_ -> isOfFile)
                    .map(most -> new Automation.Measured(
                            most,
                            fences.size(),
                            Instant.parse(drill.path("startedAt").asString(""))));
        } catch (IOException | JacksonException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
