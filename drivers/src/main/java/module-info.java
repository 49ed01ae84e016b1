/// What Meridian drives on a machine: its processes, and PostgreSQL.
module dev.meridian.drivers {
    requires transitive dev.meridian.units;
    requires static transitive org.jspecify;
    requires transitive java.sql;
    requires static org.checkerframework.checker.qual;
    requires org.postgresql.jdbc;
    requires org.tukaani.xz;

    exports dev.meridian.host;
    exports dev.meridian.postgresql;
}
