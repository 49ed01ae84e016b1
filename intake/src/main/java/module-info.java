/// What people already run, read into the draft of a topology: the plans and states of Terraform, the context of
/// AWS CDK. Functions of bytes: no file, no network, no clock.
module dev.meridian.intake {
    requires static transitive org.jspecify;
    requires transitive dev.meridian.units;
    requires transitive dev.meridian.topology;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.meridian.intake;
}
