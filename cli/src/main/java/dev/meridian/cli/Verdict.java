package dev.meridian.cli;

import dev.meridian.agent.Api;
import dev.meridian.engine.Finding;
import dev.meridian.incident.Wire;
import dev.meridian.twin.MoveWatch;
import dev.meridian.units.RegionName;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// What all vantages together make of the region that holds the role, for whoever asks how a twin is.
///
/// @param region that holds the role
/// @param finding the word that the engine decides by
record Verdict(RegionName region, Finding finding) {
    /// As whoever has got furthest says.
    static Optional<Verdict> of(Collection<Api.Status> statuses) {
        return MoveWatch.newest(statuses)
                .flatMap(newest ->
                        newest.holder().flatMap(holder -> newest.finding().map(it -> new Verdict(holder, it))));
    }

    String text() {
        return region + " is " + finding + ": " + finding.text();
    }

    JsonNode json() {
        return Wire.JSON
                .createObjectNode()
                .put("region", region.text())
                .put("finding", finding.name())
                .put("text", finding.text());
    }
}
