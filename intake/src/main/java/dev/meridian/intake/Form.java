package dev.meridian.intake;

/// What can be read.
public enum Form {
    PLAN("a Terraform plan", "the plan"),
    STATE("a Terraform state", "the state"),
    CDK_CONTEXT("a context of AWS CDK", "the context");

    private final String title;
    private final String noun;

    Form(String title, String noun) {
        this.title = title;
        this.noun = noun;
    }

    /// With its article, as the head of a draft names it.
    public String title() {
        return title;
    }

    /// As a sentence about it goes on.
    public String noun() {
        return noun;
    }
}
