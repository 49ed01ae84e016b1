/// One region's processes: probes, replicated log, executors, watchdog, supervisor.
module dev.meridian.agent {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.engine;
    requires dev.meridian.evidence;
    requires dev.meridian.net;
    requires dev.meridian.drivers;
    requires org.jgroups;
    requires org.jgroups.raft;
    requires tools.jackson.databind;
    requires jdk.httpserver;

    exports dev.meridian.agent;

    opens dev.meridian.agent to
            tools.jackson.databind;
}
