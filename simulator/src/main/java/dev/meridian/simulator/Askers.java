package dev.meridian.simulator;

import dev.meridian.engine.Event;
import dev.meridian.engine.Stamp;
import java.util.LinkedHashMap;
import java.util.Map;

/// For whom a place proposes what they could not propose themselves, to tell them what came of it.
final class Askers {
    private final World world;
    private final Place place;
    private final Map<Stamp, Place> waiting = new LinkedHashMap<>();

    Askers(World world, Place place) {
        this.world = world;
        this.place = place;
    }

    void forget() {
        waiting.clear();
    }

    void relay(Place asker, Event event) {
        if (place.isRunning()) {
            waiting.put(event.stamp(), asker);
            place.propose(event);
        }
    }

    /// An entry is applied here.
    void applied(Log.Entry entry, int index) {
        Place asker = waiting.isEmpty() ? null : waiting.remove(entry.event.stamp());
        if (asker != null && entry.decision.isAccepted() && world.links.isOpen(place.number, asker.number)) {
            world.after(
                    world.links.delay(place.number, asker.number),
                    () -> asker.whenRunning(0, () -> asker.told(entry.event, index)));
        }
    }
}
