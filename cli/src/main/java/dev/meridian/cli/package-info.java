/// Commands, their words and their exit codes: the only place that prints and exits.
///
/// Answers go to standard output, progress and complaints to standard error; `--output json` answers in JSON
/// whatever the exit code is.
///
/// Never: a decision, an arithmetic, a wait that belongs to another room.
/// Read first: [Main] (the list of commands), [ExitCode], [DrillCommand].
@NullMarked
package dev.meridian.cli;

import org.jspecify.annotations.NullMarked;
