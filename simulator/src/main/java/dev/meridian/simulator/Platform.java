package dev.meridian.simulator;

/// What a place's provider gives it to run on.
final class Platform {
    private final World world;
    private boolean isShort;
    private long shortSince;

    Platform(World world) {
        this.world = world;
    }

    /// Capacity that was promised does not come.
    void shortage(boolean begins) {
        shortSince = begins && !isShort ? world.now : shortSince;
        isShort = begins;
    }

    /// For how much of the load there is capacity, in percent.
    int room() {
        return isShort ? 40 : 100;
    }

    /// When there was enough of it, last of all.
    long lastRoomy() {
        return isShort ? shortSince : world.now;
    }
}
