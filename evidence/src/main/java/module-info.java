/// What a drill or an incident leaves behind: the event log, what users saw, statistics, reports. Knows the
/// units and nothing of the engine, so that evidence can be read without the thing it judges.
module dev.meridian.evidence {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.units;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.meridian.evidence;
}
