/// The distance between regions that all run on one machine: every byte between two of them crosses a [Link] that
/// delays, loses, narrows or swallows it, one direction at a time.
///
/// Servers of region N bind `127.1.0.N`; everybody dials `127.2.0.N`, where a listener of [Wan] takes the bytes
/// over. Which link they cross follows from the caller's own address ([Addresses]), or, for callers that cannot
/// choose theirs, from the address they dial.
///
/// Never: knows what the bytes mean, decides which fault comes when, reorders or changes a TCP stream.
/// Read first: [Wan], [Link], `Connection`.
@NullMarked
package dev.meridian.wan;

import org.jspecify.annotations.NullMarked;
