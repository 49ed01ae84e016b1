package dev.meridian.aws;

import static dev.meridian.hcl.Expression.call;
import static dev.meridian.hcl.Expression.mapping;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.texts;

import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A number that is looked at again and again, and when somebody hears of it. It never changes; each method
/// returns one that says more.
///
/// @param label as its root calls it
/// @param name that nothing else of this kind has in its region
/// @param each of several of a kind, which `each.key` is; empty where it is about one thing
/// @param why what has happened when it rings, for whoever is woken by it
record Alarm(
        String label,
        String name,
        String why,
        Metric metric,
        SequencedMap<String, Expression> dimensions,
        Limit limit,
        List<String> each) {
    Alarm {
        dimensions = new LinkedHashMap<>(dimensions);
        each = List.copyOf(each);
    }

    /// What is looked at.
    ///
    /// @param statistic of a span: `Average`, `Maximum`, `Minimum`, `Sum`
    record Metric(String namespace, String name, String statistic) {}

    /// When it is too much, or too little.
    ///
    /// @param times in a row
    /// @param seconds that each of them lasts
    record Limit(boolean isAbove, long value, int times, int seconds) {
        private static final int MINUTE = 60;
        private static final int DAY = 86_400;

        static Limit above(long value, int minutes) {
            return new Limit(true, value, minutes, MINUTE);
        }

        static Limit below(long value, int minutes) {
            return new Limit(false, value, minutes, MINUTE);
        }

        /// Of what is counted once or twice a day.
        static Limit belowOnADay(long value) {
            return new Limit(false, value, 1, DAY);
        }
    }

    static Alarm of(String label, String name, String why, Metric metric, Limit limit) {
        return new Alarm(label, name, why, metric, new LinkedHashMap<>(), limit, List.of());
    }

    Alarm about(String dimension, Expression value) {
        SequencedMap<String, Expression> more = new LinkedHashMap<>(dimensions);
        more.put(dimension, value);
        return new Alarm(label, name, why, metric, more, limit, each);
    }

    /// One for each of these, which the dimension is.
    Alarm aboutEach(String dimension, List<String> values) {
        Alarm one = about(dimension, reference("each.key"));
        return new Alarm(label, name, why, metric, one.dimensions, limit, values);
    }

    /// A span without a number is no alarm: where what it is about is gone, something else rings.
    ///
    /// @param topic that hears of it, and of its end
    Block block(Expression topic) {
        Block alarm = Block.resource("aws_cloudwatch_metric_alarm", label);
        alarm = each.isEmpty()
                ? alarm.set("alarm_name", name)
                : alarm.set("for_each", call("toset", texts(each))).set("alarm_name", template(name + "-${each.key}"));
        return alarm.set("alarm_description", why)
                .set("namespace", metric.namespace())
                .set("metric_name", metric.name())
                .set("dimensions", mapping(dimensions))
                .set("statistic", metric.statistic())
                .set("period", limit.seconds())
                .set("evaluation_periods", limit.times())
                .set("comparison_operator", limit.isAbove() ? "GreaterThanThreshold" : "LessThanThreshold")
                .set("threshold", limit.value())
                .set("treat_missing_data", "missing")
                .set("alarm_actions", sequence(topic))
                .set("ok_actions", sequence(topic));
    }

    /// Of the root itself.
    Block block() {
        return block(reference(Notices.TOPIC + ".arn"));
    }
}
