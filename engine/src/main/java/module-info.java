/// Decides: pure functions from state and event to state, intents and explanation. And the order in which events
/// come: the replicated log, as a function that is stepped.
module dev.meridian.engine {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.bounds;
    requires transitive dev.meridian.units;

    exports dev.meridian.engine;
    exports dev.meridian.raft;
}
