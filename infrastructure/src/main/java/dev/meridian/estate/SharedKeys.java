package dev.meridian.estate;

import dev.meridian.blueprint.Blueprint;
import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import dev.meridian.units.RegionName;
import java.util.List;
import java.util.Optional;

/// Works out which regions have a key together. A region that the file leaves out has none, and no way to one.
///
/// It is made in one of them, its home: the primary region where the file names it, else the first that it names.
/// That is settled from then on, since a replica cannot be made into the key that others are replicas of by
/// writing anything else.
final class SharedKeys {
    static final String PATH = "security.keys.across";

    static final String BY = "security.keys.by";
    private static final int FEWEST_REGIONS = 2;

    private final String estate;
    private final List<RegionName> regions;
    private final Optional<RegionName> home;

    SharedKeys(String estate, Blueprint meant, Ledger ledger) {
        this.estate = estate;
        this.regions = regions(ledger);
        this.home = home(meant, ledger);
    }

    private static List<RegionName> regions(Ledger ledger) {
        List<String> asked = ledger.said()
                .sources()
                .at(PATH)
                .map(Setting::text)
                .map(Scalars::words)
                .orElse(List.of());
        List<RegionName> named = ledger.regions().stream()
                .filter(region -> asked.contains("all") || asked.contains(region.text()))
                .toList();
        List<RegionName> ours = named.stream()
                .filter(region -> ledger.cloud(region) == Cloud.AWS)
                .toList();
        boolean isElsewhere = ledger.said()
                .sources()
                .at(BY)
                .filter(by -> by.text().equals("provider"))
                .isPresent();
        if (isElsewhere || ours.size() < FEWEST_REGIONS) {
            ledger.left(
                    PATH,
                    isElsewhere
                            ? "a key that the provider keeps is of its region"
                            : "there are not two regions of AWS among these, and one has its own key");
            return List.of();
        }
        if (ours.size() == named.size()) {
            ledger.rendered(PATH);
        } else {
            ledger.left(PATH, "written for regions of AWS, not for those of other clouds");
        }
        return ours;
    }

    private Optional<RegionName> home(Blueprint meant, Ledger ledger) {
        Optional<RegionName> settled = ledger.founder(PATH);
        if (regions.isEmpty()) {
            return Optional.empty();
        }
        settled.filter(region -> !regions.contains(region))
                .ifPresent(region -> ledger.problem(
                        PATH,
                        new Message(
                                "the key that regions have together was made in " + region + ", which is to have none",
                                "the others have replicas of it, as meridian.lock says: they can neither be made nor"
                                        + " changed without it",
                                region + " among these regions; or none, and then again the others, once everything"
                                        + " is decrypted that is under this key")));
        RegionName primary = meant.applications().firstEntry().getValue().primary();
        return settled.or(() -> Optional.of(regions.contains(primary) ? primary : regions.getFirst()));
    }

    /// That of a region; empty for one that has no part of it.
    Optional<SharedKey> in(RegionName region) {
        return home.filter(_ -> regions.contains(region)).map(made -> new SharedKey(estate + "-shared", made));
    }

    /// Whether one of two regions has a replica of what the other has.
    boolean connects(RegionName one, RegionName other) {
        return regions.contains(one)
                && regions.contains(other)
                && home.filter(made -> made.equals(one) || made.equals(other)).isPresent();
    }
}
