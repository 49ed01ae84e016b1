package dev.meridian.security;

import java.util.List;

/// What a scanner asks of resources of some types. The table `checks.tsv` has them all; its first lines say of
/// which scanners, and as of when.
///
/// @param id by which the scanner names it: `CKV_AWS_16`, `AWS-0080`
/// @param types that it judges; `data.` before those that are looked up, `provider` for a provider
/// @param beside types that it looks at to judge those
/// @param asks what has to be so, as the end of a sentence
record Check(String id, List<String> types, List<String> beside, String asks) {
    /// Of which scanners they are, and as of when: the second line of the table.
    static final String SOURCES = Resources.lines("checks.tsv").get(1).substring("# ".length());

    /// In the order of the table, which is that of what belongs together.
    static final List<Check> ALL = Resources.lines("checks.tsv").stream()
            .filter(line -> !line.startsWith("#"))
            .map(Check::of)
            .toList();

    Check {
        types = List.copyOf(types);
        beside = List.copyOf(beside);
    }

    /// No two have the same id, and they are looked up thousands of times.
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    private static Check of(String line) {
        String[] cells = line.split("\t", -1);
        return new Check(cells[0], words(cells[1]), words(cells[2]), cells[3]);
    }

    private static List<String> words(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.split(",", -1));
    }

    /// Which scanner asks it.
    String scanner() {
        return id.startsWith("CKV") ? "Checkov" : "Trivy";
    }
}
