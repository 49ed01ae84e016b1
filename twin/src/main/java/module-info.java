/// All regions of an application on this machine: real databases, real DNS, real distances, and faults.
module dev.meridian.twin {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.blueprint;
    requires transitive dev.meridian.engine;
    requires transitive dev.meridian.evidence;
    requires transitive dev.meridian.agent;
    requires dev.meridian.net;
    requires dev.meridian.drivers;
    requires jdk.httpserver;
    requires jdk.management;
    requires tools.jackson.databind;

    exports dev.meridian.twin;

    opens dev.meridian.twin to
            tools.jackson.databind;
}
