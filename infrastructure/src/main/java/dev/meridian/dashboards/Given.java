package dev.meridian.dashboards;

import dev.meridian.estate.ShortName;

/// A name that AWS gives when something is built, so that no file knows it beforehand. A root that builds it puts
/// it in; whoever opens a page by hand chooses among those that there are.
///
/// @param kind what it is
/// @param of the entrance that it belongs to; for a check also its region, for a load balancer its estate
/// @param label for whoever has to choose
public record Given(Kind kind, String of, String label) {
    /// What AWS names by itself.
    public enum Kind {
        LOAD_BALANCER("load-balancer", "AWS/ApplicationELB", "RequestCount", "LoadBalancer"),
        TARGETS("targets", "AWS/ApplicationELB", "HealthyHostCount", "TargetGroup"),
        CHECK("check", "AWS/Route53", "HealthCheckStatus", "HealthCheckId"),
        DISTRIBUTION("cdn", "AWS/CloudFront", "Requests", "DistributionId");

        private final String word;
        private final String namespace;
        private final String metric;
        private final String dimension;

        Kind(String word, String namespace, String metric, String dimension) {
            this.word = word;
            this.namespace = namespace;
            this.metric = metric;
            this.dimension = dimension;
        }

        String namespace() {
            return namespace;
        }

        /// A number that everything of this kind has.
        String metric() {
            return metric;
        }

        /// As numbers call it.
        String dimension() {
            return dimension;
        }
    }

    /// What stands on a page in its place.
    public String token() {
        return "<" + kind.word + "-" + of + ">";
    }

    /// As Grafana calls it.
    String variable() {
        return ShortName.underscored(kind.word + "_" + of);
    }

    /// How names of this kind begin that are of this estate; empty where AWS makes them up.
    ///
    /// @param estate what everything is called after
    String beginning(String estate) {
        return switch (kind) {
            case LOAD_BALANCER -> "app/" + estate + "/";
            case TARGETS -> "targetgroup/" + estate + "-" + of + "/";
            case CHECK, DISTRIBUTION -> "";
        };
    }
}
