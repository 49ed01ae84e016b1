package dev.meridian.wan;

import java.io.IOException;
import java.net.InetSocketAddress;

/// An address that a link needs is taken by somebody else, or this machine does not let us bind it.
public final class AddressInUse extends IOException {
    private static final long serialVersionUID = 1;

    private final InetSocketAddress address;

    AddressInUse(InetSocketAddress address, String protocol, IOException cause) {
        super(
                "cannot bind " + protocol + " " + address.getAddress().getHostAddress() + " port " + address.getPort()
                        + " (" + cause.getMessage()
                        + "): another twin may be running, stop it with `meridian twin down`;"
                        + " `ss -ltnup` shows who holds the port",
                cause);
        this.address = address;
    }

    /// What could not be bound.
    public InetSocketAddress address() {
        return address;
    }
}
