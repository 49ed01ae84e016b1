/// One region's processes: probes, replicated log, executors, watchdog, supervisor. And what an incident's log
/// says, which those who only read it need too.
module dev.meridian.agent {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.engine;
    requires transitive dev.meridian.topology;
    requires transitive dev.meridian.evidence;
    requires dev.meridian.net;
    requires dev.meridian.drivers;
    requires tools.jackson.databind;
    requires jdk.httpserver;

    exports dev.meridian.agent;
    exports dev.meridian.incident;

    opens dev.meridian.agent to
            tools.jackson.databind;
    opens dev.meridian.incident to
            tools.jackson.databind;
}
