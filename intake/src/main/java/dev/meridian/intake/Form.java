package dev.meridian.intake;

/// What can be read.
public enum Form {
    PLAN("a Terraform plan", "the plan", "resources"),
    STATE("a Terraform state", "the state", "resources"),
    CDK_CONTEXT("a context of AWS CDK", "the context", "keys");

    private final String title;
    private final String noun;
    private final String parts;

    Form(String title, String noun, String parts) {
        this.title = title;
        this.noun = noun;
        this.parts = parts;
    }

    /// With its article, as the head of a draft names it.
    public String title() {
        return title;
    }

    /// What it consists of.
    public String parts() {
        return parts;
    }

    /// As a sentence about it goes on.
    public String noun() {
        return noun;
    }
}
