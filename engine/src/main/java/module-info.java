/// Decides: pure functions from state and event to state, intents and explanation.
module dev.meridian.engine {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.bounds;
    requires transitive dev.meridian.units;

    exports dev.meridian.engine;
}
