package dev.meridian.estate;

import java.util.Optional;

/// A machine that a database of the cloud runs on. One family only: of the ones that every price list has, it is
/// the smallest that goes up to the most accesses to disk that a file may ask for.
///
/// Memory: RDS user guide, hardware specifications for instance classes. Accesses to disk in a second that it
/// bears for as long as one likes: Amazon EC2 user guide, EBS specifications of general purpose instances (both
/// 2026-11).
public enum InstanceClass {
    LARGE("large", 8, 3_600),
    XLARGE("xlarge", 16, 6_000),
    XLARGE_2("2xlarge", 32, 12_000),
    XLARGE_4("4xlarge", 64, 20_000),
    XLARGE_8("8xlarge", 128, 40_000),
    XLARGE_12("12xlarge", 192, 60_000),
    XLARGE_16("16xlarge", 256, 80_000),
    XLARGE_24("24xlarge", 384, 120_000),
    XLARGE_32("32xlarge", 512, 160_000);

    /// What RDS reckons for a connection to PostgreSQL: `DBInstanceClassMemory/9531392` is the default of
    /// `max_connections` (RDS user guide, quotas and constraints, 2026-11).
    private static final long BYTES_OF_A_CONNECTION = 9_531_392;

    private static final long GIBIBYTE = 1L << 30;

    private final String size;
    private final int gibibytes;
    private final int iops;

    InstanceClass(String size, int gibibytes, int iops) {
        this.size = size;
        this.gibibytes = gibibytes;
        this.iops = iops;
    }

    /// As RDS calls it.
    public String text() {
        return "db.m6i." + size;
    }

    /// The smallest that bears this much; empty if none does.
    ///
    /// @param connections the most at one time
    /// @param iops accesses to disk in a second
    static Optional<InstanceClass> bearing(int connections, int iops) {
        for (InstanceClass one : values()) {
            if (one.gibibytes * GIBIBYTE >= connections * BYTES_OF_A_CONNECTION && one.iops >= iops) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// What the largest bears, as a message says it.
    static String most() {
        InstanceClass last = values()[values().length - 1];
        return last.gibibytes * GIBIBYTE / BYTES_OF_A_CONNECTION + " connections and " + last.iops
                + " accesses to disk in a second (" + last.text() + ")";
    }
}
