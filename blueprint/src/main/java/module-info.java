/// Everything a topology means, resolved once, each value with its origin. Decides no recovery, renders nothing,
/// reaches nothing. And the faults that people can name, which are told by the file's places.
module dev.meridian.blueprint {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.units;
    requires transitive dev.meridian.topology;

    exports dev.meridian.blueprint;
    exports dev.meridian.faults;
}
