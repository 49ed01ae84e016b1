package dev.meridian.engine;

import dev.meridian.units.RegionName;
import java.time.Duration;
import java.util.SequencedMap;

/// A quorum finds the holder silent: what there is to look at before survivors are asked.
record Opening(Evidence evidence, RegionName suspect, SequencedMap<RegionName, Evidence.Silence> silent) {
    Policy policy() {
        return evidence.policy();
    }

    Duration stable() {
        return Evidence.stability(silent, evidence.quorum(suspect));
    }
}
