/// Tries the engine in worlds that nobody would dare to make: pure, seeded, one thread. And the public outages of
/// others, which such a world can be put through.
module dev.meridian.simulator {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.blueprint;
    requires transitive dev.meridian.engine;
    requires transitive dev.meridian.units;
    requires org.snakeyaml.engine;

    exports dev.meridian.outages;
    exports dev.meridian.simulator;
}
