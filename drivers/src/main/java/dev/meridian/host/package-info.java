/// This machine's processes: signals, groups, what was left behind, the right to run as somebody else; and its
/// disk.
///
/// Never: decides who must die, starts a shell, calls a binary to send a signal, changes its own identity.
/// Read first: [Signals], [Orphans], [Privileges].
@NullMarked
package dev.meridian.host;

import org.jspecify.annotations.NullMarked;
