/// The words that both sides of a border name. Values only: no arithmetic of recovery, no I/O, no clock.
module dev.meridian.units {
    requires static transitive org.jspecify;

    exports dev.meridian.units;
}
