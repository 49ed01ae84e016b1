package dev.meridian.security;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// All rules and reasons. A new type of resource needs a rule, or a reason, for each check of `checks.tsv` that
/// names it: in the class of what it belongs to, or in a new one that is entered here.
final class Book {
    static final List<Rule> RULES = Stream.of(
                    Networks.RULES,
                    Entrances.RULES,
                    Cdns.RULES,
                    Databases.RULES,
                    Clusters.RULES,
                    Buckets.RULES,
                    Streams.RULES,
                    Machines.RULES,
                    Grants.RULES,
                    Records.RULES)
            .flatMap(List::stream)
            .toList();

    static final List<Reason> REASONS = Stream.of(
                    Networks.REASONS,
                    Entrances.REASONS,
                    Cdns.REASONS,
                    Databases.REASONS,
                    Clusters.REASONS,
                    Buckets.REASONS,
                    Streams.REASONS,
                    Machines.REASONS,
                    Grants.REASONS,
                    Records.REASONS)
            .flatMap(List::stream)
            .toList();

    /// Checks of a type that one rule answers; without a rule, one that none answers.
    record Asked(Optional<Rule> rule, List<Check> checks) {}

    private static final SequencedMap<String, List<Asked>> BY_TYPE = new LinkedHashMap<>();
    private static final SequencedMap<String, List<Reason>> REASONS_BY_ID = new LinkedHashMap<>();

    static {
        for (Reason reason : REASONS) {
            for (String id : reason.ids()) {
                REASONS_BY_ID.computeIfAbsent(id, _ -> new ArrayList<>()).add(reason);
            }
        }
        SequencedMap<String, Asked> ruled = new LinkedHashMap<>();
        for (Rule rule : RULES) {
            for (String type : rule.types()) {
                Asked asked = new Asked(Optional.of(rule), new ArrayList<>());
                rule.ids().forEach(id -> ruled.putIfAbsent(id + " " + type, asked));
            }
        }
        for (Check check : Check.ALL) {
            for (String type : check.types()) {
                Asked asked = ruled.computeIfAbsent(
                        check.id() + " " + type, _ -> new Asked(Optional.empty(), new ArrayList<>()));
                if (asked.checks().isEmpty()) {
                    BY_TYPE.computeIfAbsent(type, _ -> new ArrayList<>()).add(asked);
                }
                asked.checks().add(check);
            }
        }
    }

    private Book() {}

    /// What is asked of a type, in the order of the table.
    static List<Asked> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of());
    }

    static List<Reason> reasons(String id) {
        return REASONS_BY_ID.getOrDefault(id, List.of());
    }
}
