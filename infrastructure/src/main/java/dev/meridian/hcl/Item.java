package dev.meridian.hcl;

import java.util.Optional;

/// What stands in a file or in a block.
public sealed interface Item permits Attribute, Block {
    /// Why it is as it is, where that needs a word; stands before it as a comment.
    Optional<String> why();
}
