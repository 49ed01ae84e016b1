/// One PostgreSQL server of a region: its binaries, its data directory, its process, and the few things that a
/// failover asks of it in SQL.
///
/// Never: decides to promote or to fence, calls a lost connection a failure (it may have happened), reports a
/// success that the standbys have not confirmed. Read first: [Session], [Control], [Server].
@NullMarked
package dev.meridian.postgresql;

import org.jspecify.annotations.NullMarked;
