/// What people look at while an estate runs, and what rings by itself in its clusters: pages for CloudWatch and
/// Grafana, rules for Prometheus. Every number on them is one that is counted, under the names that it has here.
///
/// Never: a number that nothing counts, or a decision of what is built. Read first: [Dashboards], [Page],
/// [Metrics].
@NullMarked
package dev.meridian.dashboards;

import org.jspecify.annotations.NullMarked;
