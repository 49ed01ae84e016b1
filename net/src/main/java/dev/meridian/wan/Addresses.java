package dev.meridian.wan;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;

/// The loopback addresses of a region, from its number. Pure arithmetic, so that processes that hold no [Wan]
/// agree.
public final class Addresses {
    /// The least and the greatest number that a region may have.
    public static final int MIN_NUMBER = 1;

    public static final int MAX_NUMBER = 254;

    private static final int LOOPBACK = 127;
    private static final int HOSTS = 1;
    private static final int PUBLIC = 2;
    private static final int USERS = 3;

    private Addresses() {}

    /// `127.1.0.region`: where servers of the region bind, and what its processes bind before they dial.
    public static InetAddress host(int region) {
        return loopback(HOSTS, 0, checked(region));
    }

    /// `127.2.0.region`: what everybody dials; the source of a connection tells which link it crosses.
    public static InetAddress dialled(int region) {
        return loopback(PUBLIC, 0, checked(region));
    }

    /// `127.2.from.to`: region `to` as seen from `from`, for callers that cannot bind their source address
    /// (libpq).
    public static InetAddress seenFrom(int from, int to) {
        return loopback(PUBLIC, checked(from), checked(to));
    }

    /// `127.3.region.index`: what a user near the region binds before dialling; `index` is 1 to 254.
    public static InetAddress user(int region, int index) {
        return loopback(USERS, checked(region), checked(index));
    }

    /// The number of the region that a caller with this address belongs to; empty for any other address.
    static OptionalInt regionOf(InetAddress caller) {
        byte[] b = caller.getAddress();
        if (b.length != 4 || b[0] != LOOPBACK) {
            return OptionalInt.empty();
        }
        if (b[1] == HOSTS && b[2] == 0) {
            return OptionalInt.of(b[3] & 0xff);
        }
        return b[1] == USERS ? OptionalInt.of(b[2] & 0xff) : OptionalInt.empty();
    }

    private static int checked(int number) {
        if (number < MIN_NUMBER || number > MAX_NUMBER) {
            throw new IllegalArgumentException("not a number from 1 to 254: " + number);
        }
        return number;
    }

    private static InetAddress loopback(int second, int third, int fourth) {
        try {
            return InetAddress.getByAddress(new byte[] {LOOPBACK, (byte) second, (byte) third, (byte) fourth});
        } catch (UnknownHostException impossible) {
            throw new AssertionError("four bytes are an address", impossible);
        }
    }
}
