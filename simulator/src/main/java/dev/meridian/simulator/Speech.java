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

    Speech(World world) {
        this.world = world;
        int places = world.scene.places().size();
        this.since = new double[places];
        this.last = new double[places];
        this.incarnation = new long[places];
    }

    void hear(Event.Observed word) {
        Place by = world.place(word.stamp().by());
        double said = world.trueTime(word.stamp());
        boolean isNew = word.stamp().incarnation() != incarnation[by.number];
        since[by.number] = isNew || said - last[by.number] > LONG ? said : since[by.number];
        last[by.number] = said;
        incarnation[by.number] = word.stamp().incarnation();
    }

    /// Since when this place has been speaking without a gap.
    double since(int place) {
        return since[place];
    }

    double last(int place) {
        return last[place];
    }
}
