package dev.meridian.evidence;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What every document says about itself: which product in which world, about which topology and plan, on which
/// machine.
///
/// @param world        empty if it did not come to a run
/// @param topologyHash empty if the topology could not be read
/// @param planHash     empty if there is no plan
/// @param seed         of all randomness in the run; empty if there was none
public record Stamp(
        String meridianVersion,
        Optional<World> world,
        Optional<String> topologyHash,
        Optional<String> planHash,
        Machine machine,
        Instant startedAt,
        OptionalLong seed) {

    /// A document of its own kind, as JSON: what every document says about itself, then these members.
    public String document(SequencedMap<String, JsonNode> members) {
        return ReportJson.document(this, members);
    }

    /// Where a plan was run.
    public enum World {
        SIMULATOR,
        TWIN,
        CLOUD;

        /// As JSON and reports write it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The one that is written so; empty if none is.
        public static Optional<World> of(String text) {
            return Stream.of(values())
                    .filter(world -> world.text().equals(text))
                    .findFirst();
        }
    }

    /// The machine that measured.
    ///
    /// @param loadAverage of the last minute when the run began: a busy machine measures worse
    public record Machine(int cores, long memoryBytes, double loadAverage) {}
}
