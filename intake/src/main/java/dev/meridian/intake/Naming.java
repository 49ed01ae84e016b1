package dev.meridian.intake;

import dev.meridian.topology.Scalars;
import dev.meridian.units.RegionName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of the format, made of names that people gave elsewhere.
///
/// A store that is in two regions has one name here and often two there: `shop-images-us-east-1` and
/// `shop-images-eu-west-1`. So the parts of a name that only say where something is, which of two it is, or
/// whose it is, are taken out, as long as something is left.
final class Naming {
    private static final Pattern WEAK =
            Pattern.compile("this|main|default|self|resource|primary|secondary|standby|db|rds");
    private static final List<String> AT_AN_END = List.of("primary", "secondary", "standby", "dr");
    private static final List<String> AT_THE_END = List.of("replica", "copy", "failover");

    private final String application;
    private final SequencedSet<String> places;
    private final SequencedSet<String> atAnEnd;

    /// @param regions all that the input names: a name is freed of each of them
    Naming(String application, List<String> regions) {
        this.application = application;
        this.places = new LinkedHashSet<>();
        this.atAnEnd = new LinkedHashSet<>(AT_AN_END);
        regions.forEach(region -> places.addAll(spellings(region)));
        SequencedSet<String> heads = new LinkedHashSet<>();
        regions.forEach(region -> heads.add(region.split("-", -1)[0]));
        // `orders-us` and `orders-eu` are told apart by it only if no two regions share it.
        if (heads.size() > 1 && heads.size() == regions.size()) {
            atAnEnd.addAll(heads);
        }
    }

    /// `us-east-1`, `useast1`, `use1`.
    private static List<String> spellings(String region) {
        String[] parts = region.split("-", -1);
        List<String> spellings = new ArrayList<>(List.of(region, region.replace("-", "")));
        if (parts.length == 3 && parts[1].length() > 2) {
            String direction = parts[1].replaceAll("(north|south|east|west|central)(?=.)", "$1-");
            StringBuilder letters = new StringBuilder();
            for (String word : direction.split("-", -1)) {
                letters.append(word.charAt(0));
            }
            spellings.add(parts[0] + letters + parts[2]);
        }
        return spellings;
    }

    /// What a resource is called, freed of where and which it is.
    ///
    /// @param own the name that it has at the provider, where that is known
    String of(Resource resource, Optional<String> own) {
        List<String> candidates = new ArrayList<>();
        own.ifPresent(candidates::add);
        candidates.add(resource.name());
        candidates.addAll(modules(resource.module()).reversed());
        return candidates.stream()
                .map(this::freed)
                .filter(name -> !name.isEmpty() && !WEAK.matcher(name).matches())
                .findFirst()
                .orElseGet(() -> candidates.stream()
                        .map(Naming::plain)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("unnamed"));
    }

    private static List<String> modules(String module) {
        List<String> names = new ArrayList<>();
        for (String part : module.replaceAll("\\[[^]]*]", "").split("\\.", -1)) {
            if (!part.isEmpty() && !part.equals("module")) {
                names.add(part);
            }
        }
        return names;
    }

    /// In the letters of the format, without its place, its role and its application.
    String freed(String text) {
        String name = plain(text);
        for (String place : places) {
            name = without(name, place);
        }
        for (String end : atAnEnd) {
            name = name.startsWith(end + "-") ? plain(name.substring(end.length() + 1)) : ended(name, end);
        }
        for (String end : AT_THE_END) {
            name = ended(name, end);
        }
        String ownerless = name.startsWith(application + "-") ? name.substring(application.length() + 1) : name;
        return ownerless.isEmpty() || !Character.isLetter(ownerless.charAt(0)) ? name : ownerless;
    }

    /// What names have in common at their beginning, word by word: `mail` of `mail-de` and `mail-ie`.
    static Optional<String> common(List<String> names) {
        List<String> words = List.of(names.getFirst().split("-", -1));
        int same = words.size();
        for (String name : names) {
            List<String> others = List.of(name.split("-", -1));
            int i = 0;
            while (i < Math.min(same, others.size()) && words.get(i).equals(others.get(i))) {
                i++;
            }
            same = i;
        }
        return Optional.of(String.join("-", words.subList(0, same))).filter(name -> !name.isEmpty());
    }

    private static String ended(String name, String end) {
        return name.endsWith("-" + end) ? name.substring(0, name.length() - end.length() - 1) : name;
    }

    private static String without(String name, String part) {
        String rest = ("-" + name + "-").replace("-" + part + "-", "-").replaceAll("^-+|-+$", "");
        return rest.isEmpty() ? name : plain(rest);
    }

    /// Lower-case letters, digits and single hyphens, a letter first; empty if there is no letter.
    static String plain(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String trimmed = lower.replaceAll("^[^a-z]+", "");
        return trimmed.substring(0, Math.min(trimmed.length(), RegionName.MAX_LENGTH))
                .replaceAll("-+$", "");
    }

    /// Names that have to differ: services, stores and externals share one space, entrances have another.
    static final class Space {
        private final Set<String> taken = new LinkedHashSet<>();
        private final SequencedMap<String, Integer> numbers = new LinkedHashMap<>();

        /// A name that the format takes and that nothing else has: itself, with its kind, or with a number.
        String unique(String wanted, String kind) {
            String name = plain(wanted).isEmpty() ? kind : plain(wanted);
            for (String candidate : List.of(name, joined(name, kind))) {
                if (Scalars.isName(candidate) && taken.add(candidate)) {
                    return candidate;
                }
            }
            while (true) {
                String candidate = joined(name, Integer.toString(numbers.merge(name, 1, Integer::sum) + 1));
                if (taken.add(candidate)) {
                    return candidate;
                }
            }
        }
    }

    /// Both, in as many letters as a name may have.
    static String joined(String name, String suffix) {
        int room = RegionName.MAX_LENGTH - suffix.length() - 1;
        String head = name.substring(0, Math.clamp(room, 1, name.length())).replaceAll("-+$", "");
        return head + "-" + suffix;
    }
}
