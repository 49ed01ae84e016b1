/// What people do in an incident and on an ordinary day, as pages of Markdown with an estate's own names and
/// commands, and the plan for disasters that auditors ask for. The words are in the resources beside this package;
/// what is here decides which of them an estate needs, and fills in the names.
///
/// Never: a page about something that the estate does not have, or a command that nobody can paste. Read first:
/// [Runbooks], [Sheet], [Known]. Why it is built like this: docs/adr/0025-pages-for-three-in-the-morning.md.
@NullMarked
package dev.meridian.runbooks;

import org.jspecify.annotations.NullMarked;
