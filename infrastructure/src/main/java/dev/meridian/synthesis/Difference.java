package dev.meridian.synthesis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What changes between what was written before and what would be written now, root by root and resource by
/// resource.
///
/// Files of Terraform are taken apart where `terraform fmt` begins a block: at a line that starts with a letter
/// and ends with a brace, up to the next line that is a closing brace alone. Comments before a block are no part
/// of it: a word that is explained better changes nothing that is built. Blocks of locals are taken apart into
/// these, and what refers to one that changes does change: there are more or fewer of it, or others. Manifests are
/// taken apart into their documents.
///
/// @param parts in the order in which they are written
public record Difference(List<Part> parts) {
    private static final Pattern ROOT = Pattern.compile("terraform/(.+)/[^/]+\\.tf");
    private static final Pattern MANIFESTS = Pattern.compile("(kubernetes/(?:base|overlays/[^/]+))/(.+)\\.yaml");
    private static final Pattern KIND = Pattern.compile("(?m)^kind: (\\S+)$");
    private static final Pattern NAME = Pattern.compile("(?m)^metadata:\n  name: (\\S+)$");
    private static final Pattern HEAD = Pattern.compile("([a-z_]+)((?: \"[^\"]*\")*) \\{(})?");

    private static final Pattern ALIAS = Pattern.compile("(?m)^  alias += \"([^\"]+)\"$");
    private static final Pattern LOCAL = Pattern.compile("(?m)^  ([a-z_0-9]+) += ");
    private static final String LOCALS = "locals";

    /// What everything is that stands in no root.
    private static final String BESIDE = "beside the roots";

    public Difference {
        parts = List.copyOf(parts);
    }

    /// What changes in a root, or beside them.
    ///
    /// @param name `regions/eu-west-1`
    /// @param changes empty if nothing does
    public record Part(String name, List<Change> changes) {
        public Part {
            changes = List.copyOf(changes);
        }
    }

    /// One change.
    ///
    /// @param what the address of a resource, `aws_vpc.main`; another block as it begins; or the name of a file
    /// @param removed lines that it has no more
    /// @param added lines that it has now
    public record Change(Kind kind, String what, List<String> removed, List<String> added) {
        public Change {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }
    }

    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /// Whether nothing changes at all.
    public boolean isEmpty() {
        return parts.stream().allMatch(part -> part.changes().isEmpty());
    }

    /// @param before files by path, as they are
    /// @param after as they would be; the lock is left out, since it follows from the others
    public static Difference of(SequencedMap<String, String> before, SequencedMap<String, String> after) {
        SequencedMap<String, SequencedMap<String, String>> old = byRoot(before);
        SequencedMap<String, SequencedMap<String, String>> now = byRoot(after);
        SequencedSet<String> roots = new LinkedHashSet<>(now.keySet());
        roots.addAll(old.keySet());
        roots.addLast(BESIDE);
        List<Part> parts = new ArrayList<>();
        for (String root : roots) {
            parts.add(new Part(
                    root,
                    changes(
                            old.getOrDefault(root, new LinkedHashMap<>()),
                            now.getOrDefault(root, new LinkedHashMap<>()))));
        }
        return new Difference(parts);
    }

    private static SequencedMap<String, SequencedMap<String, String>> byRoot(SequencedMap<String, String> files) {
        SequencedMap<String, SequencedMap<String, String>> roots = new LinkedHashMap<>();
        files.forEach((path, text) -> {
            Matcher matcher = ROOT.matcher(path);
            Matcher manifests = MANIFESTS.matcher(path);
            if (matcher.matches()) {
                roots.computeIfAbsent(matcher.group(1), _ -> new LinkedHashMap<>())
                        .putAll(blocks(text));
            } else if (manifests.matches()) {
                roots.computeIfAbsent(manifests.group(1), _ -> new LinkedHashMap<>())
                        .putAll(documents(manifests.group(2), text));
            } else if (!path.equals(Lock.NAME)) {
                roots.computeIfAbsent(BESIDE, _ -> new LinkedHashMap<>()).put(path, text);
            }
        });
        return roots;
    }

