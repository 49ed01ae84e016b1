package dev.meridian.simulator;

import dev.meridian.engine.Decision;
import dev.meridian.engine.Event;
import dev.meridian.engine.Prose;
import dev.meridian.engine.Reason;
import dev.meridian.engine.Sight;
import dev.meridian.engine.State;
import java.util.stream.Collectors;

/// An entry of the log and what followed from it, as a story tells it.
final class Told {
    private Told() {}

    static String entry(int index, Event event, Decision decision) {
        String reasons = decision.reasons().stream()
                .map(reason -> "\n            " + reason.rule().id() + " " + sentence(reason, decision.state()))
                .collect(Collectors.joining());
        return "#" + index + " " + event(event) + reasons;
    }

    private static String sentence(Reason reason, State after) {
        boolean isStarting = after.grant().filter(grant -> !grant.accepting()).isPresent();
        return isStarting ? Prose.whileStarting(Prose.sentence(reason)) : Prose.sentence(reason);
    }

    static String event(Event event) {
        String by = event.stamp().by().text();
        return switch (event) {
            case Event.Observed observed ->
                by + " sees "
                        + observed.sights().stream().map(Told::sight).collect(Collectors.joining(", "))
                        + (observed.sights().isEmpty() ? "nobody" : "");
            case Event.Renewed renewed ->
                by + " renews epoch " + renewed.epoch() + (renewed.idle() ? ", and lets nothing be written" : "");
            case Event.Promised promised ->
                by + " promises ballot " + promised.ballot() + " at position " + promised.position();
            case Event.Claimed claimed -> by + " claims with ballot " + claimed.ballot();
            case Event.Yielded yielded ->
                by + " yields at position " + yielded.position() + " (ballot " + yielded.ballot() + ")";
            case Event.Ordered ordered ->
                "order through " + by + ": " + ordered.order().text();
            case Event.Fulfilled fulfilled -> by + " did: " + fulfilled.duty().text();
            case Event.Failed failed -> by + " failed: " + failed.duty().text() + ": " + failed.why();
        };
    }

    private static String sight(Sight sight) {
        return sight.subject() + " " + sight.verdict() + " for "
                + sight.stableFor().toMillis() + " ms";
    }
}
