package dev.meridian.aws;

import static dev.meridian.hcl.Expression.mapping;
import static dev.meridian.hcl.Expression.reference;
import static dev.meridian.hcl.Expression.sequence;
import static dev.meridian.hcl.Expression.template;
import static dev.meridian.hcl.Expression.text;

import dev.meridian.estate.Promised;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// When somebody hears that errors use up what a promise of availability leaves for them, in one region. A
/// pace is looked at over a long span, so that a few errors wake nobody, and over a short one, so that it
/// ends soon after they do (Google, The Site Reliability Workbook, 2018, chapter 5, table 5-8). Its slowest
/// pace is over three days, longer than a span of CloudWatch, and is for the next day anyway: the page of the
/// region shows it.
final class Burns {
    private static final String LABEL = "errors_of_promise";
    private static final String SPACE = "AWS/ApplicationELB";
    private static final int MINUTE = 60;
    private static final int HOUR = 60 * MINUTE;

    private static final List<Pace> PACES = List.of(
            new Pace("hour", "14.4", HOUR, 5 * MINUTE, "2 % of it in an hour"),
            new Pace("six-hours", "6", 6 * HOUR, 30 * MINUTE, "5 % of it in six hours"),
            new Pace("day", "3", 24 * HOUR, 2 * HOUR, "10 % of it in a day"));

    private static final String TOO_FAST =
            "The promise leaves so much for errors that no outage uses it up at a faster pace: a share of errors above"
                    + " all answers is never reached.";

    private static final String LATELY = "-lately";

    /// Requests that the load balancer answers itself, since no copy does, are not among its requests.
    private static final String FAILED =
            "(FILL(failed, 0) + FILL(unanswered, 0)) / (FILL(asked, 0) + FILL(unanswered, 0))";

    private final Site site;
    private final BigDecimal left;

    /// @param times how many times as fast as the promise allows for
    /// @param seconds of the long span
    /// @param then of the short one
    private record Pace(String name, String times, int seconds, int then, String uses) {}

    private Burns(Site site, BigDecimal left) {
        this.site = site;
        this.left = left;
    }

    /// @param availability that is promised there, as a fraction
    static List<Block> of(Site site, OptionalDouble availability) {
        return site.entrances().isEmpty()
                ? List.of()
                : Promised.errors(availability)
                        .map(left -> new Burns(site, left).blocks())
                        .orElse(List.of());
    }

    /// Those at which there are fewer errors than answers, each with its share of them.
    private SequencedMap<Pace, BigDecimal> paces() {
        SequencedMap<Pace, BigDecimal> paces = new LinkedHashMap<>();
        for (Pace pace : PACES) {
            Promised.pace(left, pace.times()).ifPresent(share -> paces.put(pace, share));
        }
        return paces;
    }

    private List<Block> blocks() {
        SequencedMap<Pace, BigDecimal> paces = paces();
        if (paces.isEmpty()) {
            return List.of();
        }
        SequencedMap<String, Expression> spans = new LinkedHashMap<>();
        SequencedMap<String, Expression> uses = new LinkedHashMap<>();
        paces.forEach((pace, share) -> {
            spans.put(pace.name(), span(share, pace.seconds()));
            spans.put(pace.name() + LATELY, span(share, pace.then()));
            uses.put(pace.name(), text(pace.uses()));
        });
        Block look = look(spans);
        return List.of(paces.size() == PACES.size() ? look : look.because(TOO_FAST), both(uses));
    }

    private static Expression span(BigDecimal share, int seconds) {
        SequencedMap<String, Expression> span = new LinkedHashMap<>();
        span.put("seconds", new Expression.Whole(seconds));
        span.put("above", new Expression.Fraction(share.stripTrailingZeros()));
        return mapping(span);
    }

    private Block both(SequencedMap<String, Expression> uses) {
        String one = "${aws_cloudwatch_metric_alarm." + LABEL;
        return Block.resource("aws_cloudwatch_composite_alarm", LABEL)
                .set("for_each", mapping(uses))
                .set("alarm_name", template(site.name() + "-errors-${each.key}"))
                .set(
                        "alarm_description",
                        template("Errors in " + site.region()
                                + " use up what the promise leaves for them in 30 days: ${each.value}"))
                .set(
                        "alarm_rule",
                        template("ALARM(" + one + "[each.key].alarm_name}) AND ALARM(" + one + "[format(\"%s" + LATELY
                                + "\", each.key)].alarm_name})"))
                .set("alarm_actions", sequence(reference(Notices.TOPIC + ".arn")))
                .set("ok_actions", sequence(reference(Notices.TOPIC + ".arn")));
    }

    /// Each span of each pace. None tells anybody: two together do.
    private Block look(SequencedMap<String, Expression> spans) {
        return Block.resource("aws_cloudwatch_metric_alarm", LABEL)
                .set("for_each", mapping(spans))
                .set("alarm_name", template(site.name() + "-errors-${each.key}-alone"))
                .set("alarm_description", "One of two spans; the alarm of both together tells of it")
                .set("evaluation_periods", 1)
                .set("comparison_operator", "GreaterThanThreshold")
                .set("threshold", reference("each.value.above"))
                .set("treat_missing_data", "missing")
                .with(Block.of("metric_query")
                        .set("id", "share")
                        .set("label", "errors among all answers")
                        .set("expression", FAILED)
                        .set("return_data", true))
                .with(part("failed", "HTTPCode_Target_5XX_Count"))
                .with(part("unanswered", "HTTPCode_ELB_5XX_Count"))
                .with(part("asked", "RequestCount"));
    }

    private static Block part(String id, String metric) {
        SequencedMap<String, Expression> dimensions = new LinkedHashMap<>();
        dimensions.put("LoadBalancer", reference("aws_lb.main.arn_suffix"));
        return Block.of("metric_query")
                .set("id", id)
                .with(Block.of("metric")
                        .set("namespace", SPACE)
                        .set("metric_name", metric)
                        .set("stat", "Sum")
                        .set("period", reference("each.value.seconds"))
                        .set("dimensions", mapping(dimensions)));
    }
}
