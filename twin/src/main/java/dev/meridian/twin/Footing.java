package dev.meridian.twin;

import dev.meridian.agent.Ports;
import dev.meridian.units.RegionName;
import dev.meridian.wan.Addresses;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a boot needs of the machine, asked before anything is started: a process that finds its port taken or
/// its disk full dies far away from the person who could do something about it.
final class Footing {
    /// A fresh data directory takes 17 MB; the rest is room for its log.
    private static final long BYTES_PER_REGION = 80_000_000;

    private static final int MEGABYTE = 1_000_000;

    private Footing() {}

    /// @param directory where all data will be
    static void check(Places places, Path directory) throws Twin.CannotBoot, IOException {
        room(places, directory);
        for (RegionName region : places.numbers().keySet()) {
            InetAddress host = Addresses.host(places.number(region));
            for (int port :
                    List.of(Ports.POSTGRESQL, Ports.RAFT, Ports.API, Ports.WATCHDOG, Ports.DNS, places.servicePort())) {
                free(new InetSocketAddress(host, port));
            }
            freeForDatagrams(new InetSocketAddress(host, Ports.DNS));
            freeForDatagrams(new InetSocketAddress(host, Ports.RELAY));
        }
    }

    private static void room(Places places, Path directory) throws Twin.CannotBoot, IOException {
        int regions = places.store().members().size();
        long needed = regions * BYTES_PER_REGION;
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < needed) {
            throw Twin.CannotBoot.of(new IOException("No space left in " + directory + " for the data of " + regions
                    + " regions: " + needed / MEGABYTE + " MB needed, " + free / MEGABYTE + " MB free"));
        }
    }

    /// Whether a server could listen there; what it binds is free again at once.
    static void free(InetSocketAddress address) throws Twin.CannotBoot {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        } catch (IOException e) {
            throw Twin.CannotBoot.occupied(address, e);
        }
    }

    /// The same for UDP, which DNS is asked by.
    static void freeForDatagrams(InetSocketAddress address) throws Twin.CannotBoot {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.bind(address);
        } catch (IOException e) {
            throw Twin.CannotBoot.occupied(address, e);
        }
    }
}
