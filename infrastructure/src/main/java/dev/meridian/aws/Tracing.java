package dev.meridian.aws;

import dev.meridian.estate.ShortName;
import dev.meridian.estate.Site;
import dev.meridian.hcl.Block;
import dev.meridian.hcl.Expression;
import java.math.BigDecimal;
import java.util.List;

/// Which of a region's requests are followed through its services.
final class Tracing {
    /// Before the rule that every account has, which is the last (X-Ray developer guide, sampling rules, 2026-11).
    private static final int PRIORITY = 1_000;

    /// What whoever sends spans asks for, of no resource in particular (AWS managed policies,
    /// AWSXRayDaemonWriteAccess, 2026-11).
    private static final List<String> SENDING = List.of(
            "xray:GetSamplingRules",
            "xray:GetSamplingStatisticSummaries",
            "xray:GetSamplingTargets",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments");

    /// X-Ray API reference, SamplingRule, 2026-11.
    private static final int LONGEST_NAME = 32;

    private Tracing() {}

    /// That a service may send what it did, itself or by what runs beside it in its name.
    static Block sent() {
        return Policies.allows("Traces", SENDING, Expression.text("*"));
    }

    /// @param share of all requests, beside one a second
    static Block rule(Site site, double share) {
        return Block.resource("aws_xray_sampling_rule", "main")
                .set("rule_name", ShortName.dashed(site.name(), LONGEST_NAME))
                .set("priority", PRIORITY)
                .set("version", 1)
                .set("reservoir_size", 1)
                .set("fixed_rate", new Expression.Fraction(BigDecimal.valueOf(share)))
                .set("host", "*")
                .set("http_method", "*")
                .set("url_path", "*")
                .set("service_name", "*")
                .set("service_type", "*")
                .set("resource_arn", "*");
    }
}
