package dev.meridian.engine;

import dev.meridian.engine.State.Word;
import dev.meridian.units.RegionName;
import java.util.Collections;
import java.util.LinkedHashMap;
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
        return new Heard(dated(stamp), Frozen.with(clocks, stamp.by(), stamp));
    }

    private SequencedMap<RegionName, Word> dated(Stamp stamp) {
        if (vantages.values().stream().allMatch(word -> word.said().isHeardBy(stamp))) {
            return vantages;
        }
        SequencedMap<RegionName, Word> words = new LinkedHashMap<>(vantages);
        words.replaceAll((vantage, word) -> word.heardBy(stamp));
        return Collections.unmodifiableSequencedMap(words);
    }

    Heard with(RegionName vantage, Word word) {
        return new Heard(Frozen.with(vantages, vantage, word), clocks);
    }
}
