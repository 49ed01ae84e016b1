package dev.meridian.mechanisms;

import java.util.List;
import java.util.stream.Stream;

/// The mechanisms of Microsoft Azure.
final class AzureMechanisms {
    private AzureMechanisms() {}

    static List<Mechanism> rows() {
        return Stream.of(AzureDatabases.rows(), AzureMessaging.rows(), AzureStorage.rows())
                .flatMap(List::stream)
                .toList();
    }
}
