package dev.meridian.estate;

import dev.meridian.units.Cidr;

/// How the block of a region is divided in a cloud whose subnets span all zones of it. As with those of AWS, where
/// a part is depends on the block alone, and a part is left for what nobody thinks of today.
///
/// @param pods of a cluster
/// @param services of a cluster: addresses that no machine has
/// @param machines and load balancers
/// @param stores that the cloud puts into a network of its own, or into a subnet that nothing else may be in
/// @param connections to what the cloud operates elsewhere
public record Ranges(Cidr pods, Cidr services, Cidr machines, Cidr stores, Cidr connections) {
    /// The smallest block that has room for stores: Cloud SQL takes a `/24` at least (Cloud SQL, private services
    /// access, 2026-11), which is the sixteenth part of it.
    static final int SMALLEST = 20;

    private static final int HALF = 1;
    private static final int QUARTER = 2;
    private static final int EIGHTH = 3;
    private static final int SIXTEENTH = 4;

    static Ranges of(Cloud cloud, Cidr block) {
        Cidr machines = part(block, EIGHTH, 4);
        Cidr stores = part(block, SIXTEENTH, 10);
        Cidr connections = part(block, SIXTEENTH, 11);
        return switch (cloud) {
            case GOOGLE, AWS ->
                new Ranges(part(block, HALF, 0), part(block, SIXTEENTH, 12), machines, stores, connections);
            case AZURE -> new Ranges(part(block, QUARTER, 0), part(block, SIXTEENTH, 4), machines, stores, connections);
        };
    }

    /// The half that machines, stores and connections are in.
    public static Cidr network(Cidr block) {
        return part(block, HALF, 1);
    }

    private static Cidr part(Cidr block, int bits, int number) {
        int prefix = block.prefix() + bits;
        return Cidr.around(block.address() + ((long) number << (32 - prefix)), prefix);
    }
}
