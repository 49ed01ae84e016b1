/// What a command answers about a file, in every form that it can be asked for: text for people, JSON, SARIF,
/// and the workflow commands that GitHub shows at the lines of a pull request.
///
/// Functions from what other rooms have worked out to text. Never: a judgement, a file, a printed line, an
/// exit code.
///
/// Read first: [Explanation], [Judged], [AssessmentText].
@NullMarked
package dev.meridian.answers;

import org.jspecify.annotations.NullMarked;
