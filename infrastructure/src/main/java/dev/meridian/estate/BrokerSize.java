package dev.meridian.estate;

import java.util.Optional;

/// A machine that a Kafka of the cloud runs on: an Express broker of MSK. It is the only kind for which AWS says
/// what it bears, and its disks are as large as what is on them (ADR 22).
///
/// What is written for as long as one likes, and partitions, copies of them included, that AWS proposes at most:
/// MSK developer guide, best practices for Express brokers, 2026-11.
public enum BrokerSize {
    LARGE("large", 15_600_000, 1_000),
    XLARGE("xlarge", 31_200_000, 1_000),
    XLARGE_2("2xlarge", 62_500_000, 2_500),
    XLARGE_4("4xlarge", 125_000_000, 6_000),
    XLARGE_8("8xlarge", 250_000_000, 12_000),
    XLARGE_12("12xlarge", 375_000_000, 16_000),
    XLARGE_16("16xlarge", 500_000_000, 20_000);

    /// One in each zone. Two of them have to bear everything while the third is away.
    static final int BROKERS = 3;

    private final String size;
    private final long bytes;
    private final int partitions;

    BrokerSize(String size, long bytes, int partitions) {
        this.size = size;
        this.bytes = bytes;
        this.partitions = partitions;
    }

    /// As MSK calls it.
    public String text() {
        return "express.m7g." + size;
    }

    /// The smallest of which a cluster bears this much; empty if none does.
    ///
    /// @param written bytes in a second
    /// @param topics partitions of all topics, each with a copy on every broker
    static Optional<BrokerSize> bearing(double written, int topics) {
        for (BrokerSize one : values()) {
            if (one.bytes * (BROKERS - 1) >= written && one.partitions >= topics) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// What the largest bears, as a message says it.
    static String most() {
        BrokerSize last = values()[values().length - 1];
        return last.bytes * (BROKERS - 1) / 1_000_000 + " MB in a second and " + last.partitions + " partitions ("
                + last.text() + ", while one of three is away)";
    }
}
