package dev.meridian.mechanisms;

import java.util.List;
import java.util.stream.Stream;

/// The mechanisms of software that behaves the same on every cloud.
final class SoftwareMechanisms {
    private SoftwareMechanisms() {}

    static List<Mechanism> rows() {
        return Stream.of(
                        RelationalSoftware.rows(),
                        Elections.rows(),
                        DistributedSoftware.rows(),
                        MessagingSoftware.rows(),
                        NamedDatabases.rows(),
                        NamedBrokers.rows())
                .flatMap(List::stream)
                .toList();
    }
}
