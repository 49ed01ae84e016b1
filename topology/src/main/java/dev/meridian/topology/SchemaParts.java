package dev.meridian.topology;

import static dev.meridian.topology.Shape.block;
import static dev.meridian.topology.Shape.key;

import dev.meridian.topology.Shape.Block;
import dev.meridian.topology.Shape.Form;
import dev.meridian.topology.Shape.Kind;
import dev.meridian.topology.Shape.Named;
import dev.meridian.topology.Shape.Reference;
import dev.meridian.topology.Shape.Values;
import dev.meridian.topology.Shape.Word;

/// What several sections of version 1 have in common.
final class SchemaParts {
    static final Reference ANYTHING = Reference.to(Kind.SERVICE, Kind.STORE, Kind.EXTERNAL);
    static final Reference APPLICATION = Reference.to(Kind.APPLICATION);
    static final Reference REGION = Reference.to(Kind.REGION);
    static final Word ROLE = Word.of("primary", "active", "standby");
    static final Word PATTERN = Word.of("active-active", "active-passive", "multi-active");
    static final Values ONLY_IN = new Values(Reference.to(Kind.ENVIRONMENT));

    static final Block BOUNDS = block(
            "disruption",
            key("rto", Form.TIME, "The longest time to recover from it.", "1h"),
            key("rpo", Form.TIME, "The longest time whose acknowledged writes it may cost.", "24h"));

    static final Block OBJECTIVES = block(
                    "objectives",
                    key("rto", Form.TIME, "The longest time to recover from the loss of a zone or a region.", "15m"),
                    key("rpo", Form.TIME, "The longest time whose acknowledged writes such a loss may cost.", "30s"),
                    key("availability", Form.SHARE, "The least share of time in which it serves.", "99.95%"),
                    key(
                            "perRegion",
                            block("perRegion", regionalAvailability()).later("latency", "throughput", "errors"),
                            "What holds in each region, as its users see it.",
                            "{availability: 99.9%}"),
                    key(
                            "disruptions",
                            block(
                                    "disruptions",
                                    key("zone", BOUNDS, "The loss of a zone.", "{rto: 1m, rpo: 0s}"),
                                    key("region", BOUNDS, "The loss of a region.", "{rto: 15m, rpo: 30s}"),
                                    key("corruption", BOUNDS, "Data that is wrong.", "{rto: 1h, rpo: 24h}"),
                                    key("badDeploy", BOUNDS, "A bad version of the program.", "{rto: 20m, rpo: 0s}")),
                            "Other bounds for one kind of disruption.",
                            "{corruption: {rto: 1h, rpo: 24h}}"))
            .later("latency", "throughput", "errors", "measured");

    static final Block NEED = block(
            "need",
            key("need", Word.of("hard", "soft", "operate"), "How much it is needed.", "hard")
                    .needed()
                    .heads(),
            key("in", Word.of("same", "any", "primary"), "Which region's copy will do.", "same"),
            key("without", Form.TEXT, "What users lose while it is missing.", "\"list prices\""));

    static final Named DEPENDS_ON = new Named(ANYTHING, NEED);

    private SchemaParts() {}

    static Shape.Key absent() {
        return key("absent", Form.FLAG, "Removes the block in a stronger layer, or brings it back.", "true");
    }

    private static Shape.Key regionalAvailability() {
        return key("availability", Form.SHARE, "The least share of time in which it serves there.", "99.9%")
                .perRegion();
    }
}
