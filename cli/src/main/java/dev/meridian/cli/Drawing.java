package dev.meridian.cli;

import dev.meridian.fidelity.StepsFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What simulated worlds are made of beside the file.
///
/// @param steps what step times are drawn from
/// @param standIns what each store is taken for that a world does not have, by its name
record Drawing(StepsFile steps, SequencedMap<String, List<String>> standIns) {
    Drawing {
        standIns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(standIns));
    }

    List<String> standIns(String store) {
        return standIns.getOrDefault(store, List.of());
    }
}
