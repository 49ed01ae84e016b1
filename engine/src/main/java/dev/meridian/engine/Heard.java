package dev.meridian.engine;

import dev.meridian.engine.State.Word;
import dev.meridian.units.RegionName;
import java.util.SequencedMap;

/// What each agent said last.
///
/// @param vantages its newest word
/// @param clocks its newest stamp
public record Heard(SequencedMap<RegionName, Word> vantages, SequencedMap<RegionName, Stamp> clocks) {
    public Heard {
        vantages = Frozen.of(vantages);
        clocks = Frozen.of(clocks);
    }

    /// Whoever speaks dates what was heard before.
    Heard with(Stamp stamp) {
        return new Heard(
                Frozen.replaced(vantages, word -> word.heardBy(stamp)), Frozen.with(clocks, stamp.by(), stamp));
    }

    Heard with(RegionName vantage, Word word) {
        return new Heard(Frozen.with(vantages, vantage, word), clocks);
    }
}
