package dev.meridian.estate;

import java.util.List;

/// A service as one region runs it.
///
/// @param name as the file calls it
/// @param stores that it uses, by name, whether they are in this region or not
public record Workload(String name, List<String> stores) {
    public Workload {
        stores = List.copyOf(stores);
    }
}
