package dev.meridian.intake;

import java.util.List;

/// The draft of a topology, and how far to trust it.
///
/// @param text a topology file with comments, which the reader accepts
/// @param read what was used, by type, most first
/// @param notRead what is in the input and not in the draft
/// @param assumed what stands in the draft although the input does not say it
public record Draft(Form form, String text, List<Count> read, List<NotRead> notRead, List<Assumed> assumed) {
    public Draft {
        read = List.copyOf(read);
        notRead = List.copyOf(notRead);
        assumed = List.copyOf(assumed);
    }

    /// So many of a type.
    public record Count(String type, int count) {}

    /// Something that did not become a part of the draft.
    ///
    /// @param address `module.eu.aws_subnet.a`, or the key of a context
    public record NotRead(String address, String type, String why) {}

    /// Something that the format needs and the input does not say.
    ///
    /// @param path in the draft: `regions.us-east-1.role`
    public record Assumed(String path, String why) {}
}
