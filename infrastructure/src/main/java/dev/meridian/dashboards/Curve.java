package dev.meridian.dashboards;

import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A line on a panel.
sealed interface Curve {
    String label();

    /// What is counted.
    ///
    /// @param statistic of a span: `Average`, `Maximum`, `Minimum`, `Sum`, `p95`
    record Metric(String namespace, String name, String statistic) {
        String text() {
            return namespace + " " + name;
        }
    }

    /// One number of CloudWatch.
    ///
    /// @param id by which formulas of the same panel call it; empty for what none of them needs
    /// @param dimensions names and values; what AWS names is a [Given]
    /// @param isShown whether it is a line of its own
    record Counted(
            String id,
            Metric metric,
            RegionName region,
            SequencedMap<String, Value> dimensions,
            String label,
            boolean isShown)
            implements Curve {
        public Counted {
            dimensions = new LinkedHashMap<>(dimensions);
        }

        Counted by(String dimension, String value) {
            return by(dimension, new Known(value));
        }

        Counted by(String dimension, Value value) {
            SequencedMap<String, Value> more = new LinkedHashMap<>(dimensions);
            more.put(dimension, value);
            return new Counted(id, metric, region, more, label, isShown);
        }

        /// For formulas alone.
        Counted only(String name) {
            return new Counted(name, metric, region, dimensions, label, false);
        }
    }

    /// All numbers of CloudWatch that have these names.
    ///
    /// @param by the names that they are counted by
    /// @param terms what has to be in some of their values: words in quotes are all of a value, others are in it
    record Found(Metric metric, RegionName region, List<String> by, List<String> terms, String label) implements Curve {
        public Found {
            by = List.copyOf(by);
            terms = List.copyOf(terms);
        }

        /// As CloudWatch looks for them.
        String search() {
            List<String> schema = new ArrayList<>(List.of(metric.namespace()));
            by.forEach(name -> schema.add(name.contains(" ") ? '"' + name + '"' : name));
            return "SEARCH('{" + String.join(",", schema) + "} MetricName=\"" + metric.name() + '"'
                    + terms.stream().map(term -> " " + term).reduce("", String::concat) + "', '" + metric.statistic()
                    + "')";
        }
    }

    /// Worked out of numbers of the same panel.
    record Worked(String formula, String label) implements Curve {}

    /// What Prometheus of a cluster answers.
    ///
    /// @param label with what tells lines apart, in braces: `{{deployment}}`
    record Asked(String question, String label) implements Curve {}

    /// What a dimension is.
    sealed interface Value {}

    /// Known before anything is built.
    record Known(String text) implements Value {}

    /// Named by AWS.
    record Named(Given given) implements Value {}

    static Counted counted(Metric metric, RegionName region, String label) {
        return new Counted("", metric, region, new LinkedHashMap<>(), label, true);
    }
}
