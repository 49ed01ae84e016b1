package dev.meridian.assess;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size of a type of machine, as far as its name tells: `db.r6g.2xlarge`, `n2-standard-8`, `Standard_D4s_v5`.
/// Two sizes compare within one family only; of a name that no rule here knows nothing is said.
///
/// @param family all of the name but the size
/// @param rank grows with the size within a family
/// @param vcpus virtual processors, where the name or its size tells
record MachineSize(String family, int rank, OptionalInt vcpus) {
    /// Sizes of AWS below `xlarge`, smallest first (Amazon EC2, instance type naming conventions, 2026-11).
    private static final List<String> SMALL = List.of("nano", "micro", "small", "medium", "large");

    private static final Pattern AWS = Pattern.compile("((?:db\\.|cache\\.|kafka\\.)?[a-z]+[0-9][a-z0-9-]*)\\.(.+)");
    private static final Pattern XLARGE = Pattern.compile("([0-9]*)xlarge");
    private static final Pattern GOOGLE = Pattern.compile("((?:db-)?[a-z][a-z0-9]*-[a-z]+)-([0-9]+)");
    private static final Pattern AZURE = Pattern.compile("((?:standard|gp|mo|b)_[a-z]+)([0-9]+)([a-z]*(?:_v[0-9]+)?)");

    /// Empty for a name that tells nothing.
    static Optional<MachineSize> of(String name) {
        String text = name.strip().toLowerCase(Locale.ROOT);
        return aws(text).or(() -> numbered(GOOGLE, text)).or(() -> numbered(AZURE, text));
    }

    private static Optional<MachineSize> aws(String text) {
        Matcher name = AWS.matcher(text);
        if (!name.matches()) {
            return Optional.empty();
        }
        int small = SMALL.indexOf(name.group(2));
        Matcher large = XLARGE.matcher(name.group(2));
        if (small >= 0) {
            OptionalInt vcpus = name.group(2).equals("large") ? OptionalInt.of(2) : OptionalInt.empty();
            return Optional.of(new MachineSize(name.group(1), small, vcpus));
        }
        if (!large.matches() || large.group(1).length() > 3) {
            return Optional.empty();
        }
        int times = large.group(1).isEmpty() ? 1 : Integer.parseInt(large.group(1));
        return Optional.of(new MachineSize(name.group(1), SMALL.size() + times, OptionalInt.of(4 * times)));
    }

    private static Optional<MachineSize> numbered(Pattern shape, String text) {
        Matcher name = shape.matcher(text);
        if (!name.matches() || name.group(2).length() > 4) {
            return Optional.empty();
        }
        int size = Integer.parseInt(name.group(2));
        String family = name.group(1) + (name.groupCount() > 2 ? name.group(3) : "");
        return Optional.of(new MachineSize(family, size, OptionalInt.of(size)));
    }

    /// Reports whether it is surely smaller than another one of its family.
    boolean isSmallerThan(MachineSize other) {
        return family.equals(other.family) && rank < other.rank;
    }
}
