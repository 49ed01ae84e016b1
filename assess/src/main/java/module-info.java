/// Whether the promises of a topology can be true, and the mistakes that real systems make.
module dev.meridian.assess {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.bounds;

    exports dev.meridian.assess;
}
