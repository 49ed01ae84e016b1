package dev.meridian.mechanisms;

import java.util.List;
import java.util.stream.Stream;

/// The mechanisms of Google Cloud.
final class GoogleCloudMechanisms {
    private GoogleCloudMechanisms() {}

    static List<Mechanism> rows() {
        return Stream.of(GoogleCloudDatabases.rows(), GoogleCloudStorage.rows())
                .flatMap(List::stream)
                .toList();
    }
}
