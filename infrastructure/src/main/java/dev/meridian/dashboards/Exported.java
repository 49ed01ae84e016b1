package dev.meridian.dashboards;

import java.util.List;
import java.util.Optional;

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

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

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
        String plain = withoutTexts(question);
        for (int i = 0; i < plain.length(); i++) {
            if (plain.charAt(i) == '{' || plain.charAt(i) == '[') {
                String name = nameBefore(plain, i);
                if (!isKnown(name)) {
                    return Optional.of("asks for " + name + ", which nothing counts");
                }
            }
        }
        return isBalanced(plain) ? Optional.empty() : Optional.of("does not close what it opens: " + question);
    }

    private static String withoutTexts(String question) {
        StringBuilder plain = new StringBuilder(question.length());
        boolean isInText = false;
        for (int i = 0; i < question.length(); i++) {
            char letter = question.charAt(i);
            if (letter == '"') {
                isInText = !isInText;
            } else if (!isInText) {
                plain.append(letter);
            }
        }
        return plain.toString();
    }

    /// What stands where a number does: a word before what chooses among its lines, or before a span. Empty where
    /// there is none.
    private static String nameBefore(String text, int at) {
        int end = at;
        while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && isOfName(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, end);
    }

    /// Prometheus, data model: metric names.
    private static boolean isOfName(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || letter == '_'
                || letter == ':';
    }

    private static boolean isKnown(String name) {
        return name.isEmpty()
                || name.contains(":")
                || SOURCES.stream().anyMatch(source -> source.names().contains(name));
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
