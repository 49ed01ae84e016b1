package patroni;

import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sends what etcd, Patroni and PostgreSQL dial over the right link.
///
/// Each of them advertises one address to all others and dials without choosing its own, so an address cannot tell
/// who calls. The kernel can: it lists every connection with the user that owns it (proc_net_tcp(5)), and the
/// servers of each region run as a user of their own. A door accepts on the advertised address, looks up whose
/// call it is, and dials the region through the link from there; a call from the same region does not cross a
/// link.
///
/// A door stands on the caller's side of the link. So it adds no news that the link holds back: while a link is
/// silent, the caller's connection stays open and hears nothing.
final class Doors implements AutoCloseable {
    private static final Path CONNECTIONS = Path.of("/proc/net/tcp");
    private static final int CHUNK = 64 << 10;
    private static final int DIAL_MILLIS = 5_000;
    private static final int BACKLOG = 256;
    private static final int UID_COLUMN = 7;

    private final List<Region> regions;
    private final List<ServerSocket> listeners = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Doors(List<Region> regions) {
        this.regions = regions;
    }

    /// Opens the door to a port of a region.
    void open(Region to, int port) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(to.advertised(), port), BACKLOG);
        listeners.add(listener);
        Thread.ofVirtual().name("door").start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket caller = listener.accept();
                    Thread.ofVirtual().start(() -> carry(caller, to, port));
                } catch (IOException closedOrGone) {
                    continue;
                }
            }
        });
    }

    private void carry(Socket caller, Region to, int port) {
        Socket callee = new Socket();
        open.add(caller);
        open.add(callee);
        try {
            Optional<Region> from = origin(caller);
            if (from.isEmpty()) {
                reset(caller);
                return;
            }
            boolean isNeighbour = from.get().equals(to);
            caller.setTcpNoDelay(true);
            callee.setTcpNoDelay(true);
            callee.bind(new InetSocketAddress(from.get().host(), 0));
            callee.connect(
                    new InetSocketAddress(isNeighbour ? to.host() : Addresses.dialled(to.number()), port),
                    DIAL_MILLIS);
            Thread back = Thread.ofVirtual().start(() -> pump(callee, caller));
            pump(caller, callee);
            back.join();
        } catch (IOException refused) {
            reset(caller);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } finally {
            reset(caller);
            reset(callee);
            open.remove(caller);
            open.remove(callee);
        }
    }

    /// Brings one direction over until it ends, and hands the end on as what it was: an end or a breach.
    private static void pump(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                out.write(chunk, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            reset(to);
            reset(from);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            return;
        }
    }

    /// The region whose user owns the caller's end; empty for anybody else.
    private Optional<Region> origin(Socket caller) throws IOException {
        String theirs = hex(caller.getInetAddress().getAddress(), caller.getPort());
        String ours = hex(caller.getLocalAddress().getAddress(), caller.getLocalPort());
        for (String line : Files.readAllLines(CONNECTIONS)) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length > UID_COLUMN && columns[1].equals(theirs) && columns[2].equals(ours)) {
                int uid = Integer.parseInt(columns[UID_COLUMN]);
                return regions.stream().filter(region -> region.uid() == uid).findFirst();
            }
        }
        return Optional.empty();
    }

    /// As the kernel writes an address: the four bytes as a number of this machine's byte order.
    private static String hex(byte[] address, int port) {
        int number = ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()).getInt();
        return String.format(Locale.ROOT, "%08X:%04X", number, port);
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket listener : listeners) {
            listener.close();
        }
        open.forEach(Doors::reset);
    }
}
