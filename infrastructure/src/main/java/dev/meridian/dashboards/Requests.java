package dev.meridian.dashboards;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.Unit;
import java.util.Optional;
import java.util.stream.Collectors;

/// Who counts the requests that a service in a cluster gets, and how.
///
/// @param counted name of the number, without what chooses among its lines
/// @param measured the number of the times that answers took
/// @param chosen what chooses those of the service
/// @param anyone what chooses those of all services that are counted so
/// @param status by which label errors are told from answers
/// @param inASecond how many of what is measured are a second
record Requests(String counted, String measured, String chosen, String anyone, String status, int inASecond) {

    /// Empty for a service that nobody counts the requests of. Of one that speaks TLS itself, a sidecar sees
    /// connections and no requests (Istio, protocol selection, 2026-11).
    static Optional<Requests> of(Fleet fleet, Unit unit) {
        if (fleet.rules().mesh().isPresent() && !unit.speaksTls()) {
            String here = "reporter=\"destination\", destination_workload_namespace=\"" + fleet.namespace() + "\"";
            return Optional.of(new Requests(
                    "istio_requests_total",
                    "istio_request_duration_milliseconds_bucket",
                    here + ", destination_workload=\"" + unit.name() + "\"",
                    here,
                    "response_code",
                    1_000));
        }
        return isBehindNginx(unit)
                ? Optional.of(new Requests(
                        "nginx_ingress_controller_requests",
                        "nginx_ingress_controller_request_duration_seconds_bucket",
                        "ingress=\"" + unit.name() + "\"",
                        "ingress=~\""
                                + fleet.units().values().stream()
                                        .filter(Requests::isBehindNginx)
                                        .map(Unit::name)
                                        .collect(Collectors.joining("|"))
                                + "\"",
                        "status",
                        1))
                : Optional.empty();
    }

    private static boolean isBehindNginx(Unit unit) {
        return unit.ingress().filter(ingress -> ingress.kind().equals("nginx")).isPresent();
    }

    /// That there is no number of any of them.
    String missing() {
        return "absent(" + counted + "{" + anyone + "})";
    }

    /// The part of requests that ended in an error of ours, over a span.
    String failed(String span) {
        return "sum(rate(" + counted + "{" + chosen + ", " + status + "=~\"5..\"}[" + span + "]))\n/ sum(rate("
                + counted + "{" + chosen + "}[" + span + "]))";
    }

    /// How long this part of all answers takes at most, in what is measured.
    String took(String part) {
        return "histogram_quantile(" + part + ", sum by (le) (rate(" + measured + "{" + chosen + "}[5m])))";
    }
}
