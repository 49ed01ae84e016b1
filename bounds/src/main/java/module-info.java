/// The arithmetic of recovery and safety, used by the findings and by the engine alike.
module dev.meridian.bounds {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.blueprint;

    exports dev.meridian.bounds;
    exports dev.meridian.mechanisms;
}
