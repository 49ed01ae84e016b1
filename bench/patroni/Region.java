package patroni;

import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/// A region of the comparison: where its servers bind, where all others dial them, whose its processes are.
///
/// @param number its number in the address plan, as in the twin
/// @param home where its processes work and what they said is kept
record Region(RegionName name, int number, Path home) {
    /// PostgreSQL, as in the twin.
    static final int SQL = 5432;

    /// Patroni's REST API; its default.
    static final int REST = 8008;

    /// etcd, for clients and for its peers; its defaults.
    static final int ETCD = 2379;

    static final int ETCD_PEERS = 2380;

    /// The service in front of the database.
    static final int SERVICE = 8080;

    private static final int FIRST_UID = 28_100;
    private static final int ADVERTISED = 4;

    /// The user that all servers of the region run as: no account, a number that nobody else has.
    int uid() {
        return FIRST_UID + number;
    }

    /// Whether a user is one of those that servers of a region run as, of any run.
    static boolean isServer(int uid) {
        return uid > FIRST_UID && uid <= FIRST_UID + Addresses.MAX_NUMBER;
    }

    /// Where its servers bind.
    InetAddress host() {
        return Addresses.host(number);
    }

    /// What its servers tell others about themselves: one address for all callers, whichever link they cross.
    InetAddress advertised() {
        try {
            return InetAddress.getByAddress(new byte[] {127, ADVERTISED, 0, (byte) number});
        } catch (UnknownHostException impossible) {
            throw new AssertionError("four bytes are an address", impossible);
        }
    }

    /// As others know it, for example `127.4.0.2:2379`.
    String advertised(int port) {
        return advertised().getHostAddress() + ":" + port;
    }

    /// Where it binds, for example `127.1.0.2:2379`.
    String bound(int port) {
        return host().getHostAddress() + ":" + port;
    }

    /// Where users dial it, across the link from their own location.
    InetSocketAddress dialled(int port) {
        return new InetSocketAddress(Addresses.dialled(number), port);
    }
}
