package dev.meridian.hcl;

import java.util.Optional;

/// A name and what it is: `cidr_block = "10.0.0.0/16"`.
public record Attribute(String name, Expression value, Optional<String> why) implements Item {}
