package dev.meridian.estate;

import dev.meridian.blueprint.Service;
import dev.meridian.topology.Compute;
import dev.meridian.topology.Failover;
import dev.meridian.topology.Message;
import dev.meridian.topology.StatusCodes;
import dev.meridian.topology.Topology;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Works out how copies of a service are asked whether they can serve, and refuses what would take healthy copies
/// out: a port that nothing which asks can reach, and codes that it does not take.
final class ServiceHealth {
    /// Kubelets, load balancers of AWS and checks of Route 53 all take these (Kubernetes, liveness, readiness and
    /// startup probes; Route 53 developer guide, how the health of an endpoint is determined; 2026-11).
    private static final int FIRST = 200;

    private static final int LAST = 399;

    private final Ledger ledger;

    ServiceHealth(Ledger ledger) {
        this.ledger = ledger;
    }

    /// For a service behind an entrance, whose name is asked on the port that users reach.
    Health opened(Service service) {
        Health inside = inside(service);
        Optional<String> openPath = probe(service.name()).flatMap(Failover.Probe::path);
        String path = "services." + service.name() + ".health.port";
        if (inside.port().isPresent() && openPath.isEmpty()) {
            ledger.problem(
                    path,
                    new Message(
                            "nothing that users reach tells whether `" + service.name() + "` can serve",
                            "its health is asked on port " + inside.port().getAsInt()
                                    + ", and checks of names ask where users do, on 443",
                            "a probe `failover.probes.NAME: {kind: https, to: " + service.name()
                                    + ", path: …}` with a path that its own port answers, or no `port` here"));
        }
        return new Health(inside.path(), inside.port(), inside.accept(), openPath.orElse(service.healthPath()));
    }

    /// For a service that is asked by its cluster alone.
    Health inside(Service service) {
        Optional<Topology.Health> said = Optional.ofNullable(
                        ledger.said().services().get(service.name()))
                .map(Topology.Service::health);
        List<StatusCodes> accept = said.map(Topology.Health::accept).orElse(List.of());
        OptionalInt port = said.map(Topology.Health::port).orElse(OptionalInt.empty());
        String path = "services." + service.name() + ".health.";
        if (!accept.stream().allMatch(codes -> codes.isWithin(FIRST, LAST))) {
            ledger.problem(
                    path + "accept",
                    new Message(
                            "copies of `" + service.name() + "` would never count as healthy",
                            "clusters and checks of names take answers from " + FIRST + " to " + LAST
                                    + " and no others",
                            "a path that answers with one of these"));
        }
        boolean isOther = port.isPresent() && port.getAsInt() != service.port();
        if (isOther && ledger.isOn(Compute.Platform.ECS_FARGATE)) {
            ledger.problem(
                    path + "port",
                    new Message(
                            "`" + service.name() + "` cannot be asked on port " + port.getAsInt() + " on Fargate",
                            "a task is opened on the port that it serves on (" + service.port()
                                    + "), and ECS ends one that does not answer",
                            "a path that this port answers, or `platform: kubernetes`"));
        }
        return new Health(service.healthPath(), isOther ? port : OptionalInt.empty(), accept, service.healthPath());
    }

    /// Which clouds have load balancers that take certain codes.
    ///
    /// @param service the path of the service, with a dot at its end
    void note(Cloud cloud, String service) {
        String path = service + "health.accept";
        switch (cloud) {
            case AWS -> ledger.rendered(path);
            case GOOGLE ->
                ledger.left(path, "load balancers of Google Cloud take 200 alone", "a path that answers with 200");
            case AZURE ->
                ledger.left(
                        path,
                        "clusters of Azure take every answer from 200 to 399, and Traffic Manager takes 200 alone",
                        "a path that answers with 200");
        }
    }

    /// The first probe of a service that decides.
    Optional<Failover.Probe> probe(String service) {
        return ledger.said().failover().probes().values().stream()
                .filter(Failover.Probe::decides)
                .filter(probe -> probe.to().filter(service::equals).isPresent())
                .findFirst();
    }
}
