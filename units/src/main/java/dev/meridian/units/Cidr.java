package dev.meridian.units;

/// A block of IPv4 addresses, for example `10.0.0.0/16` (RFC 4632 §3.1).
///
/// @param address the first address of the block, as a number from 0 to 2³² − 1
/// @param prefix how many leading bits all its addresses share
public record Cidr(long address, int prefix) {
    private static final int BITS = 32;

    /// @throws IllegalArgumentException if `address` is not the first of a block of this size; parse user input
    ///     with the topology reader instead
    public Cidr {
        if (prefix < 0 || prefix > BITS || address < 0 || address != first(address, prefix)) {
            throw new IllegalArgumentException("no block of addresses: " + dotted(address) + "/" + prefix);
        }
    }

    /// The block of this size that an address lies in.
    public static Cidr around(long address, int prefix) {
        return new Cidr(first(address, prefix), prefix);
    }

    private static long first(long address, int prefix) {
        long all = (1L << BITS) - 1;
        return address & all & ~(all >> prefix);
    }

    /// Whether every address of `other` is one of this block.
    public boolean contains(Cidr other) {
        return prefix <= other.prefix && first(other.address, prefix) == address;
    }

    /// Whether some address is in both; of two blocks one then contains the other.
    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /// How many blocks of a smaller size it divides into; none of a larger one.
    public long blocks(int smaller) {
        return smaller < prefix ? 0 : 1L << (smaller - prefix);
    }

    /// As it is written: `10.0.0.0/16`.
    public String text() {
        return dotted(address) + "/" + prefix;
    }

    private static String dotted(long address) {
        return (address >> 24 & 255) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    @Override
    public String toString() {
        return text();
    }
}
