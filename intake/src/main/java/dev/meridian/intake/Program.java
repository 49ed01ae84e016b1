package dev.meridian.intake;

import java.util.List;
import java.util.Optional;

/// What runs in one region: a service of containers, a group of machines, a function.
///
/// @param name what it is called, freed of its place; the same program in another region has the same
/// @param needs the stores and secrets that its settings name
record Program(Resource resource, String region, String name, Facts facts, List<Resource> needs) {
    /// @param replicas as the format writes a number or a range
    /// @param cpu the processors of one copy, as the format writes them
    /// @param memory of one copy, likewise
    /// @param platform what it runs on, in the words of the format
    record Facts(
            Optional<String> image,
            Optional<String> port,
            Optional<String> health,
            Optional<String> replicas,
            Optional<String> cpu,
            Optional<String> memory,
            Optional<String> platform) {
        static final Facts NONE = new Facts(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
