package dev.meridian.intake;

import java.util.List;
import java.util.Optional;

/// What runs in one region: a service of containers, a group of machines, a function.
///
/// @param name what it is called, freed of its place; the same program in another region has the same
/// @param replicas as the format writes a number or a range
/// @param needs the stores that its settings name
record Program(
        Resource resource,
        String region,
        String name,
        Optional<String> image,
        Optional<String> port,
        Optional<String> health,
        Optional<String> replicas,
        List<Resource> needs) {}
