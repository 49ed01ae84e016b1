package dev.meridian.blueprint;

import java.util.SequencedMap;

/// A stateless part of an application; it runs wherever its application does.
///
/// @param application its owner
/// @param healthPath the path of an HTTP request that is answered with 200 while it can serve
/// @param dependsOn what it needs, by the name of a service, store or external
public record Service(
        String name, String application, int port, String healthPath, SequencedMap<String, Need> dependsOn) {
    public Service {
        dependsOn = Frozen.copy(dependsOn);
    }
}
