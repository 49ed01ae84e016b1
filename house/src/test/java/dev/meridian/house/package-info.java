/// The rules of the house as tests: who may know whom, what the core may not touch, how the tree is kept, and that
/// the documents say what the code does.
///
/// Never: shipped, frozen violations, a rule that does not say what to do instead. Every rule has a control that
/// breaks it on purpose, because a detector that sees nothing proves nothing.
/// Why tests beside `module-info.java`: `docs/adr/0005-how-it-is-built.md`.
/// Read first: [Rooms], [Ban], [Tidy].
package dev.meridian.house;
