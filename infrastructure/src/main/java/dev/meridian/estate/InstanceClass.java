package dev.meridian.estate;

import java.util.List;
import java.util.Optional;

/// A machine that a database of a cloud runs on.
///
/// @param text as the cloud calls it
/// @param gibibytes of memory
/// @param iops accesses to disk in a second that it bears for as long as one likes; 0 where nobody tells
public record InstanceClass(String text, int gibibytes, int iops) {
    /// How many a flexible server keeps to itself (the same page).
    public static final int KEPT_BY_AZURE = 15;

    /// One family only: of the ones that every price list has, it is the smallest that goes up to the most
    /// accesses to disk that a file may ask for. Memory: RDS user guide, hardware specifications for instance
    /// classes. Accesses to disk: Amazon EC2 user guide, EBS specifications of general purpose instances (both
    /// 2026-11).
    private static final List<InstanceClass> AWS = List.of(
            new InstanceClass("db.m6i.large", 8, 3_600),
            new InstanceClass("db.m6i.xlarge", 16, 6_000),
            new InstanceClass("db.m6i.2xlarge", 32, 12_000),
            new InstanceClass("db.m6i.4xlarge", 64, 20_000),
            new InstanceClass("db.m6i.8xlarge", 128, 40_000),
            new InstanceClass("db.m6i.12xlarge", 192, 60_000),
            new InstanceClass("db.m6i.16xlarge", 256, 80_000),
            new InstanceClass("db.m6i.24xlarge", 384, 120_000),
            new InstanceClass("db.m6i.32xlarge", 512, 160_000));

    /// What parts of a global database run on: that takes a class for much memory, of the fifth generation or
    /// later (Aurora user guide, configuration requirements of a global database, 2026-11). Their storage is not
    /// on a disk of theirs, and no number of accesses is told for it.
    private static final List<InstanceClass> AURORA = List.of(
            new InstanceClass("db.r6g.large", 16, 0),
            new InstanceClass("db.r6g.xlarge", 32, 0),
            new InstanceClass("db.r6g.2xlarge", 64, 0),
            new InstanceClass("db.r6g.4xlarge", 128, 0),
            new InstanceClass("db.r6g.8xlarge", 256, 0),
            new InstanceClass("db.r6g.12xlarge", 384, 0),
            new InstanceClass("db.r6g.16xlarge", 512, 0));

    /// Of the Enterprise edition, 4 GiB a processor (Cloud SQL, machine series overview). Accesses to disk:
    /// Compute Engine, limits of SSD persistent disks by number of processors (both 2026-11); no more than 60,000
    /// is reckoned with, however large the machine.
    private static final List<InstanceClass> GOOGLE = List.of(
            new InstanceClass("db-custom-2-8192", 8, 15_000),
            new InstanceClass("db-custom-4-16384", 16, 15_000),
            new InstanceClass("db-custom-8-32768", 32, 15_000),
            new InstanceClass("db-custom-16-65536", 64, 25_000),
            new InstanceClass("db-custom-32-131072", 128, 60_000),
            new InstanceClass("db-custom-64-262144", 256, 60_000),
            new InstanceClass("db-custom-96-393216", 384, 60_000));

    /// Of the Enterprise Plus edition, 8 GiB a processor (the same pages).
    private static final List<InstanceClass> GOOGLE_PLUS = List.of(
            new InstanceClass("db-perf-optimized-N-2", 16, 15_000),
            new InstanceClass("db-perf-optimized-N-4", 32, 15_000),
            new InstanceClass("db-perf-optimized-N-8", 64, 15_000),
            new InstanceClass("db-perf-optimized-N-16", 128, 25_000),
            new InstanceClass("db-perf-optimized-N-32", 256, 60_000),
            new InstanceClass("db-perf-optimized-N-48", 384, 60_000),
            new InstanceClass("db-perf-optimized-N-64", 512, 60_000));

    /// General purpose (Azure Database for PostgreSQL, compute options, 2026-11); no disk that is written here has
    /// more than 20,000 accesses in a second.
    private static final List<InstanceClass> AZURE = List.of(
            new InstanceClass("GP_Standard_D2ds_v5", 8, 3_750),
            new InstanceClass("GP_Standard_D4ds_v5", 16, 6_400),
            new InstanceClass("GP_Standard_D8ds_v5", 32, 12_800),
            new InstanceClass("GP_Standard_D16ds_v5", 64, 20_000),
            new InstanceClass("GP_Standard_D32ds_v5", 128, 20_000),
            new InstanceClass("GP_Standard_D48ds_v5", 192, 20_000),
            new InstanceClass("GP_Standard_D64ds_v5", 256, 20_000),
            new InstanceClass("GP_Standard_D96ds_v5", 384, 20_000));

    /// How far back the Enterprise edition goes (Cloud SQL, about point-in-time recovery, 2026-11).
    private static final int DAYS_OF_ENTERPRISE = 7;

    /// What RDS reckons for a connection to PostgreSQL: `DBInstanceClassMemory/9531392` is the default of
    /// `max_connections` (RDS user guide, quotas and constraints, 2026-11). Azure reckons about the same (limits
    /// of flexible servers, 2026-11: 1,718 connections with 16 GiB); for Cloud SQL it is taken over.
    private static final long BYTES_OF_A_CONNECTION = 9_531_392;

    /// A flexible server has 5,000 at most, however large it is, and keeps some of them to itself (Azure Database
    /// for PostgreSQL, limits, 2026-11).
    private static final long MOST_OF_AZURE = 5_000;

    private static final long GIBIBYTE = 1L << 30;

    /// What a database is to bear.
    ///
    /// @param connections the most at one time
    /// @param iops accesses to disk in a second
    /// @param daysBack how far back it can be restored to any moment
    record Load(int connections, int iops, int daysBack) {}

    /// The smallest that bears this much; empty if none does.
    static Optional<InstanceClass> bearing(Cloud cloud, Load load) {
        return of(cloud, load.daysBack).stream()
                .filter(one -> one.connections(cloud) >= load.connections && one.iops >= load.iops)
                .findFirst();
    }

    /// The smallest of Aurora with memory for so many connections, of which it reckons as RDS does (Aurora user
    /// guide, maximum connections to an Aurora PostgreSQL instance, 2026-11); empty if none has.
    static Optional<InstanceClass> ofAurora(int connections) {
        return AURORA.stream()
                .filter(one -> one.connections(Cloud.AWS) >= connections)
                .findFirst();
    }

    /// What the largest of Aurora bears, as a message says it.
    static String mostOfAurora() {
        InstanceClass last = AURORA.getLast();
        return last.connections(Cloud.AWS) + " connections (" + last.text() + ")";
    }

    private long connections(Cloud cloud) {
        long fitting = gibibytes * GIBIBYTE / BYTES_OF_A_CONNECTION;
        return cloud == Cloud.AZURE ? Math.min(fitting, MOST_OF_AZURE) - KEPT_BY_AZURE : fitting;
    }

    private static List<InstanceClass> of(Cloud cloud, int daysBack) {
        return switch (cloud) {
            case AWS -> AWS;
            case GOOGLE -> daysBack > DAYS_OF_ENTERPRISE ? GOOGLE_PLUS : GOOGLE;
            case AZURE -> AZURE;
        };
    }

    /// What the largest bears, as a message says it.
    static String most(Cloud cloud, Load load) {
        InstanceClass last = of(cloud, load.daysBack).getLast();
        return last.connections(cloud) + " connections and " + last.iops + " accesses to disk in a second ("
                + last.text() + ")";
    }
}
