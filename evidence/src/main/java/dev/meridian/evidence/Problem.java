package dev.meridian.evidence;

import java.util.List;

/// Something wrong in what the user wrote.
///
/// @param id   stable, for example `MER-0107`
/// @param what what is wrong, with the values
/// @param why  the rule or the arithmetic
/// @param fix  a concrete edit
public record Problem(String id, Where where, String what, String why, String fix) {
    /// A place in a file; line and column count from 1. For an option of the command line the file is the
    /// option and both are 1.
    public record Where(String file, int line, int column) {}

    /// The JSON document for all problems of a run, `problems[]` after the head that every document has.
    public static String json(Stamp stamp, List<Problem> problems) {
        return ReportJson.problems(stamp, problems);
    }
}
