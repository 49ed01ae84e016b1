package dev.meridian.estate;

import java.util.Optional;

/// A machine that an OpenSearch of the cloud keeps its data on: one family, with much memory for its disk, that
/// every price list has. What its disk is at most: OpenSearch Service developer guide, quotas, volumes of type
/// gp3, 2026-11.
public enum SearchNode {
    LARGE("large", 2_048),
    XLARGE("xlarge", 3_072),
    XLARGE_2("2xlarge", 6_144),
    XLARGE_4("4xlarge", 12_288),
    XLARGE_8("8xlarge", 16_384),
    XLARGE_12("12xlarge", 24_576);

    private final String size;
    private final int gibibytes;

    SearchNode(String size, int gibibytes) {
        this.size = size;
        this.gibibytes = gibibytes;
    }

    /// As OpenSearch Service calls it.
    public String text() {
        return "r6g." + size + ".search";
    }

    /// The smallest whose disk is so large; empty if none is.
    static Optional<SearchNode> having(long gibibytes) {
        for (SearchNode one : values()) {
            if (one.gibibytes >= gibibytes) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// How large the largest disk is, in GiB.
    static int most() {
        return values()[values().length - 1].gibibytes;
    }
}
