package dev.meridian.estate;

import dev.meridian.units.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Divides the block of a region. Of each thirty-two parts of it, private subnets have four each, since pods of
/// Kubernetes take an address each; public ones and databases have one each. That is room for four zones, and a
/// quarter is left for what nobody thinks of today: of a `/16`, a zone has 8,192 private addresses and twice 2,048
/// others, and 16,384 are left.
///
/// Where a zone's parts are depends on the region's block and the zone only: a zone or a region that is added
/// moves nothing.
final class Subnets {
    /// The most zones that there is room for.
    static final int MOST_ZONES = 4;

    private static final int LARGE = 3;
    private static final int SMALL = 5;
    private static final int FIRST_PUBLIC = 16;
    private static final int FIRST_DATABASE = 20;

    /// A load balancer wants 32 addresses (Application Load Balancers guide, subnets, 2026-11); a network is a
    /// `/16` at most (Amazon VPC user guide, VPC CIDR blocks, 2026-11).
    private static final int SMALLEST = 27;

    private static final int LARGEST_NETWORK = 16;

    private Subnets() {}

    /// The zones of a network; empty if the block cannot be divided so.
    static Optional<List<Site.Zone>> of(Cidr block, int zones) {
        if (block.prefix() + SMALL > SMALLEST || block.prefix() < LARGEST_NETWORK || zones > MOST_ZONES) {
            return Optional.empty();
        }
        List<Site.Zone> all = new ArrayList<>();
        for (int zone = 0; zone < zones; zone++) {
            all.add(new Site.Zone(
                    String.valueOf((char) ('a' + zone)),
                    part(block, SMALL, FIRST_PUBLIC + zone),
                    part(block, LARGE, zone),
                    part(block, SMALL, FIRST_DATABASE + zone)));
        }
        return Optional.of(all);
    }

    private static Cidr part(Cidr block, int bits, int number) {
        int prefix = block.prefix() + bits;
        return Cidr.around(block.address() + ((long) number << (32 - prefix)), prefix);
    }
}
