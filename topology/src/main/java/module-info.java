/// What the user said: a topology file read into typed records, each value with its place. Resolves no meaning,
/// reads no file.
module dev.meridian.topology {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.units;
    requires org.snakeyaml.engine;

    exports dev.meridian.topology;
}
