package dev.meridian.dashboards;

import dev.meridian.estate.Fleet;
import dev.meridian.estate.Unit;
import java.util.Optional;

/// Who counts the requests that a service in a cluster gets, and how.
///
/// @param counted name of the number, without what chooses among its lines
/// @param measured the number of the times that answers took
/// @param chosen what chooses those of the service
/// @param status by which label errors are told from answers
/// @param inASecond how many of what is measured are a second
record Requests(String counted, String measured, String chosen, String status, int inASecond) {

    /// Empty for a service that nobody counts the requests of.
    static Optional<Requests> of(Fleet fleet, Unit unit) {
        if (fleet.rules().mesh().isPresent()) {
            return Optional.of(new Requests(
                    "istio_requests_total",
                    "istio_request_duration_milliseconds_bucket",
                    "reporter=\"destination\", destination_workload_namespace=\"" + fleet.namespace()
                            + "\", destination_workload=\"" + unit.name() + "\"",
                    "response_code",
                    1_000));
        }
        return unit.ingress()
                .filter(ingress -> ingress.kind().equals("nginx"))
                .map(_ -> new Requests(
                        "nginx_ingress_controller_requests",
                        "nginx_ingress_controller_request_duration_seconds_bucket",
                        "ingress=\"" + unit.name() + "\"",
                        "status",
                        1));
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
