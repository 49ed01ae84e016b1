/// What lies between regions on one machine: links with distance and faults, and the DNS that users follow.
module dev.meridian.net {
    requires transitive dev.meridian.units;
    requires static transitive org.jspecify;
    requires org.dnsjava;

    exports dev.meridian.dns;
    exports dev.meridian.wan;
}
