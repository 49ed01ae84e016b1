/// One order of entries that a majority of the members has on disk: Raft, as a function that is stepped.
///
/// Messages and instants go in; what is to be written down, sent and applied comes out ([Work]). The algorithm is
/// that of Ongaro's thesis (*Consensus: Bridging Theory and Practice*, Stanford 2014), whose sections the code
/// names. Why it is here, and what it leaves out: `docs/adr/0017`.
///
/// Never: a clock, a thread, randomness, a file, a socket. Read first: [Raft] (the states of a member and their
/// exits), [Message], [Work].
@NullMarked
package dev.meridian.raft;

import org.jspecify.annotations.NullMarked;
