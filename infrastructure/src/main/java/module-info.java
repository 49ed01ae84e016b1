/// A blueprint as files: what is to be built, worked out once, and written in the languages of those who build it.
/// Decides no recovery, reaches nothing, writes no file: whoever calls it does.
module dev.meridian.infrastructure {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.blueprint;
    requires dev.meridian.assess;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.meridian.synthesis;
}
