package dev.meridian.simulator;

import dev.meridian.engine.Event;

/// When each place said something last, on the one true clock, and since when without a gap.
final class Speech {
    /// What an agent says is under way for no longer, or it says nothing at all.
    static final long LONG = 3 * World.SECOND;

    private final World world;
    private final double[] since;
    private final double[] last;
    private final long[] incarnation;
    /// The entry of each place's newest word.
    private final long[] entry;
    private final long[] known;
    private final double[] knownSince;

    Speech(World world) {
        this.world = world;
        int places = world.scene.places().size();
        this.since = new double[places];
        this.last = new double[places];
        this.incarnation = new long[places];
        this.entry = new long[places];
        this.known = new long[places];
        this.knownSince = new double[places];
    }

    void hear(Event.Observed word, long index) {
        Place by = world.place(word.stamp().by());
        double said = world.trueTime(word.stamp());
        boolean isNew = word.stamp().incarnation() != incarnation[by.number];
        since[by.number] = isNew || said - last[by.number] > LONG ? said : since[by.number];
        last[by.number] = said;
        incarnation[by.number] = word.stamp().incarnation();
        entry[by.number] = index;
    }

    /// Since when this place has been speaking without a gap.
    double since(int place) {
        return since[place];
    }

    double last(int place) {
        return last[place];
    }

    /// Whether whoever says this knows of an entry and of another place's newest word.
    void shows(Event.Observed word, long index, int other) {
        long toKnow = Math.max(index, entry[other]);
        int by = world.place(word.stamp().by()).number;
        if (word.stamp().seen() < toKnow) {
            knownSince[by] = Double.POSITIVE_INFINITY;
            known[by] = 0;
        } else if (known[by] != toKnow) {
            knownSince[by] = world.trueTime(word.stamp());
            known[by] = toKnow;
        }
    }

    /// Since when this place has known of both; never, if it does not.
    double knowsSince(int place) {
        return knownSince[place];
    }
}
