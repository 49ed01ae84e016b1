package dev.meridian.raft;

/// What the entries up to one of them have led to, instead of them.
///
/// @param index of the last of these entries; 0 with nothing before the first
/// @param term of that entry
/// @param state what whoever applies the entries has made of them
public record Snapshot(long index, long term, Payload state) {
    /// Nothing was applied.
    public static final Snapshot NONE = new Snapshot(0, 0, Payload.NONE);
}
