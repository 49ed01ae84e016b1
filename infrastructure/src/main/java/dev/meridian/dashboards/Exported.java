package dev.meridian.dashboards;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers that clusters count, where Prometheus collects them. Each is of a part that many clusters have,
/// and none of Meridian's own: whatever a rule or a panel asks for is one of these.
final class Exported {
    /// From whom, and where it is written down.
    static final List<Source> SOURCES = List.of(
            new Source(
                    "kube-state-metrics 2",
                    "its documentation of exposed metrics, 2026-11",
                    List.of(
                            "kube_deployment_spec_replicas",
                            "kube_deployment_status_replicas_available",
                            "kube_horizontalpodautoscaler_spec_max_replicas",
                            "kube_horizontalpodautoscaler_spec_min_replicas",
                            "kube_horizontalpodautoscaler_status_current_replicas",
                            "kube_pod_container_resource_limits",
                            "kube_pod_container_status_restarts_total",
                            "kube_pod_container_status_waiting_reason",
                            "kube_pod_status_phase")),
            new Source(
                    "the kubelet (cAdvisor)",
                    "cAdvisor, Prometheus metrics, 2026-11",
                    List.of(
                            "container_cpu_cfs_periods_total",
                            "container_cpu_cfs_throttled_periods_total",
                            "container_cpu_usage_seconds_total",
                            "container_memory_working_set_bytes")),
            new Source(
                    "Istio, where a file asks for it",
                    "Istio, standard metrics, 2026-11",
                    List.of("istio_request_duration_milliseconds_bucket", "istio_requests_total")),
            new Source(
                    "ingress-nginx, where a file asks for it",
                    "ingress-nginx user guide, monitoring, 2026-11",
                    List.of(
                            "nginx_ingress_controller_request_duration_seconds_bucket",
                            "nginx_ingress_controller_requests")));

    /// What stands where a number does: a word before what chooses among its lines, or before a span.
    private static final Pattern NAME = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*[{\\[]");

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

    private Exported() {}

    /// @param by whom
    /// @param page that says so
    record Source(String by, String page, List<String> names) {
        Source {
            names = List.copyOf(names);
        }
    }

    /// Why a question gets no answer; empty for a good one. Names with a colon are those of our own rules.
    static Optional<String> fault(String question) {
        String plain = TEXT.matcher(question).replaceAll("\"\"");
        Matcher names = NAME.matcher(plain);
        while (names.find()) {
            String name = names.group(1);
            boolean isKnown = name.contains(":")
                    || SOURCES.stream().anyMatch(source -> source.names().contains(name));
            if (!isKnown) {
                return Optional.of("asks for " + name + ", which nothing counts");
            }
        }
        return isBalanced(plain) ? Optional.empty() : Optional.of("does not close what it opens: " + question);
    }

    private static boolean isBalanced(String text) {
        StringBuilder open = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            if (OPENING.indexOf(one) >= 0) {
                open.append(CLOSING.charAt(OPENING.indexOf(one)));
            } else if (CLOSING.indexOf(one) >= 0) {
                if (open.isEmpty() || open.charAt(open.length() - 1) != one) {
                    return false;
                }
                open.setLength(open.length() - 1);
            }
        }
        return open.isEmpty();
    }
}
