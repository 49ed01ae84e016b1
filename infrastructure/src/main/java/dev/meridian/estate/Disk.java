package dev.meridian.estate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a database of the cloud keeps its data on.
///
/// @param type as its cloud calls it
/// @param gibibytes how large it is at first
/// @param iops accesses in a second that are ordered beyond those which its size brings; empty for none
/// @param mostGibibytes up to which it grows by itself
public record Disk(String type, int gibibytes, OptionalInt iops, int mostGibibytes) {
    /// Each of these: RDS user guide, Amazon RDS DB instance storage, 2026-11.
    private static final int SMALL = 100;

    private static final int IOPS_OF_A_SMALL_ONE = 3_000;
    private static final int STRIPED = 400;
    private static final int IOPS_OF_A_STRIPED_ONE = 12_000;
    private static final int MOST_IOPS_OF_GP3 = 64_000;
    private static final int GP3_IOPS_A_GIBIBYTE = 500;
    private static final int MOST_IOPS = 256_000;
    private static final int IO2_IOPS_A_GIBIBYTE = 1_000;
    private static final int MOST_GIBIBYTES = 65_536;

    /// A disk has to be able to grow by at least so much, or it is refused (RDS user guide, storage autoscaling).
    private static final double LEAST_GROWTH = 1.1;

    private static final int GROWTH = 10;
    private static final long GIBIBYTE = 1L << 30;

    /// SSD of Cloud SQL: as many accesses a gibibyte (Compute Engine, SSD persistent disks, 2026-11), no larger
    /// than this (Cloud SQL, quotas and limits, 2026-11).
    private static final int PD_IOPS_A_GIBIBYTE = 30;

    private static final int MOST_GIBIBYTES_OF_PD = 65_536;

    /// Premium disks of Azure, by their accesses in a second: size in gibibytes and what they are called (Azure
    /// Database for PostgreSQL, storage, Premium SSD, 2026-11).
    private static final List<Premium> PREMIUM = List.of(
            new Premium("P10", 128, 500),
            new Premium("P15", 256, 1_100),
            new Premium("P20", 512, 2_300),
            new Premium("P30", 1_024, 5_000),
            new Premium("P40", 2_048, 7_500),
            new Premium("P60", 8_192, 16_000),
            new Premium("P70", 16_384, 18_000),
            new Premium("P80", 32_767, 20_000));

    private record Premium(String name, int gibibytes, int iops) {}

    /// A disk that bears this much; empty if there is none.
    ///
    /// @param iops accesses in a second
    /// @param bytes the most that it will ever hold; 0 where nobody says
    static Optional<Disk> bearing(Cloud cloud, int iops, long bytes) {
        return switch (cloud) {
            case AWS -> ofRds(iops, bytes);
            case GOOGLE -> ofCloudSql(iops, bytes);
            case AZURE -> ofAzure(iops, bytes);
        };
    }

    private static Optional<Disk> ofCloudSql(int iops, long bytes) {
        if (bytes > MOST_GIBIBYTES_OF_PD * GIBIBYTE) {
            return Optional.empty();
        }
        return Optional.of(
                growing("PD_SSD", Math.max(SMALL, Math.ceilDiv(iops, PD_IOPS_A_GIBIBYTE)), OptionalInt.empty(), bytes));
    }

    /// It grows by itself as far as there are disks.
    private static Optional<Disk> ofAzure(int iops, long bytes) {
        Premium last = PREMIUM.getLast();
        return bytes > last.gibibytes * GIBIBYTE
                ? Optional.empty()
                : PREMIUM.stream()
                        .filter(one -> one.iops >= iops)
                        .findFirst()
                        .map(one -> new Disk(one.name, one.gibibytes, OptionalInt.empty(), last.gibibytes));
    }

    private static Optional<Disk> ofRds(int iops, long bytes) {
        if (iops > MOST_IOPS || bytes > MOST_GIBIBYTES * GIBIBYTE) {
            return Optional.empty();
        }
        if (iops <= IOPS_OF_A_SMALL_ONE) {
            return Optional.of(growing("gp3", SMALL, OptionalInt.empty(), bytes));
        }
        if (iops <= IOPS_OF_A_STRIPED_ONE) {
            return Optional.of(growing("gp3", STRIPED, OptionalInt.empty(), bytes));
        }
        return Optional.of(
                iops <= MOST_IOPS_OF_GP3
                        ? growing(
                                "gp3",
                                Math.max(STRIPED, Math.ceilDiv(iops, GP3_IOPS_A_GIBIBYTE)),
                                OptionalInt.of(iops),
                                bytes)
                        : growing(
                                "io2",
                                Math.max(SMALL, Math.ceilDiv(iops, IO2_IOPS_A_GIBIBYTE)),
                                OptionalInt.of(iops),
                                bytes));
    }

    private static Disk growing(String type, int gibibytes, OptionalInt iops, long bytes) {
        long asked = bytes > 0 ? Math.ceilDiv(bytes, GIBIBYTE) : (long) gibibytes * GROWTH;
        long most = Math.max(asked, (long) Math.ceil(gibibytes * LEAST_GROWTH));
        return new Disk(type, gibibytes, iops, (int) Math.min(most, MOST_GIBIBYTES));
    }

    /// Whether it may come to hold more than this; bytes.
    boolean mayHoldMoreThan(long bytes) {
        return mostGibibytes > Math.ceilDiv(bytes, GIBIBYTE);
    }

    /// What the largest bears, as a message says it.
    static String most(Cloud cloud) {
        int iops = switch (cloud) {
            case AWS -> MOST_IOPS;
            case GOOGLE -> MOST_GIBIBYTES_OF_PD * PD_IOPS_A_GIBIBYTE;
            case AZURE -> PREMIUM.getLast().iops;
        };
        int gibibytes = switch (cloud) {
            case AWS -> MOST_GIBIBYTES;
            case GOOGLE -> MOST_GIBIBYTES_OF_PD;
            case AZURE -> PREMIUM.getLast().gibibytes;
        };
        return iops + " accesses in a second and " + Math.ceilDiv(gibibytes, 1024) + " TiB";
    }
}
