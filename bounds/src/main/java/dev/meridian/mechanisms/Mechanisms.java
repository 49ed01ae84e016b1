package dev.meridian.mechanisms;

import dev.meridian.blueprint.ReplicationMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The table of published mechanisms, and the lookups that the judgement uses.
///
/// The rows of a provider stand before those of software, and the usual mechanism of a kind before its
/// alternatives: a lookup takes the first row that fits. It never falls back to another provider; an empty
/// result means that nothing is known.
public final class Mechanisms {
    private static final List<Mechanism> ALL = Stream.of(
                    AwsMechanisms.rows(),
                    GoogleCloudMechanisms.rows(),
                    AzureMechanisms.rows(),
                    CloudflareMechanisms.rows(),
                    SoftwareMechanisms.rows())
            .flatMap(List::stream)
            .toList();

    /// Provider names in front of a word of `via` that do not change its meaning.
    private static final List<String> PREFIXES =
            List.of("aws-", "amazon-", "gcp-", "google-cloud-", "google-", "microsoft-", "azure-", "cloudflare-");

    /// Words of `via` that describe any replica and no product.
    private static final List<String> GENERAL = List.of(
            "streaming",
            "streaming-replication",
            "physical-replication",
            "native",
            "native-replication",
            "replica",
            "replicas",
            "read-replica",
            "read-replicas",
            "replication",
            "cross-region-replica",
            "asynchronous-replication");

    private Mechanisms() {}

    /// All rows in their order.
    public static List<Mechanism> all() {
        return ALL;
    }

    /// The mechanism that brings a store back in another region after the loss of its region.
    public static Optional<Mechanism> across(Query query) {
        return find(query, row -> row.covers() == Mechanism.Covers.REGION);
    }

    /// The mechanism that keeps a store over several zones of one region available after the loss of a zone.
    public static Optional<Mechanism> inZones(Query query) {
        return find(query, row -> row.covers() == Mechanism.Covers.ZONE);
    }

    /// The mechanism that restores an earlier state.
    ///
    /// @param elsewhere whether it has to restore in another region, because the region of the store is lost
    public static Optional<Mechanism> past(Query query, boolean elsewhere) {
        Mechanism.Covers wanted = elsewhere ? Mechanism.Covers.DAMAGE_ELSEWHERE : Mechanism.Covers.DAMAGE;
        return find(query, row -> row.covers() == wanted);
    }

    /// All rows that a word of `replication.via` selects, of every provider and kind. A caller tells by them
    /// that a word belongs to another provider or to another kind of store. Case, blanks and underscores make no
    /// difference.
    public static List<Mechanism> named(String via) {
        List<String> forms = forms(via).toList();
        return ALL.stream().filter(row -> isNamed(row, forms)).toList();
    }

    private static Optional<Mechanism> find(Query query, Predicate<Mechanism> covers) {
        Optional<List<String>> forms =
                specific(query.via()).map(via -> forms(via).toList());
        List<Mechanism> rows = ALL.stream()
                .filter(row -> covers.test(row)
                        && row.kinds().contains(query.kind())
                        && hasMode(row, query.mode())
                        && query.admits(row.provider())
                        && forms.map(said -> isMeant(row, said)).orElse(!row.onlyNamed()))
                .toList();
        boolean hasLevel = rows.stream().anyMatch(Mechanisms::isAcross)
                && !query.consistency().isEmpty();
        return hasLevel ? atLevel(rows, query) : rows.stream().findFirst();
    }

    /// A row that implements the level, else a row whose behaviour cannot be chosen. Without `via` a weaker
    /// mechanism is no answer to a topology that declares strong consistency. The one that `via` names is an
    /// answer, and the caller compares the level that it keeps.
    private static Optional<Mechanism> atLevel(List<Mechanism> rows, Query query) {
        boolean strong = query.consistency().equals("strong");
        return rows.stream()
                .filter(row -> row.levels().contains(query.consistency()))
                .findFirst()
                .or(() -> rows.stream()
                        .filter(row -> row.levels().isEmpty())
                        .filter(row ->
                                !strong || row.strong() || specific(query.via()).isPresent())
                        .findFirst())
                .or(() -> rows.stream()
                        .filter(row -> !row.strong() && specific(query.via()).isPresent())
                        .findFirst());
    }

    /// The word of `via` as far as it names a product: a general term such as `streaming` names none.
    static Optional<String> specific(Optional<String> via) {
        return via.filter(word -> !GENERAL.contains(normal(word)));
    }

    private static boolean isAcross(Mechanism row) {
        return row.covers() == Mechanism.Covers.REGION;
    }

    private static boolean hasMode(Mechanism row, ReplicationMode mode) {
        return row.modes().isEmpty() || row.modes().contains(mode);
    }

    /// Inside one region a row without words fits every `via`, because its kind is one product.
    private static boolean isMeant(Mechanism row, List<String> forms) {
        return (row.words().isEmpty() && !isAcross(row)) || isNamed(row, forms);
    }

    private static boolean isNamed(Mechanism row, List<String> forms) {
        return forms.stream().anyMatch(row.words()::contains);
    }

    /// The word in its normal form, and without the name of a provider in front of it.
    static Stream<String> forms(String word) {
        String normal = normal(word);
        return Stream.concat(
                Stream.of(normal),
                PREFIXES.stream().filter(normal::startsWith).map(prefix -> normal.substring(prefix.length())));
    }

    /// Lower case, with one hyphen for each run of blanks, underscores and hyphens.
    static String normal(String word) {
        return String.join(
                "-",
                Arrays.stream(word.toLowerCase(Locale.ROOT).split("[\\s_-]+", -1))
                        .filter(part -> !part.isEmpty())
                        .toList());
    }
}
