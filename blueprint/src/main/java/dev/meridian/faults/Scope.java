package dev.meridian.faults;

import dev.meridian.units.RegionName;
import java.util.List;

/// What a fault strikes.
public sealed interface Scope {
    /// As `--fault` writes it; empty for the control, which needs no name.
    String text();

    /// The places that it names.
    List<RegionName> places();

    /// Everything of a region that the fault's kind speaks of.
    record Region(RegionName region) implements Scope {
        @Override
        public String text() {
            return region.text();
        }

        @Override
        public List<RegionName> places() {
            return List.of(region);
        }
    }

    /// The link between two places, both ways.
    record Pair(RegionName one, RegionName other) implements Scope {
        @Override
        public String text() {
            return one + "-" + other;
        }

        @Override
        public List<RegionName> places() {
            return List.of(one, other);
        }
    }

    /// The link between two places, one way.
    record Direction(RegionName from, RegionName to) implements Scope {
        @Override
        public String text() {
            return from + ">" + to;
        }

        @Override
        public List<RegionName> places() {
            return List.of(from, to);
        }
    }

    /// The control: so many agents that no majority is left.
    record Control() implements Scope {
        @Override
        public String text() {
            return "";
        }

        @Override
        public List<RegionName> places() {
            return List.of();
        }
    }
}
