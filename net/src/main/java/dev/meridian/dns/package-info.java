/// The names that users follow: an authoritative [DnsServer] that says where an application is, and a [Resolver]
/// that asks it as a user's resolver would, cache and stubbornness included.
///
/// Never: decides where traffic goes (a [Zone] is handed in), publishes an empty answer.
/// Read first: [Zone], [DnsServer], [Resolver].
@NullMarked
package dev.meridian.dns;

import org.jspecify.annotations.NullMarked;
