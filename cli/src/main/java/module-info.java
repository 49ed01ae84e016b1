/// The command line: the only place that prints and exits.
module dev.meridian.cli {
    requires static transitive org.jspecify;
    requires dev.meridian.topology;
    requires dev.meridian.blueprint;
    requires dev.meridian.infrastructure;
    requires dev.meridian.intake;
    requires dev.meridian.assess;
    requires dev.meridian.simulator;
    requires dev.meridian.evidence;
    requires dev.meridian.agent;
    requires dev.meridian.twin;
    requires dev.meridian.drivers;
    requires dev.meridian.net;
    requires info.picocli;
    requires jdk.management;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.meridian.cli;

    opens dev.meridian.cli to
            tools.jackson.databind;
}
