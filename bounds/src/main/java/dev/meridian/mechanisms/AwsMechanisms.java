package dev.meridian.mechanisms;

import java.util.List;
import java.util.stream.Stream;

/// The mechanisms of Amazon Web Services.
final class AwsMechanisms {
    private AwsMechanisms() {}

    static List<Mechanism> rows() {
        return Stream.of(AwsDatabases.rows(), AwsMessaging.rows(), AwsStorage.rows())
                .flatMap(List::stream)
                .toList();
    }
}
