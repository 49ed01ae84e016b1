package dev.meridian.estate;

import java.util.List;
import java.util.stream.Collectors;

/// Names of the file's certificates that lead nowhere: each is to lead to the region that would take over for an
/// entrance in its zone.
final class StandbyNames {
    static final String NAMES = "traffic.certificates.names.";

    private StandbyNames() {}

    /// @param entrances all that users open
    static void note(Ledger ledger, List<Entrance> entrances) {
        List<Entrance> ofAws =
                entrances.stream().filter(one -> one.cloud() == Cloud.AWS).toList();
        if (ofAws.isEmpty()) {
            return;
        }
        ledger.said().sources().all().forEach((path, setting) -> {
            boolean isOpen = path.startsWith(NAMES) && !ledger.rendered().contains(path) && !ledger.isLeft(path);
            if (isOpen) {
                note(ledger, path, Entrances.lower(setting.text()), ofAws);
            }
        });
    }

    private static void note(Ledger ledger, String path, String name, List<Entrance> entrances) {
        entrances.stream()
                .filter(one -> name.endsWith("." + one.zone()))
                .findFirst()
                .ifPresentOrElse(
                        one -> ledger.left(
                                path,
                                "it leads to the region that would take over for `" + one.host()
                                        + "`, and one region serves that",
                                "a second region of AWS in which `" + one.service() + "` lives"),
                        () -> ledger.left(
                                path,
                                "it leads to the region that would take over for an entrance in its zone of names, and"
                                        + " entrances are in "
                                        + entrances.stream()
                                                .map(Entrance::zone)
                                                .distinct()
                                                .map(zone -> "`" + zone + "`")
                                                .collect(Collectors.joining(", ")),
                                "a name below one of these zones, or an entrance whose `zone` is around it"));
    }
}
