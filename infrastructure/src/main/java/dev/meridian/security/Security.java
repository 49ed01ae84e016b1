package dev.meridian.security;

import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// How the roots answer what scanners ask: by what is written in them, or by a reason.
///
/// @param answers in the order of roots, of resources and of the table of checks
/// @param types of everything that is written
public record Security(List<Answer> answers, SequencedSet<String> types) {
    public Security {
        answers = List.copyOf(answers);
        types = new LinkedHashSet<>(types);
    }

    /// What becomes of one check at one resource.
    sealed interface Outcome {}

    /// It is as the check asks.
    record Held() implements Outcome {}

    /// It is not, for a reason that holds for this resource.
    record Stated(Reason reason) implements Outcome {}

    /// It is not, and no reason holds: a mistake of ours.
    record Broken() implements Outcome {}

    /// No rule and no reason of ours is about the check at this type.
    record Open() implements Outcome {}

    /// One check at one resource.
    ///
    /// @param root its path
    /// @param address as the root calls the resource
    record Answer(Check check, String root, String type, String address, Outcome outcome) {
        private String text() {
            return root + ": " + address + " is not as " + check.id() + " asks: " + check.asks();
        }
    }

    /// Every check at every resource that it judges.
    public static Security of(List<Root> roots) {
        List<Answer> answers = new ArrayList<>();
        List<SequencedMap<String, List<Block>>> all =
                roots.stream().map(Root::kinds).toList();
        for (int i = 0; i < roots.size(); i++) {
            Root root = roots.get(i);
            List<SequencedMap<String, List<Block>>> others = new ArrayList<>(all);
            others.remove(i);
            for (Block block : root.blocks()) {
                Place place = new Place(others, all.get(i), block);
                String type = block.kind();
                String address = address(block);
                for (Book.Asked asked : Book.of(type)) {
                    boolean isHeld = asked.rule().isPresent()
                            && place.holds(asked.rule().get().holds());
                    for (Check check : asked.checks()) {
                        Outcome outcome = isHeld
                                ? new Held()
                                : outcome(check, asked.rule().isPresent(), place);
                        answers.add(new Answer(check, root.path(), type, address, outcome));
                    }
                }
            }
        }
        SequencedSet<String> types = new LinkedHashSet<>();
        all.forEach(root -> types.addAll(root.sequencedKeySet()));
        return new Security(answers, types);
    }

    private static String address(Block block) {
        return block.address().orElseGet(() -> block.type() + "." + String.join(".", block.labels()));
    }

    private static Outcome outcome(Check check, boolean hasRule, Place place) {
        for (Reason reason : Book.reasons(check.id())) {
            if (place.holds(reason.where())) {
                return new Stated(reason);
            }
        }
        return hasRule ? new Broken() : new Open();
    }

    /// What is neither as asked nor explained; none for what may be written.
    List<String> faults() {
        return answers.stream()
                .filter(answer -> answer.outcome() instanceof Broken)
                .map(Answer::text)
                .toList();
    }

    /// Itself, if it may be written.
    ///
    /// @throws AssertionError if something is neither as asked nor explained: a defect of ours
    public Security sound() {
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            throw new AssertionError("what was written is not as scanners ask: " + String.join("; ", faults));
        }
        return this;
    }

    /// What nobody has thought about: checks at types that are new.
    List<Answer> open() {
        return answers.stream()
                .filter(answer -> answer.outcome() instanceof Open)
                .toList();
    }

    /// Checks that hold wherever they are about something.
    List<Check> held() {
        SequencedSet<Check> all = new LinkedHashSet<>();
        SequencedSet<Check> not = new LinkedHashSet<>();
        answers.forEach(answer -> (answer.outcome() instanceof Held ? all : not).add(answer.check()));
        all.removeAll(not);
        return Check.ALL.stream().filter(all::contains).toList();
    }

    /// The checks of a scanner that do not hold everywhere, by their numbers, each once.
    public List<String> unmet(String scanner) {
        return answers.stream()
                .filter(answer -> answer.outcome() instanceof Stated)
                .map(Answer::check)
                .filter(check -> check.scanner().equals(scanner))
                .map(Check::id)
                .distinct()
                .sorted()
                .toList();
    }

    /// What each reason is given for.
    SequencedMap<Reason, List<Answer>> stated() {
        SequencedMap<Reason, List<Answer>> found = new LinkedHashMap<>();
        answers.forEach(answer -> {
            if (answer.outcome() instanceof Stated(Reason reason)) {
                found.computeIfAbsent(reason, _ -> new ArrayList<>()).add(answer);
            }
        });
        SequencedMap<Reason, List<Answer>> ordered = new LinkedHashMap<>();
        Book.REASONS.forEach(
                reason -> Optional.ofNullable(found.get(reason)).ifPresent(given -> ordered.put(reason, given)));
        return ordered;
    }

    /// Checks that look at what is here, to judge what is not.
    List<Check> idle() {
        SequencedSet<Check> asked = new LinkedHashSet<>();
        answers.forEach(answer -> asked.add(answer.check()));
        return Check.ALL.stream()
                .filter(check -> !asked.contains(check))
                .filter(check -> check.beside().stream().anyMatch(types::contains))
                .toList();
    }

    /// The page of all this.
    ///
    /// @param file that the roots were written from
    public String page(String file) {
        return SecurityPage.of(file, this);
    }
}
