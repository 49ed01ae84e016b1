package dev.meridian.estate;

import java.util.List;
import java.util.Optional;

/// A service, as every cluster runs it that has it.
///
/// @param name as the file calls it
/// @param port that it listens on
/// @param health how it is asked whether it can serve
/// @param image by the name that its release knows it by, or where to get it
/// @param nodes the group of machines that it runs on; empty for any
/// @param hasGpu whether those are there for their GPU
/// @param isSticky whether a user stays with one copy
/// @param ingress what takes requests for it inside a cluster; empty for nothing
/// @param secrets that it may read, by name
public record Unit(
        String name,
        int port,
        Health health,
        Image image,
        Size size,
        Copies copies,
        Optional<String> nodes,
        boolean hasGpu,
        boolean isSticky,
        Optional<Ingress> ingress,
        Reach reach,
        List<String> secrets) {
    private static final int TLS = 443;

    public Unit {
        secrets = List.copyOf(secrets);
    }

    /// Whether it speaks TLS itself: where it listens on the port of that.
    public boolean speaksTls() {
        return port == TLS;
    }

    /// The ports on which something calls it: its own, and that of its health where it has one.
    public List<Integer> openPorts() {
        return health.port().isPresent() ? List.of(port, health.port().getAsInt()) : List.of(port);
    }

    /// What its port is called.
    public String portName() {
        return speaksTls() ? "https" : "http";
    }

    /// What it is started from.
    ///
    /// @param name with its tag, where the file says one
    /// @param isReleased whether that is all there is to know; else a release says from where, and which version
    public record Image(String name, boolean isReleased) {}

    /// How large one copy is.
    ///
    /// @param processors thousandths of one that it is given
    /// @param mebibytes that it is given
    /// @param mostProcessors thousandths that it may use while others do not
    /// @param mostMebibytes above which it is ended
    public record Size(int processors, int mebibytes, int mostProcessors, int mostMebibytes) {}

    /// How many copies there are: at any time, and at most.
    public record Copies(int least, int most) {}

    /// What takes requests.
    ///
    /// @param kind the class of it
    /// @param hosts by which users open the service; empty where the file has none
    public record Ingress(String kind, boolean hasTls, List<String> hosts) {
        public Ingress {
            hosts = List.copyOf(hosts);
        }
    }

    /// What it may be reached from, and what it reaches.
    ///
    /// @param callers services, by name
    /// @param calls services, by name
    /// @param storePorts of stores in the estate's networks
    /// @param isOutward whether it calls what is on the internet or behind an API of the cloud, that of traces too
    /// @param hasAddresses whether it has stores whose addresses nobody knows before they are built
    public record Reach(
            List<String> callers,
            List<String> calls,
            List<Integer> storePorts,
            boolean isOutward,
            boolean hasAddresses) {
        public Reach {
            callers = List.copyOf(callers);
            calls = List.copyOf(calls);
            storePorts = List.copyOf(storePorts);
        }
    }
}
