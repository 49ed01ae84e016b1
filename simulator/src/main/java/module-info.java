/// Tries the engine in worlds that nobody would dare to make: pure, seeded, one thread.
module dev.meridian.simulator {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.blueprint;
    requires transitive dev.meridian.engine;
    requires transitive dev.meridian.units;

    exports dev.meridian.simulator;
}
