package dev.meridian.topology;

import java.util.Locale;

/// Every kind of problem that a topology can have. Numbers are never given twice and never change.
public enum ProblemId {
    NOT_TEXT(1, "The file is not UTF-8 text."),
    BYTE_ORDER_MARK(2, "The file begins with a byte order mark."),
    TOO_LARGE(3, "The file is larger than 1 MiB."),
    TOO_DEEP(4, "The file is nested deeper than 64 levels or has more than 100,000 nodes."),
    EMPTY(5, "The file says nothing."),
    SYNTAX(6, "The text is not YAML."),
    TAB(7, "A line is indented with a tab."),
    ALIAS(8, "An anchor, an alias or a merge key: one line would then have several paths."),
    TAG(9, "A YAML tag: the schema gives a value its type."),
    NO_VALUE(10, "A key without a value, or with `null`."),
    KEY_TWICE(11, "A key stands twice in one block."),
    SEVERAL_DOCUMENTS(12, "More than one YAML document in the file."),
    BAD_KEY(13, "A key that is not a plain word."),
    NO_VERSION(14, "The file does not say which version of the format it is written in."),
    UNKNOWN_VERSION(15, "A version of the format that this program does not read."),
    TOO_MANY(16, "More of something than a file may have: regions, environments, pairs of members."),
    UNKNOWN_KEY(20, "A key that the format does not have."),
    WRONG_SHAPE(22, "A value where a block belongs, or the other way round."),
    UNKNOWN_NAME(23, "A reference to something that the file does not have."),
    WRONG_VALUE(24, "A value that its key cannot take."),
    MISSING_KEY(25, "A block without a key that it needs."),
    BAD_NAME(26, "A name that cannot be one."),
    EXCLUSIVE(27, "Two keys that exclude each other."),
    NAME_TWICE(28, "One name for two things of the shared namespace."),
    LISTED_TWICE(29, "A list that names one thing twice."),
    UNKNOWN_REGION(31, "A region that the catalogue does not know, and about which the file says no more."),
    AMBIGUOUS_REGION(32, "A region that several providers have."),
    SILENT_REPLICATION(33, "A store in several regions that does not say how it replicates."),
    NO_PRIMARY(34, "An application without one primary region."),
    NO_OWNER(35, "Something that does not say which of several applications it belongs to."),
    CYCLE(36, "Dependencies that lead back to where they began."),
    LOOSE_STEP(37, "A step of the plan without an order, or a built-in one that is changed too much."),
    BAD_ASSIGNMENT(38, "An assignment that cannot be read."),
    NOT_REGIONAL(39, "A region overrides something that cannot differ by region."),
    BAD_TIMES(40, "Times that cannot hold together."),
    NO_WRITER(41, "A store whose writer cannot be told."),
    NO_ENVIRONMENT(42, "An environment that the file does not have."),
    CONTRADICTION(43, "Values that cannot be true together."),
    ADDRESSES(44, "Blocks of addresses that overlap, or lie outside of the network's."),
    NOT_THERE(45, "A file that the topology names and that is not there."),
    MANY(99, "More problems than are worth a list.");

    private final int number;
    private final String meaning;

    ProblemId(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /// The stable id, `MER-0020`.
    public String text() {
        return String.format(Locale.ROOT, "MER-%04d", number);
    }

    /// One sentence for the reference.
    public String meaning() {
        return meaning;
    }
}