    /// The documents of a manifest by kind and name; what has no name of its own, by its file.
    private static SequencedMap<String, String> documents(String file, String text) {
        SequencedMap<String, String> documents = new LinkedHashMap<>();
        for (String document : text.split("(?m)^---\n", -1)) {
            Matcher kind = KIND.matcher(document);
            Matcher name = NAME.matcher(document);
            boolean isNamed = kind.find() && name.find();
            documents.put(isNamed ? kind.group(1) + " " + name.group(1) : file, document);
        }
        return documents;
    }

    /// The blocks of a file by what people call them.
    private static SequencedMap<String, String> blocks(String text) {
        SequencedMap<String, String> blocks = new LinkedHashMap<>();
        Optional<String> open = Optional.empty();
        StringBuilder body = new StringBuilder();
        for (String line : text.lines().toList()) {
            Matcher head = HEAD.matcher(line);
            if (open.isEmpty() && head.matches()) {
                String name = name(head.group(1), head.group(2));
                if (head.group(3) != null) {
                    blocks.put(name, "");
                } else {
                    open = Optional.of(name);
                }
            } else if (open.isPresent() && line.equals("}")) {
                put(blocks, open.get(), body.toString());
                body.setLength(0);
                open = Optional.empty();
            } else if (open.isPresent()) {
                body.append(line).append('\n');
            }
        }
        return blocks;
    }

    /// Of what may stand several times in a root, by what tells one from another.
    private static void put(SequencedMap<String, String> blocks, String name, String body) {
        if (!name.equals(LOCALS)) {
            Matcher alias = ALIAS.matcher(body);
            blocks.put(name.startsWith("provider ") && alias.find() ? name + "." + alias.group(1) : name, body);
            return;
        }
        List<MatchResult> locals = LOCAL.matcher(body).results().toList();
        for (int i = 0; i < locals.size(); i++) {
            int end = i + 1 < locals.size() ? locals.get(i + 1).start() : body.length();
            String text = body.substring(locals.get(i).start(), end).replaceAll("(?m)^ *#.*\n", "");
            blocks.put("local." + locals.get(i).group(1), text);
        }
    }

    private static String name(String type, String labels) {
        String words = labels.strip().replace("\" \"", ".").replace("\"", "");
        return switch (type) {
            case "resource" -> words;
            case "data" -> "data." + words;
            default -> words.isEmpty() ? type : type + " " + words;
        };
    }

    private static List<Change> changes(SequencedMap<String, String> old, SequencedMap<String, String> now) {
        List<Change> changes = new ArrayList<>();
        SequencedSet<String> others = otherLocals(old, now);
        now.forEach((what, text) -> {
            String was = old.get(what);
            boolean isSame = text.equals(was) && others.stream().noneMatch(local -> refers(text, local));
            if (was == null && isBuilt(what)) {
                changes.add(new Change(Kind.ADDED, what, List.of(), List.of()));
            } else if (was != null && !isSame) {
                changes.add(new Change(Kind.CHANGED, what, missing(was, text), missing(text, was)));
            }
        });
        old.forEach((what, _) -> {
            if (!now.containsKey(what) && isBuilt(what)) {
                changes.add(new Change(Kind.REMOVED, what, List.of(), List.of()));
            }
        });
        return changes;
    }

    /// Locals that are not what they were, by their own words or by those of others.
    private static SequencedSet<String> otherLocals(
            SequencedMap<String, String> old, SequencedMap<String, String> now) {
        SequencedSet<String> others = new LinkedHashSet<>();
        int before;
        do {
            before = others.size();
            now.forEach((what, text) -> {
                boolean isOther = !text.equals(old.get(what)) || others.stream().anyMatch(local -> refers(text, local));
                if (what.startsWith("local.") && isOther) {
                    others.add(what);
                }
            });
        } while (others.size() > before);
        return others;
    }

    private static boolean refers(String text, String local) {
        return Pattern.compile("\\b" + Pattern.quote(local) + "\\b")
                .matcher(text)
                .find();
    }

    /// Whether it is more than a question: what is asked comes and goes with what needs the answer.
    private static boolean isBuilt(String what) {
        return !what.startsWith("data.");
    }

    /// Lines of one text that the other does not have, without their indents; lines have an order, and here it
    /// does not matter.
    private static List<String> missing(String from, String in) {
        List<String> others = new ArrayList<>(in.lines().map(String::strip).toList());
        return from.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !others.remove(line))
                .toList();
    }
}
